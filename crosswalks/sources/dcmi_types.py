"""What records call a kind of resource, as a type of DCMI's list.

https://www.dublincore.org/specifications/dublin-core/dcmi-type-vocabulary/.
"""

from typing import Final, cast, get_args

from crosswalks import vocabularies
from crosswalks.record import DcmiType

_DCMI: Final[dict[str, DcmiType]] = {name.lower(): name for name in get_args(DcmiType) if name}


def dcmi(value: str) -> DcmiType:
    """Return the DCMI type for one of MODS's or DCMI's own words or addresses, or ""."""
    wanted = value.casefold().removeprefix(vocabularies.DCMI_TYPE_URI)
    mapped = vocabularies.DCMI_TYPE.get(wanted, "")
    return cast("DcmiType", mapped) if mapped else _DCMI.get(wanted.replace(" ", ""), "")
