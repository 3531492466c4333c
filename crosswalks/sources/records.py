"""Source `records`: Sheaf's own Record as JSON: one object a line (JSON Lines), one array, or one object.

The shape is that of `crosswalks.record`, published as JSON Schema. JSON: <https://www.rfc-editor.org/rfc/rfc8259>;
JSON Lines: <https://jsonlines.org/>. A line that is wrong harms no other; an array is read element by element.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO, Final, NamedTuple, cast

import msgspec

from crosswalks import record
from crosswalks.record import Record
from crosswalks.sources import identity, record_json
from crosswalks.sources.entry import Entry, Fault, ReadOptions

_BOM: Final = b"\xef\xbb\xbf"
_CHUNK: Final = 65_536
_TOKEN: Final = re.compile(rb'["\\\[\]{},]')


class _Text(NamedTuple):
    """One JSON value: the line it begins on, and its bytes; None in place of those beyond the limit."""

    line: int
    content: bytes | None


def read(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry | Fault]:
    """Yield an Entry for each Record, a Fault for each that cannot be read."""
    if options.id_from not in ("auto", "filename", "content"):
        yield Fault(
            "file",
            f"An identifier cannot be taken by the XPath {options.id_from}: these records are JSON.",
            "Use --id-from auto, filename or content for records.",
        )
        return
    try:
        number, damaged = 0, False
        for text in _texts(stream, options.max_record_bytes):
            if isinstance(text, Fault):
                damaged = True
                yield text
                continue
            number += 1
            yield _entry(text, name, number, options)
        if not number and not damaged:
            yield Fault("file", "The file holds no record.", "Check how it was exported, and load it again.")
    except (OSError, EOFError, zlib.error) as error:
        yield Fault("file", f"The file cannot be read: {error}.", "Check the file and its permissions.")


def _entry(text: _Text, name: str, number: int, options: ReadOptions) -> Entry | Fault:
    """Return the Entry of one JSON value."""
    position = f"record {number}, line {text.line}"
    if text.content is None:
        return Fault(
            position, f"The record is larger than {options.max_record_bytes:,} bytes.",
            "Move long texts out of the record, or raise max_record_bytes in the settings.",
        )  # fmt: skip
    try:
        found, remarks = record_json.parse(text.content)
    except (ValueError, RecursionError) as error:  # msgspec's errors are ValueErrors
        return _fault(error, position, text.content)
    found, notes = _identified(found, name, number, options)
    sets = (*found.sets, *(spec for spec in options.sets if spec not in found.sets))
    if sets != found.sets:
        found = msgspec.structs.replace(found, sets=sets)
    return Entry(position, found, identifier=found.oai_identifier, notes=(*remarks, *notes), content=text.content)


def _fault(error: Exception, position: str, content: bytes) -> Fault:
    """Return the Fault of a JSON value that is no Record, or of text that is no JSON."""
    malformed = isinstance(error, msgspec.DecodeError) and not isinstance(error, msgspec.ValidationError)
    if malformed or not isinstance(error, ValueError) or isinstance(error, UnicodeDecodeError):
        return Fault(position, f"The line is not JSON: {error}.", "Correct the JSON, in UTF-8.", content)
    return Fault(position, record_json.explain(error, content), "Correct the field that is named.", content)


def _identified(found: Record, name: str, number: int, options: ReadOptions) -> tuple[Record, tuple[str, ...]]:
    """Return the Record with the identifier that the rule gives, and a note when it is another than its own."""
    if options.id_from == "auto":
        return found, ()
    value = identity.from_name(name, number)
    if options.id_from == "content":
        value = identity.from_content(record.dump(found))
    return msgspec.structs.replace(found, local_id=value), (f"The identifier {value} replaces {found.local_id}.",)


def _texts(stream: BinaryIO, limit: int) -> Iterator[_Text | Fault]:
    """Yield the JSON values of a file."""
    file = _File(stream)
    start = file.head.removeprefix(_BOM).lstrip()
    first_line = start.partition(b"\n")[0].rstrip()
    if start.startswith(b"["):
        yield from _elements(file, limit)
    elif start and not start.startswith(b"{"):
        shown = repr(start[:20].decode("utf-8", "replace"))
        yield Fault(
            "line 1",
            f"The file is not JSON: it begins with {shown}.",
            "Name the right format with --from, or export the records as JSON Lines.",
        )
    elif b"\n" in start and (first_line == b"{" or first_line.endswith((b",", b"{", b"["))):
        yield _whole(file, limit)
    else:
        yield from file.lines(limit)


class _File:
    """A file, unpacked if need be, read in lines or in pieces; `head` is how it begins."""

    def __init__(self, stream: BinaryIO) -> None:
        buffered = stream if hasattr(stream, "peek") else BufferedReader(cast("BufferedReader", stream), _CHUNK)
        self._stream = cast("BufferedReader", buffered)
        if self._stream.peek(2)[:2] == b"\x1f\x8b":
            self._stream = cast("BufferedReader", gzip.GzipFile(fileobj=self._stream))
        self.head = self._stream.peek(_CHUNK)

    def lines(self, limit: int) -> Iterator[_Text]:
        """Yield the lines that are not blank."""
        number = 0
        while line := self._stream.readline(limit + 2):
            number += 1
            whole = len(line) <= limit + 1
            while not whole and line and not line.endswith(b"\n"):
                line = self._stream.readline(_CHUNK)
            content = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
            if content or not whole:
                yield _Text(number, content if whole else None)

    def pieces(self) -> Iterator[bytes]:
        """Yield the file in pieces, without a byte order mark."""
        piece = self._stream.read(_CHUNK).removeprefix(_BOM)
        while piece:
            yield piece
            piece = self._stream.read(_CHUNK)


def _whole(file: _File, limit: int) -> _Text:
    """Return a file that is one object over several lines."""
    pieces, size = [], 0
    for piece in file.pieces():
        size += len(piece)
        if size <= limit:
            pieces.append(piece)
    return _Text(1, b"".join(pieces) if size <= limit else None)


def _elements(file: _File, limit: int) -> Iterator[_Text | Fault]:
    """Yield the elements of an array."""
    split = _Splitter(limit)
    for piece in file.pieces():
        yield from split.feed(piece)
    if not split.closed:
        yield Fault(
            f"line {split.line}", "The file ends within its array.", "The file is cut off: copy or export it again."
        )


class _Splitter:
    """Cuts a JSON array into its elements, without understanding them."""

    def __init__(self, limit: int) -> None:
        self.line = 1
        self.closed = False
        self._limit = limit
        self._depth = -1  # before the array opens
        self._quoted = self._escaped = False
        self._pieces: list[bytes] = []
        self._size = 0
        self._began = 1

    def feed(self, piece: bytes) -> Iterator[_Text]:
        """Yield the elements that end within the piece."""
        start = 0
        skip = 0 if self._escaped else -1  # the character behind a backslash, also across two pieces
        self._escaped = False
        for token in _TOKEN.finditer(piece):
            at, sign = token.start(), token.group()
            if at == skip or self.closed:
                continue
            if sign == b"\\":
                skip = at + 1
                self._escaped = self._quoted and skip == len(piece)
            elif sign == b'"':
                self._quoted = not self._quoted
            elif not self._quoted and self._ends(sign):
                yield from self._cut(piece[start:at])
                start = at + 1
        self._keep(piece[start:] if not self.closed else b"")

    def _ends(self, sign: bytes) -> bool:
        """Return whether a comma or bracket ends an element of the array, or the blanks before its first one."""
        if sign in b"[{":
            self._depth += 1
            return self._depth == 0
        if sign in b"]}" and self._depth:
            self._depth -= 1
        elif sign in b"]}":
            self.closed = True
        return self.closed or (sign == b"," and self._depth == 0)

    def _keep(self, piece: bytes) -> None:
        """Return nothing; add to the element at hand, as long as it is within the limit."""
        if not self._pieces and not piece.strip():
            self.line += piece.count(b"\n")
            return
        if not self._pieces:
            self._began = self.line + piece[: len(piece) - len(piece.lstrip())].count(b"\n")
        self.line += piece.count(b"\n")
        self._size += len(piece)
        self._pieces.append(piece if self._size <= self._limit else b"")

    def _cut(self, piece: bytes) -> Iterator[_Text]:
        """Yield the element that ends with the piece, unless it is empty."""
        self._keep(piece)
        if self._pieces:
            yield _Text(self._began, b"".join(self._pieces).strip() if self._size <= self._limit else None)
        self._pieces, self._size = [], 0
