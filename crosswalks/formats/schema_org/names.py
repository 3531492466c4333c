"""creator, contributor and their like: people and bodies, each with its part in the document.

https://schema.org/creator. A name of which nobody says what kind it is has no type. schema.org has a property for some
roles; who has another one is a contributor.
"""

import re
from collections.abc import Iterator
from typing import Final

from crosswalks import clean, vocabularies
from crosswalks.formats import wording
from crosswalks.formats.schema_org import kinds
from crosswalks.formats.schema_org.build import Node, node
from crosswalks.record import Agent, NameKind, Record

TYPES: Final[dict[NameKind, str]] = {
    "person": "Person",
    "corporate": "Organization",
    "family": "Organization",
    "conference": "Organization",
    "": "",
}
ROLES: Final = {"edt": "editor", "ill": "illustrator", "trl": "translator", "rcp": "recipient"}
_LIFE: Final = re.compile(r"(\d{4})-(\d{4})?")


def of_role(record: Record, wanted: str) -> Iterator[Node]:
    """Yield who took part in this role: a property of schema.org, or `contributor` for all that have no own."""
    for who in record.agents:
        if wording.contributes(who) and who.relation != "funder" and _property(who, record) == wanted:
            yield name(who)


def _property(who: Agent, record: Record) -> str:
    """Return the property for a contributor; only a Message has a recipient."""
    found = ROLES.get(vocabularies.relator_code(who.role), "contributor")
    return "contributor" if found == "recipient" and kinds.MESSAGE not in kinds.types(record) else found


def of_relation(record: Record, relation: str) -> Iterator[Node]:
    """Yield the creators, the publishers, or whoever has this relation to the document."""
    yield from (name(who) for who in record.agents if who.relation == relation)


def holders(record: Record) -> Iterator[Node]:
    """Yield who holds rights."""
    yield from map(name, wording.rights_holders(record))


def name(who: Agent) -> Node:
    """Return a person or a body with the URIs that identify it; nothing without a name."""
    if not clean.text(who.name):
        return {}
    life = _LIFE.fullmatch(clean.text(who.dates)) if who.kind == "person" else None
    born, died = life.groups() if life else ("", "")
    uris = map(clean.uri, who.uris)
    return node(TYPES[who.kind], name=who.name, birthDate=born, deathDate=died, sameAs=uris)
