"""Points on the map, as records write them in decimal degrees."""

import re
from typing import Final

_POINT: Final = re.compile(r"\s*+([+-]?\d{1,3}(?:\.\d+)?)\s*+[,; ]\s*+([+-]?\d{1,3}(?:\.\d+)?)\s*+")


def point(value: str) -> tuple[float, float] | None:
    """Return latitude and longitude of decimal degrees in this order; None for any other way to write them."""
    found = _POINT.fullmatch(value)
    if found is None:
        return None
    lat, lon = float(found.group(1)), float(found.group(2))
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None
