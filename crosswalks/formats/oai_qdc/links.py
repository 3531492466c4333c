"""Identifiers, originals and related resources; each relation in the term that refines it.

Which kind of relation is which term: https://www.loc.gov/marc/marc2dc.html, by way of the MARC fields that MODS takes
them from.
"""

from collections.abc import Iterator

from crosswalks.formats import oai_dc
from crosswalks.formats.oai_qdc import schemes
from crosswalks.formats.oai_qdc.options import Options
from crosswalks.formats.oai_qdc.schemes import Value, Values
from crosswalks.record import Record, RelationType, TextKind


def identifiers(record: Record, options: Options) -> Iterator[Value]:
    """Yield the landing page first, then persistent identifiers, the local one, others, and files if wanted."""
    plain = oai_dc.Options(object_urls=options.object_urls)
    yield from (schemes.address(value) for value, _ in oai_dc.identifiers(record, plain))


def sources(record: Record, _: Options) -> Iterator[Value]:
    """Yield the citation of each original, its archive unless the citation names it, and its address."""
    yield from (schemes.address(value) for value, _ in oai_dc.sources(record, oai_dc.Options()))


def collections(record: Record, options: Options) -> Iterator[Value]:
    """Yield what the document is part of: collections, then hosts and series, by title and by address."""
    for collection in record.collections:
        yield Value(collection.title)
        yield schemes.address(collection.url)
    yield from related("host", "series")(record, options)


def related(*kinds: RelationType) -> Values:
    """Return the function of an element that holds related resources of these kinds, by label and by address."""

    def values(record: Record, _: Options) -> Iterator[Value]:
        for each in record.related:
            if each.type in kinds:
                yield Value(each.label)
                yield schemes.address(each.uri)

    return values


def versions(kind: RelationType, *texts: TextKind) -> Values:
    """Return the function of an element that holds related resources of a kind and the addresses of such texts."""

    def values(record: Record, options: Options) -> Iterator[Value]:
        yield from related(kind)(record, options)
        yield from (schemes.address(text.url) for text in record.texts if text.kind in texts)

    return values


def referring(record: Record, options: Options) -> Iterator[Value]:
    """Yield what refers to the document, and the IIIF manifests if wanted."""
    yield from related("isReferencedBy")(record, options)
    if options.iiif_manifests:
        yield from (schemes.address(file.url) for file in record.objects if file.role == "iiif_manifest")
