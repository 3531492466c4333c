"""What a rendition does not say of its Record: values that stand in no text and no attribute of it.

Codes are left out (types, roles, languages), since each format has its own for them; so what is told is a hint for a
reader, who knows whether the value matters, and no proof that nothing else is lost.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from msgspec import Struct, inspect

from crosswalks import clean, shape, xml
from crosswalks.record import Record


class Value(NamedTuple):
    """A text of a Record: where it stands (`agents[0].name`), the field it is a value of (`Agent.name`), the text."""

    path: str
    field: str
    text: str


_CODED_BY_PRACTICE = frozenset({"Agent.role", "Classification.scheme"})


def values(record: Record) -> Iterator[Value]:
    """Yield all texts of a Record that are neither codes nor numbers, cleaned."""
    return _values(record, "")


def lost(record: Record, metadata: bytes) -> list[Value]:
    """Return the texts of a Record that its metadata in some format, an XML element, does not hold."""
    written = "\n".join(text for node in xml.parse(metadata).iter() for text in _texts(node))
    return [value for value in values(record) if value.text and value.text not in written]


def _texts(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    yield from node.attrib.values()


def _values(part: Struct, path: str) -> Iterator[Value]:
    for field in shape.fields(type(part)):
        within = f"{path}.{field.name}" if path else field.name
        found = getattr(part, field.name)
        for number, each in enumerate(found if field.many else (found,)):
            place = f"{within}[{number}]" if field.many else within
            if isinstance(each, Struct):
                yield from _values(each, place)
            elif each and not _is_code(name := f"{type(part).__name__}.{field.name}", field.kind):
                yield Value(place, name, clean.text(each))


def _is_code(name: str, kind: shape.Kind) -> bool:
    """Return whether a field holds no text: a number, a term of a closed list, a language."""
    if not isinstance(kind, inspect.StrType):
        return True
    return name in _CODED_BY_PRACTICE or "[a-z]{3}" in (kind.pattern or "")
