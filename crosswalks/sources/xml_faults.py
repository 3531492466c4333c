"""Faults of XML files in plain sentences: what is wrong, where, and what to do about it.

Entities are refused as a whole: `<!ENTITY` is how a file reads other files (XXE) or grows without bound (the billion
laughs), and no metadata format needs it. <https://www.w3.org/TR/xml/#sec-entity-decl>
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeVar

from lxml import etree

from crosswalks import xml
from crosswalks.sources import xml_prolog
from crosswalks.sources.entry import Fault

Found = TypeVar("Found")

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
    start = xml_prolog.plain(chunk)
    if not start:
        return Fault("file", "The file is empty.", "Check how it was exported or copied, and load it again.")
    if not start.startswith(b"<"):
        return Fault(
            "line 1",
            f"The file is not XML: it begins with {_shown(start)}.",
            f"{_guess(chunk)} Name the right format with --from, or export the records as XML.",
            chunk,
        )
    return NO_ENTITIES if xml_prolog.walk(chunk).declares_entities else None


def _shown(start: bytes) -> str:
    """Return the first characters of a file, fit for a message."""
    return repr(start[:20].decode("utf-8", "replace"))


_BEGINNINGS: Final = (
    (re.compile(rb"\d{5}[acdnp]"), "It looks like binary MARC 21."),
    (re.compile(rb"%PDF"), "It is a PDF."),
    (re.compile(rb"PK\x03\x04"), "It is a ZIP archive, or a spreadsheet or text in an Office format."),
    (re.compile(rb"BZh|\xfd7zXZ|\x28\xb5\x2f\xfd"), "It is compressed: unpack it, or compress it with gzip."),
    (re.compile(rb"SQLite format 3"), "It is a database."),
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1b\x7f]")


def _guess(chunk: bytes) -> str:
    """Return a sentence on what a file that is not XML may be."""
    for beginning, sentence in _BEGINNINGS:
        if beginning.match(chunk):
            return sentence
    start = xml_prolog.plain(chunk)
    if is_binary(start if chunk.startswith((b"\xff\xfe", b"\xfe\xff")) else chunk):
        return "It is binary data, not text."
    if start[:1] in (b"{", b"["):
        return "It looks like JSON."
    line = start.partition(b"\n")[0]
    if max(line.count(b","), line.count(b"\t"), line.count(b";")) >= 1:
        return "It looks like a table (CSV)."
    return "Something may stand before the XML, or the file may be damaged."


def is_binary(chunk: bytes) -> bool:
    """Return whether bytes are no text: no table, JSON or XML has control characters in its first lines."""
    return _CONTROL.search(chunk[:4096]) is not None


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

    @property
    def unfinished(self) -> bool:
        """Whether the bytes are sound as far as they go."""
        return self.at_end and self.kind in _UNFINISHED

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return f"line {self.line}, column {self.column}"


_LONGEST_TEXT: Final = 10_000_000  # libxml2's XML_MAX_TEXT_LENGTH
# What libxml2 says of a document that ends too early
_UNFINISHED: Final = frozenset(
    {"ERR_TAG_NOT_FINISHED", "ERR_COMMENT_NOT_FINISHED", "ERR_CDATA_NOT_FINISHED", "ERR_PI_NOT_FINISHED"}
)


def damage(log: etree._ListErrorLog, error: etree.XMLSyntaxError | None, *, at_end: bool) -> Damage | None:
    """Return the damage that the parser reports, in its log or by its exception: the first that is fatal, if any is."""
    found = [
        Damage(entry.line, entry.column, entry.message.strip().rstrip("."), entry.type_name, at_end)
        for entry in log
        if entry.level_name != "WARNING"
    ]
    if found:
        return next((each for each in found if each.fatal), found[0])
    if error is None:
        return None
    return Damage(*error.position, (error.msg or "unknown error").rstrip("."), "", at_end)


def not_well_formed(found: Damage, *, read: int, content: bytes = b"") -> Fault:
    """Return the Fault of a file that stops being XML, with its place and what usually causes it."""
    kept = f" Records read before this place: {read}." if read else ""
    rest = "" if found.at_end else " The rest was not read."
    reason = _limit(found, "file") or f"The file is not well-formed XML: {found.message}."
    return Fault(found.place, f"{reason}{kept}{rest}", _advice(found), content)


def damaged_record(position: str, found: Damage, content: bytes, *, limit: int) -> Fault:
    """Return the Fault of one record that is no well-formed XML, or uses what its file does not declare."""
    if _is_long(found) and limit < _LONGEST_TEXT:
        return too_large(position, limit)._replace(content=content)
    reason = _limit(found, "record") or f"The record is not well-formed XML: {found.message}."
    return Fault(position, reason, _advice(found), content)


def too_much_damage(found: Damage, *, damaged: int, read: int) -> Fault:
    """Return the Fault of a file with so many damaged records that something else must be wrong with it."""
    return Fault(
        found.place,
        f"More than {damaged} places in the file are not well-formed XML; the rest was not read. "
        f"Records read before this place: {read}.",
        "Look for what these places have in common, and export the file again.",
    )


def _limit(found: Damage, what: str) -> str:
    """Return what it means that the parser came to one of its own limits; "" when it did not."""
    if "RESOURCE_LIMIT" not in found.kind and "XML_PARSE_HUGE" not in found.message:
        return ""
    if "depth" in found.message.lower():
        return f"The elements of the {what} are nested deeper than 256 levels."
    return f"The {what} holds a text of more than {_LONGEST_TEXT:,} bytes, which is too large."


def _is_long(found: Damage) -> bool:
    """Return whether the parser gave up because of a text that is too long for it."""
    return bool(_limit(found, "")) and "depth" not in found.message.lower()


def _advice(found: Damage) -> str:
    """Return what to do about the damage."""
    if _limit(found, ""):
        return "Move long texts out of the records, and check that all elements are closed."
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


def nothing_found(payload: str, *, root: str, namespace: str, misplaced: int) -> Fault:
    """Return the Fault of a well-formed file without a record of the format that was asked for."""
    name = etree.QName(payload)
    wanted = _NAMES.get(name.namespace or "", payload)
    looks = f", which looks like {_ROOTS[root]}" if root in _ROOTS and _ROOTS[root] != wanted else ""
    if misplaced:
        reason = f"The root element is {root}; {wanted} was found inside it, but not as a record of its own"
        advice = f"Take the {wanted} records out of the {root} file: one a file, or as children of one wrapper."
    elif root in (name.localname, f"{name.localname}Collection") and namespace != name.namespace:
        is_in = f"in the namespace {namespace}" if namespace else "without a namespace"
        reason = f"The file holds no {wanted} record: its root element is {root}, but {is_in}"
        advice = f'Declare the namespace on the root element: xmlns="{name.namespace}".'
    elif root in ("OAI-PMH", "Response", "modsCollection"):
        return Fault("file", f"The file holds no {wanted} record.", "Nothing to do, unless records were expected.")
    else:
        reason = f"The file holds no {wanted} record: its root element is {root or 'unknown'}{looks}"
        advice = _CONVERT if root in _ROOTS and root not in _READ_BY_OTHERS else _NAME_OR_CONVERT
    return Fault("root element", f"{reason}.", advice)


# Roots of formats that some source reads
_READ_BY_OTHERS: Final = frozenset({"mods", "modsCollection", "dc"})
_NAME_OR_CONVERT: Final = "Name the right format with --from, or convert the file first."
_CONVERT: Final = (
    "Sheaf reads MODS, unqualified Dublin Core (oai_dc) and its own Records in JSON: export one of these, or convert "
    "the file first."
)


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
