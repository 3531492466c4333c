"""The dates of the document: EDTF, which Europeana's normalisation reads, or their own words where they have no code.

dcterms:created and dcterms:issued have elements of their own, all further dates of the document are dc:date. When it
was scanned or put on the web are dates of the files; when it was declassified is told with its marking.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import dates
from crosswalks.formats.edm.build import Value
from crosswalks.record import DateType, Record

OTHERS: Final[tuple[DateType, ...]] = ("sent", "received", "copyright", "valid", "modified", "other")


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
    yield from (Value(dates.expression(date)) for date in record.dates if date.type in types)
