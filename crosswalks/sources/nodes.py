"""Reading elements: their words, language, and addresses, each cleaned once.

Children of MODS elements are grouped by name in one pass; XPath would walk the record once for every field.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from lxml import etree
from lxml.etree import _Element

from crosswalks import clean, languages, xml

Groups = defaultdict[str, list[_Element]]

_PREFIX: Final = f"{{{xml.MODS}}}"
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+")
# What programs write where they have nothing; "None" and "unknown" may be what somebody meant
_NULLS: Final = frozenset({"null", "NULL", "Null", "(null)", "[null]", "undefined", "NaN", "nan", "N/A", "n/a", "#N/A"})
_whole_text = etree.XPath("string()")


def groups(parent: etree._Element) -> Groups:
    """Return the MODS children by their local name, in document order; of a name that is absent, an empty list."""
    found: Groups = defaultdict(list)
    for child in parent.iterchildren(etree.Element):
        if name := _local(str(child.tag)):
            found[name].append(child)
    return found


@lru_cache(maxsize=512)
def _local(tag: str) -> str:
    """Return the local name of a MODS element, of which there are some hundred; "" of any other."""
    return tag.removeprefix(_PREFIX) if tag.startswith(_PREFIX) else ""


def words(node: etree._Element) -> str:
    """Return the text of an element and everything in it, clean."""
    raw = node.text if not len(node) else str(_whole_text(node))
    value = clean.text(raw) if raw else ""
    return "" if value in _NULLS else value


def nulls(element: etree._Element) -> list[str]:
    """Return the words in a record that say no more than that there is nothing, which `words` leaves out."""
    found = (node.text.strip() for node in element.iter(etree.Element) if node.text and not len(node))
    return [value for value in found if value in _NULLS]


def times(count: int) -> str:
    """Return how often something happened, for a note."""
    return "once" if count == 1 else f"{count:,} times"


def all_words(nodes: Iterable[etree._Element]) -> tuple[str, ...]:
    """Return the texts of the elements, without those that are empty."""
    return tuple(value for node in nodes if (value := words(node)))


def first_words(nodes: Iterable[etree._Element]) -> str:
    """Return the first text that is not empty, or ""."""
    return next(iter(all_words(nodes)), "")


def lang(*nodes: etree._Element) -> str:
    """Return the ISO 639-3 code of the first of the elements that says its language, or ""."""
    for node in nodes:
        if written := node.get(xml.XML_LANG) or node.get("lang"):
            return languages.code(written)
    return ""


def attribute(node: etree._Element, name: str) -> str:
    """Return the value of an attribute, clean, or ""."""
    return words_of(node.get(name))


def words_of(value: str | None) -> str:
    """Return a value of an attribute as clean text."""
    return clean.text(value) if value else ""


def uri(value: str | None) -> str:
    """Return the value as an absolute URI, or "" when it is none."""
    found = clean.uri(clean.text(value)) if value else ""
    return found if _URI.fullmatch(found) else ""


def url(value: str | None) -> str:
    """Return the value as a web address, or "" when it is none."""
    found = uri(value)
    scheme, colon, rest = found.partition("://")
    return f"{scheme.lower()}{colon}{rest}" if colon and scheme.lower() in ("http", "https") else ""
