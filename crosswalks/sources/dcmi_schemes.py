"""DCMI's own way to write a point or a period in one value: `east=125.75; north=39.03; name=Pyongyang`.

https://www.dublincore.org/specifications/dublin-core/dcmi-point/ and …/dcmi-period/.
"""

import re
from typing import Final

from crosswalks import dates
from crosswalks.record import Date, Place
from crosswalks.sources.coordinates import point

_PART: Final = re.compile(r"\s*(\w+)\s*=\s*(.*?)\s*")


def place(value: str) -> Place | None:
    """Return the place that a DCMI Point states; None when the value is none, or no point on the map."""
    found = _parts(value)
    where = point(f"{found.get('north', '')}, {found.get('east', '')}")
    return Place(label=found.get("name", ""), lat=where[0], lon=where[1]) if where is not None else None


def period(value: str) -> Date | None:
    """Return the time that a DCMI Period states; None when the value is none, or has no bound."""
    found = _parts(value)
    start, end = (dates.normalise(found.get(bound, "")).start for bound in ("start", "end"))
    if not start and not end:
        return None
    return Date(type="covered", display=found.get("name", ""), start=start or "..", end=end or "..")


def _parts(value: str) -> dict[str, str]:
    """Return the components of a value by their names; none of anything else than a list of these."""
    parts = [_PART.fullmatch(part) for part in value.split(";") if part.strip()]
    return {part[1].lower(): part[2] for part in parts if part is not None} if all(parts) else {}
