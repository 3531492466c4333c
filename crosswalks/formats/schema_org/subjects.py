"""about, contentLocation and temporalCoverage: what the document is about.

https://schema.org/about. Terms and numbers of classifications are https://schema.org/DefinedTerm.
"""

from collections.abc import Iterator

from crosswalks import clean, dates, vocabularies
from crosswalks.formats import wording
from crosswalks.formats.schema_org import names
from crosswalks.formats.schema_org.build import Node, Value, node
from crosswalks.record import Agent, Classification, Place, Record, Subject


def about(record: Record) -> Iterator[Node]:
    """Yield names, terms, and numbers of library classifications."""
    yield from (names.name(who) for who in record.agents if wording.is_subject(who))
    for subject in record.subjects:
        if subject.kind == "name":
            uris = (subject.uri,) if subject.uri else ()
            yield names.name(Agent(name=subject.label, kind=subject.name_kind, uris=uris))
        elif subject.kind not in ("place", "time"):
            yield _term(subject)
    yield from map(_number, record.classifications)


def _term(subject: Subject) -> Node:
    """Return a term of a vocabulary; nothing without a label."""
    uri = clean.uri(subject.uri)
    scheme = _vocabulary(uri) or subject.authority
    named = bool(clean.text(subject.label))
    return node("DefinedTerm", name=subject.label, sameAs=uri, inDefinedTermSet=scheme) if named else {}


def _number(number: Classification) -> Node:
    """Return a number of a library classification; nothing without a number."""
    uri = clean.uri(number.uri)
    scheme = _vocabulary(uri) or wording.joined((number.scheme, number.edition), " ")
    if not clean.text(number.value):
        return {}
    return node("DefinedTerm", termCode=number.value, name=number.label, sameAs=uri, inDefinedTermSet=scheme)


def _vocabulary(uri: str) -> str:
    """Return the address of the vocabulary that a term's URI belongs to, or ""."""
    known = vocabularies.authority_of(uri) if uri else None
    return clean.uri(known.uri) if known else ""


def places(record: Record) -> Iterator[Node]:
    """Yield the places that the document concerns."""
    yield from map(_place, record.places)
    for subject in record.subjects:
        if subject.kind == "place":
            yield node("Place", name=subject.label, sameAs=clean.uri(subject.uri))


def _place(place: Place) -> Node:
    """Return one place with its coordinates."""
    known = place.lat is not None and place.lon is not None
    geo = node("GeoCoordinates", latitude=place.lat, longitude=place.lon) if known else None
    return node("Place", name=place.label, sameAs=clean.uri(place.uri), geo=geo)


def times(record: Record) -> Iterator[Value]:
    """Yield the times that the document concerns, as EDTF where they are certain."""
    for date in record.dates:
        if date.type == "covered":
            yield dates.expression(date)
    yield from (subject.label for subject in record.subjects if subject.kind == "time")
