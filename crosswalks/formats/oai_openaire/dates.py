"""dates: exactly one date of publication, and both ends of an embargo.

https://openaire-guidelines-for-literature-repository-managers.readthedocs.io/en/v4.0.0/field_publicationdate.html and
…/field_embargoenddate.html. Other dates have no place in the profile.
"""

from lxml import etree

from crosswalks import clean, edtf
from crosswalks.formats import publication
from crosswalks.formats.datacite.build import add, drop_empty, group
from crosswalks.formats.oai_openaire.options import Options
from crosswalks.record import Date, Record


def dates(root: etree._Element, record: Record, _: Options) -> None:
    """Write the date of publication or what stands for it, and the dates of an embargo."""
    element = group(root, "dates")
    add(element, "date", publication.date(record), dateType="Issued")
    if end := publication.embargo_end(record):
        add(element, "date", embargo_start(record), dateType="Accepted")
        add(element, "date", end, dateType="Available")
    drop_empty(root, element)


def embargo_start(record: Record) -> str:
    """Return the day on which the archive took the document into its system, from which an embargo counts; or ""."""
    uploads = (date for date in record.dates if date.type == "uploaded")
    found = map(publication.one, (Date(start=clean.text(record.uploaded)), *uploads))
    return next(filter(edtf.is_w3cdtf, found), "")
