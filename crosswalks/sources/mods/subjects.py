"""MODS subject -> subjects and places.

https://www.loc.gov/standards/mods/userguide/subject.html. A heading of several parts stays one heading, joined by
two hyphens as libraries print it; its places and times are also kept on their own, since harvesters look for them.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from lxml import etree

from crosswalks.record import Date, NameKind, Note, Place, SecurityMarking, Subject
from crosswalks.sources import markings, nodes
from crosswalks.sources.coordinates import point
from crosswalks.sources.mods import names, origin

Kind = Literal["topic", "name", "place", "time", "title", "occupation", "genre"]

_KINDS: Final[dict[str, Kind]] = {
    "topic": "topic",
    "name": "name",
    "titleInfo": "title",
    "occupation": "occupation",
    "genre": "genre",
    "geographic": "place",
    "hierarchicalGeographic": "place",
    "temporal": "time",
}


class Heading(NamedTuple):
    """What the `subject` elements amount to."""

    subjects: list[Subject]
    places: list[Place]
    dates: list[Date]
    notes: list[Note]
    markings: list[SecurityMarking]


class _Part(NamedTuple):
    """One part of a heading."""

    kind: Kind
    label: str
    node: etree._Element
    name_kind: NameKind


def headings(found: list[etree._Element]) -> Heading:
    """Return subjects, places, times in a coded form, and notes (scale and projection of maps)."""
    result = Heading([], [], [], [], [])
    for node in found:
        marking = _marking(node)
        if marking is not None:
            result.markings.append(marking)
            continue
        groups = nodes.groups(node)
        covered = origin.covered(groups["temporal"]) if len(groups) == 1 else None
        if covered is not None:
            result.dates.append(covered)
            continue
        parts = list(_parts(node))
        result.subjects.extend(_subjects(node, parts))
        result.places.extend(_places(node, parts, groups))
        for chart in groups["cartographics"]:
            result.notes.extend(_scales(chart))
    return result


def _marking(subject: etree._Element) -> SecurityMarking | None:
    """Return the security marking that a subject of one part states behind its label, or None."""
    text = subject[0].text if len(subject) == 1 else None
    return markings.stated(text.strip()) if text else None


def _parts(subject: etree._Element) -> Iterator[_Part]:
    """Yield the parts of a heading, in document order."""
    pending = ""
    for node in subject.iterchildren(etree.Element):
        name = etree.QName(node).localname
        kind = _KINDS.get(name)
        if kind is None:
            continue
        who = names.name(node) if kind == "name" else None
        label = who.heading if who is not None else _label(name, node)
        if node.get("point") == "start" and label:
            pending = label
        elif label:
            label, pending = (f"{pending}-{label}" if pending else label), ""
            yield _Part(kind, label, node, who.kind if who is not None else "")
    if pending:
        yield _Part("time", pending, subject, "")


def _label(name: str, node: etree._Element) -> str:
    """Return the words of one part."""
    if name == "hierarchicalGeographic":
        return "--".join(nodes.all_words(node.iterchildren(etree.Element)))
    if name == "titleInfo":
        return names.one_line(node)
    return nodes.words(node)


def _subjects(subject: etree._Element, parts: list[_Part]) -> Iterator[Subject]:
    """Yield the heading as a whole, unless it is a place alone, and its times."""
    if not parts:
        return
    first = parts[0]
    if len(parts) > 1:
        kind: Kind = "topic" if first.kind in ("place", "time") else first.kind
        label = "--".join(part.label for part in parts)
        only = {part.kind for part in parts}
        if only not in ({"place"}, {"time"}):
            yield _subject(kind, label, subject, subject, first.name_kind)
    elif first.kind not in ("place", "time"):
        yield _subject(first.kind, first.label, first.node, subject, first.name_kind)
    for part in parts:
        if part.kind == "time":
            yield _subject("time", part.label, part.node, subject if len(parts) == 1 else part.node, "")


def _subject(kind: Kind, label: str, node: etree._Element, around: etree._Element, name_kind: NameKind) -> Subject:
    """Return one Subject; authority and URI are the part's own or those of the heading around it."""
    return Subject(
        label=label,
        kind=kind,
        authority=nodes.attribute(node, "authority") or nodes.attribute(around, "authority"),
        uri=nodes.uri(node.get("valueURI")) or nodes.uri(around.get("valueURI")),
        name_kind=name_kind,
    )


def _places(subject: etree._Element, parts: list[_Part], groups: nodes.Groups) -> Iterator[Place]:
    """Yield the places of a heading; coordinates go to its place when it has exactly one."""
    named = [part for part in parts if part.kind == "place"]
    points = [nodes.words(each) for chart in groups["cartographics"] for each in nodes.groups(chart)["coordinates"]]
    known = [point(value) for value in points if value]
    alone = len(parts) == 1
    for part in named:
        place = _place(part.label, part.node, subject if alone else part.node)
        lat, lon = known[0] if len(named) == 1 and len(known) == 1 and known[0] else (None, None)
        yield Place(label=place.label, authority=place.authority, uri=place.uri, lat=lat, lon=lon)
    if not named:
        yield from (_place(nodes.words(code), code, subject) for code in groups["geographicCode"] if nodes.words(code))
    if len(named) != 1 or len(known) != 1 or known[0] is None:
        for value, where in zip(filter(None, points), known, strict=True):
            yield Place(lat=where[0], lon=where[1]) if where else Place(label=value)


def _place(label: str, node: etree._Element, around: etree._Element) -> Place:
    """Return a place with the authority and URI of its own or of the heading around it."""
    return Place(
        label=label,
        authority=nodes.attribute(node, "authority") or nodes.attribute(around, "authority"),
        uri=nodes.uri(node.get("valueURI")) or nodes.uri(around.get("valueURI")),
    )


def _scales(chart: etree._Element) -> Iterator[Note]:
    """Yield scale and projection of a map."""
    found = nodes.groups(chart)
    for name, label in (("scale", "Scale"), ("projection", "Projection")):
        yield from (Note(value=value, label=label) for value in nodes.all_words(found[name]))
