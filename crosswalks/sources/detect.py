"""The format of an input, told by its first bytes: its root element, or the opening of its JSON.

An OAI-PMH response is told by the metadata it carries. Nothing is parsed here: an input that is no format of ours goes
to the source that can say best what it is instead, and what to do about it.
"""

import gzip
import io
import re
import zlib
from typing import Final

from crosswalks import xml
from crosswalks.sources import xml_prolog

_TAG: Final = re.compile(rb"<(?:[\w.\-]{1,100}:)?([\w.\-]{1,100})[\s/>]")
_FORMATS: Final = {
    b"mods": "mods", b"modsCollection": "mods", b"dc": "oai_dc", b"qualifieddc": "oai_qdc", b"sheaf": "sheaf",
    b"leader": "marcxml", b"controlfield": "marcxml", b"datafield": "marcxml",
}  # fmt: skip
_JSON_SUFFIXES: Final = (".jsonl", ".json", ".ndjson")


def detect(head: bytes, name: str) -> str:
    """Return the name of the source that reads an input which begins with `head`, or that knows why it cannot be read.

    `name` decides only where the content is silent: an empty or damaged file goes by its suffix.
    """
    start = xml_prolog.plain(_unpacked(head))
    if start[:1] in (b"{", b"["):
        return "records"
    for tag in _TAG.findall(start):
        if tag in _FORMATS:
            return _FORMATS[tag]
    if xml.MARC.encode() in start:  # whose elements `collection` and `record` are those of others too
        return "marcxml"
    is_json = name.lower().removesuffix(".gz").endswith(_JSON_SUFFIXES)
    return "records" if is_json and not start.startswith(b"<") else "mods"


def _unpacked(head: bytes) -> bytes:
    """Return the head unpacked when it is gzip's, as far as it goes."""
    if not head.startswith(b"\x1f\x8b"):
        return head
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(head)).read1(65536)
    except (OSError, EOFError, zlib.error):
        return b""
