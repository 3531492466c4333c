"""Records in the format they came in: whether they are valid, and the form in which they may be served again.

A native record is served as it was loaded but for what OAI-PMH itself asks of a metadata part: one root element that
declares its namespaces and names the advertised schema in xsi:schemaLocation
(<https://www.openarchives.org/OAI/openarchivesprotocol.html#Record>). XML declaration, DOCTYPE and whatever else
stands outside the root are left behind; in its canonical form (<https://www.w3.org/TR/xml-c14n>) nothing else differs.

Validity is told without a network by grammars in RELAX NG (crosswalks/schemas), which accept what the official
schemas accept; xsi:type, which no record needs, is refused but in qualified Dublin Core, where it names an encoding
scheme.
"""

import re
from copy import deepcopy
from functools import cache
from importlib import resources
from itertools import islice
from typing import Final, NamedTuple, Protocol
from xml.sax.saxutils import quoteattr

from lxml import etree

from crosswalks import xml


class Advertised(Protocol):
    """What a format says of itself in ListMetadataFormats; `crosswalks.registry.Codec` does."""

    @property
    def namespace(self) -> str:
        """The namespace of its root element."""

    @property
    def schema(self) -> str:
        """The official address of its schema."""


class Form(NamedTuple):
    """A format that is served as it came."""

    namespace: str
    schema: str


_GRAMMARS: Final = {
    xml.MODS: "mods.rng", xml.MARC: "marc21.rng", xml.OAI_DC: "oai_dc.rng", xml.OAI_QDC: "oai_qdc.rng",
}  # fmt: skip


def disseminate(element: etree._Element, codec: Advertised, *, written: bytes | None = None) -> bytes:
    """Return the record as it may be served: self-contained, and with the advertised schema in xsi:schemaLocation.

    The element may stand in a larger document; it is the same afterwards. `written` is the element serialised, where
    that is known. The bytes depend on nothing but these, so that what is kept of a record gives them again later.
    """
    before = element.get(xml.SCHEMA_LOCATION)
    location = schema_location(element, codec)
    if written is None:
        written = xml.serialise(element)
    if before is None:
        written = _declare(element, written, location)
    elif location != before:
        element.set(xml.SCHEMA_LOCATION, location)
        written = xml.serialise(element)
        element.set(xml.SCHEMA_LOCATION, before)
    return _self_contained(element, written)


def _declare(element: etree._Element, written: bytes, location: str) -> bytes:
    """Return the serialised element with an xsi:schemaLocation, written last in its start tag.

    The serialiser leaves no `>` in a value. Set in the tree, a new declaration would stand before those that the
    element inherits from its document, but behind them when the element is read by itself.
    """
    scope = element.nsmap
    known = next((prefix for prefix, uri in scope.items() if uri == xml.XSI and prefix), None)
    prefix = known or next(name for name in ("xsi", *map("xsi{}".format, range(len(scope)))) if name not in scope)
    declared = "" if known else f' xmlns:{prefix}="{xml.XSI}"'
    attribute = f"{declared} {prefix}:schemaLocation={quoteattr(location)}".encode()
    end = written.index(b">")
    end -= written[end - 1 : end] == b"/"
    return written[:end] + attribute + written[end:]


def schema_location(element: etree._Element, codec: Advertised) -> str:
    """Return the xsi:schemaLocation to serve: the record's own with the format's pair set right, others kept."""
    own = element.get(xml.SCHEMA_LOCATION) or ""
    words = own.split()
    pairs = list(zip(words[::2], words[1::2], strict=False))
    if (codec.namespace, codec.schema) in pairs and [name for name, _ in pairs].count(codec.namespace) == 1:
        return own
    others = [pair for pair in pairs if pair[0] != codec.namespace]
    return " ".join(word for pair in ((codec.namespace, codec.schema), *others) for word in pair)


def _self_contained(element: etree._Element, written: bytes) -> bytes:
    """Return the serialised element, with its names in no namespace kept so wherever it is put."""
    if None in element.nsmap or next(element.iter("{}*"), None) is None:
        return written
    name = f"<{element.prefix}:{etree.QName(element).localname}".encode() if element.prefix else b""
    return name + b' xmlns=""' + written[len(name) :] if name else written


def has_grammar(form: Advertised) -> bool:
    """Return whether it can be told here if a record of a format is valid."""
    return form.namespace in _GRAMMARS


def faults(
    element: etree._Element, codec: Advertised, *, line: int = 0, written: bytes | None = None
) -> tuple[str, ...]:
    """Return how the record breaks the schema of its format, a sentence each; empty when it is valid.

    Each begins with the line and the path of the place; `line` is how many lines precede the element's document. The
    first fault hides any further ones behind it. `written` is the element serialised, where that is known.
    """
    if codec.namespace not in _GRAMMARS:
        return ()
    grammar = _grammar(codec.namespace)
    if not grammar.validate(element):
        return (_misnamed(element, codec, line) or _explained(element, grammar, line),)
    if written is not None and not any(mark in written for mark in (b" ID=", b" id=", b":id=")):
        return ()
    return tuple(
        f"line {line + (node.sourceline or 0)}: the ID {name!r} stands on two elements"
        for node, name in _repeated(element)
    )


@cache
def _grammar(namespace: str) -> etree.RelaxNG:
    """Return the compiled grammar of a format."""
    file = resources.files("crosswalks") / "schemas" / _GRAMMARS[namespace]
    return etree.RelaxNG(etree.fromstring(file.read_bytes(), xml.parser()))


_IDS = etree.XPath("descendant-or-self::*[@ID or @id or @xml:id]")
_OWN_IDS: Final = {xml.MODS: "ID", xml.MARC: "id"}
_XML_ID: Final = f"{{{xml.XML}}}id"


def _repeated(element: etree._Element) -> list[tuple[etree._Element, str]]:
    """Return the elements whose ID an earlier one has. An ID is one of MODS's or MARC's own, or xml:id anywhere."""
    seen: set[str] = set()
    found = []
    for node in _IDS(element):
        own = node.get(_OWN_IDS.get(etree.QName(node).namespace or "", _XML_ID))
        for name in filter(None, {own, node.get(_XML_ID)}):
            if name.strip() in seen:
                found.append((node, name.strip()))
            seen.add(name.strip())
    return found


_NO_TEXT: Final = "text is not allowed here, only elements"
# What libxml2 reports, most telling first; each with a sentence made of the words it found
_SENTENCES: Final = (
    (
        "RELAXNG_ERR_INVALIDATTR",
        r"Invalid attribute (\S+) for",
        "attribute {0}={value!r} is not allowed here",
    ),
    ("RELAXNG_ERR_TYPEVAL", r"Type (\w+) doesn't allow value '(.*)'", "{1!r} is not a valid {0}"),
    ("RELAXNG_ERR_TYPECMP", r"", "its value {text!r} is not one of those allowed"),
    ("RELAXNG_ERR_ELEMWRONG", r"Did not expect element text", _NO_TEXT),
    ("RELAXNG_ERR_NOELEM", r"Expecting an element (\w+), got nothing", "an element is missing in it, such as {0}"),
    ("RELAXNG_ERR_NOELEM", r"", "an element is missing in it"),
    ("RELAXNG_ERR_ELEMNAME", r", got (\S+)", "element {0} stands in the wrong place"),
    ("RELAXNG_ERR_EXTRACONTENT", r"content: text", _NO_TEXT),
    ("RELAXNG_ERR_EXTRACONTENT", r"content: (\S+)", "element {0} is not allowed here"),
    ("RELAXNG_ERR_ELEMWRONG", r"element (\S+)", "element {0} is not allowed here"),
    ("RELAXNG_ERR_TEXTWRONG", r"", _NO_TEXT),
    ("RELAXNG_ERR_DATAELEM", r"", "elements are not allowed here, only text"),
    ("RELAXNG_ERR_DATATYPE", r"", "its value {text!r} is not one of those allowed"),
    ("RELAXNG_ERR_CONTENTVALID", r"", "element {name} is not allowed here"),
)
_ATTRIBUTES: Final = re.compile(r"Element (\S+) failed to validate attributes")


def _misnamed(root: etree._Element, codec: Advertised, line: int) -> str:
    """Return a sentence on a record that is in another namespace than that of its format, or ""."""
    name = etree.QName(root)
    where = f"in the namespace {name.namespace}" if name.namespace else "without a namespace"
    wrong = f"line {line + (root.sourceline or 0)}: {name.localname} is {where}, not in {codec.namespace}"
    return wrong if name.namespace != codec.namespace else ""


def _explained(root: etree._Element, grammar: etree.RelaxNG, line: int) -> str:
    """Return the innermost fault of the parser's report as a sentence."""
    ranked = [
        (-(entry.path or "").count("/"), rank, entry, match, sentence)
        for entry in grammar.error_log
        for rank, (kind, pattern, sentence) in enumerate(_SENTENCES)
        if entry.type_name == kind and (match := re.search(pattern, entry.message)) is not None
    ]
    if not ranked:
        return _of_attributes(root, grammar.error_log, line)
    _, _, entry, match, sentence = min(ranked, key=lambda found: found[:2])
    node = _node(root, entry.path)
    if entry.type_name in _UNSURE and (node is root or node.getparent() is root):
        node = _wrong_child(root, grammar)
        sentence = _NO_TEXT if node is root else "element {name} is not allowed here"
    text, name = (node.text or "").strip(), etree.QName(node).localname
    values = {etree.QName(key).localname: value for key, value in node.items()}
    value = values.get(match.group(1), "") if match.groups() else ""
    if match.groups() and match.group(1) == "type" and root.tag == f"{{{xml.OAI_QDC}}}qualifieddc":
        sentence = "{text!r}, or an attribute, is not as the encoding scheme {value} has it"
    what = sentence.format(*match.groups(), text=text[:60], value=value[:60], name=name)
    return f"line {line + (node.sourceline or 0)}, {_path(root, node)}: {what}"


# With these libxml2 has stopped at the root, and may name its first child whichever is wrong
_UNSURE: Final = ("RELAXNG_ERR_CONTENTVALID", "RELAXNG_ERR_EXTRACONTENT")
# A record of more children gets the sentence on the first
_MOST_CHILDREN: Final = 1000


def _wrong_child(root: etree._Element, grammar: etree.RelaxNG) -> etree._Element:
    """Return the first child that makes the record invalid without any other; the root if there is none."""
    for child in islice(root.iterchildren(etree.Element), _MOST_CHILDREN):
        alone = etree.Element(root.tag, nsmap=root.nsmap)
        alone.append(deepcopy(child))
        alone[0].tail = None
        if not grammar.validate(alone):
            return child
    return root


def _of_attributes(root: etree._Element, log: etree._ListErrorLog, line: int) -> str:
    """Return that one is missing among the attributes of an element, or has a value that its pattern does not allow.

    Which one it is, the report does not say; its path leads to the element or into it.
    """
    for entry in log:
        if (found := _ATTRIBUTES.search(entry.message)) is not None:
            node = _node(root, entry.path)
            while node is not root and etree.QName(node).localname != found[1] and (up := node.getparent()) is not None:
                node = up
            given = ", ".join(f"{etree.QName(key).localname}={value[:60]!r}" for key, value in node.items()) or "none"
            return f"line {line + (node.sourceline or 0)}, {_path(root, node)}: its attributes are not right ({given})"
    return "the record does not follow its schema"


def _node(root: etree._Element, path: str | None) -> etree._Element:
    """Return the element that a path of the parser's report leads to; it starts at the record."""
    prefixes = {prefix: uri for node in root.iter(etree.Element) for prefix, uri in node.nsmap.items() if prefix}
    try:
        found = etree.ElementTree(root).xpath(path or "/*", namespaces=prefixes)
    except etree.XPathError:
        return root
    first = found[0] if isinstance(found, list) and found else None
    return first if etree.iselement(first) else root


def _path(root: etree._Element, node: etree._Element) -> str:
    """Return the names from the record down to the node, `mods/originInfo/dateCreated`."""
    names = [etree.QName(node).localname]
    while node is not root and (parent := node.getparent()) is not None:
        node = parent
        names.append(etree.QName(node).localname)
    return "/".join(reversed(names))
