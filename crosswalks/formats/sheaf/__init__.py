r"""Record -> sheaf: the Record itself in XML, with nothing lost, for another Sheaf or a script to take over.

Every field is an element of its name, in the order of `crosswalks.record`; a list is the element once for each value; a
field that says nothing is left out. The fields are found in the types, so that none can be forgotten. Text is kept to
the letter, white space included; the few values with characters that XML 1.0 cannot carry are escaped
(`crosswalks.escapes`) and say so: `<value escaped="true">a\u0003b</value>`. `crosswalks.sources.sheaf` reads it.

The native form of a record is no part of the Record.
"""

from functools import partial
from typing import Any, Final

import msgspec
from lxml import etree

from crosswalks import escapes, shape, xml
from crosswalks.record import Record

ROOT: Final = f"{{{xml.SHEAF}}}sheaf"
SCHEMA: Final = "schemas/sheaf.xsd"
"""Where each repository serves the schema, from its base URL on."""


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There are none: the Record is shown as it is."""


def render_at(schema: str, record: Record, _: Options) -> bytes:
    """Return the `sheaf` element of a Record, which names the address of its schema."""
    root = xml.root(ROOT, prefixes={None: xml.SHEAF, "xsi": xml.XSI}, location=f"{xml.SHEAF} {schema}")
    _write_fields(root, record)
    return xml.serialise(root)


render = partial(render_at, SCHEMA)


def _write_fields(parent: etree._Element, part: msgspec.Struct) -> None:
    """Write each field of a part of the Record that is not at its default."""
    for field in shape.fields(type(part)):
        held = getattr(part, field.name)
        if held != field.default:
            for value in held if field.many else (held,):
                _write(etree.SubElement(parent, f"{{{xml.SHEAF}}}{field.name}"), value)


def _write(element: etree._Element, value: Any) -> None:
    """Write one value into its element."""
    if isinstance(value, msgspec.Struct):
        _write_fields(element, value)
    elif isinstance(value, str) and escapes.needed(value):
        element.set("escaped", "true")
        element.text = escapes.escape(value)
    else:
        element.text = _text(value)


def _text(value: str | float | bool) -> str:
    """Return a value as XML Schema writes it; a number so that no digit of it is lost."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)
