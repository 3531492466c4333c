"""The options of the JSON-LD for landing pages."""

from typing import Annotated

import msgspec
from msgspec import Meta


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a website may want to add to its JSON-LD."""

    metadata_rights: Annotated[
        str, Meta(description="Rights URI of the metadata itself (sdLicense) where a record states none of its own.")
    ] = ""
