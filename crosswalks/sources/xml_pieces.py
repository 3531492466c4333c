"""The bytes of a file in pieces that end where a record may end.

A parser that is given whole records at a time tells by its events where each of them ends in the bytes, so that a
record which is no XML can be cut out and the next one be read.
"""

import re
from typing import BinaryIO, Final

from crosswalks.sources.streams import CHUNK

_LONGEST_TAG: Final = 300


def end_tag(*names: str) -> re.Pattern[bytes]:
    """Return the pattern of an end tag of one of the local names."""
    return re.compile(rb"</(?:[^\s<>/:]{1,100}:)?(?:%b)\s{0,100}>" % "|".join(names).encode())


class Pieces:
    """A file in pieces: each ends with an end tag of one of the given local names, or where a chunk happens to."""

    def __init__(self, stream: BinaryIO, names: tuple[str, ...]) -> None:
        self._stream = stream
        self._end_tag = end_tag(*names)
        self._buffer = b""
        self._at = 0

    def put_back(self, data: bytes) -> None:
        """Return nothing; the data will be read next."""
        self._buffer = data + self._buffer[self._at :]
        self._at = 0

    def read(self) -> bytes:
        """Return the next piece; b"" at the end of the file."""
        if self._at >= len(self._buffer):
            self._buffer, self._at = self._stream.read(CHUNK), 0
        found = self._end_tag.search(self._buffer, self._at)
        if found is None:
            self._complete_tag()
            found = self._end_tag.search(self._buffer, self._at)
        end = found.end() if found is not None else len(self._buffer)
        piece, self._at = self._buffer[self._at : end], end
        return piece

    def ends(self, piece: bytes, name: str = "") -> bool:
        """Return whether a piece ends with one of the end tags, or with that of the name."""
        if not piece.endswith(b">"):
            return False
        found = self._end_tag.search(piece, max(0, len(piece) - _LONGEST_TAG))
        return found is not None and found.group().startswith(f"</{name}".encode())

    def _complete_tag(self) -> None:
        """Return nothing; read on when a tag is cut in two by the end of the chunk."""
        begun = self._buffer.rfind(b"<", self._at)
        while begun >= 0 and len(self._buffer) - begun < CHUNK and b">" not in self._buffer[begun:]:
            more = self._stream.read(CHUNK)
            if not more:
                return
            begun -= self._at
            self._buffer, self._at = self._buffer[self._at :] + more, 0


def closes(piece: bytes, name: str) -> bool:
    """Return whether a piece ends with the first end tag in it of this name.

    So it ends where an element of that name does of which the parser, given the piece, has found the end.
    """
    found = re.search(rb"</%b[\s>]" % re.escape(name.encode()), piece)
    return found is not None and piece.find(b">", found.start()) == len(piece) - 1
