"""Pairs made up for the tests of how agreement is measured."""

from lxml import etree

from crosswalks import xml
from tests.oracles import agreement
from tests.oracles.pairs import Pair, Value

MODS = f'<mods xmlns="{xml.MODS}" xmlns:xlink="{xml.XLINK}">{{}}</mods>'
MARC = f'<record xmlns="{xml.MARC}">{{}}</record>'


def pair(theirs: str = "", ours: str = "", given: str = MODS.format(""), element: str = "title") -> Pair:
    """Return a pair with a value on each side, or none."""
    one, two = ((Value(element, text),) if text else () for text in (theirs, ours))
    return Pair("made/up", etree.fromstring(given), one, two)


def of(theirs: str, ours: str, given: str = MODS.format(""), name: str = "made/up") -> Pair:
    """Return a pair of values that are written `element=text | element=text`."""
    one, two = (
        tuple(Value(*each.strip().split("=", 1)) for each in side.split(" | ") if each) for side in (theirs, ours)
    )
    return Pair(name, etree.fromstring(given), one, two)


def field(tag: str, **subfields: str) -> str:
    """Return a field of MARC."""
    inner = "".join(f'<subfield code="{code[-1]}">{text}</subfield>' for code, text in subfields.items())
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>'


def reason(made: Pair, explanations: tuple[agreement.Explanation, ...], value: Value, *, is_ours: bool) -> str:
    """Return the name of what explains that one side has a value, or ""."""
    difference = agreement.Difference(made, value, is_ours)
    return next((each.__name__ for each in explanations if each(difference)), "")
