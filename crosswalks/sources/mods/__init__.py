"""Source `mods`: MODS 3.0 to 3.8, single records, modsCollection, and harvested OAI-PMH responses.

https://www.loc.gov/standards/mods/. The Record holds all of a MODS record that the crosswalks can show; the record
itself is kept as it came and served unchanged under its own prefix (`crosswalks.native`).
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from crosswalks import dates, native, xml
from crosswalks.formats.mods import SCHEMA
from crosswalks.record import Date, Named, Note, Record, Source
from crosswalks.sources import identity, institutions, nodes, xml_entry
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from crosswalks.sources.mods import access, content, links, names, origin, resource, subjects


def record(element: etree._Element, who: identity.Identity, sets: tuple[str, ...]) -> tuple[Record, list[str]]:
    """Return the Record of a `mods` element, and notes on what was routed elsewhere than it stood."""
    found = nodes.groups(element)
    notes: list[str] = []
    dcmi_type, kinds = resource.types(found["typeOfResource"], found["genre"])
    remarks = content.Remarks(found["note"])
    numbers, routed = content.classifications(found["classification"], notes)
    headings = subjects.headings(found["subject"])
    conditions = access.Conditions(found["accessCondition"], notes)
    places = links.locations(found["location"])
    relations = links.relations(found["relatedItem"])
    named = [(node, names.name(node)) for node in found["name"]]
    about = _about(found["recordInfo"])
    ids = links.identifiers(found["identifier"], who.local_id)
    landing = places.landing_url or ids.address
    others = [each for each in ids.others if each.value != landing or places.landing_url]
    own = list(origin.origin_dates(found["originInfo"])) or origin.host_dates(found["relatedItem"])
    made = [*own, *headings.dates, *remarks.dates]
    provider = next((holder for holder in places.holders if not institutions.is_code(holder.name)), about.provider)
    return Record(
        local_id=who.local_id,
        oai_identifier=who.oai_identifier,
        landing_url=landing,
        pids=tuple(ids.pids),
        uploaded=_uploaded(made),
        created=about.created,
        updated=about.updated,
        sets=sets,
        record_language=about.language,
        description_standards=about.standards,
        data_provider=provider,
        titles=tuple(names.titles(found["titleInfo"])),
        agents=(*names.agents_of(named), *origin.publishers(found["originInfo"])),
        dates=tuple(date for date in made if not _is_upload(date)),
        languages=tuple(resource.language_uses(found["language"])),
        dcmi_type=dcmi_type,
        coar_type=resource.coar_type(found["genre"]),
        genres=(*resource.genres(found["genre"], dcmi_type), *kinds),
        physical=resource.physical(found["physicalDescription"]),
        abstracts=tuple(content.abstracts(found["abstract"])),
        notes=(*remarks.notes, *_further_notes(found, [who for _, who in named]), *headings.notes),
        texts=tuple(relations.texts),
        subjects=tuple(headings.subjects),
        places=tuple(headings.places),
        classifications=tuple(numbers),
        security_markings=(*remarks.markings, *routed, *headings.markings, *conditions.markings),
        sources=(*relations.sources, *_kept(places, provider)),
        collections=tuple(relations.collections),
        related=tuple(relations.related),
        identifiers=(*others, *places.identifiers),
        funding=tuple(remarks.funding),
        objects=tuple(places.objects),
        rights=conditions.rights(),
    ), notes


KIND: Final = xml_entry.Kind("mods", f"{{{xml.MODS}}}mods", native.Form(xml.MODS, SCHEMA), identity.in_mods, record)
PARTS: Final = xml_entry.parts(KIND)


def read(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry | Fault]:
    """Yield an Entry for each MODS record, a Fault for each that cannot be read; see `crosswalks.sources.identity`."""
    return xml_entry.entries(stream, name, options, KIND)


def _further_notes(found: nodes.Groups, named: list[names.Name]) -> Iterator[Note]:
    """Yield as notes what MODS says in elements of its own and the Record does not."""
    yield from content.contents(found["tableOfContents"])
    yield from content.physical_notes(found["physicalDescription"])
    yield from origin.origin_notes(found["originInfo"])
    yield from content.labelled(found["targetAudience"], "Audience")
    yield from (Note(value=value, label="Part") for node in found["part"] if (value := links.part(node)))
    yield from (Note(value=who.display, label="Name as displayed") for who in named if who.display)


def _kept(places: links.Places, provider: Named | None) -> Iterator[Source]:
    """Yield where the original is kept; an institution that is not the provider counts even without a shelf mark."""
    yield from places.sources
    named = {source.archive for source in places.sources}
    for holder in dict.fromkeys(places.holders):
        if holder not in named and provider is not None and holder.name != provider.name:
            yield Source(archive=holder)


class _About:
    """What recordInfo says of the description itself."""

    def __init__(self) -> None:
        self.provider: Named | None = None
        self.created = self.updated = self.language = ""
        self.standards: tuple[str, ...] = ()


def _about(found: list[etree._Element]) -> _About:
    """Return what the recordInfo elements say, the first one first."""
    about = _About()
    for node in found:
        groups = nodes.groups(node)
        for each in groups["recordContentSource"]:
            if about.provider is None and not each.get("authority") and not institutions.is_code(nodes.words(each)):
                about.provider = links.named(each)
        about.created = about.created or _day(groups["recordCreationDate"])
        about.updated = about.updated or _day(groups["recordChangeDate"])
        about.standards += nodes.all_words(groups["descriptionStandard"])
        for use in resource.language_uses(groups["languageOfCataloging"]):
            about.language = about.language or use.code
    return about


def _day(found: list[etree._Element]) -> str:
    """Return the first date as it is coded, or as it stands."""
    value = nodes.first_words(found)
    return dates.normalise(value).start or value


def _is_upload(date: Date) -> bool:
    """Return whether a date only says when the document went online, which the Record keeps on its own."""
    return date.type == "uploaded" and bool(date.start) and not date.end and not date.display and not date.qualifier


def _uploaded(made: list[Date]) -> str:
    """Return when the document went online, or ""."""
    return next((date.start for date in made if _is_upload(date)), "")
