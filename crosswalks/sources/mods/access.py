"""MODS accessCondition -> rights.

https://www.loc.gov/standards/mods/userguide/accesscondition.html. Types come in many spellings (`use and
reproduction`, `useAndReproduction`, `restrictionOnAccess`, `local rights statement`, none); only letters count. The
one rights URI is looked for in xlink:href, in valueURI, and as the whole text, whatever the type (see
`crosswalks.sources.rights_found`).
"""

import re
from typing import Final

from lxml import etree

from crosswalks import markings, rights, xml
from crosswalks.record import Agent, Copyright, Rights, SecurityMarking, StatementKind
from crosswalks.sources import access_words, nodes
from crosswalks.sources import markings as marking_words
from crosswalks.sources.rights_found import RightsFound

_KINDS: Final[dict[str, StatementKind]] = {"copyright": "copyright", "contact": "contact", "credit": "credit"}
_HOLDERS: Final = frozenset({"rights holder", "rightsholder", "copyright holder"})
_LETTERS: Final = re.compile(r"[^a-z]")


class Conditions:
    """What the accessCondition elements of a record amount to."""

    def __init__(self, found: list[etree._Element], notes: list[str]) -> None:
        self._found = RightsFound(notes)
        self.markings: list[SecurityMarking] = []
        for node in found:
            self._add(node)

    def rights(self) -> Rights:
        """Return the rights of the document."""
        return self._found.rights()

    def _add(self, node: etree._Element) -> None:
        """Return nothing; put one condition where it belongs."""
        kind = _LETTERS.sub("", node.get("type", "").lower())
        label = nodes.attribute(node, "displayLabel")
        text = self._structured(node) if len(node) else nodes.words(node)
        limits = kind.startswith("restrictiononaccess") or (label == "Access" and not kind)
        marking = marking_words.stated(f"{label}: {text}" if markings.is_label(label) else text)
        if marking is not None:
            self.markings.append(marking)
        elif label.lower() in _HOLDERS and text:
            self._found.holders.append(Agent(name=text, relation="rights_holder"))
        elif known := _address(node, text):
            self._found.take(known)
            self._say(known, text, node, limits=limits)
        elif limits:
            self._limit(text)
        else:
            self._use(node, text, label)

    def _say(self, uri: str, text: str, node: etree._Element, *, limits: bool) -> None:
        """Return nothing; keep the words that stand beside a rights URI: its label, or what the archive has to say."""
        if not text or rights.canonical(text) or self._found.is_label(text, uri):
            return
        if limits:
            self._limit(text)
        else:
            kind = _KINDS.get(nodes.attribute(node, "displayLabel").lower(), "use")
            self._found.state(text, lang=nodes.lang(node), kind=kind)

    def _use(self, node: etree._Element, text: str, label: str) -> None:
        """Return nothing; keep the words of a condition of use."""
        licence = rights.canonical(text.rpartition(": ")[2]) if label == "Licence" else ""
        if licence or (label == "Licence" and nodes.uri(text)):
            self._found.licence = licence or nodes.uri(text)
            return
        kind = _KINDS.get(label.lower(), "use")
        given = (nodes.words_of(value) for value in _given(node))
        for value in dict.fromkeys(filter(None, (text, *given))):
            self._found.state(value, lang=nodes.lang(node), kind=kind)

    def _limit(self, text: str) -> None:
        """Return nothing; keep a statement on access."""
        if text:
            self._found.limit(access_words.read(text))

    def _structured(self, node: etree._Element) -> str:
        """Return the words of a condition that holds elements; take copyrightMD as what it is."""
        for child in node.iterchildren(etree.Element):
            if etree.QName(child).localname == "copyright":
                self._found.copyright = _copyright(child)
                names = (nodes.words(each) for each in child.iter("{*}rights.holder"))
                self._found.holders += [Agent(name=name, relation="rights_holder") for name in names if name]
                return ""
        return nodes.words(node)


def _given(node: etree._Element) -> list[str]:
    """Return the addresses in the attributes of a condition."""
    return [value for name in (xml.XLINK_HREF, "valueURI") if (value := node.get(name))]


def _address(node: etree._Element, text: str) -> str:
    """Return the canonical rights URI of a condition: in an attribute, as its whole text, or in an HTML anchor."""
    written = (*_given(node), text, access_words.anchor(node))
    return next(filter(None, map(rights.canonical, written)), "")


def _copyright(node: etree._Element) -> Copyright:
    """Return the facts of a copyrightMD element (http://www.cdlib.org/groups/rmg/)."""
    years = (nodes.words(each) for each in node.iter("{*}year.copyright", "{*}year.creation"))
    notes = (nodes.words(each) for each in node.iter("{*}general.note"))
    return Copyright(
        status=nodes.attribute(node, "copyright.status"),
        year=next(filter(None, years), ""),
        note=next(filter(None, notes), ""),
    )
