"""What a record lacks of the elements that OpenAIRE 4 makes mandatory.

https://openaire-guidelines-for-literature-repository-managers.readthedocs.io/en/v4.0.0/application_profile.html.
resourceType is never lacking: everything is at least "other".
"""

from collections.abc import Iterator

from crosswalks import clean
from crosswalks.formats import publication, wording
from crosswalks.formats.datacite import identifiers, names, titles
from crosswalks.formats.oai_openaire import access, dates
from crosswalks.formats.oai_openaire.options import Options
from crosswalks.record import Record


def missing(record: Record, options: Options) -> list[str]:
    """Return the elements that are mandatory, or are so for this record, and that it cannot fill."""
    return list(_missing(record, options))


def _missing(record: Record, options: Options) -> Iterator[str]:
    """Yield what `missing` returns."""
    if not titles.stated(record):
        yield "datacite:title"
    if not names.stated_creators(record):
        yield "datacite:creator"
    if any(clean.text(funding.award) and not clean.text(funding.funder) for funding in record.funding):
        yield "oaire:funderName"
    if not publication.date(record):
        yield "datacite:date Issued"
    if not identifiers.identifiers(record):
        yield "datacite:identifier"
    found = access.access_right(record, options)
    if found is None:
        yield "datacite:rights"
    if wording.access_level(record) == "embargoed":
        end = publication.embargo_end(record)
        if not (end and dates.embargo_start(record)):
            yield "datacite:date Accepted"
        if not end:
            yield "datacite:date Available"
