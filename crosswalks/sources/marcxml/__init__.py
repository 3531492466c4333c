"""Source `marcxml`: MARC 21 for bibliographic data in MARCXML, single records, collections, and harvested responses.

https://www.loc.gov/marc/bibliographic/, https://www.loc.gov/standards/marcxml/. The Record holds all of a MARC record
that the crosswalks can show; the record itself is kept as it came and served unchanged under its own prefix
(`crosswalks.native`). Broken MARC is read as far as it goes; what is wrong with it is noted in the report.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from crosswalks import native, xml
from crosswalks.formats.marc21 import SCHEMA
from crosswalks.record import Agent, Note, Record
from crosswalks.sources import identity, xml_entry
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from crosswalks.sources.marcxml import (
    access,
    classifications,
    fields,
    fixed,
    identifiers,
    links,
    names,
    notes,
    origin,
    related,
    resource,
    scripts,
    subjects,
    titles,
)
from crosswalks.sources.marcxml.fields import Marc
from crosswalks.sources.marcxml.punctuation import trimmed


def record(element: etree._Element, who: identity.Identity, sets: tuple[str, ...]) -> tuple[Record, list[str]]:
    """Return the Record of a MARC `record` element, and notes on what is odd about it or was routed elsewhere."""
    found = fields.read(element)
    dcmi_type, kinds = fixed.types(found)
    headings = subjects.headings(found)
    numbers, routed = classifications.classifications(found)
    conditions = access.Conditions(found)
    ids = identifiers.identifiers(found, who.local_id)
    addresses = links.links(found)
    landing = addresses.landing_url or ids.address
    others = [each for each in ids.others if each.value != landing or addresses.landing_url]
    provider = links.provider(found)
    return Record(
        local_id=who.local_id,
        oai_identifier=who.oai_identifier,
        landing_url=landing,
        pids=tuple(ids.pids),
        created=_created(found),
        updated=_updated(found),
        sets=sets,
        record_language=_record_language(found),
        description_standards=_standards(found),
        data_provider=provider,
        titles=tuple(titles.titles(found)),
        agents=_agents(found),
        dates=tuple(origin.origin_dates(found)),
        languages=tuple(resource.language_uses(found)),
        dcmi_type=dcmi_type,
        genres=tuple(dict.fromkeys((*resource.genres(found), *kinds))),
        physical=resource.physical(found),
        abstracts=tuple(notes.abstracts(found)),
        notes=tuple(_notes(found)),
        texts=tuple(addresses.texts),
        subjects=tuple(subjects.subjects(found, headings)),
        places=tuple(subjects.places(found, headings)),
        classifications=tuple(numbers),
        security_markings=(*conditions.markings(), *routed),
        sources=tuple(links.sources(found, provider)),
        collections=tuple(related.collections(found)),
        related=(*related.related(found), *addresses.related),
        identifiers=(*others, *addresses.identifiers),
        funding=tuple(notes.funding(found)),
        objects=tuple(addresses.objects),
        rights=conditions.rights(),
    ), found.notes


KIND: Final = xml_entry.Kind("marc21", f"{{{xml.MARC}}}record", native.Form(xml.MARC, SCHEMA), identity.in_marc, record)
PARTS: Final = xml_entry.parts(KIND)


def read(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry | Fault]:
    """Yield an Entry for each MARC record, a Fault for each that cannot be read; see `crosswalks.sources.identity`."""
    return xml_entry.entries(stream, name, options, KIND)


def _agents(found: Marc) -> tuple[Agent, ...]:
    """Return the names, then publishers and manufacturers, but none that a name stands for already."""
    named = tuple(names.agents(found))
    known = {agent.name for agent in named if agent.relation == "publisher"}
    made = (agent for agent in origin.publishers(found) if agent.relation != "publisher" or agent.name not in known)
    return (*named, *made)


def _notes(found: Marc) -> Iterator[Note]:
    """Yield the notes of the record, and as notes what the Record has no field for."""
    yield from notes.notes(found)
    yield from origin.origin_notes(found)
    yield from subjects.map_notes(found)
    yield from access.marking_notes(found)
    yield from scripts.notes(found)


_CREATED: Final = re.compile(r"(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_UPDATED: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d)?")
_FIRST_YEAR: Final = 68  # of MARC records: years below are of the next century


def _created(found: Marc) -> str:
    """Return the day on which the description was made, by 008/00-05."""
    day = _CREATED.fullmatch(fixed.code(found, 0, 6))
    if day is None:
        return ""
    century = "19" if int(day[1]) >= _FIRST_YEAR else "20"
    return f"{century}{day[1]}-{day[2]}-{day[3]}"


def _updated(found: Marc) -> str:
    """Return when the description was changed last, by 005; its clock is of no known zone, and so left out."""
    moment = _UPDATED.fullmatch(found.fixed("005").strip())
    return f"{moment[1]}-{moment[2]}-{moment[3]}" if moment is not None and moment[1] != "0000" else ""


def _record_language(found: Marc) -> str:
    """Return the language of the description."""
    codes = (resource.language(value) for field in found.fields("040") for value in field.all("b"))
    return next(filter(None, codes), "")


_FORMS: Final = {"a": "aacr", "i": "isbd"}


def _standards(found: Marc) -> tuple[str, ...]:
    """Return the rules of description: those that 040 names, else that of the leader."""
    named = [trimmed(value) for field in found.fields("040") for value in field.all("e")]
    return tuple(dict.fromkeys(named or filter(None, [_FORMS.get(found.kind(18), "")])))
