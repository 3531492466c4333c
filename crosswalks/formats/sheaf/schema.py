"""The XML Schema of the format `sheaf`, made from the types of the Record: <https://www.w3.org/TR/xmlschema-1/>.

It says what `crosswalks.record` says: a named type for each part, the fields in their order, closed lists, bounds and
patterns. Each repository serves it (`crosswalks.formats.sheaf.SCHEMA`); docs/sheaf.xsd is a copy to read.
"""

import re
from inspect import cleandoc
from typing import Any, Final

from lxml import etree
from msgspec import Struct, inspect

from crosswalks import record, shape, xml
from crosswalks.record import Record
from crosswalks.shape import Field

_XS: Final = "http://www.w3.org/2001/XMLSchema"
_ABOUT: Final = r"""
The Record of Sheaf, an OAI-PMH repository server: one described document.

Every field is an element; a field with many values is the element many times; a field that is absent has its default,
which is empty where none is named. White space counts.

Where escaped="true", the sign \uXXXX stands for the character U+XXXX: so are backslashes written there, and what XML
1.0 cannot carry.
"""
_STRINGS: Final = {
    "Text": record.Text,
    "Uri": record.Uri,
    "HttpUrl": record.HttpUrl,
    "MaybeUri": record.MaybeUri,
    "MaybeHttpUrl": record.MaybeHttpUrl,
    "Language": record.Language,
    "SetSpec": record.SetSpec,
}


def document() -> bytes:
    """Return the XML Schema, indented, with its XML declaration."""
    root = etree.Element(f"{{{_XS}}}schema", nsmap={"xs": _XS, None: xml.SHEAF})
    root.set("targetNamespace", xml.SHEAF)
    root.set("elementFormDefault", "qualified")
    _document(root, _ABOUT)
    _add(root, "element", name="sheaf", type=Record.__name__)
    for part in _parts(Record):
        _part(root, part)
    _plain_string(root)
    for name, alias in _STRINGS.items():
        _string(root, name, _string_type(alias))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _parts(part: type[Struct]) -> list[type[Struct]]:
    """Return a part of the Record and all within it, each once."""
    found = [part]
    for field in shape.fields(part):
        if isinstance(field.kind, inspect.StructType):
            found += _parts(field.kind.cls)
    return list(dict.fromkeys(found))


def _part(root: etree._Element, part: type[Struct]) -> None:
    """Write the type of one part of the Record."""
    kind = _add(root, "complexType", name=part.__name__)
    _document(kind, part.__doc__ or "")
    sequence = _add(kind, "sequence")
    for field in shape.fields(part):
        _field(sequence, field)


def _field(sequence: etree._Element, field: Field) -> None:
    """Write the element of one field."""
    element = _add(sequence, "element", name=field.name)
    if not field.required:
        element.set("minOccurs", "0")
    if field.many:
        element.set("maxOccurs", "unbounded")
    if isinstance(field.default, str) and field.default:
        _document(element, f"If absent: {field.default}")
    match field.kind:
        case inspect.StructType():
            element.set("type", field.kind.cls.__name__)
        case inspect.StrType():
            element.set("type", _name(field.kind))
        case inspect.LiteralType():
            _restricted(element, "string", [("enumeration", value) for value in field.kind.values])
        case inspect.BoolType():
            element.set("type", "xs:boolean")
        case inspect.IntType() | inspect.FloatType():
            base = "integer" if isinstance(field.kind, inspect.IntType) else "double"
            bounds = (("minInclusive", field.kind.ge), ("maxInclusive", field.kind.le))
            _restricted(element, base, [(name, bound) for name, bound in bounds if bound is not None])


def _plain_string(root: etree._Element) -> None:
    """Write the type of any text, on which the others are built."""
    content = _add(_add(root, "complexType", name="String"), "simpleContent")
    _add(_add(content, "extension", base="xs:string"), "attribute", name="escaped", type="xs:boolean")


def _string(root: etree._Element, name: str, kind: inspect.StrType) -> None:
    """Write the type of text that is bound to a length or a pattern."""
    content = _add(_add(root, "complexType", name=name), "simpleContent")
    restriction = _add(content, "restriction", base="String")
    if kind.min_length is not None:
        _add(restriction, "minLength", value=str(kind.min_length))
    if kind.pattern is not None:
        _add(restriction, "pattern", value=_whole(kind.pattern))


def _whole(pattern: str) -> str:
    """Return a pattern as XML Schema has it, which always holds it against the whole value."""
    return re.sub(r"^\^|\$(\(\?!\\n\))?$", "", pattern)


def _string_type(alias: Any) -> inspect.StrType:
    """Return what msgspec knows of a kind of text."""
    kind = inspect.type_info(alias)
    kind = kind.type if isinstance(kind, inspect.Metadata) else kind
    if not isinstance(kind, inspect.StrType):
        raise TypeError(f"{alias} is no text")
    return kind


def _name(kind: inspect.StrType) -> str:
    """Return the name of a kind of text.

    Raises:
        TypeError: it has none in `_STRINGS`.

    """
    if kind == inspect.StrType():
        return "String"
    for name, alias in _STRINGS.items():
        if _string_type(alias) == kind:
            return name
    raise TypeError(f"{kind} has no name in the schema")


def _restricted(element: etree._Element, base: str, facets: list[tuple[str, Any]]) -> None:
    """Write into an element the type of a value that is bound."""
    restriction = _add(_add(element, "simpleType"), "restriction", base=f"xs:{base}")
    for name, value in facets:
        _add(restriction, name, value=str(value))


def _document(element: etree._Element, text: str) -> None:
    """Write what people should know of an element."""
    _add(_add(element, "annotation"), "documentation").text = cleandoc(text).strip()


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """Return a new element of XML Schema within the parent."""
    return etree.SubElement(parent, f"{{{_XS}}}{tag}", attributes)
