"""Source `oai_qdc`: qualified Dublin Core as OAI-PMH carries it, single, wrapped, or in harvested responses.

https://www.dublincore.org/specifications/dublin-core/dcmi-terms/. DCMI leaves the namespace of the container,
`qualifieddc`, to the application (http://dublincore.org/schemas/xmls/qdc/2006/01/06/qualifieddc.xsd), so it is read in
any: OCLC's, the British Library's, DSpace's or none. Each term says what its definition says; terms that the Record has
no field for become notes with a label.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree
from msgspec.structs import replace

from crosswalks import dates, native, xml
from crosswalks.formats.oai_qdc import SCHEMA
from crosswalks.record import (
    Abstract,
    Collection,
    Date,
    DateType,
    DigitalObject,
    Named,
    Note,
    Physical,
    Place,
    Record,
    Related,
    RelationType,
    SecurityMarking,
    Subject,
    Title,
)
from crosswalks.sources import dc_values, dcmi_schemes, identity, nodes, oai_dc_fields, oai_qdc_rights, xml_entry
from crosswalks.sources.coordinates import point
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from crosswalks.sources.oai_dc_fields import Value
from crosswalks.sources.oai_qdc_terms import Terms, terms

_DATES: Final[dict[str, DateType]] = {
    "created": "created", "issued": "issued", "dateCopyrighted": "copyright", "valid": "valid", "modified": "modified",
    "available": "uploaded", "date": "other",
}  # fmt: skip
_RELATIONS: Final[dict[str, RelationType]] = {
    "hasPart": "constituent", "replaces": "preceding", "isReplacedBy": "succeeding", "isFormatOf": "original",
    "hasFormat": "otherFormat", "isVersionOf": "otherVersion", "hasVersion": "otherVersion",
    "references": "references", "isReferencedBy": "isReferencedBy", "requires": "", "isRequiredBy": "",
    "conformsTo": "", "relation": "",
}  # fmt: skip
# The Library of Congress's types of note for what these terms hold (https://www.loc.gov/standards/mods/mods-notes.html)
_NOTES: Final = {
    "tableOfContents": "table of contents", "provenance": "ownership", "bibliographicCitation": "preferred citation",
}  # fmt: skip
_LABELLED: Final = (
    "audience", "educationLevel", "mediator", "instructionalMethod", "accrualMethod", "accrualPeriodicity",
    "accrualPolicy", "dateAccepted", "dateSubmitted",
)  # fmt: skip
_CAPITAL: Final = re.compile(r"(?=[A-Z])")
_YEAR: Final = re.compile(r"\d{4}")


def record(element: etree._Element, who: identity.Identity, sets: tuple[str, ...]) -> tuple[Record, list[str]]:
    """Return the Record of a `qualifieddc` element, and notes on what was left out or routed elsewhere."""
    found = terms(element)
    fields = found.fields()
    kind, genres = dc_values.types(fields)
    topics, numbers = dc_values.subjects(fields)
    summary, remarks, lifted = _descriptions(found)
    landing, pids, others = dc_values.identifiers(fields, who.local_id)
    rights, in_force = oai_qdc_rights.conditions(found)
    times, places, covered = _coverage(found)
    uploaded, dated = _dates(found)
    collections, related = _related(found)
    return Record(
        local_id=who.local_id,
        oai_identifier=who.oai_identifier,
        landing_url=next(filter(None, map(nodes.url, found.texts("isShownAt"))), landing),
        pids=pids,
        uploaded=uploaded,
        sets=sets,
        data_provider=next((Named(name=name) for name in found.texts("dataProvider")), None),
        titles=tuple(_titles(found)),
        agents=(
            *dc_values.agents(fields, "creator"),
            *dc_values.agents(fields, "contributor"),
            *dc_values.agents(fields, "publisher"),
        ),
        dates=(*dated, *covered),
        languages=tuple(dc_values.languages_used(fields)),
        dcmi_type=kind,
        coar_type=next((genre.uri for genre in genres if genre.uri), ""),
        genres=tuple(genre for genre in genres if not genre.uri),
        physical=_physical(found),
        abstracts=summary,
        notes=remarks,
        subjects=(*topics, *times),
        places=places,
        classifications=numbers,
        security_markings=(*lifted, *in_force),
        sources=tuple(dc_values.sources(fields)),
        collections=collections,
        related=related,
        identifiers=others,
        objects=tuple(DigitalObject(url=url, role="preview") for url in map(nodes.url, found.texts("preview")) if url),
        rights=rights,
    ), found.notes


def _titles(found: Terms) -> Iterator[Title]:
    """Yield the titles."""
    yield from (Title(value=value.text, lang=value.lang) for value in found.values["title"])
    yield from (Title(value=value.text, lang=value.lang, type="alternative") for value in found.values["alternative"])


def _descriptions(found: Terms) -> tuple[tuple[Abstract, ...], tuple[Note, ...], tuple[SecurityMarking, ...]]:
    """Return summaries, notes and lifted markings; the first description is the summary where there is no other."""
    summaries = tuple(Abstract(value=value.text, lang=value.lang) for value in found.values["abstract"])
    first, notes, marked = dc_values.descriptions(found.fields())
    if summaries:
        notes = (*(Note(value=each.value) for each in first), *notes)
    typed = (Note(value=text, type=kind) for term, kind in _NOTES.items() for text in found.texts(term))
    labelled = (Note(value=text, label=_label(term)) for term in _LABELLED for text in found.texts(term))
    return summaries or first, (*notes, *typed, *labelled), marked


def _label(term: str) -> str:
    """Return the name of a term in words, `Education level`."""
    return " ".join(_CAPITAL.split(term)).capitalize()


def _dates(found: Terms) -> tuple[str, list[Date]]:
    """Return when the document was put on the web, and all other dates."""
    made = [
        date for term, kind in _DATES.items() for value in found.values[term] for date in _dated(value, kind)
    ]  # fmt: skip
    first = next((date for date in made if date.type == "uploaded"), None)
    if first is not None and first == Date(type="uploaded", start=first.start):
        return first.start, [date for date in made if date is not first]
    return "", made


def _dated(value: Value, kind: DateType) -> Iterator[Date]:
    """Yield the dates of one value; a list of them, as CONTENTdm writes a range year by year, is a range again."""
    listed = oai_dc_fields.split(value.text)
    if _is_run(listed):
        yield Date(type=kind, start=listed[0], end=listed[-1])
    elif all(dates.normalise(part).start for part in listed):
        yield from dc_values.dated([value._replace(text=part) for part in listed], kind)
    else:
        yield from dc_values.dated([value], kind)


def _is_run(listed: list[str]) -> bool:
    """Return whether a list is several years, each the one after the last."""
    years = [int(part) for part in listed if _YEAR.fullmatch(part)]
    return len(years) == len(listed) > 1 and years == list(range(years[0], years[0] + len(years)))


def _physical(found: Terms) -> Physical:
    """Return extent, physical form and media types, of dc:format too."""
    told = dc_values.physical(found.fields())
    return replace(
        told, extents=(*found.parts("extent"), *told.extents), forms=(*found.parts("medium"), *told.forms)
    )  # fmt: skip


def _related(found: Terms) -> tuple[tuple[Collection, ...], tuple[Related, ...]]:
    """Return the collections that the document is part of, by their titles, and all other related resources."""
    hosts = list(dc_values.related(found.values["isPartOf"], "host"))
    others = [each for term, kind in _RELATIONS.items() for each in dc_values.related(found.values[term], kind)]
    collections = tuple(Collection(title=host.label) for host in hosts if host.label)
    return collections, (*(host for host in hosts if not host.label), *others)


def _coverage(found: Terms) -> tuple[tuple[Subject, ...], tuple[Place, ...], list[Date]]:
    """Return the times, places and dates that the document concerns."""
    times, places = dc_values.coverage(found.values["coverage"])
    stated = [dcmi_schemes.period(text) or text for text in found.texts("temporal")]
    words = [part for text in stated if isinstance(text, str) for part in oai_dc_fields.split(text)]
    covered = [date for date in stated if isinstance(date, Date)]
    return (
        (*(Subject(label=word, kind="time") for word in words), *times),
        (*(place for value in found.values["spatial"] for place in _places(value)), *places),
        covered,
    )


def _places(value: Value) -> Iterator[Place]:
    """Yield the places of one value: a point, or names."""
    stated = dcmi_schemes.place(value.text)
    where = point(value.text)
    if stated is not None:
        yield stated
    elif where is not None:
        yield Place(lat=where[0], lon=where[1])
    else:
        authority = "tgn" if value.scheme == "TGN" else ""
        yield from (Place(label=name, authority=authority) for name in oai_dc_fields.split(value.text))


KIND: Final = xml_entry.Kind(
    "oai_qdc", "{*}qualifieddc", native.Form(xml.OAI_QDC, SCHEMA), identity.in_qdc, record
)  # fmt: skip
PARTS: Final = xml_entry.parts(KIND)


def read(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry | Fault]:
    """Yield an Entry for each oai_qdc record, a Fault for each that cannot be read."""
    return xml_entry.entries(stream, name, options, KIND)
