"""The options of the DataCite codec."""

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-3/: value unavailable, possibly unknown.
# A year has to have four digits; 9999 is what DataCite's guidance for missing values gives as example.
UNKNOWN: Final = ":unav"
UNKNOWN_YEAR: Final = "9999"


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a repository says of itself to DataCite's harvesters, and what these may want otherwise."""

    datacentre_symbol: Annotated[
        str, Meta(description="Symbol of the repository's account at DataCite, such as `CERN.ZENODO`.")
    ] = UNKNOWN
    publisher: Annotated[
        str, Meta(description="Publisher of records that name neither a publisher nor a data provider.")
    ] = UNKNOWN
    publication_year: Annotated[
        Literal["online", "document"],
        Meta(description="Year of publication online, as DataCite asks of digitised originals, or of the document."),
    ] = "online"
    access_terms: Annotated[
        bool, Meta(description="Add the info:eu-repo access term to rightsList, as OpenAIRE asks of data archives.")
    ] = False
    object_urls: Annotated[
        bool, Meta(description="Add the addresses of the files to relatedIdentifiers, as parts of the document.")
    ] = False
