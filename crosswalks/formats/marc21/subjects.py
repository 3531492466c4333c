"""Subjects and classification: 050 to 086, and 600 to 656.

https://www.loc.gov/marc/bibliographic/bd6xx.html. The second indicator says which list a heading is from. A heading of
several parts, joined by two hyphens, is one heading with subdivisions. Names of no known kind are 653.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from crosswalks import clean, dates, marc, vocabularies
from crosswalks.formats import wording
from crosswalks.formats.marc21 import date_words, names
from crosswalks.formats.marc21.fields import Field, Fields, Subfield, field, identity
from crosswalks.formats.marc21.options import Options
from crosswalks.record import Agent, Classification, Record, Subject

_SOURCES: Final = {code: indicator for indicator, code in marc.SUBJECT_SOURCES.items()} | {"naf": "0"}
_UNSPECIFIED, _IN_SUBFIELD_2 = "4", "7"
_TAGS: Final = {"topic": "650", "place": "651", "time": "648", "title": "630", "genre": "655"}
_PERIOD: Final = re.compile(r"\b\d{3,4}\b|\bcentur(?:y|ies)\b", re.IGNORECASE)
_NAME_TYPES: Final = {"": " ", "topic": "0", "person": "1", "family": "1", "corporate": "2", "conference": "3"}
_WITH_EDITION: Final = frozenset({"080", "082"})
_WITH_ADDRESS: Final = frozenset({"050", "060", "080"})


def _source(authority: str, uri: str) -> tuple[str, tuple[Subfield, ...]]:
    """Return the second indicator of a heading, and $2 where the list is named there."""
    written = clean.text(authority)
    found = None if written or not uri else vocabularies.authority_of(uri)
    code = written or (found.code if found else "")
    if not code:
        return _UNSPECIFIED, ()
    listed = _SOURCES.get(code.casefold(), "")
    return (listed, ()) if listed else (_IN_SUBFIELD_2, (("2", code),))


class _Known(NamedTuple):
    """What a record names as places and as times, for telling the subdivisions of headings apart."""

    places: frozenset[str]
    times: frozenset[str]


_NOTHING: Final = _Known(frozenset(), frozenset())


def _known(record: Record) -> _Known:
    """Return the places and times of a record."""
    places = [place.label for place in record.places] + [each.label for each in record.subjects if each.kind == "place"]
    times = (each.label for each in record.subjects if each.kind == "time")
    return _Known(frozenset(map(clean.text, places)), frozenset(map(clean.text, times)))


def _heading(label: str, known: _Known, rest: str = "x") -> Iterator[Subfield]:
    """Yield a heading and its subdivisions: places ($z) and periods ($y) as far as one can tell, then all others."""
    first, *others = [part.strip() for part in clean.text(label).split("--") if part.strip()] or [""]
    yield "a", first
    for part in others:
        if part in known.places:
            yield "z", part
        else:
            yield "y" if part in known.times or _PERIOD.search(part) else rest, part


def subjects(record: Record, options: Options) -> Fields:
    """Yield the names that the document is about, then its subject terms."""
    for agent in record.agents:
        if wording.is_subject(agent):
            yield _agent(agent, options)
    found = _known(record)
    for subject in record.subjects:
        yield _name(subject, found, options) if subject.kind == "name" else _term(subject, found)


def _agent(agent: Agent, options: Options) -> Field | None:
    """Return a name as a subject; a part in the document, such as being depicted, is its role."""
    ind2, listed = _source("", agent.uris[0] if agent.uris else "")
    found = [(code, term) for code, term in wording.roles(agent) if code]
    roles = (*(("e", term) for _, term in found), *(("4", code) for code, _ in found))
    return names.entry("6", agent, (*roles, *listed), options, ind2) or _free(wording.heading(agent), "")


def _name(subject: Subject, known: _Known, options: Options) -> Field | None:
    """Return a name given as a subject term."""
    kind = names.kind(subject.name_kind, options)
    if not kind:
        return _free(subject.label, "")
    ind2, listed = _source(subject.authority, subject.uri)
    (_, heading), *divisions = _heading(subject.label, known)
    name, life = names.divided(heading) if kind == "person" else (heading, "")
    indicators = names.form(name, kind) + ind2
    pairs = (("a", name), ("d", life), *divisions, *listed, *identity((subject.uri,)))
    return field(f"6{marc.NAME_TAGS[kind]}", indicators, *pairs)


def _term(subject: Subject, known: _Known) -> Field | None:
    """Return a term in the field of its kind."""
    if subject.kind == "occupation":
        return _occupation(subject, known)
    ind2, listed = _source(subject.authority, subject.uri)
    indicators = f"0{ind2}" if subject.kind == "title" else f" {ind2}"
    return field(_TAGS[subject.kind], indicators, *_heading(subject.label, known), *listed, *identity((subject.uri,)))


def _occupation(subject: Subject, known: _Known) -> Field | None:
    """Return an occupation, which must name its list, or is an uncontrolled term."""
    ind2, listed = _source(subject.authority, subject.uri)
    if ind2 == _UNSPECIFIED:
        return _free(subject.label, "topic")
    listed = listed or (("2", marc.SUBJECT_SOURCES[ind2]),)
    return field("656", " 7", *_heading(subject.label, known), *listed, *identity((subject.uri,)))


def _free(label: str, kind: str) -> Field | None:
    """Return an uncontrolled index term."""
    return field("653", f" {_NAME_TYPES[kind]}", ("a", label))


def places(record: Record, _: Options) -> Fields:
    """Yield 651 for each place that has a name."""
    for place in record.places:
        ind2, listed = _source(place.authority, place.uri)
        yield field("651", f" {ind2}", *_heading(place.label, _NOTHING, "z"), *listed, *identity((place.uri,)))


def periods(record: Record, _: Options) -> Fields:
    """Yield 648 for the times that the document concerns; in figures too, where its words hold none."""
    for date in record.dates:
        if date.type == "covered":
            found = dates.settle(date)
            yield field("648", f" {_UNSPECIFIED}", ("a", found.display))
            if not any(map(str.isdecimal, found.display)):
                yield field("648", f" {_UNSPECIFIED}", ("a", date_words.known(found)))


def genres(record: Record, _: Options) -> Fields:
    """Yield 655 for genres, and for the COAR resource type."""
    for genre in record.genres:
        ind2, listed = _source(genre.authority, genre.uri)
        yield field("655", f" {ind2}", ("a", genre.label), *listed, *identity((genre.uri,)))
    if record.coar_type:
        label = vocabularies.COAR_TYPES.get(record.coar_type.rpartition("/")[2], record.coar_type)
        yield field("655", " 7", ("a", label), ("2", "coar"), *identity((record.coar_type,)))


def classifications(record: Record, _: Options) -> Fields:
    """Yield each number by its scheme, and 653 for what it means in words."""
    for number in record.classifications:
        yield _number(number)
        yield _free(number.label, "")


def _number(number: Classification) -> Field | None:
    """Return the number of one classification; a Dewey number says whether its edition is abridged."""
    scheme = clean.text(number.scheme)
    place = marc.CLASSIFICATIONS.get(scheme.casefold())
    if place is None:
        return field(marc.OTHER_CLASSIFICATION, "  ", ("a", number.value), ("2", scheme))
    tag, ind1, ind2 = place
    if tag == "082" and "abridged" in number.edition.casefold():
        ind1 = "1"
    edition = number.edition if tag in _WITH_EDITION else ""
    address = identity((number.uri,)) if tag in _WITH_ADDRESS else ()
    return field(tag, ind1 + ind2, ("a", number.value), ("2", edition), *address)
