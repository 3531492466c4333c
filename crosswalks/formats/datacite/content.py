"""Descriptions, and the sizes of the document."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import clean, vocabularies
from crosswalks.formats import wording
from crosswalks.formats.datacite.build import add, drop_empty, group
from crosswalks.record import Record

_NOTE_TYPES: Final = {"table of contents": "TableOfContents"}


class Description(NamedTuple):
    """A text on the document, its language and its descriptionType."""

    text: str
    lang: str
    type: str


def descriptions(record: Record) -> list[Description]:
    """Return summaries, markings that have been lifted, notes, and acknowledgements that funders want read."""
    return [found for found in dict.fromkeys(_descriptions(record)) if clean.text(found.text)]


def _descriptions(record: Record) -> Iterator[Description]:
    """Yield what `descriptions` returns, and empty ones."""
    yield from (Description(abstract.value, abstract.lang, "Abstract") for abstract in record.abstracts)
    for marking in record.security_markings:
        if marking.status == "lifted":
            yield Description(wording.labelled(wording.marking_label(marking), marking.level), "", "Other")
    for note in record.notes:
        marked = note.type == vocabularies.ORIGINAL_CLASSIFICATION
        label = note.label or (wording.ORIGINAL_CLASSIFICATION if marked else "")
        yield Description(wording.labelled(label, note.value), "", _NOTE_TYPES.get(note.type, "Other"))
    for funding in record.funding:
        if clean.text(funding.note_text) or not clean.text(funding.funder):
            yield Description(wording.funding(funding), "", "Other")


def sizes(root: etree._Element, record: Record, _: object = None) -> None:
    """Write the extents, and the sizes of the files that are the document."""
    element = group(root, "sizes")
    files = [f"{file.size} bytes" for file in record.objects if file.role == "access" and file.size is not None]
    for size in dict.fromkeys(map(clean.text, (*record.physical.extents, *files))):
        add(element, "size", size)
    drop_empty(root, element)
