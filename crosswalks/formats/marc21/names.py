"""Names: 100, 110 and 111 for the first creator, 700, 710 and 711 for all others, 720 where the kind is not known.

https://www.loc.gov/marc/bibliographic/bdx00.html and its neighbours. Roles stand in words and as relator codes.
"""

import re
from collections.abc import Iterator
from typing import Final

from crosswalks import clean, marc
from crosswalks.formats import wording
from crosswalks.formats.marc21.fields import Field, Fields, Subfield, field, identity
from crosswalks.formats.marc21.options import Options
from crosswalks.record import Agent, NameKind, Record

_DATES: Final = r"(?:\d{4}\??-(?:\d{4}\??)?|-\d{4}|[bd]\. ?\d{4})"
_WITH_DATES: Final = re.compile(rf"(.*[^\s,]),? [(]?({_DATES})[)]?")
_INVERTED: Final = re.compile(r"[^,]+, *[^\W\d]")


def main_entry(record: Record, options: Options) -> Agent | None:
    """Return the creator under whose name the record stands: the first whose kind of name is known."""
    creators = (agent for agent in record.agents if agent.relation == "creator" and clean.text(agent.name))
    return next((agent for agent in creators if kind(agent.kind, options)), None)


def kind(known: NameKind, options: Options) -> NameKind:
    """Return the kind of a name, which the options may suppose."""
    return known or ("person" if options.untyped_names == "personal" else "")


def names(record: Record, options: Options) -> Fields:
    """Yield a field for everyone with a part in the document; who it is about stands among the subjects."""
    first = main_entry(record, options)
    for agent in record.agents:
        if _has_part(agent):
            roles = tuple(_roles(agent, main=agent is first))
            yield entry("1" if agent is first else "7", agent, roles, options) or _uncontrolled(agent, roles)


def _has_part(agent: Agent) -> bool:
    """Return whether an agent is named as one who made, sent, got or paid for the document.

    Publishers and holders of rights have fields of their own; a publisher whom an address identifies is named too.
    """
    if agent.relation == "publisher":
        return bool(agent.uris)
    return agent.relation != "rights_holder" and not wording.is_subject(agent)


def entry(hundred: str, agent: Agent, roles: tuple[Subfield, ...], options: Options, ind2: str = " ") -> Field | None:
    """Return the field of a name whose kind is known: `1` as main entry, `6` as subject, `7` as added entry."""
    known = kind(agent.kind, options)
    if not known:
        return None
    heading = (("a", agent.name), ("d", agent.dates))
    if known == "person":
        name, life = divided(agent.name)
        heading = (("a", name), ("d", life if agent.dates in life else agent.dates))
    elif known != "conference" or agent.dates in agent.name:  # elsewhere $d is the date of a meeting
        heading = (("a", wording.heading(agent)), ("d", ""))
    if known == "conference":  # its $e is a subordinate unit
        roles = tuple(("j" if code == "e" else code, value) for code, value in roles)
    return field(f"{hundred}{marc.NAME_TAGS[known]}", form(agent.name, known) + ind2, *heading, *roles,
                 *identity(agent.uris))  # fmt: skip


def divided(name: str) -> tuple[str, str]:
    """Return a person's name, and the dates of his life that stand behind it."""
    found = _WITH_DATES.fullmatch(clean.text(name))
    return (found[1], found[2]) if found else (name, "")


def form(name: str, known: NameKind) -> str:
    """Return the first indicator: a family, a name in direct order, or a person's surname first."""
    if known == "family":
        return marc.FAMILY
    if known == "person":
        return "1" if _INVERTED.match(clean.text(name)) else "0"
    return "2"


def _uncontrolled(agent: Agent, roles: tuple[Subfield, ...]) -> Field | None:
    """Return 720."""
    return field("720", "  ", ("a", wording.heading(agent)), *roles)


def _roles(agent: Agent, *, main: bool) -> Iterator[Subfield]:
    """Yield each role in words ($e), then as a code ($4); that a main entry is a creator is said by its tag."""
    found = list(wording.roles(agent))
    found = found[:1] if main else found
    yield from (("e", term) for _, term in found)
    yield from (("4", code) for code, _ in found)
