"""Dates: what people write becomes EDTF where it is certain, and one W3CDTF value where a format wants one.

Records say `January 19, 1950`, `ca. 1950`, `[195-?]`, `1914-1918`, `1950s`, `19/01/1950` or `undated`. What has one
reading is turned into EDTF (level 1, https://www.loc.gov/standards/datetime/); what has two keeps what both share;
all else keeps its words. No precision is invented: `3/4/1950` is 1950, and `1900s` is 19XX.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from crosswalks import clean, date_words, edtf
from crosswalks.record import Date, Qualifier

_SHAPED: Final = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")  # a year of nought says "no date" in exports


_UNDATED: Final = frozenset({"undated", "no date", "n.d", "nd", "n. d", "s.d", "sine dato", "date unknown", "unknown"})


class Normalised(NamedTuple):
    """A date as `crosswalks.record.Date` holds it; `start` and `end` are empty where nothing is certain."""

    start: str
    end: str
    qualifier: Qualifier
    display: str


def normalise(value: str) -> Normalised:
    """Return what is certain of a date written as EDTF, W3CDTF or in words; `display` is the value as written."""
    return _read(clean.text(value))


@lru_cache(maxsize=8192)
def _read(display: str) -> Normalised:
    """Return what `normalise` does for clean text; a collection repeats its dates."""
    if not 0 < len(display) <= 100 or display.startswith("0000"):  # year nought is how exports write "no date"
        return Normalised("", "", "", display)
    if read := _expression(display):
        return Normalised(*read, display)
    return Normalised(*date_words.read(display.casefold()), display)


def _expression(value: str) -> tuple[str, str, Qualifier] | None:
    """Return start, end and qualifier of an EDTF expression; None for anything else or what may be a range of years.

    `1921-24` is winter 1921 in EDTF and four years in most archives: it is left to `date_words`, which leaves it open.
    """
    value = edtf.modern(value)
    if not edtf.is_edtf(value) or _two_years(value):
        return None
    start, slash, end = value.partition("/")
    if not slash:
        return _unmarked(start, "")
    if not start or not end:  # an unknown bound has no place in two fields: the interval stays one expression
        return value, "", ""
    return _unmarked(start, end)


def _unmarked(start: str, end: str) -> tuple[str, str, Qualifier]:
    """Return the bounds with the mark that both share taken off, as a qualifier; unequal marks stay where they are."""
    marks = {bound[-1] if bound[-1] in "?~%" else "" for bound in (start, end) if bound and bound != ".."}
    mark = marks.pop() if len(marks) == 1 else ""
    if mark in ("?", "~"):
        return start.rstrip("?~"), end.rstrip("?~"), "questionable" if mark == "?" else "approximate"
    return start, end, "approximate" if mark == "%" else ""


def _two_years(value: str) -> bool:
    """Return whether a season such as 1921-24 may as well be the years 1921 to 1924."""
    return len(value) == 7 and value[4:6] == "-2" and "1" <= value[6] <= "4" and value[5:] > value[2:4]


def settle(date: Date) -> Normalised:
    """Return the bounds of a Date as EDTF, reading its `start`, or failing that its `display`, if they are words."""
    return _remembered(date) if len(date.start) + len(date.end) + len(date.display) <= 100 else _settled(date)


def _settled(date: Date) -> Normalised:
    """Return what `settle` does."""
    start, end = clean.text(date.start), clean.text(date.end)
    if not end:
        return _owned(date, _read(start)) if start and not edtf.is_edtf(start) else _given(date, start)
    if not start and edtf.is_date(end):
        return Normalised(f"/{end}", "", date.qualifier, clean.text(date.display))
    if _is_interval(start, end):
        return Normalised(start, end, date.qualifier, clean.text(date.display))
    return _owned(date, _ends(start, end))


_remembered = lru_cache(maxsize=4096)(_settled)  # each format asks several times for the dates of a record


def _ends(start: str, end: str) -> Normalised:
    """Return a range whose ends are words, `19` and `21 January 1950` too; only its words if they are not certain."""
    display = f"{start} - {end}"
    first, last = _read(start), _read(end)
    if _is_interval(first.start, last.start) and not (first.end or last.end):
        return Normalised(first.start, last.start, first.qualifier or last.qualifier, display)
    return _read(display)


def _is_interval(start: str, end: str) -> bool:
    """Return whether both are bounds of an interval, one of them dated, that does not end before it begins."""
    dated = edtf.is_date(start) or edtf.is_date(end)
    return dated and _is_bound(start) and _is_bound(end) and edtf.in_order(start, end)


def _given(date: Date, start: str) -> Normalised:
    """Return a Date with one EDTF bound, or none, for which its display is read."""
    return (
        Normalised(start, "", date.qualifier, clean.text(date.display))
        if start
        else _owned(date, normalise(date.display))
    )


def _owned(date: Date, read: Normalised) -> Normalised:
    """Return what was read, with the Date's own qualifier and display where it has them."""
    display = clean.text(date.display) or read.display
    return read._replace(qualifier=date.qualifier or read.qualifier, display=display)


def _is_bound(value: str) -> bool:
    """Return whether the value may stand on one side of an interval."""
    return value == ".." or edtf.is_date(value)


def is_undated(words: str) -> bool:
    """Return whether words for a date say that there is none, such as "undated" or "[n.d.]"."""
    return words.casefold().strip(" .[]()?") in _UNDATED


def problem(date: Date) -> str:
    """Return a sentence on what makes a date impossible, such as a day that no calendar has; "" for all others."""
    start, end = clean.text(date.start), clean.text(date.end)
    for written in (start, end, clean.text(date.display)):
        if _SHAPED.fullmatch(written) and not edtf.is_date(written) and not _read(written).start:
            return f"The date {written} is in no calendar; it was taken for words."
    first, last = (_read(bound).start or bound for bound in (start, end))
    if edtf.is_date(first) and edtf.is_date(last) and not edtf.in_order(first, last):
        return f"The date from {start} to {end} ends before it begins; it was taken for words."
    return ""


_MARKS: Final = {"approximate": "~", "questionable": "?"}


def expression(date: Date) -> str:
    """Return a date as EDTF with its qualifier, `1950~` or `1945/1950`, else in words; "" where it says "undated"."""
    found = settle(date)
    mark = _MARKS.get(found.qualifier, "")
    coded = "/".join(_marked(bound, mark) for bound in (found.start, found.end) if bound)
    return coded or ("" if is_undated(found.display) else found.display)


def _marked(bound: str, mark: str) -> str:
    """Return one bound with the mark, if it can bear it."""
    return bound + mark if edtf.is_date(bound + mark) else bound


def w3cdtf(date: Date) -> str | None:
    """Return one W3CDTF value that is true of the whole date, or None if there is none.

    A range within one month or year is that month or year; a longer one, a decade or an open one is None. A time
    loses its clock, which aggregators do not want. A qualifier does not matter here.
    """
    found = settle(date)
    start = _calendar(found.start)
    end = _calendar(found.end) if found.end else start
    shared = []
    for first, last in zip(start.split("-"), end.split("-"), strict=False):
        if first != last:
            break
        shared.append(first)
    return "-".join(shared) or None


def _calendar(bound: str) -> str:
    """Return the day, month or year of one EDTF date without its marks; a season or unspecified month is its year."""
    bound = bound.partition("T")[0].rstrip("?~%")
    if not edtf.is_date(bound) or bound[:1] in ("-", "Y"):
        return ""
    while bound and not edtf.is_w3cdtf(bound):
        bound = bound.rpartition("-")[0]
    return bound
