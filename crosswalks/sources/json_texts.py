"""The JSON values of a file: the lines of JSON Lines, the elements of an array, or one object.

JSON: <https://www.rfc-editor.org/rfc/rfc8259>; JSON Lines: <https://jsonlines.org/>. Nothing is understood here but
where one value ends and the next begins.
"""

import gzip
import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, BinaryIO, Final, Literal, NamedTuple, cast

from crosswalks.sources.entry import Fault
from crosswalks.sources.streams import CHUNK

_BOM: Final = b"\xef\xbb\xbf"
_TOKEN: Final = re.compile(rb'["\\\[\]{},]')


class Text(NamedTuple):
    """One JSON value: the line it begins on, and its bytes; None in place of those beyond the limit."""

    line: int
    content: bytes | None


def texts(stream: BinaryIO, limit: int) -> Iterator[Text | Fault]:
    """Yield the JSON values of a file."""
    file = _File(stream)
    found = layout(file.head)
    if found == "array":
        yield from _elements(file, limit)
    elif found == "lines":
        yield from file.lines(limit)
    elif found == "object":
        yield _whole(file, limit)
    else:
        shown = repr(_start(file.head)[:20].decode("utf-8", "replace"))
        yield Fault(
            "line 1",
            f"The file is not JSON: it begins with {shown}.",
            "Name the right format with --from, or export the records as JSON Lines.",
        )


def _start(head: bytes) -> bytes:
    """Return how a file begins, without byte order mark and blanks."""
    return head.removeprefix(_BOM).lstrip()


def layout(head: bytes) -> Literal["array", "lines", "object", ""]:
    """Return how a file that begins so holds its values; "" when it is no JSON."""
    start = _start(head)
    first_line = start.partition(b"\n")[0].rstrip()
    if start.startswith(b"["):
        return "array"
    if start and not start.startswith(b"{"):
        return ""
    is_open = first_line == b"{" or first_line.endswith((b",", b"{", b"["))
    return "object" if b"\n" in start and is_open else "lines"


class _File:
    """A file, unpacked if need be, read in lines or in pieces; `head` is how it begins."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = buffered(stream)
        if self._stream.peek(2)[:2] == b"\x1f\x8b":
            self._stream = cast("BufferedReader", gzip.GzipFile(fileobj=self._stream))
        self.head = self._stream.peek(CHUNK)

    def lines(self, limit: int) -> Iterator[Text]:
        """Yield the lines that are not blank."""
        return lines(self._stream, limit, 0)

    def pieces(self) -> Iterator[bytes]:
        """Yield the file in pieces, without a byte order mark."""
        piece = self._stream.read(CHUNK).removeprefix(_BOM)
        while piece:
            yield piece
            piece = self._stream.read(CHUNK)


def buffered(stream: BinaryIO) -> BufferedReader:
    """Return the stream as one that can be read in lines."""
    return cast("BufferedReader", stream if hasattr(stream, "peek") else BufferedReader(cast("Any", stream), CHUNK))


def lines(stream: BufferedReader, limit: int, number: int) -> Iterator[Text]:
    """Yield the lines that are not blank, so many lines being read already."""
    while line := stream.readline(limit + 2):
        number += 1
        whole = len(line) <= limit + 1
        while not whole and line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        content = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
        if content or not whole:
            yield Text(number, content if whole else None)


def _whole(file: _File, limit: int) -> Text:
    """Return a file that is one object over several lines."""
    pieces, size = [], 0
    for piece in file.pieces():
        size += len(piece)
        if size <= limit:
            pieces.append(piece)
    return Text(1, b"".join(pieces) if size <= limit else None)


def _elements(file: _File, limit: int) -> Iterator[Text | Fault]:
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

    def feed(self, piece: bytes) -> Iterator[Text]:
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

    def _cut(self, piece: bytes) -> Iterator[Text]:
        """Yield the element that ends with the piece, unless it is empty."""
        self._keep(piece)
        if self._pieces:
            yield Text(self._began, b"".join(self._pieces).strip() if self._size <= self._limit else None)
        self._pieces, self._size = [], 0
