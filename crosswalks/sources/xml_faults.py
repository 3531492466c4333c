"""Faults of XML files that are well-formed: what is wrong, where, and what to do about it."""

from collections.abc import Iterator
from typing import Final, TypeVar

from lxml import etree

from crosswalks import xml
from crosswalks.sources.entry import Fault
from crosswalks.sources.xml_harvest import local, namespace

Found = TypeVar("Found")

_NAMES: Final = {
    xml.MODS: "MODS", xml.MARC: "MARCXML", xml.OAI_DC: "oai_dc", xml.OAI_QDC: "oai_qdc", "*": "qualified Dublin Core",
    xml.SHEAF: "sheaf",
}  # fmt: skip
_ROOTS: Final = {
    "collection": "MARCXML", "mets": "METS", "digitalObject": "FOXML", "ead": "EAD", "RDF": "RDF", "html": "HTML",
    "resource": "DataCite", "modsCollection": "MODS", "mods": "MODS", "dc": "Dublin Core",
    "qualifieddc": "qualified Dublin Core",
}  # fmt: skip

# What holds many records of a format
_COLLECTIONS: Final = {xml.MODS: "modsCollection", xml.MARC: "collection"}

_OTHER_FORMAT: Final = "Name the right format with --from, or harvest with another metadataPrefix."


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
    elif root in (name.localname, _COLLECTIONS.get(name.namespace or "")) and name.namespace not in (namespace, "*"):
        is_in = f"in the namespace {namespace}" if namespace else "without a namespace"
        reason = f"The file holds no {wanted} record: its root element is {root}, but {is_in}"
        advice = f'Declare the namespace on the root element: xmlns="{name.namespace}".'
    elif root in ("OAI-PMH", "Response", "modsCollection", _COLLECTIONS.get(name.namespace or "")):
        return Fault("file", f"The file holds no {wanted} record.", "Nothing to do, unless records were expected.")
    else:
        other = "" if root in _READ_BY_OTHERS else " and is in none of the formats that Sheaf reads"
        reason = f"The file holds no {wanted} record{other}: its root element is {root or 'unknown'}{looks}"
        advice = _CONVERT if root in _ROOTS and root not in _READ_BY_OTHERS else _NAME_OR_CONVERT
    return Fault("root element", f"{reason}.", advice)


# Roots of formats that some source reads
_READ_BY_OTHERS: Final = frozenset({"mods", "modsCollection", "dc", "qualifieddc", "collection", "sheaf"})
_NAME_OR_CONVERT: Final = "Name the right format with --from, or convert the file first."
_CONVERT: Final = (
    "Sheaf reads MODS, MARCXML, Dublin Core (oai_dc, oai_qdc) and its own Records in JSON or XML: export one, or "
    "convert the file first."
)


def other_metadata(position: str, found: etree._Element | None, payload: str) -> Fault:
    """Return the Fault of a harvested record whose metadata is missing or in another format."""
    wanted = _NAMES.get(etree.QName(payload).namespace or "", payload)
    if found is None:
        return Fault(position, "The record has a header but no metadata.", "Harvest it again with ListRecords.")
    given = namespace(found)
    held = _NAMES.get(given, f"{local(found)} in namespace {given or 'none'}")
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
    said = f": {message.rstrip('.')}" if message else ""
    reason = f"The file is an OAI-PMH response that reports the error {code}{said}."
    if code == "noRecordsMatch":
        return Fault("response", reason, "There was nothing to harvest.", is_empty=True)
    return Fault("response", reason, "Harvest again with corrected arguments.")
