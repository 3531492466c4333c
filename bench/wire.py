"""A small HTTP client on one kept connection, so that what is measured is the server's time and not the client's.

It asks, reads a response of known length into one buffer, and unpacks it; nothing else of HTTP is understood.
"""

import socket
import time
from collections.abc import Callable
from importlib import import_module
from types import TracebackType
from typing import NamedTuple, Self

from isal import isal_zlib

_GZIP = 31  # zlib's number for a gzip header


class Answer(NamedTuple):
    """A response: its body unpacked, its size on the wire, its coding, and the seconds until it had arrived whole."""

    body: bytes
    wire: int
    coding: str
    seconds: float


class WireError(Exception):
    """The server did not answer with 200 and a Content-Length."""


class Wire:
    """A kept connection to a server on this machine."""

    def __init__(self, port: int, coding: str = "identity") -> None:
        self._end = (
            f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: bench\r\nAccept-Encoding: {coding}\r\n\r\n"
        ).encode()
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = bytearray(4 << 20)

    def __enter__(self) -> Self:
        """Return the connection."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the connection."""
        self._socket.close()

    def get(self, query: str) -> Answer:
        """Return the response to a query of the endpoint.

        Raises:
            WireError: it is not a whole response with the status 200.

        """
        begun = time.perf_counter()
        self._socket.sendall(b"GET /oai?" + query.encode() + self._end)
        have = self._read(0)
        while (end := self._buffer.find(b"\r\n\r\n", 0, have)) < 0:
            have += self._read(have)
        head = bytes(self._buffer[:end]).lower()
        whole = end + 4 + _length(head)
        if whole > len(self._buffer):
            self._buffer.extend(bytes(whole))
        while have < whole:
            have += self._read(have)
        seconds = time.perf_counter() - begun
        coding = _field(head, b"content-encoding") or "identity"
        body = bytes(memoryview(self._buffer)[end + 4 : whole])
        return Answer(_unpacked(body, coding), whole, coding, seconds)

    def _read(self, have: int) -> int:
        got = self._socket.recv_into(memoryview(self._buffer)[have:])
        if not got:
            raise WireError("the connection was closed within a response")
        return got


def _length(head: bytes) -> int:
    length = _field(head, b"content-length")
    if not head.startswith(b"http/1.1 200 ") or not length:
        raise WireError(f"the server answered {head[:200]!r}")
    return int(length)


def _field(head: bytes, name: bytes) -> str:
    """Return a header field's value, or nothing."""
    _, found, rest = head.partition(b"\r\n" + name + b": ")
    return rest.partition(b"\r\n")[0].decode() if found else ""


def _unpacked(body: bytes, coding: str) -> bytes:
    if coding == "gzip":
        return bytes(isal_zlib.decompress(body, _GZIP))
    return _zstd()(body) if coding == "zstd" else body


def _zstd() -> Callable[[bytes], bytes]:
    """Return what unpacks zstd, if a library for it is there."""
    for module in ("compression.zstd", "backports.zstd"):
        try:
            unpack: Callable[[bytes], bytes] = import_module(module).decompress
        except ImportError:
            continue
        return unpack
    raise WireError("no library for zstd is installed")
