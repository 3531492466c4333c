"""MODS originInfo -> dates, publishers, and notes on place and edition.

https://www.loc.gov/standards/mods/userguide/origininfo.html. A date is often given twice, for people and for
machines, or as two points of a range: what belongs together becomes one Date.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple, cast, get_args

from lxml import etree

from crosswalks import dates, marc_countries
from crosswalks.record import Agent, Date, DateType, Note, Qualifier
from crosswalks.sources import nodes
from crosswalks.sources.mods import names

_ELEMENTS: Final[dict[str, DateType]] = {
    "dateCreated": "created",
    "dateIssued": "issued",
    "copyrightDate": "copyright",
    "dateCaptured": "captured",
    "dateValid": "valid",
    "dateModified": "modified",
    "dateOther": "other",
}
_TYPES: Final = frozenset(get_args(DateType))
_QUALIFIERS: Final = frozenset(get_args(Qualifier))
_EVENTS: Final[dict[str, DateType]] = {"production": "created", "publication": "issued", "copyright": "copyright"}


class _Written(NamedTuple):
    """One date element."""

    value: str
    encoded: bool
    open: bool  # the MARC year that stands for "until now"
    point: str
    qualifier: Qualifier
    key: bool


def origin_dates(found: list[etree._Element]) -> Iterator[Date]:
    """Yield the dates of all originInfo elements."""
    for node in found:
        parts = nodes.groups(node)
        made = [
            date
            for name in _ELEMENTS
            if parts[name]
            for kind, written in _by_type(name, parts[name]).items()
            for date in _dates(kind, written)
        ]
        display = nodes.first_words(parts["displayDate"])
        if display and not made:
            made = list(
                _dates(
                    _EVENTS.get(node.get("eventType", ""), "other"), [_Written(display, False, False, "", "", False)]
                )
            )
        elif display and not made[0].display:
            made[0] = _displayed(made[0], display)
        yield from made


def host_dates(found: list[etree._Element]) -> list[Date]:
    """Return when what a document is a part of came out: the date of the issue, else that of the book.

    A host of which the document is no volume, issue or pages is a collection, whose dates are not the document's; its
    boxes and folders are parts, too.
    """
    for node in found:
        groups = nodes.groups(node)
        if node.get("type") == "host" and any(map(_is_published, groups["part"])):
            issue = [each for part in groups["part"] for each in nodes.groups(part)["date"] if nodes.words(each)]
            made = list(_dates("issued", [_written(each, nodes.words(each)) for each in issue]))
            return made or [date for date in origin_dates(groups["originInfo"]) if date.type == "issued"]
    return []


_OF_ISSUES: Final = frozenset({"volume", "issue", "number", "part", "article", "page", "pages"})


def _is_published(part: etree._Element) -> bool:
    """Return whether a `part` says where in a publication the document stands."""
    groups = nodes.groups(part)
    kinds = [node.get("type", "") for node in groups["detail"]] + [node.get("unit", "") for node in groups["extent"]]
    return bool(groups["date"]) or not _OF_ISSUES.isdisjoint(kind.strip().lower() for kind in kinds)


def _by_type(name: str, found: list[etree._Element]) -> dict[DateType, list[_Written]]:
    """Return the date elements of one name by the type of date they are."""
    grouped: dict[DateType, list[_Written]] = {}
    for node in found:
        if value := nodes.words(node):
            kind = _ELEMENTS[name]
            if name == "dateOther" and (own := node.get("type", "").strip().lower()) in _TYPES:
                kind = cast("DateType", own)
            grouped.setdefault(kind, []).append(_written(node, value))
    return grouped


def _written(node: etree._Element, value: str) -> _Written:
    """Return what a date element says."""
    qualifier = node.get("qualifier", "")
    return _Written(
        value,
        bool(node.get("encoding")),
        node.get("encoding") == "marc" and value == "9999",
        node.get("point", ""),
        cast("Qualifier", qualifier) if qualifier in _QUALIFIERS else "",
        node.get("keyDate") == "yes",
    )


def _dates(kind: DateType, found: list[_Written]) -> Iterator[Date]:
    """Yield the dates of one type: points of a range joined, and words given to the one encoded date beside them."""
    found = [each for each in found if not each.open or each.point == "end"]
    plain = [each for each in found if not each.encoded and not each.point]
    encoded = [_single(kind, each) for each in found if each.encoded and not each.point]
    encoded += _ranges(kind, found)
    if len(encoded) == 1 and len(plain) == 1:
        display = plain[0].value
        qualifier = encoded[0].qualifier or plain[0].qualifier or dates.normalise(display).qualifier
        key = encoded[0].key or plain[0].key
        yield Date(type=kind, display=display, start=encoded[0].start, end=encoded[0].end, qualifier=qualifier, key=key)
        return
    yield from encoded
    yield from (_single(kind, each) for each in plain)


def _single(kind: DateType, written: _Written) -> Date:
    """Return one date element as a Date; its words are kept unless they say no more than its start."""
    read = dates.normalise(written.value)
    spoken = not read.start or not written.encoded
    return Date(
        type=kind,
        display=written.value if spoken and written.value != read.start else "",
        start=read.start,
        end=read.end,
        qualifier=written.qualifier or read.qualifier,
        key=written.key,
    )


def _ranges(kind: DateType, found: list[_Written]) -> Iterator[Date]:
    """Yield the ranges that start and end points make; a point left alone is a date."""
    starts = [each for each in found if each.point == "start"]
    ends = [each for each in found if each.point == "end"]
    for first, last in zip(starts, ends, strict=False):
        start, end = dates.normalise(first.value), dates.normalise(last.value)
        qualifier = first.qualifier or last.qualifier or start.qualifier or end.qualifier
        key = first.key or last.key
        if start.start and last.open:
            yield Date(type=kind, start=start.start, end="..", qualifier=qualifier, key=key)
        elif start.start and end.start:
            yield Date(type=kind, start=start.start, end=end.end or end.start, qualifier=qualifier, key=key)
        else:
            yield Date(type=kind, display=f"{first.value} - {last.value}", qualifier=qualifier, key=key)
    paired = min(len(starts), len(ends))
    yield from (_single(kind, each) for each in starts[paired:] + ends[paired:])


def covered(found: list[etree._Element]) -> Date | None:
    """Return the time that a subject of coded `temporal` elements alone states; None when none of them is coded."""
    written = [_written(node, value) for node in found if (value := nodes.words(node))]
    if not any(each.encoded for each in written):
        return None
    made = list(_dates("covered", written))
    return made[0] if len(made) == 1 and made[0].start else None


def _displayed(date: Date, display: str) -> Date:
    """Return the Date with words to show."""
    return Date(type=date.type, display=display, start=date.start, end=date.end, qualifier=date.qualifier, key=date.key)


def publishers(found: list[etree._Element]) -> Iterator[Agent]:
    """Yield the publishers, and the agents of the event (MODS 3.8)."""
    for node in found:
        parts = nodes.groups(node)
        for each in parts["publisher"]:
            if value := nodes.words(each).rstrip(names.MARKS):
                uri = nodes.uri(each.get("valueURI"))
                yield Agent(name=value, relation="publisher", uris=(uri,) if uri else ())
        yield from names.agents(parts["agent"])


_NOWHERE: Final = frozenset({"xx", "vp"})  # MARC's codes for an unknown place, and for several


def _places(place: etree._Element) -> Iterator[str]:
    """Yield a place in words where it has some, else what its code means; a code that is not known as it is."""
    terms = nodes.groups(place)["placeTerm"]
    if written := nodes.all_words(term for term in terms if term.get("type") != "code"):
        yield from (value.rstrip(names.MARKS) for value in written)
        return
    for code in nodes.all_words(terms):
        key = code.rstrip("/").rpartition("/")[2].lower()
        if key not in _NOWHERE:
            yield marc_countries.name(key) or code if _is_marc(terms) else code


def _is_marc(terms: list[etree._Element]) -> bool:
    """Return whether codes are of the list of countries that MARC has."""
    return any(term.get("authority") == "marccountry" for term in terms)


def origin_notes(found: list[etree._Element]) -> Iterator[Note]:
    """Yield what else is said of the origin: place, edition, frequency. The Record's places are what it is about."""
    for node in found:
        parts = nodes.groups(node)
        for value in dict.fromkeys(value for place in parts["place"] for value in _places(place)):
            if value:
                yield Note(value=value, label="Place of origin")
        yield from (Note(value=value, label="Edition") for value in nodes.all_words(parts["edition"]))
        yield from (Note(value=value, label="Frequency") for value in nodes.all_words(parts["frequency"]))
