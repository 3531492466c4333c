"""publicationYear and dates.

https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/publicationyear/ and …/date/. A date is W3CDTF, a
range as RKMS-ISO8601 has it (`1914/1918`); its own words are dateInformation. Words that no date could be made of stand
there beside the standard value for unknown information.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from crosswalks import clean
from crosswalks import dates as dating
from crosswalks.formats import publication
from crosswalks.formats.datacite.build import add, drop_empty, group
from crosswalks.formats.oai_datacite.options import UNKNOWN, UNKNOWN_YEAR, Options
from crosswalks.record import Date, DateType, Record

# Type of a date -> dateType, and what dateInformation says of an Other one
TYPES: Final[dict[DateType, tuple[str, str]]] = {
    "created": ("Created", ""),
    "issued": ("Issued", ""),
    "sent": ("Other", "sent"),
    "received": ("Other", "received"),
    "uploaded": ("Available", ""),
    "declassified": ("Other", "declassified"),
    "covered": ("Coverage", ""),
    "copyright": ("Copyrighted", ""),
    "captured": ("Other", "digitised"),
    "valid": ("Valid", ""),
    "modified": ("Updated", ""),
    "other": ("Other", ""),
}


def publication_year(root: etree._Element, record: Record, options: Options) -> None:
    """Write the year: the end of an embargo, else that of publication online or of the document, as wanted."""
    uploads = [date for date in _dated(record) if date.type == "uploaded"]
    online = (publication.embargo_end(record), *map(publication.one, uploads))
    wanted = (*(online if options.publication_year == "online" else ()), publication.date(record))
    add(root, "publicationYear", next((value[:4] for value in wanted if value), UNKNOWN_YEAR))


def dates(root: etree._Element, record: Record, _: Options) -> None:
    """Write every date; while there is an embargo, its end is when the document is available."""
    element = group(root, "dates")
    end = publication.embargo_end(record)
    add(element, "date", end, dateType="Available")
    written = set()
    for date in _dated(record):
        kind, information = TYPES[date.type]
        kind = "Accepted" if end and date.type == "uploaded" else kind
        value, words = _said(date)
        told = "; ".join(filter(None, (information, words)))
        if (value or words) and (kind, value, told) not in written:
            written.add((kind, value, told))
            add(element, "date", value or UNKNOWN, dateType=kind, dateInformation=told)
    drop_empty(root, element)


def _dated(record: Record) -> Iterator[Date]:
    """Yield the dates of the record, and the day on which it was uploaded unless it is among them."""
    yield from record.dates
    if not any(date.type == "uploaded" for date in record.dates):
        yield Date(type="uploaded", start=record.uploaded)


def _said(date: Date) -> tuple[str, str]:
    """Return a date as DataCite wants it, and what has to be said of it in words; each perhaps empty.

    Where the value tells less than the date, a mark or a season, and it has no words, these are its EDTF.
    """
    found = dating.settle(date)
    coded = _coded(found)
    value = _value(coded)
    told = "" if found.display in (value, coded) else found.display
    exact = coded.partition("T")[0].replace("..", "") == value
    return value, told or ("" if exact else coded) or (found.qualifier if value else "")


def _coded(found: dating.Normalised) -> str:
    """Return a date or range as one EDTF expression, or ""."""
    return f"{found.start}/{found.end}" if found.end else found.start


def _value(coded: str) -> str:
    """Return one date, or a range with both its sides or one open; "" where there is nothing certain."""
    start, slash, end = coded.partition("/")
    if slash:
        sides = _bound(start), _bound(end)
        return "/".join(sides) if any(sides) else ""
    exact = _bound(start)
    first, last = (0, 0) if exact else publication.years(Date(start=start))
    return f"{first:04}/{last:04}" if last else exact


def _bound(bound: str) -> str:
    """Return one side of a range as W3CDTF, or "" where it is open or not certain."""
    return dating.w3cdtf(Date(start=clean.text(bound))) or ""
