"""The one date by which a document counts as published, for those who must have one; and the end of its embargo.

OpenAIRE (3 and 4) wants any date rather than none, and for a fuzzy one the year that stands for the period best
(https://github.com/openaire/guidelines-literature-repositories, docs/field_publicationdate.rst): the middle of it.
DataCite wants a year (https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/publicationyear/).
"""

import re
from collections.abc import Iterator
from typing import Final

from crosswalks import clean, dates, edtf
from crosswalks.formats.best_date import best_date
from crosswalks.record import Date, DateType, Record

# When nothing tells the document's own date.
_OTHERS: Final[tuple[DateType, ...]] = ("uploaded", "captured", "modified", "valid")
_YEAR: Final = re.compile(r"\d{4}|\d{3}X|\d{2}XX")


def date(record: Record) -> str:
    """Return the date of issue, else the best date, else any other of the document, as W3CDTF; "" if there is none."""
    return next(filter(None, map(one, candidates(record))), "")


def candidates(record: Record) -> Iterator[Date]:
    """Yield the dates that may stand for the date of publication, the likeliest first."""
    yield from (date for date in record.dates if date.type == "issued")
    if best := best_date(record):
        yield best
    yield Date(type="uploaded", start=clean.text(record.uploaded))
    for kind in _OTHERS:
        yield from (date for date in record.dates if date.type == kind)


def one(date: Date) -> str:
    """Return one W3CDTF value for a date: that of the whole, else the year in its middle; "" for words alone."""
    if exact := dates.w3cdtf(date):
        return exact
    first, last = years(date)
    return f"{(first + last + 1) // 2:04}" if last else ""


def years(date: Date) -> tuple[int, int]:
    """Return the first and the last year that a date may mean, an open side closed by the other one; else (0, 0)."""
    found = dates.settle(date)
    bounds = f"{found.start}/{found.end}" if found.end else found.start
    matches = [match for bound in bounds.split("/") if (match := _YEAR.match(bound))]
    if not matches:
        return 0, 0
    return int(matches[0].group().replace("X", "0")), int(matches[-1].group().replace("X", "9"))


def embargo_end(record: Record) -> str:
    """Return the day (or month, or year) on which the embargo of an embargoed document ends, or ""."""
    until = clean.text(record.rights.access.until)
    return until.partition("T")[0] if record.rights.access.level == "embargoed" and edtf.is_w3cdtf(until) else ""
