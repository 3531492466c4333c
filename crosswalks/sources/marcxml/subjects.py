"""MARC 034, 043, 255, 600-662, 752 -> subjects and places.

https://www.loc.gov/marc/bibliographic/bd6xx.html. A heading of several parts stays one heading, joined by two hyphens
as libraries print it; its places and times are also kept on their own, since harvesters look for them.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from crosswalks.record import NameKind, Note, Place, Subject
from crosswalks.sources.coordinates import point
from crosswalks.sources.marcxml import addresses, names
from crosswalks.sources.marcxml.coordinates import of_034
from crosswalks.sources.marcxml.fields import Field, Marc
from crosswalks.sources.marcxml.punctuation import trimmed, unmarked
from crosswalks.sources.marcxml.resource import headed, source_of

Kind = Literal["topic", "name", "place", "time", "title", "occupation", "genre"]

_KINDS: Final[dict[str, Kind]] = {
    "600": "name", "610": "name", "611": "name", "630": "title", "647": "topic", "648": "time", "650": "topic",
    "651": "place", "654": "topic", "656": "occupation", "657": "topic", "658": "topic", "690": "topic", "691": "place",
}  # fmt: skip
# Subfields of the main part of a heading; names have their own
_MAIN: Final = {"647": "acdg", "650": "abcdg", "651": "abg", "654": "ab", "658": "abc"}
_TITLE: Final = "adfgklmnoprst"
# 653 by the second indicator; of genres see `resource`
_UNCONTROLLED: Final[dict[str, tuple[Kind, NameKind]]] = {
    " ": ("topic", ""), "0": ("topic", ""), "1": ("name", "person"), "2": ("name", "corporate"),
    "3": ("name", "conference"), "4": ("time", ""), "5": ("place", ""),
}  # fmt: skip


class Heading(NamedTuple):
    """One heading: its main part, its subdivisions by topic and form, by place and by time, and where it is from."""

    kind: Kind
    main: str
    divisions: tuple[tuple[str, str], ...]
    name_kind: NameKind
    authority: str
    uri: str

    @property
    def label(self) -> str:
        """The heading in one line."""
        return headed(self.main, [value for _, value in self.divisions])

    def under(self, code: str) -> list[str]:
        """Return the subdivisions of one kind."""
        return [value for own, value in self.divisions if own == code]


def headings(record: Marc) -> list[Heading]:
    """Return the headings of 600-658 and 690-691."""
    return [
        found
        for field in record.fields(*_KINDS)
        if not (field.tag == "651" and not field.first("ag")) and (found := _heading(field)).main
    ]


def _heading(field: Field) -> Heading:
    """Return one heading; of a name with a title, a work is the subject."""
    kind = _KINDS[field.tag]
    name_kind: NameKind = ""
    if kind == "name":
        work = field.first("t")
        kind, name_kind = ("title", "") if work else ("name", names.kind(field))
        main = ". ".join(filter(None, (names.heading(field), _work(field))))
    elif kind == "title":
        main = trimmed(field.text(_TITLE))
    else:
        main = trimmed(field.text(_MAIN.get(field.tag, "a")))
    divisions = tuple((code, value) for code, given in field.subfields if code in "vxyz" and (value := trimmed(given)))
    return Heading(kind, main, divisions, name_kind, source_of(field), addresses.first(field))


def _work(field: Field) -> str:
    """Return the title of a work behind a name, with all that belongs to it; "" without one."""
    codes = [code for code, _ in field.subfields]
    if "t" not in codes:
        return ""
    behind = field.subfields[codes.index("t") :]
    return trimmed(" ".join(value for code, value in behind if code in "fgklmnoprst"))


def subjects(record: Marc, found: list[Heading]) -> Iterator[Subject]:
    """Yield the subjects, each once: headings that are more than a place, the times in them, uncontrolled terms."""
    made = [subject for heading in found for subject in _subjects(heading)]
    for field in record.fields("653"):
        kind, name_kind = _UNCONTROLLED.get(field.ind2, ("genre", ""))
        if kind not in ("genre", "place"):
            uri = addresses.first(field)
            made += [Subject(label=term, kind=kind, name_kind=name_kind, uri=uri) for term in _terms(field)]
    yield from dict.fromkeys(made)


def _terms(field: Field) -> list[str]:
    """Return the terms of 653."""
    return [term for value in field.all("a") if (term := trimmed(value))]


def _subjects(heading: Heading) -> Iterator[Subject]:
    """Yield the heading as a whole, unless it is but a place or a time, and its times."""
    only_places = heading.kind == "place" and all(code == "z" for code, _ in heading.divisions)
    if heading.kind == "time" and not heading.divisions:
        yield Subject(label=heading.main, kind="time", authority=heading.authority, uri=heading.uri)
    elif not only_places:
        kind: Kind = "topic" if heading.kind in ("place", "time") else heading.kind
        yield Subject(
            label=heading.label, kind=kind, name_kind=heading.name_kind, authority=heading.authority, uri=heading.uri
        )
        yield from (Subject(label=time, kind="time") for time in heading.under("y"))


def places(record: Marc, found: list[Heading]) -> Iterator[Place]:
    """Yield the places, each once: those of headings, of 653, 662 and 752, areas by code, and points on the map."""
    made = [place for heading in found for place in _places(heading)]
    made += [Place(label=term) for field in record.fields("653") if field.ind2 == "5" for term in _terms(field)]
    for field in record.fields("662", "752"):
        if label := "--".join(filter(None, map(trimmed, field.all("abcdfgh")))):
            made.append(Place(label=label, authority=trimmed(field.first("2")), uri=addresses.first(field)))
    made += [_area(code) for field in record.fields("043") for value in field.all("a") if (code := value.rstrip("- "))]
    yield from dict.fromkeys(_located(made, record))


def _places(heading: Heading) -> Iterator[Place]:
    """Yield the place that a heading is, and the one that divides it, from the larger to the smaller."""
    within = "--".join(heading.under("z"))
    if heading.kind == "place":
        alone = not heading.divisions
        yield Place(
            label="--".join(filter(None, (heading.main, within))),
            authority=heading.authority, uri=heading.uri if alone else "",
        )  # fmt: skip
    elif within:
        yield Place(label=within)


def _area(code: str) -> Place:
    """Return an area of the MARC list of geographic areas, which is known by its code."""
    return Place(label=code, authority="marcgac", uri=f"http://id.loc.gov/vocabulary/geographicAreas/{code}")


def _located(found: list[Place], record: Marc) -> Iterator[Place]:
    """Yield the places with the points of 034 that bear their address, then what else 034 and 255 say.

    Points stand alone where no address tells whose they are; rectangles are said in words.
    """
    points = {address: point for field in record.fields("034") if (point := of_034(field).point) for address in
              addresses.addresses(field)}  # fmt: skip
    for place in found:
        lat, lon = points.get(place.uri, (None, None))
        yield replace(place, lat=lat, lon=lon) if place.uri in points else place
    known = {place.uri for place in found}
    yield from _points(record, known)


def _points(record: Marc, known: set[str]) -> Iterator[Place]:
    """Yield points and rectangles of 034 and 255, without those of places that are known."""
    words = [trimmed(value).strip("()") for field in record.fields("255") for value in field.all("c")]
    for field in record.fields("034"):
        found = of_034(field)
        if found.point is not None and known.intersection(addresses.addresses(field)):
            continue
        if found.point is not None:
            yield Place(lat=found.point[0], lon=found.point[1])
        elif found.words and not words:
            yield Place(label=found.words)
    for value in filter(None, words):
        where = point(value)
        yield Place(lat=where[0], lon=where[1]) if where else Place(label=value)


def map_notes(record: Marc) -> Iterator[Note]:
    """Yield scale and projection of maps."""
    for code, label in (("a", "Scale"), ("b", "Projection")):
        for field in record.fields("255"):
            yield from (Note(value=value, label=label) for given in field.all(code) if (value := unmarked(given)))
