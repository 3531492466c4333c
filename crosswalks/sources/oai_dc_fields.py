"""The values of a Dublin Core record by their elements, and what becomes of those that Dublin Core does not have.

The fifteen elements: https://www.dublincore.org/specifications/dublin-core/dces/. Repositories also send qualified
terms (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/) and names of their own in the namespace of
the fifteen. Such a record breaks its schema and is made anew, so that what it says must not be lost: a term that
refines an element counts as this element, and every other one that is left out is noted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import clean, xml
from crosswalks.sources import nodes

ELEMENTS: Final = (
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
    "source", "language", "relation", "coverage", "rights",
)  # fmt: skip
_TERMS: Final = "http://purl.org/dc/terms/"
# Terms that refine an element; what happened to the description itself (modified, dateAccepted …) is no date of it
_REFINES: Final = {
    "alternative": "title", "abstract": "description", "tableOfContents": "description", "created": "date",
    "issued": "date", "dateCopyrighted": "date", "extent": "format", "medium": "format", "spatial": "coverage",
    "temporal": "coverage", "bibliographicCitation": "source", "license": "rights", "licence": "rights",
    "accessRights": "rights", "isPartOf": "relation", "hasPart": "relation", "isVersionOf": "relation",
    "hasVersion": "relation", "isFormatOf": "relation", "hasFormat": "relation", "references": "relation",
    "isReferencedBy": "relation", "replaces": "relation", "isReplacedBy": "relation", "requires": "relation",
    "isRequiredBy": "relation", "conformsTo": "relation",
}  # fmt: skip
_REFINES_LOWER: Final = {name.lower(): element for name, element in _REFINES.items()}
# DSpace's way to write qualifiers, `dc:contributor.author`; those that do not follow their element's name
_DOTTED: Final = {"contributor.author": "creator", "description.uri": "identifier", "identifier.citation": "source"}
_ADMINISTRATIVE: Final = re.compile(
    r"date\.(?:accessioned|available|updated|submitted)|description\.provenance", re.IGNORECASE
)
_LIST: Final = re.compile(r"\s*;\s*")


class Value(NamedTuple):
    """A value, its language, the element that it stood in, and the name of its encoding scheme or ""."""

    text: str
    lang: str
    node: etree._Element
    scheme: str = ""


class Fields(NamedTuple):
    """The values by element, addresses of previews, and notes on elements that were left out."""

    values: dict[str, list[Value]]
    previews: list[str]
    notes: list[str]

    def texts(self, element: str) -> list[str]:
        """Return the texts of an element."""
        return [value.text for value in self.values[element]]

    def parts(self, element: str) -> list[str]:
        """Return the texts of an element that holds lists, one value each."""
        return [part for value in self.values[element] for part in split(value.text)]


def fields(element: etree._Element) -> Fields:
    """Return the values that are not empty; also of elements that a repository has wrapped once more."""
    found = Fields({name: [] for name in ELEMENTS}, [], [])
    lost: Counter[str] = Counter()
    for node in holders(element):
        text = nodes.words(node)
        if not text:
            continue
        name = etree.QName(node)
        target = _target(name, node)
        if name.localname == "thumbnail" and nodes.url(text):
            found.previews.append(nodes.url(text))
        elif target:
            found.values[target].append(Value(_labelled(name.localname, text), nodes.lang(node), node))
        else:
            lost[name.localname] += 1
    found.notes.extend(
        f"The element {name} is none of Dublin Core's and was left out ({nodes.times(count)})."
        for name, count in lost.items()
    )
    return found


def holders(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that hold a value: those without others in them, and of Dublin Core those with marked up text.

    The markup, `<dc:rights><p>…</p></dc:rights>`, becomes text, as if escaped: so most repositories send it. Structure
    of any other kind is looked through for elements that hold a value.
    """
    for node in element.iterchildren(etree.Element):
        if not len(node):
            yield node
        elif _is_term(node) and _is_text(node):
            plain = etree.Element(node.tag, dict(node.attrib))
            plain.text = _markup(node)
            yield plain
        else:
            yield from holders(node)


def _is_term(node: etree._Element) -> bool:
    """Return whether an element is in a namespace of Dublin Core."""
    return etree.QName(node).namespace in (xml.DC, _TERMS)


def _is_text(node: etree._Element) -> bool:
    """Return whether what is in an element is text with markup: tags of HTML, or any beside words of its own."""
    inner = list(node.iterdescendants(etree.Element))
    if all(map(_is_tag, inner)):
        return True
    beside = (node.text, *(child.tail for child in node))
    return any(text and text.strip() for text in beside) and not any(map(_is_term, inner))


def _is_tag(node: etree._Element) -> bool:
    """Return whether an element has the name of a tag of HTML; its namespace is that of whatever it stands in."""
    return not clean.text(f"<{etree.QName(node).localname}>")


def _markup(node: etree._Element) -> str:
    """Return what is in an element as text with tags of HTML; a blank for any other tag."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            attributes = "".join(f' {key}="{value}"' for key, value in child.attrib.items() if key == "href")
            tags = (f"<{name}{attributes}>", f"</{name}>") if _is_tag(child) else (" ", " ")
            parts += [tags[0], _markup(child), tags[1]]
        parts.append(child.tail or "")
    return "".join(parts)


def _target(name: etree.QName, node: etree._Element) -> str:
    """Return the element of the fifteen that a name in any namespace of Dublin Core stands for, or ""."""
    if name.namespace not in (xml.DC, _TERMS):
        return ""
    local = name.localname
    base = local.partition(".")[0]
    if local in ELEMENTS:
        return local
    if local in ("rightsHolder", "rightsholder"):
        return "rights"
    if _ADMINISTRATIVE.fullmatch(local) or (local == "issued" and node.get("content")):
        return ""  # of the description, not of the document
    if local != base:
        return _DOTTED.get(local.lower(), base.lower() if base.lower() in ELEMENTS else "")
    return _REFINES_LOWER.get(local.lower(), "")


def _labelled(name: str, text: str) -> str:
    """Return a text with the label that a format of ours would give it, so that it is understood as what it is."""
    return f"Rights holder: {text}" if name.lower() == "rightsholder" else text


def split(text: str) -> list[str]:
    """Return the values of a list with semicolons, without the empty ones.

    Left whole are what holds `name=value` pairs (DCMI Box and Period, parameters of media types) and extents with the
    punctuation of ISBD, `1 photograph : silver gelatin ; 9 x 12 cm`.
    """
    if ";" not in text or "=" in text or " : " in text:
        return [text]
    return [part for part in _LIST.split(text.strip()) if part]
