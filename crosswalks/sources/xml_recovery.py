"""Reading on behind a record that is not well-formed XML.

A parser stops for good at the first such place. What is needed to go on is kept here: the bytes since the last record
that was sound, and the elements that stand around the records, which a new parser has to be told first.
"""

import re
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from crosswalks import xml
from crosswalks.sources import xml_damage
from crosswalks.sources.streams import CHUNK
from crosswalks.sources.xml_damage import Damage
from crosswalks.sources.xml_harvest import local
from crosswalks.sources.xml_pieces import Pieces

# Each damaged record costs a new parser; in a file with more of them something else is wrong
MOST_DAMAGED: Final = 100


class Region:
    """The bytes since the end of the last sound record, the limit of a record at least.

    Whether they are well-formed shows only within what is open where they begin. That is told when they begin, since
    it is not what is open around the record now read: one list of records may have ended, and another one begun.
    """

    def __init__(self, limit: int) -> None:
        self._most = max(limit, 16 * CHUNK) + CHUNK
        self._limit = limit
        self._pieces: list[bytes] = []
        self._size = 0
        self._next_probe = 0
        self.line = 1  # where the region begins
        self._beginning: bytes | None = b""
        self._breaks = 0
        self.holds_record = False  # whether one has ended in it, but not where a piece did

    @property
    def complete(self) -> bool:
        """Whether all bytes of the region are still here."""
        return self._size <= self._most

    @property
    def content(self) -> bytes:
        """The bytes, as many as there are."""
        return b"".join(self._pieces)

    def add(self, piece: bytes) -> None:
        """Return nothing; add what the parser is fed."""
        self._size += len(piece)
        self._breaks += piece.count(b"\n")
        if self.complete:
            self._pieces.append(piece)

    def restart(self, beginning: bytes | None, put_back: bytes = b"") -> None:
        """Return nothing; begin behind a sound record, or behind what was cut out if `put_back` is to follow.

        `beginning` opens what is open there; None when a parser cannot be told.
        """
        self._beginning = beginning
        self.line += self._breaks - put_back.count(b"\n")
        self._pieces, self._size, self._breaks, self._next_probe = [], 0, 0, 0
        self.holds_record = False

    def resume(self, beginning: bytes, line: int) -> None:
        """Return nothing; begin behind so many lines, all records before them being sound."""
        self._beginning = beginning
        self.line = line + 1

    def probe(self) -> Damage | None:
        """Return the damage in the region, if there is any but that it breaks off.

        Nothing is looked for unless there is twice as much as the last time, so that all stays linear.
        """
        if self._beginning is None or not self.complete or self._size < self._next_probe:
            return None
        self._next_probe = 2 * self._size
        found = _probed([self._beginning, *self._pieces])
        return found.moved(self.line - 1) if found is not None else None

    def cut(self, name: str, pieces: Pieces) -> tuple[bytes, bytes] | None:
        """Return the region up to the end tag of the next record of this name, and what follows; None without one.

        Of the former not more than the limit of a record. Metadata may be a record of the same name, as MARCXML is:
        then the end tag that counts stands behind the metadata.
        """
        end_tag = f"</{name}".encode()
        kept, rest = (b"", self.content) if self.complete else (self.content, b"")
        found = self._next(end_tag, kept, rest, pieces)
        if found is None or not _METADATA.search(found[0]) or _METADATA_END.search(found[0]):
            return found
        return self._next(end_tag, *found, pieces)

    def _next(self, end_tag: bytes, kept: bytes, rest: bytes, pieces: Pieces) -> tuple[bytes, bytes] | None:
        """Return what is kept with the rest up to the next such end tag, and what follows it."""
        taken = bytearray(kept[: self._limit])
        while True:
            place = _behind(rest, end_tag)
            taken += rest[: min(place or len(rest), max(0, self._limit - len(taken)))]
            if place:
                return bytes(taken), rest[place:]
            rest = pieces.read()
            if not rest:
                return None
            self._breaks += rest.count(b"\n")


_METADATA: Final = re.compile(rb"<(?:[^\s<>/:]{1,100}:)?metadata[\s>]")
_METADATA_END: Final = re.compile(rb"</(?:[^\s<>/:]{1,100}:)?metadata\s{0,100}>")


def _behind(data: bytes, end_tag: bytes) -> int:
    """Return the place behind an end tag, which may hold blanks before its `>`; 0 when there is none."""
    found = data.find(end_tag)
    return data.find(b">", found) + 1 if found >= 0 else 0


def name(node: etree._Element) -> str:
    """Return the name of an element as it is written, `mods:mods`."""
    return f"{node.prefix}:{local(node)}" if node.prefix else local(node)


def opening(around: etree._Element, encoding: str) -> bytes | None:
    """Return a beginning of a document that opens `around` and what is around it, with all their namespaces.

    None when the document is in an encoding in which tags cannot be found. Where there is a DOCTYPE, an entity that
    nothing defines is no damage.
    """
    chain = [*reversed(list(around.iterancestors())), around]
    tags = "".join(f"<{name(node)}{_declarations(node)}>" for node in chain)
    doctype = '<!DOCTYPE x SYSTEM "x">' if around.getroottree().docinfo.doctype else ""
    try:
        if "</a>".encode(encoding) != b"</a>":
            return None
        return f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{tags}'.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return None


def _declarations(node: etree._Element) -> str:
    """Return the namespaces that are in scope in an element, as attributes."""
    return "".join(
        f" xmlns{':' + prefix if prefix else ''}={quoteattr(uri)}"
        for prefix, uri in node.nsmap.items()
        if prefix != "xml"
    )


def _probed(pieces: list[bytes]) -> Damage | None:
    """Return the damage in the pieces of the beginning of a document, if there is any but that it breaks off.

    The push parser waits, for as long as it takes, for the `;` behind an ampersand; told that there is no more, it
    says what is wrong. It takes no more than 10 MB at a time.
    """
    parser = xml.parser()
    try:
        for piece in pieces:
            parser.feed(piece)
        parser.close()
    except etree.XMLSyntaxError as error:
        found = xml_damage.damage(parser.feed_error_log, error, at_end=True)
        if found is not None and found.fatal and not found.unfinished:
            return found._replace(at_end=False)
    return None
