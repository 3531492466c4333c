"""Find the records in an XML file of any size, keeping only the record at hand in memory.

Understood are a file that is one record, a wrapper that holds many (modsCollection, or any root whose children are
records), and OAI-PMH responses, whole or bare lists of their `record` elements, with or without their namespace:
headers, deletions and what provenance needs come along (<https://www.openarchives.org/OAI/openarchivesprotocol.html>).

The parser reads nothing but the bytes it is given and expands no entity; documents that declare any are refused.
A record that is not well-formed XML is a Fault with its bytes, and the next ones are read.
"""

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from lxml import etree

from crosswalks import xml
from crosswalks.sources import xml_damage, xml_faults, xml_harvest, xml_prolog, xml_recovery, xml_refusal
from crosswalks.sources.entry import Fault
from crosswalks.sources.parts import Part
from crosswalks.sources.streams import CHUNK, unpacked
from crosswalks.sources.xml_damage import Damage
from crosswalks.sources.xml_harvest import is_payload, local, namespace
from crosswalks.sources.xml_pieces import Pieces, closes
from crosswalks.sources.xml_records import Records, Unit, release
from crosswalks.sources.xml_recovery import MOST_DAMAGED, Region


def units(stream: BinaryIO, payload: str, *, limit: int, part: Part | None = None) -> Iterator[Unit | Fault]:
    """Yield a Unit for each `payload` element (`{namespace}name`, `{*}name`), a Fault for each that is unusable.

    A record of more than `limit` bytes, or one that is not well-formed, is a Fault, and the next ones are still read.
    A stream that begins with the content of a part is the rest of a file.
    """
    try:
        if part is not None and part.opening:
            yield from xml_faults.collapsed(_resumed(payload, part, limit).run(stream))
            return
        stream = unpacked(stream)
        chunk = stream.read(CHUNK)
        fault = xml_refusal.refusal(chunk)
        if fault is not None:
            yield fault
            return
        yield from xml_faults.collapsed(_Reading(payload, chunk, limit).run(stream))
    except (OSError, EOFError, zlib.error) as error:
        yield xml_faults.unreadable(error)


def _resumed(payload: str, part: Part, limit: int) -> "_Reading":
    """Return a pass over the rest of a document, all records before it being sound."""
    reading = _Reading(payload, part.opening, limit)
    reading.resume(part)
    return reading


class _Reading:
    """One pass over one document: what has been seen, and which elements are open."""

    def __init__(self, payload: str, chunk: bytes, limit: int) -> None:
        self._payload = payload
        self._limit = limit
        self._head = chunk
        prolog = xml_prolog.walk(chunk)
        self._root_name = prolog.root
        self._encoding = prolog.encoding
        self._tags = [payload, "{*}record", "{*}request", "{*}responseDate", "{*}error"]
        if self._root_name:
            self._tags.append(f"{{*}}{self._root_name}")
        self._parser = xml.pull_parser(self._tags)
        self._root: etree._Element | None = None
        self._around: etree._Element | None = None  # the element that the last record stood in
        self._beginning: bytes | None = None  # how a document begins in which it could stand too
        self._open: etree._Element | None = None  # the outermost record or payload that has begun but not ended
        self._name = ""  # of the outermost records, as it is written
        self._opened_at = 0
        self._oversize = False
        self._whole: list[bytes] | None = []
        self._fed = 0
        self._read = 0
        self._faulty = 0
        self._damaged = 0
        self._namespace = ""
        self._refused = False
        self._stopped = False
        self._damage: Damage | None = None
        self._region = Region(limit)
        self._records = Records(payload, limit)
        self._reached = False  # whether a record has ended in the bytes just fed, or one within a record
        self._ended = False  # whether a record has
        self._hollow = False  # whether that may have been an empty tag

    def resume(self, part: Part) -> None:
        """Return nothing; be where the part begins, behind what its head was."""
        self._parser.feed(self._head)
        self._region.resume(self._head, part.line)
        self._head = b""
        self._whole = None
        self._read = self._records.number = part.number
        self._records.line = part.line

    def run(self, stream: BinaryIO) -> Iterator[Unit | Fault]:
        """Yield what the document holds."""
        pieces = Pieces(stream, (etree.QName(self._payload).localname, "record"))
        pieces.put_back(self._head)
        self._head = b""
        alone: Unit | None = None
        while not (self._refused or self._stopped):
            piece = pieces.read()
            damage = self._feed(piece)
            self._damage = self._damage or damage
            for found in self._events():
                if isinstance(found, Unit) and found.element is self._root:
                    alone = found  # held back: only at the end it is known to be all of its file
                else:
                    yield found
            if damage is None or not damage.fatal:
                damage = self._stalled(piece, pieces)
            if damage is not None:
                self._damage = damage
                yield from self._recovered(damage, pieces)
            elif not piece:
                break
            elif alone is None:
                self._prune()
        if self._refused:
            return
        if alone is not None:
            yield alone._replace(raw=b"".join(self._whole or [])) if self._damage is None else alone
        yield from self._summary()

    def _summary(self) -> Iterator[Fault]:
        """Yield what is wrong with the file as a whole, if anything is."""
        none = not self._records.number and not self._faulty
        if self._damage is not None and (self._stopped or none or (self._damage.fatal and not self._faulty)):
            content = self._region.content[: self._limit]
            yield xml_damage.not_well_formed(self._damage, read=self._read, content=content)
        elif none:
            yield xml_faults.nothing_found(
                self._payload, root=self._root_name, namespace=self._namespace, misplaced=self._records.misplaced
            )

    def _feed(self, piece: bytes) -> Damage | None:
        """Return the damage that the next bytes, or the end of the file, bring to light."""
        error = None
        self._reached = self._ended = False
        try:
            if piece:
                self._keep(piece)
                self._parser.feed(piece)
            else:
                self._parser.close()
        except etree.XMLSyntaxError as raised:
            error = raised
        found = xml_damage.damage(self._parser.feed_error_log, error, at_end=not piece)
        return found.moved(self._records.line) if found is not None else None

    def _stalled(self, piece: bytes, pieces: Pieces) -> Damage | None:
        """Return the damage that the parser would report later only, now that a record should have ended."""
        if self._reached:
            self._settle(piece)
            return None
        return self._region.probe() if self._root is not None and pieces.ends(piece, self._name) else None

    def _settle(self, piece: bytes) -> None:
        """Return nothing; forget the bytes of the records that have ended, if the last one ended where the piece does.

        An empty tag ends a record too, and the end tag behind it may be that of something else.
        """
        empty = self._hollow and b"/>" in piece
        if self._ended and self._open is None and not empty and closes(piece, self._name):
            self._region.restart(self._beginning)

    def _opening(self) -> bytes | None:
        """Return how a document begins in which the records can be read on, or None when they cannot."""
        if self._root is None or is_payload(self._root, self._payload):
            return None
        return self._beginning or xml_recovery.opening(self._root, self._encoding)

    def _recovered(self, damage: Damage, pieces: Pieces) -> Iterator[Fault]:
        """Yield the Fault of the damaged record and make ready to read what follows it, or stop for good."""
        beginning = self._opening()
        cut = self._cut(pieces) if beginning is not None and "DOCUMENT_END" not in damage.kind else None
        if beginning is None or cut is None:
            self._stopped = True
            return
        self._faulty += 1
        self._damaged += 1
        if self._damaged > MOST_DAMAGED:
            yield xml_damage.too_much_damage(damage, damaged=MOST_DAMAGED, read=self._read)
            self._refused = True
            return
        content, rest = cut
        self._records.number += 1
        yield xml_damage.damaged_record(
            f"record {self._records.number}, {damage.place}", damage, content, limit=self._limit
        )
        self._restart(beginning, rest, pieces)

    def _cut(self, pieces: Pieces) -> tuple[bytes, bytes] | None:
        """Return the bytes of the damaged record, and those that follow it; None when no record follows."""
        name = self._name or etree.QName(self._payload).localname
        if self._open is None and not self._region.holds_record and self._region.complete:
            content = self._region.content
            start = content.find(f"<{name}".encode())
            if start > 0 and content[:start].strip():
                return content[:start], content[start:]
        found = self._region.cut(name, pieces)
        start = found[0].find(f"<{name}".encode()) if found is not None else -1
        return (found[0][start:], found[1]) if found is not None and start > 0 else found

    def _restart(self, beginning: bytes, rest: bytes, pieces: Pieces) -> None:
        """Return nothing; go on with a new parser, which is told first what is open around the records."""
        pieces.put_back(rest)
        self._region.restart(beginning, rest)
        self._parser = xml.pull_parser(self._tags)
        self._root = self._around = self._beginning = self._open = self._damage = self._whole = None
        self._oversize = False
        self._records.line = self._region.line - 1
        self._parser.feed(beginning)

    def _keep(self, piece: bytes) -> None:
        """Return nothing; hold on to the bytes as long as the file may turn out to be one small record."""
        self._region.add(piece)
        self._fed += len(piece)
        if self._whole is not None and self._fed <= self._limit:
            self._whole.append(piece)
        else:
            self._whole = None

    def _events(self) -> Iterator[Unit | Fault]:
        """Yield the records that ended in the bytes just fed."""
        events: Iterator[tuple[str, etree._Element]] = cast("Any", self._parser.read_events())
        for kind, node in events:
            if self._root is None and self._begin(node) is not None:
                yield xml_refusal.NO_ENTITIES
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
                release(node)

    def _sound(self, found: Unit | Fault | None) -> Unit | Fault | None:
        """Return what was found, or a Fault instead of a record that is hurt by the damage to its file."""
        if self._damage is None or not isinstance(found, Unit) or found.element is None:
            return found
        content = xml.serialise(found.element)
        try:
            etree.fromstring(content, xml.parser())
        except etree.XMLSyntaxError:
            return xml_damage.damaged_record(found.position, self._damage, content, limit=self._limit)
        return found

    def _begin(self, node: etree._Element) -> Fault | None:
        """Return why the document is refused, if it is, now that its first element is known."""
        self._root = node.getroottree().getroot()
        self._namespace = namespace(self._root)
        self._records.has_doctype = bool(node.getroottree().docinfo.doctype)
        self._refused = self._records.has_doctype and xml.declares_entities(node)
        return xml_refusal.NO_ENTITIES if self._refused else None

    def _start(self, node: etree._Element) -> None:
        """Return nothing; remember the node if a record begins with it."""
        if self._open is None and self._is_record(node):
            self._open = node
            self._name = xml_recovery.name(node)
            self._opened_at = self._fed
            around = node.getparent()
            if around is not self._around:
                self._around = around
                self._beginning = xml_recovery.opening(around, self._encoding) if around is not None else None

    def _is_record(self, node: etree._Element) -> bool:
        """Return whether a node is named as records are."""
        return is_payload(node, self._payload) or local(node) == "record"

    def _end(self, node: etree._Element) -> Unit | Fault | None:
        """Return the record that ends with the node, if one does."""
        self._reached = self._reached or self._is_record(node)
        if node is self._open:
            self._open = None
            self._ended = self._region.holds_record = True
            self._hollow = not len(node) and not node.text
            oversize, self._oversize = self._oversize, False
            return self._records.record(node, oversize=oversize)
        return self._records.envelope(node) if self._open is None else None

    def _prune(self) -> None:
        """Return nothing; let go of what lies behind the reading point, also inside a record beyond the limit.

        The last child of each open element must stay: the parser may still be writing to the text behind it.
        """
        if self._open is not None and self._fed - self._opened_at > self._limit:
            self._oversize = is_payload(self._open, self._payload) or any(
                part is not None for part in xml_harvest.parts(self._open, self._payload)[:3]
            )
            if not self._oversize:
                self._open = None  # a `record` of some other kind
        node = self._root
        while node is not None and len(node) and (node is not self._open or self._oversize):
            del node[:-1]
            node = node[-1]
