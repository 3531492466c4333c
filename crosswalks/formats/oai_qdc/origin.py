"""The dates of the document, each in the term for what happened then.

When a paper was scanned or declassified has no term, and is no date of the document.
"""

from collections.abc import Iterator

from crosswalks.formats.oai_qdc import schemes
from crosswalks.formats.oai_qdc.options import Options
from crosswalks.formats.oai_qdc.schemes import Value, Values
from crosswalks.record import Date, DateType, Record


def dates(*kinds: DateType) -> Values:
    """Return the function of an element that holds dates of these kinds."""
    return lambda record, _: (schemes.date(date) for date in record.dates if date.type in kinds)


def available(record: Record, options: Options) -> Iterator[Value]:
    """Yield when the document was put on the web."""
    if record.uploaded:
        yield schemes.date(Date(type="uploaded", start=record.uploaded))
    yield from dates("uploaded")(record, options)
