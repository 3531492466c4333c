"""What the `record` and payload elements of a document turn out to be: records, deletions, or something else."""

from typing import Final, NamedTuple

from lxml import etree

from crosswalks import xml
from crosswalks.sources import xml_faults, xml_harvest
from crosswalks.sources.entry import Fault
from crosswalks.sources.xml_harvest import Header, is_payload, local

# libxml2 keeps line numbers in 16 bits unless asked; from here on they repeat
_LAST_LINE: Final = 65_535


class Unit(NamedTuple):
    """One record found: its place, its metadata root (None for a deletion), its header, and the file if it is alone.

    `number` counts from 1. `element` is valid until the next unit is asked for. `raw` is the whole file when the file
    is this one record and no larger than the limit, else empty. `line` is how many lines precede the document that the
    element is in.
    """

    position: str
    number: int
    element: etree._Element | None
    header: Header | None
    raw: bytes = b""
    line: int = 0


class Records:
    """The records of one document as they come: how many there are, and what the response says of itself.

    `line` is how many lines precede what the parser calls line 1.
    """

    def __init__(self, payload: str, limit: int) -> None:
        self.number = 0
        self.misplaced = 0
        self.line = 0
        self.has_doctype = False
        self._payload = payload
        self._limit = limit
        self._base_url = ""
        self._response_date = ""

    def envelope(self, node: etree._Element) -> Fault | None:
        """Return the Fault that an element outside the records reports; remember what it says of the response."""
        name, text = local(node), (node.text or "").strip()
        if name == "request":
            self._base_url = text
        elif name == "responseDate":
            self._response_date = text
        elif name == "error" and node.get("code"):
            return xml_faults.protocol_error(node.get("code", ""), text)
        return None

    def record(self, node: etree._Element, *, oversize: bool) -> Unit | Fault | None:
        """Return what a `record` or payload element holds; None when it is neither a record nor meant as one."""
        if oversize:
            return xml_faults.too_large(self._position(node), self._limit)
        if not is_payload(node, self._payload):
            return self._wrapped(node)
        parent = node.getparent()
        if parent is None or parent.getparent() is None or local(parent) == "metadata":
            return self._unit(node, None)
        self.misplaced += 1
        release(node)
        return None

    def _wrapped(self, record: etree._Element) -> Unit | Fault | None:
        """Return what a `record` element of a harvest holds; None when it is something else of that name."""
        header, metadata, element, about = xml_harvest.parts(record, self._payload)
        head = None
        if header is not None:
            head = xml_harvest.header(header, about, base_url=self._base_url, response_date=self._response_date)
        if head is not None and head.deleted:
            return Unit(self._position(record), self.number, None, head)
        if element is not None:
            return self._unit(element, head)
        if metadata is not None or (head is not None and head.identifier):
            return xml_faults.other_metadata(self._position(record), metadata, self._payload)
        release(record)
        return None

    def _unit(self, element: etree._Element, header: Header | None) -> Unit | Fault:
        """Return the Unit of a record, or a Fault when it cannot be understood without a DTD."""
        position = self._position(element)
        if self.has_doctype and any(True for _ in element.iter(etree.Entity)):
            return xml_faults.undefined_entity(position, xml.serialise(element))
        return Unit(position, self.number, element, header, line=self.line)

    def _position(self, node: etree._Element) -> str:
        """Return where the next record stands, in words; count it."""
        self.number += 1
        line = (node.sourceline or 0) + self.line
        known = node.sourceline and line < _LAST_LINE  # also where a part could count on: the place is a key
        return f"record {self.number}, line {line}" if known else f"record {self.number}"


def release(node: etree._Element) -> None:
    """Return nothing; empty a record that is done with and drop everything before it."""
    node.clear(keep_tail=True)
    parent = node.getparent()
    if parent is not None and parent[0] is not node:
        del parent[: parent.index(node)]
