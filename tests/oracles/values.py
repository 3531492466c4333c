"""Dublin Core and MODS as lists of comparable values, one for what a reader would see as one statement."""

from collections.abc import Iterator

from lxml import etree

from crosswalks import rights, xml
from tests.oracles.pairs import Value

_MODS = f"{{{xml.MODS}}}"
_CODED = ("geographicCode", "cartographics")


def dublin_core(root: etree._Element) -> Iterator[Value]:
    """Yield each element of Dublin Core with its text, as it stands."""
    for node in root.iter(f"{{{xml.DC}}}*"):
        yield Value(etree.QName(node).localname, "".join(node.itertext()))


def mods(root: etree._Element) -> Iterator[Value]:
    """Yield the statements of a MODS record: a title, name or subject whole, of anything else each text."""
    for node in root.iterchildren(etree.Element):
        name = _name(node)
        reader = _WHOLE.get(name)
        yield from reader(node) if reader is not None else _leaves(node, name)


def _name(node: etree._Element) -> str:
    """Return the local name of an element."""
    return etree.QName(node).localname


def _text(node: etree._Element, separator: str) -> str:
    """Return all texts within an element in one line."""
    return separator.join(text for each in node.iter(etree.Element) if (text := (each.text or "").strip()))


def _condition(node: etree._Element) -> Iterator[Value]:
    """Yield the words of an accessCondition, or the address that it links to."""
    linked = rights.canonical(node.get(xml.XLINK_HREF, ""))
    yield Value("accessCondition", linked or "".join(node.itertext()))


def _title(node: etree._Element) -> Iterator[Value]:
    """Yield a title in one line, under its type; an abbreviated one is an alternative."""
    kind = node.get("type", "")
    yield Value(" ".join(("title", {"abbreviated": "alternative"}.get(kind, kind))).strip(), _text(node, " "))


def _agent(node: etree._Element) -> Iterator[Value]:
    """Yield a name in one line, then its roles."""
    parts = [each.text or "" for each in node.iterchildren(f"{_MODS}namePart")]
    yield Value("name", ", ".join(filter(None, map(str.strip, parts))))
    yield from (Value("role", each.text or "") for each in node.iter(f"{_MODS}roleTerm"))
    yield from (Value("name address", each) for each in [node.get("valueURI", "")] if each)
    for each in node.iter(etree.Element):
        if not len(each) and _name(each) not in ("namePart", "roleTerm"):
            yield Value("name address" if _name(each) == "nameIdentifier" else "name other", each.text or "")


def _subject(node: etree._Element) -> Iterator[Value]:
    """Yield a subject in one line; codes of places and coordinates on their own."""
    coded = [each for each in node.iter(etree.Element) if _name(each) in ("geographicCode", "coordinates", "scale")]
    yield from (Value("subject code", each.text or "") for each in coded)
    plain = [each for each in node.iterchildren(etree.Element) if _name(each) not in _CODED]
    if plain or not coded:
        yield Value("subject", "--".join(_text(each, ", ") for each in plain))


def _related(node: etree._Element) -> Iterator[Value]:
    """Yield the titles of a related item, then all else that is said of it."""
    for each in node.iterchildren(etree.Element):
        if _name(each) == "titleInfo":
            yield Value("relatedItem title", _text(each, " "))
        else:
            yield from _leaves(each, "relatedItem other")


def _origin(node: etree._Element) -> Iterator[Value]:
    """Yield the statements of an originInfo, under the names of its elements."""
    for each in node.iterchildren(etree.Element):
        yield from _leaves(each, _name(each))


def _leaves(node: etree._Element, name: str) -> Iterator[Value]:
    """Yield the texts of an element and in it."""
    yield from (Value(name, each.text or "") for each in node.iter(etree.Element) if not len(each))


def _by_child(node: etree._Element) -> Iterator[Value]:
    """Yield the texts in an element under the name of its children: physicalDescription, location."""
    for each in node.iterchildren(etree.Element):
        name = "physicalDescription note" if _name(each) == "note" else _name(each)
        yield from _leaves(each, name)


_WHOLE = {
    "titleInfo": _title,
    "accessCondition": _condition,
    "name": _agent,
    "subject": _subject,
    "relatedItem": _related,
    "originInfo": _origin,
    "physicalDescription": _by_child,
    "location": _by_child,
}
