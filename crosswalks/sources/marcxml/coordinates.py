"""MARC 034 -> where a map lies: https://www.loc.gov/marc/bibliographic/bd034.html.

Degrees are written as hdddmmss (`E1254500`), as decimal degrees (`+125.75`), or as decimal minutes or seconds
(`E125.7500`, `E12545.30`). Where both edges are one, they are a point; else a rectangle, which is said in words.
"""

import re
from typing import Final, NamedTuple

from crosswalks.sources.marcxml.fields import Field

_WRITTEN: Final = re.compile(r"([NSEWnsew+-]?)(\d{3})(?:(\d\d)(?:(\d\d))?)?(\.\d+)?")
_NEGATIVE: Final = frozenset("SsWw-")


class Extent(NamedTuple):
    """A point as latitude and longitude, or a rectangle in words; neither where 034 holds no coordinates."""

    point: tuple[float, float] | None
    words: str


def of_034(field: Field) -> Extent:
    """Return what a field 034 says of where a map lies."""
    edges = [field.first(code) for code in "defg"]  # west, east, north, south
    degrees = [_degrees(edge) for edge in edges]
    west, east, north, south = degrees
    if west is not None and north is not None and east in (west, None) and south in (north, None):
        known = -180 <= west <= 180 and -90 <= north <= 90
        return Extent((north, west) if known else None, "")
    return Extent(None, f"{edges[0]}--{edges[1]}/{edges[2]}--{edges[3]}" if all(edges) else "")


def _degrees(value: str) -> float | None:
    """Return decimal degrees; None when they are written in another way."""
    found = _WRITTEN.fullmatch(value.replace(" ", ""))
    if found is None:
        return None
    sign, whole, minutes, seconds, rest = found.groups()
    fraction = float(rest or 0)
    parts = [float(whole), float(minutes or 0), float(seconds or 0)]
    parts[2 if seconds else 1 if minutes else 0] += fraction
    degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
    return round(-degrees if sign in _NEGATIVE and sign else degrees, 6)
