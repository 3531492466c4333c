"""From a record found in an XML file to an Entry: its identity, the native form kept, its provenance, its Record.

The provenance of a harvested record: <https://www.openarchives.org/OAI/2.0/guidelines-provenance.htm>.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, NamedTuple, TypeAlias

from lxml import etree
from lxml.etree import _Element
from msgspec.structs import replace

from crosswalks import native, xml
from crosswalks.record import Record
from crosswalks.sources import identity, nodes, xml_faults, xml_parts, xml_stream
from crosswalks.sources.entry import Entry, Fault, Native, Provenance, ReadOptions
from crosswalks.sources.parts import Part, Parts
from crosswalks.sources.xml_harvest import Header
from crosswalks.sources.xml_records import Unit

Candidates: TypeAlias = Callable[[_Element, Header | None], Iterator[tuple[str, str]]]
ToRecord: TypeAlias = Callable[[_Element, identity.Identity, tuple[str, ...]], tuple[Record, list[str]]]
ToEntry: TypeAlias = Callable[[Unit, _Element, str, ReadOptions], Entry | Fault]
"""(unit, its element, the file's name, options) → what one record gives."""


class Elements(NamedTuple):
    """Which elements are records, and what is made of one."""

    payload: str
    entry: ToEntry


class Kind(NamedTuple):
    """A kind of XML record: the prefix it is served under, its root element, and how it is understood."""

    prefix: str
    payload: str
    form: native.Form
    candidates: Candidates
    record: ToRecord


def entries(
    stream: BinaryIO, name: str, options: ReadOptions, kind: Kind, after: Part | None = None
) -> Iterator[Entry | Fault]:
    """Yield an Entry or a Fault for each record of a kind; see `each`."""
    return each(stream, name, options, _elements(kind), after)


def each(
    stream: BinaryIO, name: str, options: ReadOptions, wanted: Elements, after: Part | None = None
) -> Iterator[Entry | Fault]:
    """Yield an Entry or a Fault for each wanted element of the stream, which may begin with a part of a file."""
    for found in xml_stream.units(stream, wanted.payload, limit=options.max_record_bytes, part=after):
        if isinstance(found, Fault):
            yield found._replace(content=found.content[: options.max_record_bytes])
        elif found.element is None:
            yield _deletion(found)
        else:
            yield wanted.entry(found, found.element, name, options)


def parts(kind: Kind) -> Parts:
    """Return how files of a kind are read in parts."""
    return parts_of(_elements(kind))


def _elements(kind: Kind) -> Elements:
    """Return the elements of a kind."""
    return Elements(kind.payload, partial(_entry, kind=kind))


def parts_of(wanted: Elements) -> Parts:
    """Return how files of such elements are read in parts."""

    def cut(stream: BinaryIO, options: ReadOptions) -> Iterator[Part]:
        return xml_parts.cut(stream, wanted.payload, limit=options.max_record_bytes)

    def read(part: Part, name: str, options: ReadOptions) -> list[Entry | Fault] | None:
        units = xml_parts.units(part, wanted.payload, limit=options.max_record_bytes)
        if units is None:
            return None
        return [wanted.entry(unit, unit.element, name, options) for unit in units if unit.element is not None]

    def resume(stream: BinaryIO, name: str, options: ReadOptions, part: Part) -> Iterator[Entry | Fault]:
        return each(stream, name, options, wanted, part)

    return Parts(cut, read, resume)


def _deletion(found: Unit) -> Entry | Fault:
    """Return the Entry of a deleted record."""
    header = found.header
    if header is None or not header.identifier:
        return Fault(found.position, "A deleted record has no identifier.", "Harvest it again.")
    return Entry(found.position, None, identifier=header.identifier, deleted=True)


def _entry(found: Unit, element: etree._Element, name: str, options: ReadOptions, kind: Kind) -> Entry | Fault:
    """Return the Entry of one record."""
    written = xml.serialise(element)
    content = found.raw or written
    if len(content) > options.max_record_bytes:
        return xml_faults.too_large(found.position, options.max_record_bytes)
    try:
        who = identity.identify(
            element, candidates=kind.candidates(element, found.header), id_from=options.id_from, header=found.header,
            name=name, number=found.number,
        )  # fmt: skip
    except identity.NoIdentifier as error:
        return Fault(found.position, str(error), identity.ADVICE, content)
    record, notes = kind.record(element, who, options.sets)
    if found.header is not None:
        record = replace(record, metadata_rights=found.header.rights) if found.header.rights else record
        notes += found.header.notes
    notes += _left_out(element)
    faults = native.faults(element, kind.form, line=found.line, written=written)
    served = None if faults else native.disseminate(element, kind.form, written=written)
    altered = served is None or element.get(xml.SCHEMA_LOCATION) != native.schema_location(element, kind.form)
    return Entry(
        found.position, record, Native(kind.prefix, content, served, faults), who.oai_identifier,
        provenance=provenance(found.header, element, altered=altered), notes=(*who.notes, *notes), content=content,
    )  # fmt: skip


def _left_out(element: etree._Element) -> list[str]:
    """Return a note on the values that were not taken for values, if there are any."""
    nulls = Counter(nodes.nulls(element))
    return [
        f"The value {value!r} says nothing and was left out ({nodes.times(count)})." for value, count in nulls.items()
    ]


def provenance(header: Header | None, element: etree._Element, *, altered: bool) -> Provenance | None:
    """Return where a harvested record came from, or None; `altered` says whether it is served in another form.

    When the response does not say all that must be said, only what the record itself says is left.
    """
    if header is None:
        return None
    if not (header.base_url and header.identifier and header.datestamp and header.response_date):
        return header.origin
    return Provenance(
        header.base_url, header.identifier, header.datestamp, etree.QName(element).namespace or "",
        header.response_date, altered, header.origin,
    )  # fmt: skip
