"""Which of a Record's dates is its own: the one that oai_dc gives, and that sorts the record in MODS (keyDate).

Aggregators take one date and show it as the document's (OpenAIRE asks for exactly one). When a paper was scanned,
uploaded, declassified or changed is not that; nor is a later event, where the best date is only vague.
"""

from typing import Final

from crosswalks import dates
from crosswalks.record import Date, DateType, Record

PREFERENCE: Final[tuple[DateType, ...]] = ("created", "sent", "issued", "copyright", "received", "other")


def best_date(record: Record) -> Date | None:
    """Return the date marked as key, else the best that says when, else the best; None without a date of its own."""
    own = [date for date in record.dates if date.type in PREFERENCE and any(dates.settle(date))]
    return min(own, key=_rank, default=None)


def _rank(date: Date) -> tuple[bool, bool, int]:
    """Return where a date stands in the order of preference, the least first."""
    return not date.key, not says_when(date), PREFERENCE.index(date.type)


def says_when(date: Date) -> bool:
    """Return whether a date tells a time, in code or by a figure; "undated" does not."""
    found = dates.settle(date)
    return bool(found.start) or any(map(str.isdecimal, found.display))
