"""Files that are not even parsed, and what they may be instead.

Entities are refused as a whole: `<!ENTITY` is how a file reads other files (XXE) or grows without bound (the billion
laughs), and no metadata format needs it. <https://www.w3.org/TR/xml/#sec-entity-decl>
"""

import re
from typing import Final

from crosswalks.sources import xml_prolog
from crosswalks.sources.entry import Fault

NO_ENTITIES: Final = Fault(
    "document type declaration",
    "The file declares entities in a DOCTYPE, which could read other files or fill the memory; it was not read.",
    "Remove the DOCTYPE and write the characters themselves instead of entity references.",
)


def refusal(chunk: bytes) -> Fault | None:
    """Return why a file that begins so is not even parsed: empty, no XML, or declaring entities."""
    start = xml_prolog.plain(chunk)
    if not start:
        return Fault("file", "The file is empty.", "Check how it was exported or copied, and load it again.")
    if not start.startswith(b"<"):
        return Fault(
            "line 1",
            f"The file is not XML: it begins with {_shown(start)}.",
            f"{_guess(chunk)} Name the right format with --from, or export the records as XML.",
            chunk,
        )
    return NO_ENTITIES if xml_prolog.walk(chunk).declares_entities else None


def _shown(start: bytes) -> str:
    """Return the first characters of a file, fit for a message."""
    return repr(start[:20].decode("utf-8", "replace"))


_BEGINNINGS: Final = (
    (re.compile(rb"\d{5}[acdnp]"), "It looks like binary MARC 21."),
    (re.compile(rb"%PDF"), "It is a PDF."),
    (re.compile(rb"PK\x03\x04"), "It is a ZIP archive, or a spreadsheet or text in an Office format."),
    (re.compile(rb"BZh|\xfd7zXZ|\x28\xb5\x2f\xfd"), "It is compressed: unpack it, or compress it with gzip."),
    (re.compile(rb"SQLite format 3"), "It is a database."),
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1b\x7f]")


def _guess(chunk: bytes) -> str:
    """Return a sentence on what a file that is not XML may be."""
    for beginning, sentence in _BEGINNINGS:
        if beginning.match(chunk):
            return sentence
    start = xml_prolog.plain(chunk)
    if is_binary(start if chunk.startswith((b"\xff\xfe", b"\xfe\xff")) else chunk):
        return "It is binary data, not text."
    if start[:1] in (b"{", b"["):
        return "It looks like JSON."
    line = start.partition(b"\n")[0]
    if max(line.count(b","), line.count(b"\t"), line.count(b";")) >= 1:
        return "It looks like a table (CSV)."
    return "Something may stand before the XML, or the file may be damaged."


def is_binary(chunk: bytes) -> bool:
    """Return whether bytes are no text: no table, JSON or XML has control characters in its first lines."""
    return _CONTROL.search(chunk[:4096]) is not None
