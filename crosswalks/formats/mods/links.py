"""identifier, relatedItem and location: https://www.loc.gov/standards/mods/userguide/relateditem.html and neighbours.

The archive that keeps the original is named inside relatedItem only: at the top level Massachusetts would take it for
the institution that provides the description.
"""

from lxml import etree

from crosswalks import clean
from crosswalks.formats import wording
from crosswalks.formats.mods import names, resource
from crosswalks.formats.mods.build import add, attributes, authority, drop_empty, tag
from crosswalks.formats.mods.options import Options
from crosswalks.record import Agent, DigitalObject, Record, Source, TextVersion

IDENTIFIER, RELATED_ITEM = tag("identifier"), tag("relatedItem")
LOCATION, PHYSICAL_LOCATION, SHELF_LOCATOR, URL = (
    tag("location"),
    tag("physicalLocation"),
    tag("shelfLocator"),
    tag("url"),
)
TITLE_INFO, TITLE = tag("titleInfo"), tag("title")

PID_TYPES = {"handle": "hdl", "doi": "doi", "ark": "ark", "urn": "urn"}
TEXT_VERSIONS = {
    "transcript": ("otherFormat", "Transcript"),
    "translation": ("otherVersion", "Translation"),
    "ocr": ("otherFormat", "OCR text"),
}
OBJECT_URLS = {
    "access": {"access": "raw object"},
    "master": {"access": "raw object", "note": "master"},
    "transcript": {"access": "raw object", "note": "transcript"},
    "preview": {"access": "preview"},
    "iiif_manifest": {"note": "iiif-manifest"},
}


def identifiers(root: etree._Element, record: Record, _: Options) -> None:
    """Write persistent identifiers, the local one, and any others."""
    for pid in record.pids:
        add(root, IDENTIFIER, pid.value, {"type": PID_TYPES[pid.scheme]})
    add(root, IDENTIFIER, record.local_id, {"type": "local", "displayLabel": "Record ID"})
    for identifier in record.identifiers:
        add(root, IDENTIFIER, identifier.value, attributes(type=identifier.type))


def originals(root: etree._Element, record: Record, _: Options) -> None:
    """Write where each original is kept."""
    for source in record.sources:
        item = etree.SubElement(root, RELATED_ITEM, {"type": "original"})
        _title(item, wording.citation(source))
        _original_location(item, source)
        drop_empty(root, item)


def _original_location(item: etree._Element, source: Source) -> None:
    """Write archive, shelf mark and address of an original; the schema fixes their order."""
    location = etree.SubElement(item, LOCATION)
    if source.archive:
        add(location, PHYSICAL_LOCATION, source.archive.name, authority("", source.archive.uri))
    add(location, SHELF_LOCATOR, ", ".join(source.reference))
    add(location, URL, clean.uri(source.url))
    drop_empty(item, location)


def _title(item: etree._Element, title: str) -> None:
    """Write a titleInfo with a title, if there is one."""
    info = etree.SubElement(item, TITLE_INFO)
    add(info, TITLE, title)
    drop_empty(item, info)


def _address(item: etree._Element, uri: str) -> None:
    """Write an address: of the web as location/url, any other as an identifier."""
    if uri.startswith(("http://", "https://")) and (url := clean.uri(uri)):
        add(etree.SubElement(item, LOCATION), URL, url)
    else:
        add(item, IDENTIFIER, uri, {"type": "uri"})


def collections(root: etree._Element, record: Record, _: Options) -> None:
    """Write the collections that hold the document."""
    for collection in record.collections:
        item = etree.SubElement(root, RELATED_ITEM, {"type": "host", "displayLabel": "Collection"})
        _title(item, collection.title)
        add(item, IDENTIFIER, collection.id, {"type": "local"})
        _address(item, collection.url)
        drop_empty(root, item)


def related_items(root: etree._Element, record: Record, _: Options) -> None:
    """Write related resources with the kind of relation."""
    for related in record.related:
        item = etree.SubElement(root, RELATED_ITEM, attributes(type=related.type))
        _title(item, related.label)
        _address(item, related.uri)
        drop_empty(root, item)


def texts(root: etree._Element, record: Record, _: Options) -> None:
    """Write where transcripts and translations are; the full text itself never stands in a description."""
    for text in record.texts:
        if url := clean.uri(text.url):
            _text(root, text, url)


def _text(root: etree._Element, text: TextVersion, url: str) -> None:
    """Write one transcript, translation or OCR text as a related item."""
    kind, label = TEXT_VERSIONS[text.kind]
    item = etree.SubElement(root, RELATED_ITEM, {"type": kind, "displayLabel": label})
    if text.translator:
        names.fill(item, Agent(name=text.translator), [("trl", "translator")])
    resource.language(item, text.lang, "")
    add(etree.SubElement(item, LOCATION), URL, url)


def location(root: etree._Element, record: Record, options: Options) -> None:
    """Write who provides the document, its landing page, and the addresses of its files."""
    element = etree.SubElement(root, LOCATION)
    if record.data_provider:
        add(element, PHYSICAL_LOCATION, record.data_provider.name, authority("", record.data_provider.uri))
    landing = {"usage": options.url_usage, "access": "object in context"}
    add(element, URL, clean.uri(record.landing_url), landing)
    for file in record.objects:
        _object(element, file)
    drop_empty(root, element)


def _object(element: etree._Element, file: DigitalObject) -> None:
    """Write the address of one file with what it is."""
    add(element, URL, clean.uri(file.url), OBJECT_URLS[file.role])
