"""Source `oai_dc`: unqualified Dublin Core as OAI-PMH carries it, single, wrapped, or in harvested responses.

https://www.openarchives.org/OAI/openarchivesprotocol.html#dublincore. Dublin Core says little, so nothing is claimed
beyond it: a date is of no known kind, the first description is the summary and the others are notes. What
`crosswalks.formats.oai_dc` keeps by a prefix or a label is understood again.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from crosswalks import native, xml
from crosswalks.formats.oai_dc import SCHEMA
from crosswalks.record import DigitalObject, Record, Title
from crosswalks.sources import dc_values, identity, oai_dc_fields, oai_dc_rights, xml_entry
from crosswalks.sources.entry import Entry, Fault, ReadOptions


def record(element: etree._Element, who: identity.Identity, sets: tuple[str, ...]) -> tuple[Record, list[str]]:
    """Return the Record of an `oai_dc:dc` element, and notes on what was routed elsewhere than it stood."""
    fields = oai_dc_fields.fields(element)
    notes = fields.notes
    kind, genres = dc_values.types(fields)
    terms, numbers = dc_values.subjects(fields)
    summary, remarks, marked = dc_values.descriptions(fields)
    landing, pids, others = dc_values.identifiers(fields, who.local_id)
    conditions = oai_dc_rights.Conditions(fields, notes)
    times, places = dc_values.coverage(fields.values["coverage"])
    return Record(
        local_id=who.local_id,
        oai_identifier=who.oai_identifier,
        landing_url=landing,
        pids=pids,
        sets=sets,
        titles=tuple(
            Title(value=value.text, lang=value.lang, type="alternative" if rank else "main")
            for rank, value in enumerate(fields.values["title"])
        ),
        agents=(
            *dc_values.agents(fields, "creator"),
            *dc_values.agents(fields, "contributor"),
            *dc_values.agents(fields, "publisher"),
        ),
        dates=tuple(dc_values.dated(fields.values["date"], "other")),
        languages=tuple(dc_values.languages_used(fields)),
        dcmi_type=kind,
        coar_type=next((genre.uri for genre in genres if genre.uri), ""),
        genres=tuple(genre for genre in genres if not genre.uri),
        physical=dc_values.physical(fields),
        abstracts=summary,
        notes=remarks,
        subjects=(*terms, *times),
        places=places,
        classifications=numbers,
        security_markings=(*marked, *conditions.markings),
        sources=tuple(dc_values.sources(fields)),
        related=tuple(dc_values.related(fields.values["relation"])),
        identifiers=others,
        objects=tuple(DigitalObject(url=url, role="preview") for url in fields.previews),
        rights=conditions.rights(),
    ), notes


KIND: Final = xml_entry.Kind("oai_dc", f"{{{xml.OAI_DC}}}dc", native.Form(xml.OAI_DC, SCHEMA), identity.in_dc, record)
PARTS: Final = xml_entry.parts(KIND)


def read(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry | Fault]:
    """Yield an Entry for each oai_dc record, a Fault for each that cannot be read."""
    return xml_entry.entries(stream, name, options, KIND)
