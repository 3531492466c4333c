"""Record -> oai_dc, unqualified Dublin Core, the format that every repository must disseminate.

https://www.openarchives.org/OAI/openarchivesprotocol.html#dublincore. One function per element, in the order in which
they are written. What Dublin Core cannot say is kept by order (landing page first, rights URI first and alone), by a
prefix (`lcc: `) or by a label (`Original classification: `).
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Final

import msgspec
from lxml import etree

from crosswalks import clean, dates, languages, rights, vocabularies, xml
from crosswalks.formats import eu_repo, publication, wording
from crosswalks.formats.best_date import best_date, says_when
from crosswalks.record import Agent, Record

SCHEMA: Final = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

Value = tuple[str, str]  # text and its language (ISO 639-3 or "")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an aggregator may want otherwise in oai_dc."""

    access_terms: Annotated[
        bool, msgspec.Meta(description="Add the info:eu-repo access term to dc:rights, as OpenAIRE 3 asks.")
    ] = False
    openaire: Annotated[
        bool,
        msgspec.Meta(
            description="All that OpenAIRE 3 asks: access term, publication type as the first dc:type, any date rather "
            "than none, end of an embargo, grants, and further identifiers as relations."
        ),
    ] = False
    object_urls: Annotated[
        bool, msgspec.Meta(description="Add the addresses of the files to dc:identifier, as CORE asks.")
    ] = False


def render(record: Record, options: Options) -> bytes:
    """Return the oai_dc:dc element of a Record. Values are clean, in order, and none is written twice."""
    root = xml.root(
        f"{{{xml.OAI_DC}}}dc",
        prefixes={"oai_dc": xml.OAI_DC, "dc": xml.DC, "xsi": xml.XSI},
        location=f"{xml.OAI_DC} {SCHEMA}",
    )
    for tag, values in ELEMENTS:
        _write(root, tag, values(record, options))
    return xml.serialise(root)


def _write(root: etree._Element, tag: str, values: Iterator[Value]) -> None:
    """Write each value that is neither empty nor there already as an element of its own."""
    written: set[Value] = set()
    for raw, lang in values:
        value = (clean.text(raw), lang)
        if value[0] and value not in written:
            written.add(value)
            element = etree.SubElement(root, tag)
            element.text = value[0]
            if lang and (short := languages.bcp47(lang)):
                element.set(xml.XML_LANG, short)


def titles(record: Record, _: Options) -> Iterator[Value]:
    """Yield the main titles, then all others."""
    main = [title for title in record.titles if title.type == "main"]
    others = [title for title in record.titles if title.type != "main"]
    yield from ((wording.title(title), title.lang) for title in main + others)


def creators(record: Record, _: Options) -> Iterator[Value]:
    """Yield the creators' names."""
    yield from ((wording.heading(agent), "") for agent in record.agents if agent.relation == "creator")


def contributors(record: Record, _: Options) -> Iterator[Value]:
    """Yield the names of all others with a part in the document, each with its part: `… (addressee)`."""
    yield from ((_with_role(agent), "") for agent in record.agents if wording.contributes(agent))


def _with_role(agent: Agent) -> str:
    """Return the name with its role in words."""
    code = vocabularies.relator_code(agent.role) or ("fnd" if agent.relation == "funder" and not agent.role else "")
    role = clean.text(agent.role) if not code else vocabularies.relator_term(code) if code != "ctb" else ""
    name = clean.text(wording.heading(agent))
    return f"{name} ({role})" if name and role else name


def subjects(record: Record, _: Options) -> Iterator[Value]:
    """Yield names associated with the document, subject terms, and library classifications behind their scheme."""
    yield from ((wording.heading(agent), "") for agent in record.agents if wording.is_subject(agent))
    yield from ((subject.label, "") for subject in record.subjects if subject.kind not in ("place", "time"))
    for number in record.classifications:
        yield wording.labelled(number.scheme, number.value), ""
        if number.scheme.lower() == "ddc":
            yield eu_repo.ddc(number.value), ""
        yield number.label, ""


def descriptions(record: Record, _: Options) -> Iterator[Value]:
    """Yield summaries, markings that have been lifted, notes and acknowledgements of funders."""
    yield from wording.descriptions(record)


def publishers(record: Record, _: Options) -> Iterator[Value]:
    """Yield the publishers and the institution that provides the description."""
    yield from ((agent.name, "") for agent in record.agents if agent.relation == "publisher")
    if record.data_provider:
        yield record.data_provider.name, ""


def date(record: Record, options: Options) -> Iterator[Value]:
    """Yield one W3CDTF date at most: that of the best date, if it can be said so; OpenAIRE has rules of its own."""
    if options.openaire:
        yield from ((value, "") for value in (publication.date(record), eu_repo.embargo_end(record)))
    elif best := best_date(record):
        yield dates.w3cdtf(best) or "", ""


def types(record: Record, options: Options) -> Iterator[Value]:
    """Yield the DCMI type, then the genres; a further MODS type of resource among them as its DCMI type."""
    yield (eu_repo.publication_type(record) if options.openaire else ""), ""
    yield record.dcmi_type, ""
    for genre in record.genres:
        kind = "" if genre.authority else vocabularies.DCMI_TYPE.get(clean.text(genre.label).casefold(), "")
        yield kind or genre.label, ""


def formats(record: Record, _: Options) -> Iterator[Value]:
    """Yield extent, physical form and media types."""
    physical = record.physical
    yield from ((value, "") for value in (*physical.extents, *physical.forms, *physical.media_types))


def identifiers(record: Record, options: Options) -> Iterator[Value]:
    """Yield the landing page first, then persistent identifiers, the local one, others, and files if wanted."""
    stated = [clean.uri(record.landing_url) or record.landing_url, *map(wording.pid, record.pids), record.local_id]
    yield from ((value, "") for value in stated)
    yield from ((value, "") for value in wording.other_identifiers(record, {clean.text(value) for value in stated}))
    if options.object_urls:
        yield from ((clean.uri(file.url) or file.url, "") for file in record.objects if file.role == "access")


def sources(record: Record, _: Options) -> Iterator[Value]:
    """Yield the citation of each original, its archive unless the citation names it, and its address."""
    for source in record.sources:
        cited = wording.citation(source)
        yield cited, ""
        if source.archive and source.archive.name not in cited:
            yield source.archive.name, ""
        yield source.url, ""


def language(record: Record, _: Options) -> Iterator[Value]:
    """Yield each language once, as ISO 639-3; a language without a code in its own words."""
    yield from ((use.code or languages.code(use.text) or use.text, "") for use in record.languages)


def relations(record: Record, options: Options) -> Iterator[Value]:
    """Yield collections and related resources, by title and by address; for OpenAIRE, grants and identifiers first."""
    if options.openaire:
        yield from ((term, "") for term in (*eu_repo.grants(record), *eu_repo.alternate_identifiers(record)))
    for collection in record.collections:
        yield collection.title, ""
        yield collection.url, ""
    for related in record.related:
        yield related.label, ""
        yield related.uri, ""


def coverage(record: Record, _: Options) -> Iterator[Value]:
    """Yield the places that the document concerns, then times."""
    for place in record.places:
        yield place.label, ""
        yield wording.coordinates(place), ""
    yield from ((subject.label, "") for subject in record.subjects if subject.kind == "place")
    yield from times(record)


def times(record: Record) -> Iterator[Value]:
    """Yield the times that the document concerns, and a date of its own too wide for dc:date."""
    yield from ((subject.label, "") for subject in record.subjects if subject.kind == "time")
    for date in record.dates:
        if date.type == "covered":
            yield from ((period, "") for period in wording.periods(date))
    best = best_date(record)
    if best and says_when(best) and not dates.w3cdtf(best):
        yield wording.periods(best)[-1], ""


def rights_values(record: Record, options: Options) -> Iterator[Value]:
    """Yield the rights URI first and alone, then all that is said of rights in words, and markings still in force."""
    own = record.rights
    known = rights.canonical(own.uri)
    main = known or rights.canonical(own.licence_uri)
    yield main, ""
    yield from ((wording.statement(text, main), lang) for text, lang in _rights_words(record, known, main))
    yield (eu_repo.access_term(record) if options.access_terms or options.openaire else ""), ""
    for marking in record.security_markings:
        if marking.status == "in_force":
            yield wording.labelled(wording.marking_label(marking), marking.level), ""


def _rights_words(record: Record, known: str, main: str) -> Iterator[Value]:
    """Yield what is said of rights beside their URI: label, licence, statements, copyright, holders, access.

    The licence beside a URI has a label, since two URIs are an error to DPLA; a URI of no known vocabulary is text.
    """
    own = record.rights
    licence = rights.canonical(own.licence_uri) or own.licence_uri
    yield wording.own_label(own.label, known), ""
    yield "" if known else own.uri, ""
    yield wording.labelled("Licence", licence if licence != main else ""), ""
    yield from ((statement.text, statement.lang) for statement in own.statements)
    yield wording.copyright_line(own.copyright), ""
    yield from ((wording.labelled("Rights holder", holder.name), "") for holder in wording.rights_holders(record))
    yield wording.access(own.access), ""


ELEMENTS: Final[tuple[tuple[str, Callable[[Record, Options], Iterator[Value]]], ...]] = tuple(
    (f"{{{xml.DC}}}{name}", values)
    for name, values in (
        ("title", titles),
        ("creator", creators),
        ("contributor", contributors),
        ("subject", subjects),
        ("description", descriptions),
        ("publisher", publishers),
        ("date", date),
        ("type", types),
        ("format", formats),
        ("identifier", identifiers),
        ("source", sources),
        ("language", language),
        ("relation", relations),
        ("coverage", coverage),
        ("rights", rights_values),
    )
)
