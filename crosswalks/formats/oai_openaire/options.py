"""The options of the OpenAIRE 4 codec."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from crosswalks.record import AccessLevel


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a repository may say once for all its records in OpenAIRE 4."""

    unknown_access: Annotated[
        AccessLevel,
        Meta(
            description="Access level of records that leave it unknown (an empty access.level); without it they have "
            "no access right, and fail."
        ),
    ] = ""
    resource_type_general: Annotated[
        Literal["", "literature", "dataset", "software", "other research product"],
        Meta(description="resourceTypeGeneral of all records; empty: as the type of each record has it."),
    ] = ""
    files: Annotated[bool, Meta(description="List the addresses of files and texts in oaire:file.")] = True
