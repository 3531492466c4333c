"""The format of an input, told by its first bytes: its root element, or the opening of its JSON.

An OAI-PMH response is told by the metadata it carries. Nothing is parsed here: an input that only looks like its
format is for that format's source to refuse, with a reason.
"""

import gzip
import io
import re
import zlib

_root = re.compile(rb"<(?:[\w.\-]+:)?([\w.\-]+)[\s/>]")
_formats = {b"mods": "mods", b"modsCollection": "mods", b"dc": "oai_dc"}


def detect(head: bytes, name: str) -> str | None:
    """Return the name of the source that reads an input which begins with `head`, or None when it is unknown.

    `name` decides only where the content is silent: an empty or unreadable file goes by its suffix.
    """
    start = _plain(head).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in {b"{", b"["}:
        return "records"
    for tag in _root.findall(start):
        if tag in _formats:
            return _formats[tag]
    return _by_suffix(name) if not start else None


def _plain(head: bytes) -> bytes:
    """Return the head unpacked when it is gzip's, as far as it goes."""
    if not head.startswith(b"\x1f\x8b"):
        return head
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(head)).read1(65536)
    except (OSError, EOFError, zlib.error):
        return b""


def _by_suffix(name: str) -> str | None:
    lower = name.lower().removesuffix(".gz")
    return "records" if lower.endswith((".jsonl", ".json", ".ndjson")) else None
