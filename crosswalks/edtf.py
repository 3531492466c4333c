"""Recognise dates in W3CDTF and in EDTF, levels 0 and 1, and nothing else.

The grammar is that of https://www.loc.gov/standards/datetime/ (2019); the draft of 2012, which many records still
write (`199u`, `open`, `unknown`, `1984?~`), is brought into the newer spelling by `modern`. Every day is checked
against the calendar. W3CDTF is https://www.w3.org/TR/NOTE-datetime.
"""

import re
from functools import lru_cache
from typing import Final

_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_CALENDAR: Final = re.compile(r"([+-]?\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_TIME: Final = re.compile(r"T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?")
_SEASON: Final = re.compile(r"-?\d{4}-2[1-4]")
_LONG_YEAR: Final = re.compile(r"Y-?[1-9]\d{4,}")
_UNSPECIFIED: Final = re.compile(r"-?(?:\d{3}X|\d{2}XX)|-?\d{4}-XX(?:-XX)?|(-?\d{4}-(?:0[1-9]|1[0-2]))-XX")
_DRAFT_U: Final = re.compile(r"u")


def is_w3cdtf(value: str) -> bool:
    """Return whether the value is a W3CDTF date: a year, month or day, or a time with its zone."""
    if not value.isascii() or value[:1] in ("-", "+"):
        return False
    day, mark, _ = value.partition("T")
    if not mark:
        return _is_calendar(day)
    time = _TIME.fullmatch(value, len(day))
    return len(day) == 10 and _is_calendar(day) and time is not None and time[4] is not None


_LONGEST: Final = 100  # two dates with their times have half of that; longer text is not kept in memory


def is_edtf(value: str) -> bool:
    """Return whether the value is an EDTF expression of level 0 or 1."""
    return len(value) <= _LONGEST and _is_edtf(value)


@lru_cache(maxsize=8192)
def _is_edtf(value: str) -> bool:
    """Return what `is_edtf` does; a collection repeats its dates."""
    if not value.isascii():
        return False
    start, slash, end = value.partition("/")
    if not slash:
        return is_date(value)
    if "T" in value or not (is_date(start) or is_date(end)):
        return False
    return (start in ("", "..") or is_date(start)) and (end in ("", "..") or is_date(end)) and in_order(start, end)


def is_date(value: str) -> bool:
    """Return whether the value is one EDTF date of level 0 or 1: no interval, but qualified or unspecified in part."""
    if value[-1:] in ("?", "~", "%"):
        value = value[:-1]
        if "T" in value:
            return False
    if value[:1] == "Y":
        return _LONG_YEAR.fullmatch(value) is not None
    day, mark, _ = value.partition("T")
    if mark:
        return len(day) == 10 and _is_calendar(day) and _TIME.fullmatch(value, len(day)) is not None
    return _is_calendar(value) or _SEASON.fullmatch(value) is not None or _UNSPECIFIED.fullmatch(value) is not None


def _is_calendar(value: str) -> bool:
    """Return whether the value is a year, a month or a day that the (proleptic Gregorian) calendar has."""
    found = _CALENDAR.fullmatch(value)
    if found is None or not value.isascii() or value[0] == "+" or value.startswith("-0000"):
        return False
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] and (month != 2 or day <= 28 or leap)


def in_order(start: str, end: str) -> bool:
    """Return whether an interval from `start` to `end` can be one: false only where it surely ends before it begins."""
    if start in ("", "..") or end in ("", ".."):
        return True
    if start[:1] in "-Y" or end[:1] in "-Y":
        return _year(start) <= _year(end)
    low, high = start.rstrip("?~%").replace("X", "0"), end.rstrip("?~%").replace("X", "9")
    shared = min(len(low), len(high))
    return low[:shared] <= high[:shared]


def _year(value: str) -> int:
    """Return the year of an EDTF date, the later one where it is unspecified."""
    found = re.match(r"Y?(-?\d{2}(?:XX|\dX|\d+))", value)
    return int(found[1].replace("X", "9")) if found else 0


def modern(value: str) -> str:
    """Return the value in today's spelling where it is an expression of the draft of 2012; else unchanged."""
    if is_edtf(value):
        return value
    parts = [_modern_date(part.strip()) for part in value.strip().split("/")]
    written = "/".join({"open": "..", "unknown": "", "uuuu": ""}.get(part, part) for part in parts)
    return written if is_edtf(written) else value


def _modern_date(value: str) -> str:
    """Return one date with X for u, one mark for both qualifiers, and Y for a long year."""
    if value in ("open", "unknown", "uuuu"):
        return value
    value = value.replace("?~", "%").replace("~?", "%")
    if value[:1] == "y" and value[1:].lstrip("-").isdigit():
        return "Y" + value[1:]
    return _DRAFT_U.sub("X", value)
