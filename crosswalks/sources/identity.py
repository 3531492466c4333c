"""Which identifier a record gets. The rule is fixed and visible here, since an identifier must never change.

`id_from="auto"` takes the first of these that is not empty:

- MODS: recordInfo/recordIdentifier, then identifier of type `local`, `pid`, `hdl`, `doi`, `uri`, in this order of
  types and not marked invalid, then the identifier in the header of the harvest, then the file's name;
- MARC: controlfield 001, then the identifier in the header of the harvest, then 035 $a, 010 $a, then the file's name;
- oai_dc, oai_qdc: the identifier in the header of the harvest, then the first dc:identifier (oai_qdc: or
  dcterms:identifier) that is not a web address, then the file's name (a web address changes when a site is rebuilt, so
  it is never the identifier);
- sheaf: its local_id, which every Record has.

A word that stands for "there is none" (`null`, `n/a`, `unknown` …) is no identifier. Of an identifier
`oai:domain:local`, the local part becomes the local identifier, and the whole is kept beside it.
Of a header's identifier in other forms the whole is the local identifier.

`id_from="filename"` takes the file's name without its suffix, and `#2`, `#3` … behind it from the second record of a
file on. `id_from="content"` takes the first 32 hexadecimal digits of the SHA-256 of the record in canonical XML. Any
other value is an XPath, evaluated on the record alone, with the prefixes of `PREFIXES`; it must find something.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import clean, xml
from crosswalks.sources.xml_harvest import Header

PREFIXES: Final = {
    "mods": xml.MODS, "marc": xml.MARC, "dc": xml.DC, "dcterms": xml.DCTERMS, "oai_dc": xml.OAI_DC,
    "oai_qdc": xml.OAI_QDC, "xlink": xml.XLINK, "sheaf": xml.SHEAF,
}  # fmt: skip
ADVICE: Final = "Choose another rule with --id-from, or correct the XPath."
_RULES: Final = ("auto", "filename", "content")
MODS_TYPES: Final = ("local", "pid", "hdl", "doi", "uri")

_OAI: Final = re.compile(r"oai:[^:\s]+:(\S+)")
_NOTHING: Final = frozenset({"", "-", "?", "n/a", "na", "nan", "nil", "none", "null", "unknown", "undefined", "tbd"})
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+")
_SUFFIXES: Final = (
    ".gz", ".xml", ".json", ".jsonl", ".ndjson", ".mods", ".marcxml", ".dc", ".oai_dc", ".qdc", ".oai_qdc",
)  # fmt: skip


class Identity(NamedTuple):
    """The local identifier (never empty), the OAI identifier that came with the record or "", and what was noted."""

    local_id: str
    oai_identifier: str
    notes: tuple[str, ...]


class NoIdentifier(ValueError):  # noqa: N818 - it says what is missing
    """The XPath of `id_from` is wrong, or finds nothing in the record."""


def check(rule: str) -> None:
    """Return nothing if `id_from` may be this rule; whether an XPath finds anything, only the records can tell.

    Raises:
        ValueError: it is an XPath that cannot be evaluated. The message is a sentence.

    """
    if rule in _RULES:
        return
    try:
        found = etree.XPath(rule, namespaces=PREFIXES)(etree.Element("record"))
    except (etree.XPathError, ValueError) as error:
        known = ", ".join(PREFIXES)
        raise ValueError(
            f"{rule!r} is none of {', '.join(_RULES)}, and no XPath either: {str(error).lower()} "
            f"(prefixes that may be used: {known})."
        ) from error
    kind = {bool: "truth value", float: "number"}.get(type(found), "")
    if kind:
        raise ValueError(f"The XPath {rule!r} gives a {kind}, which is no identifier.")


def identify(
    element: etree._Element, *, candidates: Iterator[tuple[str, str]], id_from: str, header: Header | None,
    name: str, number: int,
) -> Identity:  # fmt: skip
    """Return the identity of a record.

    `candidates` are the identifiers that the record offers, best first, each with the words for where it was found;
    these are empty for the place that the rule names first.

    Raises:
        NoIdentifier: `id_from` is an XPath that cannot be evaluated or finds nothing.

    """
    oai = of_header(header)
    if id_from != "auto":
        return Identity(_chosen(element, id_from, name=name, number=number), oai, ())
    first = next(candidates, None)
    if first is not None:
        value, where = first
        own = oai or (value if _OAI.fullmatch(value) else "")
        return Identity(_local(value), own, (f"The identifier {value} was taken from {where}.",) if where else ())
    value = from_name(name, number)
    return Identity(value, oai, (f"The record has no identifier of its own: {value} was made from the file's name.",))


def of_header(header: Header | None) -> str:
    """Return the OAI identifier that the header of a harvest gives; "" where there is none that is a URI."""
    return header.identifier if header is not None and _URI.fullmatch(header.identifier) else ""


def _chosen(element: etree._Element, id_from: str, *, name: str, number: int) -> str:
    """Return the identifier that a rule other than `auto` gives."""
    if id_from == "filename":
        return from_name(name, number)
    if id_from == "content":
        return from_content(etree.tostring(element, method="c14n", exclusive=True))
    return _local(_from_xpath(element, id_from))


def _local(value: str) -> str:
    """Return the local part of an `oai:` identifier, any other value as it is."""
    found = _OAI.fullmatch(value)
    return found.group(1) if found else value


def from_name(name: str, number: int) -> str:
    """Return the file's name without folders and suffixes, with the record's number from the second one on."""
    stem = PurePosixPath(name.replace("\\", "/")).name
    for suffix in _SUFFIXES:
        if len(stem) > len(suffix) and stem.lower().endswith(suffix):
            stem = stem[: -len(suffix)]
    stem = "-".join(clean.text(stem).split()) or "record"
    return stem if number == 1 else f"{stem}#{number}"


def from_content(content: bytes) -> str:
    """Return the shortened digest of a record's canonical bytes."""
    return hashlib.sha256(content).hexdigest()[:32]


def _from_xpath(element: etree._Element, expression: str) -> str:
    """Return the first value that the XPath finds that is not empty."""
    try:
        found = etree.ElementTree(element).xpath(expression, namespaces=PREFIXES)
    except etree.XPathError as error:
        raise NoIdentifier(f"The XPath {expression} cannot be evaluated: {error}.") from error
    nodes = found if isinstance(found, list) else [found]
    for node in nodes:
        value = clean.text("".join(node.itertext()) if etree.iselement(node) else str(node))
        if value:
            return value
    raise NoIdentifier(f"The XPath {expression} finds nothing in this record.")


def stated(text: str | None) -> str:
    """Return an identifier as clean text; "" when it only says that there is none."""
    value = clean.text(text) if text else ""
    return "" if value.casefold() in _NOTHING else value


def in_mods(element: etree._Element, header: Header | None) -> Iterator[tuple[str, str]]:
    """Yield the identifiers of a MODS record, best first."""
    for info in element.iterchildren(f"{{{xml.MODS}}}recordInfo"):
        for node in info.iterchildren(f"{{{xml.MODS}}}recordIdentifier"):
            if value := stated(node.text):
                yield value, ""
    typed: dict[str, list[str]] = {}
    for node in element.iterchildren(f"{{{xml.MODS}}}identifier"):
        if (value := stated(node.text)) and not node.get("invalid"):
            typed.setdefault((node.get("type") or "").strip().lower(), []).append(value)
    for kind in MODS_TYPES:
        yield from ((value, f"the identifier of type {kind}") for value in typed.get(kind, ()))
    if header is not None and header.identifier:
        yield header.identifier, "the header of the harvest"


def in_marc(element: etree._Element, header: Header | None) -> Iterator[tuple[str, str]]:
    """Yield the identifiers of a MARC record, best first."""
    for node in element.iterchildren(f"{{{xml.MARC}}}controlfield"):
        if node.get("tag") == "001" and (value := stated(node.text)):
            yield value, ""
    if header is not None and header.identifier:
        yield header.identifier, "the header of the harvest"
    for tag in ("035", "010"):
        for field in element.iterchildren(f"{{{xml.MARC}}}datafield"):
            for node in field.iterchildren(f"{{{xml.MARC}}}subfield") if field.get("tag") == tag else ():
                if node.get("code") == "a" and (value := stated(node.text)):
                    yield value, f"{tag} $a"


def in_dc(element: etree._Element, header: Header | None) -> Iterator[tuple[str, str]]:
    """Yield the identifiers of an oai_dc record, best first."""
    return _in_elements(element, header, f"{{{xml.DC}}}identifier")


def in_qdc(element: etree._Element, header: Header | None) -> Iterator[tuple[str, str]]:
    """Yield the identifiers of an oai_qdc record, best first."""
    return _in_elements(element, header, f"{{{xml.DC}}}identifier", f"{{{xml.DCTERMS}}}identifier")


def _in_elements(element: etree._Element, header: Header | None, *tags: str) -> Iterator[tuple[str, str]]:
    """Yield the identifier of the header, then those in elements of these names that are no web addresses."""
    if header is not None and header.identifier:
        yield header.identifier, ""
    for node in element.iter(*tags):
        value = stated(node.text)
        if value and not value.lower().startswith(("http://", "https://")):
            yield value, "dc:identifier"
