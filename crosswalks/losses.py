"""What a rendition does not say of its Record: values that stand in no text and no attribute of it.

Codes are left out (types, roles, languages), since each format has its own for them; so what is told is a hint for a
reader, who knows whether the value matters, and no proof that nothing else is lost.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec
from lxml import etree
from msgspec import inspect

from crosswalks import clean, xml
from crosswalks.record import Record


class Value(NamedTuple):
    """A text of a Record: where it stands (`agents[0].name`), the field it is a value of (`Agent.name`), the text."""

    path: str
    field: str
    text: str


_CODED_BY_PRACTICE = frozenset({"Agent.role", "Classification.scheme"})


def values(record: Record) -> Iterator[Value]:
    """Yield all texts of a Record that are neither codes nor numbers, cleaned."""
    yield from (value for value in _values(record, "") if value.field not in _coded())


def lost(record: Record, metadata: bytes) -> list[Value]:
    """Return the texts of a Record that its metadata in some format, an XML element, does not hold."""
    written = "\n".join(text for node in xml.parse(metadata).iter() for text in _texts(node))
    return [value for value in values(record) if value.text and value.text not in written]


def _texts(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    yield from node.attrib.values()


def _values(part: msgspec.Struct, path: str) -> Iterator[Value]:
    for field in msgspec.structs.fields(part):
        within = f"{path}.{field.name}" if path else field.name
        found = getattr(part, field.name)
        many = isinstance(found, tuple)
        for number, each in enumerate(found if many else (found,)):
            place = f"{within}[{number}]" if many else within
            if isinstance(each, msgspec.Struct):
                yield from _values(each, place)
            elif isinstance(each, str) and each:
                yield Value(place, f"{type(part).__name__}.{field.name}", clean.text(each))


@cache
def _coded() -> frozenset[str]:
    """Return the fields that hold codes: of a closed list, or of languages."""
    coded = {
        f"{kind.cls.__name__}.{field.name}"
        for kind in _structs(inspect.type_info(Record))
        for field in kind.fields
        if isinstance(field.type, inspect.LiteralType) or "a-z]{3}" in str(field.type)
    }
    return frozenset(coded) | _CODED_BY_PRACTICE


def _structs(kind: inspect.Type) -> Iterator[inspect.StructType]:
    """Yield every struct type that a type is made of."""
    match kind:
        case inspect.StructType():
            yield kind
            for field in kind.fields:
                yield from _structs(field.type)
        case inspect.UnionType():
            for one in kind.types:
                yield from _structs(one)
        case inspect.VarTupleType():
            yield from _structs(kind.item_type)
