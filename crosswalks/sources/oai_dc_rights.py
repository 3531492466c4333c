"""dc:rights -> rights: one canonical URI, a licence, statements, holders, the level of access.

Repositories mix them freely in repeated elements; each value is told by its own form, never guessed from words.
"""

import re
from typing import Final

from lxml import etree

from crosswalks import rights
from crosswalks.record import Access, AccessLevel, Agent, Rights, SecurityMarking, Statement
from crosswalks.sources import access_words, markings, nodes
from crosswalks.sources.oai_dc_fields import Fields, Value

_LEVELS: Final[dict[str, AccessLevel]] = {
    "info:eu-repo/semantics/openaccess": "open",
    "info:eu-repo/semantics/embargoedaccess": "embargoed",
    "info:eu-repo/semantics/restrictedaccess": "restricted",
    "info:eu-repo/semantics/closedaccess": "metadata_only",
}


_EMBARGO_END: Final = re.compile(r"info:eu-repo/date/embargoEnd/(\d{4}(?:-\d\d(?:-\d\d)?)?)", re.IGNORECASE)


def embargo_end(date: str) -> str:
    """Return the day on which an embargo ends, where a dc:date says so in OpenAIRE's way; else ""."""
    found = _EMBARGO_END.fullmatch(date)
    return found.group(1) if found is not None else ""


def is_told(value: Value) -> bool:
    """Return whether a value says by its form what it is: a rights URI, a term for access, a labelled marking."""
    address = rights.canonical(value.text) or rights.canonical(access_words.anchor(value.node))
    return bool(address) or value.text.lower() in _LEVELS or markings.stated(value.text) is not None


class Conditions:
    """What the dc:rights elements of a record amount to."""

    def __init__(self, fields: Fields, notes: list[str]) -> None:
        self._notes = notes
        self._uri = ""
        self._licence = ""
        self._statements: list[Statement] = []
        self._holders: list[Agent] = []
        self._level: AccessLevel | None = None
        self._until = next(filter(None, map(embargo_end, fields.texts("date"))), "")
        self.markings: list[SecurityMarking] = []
        for value in fields.values["rights"]:
            self._add(value.node, value.text)

    def rights(self) -> Rights:
        """Return the rights of the document."""
        access, statements = self._access(), tuple(self._statements)
        if self._level is None and not self._until:
            access, statements = access_words.parted(self._statements, self._notes)
        return Rights(
            uri=self._uri,
            statements=statements,
            holders=tuple(self._holders),
            licence_uri=self._licence,
            access=access,
        )

    def _access(self) -> Access:
        """Return the level of access that a term tells; an embargo that ends some day is one."""
        level = self._level if self._level is not None else "embargoed" if self._until else "open"
        return Access(level=level, until=self._until)

    def _add(self, node: etree._Element, value: str) -> None:
        """Return nothing; put one value where it belongs."""
        label, _, rest = value.partition(": ")
        if known := rights.canonical(value):
            self._take(known)
        elif linked := rights.canonical(access_words.anchor(node)):
            self._take(linked)
            self._statements.append(Statement(text=value, lang=nodes.lang(node)))
        elif value.lower() in _LEVELS:
            self._level = _LEVELS[value.lower()]
        elif label == "Licence" and nodes.uri(rest):
            self._licence = rights.canonical(rest) or nodes.uri(rest)
        elif label == "Rights holder" and rest:
            self._holders.append(Agent(name=rest, relation="rights_holder"))
        elif (marking := markings.stated(value)) is not None:
            self.markings.append(marking)
        else:
            self._statements.append(Statement(text=value, lang=nodes.lang(node)))

    def _take(self, uri: str) -> None:
        """Return nothing; keep a canonical URI: the first as the document's, a licence beside it as its licence."""
        if not self._uri or uri == self._uri:
            self._uri = uri
        elif not self._licence and uri.startswith(rights.CREATIVE_COMMONS_URI):
            self._licence = uri
        else:
            self._notes.append(f"The record has more than one rights URI; {uri} was kept as text.")
            self._statements.append(Statement(text=uri))
