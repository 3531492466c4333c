"""edm:ProvidedCHO: the document itself, as it lies in the archive.

https://europeana.atlassian.net/wiki/spaces/EF/pages/987791389 and edm:ProvidedCHO in
http://www.europeana.eu/schemas/edm/EDM-EXTERNAL-MAIN.xsd. One function per element, in the order of `ELEMENTS`. What
is true of the files alone (their formats, when they were put on the web) stands in the edm:WebResources.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from lxml import etree

from crosswalks import clean, languages, vocabularies
from crosswalks.formats import wording
from crosswalks.formats.edm import contexts, identity, kind, statements, times, views
from crosswalks.formats.edm.build import Contexts, Value, dc, dcterms, edm, link, node, write
from crosswalks.formats.edm.options import Options
from crosswalks.record import Record, RelationType, Title

PROVIDED_CHO = edm("ProvidedCHO")

# What the schema wants behind all other elements, in this order.
HAS_MET, PID, TYPE = edm("hasMet"), edm("pid"), edm("type")


def write_object(root: etree._Element, record: Record, options: Options, named: Contexts) -> None:
    """Write the edm:ProvidedCHO; contextual classes that it refers to are added to `named`."""
    element = node(root, PROVIDED_CHO, identity.about(record, options, "object"))
    for tag, values in ELEMENTS:
        write(element, tag, values(record), named)
    write(element, dcterms("spatial"), spatial(record, options), named)
    write(element, HAS_MET, has_met(record), named)
    write(element, PID, pids(record))
    write(element, TYPE, [Value(kind.edm_type(record) or options.default_type or "TEXT")])


def titles(record: Record) -> Iterator[Value]:
    """Yield one title in each language: the first main one, or the first of all where none is the main one."""
    yield from _titles(record)[0]


def alternatives(record: Record) -> Iterator[Value]:
    """Yield all other titles."""
    yield from _titles(record)[1]


def _titles(record: Record) -> tuple[list[Value], list[Value]]:
    """Return the titles, one in each language, and all others."""
    lines = [(title, Value(clean.text(wording.title(title)), title.lang)) for title in _by_rank(record.titles)]
    chosen: dict[str, Value] = {}
    others = []
    for title, value in lines:
        tag = languages.bcp47(value.lang) if value.lang else ""
        if value.text and tag not in chosen and (title.type == "main" or not chosen):
            chosen[tag] = value
        elif tag not in chosen or value.text != chosen[tag].text:
            others.append(value)
    return list(chosen.values()), others


def _by_rank(given: tuple[Title, ...]) -> list[Title]:
    """Return the main titles, then all others."""
    return sorted(given, key=lambda title: title.type != "main")


def creators(record: Record) -> Iterator[Value]:
    """Yield the creators."""
    yield from (contexts.agent(who) for who in record.agents if who.relation == "creator")


def contributors(record: Record) -> Iterator[Value]:
    """Yield all others with a part in the document; which part, EDM cannot say."""
    yield from (contexts.agent(who) for who in record.agents if wording.contributes(who))


def publishers(record: Record) -> Iterator[Value]:
    """Yield the publishers; who provides the description is in edm:dataProvider."""
    yield from (contexts.agent(who) for who in record.agents if who.relation == "publisher")


def subjects(record: Record) -> Iterator[Value]:
    """Yield names, terms and library classifications; dc:subject may refer to a skos:Concept, not to an edm:Agent."""
    yield from (Value(wording.heading(who)) for who in record.agents if wording.is_subject(who))
    for subject in record.subjects:
        if subject.kind == "name":
            yield Value(subject.label)
        elif subject.kind not in ("place", "time"):
            yield contexts.concept(subject.label, subject.uri)
    for number in record.classifications:
        value = contexts.number(number)
        yield value
        yield Value("" if value.uri else number.label)


def has_met(record: Record) -> Iterator[Value]:
    """Yield the people and bodies that the document is about, where a URI identifies them."""
    names = (contexts.agent(who) for who in record.agents if wording.is_subject(who))
    others = (contexts.name(each.label, each.uri) for each in record.subjects if each.kind == "name")
    yield from (Value(uri=value.uri, context=value.context) for value in (*names, *others) if value.uri)


def types(record: Record) -> Iterator[Value]:
    """Yield genres and the COAR type; the DCMI type where edm:type does not say it, or nothing else says a type."""
    genres = [contexts.concept(genre.label, genre.uri) for genre in record.genres if clean.text(genre.label)]
    yield from genres
    if record.coar_type:
        label = vocabularies.COAR_TYPES.get(record.coar_type.rpartition("/")[2], "")
        yield contexts.concept(label, record.coar_type, "eng")
    if record.dcmi_type not in kind.DCMI_TYPES or not (genres or record.coar_type):
        yield Value(record.dcmi_type)


def descriptions(record: Record) -> Iterator[Value]:
    """Yield summaries, markings that have been lifted, notes and acknowledgements of funders."""
    yield from (Value(text, lang) for text, lang in wording.descriptions(record))


def formats(record: Record) -> Iterator[Value]:
    """Yield the media types."""
    yield from map(Value, record.physical.media_types)


def extents(record: Record) -> Iterator[Value]:
    """Yield the extents."""
    yield from map(Value, record.physical.extents)


def media(record: Record) -> Iterator[Value]:
    """Yield the physical forms."""
    yield from map(Value, record.physical.forms)


def language(record: Record) -> Iterator[Value]:
    """Yield each language as ISO 639-3; a language without a code in its own words."""
    yield from (Value(use.code or languages.code(use.text) or use.text) for use in record.languages)


def identifiers(record: Record) -> Iterator[Value]:
    """Yield persistent identifiers, the local one and others; the landing page is edm:isShownAt."""
    stated = [*map(wording.pid, record.pids), record.local_id]
    yield from map(Value, stated)
    landing = {record.landing_url, clean.uri(record.landing_url)}
    yield from map(Value, wording.other_identifiers(record, {clean.text(value) for value in stated} | landing))


def pids(record: Record) -> Iterator[Value]:
    """Yield the persistent identifiers again, where Europeana looks for them."""
    yield from (Value(wording.pid(pid)) for pid in record.pids)


def sources(record: Record) -> Iterator[Value]:
    """Yield the citation of each original, its archive unless the citation names it, and its address."""
    for source in record.sources:
        cited = wording.citation(source)
        yield Value(cited)
        if source.archive and source.archive.name not in cited:
            yield Value(source.archive.name)
        yield link(source.url)


def spatial(record: Record, options: Options) -> Iterator[Value]:
    """Yield the places that the document concerns."""
    for position, place in enumerate(record.places, 1):
        yield contexts.located(place, identity.about(record, options, f"place-{position}"))
    yield from (contexts.place(each.label, each.uri) for each in record.subjects if each.kind == "place")


def temporal(record: Record) -> Iterator[Value]:
    """Yield the times that the document concerns."""
    yield from (contexts.period(each.label, each.uri) for each in record.subjects if each.kind == "time")
    for date in record.dates:
        if date.type == "covered":
            yield from map(Value, wording.periods(date))


RELATIONS: Final[dict[RelationType, str]] = {
    "host": dcterms("isPartOf"),
    "series": dcterms("isPartOf"),
    "constituent": dcterms("hasPart"),
    "preceding": dcterms("replaces"),
    "succeeding": dcterms("isReplacedBy"),
    "original": dcterms("isFormatOf"),
    "otherFormat": dcterms("hasFormat"),
    "otherVersion": dcterms("hasVersion"),
    "references": dcterms("references"),
    "isReferencedBy": dcterms("isReferencedBy"),
    "reviewOf": dc("relation"),
    "": dc("relation"),
}


def part_of(record: Record) -> Iterator[Value]:
    """Yield the collections, by title and by address, then hosts and series."""
    for collection in record.collections:
        yield Value(collection.title)
        yield link(collection.url)
    yield from related(record, dcterms("isPartOf"))


def referenced_by(record: Record) -> Iterator[Value]:
    """Yield what refers to the document, and IIIF manifests that no web resource can bear."""
    yield from related(record, dcterms("isReferencedBy"))
    if not views.bears_manifests(record):
        yield from map(link, views.manifests(record))


def related(record: Record, tag: str) -> Iterator[Value]:
    """Yield the related resources whose kind of relation has this element, by label and by address."""
    for other in record.related:
        if RELATIONS[other.type] == tag:
            yield Value(other.label)
            yield link(other.uri)


ELEMENTS: Final[tuple[tuple[str, Callable[[Record], Iterator[Value]]], ...]] = (
    (dc("title"), titles),
    (dcterms("alternative"), alternatives),
    (dc("creator"), creators),
    (dc("contributor"), contributors),
    (dc("publisher"), publishers),
    (dc("subject"), subjects),
    (dc("type"), types),
    (dc("description"), descriptions),
    (dcterms("created"), times.created),
    (dcterms("issued"), times.issued),
    (dc("date"), times.others),
    (dcterms("temporal"), temporal),
    (dc("format"), formats),
    (dcterms("extent"), extents),
    (dcterms("medium"), media),
    (dc("language"), language),
    (dc("identifier"), identifiers),
    (dc("source"), sources),
    (dcterms("isPartOf"), part_of),
    (dcterms("isReferencedBy"), referenced_by),
    *(
        (tag, partial(related, tag=tag))
        for tag in dict.fromkeys(RELATIONS.values())
        if tag not in (dcterms("isPartOf"), dcterms("isReferencedBy"))
    ),
    (dc("rights"), statements.of_the_document),
)
