"""Dates as cataloguers write them, for 264, 518 and 648: `approximately 1950`, `[1950]`, `1914-1918`, `spring 1950`.

A date keeps its own words where it has any; what is only known as EDTF is put into these.
"""

from typing import Final

from crosswalks import dates
from crosswalks.formats.marc21.fixed import bounds
from crosswalks.record import Date

_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def in_words(date: Date, *, sign: str = "") -> str:
    """Return a date as written, or failing that in the words of `known`."""
    found = dates.settle(date)
    return found.display or known(found, sign=sign)


def known(found: dates.Normalised, *, sign: str = "") -> str:
    """Return what is certain of a date, in words, with the sign before it; "" for nothing."""
    if not found.start:
        return ""
    words = sign + _span(*map(_bound, bounds(found)))
    match found.qualifier:
        case "approximate":
            return f"approximately {words}"
        case "questionable":
            return f"{words}?"
        case "inferred":
            return f"[{words}]"
    return words


def _span(start: str, end: str) -> str:
    """Return one date, or two as a span: `1914-1918`, `1950-01-21 to 1950-02-02`, `1950-`, `until 1950`."""
    if start == end:
        return start
    if start in ("", ".."):
        return f"until {end}"
    if end in ("", ".."):
        return f"{start}-"
    return f"{start}-{end}" if len(start) == len(end) == 4 else f"{start} to {end}"


def _bound(bound: str) -> str:
    """Return an EDTF date without its letters and marks: `1950s` for 195X, `approximately 1950` for 1950~."""
    date, mark = bound.rstrip("?~%"), bound[-1:]
    year, _, rest = date.removesuffix("-XX").removesuffix("-XX").partition("-") if date[:1] != "-" else (date, "", "")
    if rest in _SEASONS:
        words = f"{_SEASONS[rest]} {year}"
    elif year.endswith("XX"):
        words = f"between {year[:2]}00 and {year[:2]}99"
    elif year.endswith("X"):
        words = f"{year[:3]}0s"
    else:
        words = f"{year}-{rest}" if rest else year
    before, after = "approximately " if mark in ("~", "%") else "", "?" if mark in ("?", "%") else ""
    return before + words + after
