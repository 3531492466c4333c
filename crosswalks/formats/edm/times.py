"""The dates of the document: EDTF, which Europeana's normalisation reads, or their own words where they have no code.

dcterms:created and dcterms:issued have elements of their own, all further dates of the document are dc:date. When it
was scanned or put on the web are dates of the files; when it was declassified is told with its marking.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import dates, edtf
from crosswalks.formats.edm.build import Value
from crosswalks.record import Date, DateType, Record

OTHERS: Final[tuple[DateType, ...]] = ("sent", "received", "copyright", "valid", "modified", "other")
_MARKS: Final = {"approximate": "~", "questionable": "?"}


def created(record: Record) -> Iterator[Value]:
    """Yield when the document was made."""
    return of_types(record, "created")


def issued(record: Record) -> Iterator[Value]:
    """Yield when it was published."""
    return of_types(record, "issued")


def others(record: Record) -> Iterator[Value]:
    """Yield its other dates."""
    return of_types(record, *OTHERS)


def of_types(record: Record, *types: DateType) -> Iterator[Value]:
    """Yield the dates of these types."""
    yield from (Value(expression(date)) for date in record.dates if date.type in types)


def expression(date: Date) -> str:
    """Return a date as EDTF with its qualifier, `1950~` or `1945/1950`, else in words; "" where it says "undated"."""
    found = dates.settle(date)
    mark = _MARKS.get(found.qualifier, "")
    coded = "/".join(_marked(bound, mark) for bound in (found.start, found.end) if bound)
    return coded or ("" if dates.is_undated(found.display) else found.display)


def _marked(bound: str, mark: str) -> str:
    """Return one bound with the mark, if it can bear it."""
    return bound + mark if edtf.is_date(bound + mark) else bound
