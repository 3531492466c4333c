"""Faults of XML files in plain sentences: what is wrong, where, and what to do about it.

Entities are refused as a whole: `<!ENTITY` is how a file reads other files (XXE) or grows without bound (the billion
laughs), and no metadata format needs it. <https://www.w3.org/TR/xml/#sec-entity-decl>
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeVar

from lxml import etree

from crosswalks import xml
from crosswalks.sources.entry import Fault

Found = TypeVar("Found")

_ENTITY: Final = re.compile(rb"<!DOCTYPE\b.*?<!ENTITY\b", re.DOTALL)
_BEFORE_ROOT: Final = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_START_TAG: Final = re.compile(rb"<(?:[A-Za-z_\x80-\xff][\w.\x80-\xff-]*:)?([A-Za-z_][\w.-]*)[\s/>]")

_NAMES: Final = {xml.MODS: "MODS", xml.OAI_DC: "oai_dc", "http://www.loc.gov/MARC21/slim": "MARCXML"}
_ROOTS: Final = {
    "collection": "MARCXML", "mets": "METS", "digitalObject": "FOXML", "ead": "EAD", "RDF": "RDF", "html": "HTML",
    "resource": "DataCite", "modsCollection": "MODS", "mods": "MODS", "dc": "Dublin Core",
    "qualifieddc": "qualified Dublin Core",
}  # fmt: skip

_OTHER_FORMAT: Final = "Name the right format with --from, or harvest with another metadataPrefix."
NO_ENTITIES: Final = Fault(
    "document type declaration",
    "The file declares entities in a DOCTYPE, which could read other files or fill the memory; it was not read.",
    "Remove the DOCTYPE and write the characters themselves instead of entity references.",
)


def refusal(chunk: bytes) -> Fault | None:
    """Return why a file that begins so is not even parsed: empty, no XML, or declaring entities."""
    text = chunk.replace(b"\0", b"")
    if not text.strip():
        return Fault("file", "The file is empty.", "Check how it was exported or copied, and load it again.")
    start = text.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    if not start.startswith(b"<"):
        return Fault(
            "line 1",
            f"The file is not XML: it begins with {_shown(start)}.",
            f"{_guess(start)} Name the right format with --from, or export the records as XML.",
        )
    return NO_ENTITIES if _ENTITY.search(text) else None


def _shown(start: bytes) -> str:
    """Return the first characters of a file, fit for a message."""
    return repr(start[:20].decode("utf-8", "replace"))


def _guess(start: bytes) -> str:
    """Return a sentence on what a file that is not XML may be."""
    if start[:1] in (b"{", b"["):
        return "It looks like JSON."
    if re.match(rb"\d{5}[acdnp]", start):
        return "It looks like binary MARC 21."
    line = start.partition(b"\n")[0]
    if max(line.count(b","), line.count(b"\t"), line.count(b";")) >= 1:
        return "It looks like a table (CSV)."
    return "Something may stand before the XML, or the file may be damaged."


def root_name(chunk: bytes) -> str:
    """Return the local name of the root element, or "" when the beginning of the file does not show it."""
    found = _START_TAG.search(_BEFORE_ROOT.sub(b"", chunk.replace(b"\0", b"")))
    return found.group(1).decode("ascii") if found else ""


def declares_entities(node: etree._Element) -> bool:
    """Return whether the DOCTYPE of the node's document declares entities, as the parser saw it."""
    subset = node.getroottree().docinfo.internalDTD
    return subset is not None and any(True for _ in subset.iterentities())


def undefined_entity(position: str, content: bytes) -> Fault:
    """Return the Fault of a record that refers to an entity which only a DTD elsewhere defines."""
    return Fault(
        position,
        "The record uses a named entity that is defined outside the file.",
        "Write the character itself, or its number, instead of the named entity.",
        content,
    )


def unreadable(error: Exception) -> Fault:
    """Return the Fault of a file that the system, or its compression, does not let us read."""
    return Fault("file", f"The file cannot be read: {error}.", "Check the file and its permissions; unpack it again.")


class Damage(NamedTuple):
    """Where and how a file stops being well-formed; after `fatal` damage the parser cannot go on."""

    line: int
    column: int
    message: str
    kind: str
    at_end: bool

    @property
    def fatal(self) -> bool:
        """Whether nothing behind the place can be read: an undeclared prefix hurts only its own record."""
        return not self.kind.startswith("NS_")


def damage(log: etree._ListErrorLog, error: etree.XMLSyntaxError | None, *, at_end: bool) -> Damage | None:
    """Return the first damage that the parser reports, in its log or by its exception."""
    for entry in log:
        if entry.level_name != "WARNING":
            return Damage(entry.line, entry.column, entry.message.strip().rstrip("."), entry.type_name, at_end)
    if error is None:
        return None
    return Damage(*error.position, (error.msg or "unknown error").rstrip("."), "", at_end)


def not_well_formed(found: Damage, *, read: int) -> Fault:
    """Return the Fault of a file that stops being XML, with its place and what usually causes it."""
    kept = f" Records read before this place: {read}." if read else ""
    reason = f"The file is not well-formed XML: {found.message}.{kept}"
    return Fault(f"line {found.line}, column {found.column}", reason, _advice(found))


def damaged_record(position: str, found: Damage, content: bytes) -> Fault:
    """Return the Fault of one record that uses what its file does not declare."""
    return Fault(position, f"The record is not well-formed XML: {found.message}.", _advice(found), content)


def _advice(found: Damage) -> str:
    """Return what to do about the damage."""
    prefix = _PREFIX.search(found.message)
    if prefix is not None:
        name = prefix.group(1)
        return f'Declare the prefix on the root element: xmlns:{name}="{_PREFIXES.get(name, "its namespace")}".'
    for kind, advice in _ADVICE.items():
        if kind in found.kind:
            return advice
    return _CUT_OFF if found.at_end else "Correct the XML at this place and load the file again."


_PREFIX: Final = re.compile(r"^Namespace prefix (\S+)")
_PREFIXES: Final = {
    "mods": xml.MODS,
    "dc": xml.DC,
    "oai_dc": xml.OAI_DC,
    "xlink": xml.XLINK,
    "xsi": xml.XSI,
    "dcterms": "http://purl.org/dc/terms/",
}
_CUT_OFF: Final = "The file is cut off: copy or export it again."
_ADVICE: Final = {
    "INVALID_ENCODING": "The bytes are not in the encoding that the file declares: save it as UTF-8, "
    'or declare the right encoding, for example encoding="windows-1252".',
    "UNSUPPORTED_ENCODING": 'Save the file as UTF-8 and declare encoding="UTF-8".',
    "UNKNOWN_ENCODING": 'Save the file as UTF-8 and declare encoding="UTF-8".',
    "UNDECLARED_ENTITY": "Write the character itself, or its number, instead of the named entity.",
    "DOCUMENT_END": "A file may have one root element: put the records into one wrapper, or each into its own file.",
    "NAME_REQUIRED": "Write &amp; for an ampersand that stands for itself.",
    "ENTITYREF_SEMICOL": "Write &amp; for an ampersand that stands for itself.",
    "LT_IN_ATTRIBUTE": "Write &lt; for a less-than sign in an attribute.",
    "INVALID_CHAR": "Remove the control character, which XML 1.0 does not allow.",
    "TAG_NAME_MISMATCH": "Close every element that was opened; HTML tags such as <br> must be closed or escaped.",
    "TAG_NOT_FINISHED": _CUT_OFF,
    "RESERVED_XML_NAME": "Remove what stands before the XML declaration.",
}


def collapsed(found: Iterator[Found | Fault]) -> Iterator[Found | Fault]:
    """Yield what is found, but a run of records in one wrong format as a single Fault that counts them."""
    first: Fault | None = None
    more = 0
    for each in found:
        wrong = each if isinstance(each, Fault) and each.advice == _OTHER_FORMAT else None
        if first is not None and wrong is not None and wrong.reason == first.reason:
            more += 1
            continue
        if first is not None:
            yield _counted(first, more)
        first, more = wrong, 0
        if wrong is None:
            yield each
    if first is not None:
        yield _counted(first, more)


def _counted(first: Fault, more: int) -> Fault:
    """Return the Fault with the number of records after it that have the same one."""
    return first._replace(reason=f"{first.reason} The same holds for the next {more:,}.") if more else first


def nothing_found(payload: str, *, root: str, misplaced: int) -> Fault:
    """Return the Fault of a well-formed file without a record of the format that was asked for."""
    wanted = _NAMES.get(etree.QName(payload).namespace or "", payload)
    looks = f", which looks like {_ROOTS[root]}" if root in _ROOTS and _ROOTS[root] != wanted else ""
    if misplaced:
        reason = f"The root element is {root}; {wanted} was found inside it, but not as a record of its own"
        advice = f"Take the {wanted} records out of the {root} file: one a file, or as children of one wrapper."
    elif root in ("OAI-PMH", "Response", "modsCollection"):
        return Fault("file", f"The file holds no {wanted} record.", "Nothing to do, unless records were expected.")
    else:
        reason = f"The file holds no {wanted} record: its root element is {root or 'unknown'}{looks}"
        advice = "Name the right format with --from, or convert the file first."
    return Fault("root element", f"{reason}.", advice)


def other_metadata(position: str, found: etree._Element | None, payload: str) -> Fault:
    """Return the Fault of a harvested record whose metadata is missing or in another format."""
    wanted = _NAMES.get(etree.QName(payload).namespace or "", payload)
    if found is None:
        return Fault(position, "The record has a header but no metadata.", "Harvest it again with ListRecords.")
    name = etree.QName(found)
    held = _NAMES.get(name.namespace or "", f"{name.localname} in namespace {name.namespace or 'none'}")
    return Fault(
        position,
        f"The record holds {held}, not {wanted}.",
        _OTHER_FORMAT,
        xml.serialise(found),
    )


def too_large(position: str, limit: int) -> Fault:
    """Return the Fault of a record above the limit."""
    return Fault(
        position,
        f"The record is larger than {limit:,} bytes.",
        "Move long texts out of the record, or raise max_record_bytes in the settings.",
    )


def protocol_error(code: str, message: str) -> Fault:
    """Return the Fault of an OAI-PMH response that reports an error instead of records."""
    said = f": {message}" if message else ""
    return Fault(
        "response",
        f"The file is an OAI-PMH response that reports the error {code}{said}.",
        "Harvest again with corrected arguments." if code != "noRecordsMatch" else "There was nothing to harvest.",
    )
