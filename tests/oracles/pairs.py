"""The same object in two formats: what Sheaf reads, what another program or person made of it, what Sheaf makes of it.

The pairs lie in `corpora/pairs.tar.gz` of the reference data. Those of the stylesheets have the names `0001.in.xml` and
`0001.out.xml`, those of two cataloguers `g1976.mods.xml` and `g1976.dc.xml`, and those of Zotero are one JSON file for
each format.
"""

import html
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from lxml import etree

from crosswalks import registry, xml
from crosswalks.record import Record
from crosswalks.sources.entry import Fault, ReadOptions
from tests import corpora

ARCHIVE = "pairs.tar.gz"
LARGEST = 8_000_000  # bytes of a record


class Value(NamedTuple):
    """A value and the element or field that it stands in."""

    element: str
    text: str


@dataclass(frozen=True)
class Pair:
    """The input, and the values that each side made of it."""

    name: str
    given: etree._Element
    theirs: tuple[Value, ...]
    ours: tuple[Value, ...]

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of the input: texts, attributes, and the codes that lie side by side in fixed fields."""
        return frozenset(word for unit in self.units for word in unit)

    @cached_property
    def held(self) -> frozenset[str]:
        """The words of what Sheaf makes of the input."""
        return frozenset(word for value in self.ours for word in words(value.text))

    @cached_property
    def units(self) -> tuple[frozenset[str], ...]:
        """The words of each field of the input: of MARC, Dublin Core, or the top level of MODS."""
        return _units(self.given)


@lru_cache(maxsize=1024)
def _units(root: etree._Element) -> tuple[frozenset[str], ...]:
    """Return the words of each field of a record; the tests ask for them again and again."""
    found = [node for node in root.iter(etree.Element) if _is_field(node)]
    return tuple(frozenset(word for each in node.iter(etree.Element) for word in _said(each)) for node in found)


def _is_field(node: etree._Element) -> bool:
    """Return whether an element is a field of a record: without fields of its own, and not in another one."""
    tag = etree.QName(node)
    if tag.namespace == xml.MARC:
        return tag.localname in ("leader", "controlfield", "datafield")
    parent = node.getparent()
    return parent is not None and (parent.tag == f"{{{xml.MODS}}}mods" or parent.getparent() is None)


def words(text: str) -> list[str]:
    """Return the words of a text: runs of letters and figures, without case, accents or marks that nobody sees."""
    return list(_words(text))


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    """Return what `words` does."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(re.findall(r"[^\W_]+", "".join(each for each in plain if unicodedata.category(each) not in _UNSEEN)))


_UNSEEN = ("Mn", "Cf", "Lm")


def _said(node: etree._Element) -> Iterator[str]:
    """Yield the words of one element."""
    texts = [node.text or "", node.tail or "", *map(str, node.attrib.values())]
    if etree.QName(node).localname in ("controlfield", "leader"):
        fixed = node.text or ""
        texts += [fixed[7:11], fixed[11:15], fixed[15:18], fixed[35:38]]
    for text in texts:
        yield from words(text)
        yield from words(html.unescape(text)) if "&" in text else ()
        yield from words(text.replace("/", ""))
        yield from re.findall(r"\d+", text)  # of a number behind a prefix, `ocm00427057`
        if re.fullmatch(r"\d{6}", text):  # a duration, 002016
            yield from (text[:2], text[2:4], text[4:])


@cache
def files() -> dict[str, bytes]:
    """Return every file of the archive by its path."""
    return {name.removeprefix("pairs/"): content for name, content in corpora.members(ARCHIVE)}


def couples(folder: str, given: str, made: str) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield the name and both contents of each pair in a folder, by the endings of the two files."""
    for path, content in sorted(files().items()):
        if path.startswith(f"{folder}/") and path.endswith(given):
            base = path.removesuffix(given)
            yield base, content, files()[base + made]


def records(source: str, content: bytes, name: str) -> list[Record]:
    """Return the Records that Sheaf reads in a file, all of which it must be able to read."""
    entries = list(registry.SOURCES[source].read(io.BytesIO(content), name, ReadOptions(max_record_bytes=LARGEST)))
    faults = [entry.reason for entry in entries if isinstance(entry, Fault)]
    if faults:
        raise ValueError(f"{name}: {faults[0]}")
    return [entry.record for entry in entries if not isinstance(entry, Fault) and entry.record is not None]


def rendered(record: Record, format_name: str) -> etree._Element:
    """Return what a harvester would be sent of a Record, with the default options."""
    codec = registry.FORMATS[format_name]
    return xml.parse(codec.render(record, codec.options()))
