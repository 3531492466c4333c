"""MODS titleInfo and name -> titles and agents.

https://www.loc.gov/standards/mods/userguide/titleinfo.html and …/name.html. A name without a role is a contributor
(`crosswalks.sources.roles`); the primary one is the creator.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from lxml import etree

from crosswalks.record import Agent, NameKind, Relation, Title
from crosswalks.sources import nodes, roles

TitleType = Literal["main", "alternative", "translated", "uniform", "supplied"]

_TITLE_TYPES: Final[dict[str | None, TitleType]] = {
    "alternative": "alternative",
    "abbreviated": "alternative",
    "translated": "translated",
    "uniform": "uniform",
}
_KINDS: Final[dict[str | None, NameKind]] = {
    "personal": "person",
    "corporate": "corporate",
    "conference": "conference",
    "family": "family",
}
MARKS: Final = " :;,"
"""What announces the next part, in records that were MARC once."""

_PARTED_MARKS: Final = "/="  # only behind a blank: AC/DC is no title of two parts
_COMMAS: Final = " ,;"
_NUMERAL: Final = re.compile(r"[IVXLC]+\.?")


def titles(found: list[etree._Element]) -> Iterator[Title]:
    """Yield the titles, in document order."""
    for node in found:
        parts = nodes.groups(node)
        value = _unmarked(nodes.first_words(parts["title"]))
        number, name = (", ".join(_all_unmarked(parts[part])) for part in ("partNumber", "partName"))
        sub = ": ".join(_all_unmarked(parts["subTitle"]))
        if not value:  # some titles are all subtitle, or all number
            value, sub = sub, ""
        if not value:
            value, number, name = number or name, "", name if number else ""
        if value:
            yield Title(
                value=value,
                type=_title_type(node),
                lang=nodes.lang(*parts["title"][:1], node),
                non_sort=nodes.first_words(parts["nonSort"]),
                sub=sub,
                part_no=number,
                part_name=name,
            )


def _all_unmarked(found: list[etree._Element]) -> Iterator[str]:
    """Yield the words of parts of a title, without the marks that announce the next part."""
    yield from filter(None, map(_unmarked, nodes.all_words(found)))


def _unmarked(value: str) -> str:
    """Return a part of a title without the marks that announce the next one; an address as it is."""
    if "://" in value:
        return value
    end = len(value)
    while end and (value[end - 1] in MARKS or (value[end - 1] in _PARTED_MARKS and value[end - 2 : end - 1] == " ")):
        end -= 1
    return value[:end]


def one_line(node: etree._Element) -> str:
    """Return a titleInfo in one line, `The whole: its rest. Part 2, Name`; "" when it is empty."""
    title = next(titles([node]), None)
    if title is None:
        return ""
    whole = " ".join(filter(None, (title.non_sort, title.value)))
    number = ", ".join(filter(None, (title.part_no, title.part_name)))
    return ". ".join(filter(None, (f"{whole}: {title.sub}" if title.sub else whole, number)))


def _title_type(node: etree._Element) -> TitleType:
    """Return the kind of a title."""
    if node.get("type") is None and node.get("otherType"):
        return "alternative"
    if node.get("type") is None and node.get("supplied") == "yes":
        return "supplied"
    return _TITLE_TYPES.get(node.get("type"), "main")


class Name(NamedTuple):
    """A name in one line, the dates that go with it, its kind, and what identifies it."""

    value: str
    dates: str
    kind: NameKind
    uris: tuple[str, ...]
    display: str  # a displayed form that says something else than the name does

    @property
    def heading(self) -> str:
        """The name with its dates."""
        return f"{self.value}, {self.dates}" if self.dates and self.dates not in self.value else self.value


def name(node: etree._Element) -> Name:
    """Return a name; its value is empty when the element holds none."""
    found = nodes.groups(node)
    kind = _KINDS.get(node.get("type"), "")
    value, dates = _joined(found["namePart"], kind)
    display = nodes.first_words(found["displayForm"])
    addresses = (node.get("valueURI"), *(nodes.words(each) for each in found["nameIdentifier"]))
    uris = tuple(dict.fromkeys(address for each in addresses if (address := nodes.uri(each))))
    if not value:
        value, display = display or nodes.first_words(found["etal"]), ""
    return Name(value, dates, kind, uris, display if display and _differs(display, f"{value} {dates}") else "")


def _joined(parts: list[etree._Element], kind: NameKind) -> tuple[str, str]:
    """Return the parts of a name as one line, `Family, Given, Terms`, and the dates."""
    typed: dict[str | None, list[str]] = {}
    for part in parts:
        if value := nodes.words(part).rstrip(_COMMAS):
            typed.setdefault(part.get("type"), []).append(value)
    family, given = " ".join(typed.get("family", ())), " ".join(typed.get("given", ()))
    plain = _plain(typed.get(None, []), kind)
    personal = ", ".join(filter(None, (family, given)))
    if plain and personal and not _differs(personal, plain):  # the whole name, and its parts once more
        personal = ""
    line, terms = ", ".join(filter(None, (plain, personal))), typed.get("termsOfAddress", [])
    if line and "," not in line and terms and _NUMERAL.fullmatch(terms[0]):  # Joseph I, but Smith, John, III
        line = f"{line} {terms[0]}"
        terms = terms[1:]
    return ", ".join(filter(None, (line, *terms))), ", ".join(typed.get("date", ()))


def _plain(parts: list[str], kind: NameKind) -> str:
    """Return parts without a type in one line: those of a body are its units, from the largest down."""
    if kind not in ("corporate", "conference") or len(parts) < 2:
        return " ".join(parts)
    return " ".join((*(part if part.endswith(".") else f"{part}." for part in parts[:-1]), parts[-1]))


def _differs(display: str, line: str) -> bool:
    """Return whether the displayed form has words that the name does not have."""
    known = {word.strip(".,;()").casefold() for word in line.split()}
    return any(word.strip(".,;()").casefold() not in known for word in display.split())


def agents(found: list[etree._Element]) -> Iterator[Agent]:
    """Yield each name once for each of its roles."""
    yield from agents_of([(node, name(node)) for node in found])


def agents_of(named: list[tuple[etree._Element, Name]]) -> Iterator[Agent]:
    """Yield names that have been read, each once for each of its roles."""
    for node, who in named:
        if who.value:
            for role, relation in _roles(node):
                yield Agent(name=who.value, kind=who.kind, role=role, uris=who.uris, dates=who.dates, relation=relation)


def _roles(node: etree._Element) -> list[tuple[str, Relation]]:
    """Return role and relation of a name, for each of its roles."""
    given = (nodes.groups(each)["roleTerm"] for each in nodes.groups(node)["role"])
    found = [role for terms in given if (role := roles.role(nodes.all_words(terms), _addresses(terms)))]
    return roles.settled(found, first=node.get("usage") == "primary")


def _addresses(terms: list[etree._Element]) -> Iterator[str]:
    """Yield the addresses of roles."""
    yield from (value for term in terms if (value := term.get("valueURI")))
