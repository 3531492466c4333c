"""holdingArchive, itemLocation, isPartOf, identifier: where the document lies, and what it is called there.

https://schema.org/ArchiveComponent and https://schema.org/ArchiveOrganization.
"""

from collections.abc import Iterator

from crosswalks import clean
from crosswalks.formats import wording
from crosswalks.formats.schema_org.build import Node, Value, node
from crosswalks.record import Named, Record, Related

PROPERTIES = {
    "host": "isPartOf",
    "series": "isPartOf",
    "constituent": "hasPart",
    "original": "isBasedOn",
    "otherVersion": "workExample",
    "otherFormat": "workExample",
    "references": "citation",
    "isReferencedBy": "subjectOf",
}
# All but the one that collections share.
FURTHER = tuple(dict.fromkeys(each for each in PROPERTIES.values() if each != "isPartOf"))
PID_NAMES = {"handle": "Handle", "doi": "DOI", "ark": "ARK", "urn": "URN"}


def holding_archives(record: Record) -> Iterator[Node]:
    """Yield the archives that keep the original; who provides the document, where no other archive is named."""
    archives = [source.archive for source in record.sources if source.archive]
    for archive in archives or filter(None, (record.data_provider,)):
        yield _organisation("ArchiveOrganization", archive)


def provider(record: Record) -> Iterator[Node]:
    """Yield who provides the document, and its description."""
    if record.data_provider:
        yield _organisation("Organization", record.data_provider)


def _organisation(kind: str, known: Named) -> Node:
    """Return an organisation by name and URI."""
    return node(kind, name=known.name, sameAs=clean.uri(known.uri)) if clean.text(known.name) else {}


def locations(record: Record) -> Iterator[Value]:
    """Yield where in the archive each original lies, as one cites it."""
    yield from map(wording.citation, record.sources)


def part_of(record: Record) -> Iterator[Node]:
    """Yield the collections that hold the document, hosts and series."""
    for collection in record.collections:
        url = clean.uri(collection.url)
        yield node("Collection", name=collection.title, identifier=collection.id, url=url)
    yield from related(record, "isPartOf")


def related(record: Record, wanted: str) -> Iterator[Node]:
    """Yield the related works whose kind of relation has this property."""
    yield from (_work(each) for each in record.related if PROPERTIES.get(each.type, "") == wanted)


def _work(related: Related) -> Node:
    """Return a related work: by its address on the web, or another URI as its identifier."""
    uri = clean.uri(related.uri)
    on_the_web = uri.startswith(("http://", "https://"))
    return node("CreativeWork", name=related.label, **{"url" if on_the_web else "identifier": uri})


def identifiers(record: Record) -> Iterator[Value]:
    """Yield persistent identifiers with their schemes, the local one, and others behind their type."""
    for pid in record.pids:
        address = wording.pid(pid)
        on_the_web = address if address.startswith(("http://", "https://")) else ""
        yield node("PropertyValue", propertyID=PID_NAMES[pid.scheme], value=pid.value, url=on_the_web)
    yield node("PropertyValue", propertyID="local", value=record.local_id)
    stated = {clean.text(value) for value in (record.local_id, *(pid.value for pid in record.pids), record.landing_url)}
    yield from wording.other_identifiers(record, stated)
