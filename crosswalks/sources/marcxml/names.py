"""MARC 100-111, 700-720 -> agents.

https://www.loc.gov/marc/bibliographic/bd1xx.html and …/bd70x75x.html. Whoever stands in 1XX is a creator, whatever the
role; a name in 7XX without a role is a contributor. A 7XX with a title ($t) names a work, not a part in this one: see
`links`.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import marc, vocabularies
from crosswalks.record import Agent, NameKind, Relation
from crosswalks.sources import roles
from crosswalks.sources.marcxml import addresses
from crosswalks.sources.marcxml.fields import Field, Marc
from crosswalks.sources.marcxml.punctuation import trimmed, unmarked

_MAIN: Final = ("100", "110", "111")
_ADDED: Final = ("700", "710", "711", "720")
_UNCONTROLLED: Final[dict[str, NameKind]] = {"1": "person", "2": "corporate"}
# The subfields of a name by the last digits of its tag; roles are in $e, of a conference in $j
_PERSON: Final = "abcq"
_BODY: Final = "abcdn"
_CONFERENCE: Final = "acdenq"


def agents(record: Marc) -> Iterator[Agent]:
    """Yield each name once for each of its roles; one that stands there twice, and in the same role, once."""
    made = [agent for field in record.fields(*_MAIN) for agent in _agents(field, first=True)]
    made += [agent for field in record.fields(*_ADDED) if not field.first("t") for agent in _agents(field, first=False)]
    yield from dict.fromkeys(made)


def _agents(field: Field, *, first: bool) -> Iterator[Agent]:
    """Yield the name of a field once for each role."""
    if value := name(field):
        for role, relation in _roles(field, first=first):
            yield Agent(
                name=value, kind=kind(field), role=role, uris=addresses.addresses(field), dates=dates(field),
                relation=relation,
            )  # fmt: skip


def kind(field: Field) -> NameKind:
    """Return whose name it is."""
    if field.tag == "720":
        return _UNCONTROLLED.get(field.ind1, "")
    if field.tag[1:] == "00" and field.ind1 == marc.FAMILY:
        return "family"
    return marc.NAME_KINDS.get(field.tag[1:], "")


def name(field: Field) -> str:
    """Return the name that a field of X00, X10, X11 or 720 begins with, in one line and without its dates."""
    ending = field.tag[1:]
    if ending == "10":
        return trimmed(" ".join(_bodies(field)))
    if ending == "11":
        return trimmed(" ".join(_before_title(field, _CONFERENCE)))
    parts = [unmarked(value) for value in _before_title(field, _PERSON)]
    return trimmed(_person(parts, field.first("b")))


def _person(parts: list[str], number: str) -> str:
    """Return the parts of a person's name in one line: `John Paul II, Pope`, `Smith, J. (John)`."""
    line = ""
    for part in parts:
        together = not line or part == unmarked(number) or part.startswith("(")
        line = f"{line} {part}".strip() if together else f"{line}, {part}"
    return line


def _bodies(field: Field) -> list[str]:
    """Return a body and its units, each closed by a full stop, as headings of bodies are written."""
    parts = _before_title(field, _BODY)
    return [part if part.endswith((".", ")", ",", ":", "(")) or place == len(parts) - 1 or
            parts[place + 1].startswith("(") else f"{part}." for place, part in enumerate(parts)]  # fmt: skip


def _before_title(field: Field, codes: str) -> list[str]:
    """Return the parts of a name, up to the title of a work where one follows."""
    found = []
    for code, value in field.subfields:
        if code in "tk":
            break
        if code in codes:
            found.append(value)
    return found


def dates(field: Field) -> str:
    """Return the dates of a person, without the comma or full stop behind them."""
    return trimmed(field.first("d")) if field.tag[1:] == "00" else ""


def _roles(field: Field, *, first: bool) -> list[tuple[str, Relation]]:
    """Return role and relation of a name, for each of its roles; who stands first is a creator in all of them."""
    terms = [trimmed(value) for value in field.all("j" if field.tag[1:] == "11" else "e")]
    codes = field.all("4")
    if any(map(vocabularies.relator_code, codes)):  # then other words are likely to say the same
        terms = [term for term in terms if vocabularies.relator_code(term)]
        codes = [code for code in codes if vocabularies.relator_code(code)]
    elif terms:
        codes = []
    found = dict.fromkeys(each for value in (*codes, *terms) if (each := roles.role([value])))
    settled = roles.settled(list(found), first=first)
    if not first:
        return settled
    return [(role, "creator" if relation == "contributor" else relation) for role, relation in settled]


def heading(field: Field) -> str:
    """Return a name with its dates."""
    return ", ".join(filter(None, (name(field), dates(field))))
