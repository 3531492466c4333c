"""What stands before the root element of an XML document, walked once from left to right.

A document type declaration may declare entities, and `<!ENTITY` in a comment or a CDATA section declares none; so the
prolog is walked by its grammar (<https://www.w3.org/TR/xml/#sec-prolog-dtd>), in time linear in its length: no
pattern here ever looks for an end twice.
"""

import re
from typing import Final, NamedTuple

_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_START_TAG: Final = re.compile(rb"<(?:[A-Za-z_\x80-\xff][\w.\x80-\xff-]{0,100}:)?([A-Za-z_][\w.-]{0,100})[\s/>]")
_ENCODING: Final = re.compile(rb"""<\?xml\s[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}["']([A-Za-z][\w.-]{0,40})["']""")
_IN_DOCTYPE: Final = re.compile(rb"""["'\[\]>]|<!--|<\?|<!ENTITY\b""")
_ENDS: Final = {b"<!--": b"-->", b"<?": b"?>", b'"': b'"', b"'": b"'"}


class Prolog(NamedTuple):
    """The local name of the root element, "" when the bytes do not reach it; whether the DOCTYPE declares entities.

    `encoding` is that of the byte order mark or the XML declaration, else UTF-8. `start` is where the root begins in
    the bytes as they are; -1 when that cannot be told.
    """

    root: str
    declares_entities: bool
    encoding: str
    has_doctype: bool
    start: int


def walk(head: bytes) -> Prolog:
    """Return what the first bytes of a document say; their encoding may be any that has ASCII within it."""
    text = plain(head)
    at, entities, doctype, encoding = 0, False, False, _encoding(head)
    while at < len(text):
        if text.startswith(b"<!DOCTYPE", at):
            at, found = _doctype(text, at + 9)
            entities, doctype = entities or found, True
        elif opening := next((mark for mark in (b"<!--", b"<?") if text.startswith(mark, at)), b""):
            at = _behind(text, _ENDS[opening], at + len(opening))
        elif text[at : at + 1].isspace():
            at += 1
        else:
            tag = _START_TAG.match(text, at)
            start = len(head) - len(text) + at if tag and head.endswith(text) else -1
            return Prolog(tag.group(1).decode("ascii") if tag else "", entities, encoding, doctype, start)
    return Prolog("", entities, encoding, doctype, -1)


def _encoding(head: bytes) -> str:
    """Return the encoding that a document begins in."""
    if head.startswith(b"\xef\xbb\xbf"):
        return "UTF-8"
    if b"\0" in head[:4]:
        return "UTF-16"
    found = _ENCODING.match(head)
    return found.group(1).decode("ascii") if found is not None else "UTF-8"


def plain(head: bytes) -> bytes:
    """Return the bytes without a byte order mark and, for the sake of UTF-16, without zeros."""
    text = head
    for mark in _BOMS:
        text = text.removeprefix(mark)
    return text.replace(b"\0", b"").lstrip()


def _behind(text: bytes, end: bytes, start: int) -> int:
    """Return the place behind the next `end`, or the end of the text."""
    found = text.find(end, start)
    return found + len(end) if found >= 0 else len(text)


def _doctype(text: bytes, start: int) -> tuple[int, bool]:
    """Return the place behind a document type declaration, and whether it declares entities."""
    entities = subset = False
    at = start
    while (found := _IN_DOCTYPE.search(text, at)) is not None:
        mark, at = found.group(), found.end()
        if mark in _ENDS:
            at = _behind(text, _ENDS[mark], at)
        elif mark == b">" and not subset:
            return at, entities
        elif mark in (b"[", b"]"):
            subset = mark == b"["
        elif mark != b">":
            entities = True
    return len(text), entities
