"""Who holds or describes a document, where a catalogue may write a code instead of a name.

Codes: https://www.loc.gov/marc/organizations/org-search.php and ISIL (ISO 15511).
"""

import re
from typing import Final

_CODE: Final = re.compile(
    r"[A-Z]{1,3}-[A-Za-z0-9-]{1,12}|[A-Z0-9]{2,8}|[A-Z][a-z]{0,2}[A-Z][A-Za-z]{0,6}|[a-z0-9]{2,6}|"
)


def is_code(value: str) -> bool:
    """Return whether a value is no name of an institution, but empty or its code (DLC, NcD, tnk, GB-UkOxU)."""
    return _CODE.fullmatch(value) is not None
