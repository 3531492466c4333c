"""Large XML files whose root holds nothing but records, cut into parts by the end tags of the records.

A part is parsed between the start tag of the root and its end tag. When that succeeds and gives as many records as end
tags were counted, each of them a child of the root, then the parser of the whole file would have stood between two
records at both ends of the part, and would have found the same. In all other cases the file is read in its order.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, Final, NamedTuple

from lxml import etree

from crosswalks import xml
from crosswalks.sources import parts, xml_prolog, xml_refusal
from crosswalks.sources.parts import Part
from crosswalks.sources.streams import filled, grown, has_ended
from crosswalks.sources.xml_harvest import is_payload
from crosswalks.sources.xml_pieces import end_tag
from crosswalks.sources.xml_records import Records, Unit

# In others a byte of a tag may be half a letter, or nothing before it has been read
_ENCODINGS: Final = re.compile(r"(?i)utf-8|us-ascii|iso-8859-\d+|windows-125\d")
_START_TAG: Final = re.compile(rb"<([^\s<>/\"'=]{1,200})(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
_BEFORE: Final = re.compile(rb"(?:\s|<!--(?:[^-]|-[^-])*+-->)*+")
_BLANKS: Final = bytes.maketrans(b"\t\r\n", b"   ")


class _Wrapper(NamedTuple):
    """How a file begins up to the end of its root's start tag, and the tags to put around a part."""

    size: int
    opening: bytes
    closing: bytes


def cut(stream: BinaryIO, payload: str, *, limit: int) -> Iterator[Part]:
    """Yield the parts of a file whose records are `payload` elements (in Clark notation).

    The first one has the beginning of the file, so that damage near to it is where it is said to be.
    """
    name = etree.QName(payload).localname
    buffer = filled(stream, parts.SIZE)
    found = _wrapper(buffer, name)
    if found is None:
        yield Part(buffer, 0, 0, None)
        return
    number = line = 0
    start, opening = found.size, b""
    pattern = end_tag(name)
    while True:
        buffer = grown(buffer, stream, pattern, start + limit)
        ends = [match.end() for match in pattern.finditer(buffer, start)]
        more = filled(stream, parts.SIZE)
        part = Part(buffer, number, line, len(ends), opening)
        if not more and has_ended(stream):
            yield part
            return
        if not (more and ends) or max(after - before for before, after in pairwise([start, *ends])) > limit:
            yield part._replace(content=buffer + more, holds=None)
            return
        yield part._replace(content=buffer[: ends[-1]], closing=found.closing)
        number, line = number + len(ends), line + buffer.count(b"\n", 0, ends[-1])
        buffer = buffer[ends[-1] :] + more
        start, opening = 0, found.opening


def _wrapper(head: bytes, name: str) -> _Wrapper | None:
    """Return how the file wraps its records; None unless the first thing in its root is a record of this name."""
    prolog = xml_prolog.walk(head)
    if prolog.start < 0 or prolog.has_doctype or prolog.root == name or not _ENCODINGS.fullmatch(prolog.encoding):
        return None
    root = _START_TAG.match(head, prolog.start)
    if root is None or root.group().endswith(b"/>") or xml_refusal.refusal(head) is not None:
        return None
    before = _BEFORE.match(head, root.end())
    first = _START_TAG.match(head, before.end() if before is not None else root.end())
    if first is None or first.group(1).rpartition(b":")[2] != name.encode():
        return None
    # Within a tag all white space is alike, and so the lines of the content keep their numbers
    tag = root.group().translate(_BLANKS)
    declaration = f'<?xml version="1.0" encoding="{prolog.encoding}"?>'.encode()
    return _Wrapper(root.end(), declaration + tag, b"</%b>" % root.group(1))


def units(part: Part, payload: str, *, limit: int) -> list[Unit] | None:
    """Return the records of a part; None when it is not what it was taken for."""
    if b"xml:id" in part.content:  # which is the only thing that one record may not have because another has it
        return None
    parser = xml.parser()
    try:
        root = etree.fromstring(part.opening + part.content + part.closing, parser)
    except etree.XMLSyntaxError:
        return None
    elements = list(root.iterchildren(etree.Element))
    strange = not all(is_payload(element, payload) for element in elements) or len(elements) != part.holds
    if strange or any(entry.level_name != "WARNING" for entry in parser.error_log):
        return None
    records = Records(payload, limit)
    records.number, records.line = part.number, part.line
    found = [records.record(element, oversize=False) for element in elements]
    sound = [unit for unit in found if isinstance(unit, Unit)]
    return sound if len(sound) == len(found) else None
