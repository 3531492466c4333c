"""The bytes of an input: unpacked, put together again, and taken in stretches."""

import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final, cast

CHUNK: Final = 65_536
_GZIP: Final = b"\x1f\x8b"
_DAMAGE: Final = (OSError, EOFError, zlib.error)


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Return the stream, decompressed if it is gzip."""
    head = stream.read(2)
    rest = joined(head, stream)
    return cast("BinaryIO", gzip.GzipFile(fileobj=rest)) if head == _GZIP else rest


def joined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """Return a stream of the bytes, then of the rest."""
    return chained([head], rest)


def chained(heads: Iterable[bytes], rest: BinaryIO) -> BinaryIO:
    """Return a stream of all the bytes, taken one after the other as it is read, then of the rest."""
    return cast("BinaryIO", _Chained(iter(heads), rest))


class _Chained(io.RawIOBase):
    """Bytes that were read already, then a stream, whose error comes again as often as it is read on."""

    def __init__(self, heads: Iterator[bytes], rest: BinaryIO) -> None:
        super().__init__()
        self._heads = heads
        self._head = memoryview(b"")
        self._rest = rest
        self._error: Exception | None = None

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into a buffer; return how many bytes: as many as it takes, fewer only at the end or before damage."""
        at = 0
        while at < len(buffer):
            try:
                piece = self._piece(len(buffer) - at)
            except _DAMAGE:
                if not at:
                    raise
                break
            if not piece:
                break
            buffer[at : at + len(piece)] = piece
            at += len(piece)
        return at

    def _piece(self, size: int) -> bytes | memoryview:
        """Return up to so many bytes."""
        while not self._head and (head := next(self._heads, None)) is not None:
            self._head = memoryview(head)
        if not self._head:
            return self._more(size)
        piece, self._head = self._head[:size], self._head[size:]
        return piece

    def _more(self, size: int) -> bytes:
        if self._error is not None:
            raise self._error
        try:
            return self._rest.read(size)
        except _DAMAGE as error:
            self._error = error
            raise


def filled(stream: BinaryIO, size: int) -> bytes:
    """Return `size` bytes or a little more; fewer at the end only, or before damage, which the next read tells."""
    pieces: list[bytes] = []
    held = 0
    try:
        while held < size and (piece := stream.read(CHUNK)):
            pieces.append(piece)
            held += len(piece)
    except _DAMAGE:
        pass
    return b"".join(pieces)


def grown(buffer: bytes, stream: BinaryIO, until: re.Pattern[bytes], most: int) -> bytes:
    """Return the buffer with as much of the stream behind it as it takes to find a pattern there.

    Without it there are `most` bytes and some more; fewer at the end only, or before damage.
    """
    while len(buffer) <= most and until.search(buffer) is None:
        more = filled(stream, min(len(buffer), most - len(buffer)) + 1)  # doubled, so that all stays linear
        if not more:
            break
        buffer += more
    return buffer


def has_ended(stream: BinaryIO) -> bool:
    """Return whether a stream of which everything was taken ends here, rather than being damaged."""
    try:
        return not stream.read(1)
    except _DAMAGE:
        return False
