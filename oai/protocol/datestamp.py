"""Datestamps: seconds since 1970 as the protocol writes and reads them.

Everything is UTC. Responses always carry the finest granularity, `YYYY-MM-DDThh:mm:ssZ`; requests may also name days.
A stamp is the store's own order: the second of publication in its high part, a counter in its low twenty bits.

- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#Dates
- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#Datestamp
"""

import re
import time
from datetime import UTC, datetime

GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
SHIFT = 20
"""A stamp is `second << SHIFT | counter`."""

_DAY = 86_400
_legal = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z)?")


def text(second: int) -> str:
    """Return a second as `YYYY-MM-DDThh:mm:ssZ`."""
    moment = time.gmtime(second)
    return (
        f"{moment.tm_year:04d}-{moment.tm_mon:02d}-{moment.tm_mday:02d}"
        f"T{moment.tm_hour:02d}:{moment.tm_min:02d}:{moment.tm_sec:02d}Z"
    )


def lower(value: str) -> int:
    """Return the first second of a day or a second, as a request writes it.

    Raises:
        ValueError: the text is in neither of the two legal forms, or names no real time.

    """
    if _legal.fullmatch(value) is None:
        raise ValueError("must be written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")
    return int(datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp())


def upper(value: str) -> int:
    """Return the last second of a day or a second, as a request writes it: both bounds of a range are inclusive.

    Raises:
        ValueError: as `lower` does.

    """
    return lower(value) + (_DAY - 1 if is_day(value) else 0)


def is_day(value: str) -> bool:
    """Return whether a legal date has the granularity of a day."""
    return len(value) == len("YYYY-MM-DD")


def second(stamp: int) -> int:
    """Return the second of a stamp: the record's datestamp."""
    return stamp >> SHIFT


def before_second(value: int) -> int:
    """Return the largest stamp below a second: list what comes after it to include the whole second."""
    return (value << SHIFT) - 1


def after_second(value: int) -> int:
    """Return the smallest stamp above a second: list what comes before it to include the whole second."""
    return (value + 1) << SHIFT
