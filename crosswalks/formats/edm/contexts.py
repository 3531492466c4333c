"""The contextual classes: edm:Agent, edm:Place, edm:TimeSpan and skos:Concept, where a URI names what is meant.

https://europeana.atlassian.net/wiki/spaces/EF/pages/987791389. A place with coordinates is named by a URI within the
record, if it has no other. The order of properties is that of the schema.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import clean, vocabularies, xml
from crosswalks.formats import wording
from crosswalks.formats.edm.build import Context, Value, dc, edm, link, skos
from crosswalks.record import Agent, Classification, Place

AGENT, PLACE, TIME_SPAN, CONCEPT = edm("Agent"), edm("Place"), edm("TimeSpan"), skos("Concept")
LATITUDE, LONGITUDE = f"{{{xml.WGS84}}}lat", f"{{{xml.WGS84}}}long"
SAME_AS: Final = f"{{{xml.OWL}}}sameAs"
LABEL, NOTATION, IN_SCHEME = skos("prefLabel"), skos("notation"), skos("inScheme")

# The order in which the classes are written.
CLASSES: Final = (AGENT, PLACE, TIME_SPAN, CONCEPT)


def agent(who: Agent) -> Value:
    """Return a name: an edm:Agent where a URI identifies it, else its heading."""
    uri, *further = dict.fromkeys(filter(None, map(clean.uri, who.uris))) or ("",)
    same = tuple((SAME_AS, Value(uri=other)) for other in further)
    properties = ((LABEL, Value(who.name)), (dc("date"), Value(who.dates)), *same)
    return _value(wording.heading(who), uri, AGENT, properties, label=who.name)


def name(label: str, uri: str) -> Value:
    """Return a name that a subject term has."""
    return agent(Agent(name=label, uris=(uri,) if uri else ()))


def concept(label: str, uri: str, lang: str = "") -> Value:
    """Return a term: a skos:Concept where a URI identifies it, else its label."""
    properties = ((LABEL, Value(label, lang)), *_scheme(uri))
    return _value(label, clean.uri(uri), CONCEPT, properties, label=label)


def number(classification: Classification) -> Value:
    """Return a number of a library classification: a skos:Concept with its notation, else the scheme and the number."""
    text = wording.labelled(classification.scheme, classification.value)
    label, notation = Value(classification.label), Value(classification.value)
    properties = ((LABEL, label), (NOTATION, notation), *_scheme(classification.uri))
    return _value(text, clean.uri(classification.uri), CONCEPT, properties, label=classification.value)


def period(label: str, uri: str) -> Value:
    """Return a period: an edm:TimeSpan where a URI identifies it, else its label."""
    return _value(label, clean.uri(uri), TIME_SPAN, ((LABEL, Value(label)),), label=label)


def place(label: str, uri: str) -> Value:
    """Return a place: an edm:Place where a URI identifies it, else its label."""
    return _value(label, clean.uri(uri), PLACE, ((LABEL, Value(label)),), label=label)


def located(where: Place, own: str) -> Value:
    """Return a place with its coordinates, an edm:Place named by `own` if it has no URI."""
    if where.lat is None or where.lon is None:
        return place(where.label, where.uri)
    point = ((LATITUDE, Value(wording.degrees(where.lat))), (LONGITUDE, Value(wording.degrees(where.lon))))
    context = Context(PLACE, (*point, (LABEL, Value(where.label))))
    text = clean.text(where.label) or wording.coordinates(where)
    return Value(text, uri=clean.uri(where.uri) or own, context=context)


def _scheme(uri: str) -> Iterator[tuple[str, Value]]:
    """Yield the vocabulary that a term's URI belongs to, if it is a known one."""
    if uri and (known := vocabularies.authority_of(uri)):
        yield IN_SCHEME, link(known.uri)


def _value(text: str, uri: str, tag: str, properties: tuple[tuple[str, Value], ...], *, label: str) -> Value:
    """Return a reference that brings its class along; a literal without a URI, a bare reference without a label."""
    named = bool(clean.text(label))
    return Value(text if named else "", uri=uri, context=Context(tag, properties) if named and uri else None)
