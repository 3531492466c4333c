"""Source `sheaf`: the Record itself in XML, as another Sheaf shows it: single, in a wrapper, or harvested.

The XML is that of `crosswalks.formats.sheaf`. Its elements become the fields of a JSON object, which is then read as
the source `records` reads one: what is wrong there is wrong here, and is told in the same words. An element that is not
known is an error, since a Record without it would be another one.

A harvested Record is the one that the other repository shows, with its defaults applied. It keeps the identifier of its
header and the rights in its metadata, which stand beside it in the response.
"""

import math
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, TypeAlias

import msgspec
from lxml import etree
from msgspec import inspect
from msgspec.structs import replace

from crosswalks import escapes, shape, xml
from crosswalks.formats.sheaf import ROOT
from crosswalks.record import Record
from crosswalks.shape import Field
from crosswalks.sources import identity, record_json, xml_entry, xml_faults
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from crosswalks.sources.xml_records import Unit

Fields: TypeAlias = dict[str, Any]

_ADVICE: Final = "Correct the element that is named; if a newer Sheaf wrote it, upgrade this one."
_BEGINNING: Final = f"{{{xml.SHEAF}}}"
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
_LONGEST_NUMBER: Final = 1000  # Python refuses to read a number of thousands of digits
_whole_text = etree.XPath("string()")


def read(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry | Fault]:
    """Yield an Entry for each Record, a Fault for each that cannot be read."""
    return xml_entry.each(stream, name, options, _ELEMENTS)


def _entry(found: Unit, element: etree._Element, name: str, options: ReadOptions) -> Entry | Fault:
    """Return the Entry of one `sheaf` element."""
    content = found.raw or xml.serialise(element)
    if len(content) > options.max_record_bytes:
        return xml_faults.too_large(found.position, options.max_record_bytes)
    plain = msgspec.json.encode(fields(element))
    try:
        stated, remarks = record_json.parse(plain)
        record, notes = _identified(stated, found, element, name, options)
    except identity.NoIdentifier as error:
        return Fault(found.position, str(error), identity.ADVICE, content)
    except ValueError as error:
        return Fault(found.position, record_json.explain(error, plain), _ADVICE, content)
    sets = (*record.sets, *(spec for spec in options.sets if spec not in record.sets))
    rights = record.metadata_rights
    if found.header is not None:
        notes += found.header.notes
        rights = found.header.rights or rights
    return Entry(
        found.position, replace(record, sets=sets, metadata_rights=rights), None, record.oai_identifier,
        provenance=xml_entry.provenance(found.header, element, altered=True),  # its schema has another address here
        notes=(*remarks, *notes), content=content,
    )  # fmt: skip


def _identified(
    record: Record, found: Unit, element: etree._Element, name: str, options: ReadOptions
) -> tuple[Record, tuple[str, ...]]:
    """Return the Record with the identifiers that the rule and the header give, and notes on those they replace."""
    local_id, own = record.local_id, identity.of_header(found.header) or record.oai_identifier
    if options.id_from != "auto":
        local_id = identity.identify(
            element, candidates=iter(()), id_from=options.id_from, header=None, name=name, number=found.number
        ).local_id
    changes = ((record.local_id, local_id), (record.oai_identifier, own))
    notes = tuple(
        f"The identifier {after} replaces {before}." for before, after in changes if before not in ("", after)
    )
    return replace(record, local_id=local_id, oai_identifier=own), notes


def fields(element: etree._Element, part: type[msgspec.Struct] = Record) -> Fields:
    """Return the fields that an element holds, as JSON would have them; what is no field of the part stays to be seen.

    What can only be wrong is kept in a form that is no value of the field: an element twice where there is one value is
    a list, an element within text an object.
    """
    known = {field.name: field for field in shape.fields(part)}
    found: Fields = dict.fromkeys(_strange(element))
    for child in element.iterchildren(etree.Element):
        name = str(child.tag).removeprefix(_BEGINNING)
        field = known.get(name)
        value = _value(child, field) if field is not None else None
        if field is not None and field.many:
            found.setdefault(name, []).append(value)
        else:
            found[name] = [found[name], value] if name in found else value
    return found


def _strange(element: etree._Element) -> Iterator[str]:
    """Yield what a part holds that is no field: attributes but those of a foreign namespace, and text."""
    yield from (f"@{name}" for name in _own(element))
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        yield "text()"


def _own(element: etree._Element) -> list[str]:
    """Return the names of the attributes that are in no namespace."""
    return [name for name in map(str, element.keys()) if not name.startswith("{")]


def _value(element: etree._Element, field: Field) -> Any:
    """Return one value of a field; text where it cannot be read."""
    if isinstance(field.kind, inspect.StructType):
        return fields(element, field.kind.cls)
    if next(element.iterchildren(etree.Element), None) is not None or any(name != "escaped" for name in _own(element)):
        return {}
    text = element.text or "" if not len(element) else str(_whole_text(element))
    if isinstance(field.kind, inspect.StrType | inspect.LiteralType):
        return escapes.unescape(text) if element.get("escaped") in ("true", "1") else text
    return _number(text.strip(), field)


def _number(text: str, field: Field) -> bool | int | float | str:
    """Return a number or truth value as XML Schema writes it; the text itself where it is none."""
    if isinstance(field.kind, inspect.BoolType):
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    if len(text) > _LONGEST_NUMBER or _NUMBER.fullmatch(text) is None:
        return text
    if isinstance(field.kind, inspect.IntType):
        return int(text) if text.lstrip("+-").isdecimal() else text
    return float(text) if math.isfinite(float(text)) else text  # JSON has no infinity, and would make nothing of it


_ELEMENTS: Final = xml_entry.Elements(ROOT, _entry)
PARTS: Final = xml_entry.parts_of(_ELEMENTS)
