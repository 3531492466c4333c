"""Find the records in an XML file of any size, keeping only the record at hand in memory.

Understood are a file that is one record, a wrapper that holds many (modsCollection, or any root whose children are
records), and OAI-PMH responses, whole or bare lists of their `record` elements, with or without their namespace:
headers, deletions and what provenance needs come along (<https://www.openarchives.org/OAI/openarchivesprotocol.html>).

The parser reads nothing but the bytes it is given and expands no entity; documents that declare any are refused.
Records before the place where a file stops being well-formed are kept.
"""

import gzip
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NamedTuple, cast

from lxml import etree

from crosswalks import xml
from crosswalks.sources import xml_faults
from crosswalks.sources.entry import Fault

CHUNK: Final = 65_536
_GZIP: Final = b"\x1f\x8b"
# libxml2 keeps line numbers in 16 bits unless asked; from here on they repeat
_LAST_LINE: Final = 65_535


class Header(NamedTuple):
    """The header of a harvested record; `base_url` and `response_date` come from the response around it."""

    identifier: str
    datestamp: str
    deleted: bool
    base_url: str
    response_date: str


class Unit(NamedTuple):
    """One record found: its place, its metadata root (None for a deletion), its header, and the file if it is alone.

    `number` counts from 1. `element` is valid until the next unit is asked for. `raw` is the whole file when the file
    is this one record and no larger than the limit, else empty.
    """

    position: str
    number: int
    element: etree._Element | None
    header: Header | None
    raw: bytes = b""


def units(stream: BinaryIO, payload: str, *, limit: int) -> Iterator[Unit | Fault]:
    """Yield a Unit for each `payload` element (in Clark notation) of the stream, a Fault for each that is unusable.

    A record of more than `limit` bytes is a Fault, and the next ones are still read.
    """
    stream = _unpacked(stream)
    try:
        chunk = stream.read(CHUNK)
        fault = xml_faults.refusal(chunk)
        if fault is not None:
            yield fault
            return
        yield from xml_faults.collapsed(_Reading(payload, chunk, limit).run(stream))
    except (OSError, EOFError, zlib.error) as error:
        yield xml_faults.unreadable(error)


def _unpacked(stream: BinaryIO) -> BinaryIO:
    """Return the stream, decompressed if it is gzip."""
    head = stream.read(2)
    rest = cast("BinaryIO", _Rejoined(head, stream))
    return cast("BinaryIO", gzip.GzipFile(fileobj=rest)) if head == _GZIP else rest


class _Rejoined:
    """A stream with the bytes put back that were read from its front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes; as many as there are when `size` is negative."""
        if not self._head:
            return self._rest.read(size)
        head, self._head = self._head, b""
        if size >= 0 and size < len(head):
            head, self._head = head[:size], head[size:]
        return head + self._rest.read(size - len(head) if size >= 0 else -1)


class _Reading:
    """One pass over one document: what has been seen, and which elements are open."""

    def __init__(self, payload: str, chunk: bytes, limit: int) -> None:
        self._payload = payload
        self._limit = limit
        self._chunk = chunk
        self._root_name = xml_faults.root_name(chunk)
        names = [payload, "{*}record", "{*}request", "{*}responseDate", "{*}error"]
        if self._root_name:
            names.append(f"{{*}}{self._root_name}")
        self._parser = etree.XMLPullParser(
            events=("start", "end"), tag=names, resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, collect_ids=False,
        )  # fmt: skip
        self._root: etree._Element | None = None
        self._open: etree._Element | None = None  # the outermost record or payload that has begun but not ended
        self._opened_at = 0
        self._oversize = False
        self._whole: list[bytes] | None = []
        self._fed = 0
        self._number = 0
        self._read = 0
        self._faulty = 0
        self._misplaced = 0
        self._has_doctype = False
        self._refused = False
        self._damage: xml_faults.Damage | None = None
        self._base_url = ""
        self._response_date = ""

    def run(self, stream: BinaryIO) -> Iterator[Unit | Fault]:
        """Yield what the document holds."""
        alone: Unit | None = None
        while not self._refused:
            damage = self._feed()
            self._damage = self._damage or damage
            for found in self._events():
                if isinstance(found, Unit) and found.element is self._root:
                    alone = found  # held back: only at the end it is known to be all of its file
                else:
                    yield found
            if not self._chunk or (damage is not None and damage.fatal):
                break
            if alone is None:
                self._prune()
            self._chunk = stream.read(CHUNK)
        if self._refused:
            return
        if alone is not None:
            yield alone._replace(raw=b"".join(self._whole or [])) if self._damage is None else alone
        yield from self._summary()

    def _summary(self) -> Iterator[Fault]:
        """Yield what is wrong with the file as a whole, if anything is."""
        if self._damage is not None and (self._damage.fatal or not self._faulty):
            yield xml_faults.not_well_formed(self._damage, read=self._read)
        elif not self._number and not self._faulty:
            yield xml_faults.nothing_found(self._payload, root=self._root_name, misplaced=self._misplaced)

    def _feed(self) -> xml_faults.Damage | None:
        """Return the damage that the next bytes, or the end of the file, bring to light."""
        try:
            if self._chunk:
                self._keep()
                self._parser.feed(self._chunk)
            else:
                self._parser.close()
        except etree.XMLSyntaxError as error:
            return xml_faults.damage(self._parser.feed_error_log, error, at_end=not self._chunk)
        return xml_faults.damage(self._parser.feed_error_log, None, at_end=not self._chunk)

    def _keep(self) -> None:
        """Return nothing; hold on to the bytes as long as the file may turn out to be one small record."""
        self._fed += len(self._chunk)
        if self._whole is not None and self._fed <= self._limit:
            self._whole.append(self._chunk)
        else:
            self._whole = None

    def _events(self) -> Iterator[Unit | Fault]:
        """Yield the records that ended in the bytes just fed."""
        events: Iterator[tuple[str, etree._Element]] = cast("Any", self._parser.read_events())
        for kind, node in events:
            if self._root is None and self._begin(node) is not None:
                yield xml_faults.NO_ENTITIES
                return
            if kind == "start":
                self._start(node)
                continue
            found = self._sound(self._end(node))
            if isinstance(found, Fault):
                self._faulty += 1
                yield found
            elif found is not None:
                self._read += 1
                yield found
            if found is not None and node is not self._root:
                _release(node)

    def _sound(self, found: Unit | Fault | None) -> Unit | Fault | None:
        """Return what was found, or a Fault instead of a record that is hurt by the damage to its file."""
        if self._damage is None or not isinstance(found, Unit) or found.element is None:
            return found
        content = xml.serialise(found.element)
        try:
            etree.fromstring(content, xml.parser())
        except etree.XMLSyntaxError:
            return xml_faults.damaged_record(found.position, self._damage, content)
        return found

    def _begin(self, node: etree._Element) -> Fault | None:
        """Return why the document is refused, if it is, now that its first element is known."""
        self._root = node.getroottree().getroot()
        self._has_doctype = bool(node.getroottree().docinfo.doctype)
        self._refused = self._has_doctype and xml_faults.declares_entities(node)
        return xml_faults.NO_ENTITIES if self._refused else None

    def _start(self, node: etree._Element) -> None:
        """Return nothing; remember the node if a record begins with it."""
        if self._open is None and (node.tag == self._payload or _local(node) == "record"):
            self._open = node
            self._opened_at = self._fed

    def _end(self, node: etree._Element) -> Unit | Fault | None:
        """Return the record that ends with the node, if one does."""
        if node is self._open:
            self._open = None
            oversize, self._oversize = self._oversize, False
            return self._record(node, oversize=oversize)
        if self._open is None:
            self._envelope(node)
            name = _local(node)
            if name == "error" and node.get("code"):
                return xml_faults.protocol_error(node.get("code", ""), (node.text or "").strip())
        return None

    def _envelope(self, node: etree._Element) -> None:
        """Return nothing; remember what the response says of itself."""
        name = _local(node)
        if name == "request":
            self._base_url = (node.text or "").strip()
        elif name == "responseDate":
            self._response_date = (node.text or "").strip()

    def _record(self, node: etree._Element, *, oversize: bool) -> Unit | Fault | None:
        """Return what a `record` or payload element holds; None when it is neither a record nor meant as one."""
        if oversize:
            return xml_faults.too_large(self._position(node), self._limit)
        if node.tag != self._payload:
            return self._wrapped(node)
        parent = node.getparent()
        if parent is None or parent is self._root or _local(parent) == "metadata":
            return self._unit(node, None)
        self._misplaced += 1
        _release(node)
        return None

    def _wrapped(self, record: etree._Element) -> Unit | Fault | None:
        """Return what a `record` element of a harvest holds; None when it is something else of that name."""
        header, metadata, element = _parts(record, self._payload)
        head = self._header(header) if header is not None else None
        if head is not None and head.deleted:
            return Unit(self._position(record), self._number, None, head)
        if element is not None:
            return self._unit(element, head)
        if metadata is not None or (head is not None and head.identifier):
            return xml_faults.other_metadata(self._position(record), metadata, self._payload)
        _release(record)
        return None

    def _unit(self, element: etree._Element, header: Header | None) -> Unit | Fault:
        """Return the Unit of a record, or a Fault when it cannot be understood without a DTD."""
        position = self._position(element)
        if self._has_doctype and any(True for _ in element.iter(etree.Entity)):
            return xml_faults.undefined_entity(position, xml.serialise(element))
        return Unit(position, self._number, element, header)

    def _position(self, node: etree._Element) -> str:
        """Return where the next record stands, in words; count it."""
        self._number += 1
        line = node.sourceline
        return f"record {self._number}, line {line}" if line and line < _LAST_LINE else f"record {self._number}"

    def _header(self, node: etree._Element) -> Header:
        """Return the header of a harvested record."""
        texts = {_local(child): (child.text or "").strip() for child in node.iterchildren(etree.Element)}
        return Header(
            texts.get("identifier", ""), texts.get("datestamp", ""), node.get("status") == "deleted",
            self._base_url, self._response_date,
        )  # fmt: skip

    def _prune(self) -> None:
        """Return nothing; let go of what lies behind the reading point, also inside a record beyond the limit.

        The last child of each open element must stay: the parser may still be writing to the text behind it.
        """
        if self._open is not None and self._fed - self._opened_at > self._limit:
            self._oversize = self._open.tag == self._payload or _parts(self._open, self._payload) != (None, None, None)
            if not self._oversize:
                self._open = None  # a `record` of some other kind
        node = self._root
        while node is not None and len(node) and (node is not self._open or self._oversize):
            del node[:-1]
            node = node[-1]


def _parts(
    record: etree._Element, payload: str
) -> tuple[etree._Element | None, etree._Element | None, etree._Element | None]:
    """Return the header, the first element within `metadata`, and the payload of a `record` element."""
    header = other = element = None
    for child in record.iterchildren(etree.Element):
        name = _local(child)
        if name == "header":
            header = child
        elif name == "metadata":
            element = next(child.iterchildren(payload), None)
            other = next(child.iterchildren(etree.Element), None)
        elif child.tag == payload and element is None:
            element = child
    return header, other, element


def _local(node: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def _release(node: etree._Element) -> None:
    """Return nothing; empty a record that is done with and drop everything before it."""
    node.clear(keep_tail=True)
    parent = node.getparent()
    if parent is not None and parent[0] is not node:
        del parent[: parent.index(node)]
