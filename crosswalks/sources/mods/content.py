"""MODS abstract, note, tableOfContents, classification and their like -> what the document says and is.

Types of note: https://www.loc.gov/standards/mods/mods-notes.html. A security marking is never a classification: one
that arrives there, or in a note of type "original classification", becomes a SecurityMarking that has been lifted.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, cast

import msgspec
from lxml import etree

from crosswalks import dates, vocabularies, xml
from crosswalks.record import Abstract, Classification, Date, Funding, Note, SecurityMarking, Statement
from crosswalks.sources.mods import nodes

AppliesTo = Literal["document", "title", "abstract", "record"]

_LEVELS: Final = frozenset(
    {
        "top secret", "secret", "confidential", "restricted", "classified", "unclassified", "declassified",
        "strictly secret", "strictly confidential", "most secret", "for official use only", "official use only",
        "совершенно секретно", "секретно", "для служебного пользования", "streng geheim", "geheim", "vertraulich",
        "très secret", "confidentiel", "secreto", "confidencial", "tajne", "ściśle tajne", "přísně tajné", "tajné",
        "szigorúan titkos", "titkos", "strict secret", "strogo poverljivo", "строго секретно", "поверително",
    }
)  # fmt: skip
_LABEL: Final = re.compile(
    r"(?:original|security) classification(?: \((document|title|abstract|record)\))?", re.IGNORECASE
)
_DETAIL: Final = re.compile(
    r'; (?:marked "(?P<original_text>.*?)"|system: (?P<system>.*?)|declassified (?P<declassified_on>.*?)'
    r"|authority: (?P<authority>.*?)|event: (?P<event>.*?))(?=; |$)"
)


def is_marking(value: str) -> bool:
    """Return whether a value is a bare security marking, such as "Top Secret"."""
    return value.strip(" .[]()").casefold() in _LEVELS


def marking(value: str, label: str, status: Literal["lifted", "in_force"]) -> SecurityMarking:
    """Return the marking that a text such as `Secret; declassified 1995` states."""
    first = _DETAIL.search(value)
    cut = first.start() if first is not None and first.start() > 0 else len(value)
    level, details = value[:cut], marking_details(value[cut:])
    named = _LABEL.fullmatch(label)
    where = named.group(1) if named is not None else None
    applies_to = cast("AppliesTo", where.lower()) if where else "document"
    return SecurityMarking(level=level, status=status, applies_to=applies_to, **details)


def marking_details(value: str) -> dict[str, str]:
    """Return the fields of a SecurityMarking that a text such as `; marked "Секретно"; declassified 1995` states."""
    return {name: text for found in _DETAIL.finditer(value) for name, text in found.groupdict().items() if text}


def is_marking_label(label: str) -> bool:
    """Return whether a displayLabel announces a security marking."""
    return _LABEL.fullmatch(label) is not None


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
        self.credits: list[Statement] = []
        self.dates: list[Date] = []
        for node in found:
            if value := nodes.words(node):
                self._add(node, value)

    def _add(self, node: etree._Element, value: str) -> None:
        """Return nothing; put one note where it belongs."""
        kind, label = nodes.attribute(node, "type"), nodes.attribute(node, "displayLabel")
        if kind.lower() == vocabularies.ORIGINAL_CLASSIFICATION:
            self.markings.append(marking(value, label, "lifted"))
        elif label == vocabularies.MARKING_DETAILS and not kind and self.markings:
            self.markings.append(msgspec.structs.replace(self.markings.pop(), **marking_details(f"; {value}")))
        elif kind == "funding":
            self.funding.append(Funding(note_text=value, funder_uri=nodes.uri(node.get(xml.XLINK_HREF))))
        elif kind == "preferred citation":
            self.credits.append(Statement(text=value, kind="credit", lang=nodes.lang(node)))
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
    numbers, markings = [], []
    for node in found:
        value = nodes.words(node)
        scheme = nodes.attribute(node, "authority")
        if value and (scheme.lower() == "security" or is_marking(value)):
            markings.append(SecurityMarking(level=value))
            notes.append(
                f"The classification {value!r} is a security marking, not a library's: it was taken as lifted."
            )
        elif value:
            numbers.append(
                Classification(
                    value=value, scheme=scheme, edition=nodes.attribute(node, "edition"),
                    label=nodes.attribute(node, "displayLabel"), uri=nodes.uri(node.get("valueURI")),
                )
            )  # fmt: skip
    return numbers, markings
