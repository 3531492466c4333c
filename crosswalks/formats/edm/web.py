"""edm:WebResource: the landing page, the files and the texts, with what is true of each alone.

https://europeana.atlassian.net/wiki/spaces/EF/pages/987791389 and http://www.europeana.eu/schemas/edm/CONTEXTS.xsd,
whose order this is. What is said of rights in words stands with what Europeana shows: the page and the first file.
"""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from crosswalks.formats.edm import statements, times, views
from crosswalks.formats.edm.build import Value, dc, dcterms, edm, link, node, write
from crosswalks.formats.edm.views import View
from crosswalks.record import Record

WEB_RESOURCE = edm("WebResource")
RIGHTS = edm("rights")
TEXT_KINDS = {"transcript": "Transcript", "translation": "Translation", "ocr": "OCR text"}


def write_resources(root: etree._Element, record: Record) -> None:
    """Write an edm:WebResource for each view of the document."""
    for view in views.views(record):
        element = node(root, WEB_RESOURCE, view.url)
        for tag, values in ELEMENTS:
            write(element, tag, values(view, record))


def creator(view: View, _: Record) -> Iterator[Value]:
    """Yield who made the translation."""
    if view.text:
        yield Value(view.text.translator)


def media_type(view: View, _: Record) -> Iterator[Value]:
    """Yield the media type of a file."""
    if view.file:
        yield Value(view.file.media_type)


def rights_in_words(view: View, record: Record) -> Iterator[Value]:
    """Yield what is said of rights, and a file's own rights URI if Europeana does not accept it."""
    if view.file and view.file.rights_uri and not statements.of_the_file(view.file, record):
        yield link(view.file.rights_uri)
    if view.role in (views.IS_SHOWN_AT, views.IS_SHOWN_BY):
        yield from statements.in_words(record)


def kind(view: View, _: Record) -> Iterator[Value]:
    """Yield what kind of text it is."""
    if view.text:
        yield Value(TEXT_KINDS[view.text.kind], "eng")


def language(view: View, _: Record) -> Iterator[Value]:
    """Yield the language of a text."""
    if view.text:
        yield Value(view.text.lang)


def captured(view: View, record: Record) -> Iterator[Value]:
    """Yield when a file of the document was made."""
    if view.file and view.file.role in ("access", "master"):
        yield from times.of_types(record, "captured")


def size(view: View, _: Record) -> Iterator[Value]:
    """Yield the size of a file."""
    if view.file and view.file.size is not None:
        yield Value(f"{view.file.size} bytes", "eng")


def uploaded(view: View, record: Record) -> Iterator[Value]:
    """Yield when the document was put on the web."""
    if not view.text:
        yield Value(record.uploaded)
        yield from times.of_types(record, "uploaded")


def rights(view: View, record: Record) -> Iterator[Value]:
    """Yield the rights URI of a file, of the page that of the record, if Europeana accepts it."""
    if view.file:
        yield Value(uri=statements.of_the_file(view.file, record))
    elif not view.text:
        yield Value(uri=statements.accepted_uri(record))


def referenced_by(view: View, record: Record) -> Iterator[Value]:
    """Yield the IIIF manifests that show the file."""
    if views.refers(view, record):
        yield from map(link, views.manifests(record))


ELEMENTS: Final[tuple[tuple[str, Callable[[View, Record], Iterator[Value]]], ...]] = (
    (dc("creator"), creator),
    (dc("format"), media_type),
    (dc("rights"), rights_in_words),
    (dc("type"), kind),
    (dc("language"), language),
    (dcterms("created"), captured),
    (dcterms("extent"), size),
    (dcterms("issued"), uploaded),
    (RIGHTS, rights),
    (dcterms("isReferencedBy"), referenced_by),
)
