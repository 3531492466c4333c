"""The control fields: 001, 003, 005 and the 40 characters of 008.

https://www.loc.gov/marc/bibliographic/bd008a.html. What is not known is `|`, no attempt to code, where MARC allows it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from crosswalks import clean, dates, edtf
from crosswalks.formats.best_date import best_date
from crosswalks.formats.marc21 import languages
from crosswalks.formats.marc21.options import Options
from crosswalks.record import Record

_UNKNOWN: Final = "nuuuuuuuu"
_BEFORE_CHRIST: Final = "b        "


def control_fields(record: Record, options: Options) -> Iterator[tuple[str, str]]:
    """Yield tag and text of each control field; none but 008 is ever made up."""
    number = clean.text(record.local_id)
    if number:
        yield "001", number
    if number and options.organization:
        yield "003", options.organization
    if changed := _transaction(clean.text(record.updated)):
        yield "005", changed
    yield "008", fixed_data(record)


def _transaction(value: str) -> str:
    """Return the time of the latest change as `yyyymmddhhmmss.0`, in UTC; "" unless it is known to the second."""
    if not edtf.is_w3cdtf(value) or value[16:17] != ":":
        return ""
    try:
        moment = datetime.fromisoformat(value).astimezone(UTC)
    except (OverflowError, ValueError):  # a year of nought, or the end of time in another zone
        return ""
    return f"{moment.year:04}{moment:%m%d%H%M%S}.0"


def fixed_data(record: Record) -> str:
    """Return 008: when the record was made, the document's dates, no place, its language, and who made the record."""
    return f"{_entered(record)}{document_dates(record)}xx {'|' * 17}{languages.main(record)}|d"


def _entered(record: Record) -> str:
    """Return the day when the record was made, yymmdd; noughts when it is unknown, since `|` may not stand here.

    The day of the upload is next to it. Another day, or today's, would be a change each time.
    """
    for value in (clean.text(record.created), clean.text(record.uploaded)):
        day = value[:10]
        if len(day) == 10 and edtf.is_w3cdtf(day):
            return day[2:].replace("-", "")
    return "000000"


def document_dates(record: Record) -> str:
    """Return 008/06-14, the type of date and two years, of the document's best date."""
    best = best_date(record)
    if best is None:
        return _UNKNOWN
    found = dates.settle(best)
    start, end = bounds(found)
    first, last = _year(start, "uuuu"), _year(end, "9999")
    if "-" in (start[:1], end[:1]) or "0000" in (first, last):
        return _BEFORE_CHRIST
    if not first or not last or first == last == "uuuu":
        return _UNKNOWN
    if record.dcmi_type == "Collection":
        return f"i{first}{last}"
    if first == last:
        copyrighted = _copyright(record) if best.type == "issued" else ""
        return f"t{first}{copyrighted}" if copyrighted else f"s{first}    "
    doubtful = found.qualifier in ("approximate", "questionable") or first == "uuuu" or "?" in start + end
    return f"q{first}{last}" if doubtful or "~" in start + end else f"m{first}{last}"


def bounds(found: dates.Normalised) -> tuple[str, str]:
    """Return the first and the last date of what may be an interval in one text; both the same for one date."""
    if found.end:
        return found.start, found.end
    first, slash, last = found.start.partition("/")
    return (first, last) if slash else (first, first)


def _year(bound: str, unlimited: str) -> str:
    """Return a year of four characters, `u` for digits that are not known; "" for a year that has more."""
    if bound == "..":
        return unlimited
    year = bound.rstrip("?~%")[:4].replace("X", "u") or "uuuu"
    return year if year[:1] != "Y" else ""


def _copyright(record: Record) -> str:
    """Return the year of the copyright, if it is a single one."""
    for date in record.dates:
        if date.type == "copyright":
            first, last = (_year(bound, "") for bound in bounds(dates.settle(date)))
            return first if first == last and first.isdecimal() else ""
    return ""
