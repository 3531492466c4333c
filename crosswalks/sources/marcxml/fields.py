"""A MARC record in memory: leader, control fields, and fields by their tag, each value cleaned once.

https://www.loc.gov/standards/marcxml/. Field 880 (https://www.loc.gov/marc/bibliographic/bd880.html) repeats another
field in another script: without a counterpart it is taken for the field itself, as are notes and summaries, of which
there may be several; all others are kept apart (`Marc.scripts`), so that no name or number counts twice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import xml
from crosswalks.sources import nodes

_LEADER, _CONTROL = f"{{{xml.MARC}}}leader", f"{{{xml.MARC}}}controlfield"
_FIELD, _SUBFIELD = f"{{{xml.MARC}}}datafield", f"{{{xml.MARC}}}subfield"

_LINK: Final = re.compile(r"(\d{3})-(\d{2})")
_INDICATOR: Final = re.compile(r"[0-9a-z ]")
# What stands between them does not sort (ISO 6630); cleaning would take them for letters of another code page
_PUNCTUATION: Final = " \t\r\n.,:;/="
_NON_SORTING: Final = re.compile("[\x88\x98]([^\x88\x89\x98\x9c]*)[\x89\x9c]")

# Marks of the direction of writing: around a value they do nothing but hide its punctuation
_DIRECTIONS: Final = " \u200e\u200f"
_EMBEDDED: Final = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068]([^\u202a-\u202e\u2066-\u2069]*)[\u202c\u2069]")
_BLANK: Final = "^"  # how some systems print a blank where places are counted
_CODED: Final = frozenset({"006", "007", "008"})


class Field(NamedTuple):
    """A data field: its subfields in their order, none of them empty; `skipped` is what its own marks say not to sort.

    `linked` is the tag and number by which an 880 and its counterpart know each other, `245-01`.
    """

    tag: str
    ind1: str
    ind2: str
    subfields: tuple[tuple[str, str], ...]
    skipped: str = ""
    linked: str = ""

    def all(self, codes: str) -> list[str]:
        """Return the values of all subfields with one of the codes, in the order of the field."""
        return [value for code, value in self.subfields if code in codes]

    def first(self, codes: str) -> str:
        """Return the first value under one of the codes, or ""."""
        return next((value for code, value in self.subfields if code in codes), "")

    def text(self, codes: str) -> str:
        """Return the values under the codes in one line."""
        return " ".join(self.all(codes))


class Marc:
    """A MARC record. `notes` are sentences on what is wrong with it, for the report."""

    def __init__(self, leader: str, fixed: dict[str, list[str]], fields: list[Field], notes: list[str]) -> None:
        self.leader = leader
        self.notes = notes
        self.scripts: list[Field] = []
        self._fixed = fixed
        self._fields: defaultdict[str, list[Field]] = defaultdict(list)
        linked = {field.linked for field in fields if field.tag != "880" and field.linked}
        for field in fields:
            self._add(field, linked)

    def _add(self, field: Field, linked: set[str]) -> None:
        """Return nothing; put a field where it belongs, an 880 to the fields that it stands for."""
        if field.tag == "880":
            tag = field.linked[:3]
            field = field._replace(tag=tag)
            if field.linked in linked and not tag.startswith("5"):
                self.scripts.append(field)
                return
        self._fields[field.tag].append(field)

    def fixed(self, tag: str) -> str:
        """Return the first control field of a tag, as it stands; "" without one."""
        return next(iter(self._fixed.get(tag, ())), "")

    def all_fixed(self, tag: str) -> list[str]:
        """Return all control fields of a tag, as they stand."""
        return self._fixed.get(tag, [])

    def fields(self, *tags: str) -> Iterator[Field]:
        """Yield the fields of the tags, in the order of the tags."""
        for tag in tags:
            yield from self._fields.get(tag, ())

    def starting(self, start: str) -> Iterator[Field]:
        """Yield the fields whose tag begins so, in the order of their tags."""
        for tag in sorted(tag for tag in self._fields if tag.startswith(start)):
            yield from self._fields[tag]

    def has(self, *tags: str) -> bool:
        """Return whether there is a field of one of the tags."""
        return any(self._fields.get(tag) for tag in tags)

    def kind(self, position: int) -> str:
        """Return what the leader says at a position; "" when it is too short, or leaves that open."""
        return self.leader[position : position + 1].strip(" |#")


def read(element: etree._Element) -> Marc:
    """Return a `record` element as a MARC record; what is odd about it is noted."""
    leader = ""
    fixed: dict[str, list[str]] = {}
    fields: list[Field] = []
    odd: Counter[str] = Counter()
    for node in element.iterchildren(_LEADER, _CONTROL, _FIELD):
        tag = (node.get("tag") or "").strip()
        if node.tag == _LEADER:
            leader = leader or "".join(node.itertext()).replace(_BLANK, " ")
        elif node.tag == _CONTROL:
            text = "".join(node.itertext())
            fixed.setdefault(tag, []).append(text.replace(_BLANK, " ") if tag in _CODED else text)
        elif (field := _field(node, tag, odd)) is not None:
            fields.append(field)
    return Marc(leader, fixed, fields, [*_troubles(leader, fixed, fields), *_oddities(odd)])


def _field(node: etree._Element, tag: str, odd: Counter[str]) -> Field | None:
    """Return a field, None when nothing is in it; count what is odd about it."""
    found: list[tuple[str, str]] = []
    skipped = ""
    for child in node.iterchildren(_SUBFIELD):
        value, marked = _value(child)
        odd["empty"] += not (child.text or "").strip()
        if value:
            skipped = skipped or (marked if not found else "")
            code = child.get("code") or ""
            found.append((code if len(code) == 1 else "?", value))
    given = [node.get("ind1"), node.get("ind2")]
    odd["indicator"] += not all(ind is not None and _INDICATOR.fullmatch(ind) for ind in given)
    if not found:
        return None
    ind1, ind2 = (ind if ind is not None and _INDICATOR.fullmatch(ind) else " " for ind in given)
    return Field(tag, ind1, ind2, tuple(found), skipped, _linked(tag, found))


def _undirected(value: str) -> str:
    """Return a value without marks of the direction of writing around all of it; those within it stay."""
    value = value.strip(_DIRECTIONS)
    whole = _EMBEDDED.fullmatch(value)
    return _undirected(whole[1]) if whole else value


def _value(node: etree._Element) -> tuple[str, str]:
    """Return the words of a subfield, and those at their beginning that are marked as not sorting.

    Punctuation alone is no word.
    """
    raw = node.text or ""
    if not raw.strip(_PUNCTUATION):
        return "", ""
    if "\x9c" not in raw and "\x89" not in raw:
        return _undirected(nodes.words(node)), ""
    marked = _NON_SORTING.match(raw.lstrip())
    plain = etree.Element("plain")
    plain.text = _NON_SORTING.sub(r"\1", raw)
    return nodes.words(plain), nodes.words_of(marked.group(1)) if marked is not None else ""


def _linked(tag: str, subfields: list[tuple[str, str]]) -> str:
    """Return tag and number of what $6 links with each other, `245-01`; an 880 without a counterpart has 00."""
    written = next((value for code, value in subfields if code == "6"), "")
    found = _LINK.match(written)
    if found is None:
        return "500-00" if tag == "880" else ""
    return f"{found[1] if tag == '880' else tag}-{found[2]}"


_MOST: Final = 40  # characters of a value that a note repeats


def _troubles(leader: str, fixed: dict[str, list[str]], fields: list[Field]) -> Iterator[str]:
    """Yield what is wrong with leader, control fields, and fields that should be there once."""
    if len(leader) != 24:
        yield f"The leader has {len(leader)} characters instead of 24." if leader else "The record has no leader."
    if "008" not in fixed:
        yield "The record has no field 008."
    elif len(fixed["008"][0]) != 40:
        yield f"Field 008 has {len(fixed['008'][0])} characters instead of 40."
    for tag in ("001", "008"):
        if len(fixed.get(tag, ())) > 1:
            kept = fixed[tag][0].strip()[:_MOST]
            yield f"Field {tag} occurs {len(fixed[tag])} times; the first one counts: {kept}."
    titles = sum(field.tag == "245" for field in fields)
    if not titles:
        yield "The record has no field 245, its title."
    elif titles > 1:
        yield f"Field 245 occurs {titles} times; the first one is the title, others are alternatives."
    yield from _others(leader)


def _others(leader: str) -> Iterator[str]:
    """Yield that the record is not bibliographic, if its leader says so."""
    kind = {"z": "an authority", "q": "community information", "w": "a classification"}.get(leader[6:7], "")
    kind = "holdings" if leader[6:7] in ("u", "v", "x", "y") else kind
    if kind:
        yield f"The leader says that the record is {kind}; it was read as if it were bibliographic."


def _oddities(odd: Counter[str]) -> Iterator[str]:
    """Yield what is odd about the fields as a whole."""
    if odd["empty"]:
        yield f"An empty subfield was left out ({nodes.times(odd['empty'])})."
    if odd["indicator"]:
        times = nodes.times(odd["indicator"])
        yield f"An indicator that is none of 0-9, a-z and blank was taken for a blank ({times})."


def unique(values: Iterable[str]) -> list[str]:
    """Return the values that are not empty, each once."""
    return list(dict.fromkeys(filter(None, values)))
