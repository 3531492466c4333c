"""The options of the MODS codec: one for each point in which hubs contradict each other.

Which hub reads what is in DPLA's own mappings (https://github.com/dpla/ingestion3).
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an aggregator may want otherwise in MODS."""

    rights_text: Annotated[
        Literal["label", "uri"],
        Meta(description="Text of the accessCondition that carries the rights URI: its label, or the URI once more."),
    ] = "label"
    url_usage: Annotated[
        Literal["primary", "primary display"],
        Meta(description="Usage of the landing page's url; `primary display` is deprecated, yet five hubs need it."),
    ] = "primary"
    statement_type: Annotated[
        Literal["use and reproduction", "local rights statement", "local rights statements", "freetext"],
        Meta(
            description="Type of the accessConditions that hold rights statements in words; `freetext` makes notes of"
            " that type of them, as the Northwest hub reads."
        ),
    ] = "use and reproduction"
    title_usage: Annotated[
        Literal["", "primary"],
        Meta(description="Usage of the main title: none, as Tennessee wants it, or `primary`, as Massachusetts does."),
    ] = ""
    marking_type: Annotated[
        Literal["", "restriction on access"],
        Meta(description="Type of the accessCondition of a security marking in force; none, as Aquifer has it."),
    ] = ""
    rights_holder: Annotated[
        Literal["accessCondition", "name"],
        Meta(description="Whether a rights holder is an accessCondition or a name with the role cph."),
    ] = "accessCondition"
    ownership_note: Annotated[
        bool, Meta(description="Repeat the data provider as a note of type ownership, where six hubs look for it.")
    ] = False
