"""What makes and explains differences between two cataloguers of the same objects, one in MODS, one in Dublin Core."""

import re
from collections.abc import Iterator

from lxml import etree

from crosswalks import rights, xml
from tests.oracles.agreement import Difference
from tests.oracles.explained import others
from tests.oracles.normal import both
from tests.oracles.pairs import Pair, words
from tests.oracles.pieces import line

_FEW = 3  # words, fewer of which may stand together by chance in a value of another element
_LINKS = frozenset(words("http https www the of and a for in to or is with by from be all this"))
_COUNTERPARTS = {"rights": "accessCondition", "identifier": "identifier", "relation": "relatedItem"}


def units_abbreviated(pair: Pair) -> Pair:
    """One cataloguer writes inches, the other in."""
    return both(pair, lambda value: value._replace(text=re.sub(r"\binches\b", "in.", value.text)))


def digital_origin(difference: Difference) -> bool:
    """Whether an object was born digital or digitised (`digitalOrigin`) has no field in the Record.

    `reformatted digital`
    """
    origins = [node.text or "" for node in difference.pair.given.iter(f"{{{xml.MODS}}}digitalOrigin")]
    return not difference.is_ours and words(difference.value.text) in map(words, origins)


def worded_otherwise(difference: Difference) -> bool:
    """The other cataloguer uses the words of one value in another order, or some of them.

    `Nature and Environment` there, `Nature and the Environment` here.
    """
    mine = set(words(difference.value.text))
    element = difference.value.element
    values = [value for value in others(difference) if value.element in (element, "title") or len(mine) > _FEW]
    in_a_row = len(mine) > 1 and any(line(difference.value.text) in line(value.text) for value in others(difference))
    return not difference.is_ours and (in_a_row or any(mine <= set(words(value.text)) for value in values))


def not_in_the_input(difference: Difference) -> bool:
    """The oracle says what no field of the input does, as another cataloguer knew it; what both say, Sheaf says.

    `black-and-white photographs`, where the MODS says `photographs`.
    """
    mine = set(words(difference.value.text)) - _LINKS
    shared = mine & _told(difference.pair)
    known = any(mine <= unit for unit in difference.pair.units)
    is_complete = _is_complete(difference, _COUNTERPARTS.get(difference.value.element, ""))
    return not difference.is_ours and not known and shared <= difference.pair.held and is_complete


def _told(pair: Pair) -> set[str]:
    """Return the words of a MODS record but for recordInfo, further dates, and rights that are an address."""
    texts = [text for node in pair.given.iterchildren(etree.Element) for text in _told_in(node)]
    return {word for text in texts for word in words(text)}


_UNTOLD = ("recordInfo", "extension", "digitalOrigin", "dateIssued", "dateOther")


def _told_in(node: etree._Element) -> Iterator[str]:
    """Yield the texts of an element and in it, but for those that Sheaf does not write into Dublin Core."""
    if etree.QName(node).localname not in _UNTOLD and not node.get(xml.XLINK_HREF):
        yield node.text or ""
        for child in node.iterchildren(etree.Element):
            yield from _told_in(child)


def _is_complete(difference: Difference, name: str) -> bool:
    """Return whether Sheaf says each statement of an element of MODS, or the address that it links to."""
    held = [line(value.text) for value in difference.pair.ours if value.element == difference.value.element]
    for node in difference.pair.given.iterchildren(f"{{{xml.MODS}}}{name}") if name else ():
        link = rights.canonical(node.get(xml.XLINK_HREF, ""))
        texts = [link] if link else [text for text in node.itertext() if words(text)]
        if not any(line(text) in told for text in texts for told in held):
            return False
    return True
