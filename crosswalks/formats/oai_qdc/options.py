"""The options of the oai_qdc codec. What the hubs of DPLA read: https://github.com/dpla/ingestion3."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an aggregator may want otherwise in oai_qdc."""

    object_urls: Annotated[bool, Meta(description="Add the addresses of the files to dc:identifier, as CORE asks.")] = (
        False
    )
    provenance: Annotated[
        bool, Meta(description="Name the data provider in dcterms:provenance too, where Indiana looks for it.")
    ] = False
    statements: Annotated[
        Literal["rights", "accessRights"],
        Meta(description="Element of rights statements in words; Indiana takes every dc:rights for an address."),
    ] = "rights"
    iiif_manifests: Annotated[
        bool, Meta(description="Add the addresses of IIIF manifests as dcterms:isReferencedBy, where DPLA reads them.")
    ] = False
