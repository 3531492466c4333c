"""The options of the MARC 21 codec: what library systems read otherwise.

What VuFind reads: https://github.com/vufind-org/vufind/blob/dev/import/marc.properties.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a library may want otherwise in MARC 21."""

    marking_note: Annotated[
        bool,
        Meta(description="Repeat a security marking in 500, since WorldCat drops 355, as conversions to MODS do."),
    ] = False
    untyped_names: Annotated[
        Literal["uncontrolled", "personal"],
        Meta(
            description="Whether a name of no known kind stands in 720 and 653, or as a person in 100, 600 and 700, "
            "as VuFind looks for no author elsewhere."
        ),
    ] = "uncontrolled"
    created_as: Annotated[
        Literal["production", "publication"],
        Meta(description="Whether the date created is in 264 _0 or in 264 _1, where VuFind looks for dates."),
    ] = "production"
    organization: Annotated[
        str,
        Meta(
            pattern="^([A-Za-z0-9][A-Za-z0-9/:-]*)?$",
            description="MARC organization code of the house, such as `DLC`: adds 003 and 035, and stands in 040.",
        ),
    ] = ""
