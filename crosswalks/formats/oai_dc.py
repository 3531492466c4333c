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
from crosswalks.formats import wording
from crosswalks.record import Agent, Date, Record

SCHEMA: Final = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

Value = tuple[str, str]  # text and its language (ISO 639-3 or "")


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an aggregator may want otherwise in oai_dc."""

    access_terms: Annotated[
        bool, msgspec.Meta(description="Add the info:eu-repo access term to dc:rights, as OpenAIRE 3 asks.")
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
    yield from ((_with_role(agent), "") for agent in record.agents if _contributes(agent))


def _contributes(agent: Agent) -> bool:
    """Return whether the agent took part in making or sending the document without being its creator."""
    return agent.relation in ("contributor", "funder") or (
        agent.relation == "associated" and not wording.is_subject(agent)
    )


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
            yield _eu_repo_ddc(number.value), ""
        yield number.label, ""


def _eu_repo_ddc(value: str) -> str:
    """Return a Dewey number as OpenAIRE writes it."""
    number = clean.text(value).replace(" ", "")
    return f"info:eu-repo/classification/ddc/{number}" if number else ""


def descriptions(record: Record, _: Options) -> Iterator[Value]:
    """Yield summaries, markings that have been lifted, notes and acknowledgements of funders."""
    yield from ((abstract.value, abstract.lang) for abstract in record.abstracts)
    for marking in record.security_markings:
        if marking.status == "lifted":
            yield wording.labelled(wording.marking_label(marking), marking.level), ""
    for note in record.notes:
        marked = note.type == vocabularies.ORIGINAL_CLASSIFICATION
        label = note.label or (wording.ORIGINAL_CLASSIFICATION if marked else "")
        yield wording.labelled(label, note.value), ""
    yield from ((wording.funding(funding), "") for funding in record.funding)


def publishers(record: Record, _: Options) -> Iterator[Value]:
    """Yield the publishers and the institution that provides the description."""
    yield from ((agent.name, "") for agent in record.agents if agent.relation == "publisher")
    if record.data_provider:
        yield record.data_provider.name, ""


# A date of the document itself, best first; when it was uploaded or declassified is not one.
_PREFERENCE: Final = ("created", "sent", "issued", "copyright", "received", "other", "captured", "valid", "modified")


def _ranked(record: Record) -> list[Date]:
    """Return the document's own dates, the key date first, then by preference."""
    own = [date for date in record.dates if date.type in _PREFERENCE]
    return sorted(own, key=lambda date: (not date.key, _PREFERENCE.index(date.type)))


def date(record: Record, _: Options) -> Iterator[Value]:
    """Yield one W3CDTF date at most: that of the best date that can be said so."""
    values = (dates.w3cdtf(date) for date in _ranked(record))
    yield from ((value, "") for value in [next(filter(None, values), "")])


def types(record: Record, _: Options) -> Iterator[Value]:
    """Yield the DCMI type, then the genres."""
    yield record.dcmi_type, ""
    yield from ((genre.label, "") for genre in record.genres)


def formats(record: Record, _: Options) -> Iterator[Value]:
    """Yield extent, physical form and media types."""
    physical = record.physical
    yield from ((value, "") for value in (*physical.extents, *physical.forms, *physical.media_types))


def identifiers(record: Record, options: Options) -> Iterator[Value]:
    """Yield the landing page first, then persistent identifiers, the local one, and any others behind their type."""
    yield clean.uri(record.landing_url) or record.landing_url, ""
    yield from ((wording.pid(pid), "") for pid in record.pids)
    yield record.local_id, ""
    for identifier in record.identifiers:
        kind = clean.text(identifier.type).lower()
        plain = kind in ("local", "uri", "url") or identifier.value.lower().startswith(kind)
        yield wording.labelled("" if plain else identifier.type, identifier.value), ""
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


def relations(record: Record, _: Options) -> Iterator[Value]:
    """Yield collections and related resources, by title and by address."""
    for collection in record.collections:
        yield collection.title, ""
        yield collection.url, ""
    for related in record.related:
        yield related.label, ""
        yield related.uri, ""


def coverage(record: Record, _: Options) -> Iterator[Value]:
    """Yield places, then times: those that the document concerns, and a date of its own too wide for dc:date."""
    yield from ((place.label or wording.coordinates(place), "") for place in record.places)
    yield from ((subject.label, "") for subject in record.subjects if subject.kind == "place")
    yield from ((subject.label, "") for subject in record.subjects if subject.kind == "time")
    yield from ((_period(date), "") for date in record.dates if date.type == "covered")
    for date in _ranked(record)[:1]:
        period = "" if dates.w3cdtf(date) else _period(date)
        yield period if any(map(str.isdecimal, period)) else "", ""  # "undated" is no period


def _period(date: Date) -> str:
    """Return a date in its own words, or as EDTF."""
    found = dates.settle(date)
    return found.display or (f"{found.start}/{found.end}" if found.end else found.start)


_ACCESS_TERMS: Final = {
    "open": "openAccess",
    "embargoed": "embargoedAccess",
    "restricted": "restrictedAccess",
    "metadata_only": "closedAccess",
}


def rights_values(record: Record, options: Options) -> Iterator[Value]:
    """Yield the rights URI first and alone, then statements, holders, limits of access, and markings still in force."""
    own = record.rights
    yield from ((value, "") for value in _rights_uris(record))
    yield from ((statement.text, statement.lang) for statement in own.statements)
    yield from ((wording.labelled("Rights holder", holder.name), "") for holder in wording.rights_holders(record))
    yield own.access.note, ""
    if options.access_terms:
        yield f"info:eu-repo/semantics/{_ACCESS_TERMS[own.access.level]}", ""
    for marking in record.security_markings:
        if marking.status == "in_force":
            yield wording.labelled(wording.marking_label(marking), marking.level), ""


def _rights_uris(record: Record) -> Iterator[str]:
    """Yield the canonical URI; a licence beside it as text, since two URIs are an error to DPLA; unknown ones last."""
    own = record.rights
    known, licence = rights.canonical(own.uri), rights.canonical(own.licence_uri)
    yield known or licence
    if known and licence and licence != known:
        yield wording.labelled("Licence", licence)
    if not known:
        yield own.label
        yield own.uri
    if own.licence_uri and not licence:
        yield wording.labelled("Licence", own.licence_uri)


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
