"""What the work is: its names, its dates, its languages, its kinds, its summaries, and who paid for it.

https://schema.org/CreativeWork. Dates are ISO 8601 where they can be, as search engines want them, else EDTF or words.
"""

from collections.abc import Iterator

from crosswalks import clean, dates, languages
from crosswalks.formats import wording
from crosswalks.formats.schema_org import kinds
from crosswalks.formats.schema_org.build import Value, node
from crosswalks.record import DateType, Record


def address(record: Record) -> Iterator[Value]:
    """Yield the URI of the document: its first persistent identifier on the web, else its landing page."""
    found = filter(None, (*_web_pids(record), clean.uri(record.landing_url)))
    yield next(found, "")


def _web_pids(record: Record) -> Iterator[str]:
    """Yield the persistent identifiers that are addresses on the web."""
    addresses = (clean.uri(wording.pid(pid)) for pid in record.pids)
    yield from (address for address in addresses if address.startswith(("http://", "https://")))


def url(record: Record) -> Iterator[Value]:
    """Yield the landing page."""
    yield clean.uri(record.landing_url)


def name(record: Record) -> Iterator[Value]:
    """Yield the first main title, or the first of all where none is the main one."""
    yield from _titles(record)[:1]


def alternate_names(record: Record) -> Iterator[Value]:
    """Yield all other titles."""
    yield from _titles(record)[1:]


def _titles(record: Record) -> list[str]:
    """Return the titles in one line each, the main ones first."""
    given = sorted(record.titles, key=lambda title: title.type != "main")
    return list(dict.fromkeys(filter(None, (clean.text(wording.title(title)) for title in given))))


def abstracts(record: Record) -> Iterator[Value]:
    """Yield the summaries."""
    yield from (abstract.value for abstract in record.abstracts)


def descriptions(record: Record) -> Iterator[Value]:
    """Yield markings that have been lifted, notes and acknowledgements of funders."""
    yield from (text for text, _ in list(wording.descriptions(record))[len(record.abstracts) :])


def date(record: Record, *types: DateType) -> Iterator[Value]:
    """Yield the first date of these types: ISO 8601 if it can be said so, else EDTF or words."""
    for date in record.dates:
        if date.type in types and (expression := dates.expression(date)):
            yield dates.w3cdtf(date) or expression
            return


def message_date(record: Record, kind: DateType) -> Iterator[Value]:
    """Yield when a message was sent or received; other works have no such date."""
    return date(record, kind) if kinds.MESSAGE in kinds.types(record) else iter(())


def language(record: Record) -> Iterator[Value]:
    """Yield each language as its BCP 47 tag; one without a code in its own words."""
    yield from (languages.bcp47(use.code or languages.code(use.text)) or use.text for use in record.languages)


def genres(record: Record) -> Iterator[Value]:
    """Yield the genres."""
    yield from (genre.label for genre in record.genres)


def further_types(record: Record) -> Iterator[Value]:
    """Yield the URIs of genres and of the COAR type."""
    yield from (clean.uri(genre.uri) for genre in record.genres)
    yield clean.uri(record.coar_type)


def funding(record: Record) -> Iterator[Value]:
    """Yield the grants; an acknowledgement in words alone is description."""
    for each in record.funding:
        funder = node("Organization", name=each.funder, sameAs=clean.uri(each.funder_uri)) if each.funder else None
        yield node("Grant", identifier=each.award, funder=funder)


def described(record: Record) -> Iterator[Value]:
    """Yield when the description was last changed."""
    yield record.updated or record.created
