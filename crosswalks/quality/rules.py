"""The rules, one function each: they yield what in a record breaks them.

What each service asks is in its guidelines: https://pro.dp.la/hubs/metadata-application-profile (DPLA),
https://www.base-search.net/about/en/faq_oai.php (BASE), https://guidelines.openaire.eu (OpenAIRE); what is asked of
everyone is the practice that validators test (OVAL, the DLF/NSDL best practices for shareable metadata).
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from crosswalks import clean, dates, languages, rights
from crosswalks.formats.best_date import best_date
from crosswalks.losses import values
from crosswalks.record import Record

_SEVERAL: Final = re.compile(r"\S\s*[;|]\s+\S")
_IN_ONE_ELEMENT: Final = frozenset({"Agent.name", "Subject.label", "Genre.label", "Place.label", "LanguageUse.text"})


def no_title(record: Record) -> Iterator[str]:
    """Yield when there is no title."""
    if not any(clean.text(title.value) for title in record.titles):
        yield ""


def no_landing_page(record: Record) -> Iterator[str]:
    """Yield when there is no address of a page that shows the document."""
    if not clean.uri(record.landing_url):
        yield ""


def bare_address(record: Record) -> Iterator[str]:
    """Yield a landing page whose host is a number instead of a name."""
    host = urlsplit(clean.uri(record.landing_url)).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return
    yield record.landing_url


def no_rights(record: Record) -> Iterator[str]:
    """Yield when nothing at all is said of rights."""
    if not _speaks(record):
        yield ""


def _speaks(record: Record) -> bool:
    """Return whether anything is said of rights."""
    own = record.rights
    return bool(own.uri or own.licence_uri or own.label or own.statements or own.copyright or own.holders)


def no_rights_uri(record: Record) -> Iterator[str]:
    """Yield when rights are told in words alone."""
    known = rights.canonical(record.rights.uri) or rights.canonical(record.rights.licence_uri)
    if _speaks(record) and not known:
        yield record.rights.label or next((each.text for each in record.rights.statements), "")


def unknown_rights_uri(record: Record) -> Iterator[str]:
    """Yield a rights URI that is of neither vocabulary."""
    uri = record.rights.uri
    if uri and not rights.canonical(uri):
        yield uri


def no_date(record: Record) -> Iterator[str]:
    """Yield when no date of the document is told."""
    if best_date(record) is None:
        yield ""


def date_in_words(record: Record) -> Iterator[str]:
    """Yield dates without a certain reading."""
    for date in record.dates:
        found = dates.settle(date)
        if not (found.start or found.end) and not dates.is_undated(found.display):
            yield found.display


def impossible_date(record: Record) -> Iterator[str]:
    """Yield dates that no calendar has."""
    yield from filter(None, map(dates.problem, record.dates))


def no_type(record: Record) -> Iterator[str]:
    """Yield when the kind of document is not a DCMI type."""
    if not record.dcmi_type:
        yield next((genre.label for genre in record.genres), "")


def no_language(record: Record) -> Iterator[str]:
    """Yield when a text has no language."""
    if record.dcmi_type in ("", "Text") and not record.languages:
        yield ""


def language_in_words(record: Record) -> Iterator[str]:
    """Yield languages that no code is known for."""
    for use in record.languages:
        if not use.code and not languages.code(use.text):
            yield use.text


def no_creator(record: Record) -> Iterator[str]:
    """Yield when nobody is named as creator."""
    if not any(agent.relation == "creator" for agent in record.agents):
        yield ""


def no_data_provider(record: Record) -> Iterator[str]:
    """Yield when the institution that holds the document is not named."""
    if record.data_provider is None:
        yield ""


def no_description(record: Record) -> Iterator[str]:
    """Yield when nothing tells what is in the document."""
    if not (record.abstracts or record.notes):
        yield ""


def no_preview(record: Record) -> Iterator[str]:
    """Yield when there is no picture to show in a list of results."""
    if not any(each.role == "preview" for each in record.objects):
        yield ""


def several_in_one(record: Record) -> Iterator[str]:
    """Yield values that look like several in one element."""
    for value in values(record):
        if value.field in _IN_ONE_ELEMENT and _SEVERAL.search(value.text):
            yield f"{value.path}: {value.text}"
