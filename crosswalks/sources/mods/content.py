"""MODS abstract, note, tableOfContents, classification and their like -> what the document says and is.

Types of note: https://www.loc.gov/standards/mods/mods-notes.html. A security marking is never a classification: one
that arrives there, or in a note of type "original classification", becomes a SecurityMarking that has been lifted.
"""

from collections.abc import Iterator

import msgspec
from lxml import etree

from crosswalks import dates, vocabularies, xml
from crosswalks.markings import is_marking, is_scheme
from crosswalks.record import Abstract, Classification, Date, Funding, Note, SecurityMarking
from crosswalks.sources import markings, nodes


def abstracts(found: list[etree._Element]) -> Iterator[Abstract]:
    """Yield the summaries."""
    for node in found:
        if value := nodes.words(node):
            yield Abstract(value=value, lang=nodes.lang(node))


class Remarks:
    """What `note` elements turn out to be."""

    def __init__(self, found: list[etree._Element]) -> None:
        self.notes: list[Note] = []
        self.markings: list[SecurityMarking] = []
        self.funding: list[Funding] = []
        self.dates: list[Date] = []
        for node in found:
            if value := nodes.words(node):
                self._add(node, value)

    def _add(self, node: etree._Element, value: str) -> None:
        """Return nothing; put one note where it belongs."""
        kind, label = nodes.attribute(node, "type"), nodes.attribute(node, "displayLabel")
        if kind.lower() == vocabularies.ORIGINAL_CLASSIFICATION:
            self.markings.append(markings.read(value, label, "lifted"))
        elif label == vocabularies.MARKING_DETAILS and not kind and self.markings:
            self.markings.append(msgspec.structs.replace(self.markings.pop(), **markings.details(value)))
        elif kind == "funding":
            self.funding.append(Funding(note_text=value, funder_uri=nodes.uri(node.get(xml.XLINK_HREF))))
        elif label == "Declassified" and not kind and dates.normalise(value).start:
            read = dates.normalise(value)
            self.dates.append(
                Date(type="declassified", start=read.start, end=read.end, display="" if read.start == value else value)
            )
        else:
            self.notes.append(Note(value=value, type=kind, label=label))


def physical_notes(found: list[etree._Element]) -> Iterator[Note]:
    """Yield the notes on the physical object."""
    for node in found:
        for note in nodes.groups(node)["note"]:
            if value := nodes.words(note):
                label = nodes.attribute(note, "displayLabel") or "Physical description"
                yield Note(value=value, type=nodes.attribute(note, "type"), label=label)


def contents(found: list[etree._Element]) -> Iterator[Note]:
    """Yield tables of contents as notes."""
    for node in found:
        if value := nodes.words(node):
            label = nodes.attribute(node, "displayLabel")
            yield Note(value=value, type="table of contents", label=label)


def labelled(found: list[etree._Element], label: str) -> Iterator[Note]:
    """Yield the words of elements that the Record has no field for, as notes with a label."""
    for node in found:
        if value := nodes.words(node):
            yield Note(value=value, label=label)


def classifications(
    found: list[etree._Element], notes: list[str]
) -> tuple[list[Classification], list[SecurityMarking]]:
    """Return library classifications and the security markings among them; each of the latter is noted."""
    numbers, routed = [], []
    for node in found:
        value = nodes.words(node)
        scheme = nodes.attribute(node, "authority")
        stated = markings.stated(value)
        if value and (is_scheme(scheme) or is_marking(value) or stated):
            routed.append(stated or SecurityMarking(level=value))
            notes.append(
                f"The classification {value!r} is a security marking, not a library's: it was taken as lifted."
            )
        elif value:
            label = nodes.attribute(node, "displayLabel")
            numbers.append(
                Classification(
                    value=value, scheme=scheme, edition=nodes.attribute(node, "edition"),
                    label=label if label.casefold() != scheme.casefold() else "", uri=nodes.uri(node.get("valueURI")),
                )
            )  # fmt: skip
    return numbers, routed
