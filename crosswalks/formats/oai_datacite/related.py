"""relatedIdentifiers and relatedItems: what is related by its address, and what is known of it by its title.

https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/relateditem/.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import clean
from crosswalks.formats import wording
from crosswalks.formats.datacite import relations
from crosswalks.formats.datacite.build import add, drop_empty, group
from crosswalks.formats.datacite.relations import Relation
from crosswalks.formats.oai_datacite import kind
from crosswalks.formats.oai_datacite.options import Options
from crosswalks.record import Record

_TEXTS: Final = {"translation": "HasTranslation", "transcript": "IsVariantFormOf", "ocr": "IsVariantFormOf"}


def related_identifiers(root: etree._Element, record: Record, options: Options) -> None:
    """Write related resources, originals, texts, manifests and, if wanted, files."""
    relations.related_identifiers(root, _relations(record, options))


def _relations(record: Record, options: Options) -> Iterator[Relation]:
    """Yield everything related that has an address."""
    yield from relations.relations(record)
    yield from (Relation(source.url, "IsDerivedFrom") for source in record.sources)
    yield from (Relation(text.url, _TEXTS[text.kind]) for text in record.texts)
    for file in record.objects:
        if file.role == "iiif_manifest":
            yield Relation(file.url, "HasMetadata", "IIIF Presentation API")
        elif file.role == "access" and options.object_urls:
            yield Relation(file.url, "HasPart")


class Item(NamedTuple):
    """A related resource with a title: its general type, relation, identifier and publisher."""

    title: str
    type: str
    relation: str
    identifier: str = ""
    publisher: str = ""


def related_items(root: etree._Element, record: Record, _: Options) -> None:
    """Write collections, originals and related resources, each that has a title."""
    element = group(root, "relatedItems")
    for item in dict.fromkeys(_items(record)):
        if clean.text(item.title):
            _item(element, item)
    drop_empty(root, element)


def _items(record: Record) -> Iterator[Item]:
    """Yield everything related that may have a title; an original is of the same type as the document."""
    for collection in record.collections:
        yield Item(collection.title, "Collection", "IsPartOf", clean.uri(collection.url) or collection.id)
    for source in record.sources:
        cited = wording.citation(source)
        archive = source.archive.name if source.archive and source.archive.name not in cited else ""
        yield Item(cited or archive, kind.general(record), "IsDerivedFrom", clean.uri(source.url), archive)
    for related in record.related:
        yield Item(related.label, "Other", relations.TYPES[related.type], clean.uri(related.uri))


def _item(parent: etree._Element, item: Item) -> None:
    """Write one related item; the schema fixes the order of its parts."""
    element = group(parent, "relatedItem")
    element.set("relatedItemType", item.type)
    element.set("relationType", item.relation)
    if item.relation == "Other":
        element.set("relationTypeInformation", "not stated")
    identified, value = relations.identified(item.identifier)
    add(element, "relatedItemIdentifier", value or item.identifier, relatedItemIdentifierType=identified)
    add(group(element, "titles"), "title", item.title)
    add(element, "publisher", item.publisher)
