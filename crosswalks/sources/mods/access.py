"""MODS accessCondition -> rights.

https://www.loc.gov/standards/mods/userguide/accesscondition.html. Types come in many spellings (`use and
reproduction`, `useAndReproduction`, `restrictionOnAccess`, `local rights statement`, none); only letters count. The
one rights URI is looked for in xlink:href, in valueURI, and as the whole text; it is never guessed from words.
"""

import re
from typing import Final, Literal

from lxml import etree

from crosswalks import rights, xml
from crosswalks.record import Access, Agent, Copyright, Rights, SecurityMarking, Statement
from crosswalks.sources.mods import content, nodes

Level = Literal["open", "embargoed", "restricted", "metadata_only"]
StatementKind = Literal["use", "copyright", "credit", "contact"]

_KINDS: Final[dict[str, StatementKind]] = {"copyright": "copyright", "contact": "contact", "credit": "credit"}
_HOLDERS: Final = frozenset({"rights holder", "rightsholder", "copyright holder"})
_OPEN: Final = re.compile(
    r"open(?: access)?|unrestricted(?: access)?|public(?:ly available)?|none|free(?:ly available)?"
    r"|(?:there are )?no (?:access )?restrictions?(?: on access)?|(?:the )?(?:item|document|record)s? (?:is|are) open"
    r"(?: (?:for|to) (?:research|the public))?|open (?:for|to) (?:research|the public)",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"\buntil (\d{4}(?:-\d\d(?:-\d\d)?)?)\b")
_ANCHOR: Final = re.compile(r"""\s*<a\s[^<>]*href\s*=\s*["']([^"']+)["'][^<>]*>.*</a>\s*""", re.DOTALL | re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^a-z]")


class Conditions:
    """What the accessCondition elements of a record amount to."""

    def __init__(self, found: list[etree._Element], notes: list[str]) -> None:
        self._notes = notes
        self._uris: list[str] = []
        self._label = ""
        self._licence = ""
        self._statements: list[Statement] = []
        self._holders: list[Agent] = []
        self._copyright: Copyright | None = None
        self._access = Access()
        self.markings: list[SecurityMarking] = []
        for node in found:
            self._add(node)

    def rights(self, credit: list[Statement]) -> Rights:
        """Return the rights of the document."""
        uri = next(iter(self._uris), "")
        return Rights(
            uri=uri, label=self._label if uri else "", statements=(*self._statements, *credit),
            holders=tuple(self._holders), copyright=self._copyright, licence_uri=self._licence,
            access=self._access,
        )  # fmt: skip

    def _add(self, node: etree._Element) -> None:
        """Return nothing; put one condition where it belongs."""
        kind = _LETTERS.sub("", node.get("type", "").lower())
        label = nodes.attribute(node, "displayLabel")
        text = self._structured(node) if len(node) else nodes.words(node)
        if content.is_marking_label(label) and text:
            self.markings.append(content.marking(text, label, "in_force"))
        elif kind.startswith("restrictiononaccess"):
            self._limit(text)
        elif label.lower() in _HOLDERS and text:
            self._holders.append(Agent(name=text, relation="rights_holder"))
        else:
            self._use(node, text, label)

    def _use(self, node: etree._Element, text: str, label: str) -> None:
        """Return nothing; keep the URI and the words of a condition of use."""
        given = [value for name in (xml.XLINK_HREF, "valueURI") if (value := node.get(name))]
        known = next(filter(None, map(rights.canonical, (*given, text, anchor(node)))), "")
        is_uri = bool(text) and bool(rights.canonical(text))
        if known:
            self._take(known, "" if is_uri else text, nodes.lang(node))
            return
        licence = rights.canonical(text.rpartition(": ")[2]) if label == "Licence" else ""
        if licence or (label == "Licence" and nodes.uri(text)):
            self._licence = licence or nodes.uri(text)
            return
        kind = _KINDS.get(label.lower(), "use")
        for value in dict.fromkeys(filter(None, (text, *(nodes.words_of(each) for each in given)))):
            self._statements.append(Statement(text=value, lang=nodes.lang(node), kind=kind))

    def _take(self, uri: str, label: str, lang: str) -> None:
        """Return nothing; keep a canonical URI: the first as the document's, a licence beside it as its licence."""
        if not self._uris or uri in self._uris:
            self._uris.append(uri)
            if label and not self._label:
                self._label = label
            elif label and label != self._label:
                self._statements.append(Statement(text=label, lang=lang))
            return
        if uri.startswith(rights.CREATIVE_COMMONS_URI) and not self._licence:
            self._licence = uri
        else:
            self._notes.append(f"The record has more than one rights URI; {uri} was kept as text.")
            self._statements.append(Statement(text=uri))
        if label:
            self._statements.append(Statement(text=label, lang=lang))

    def _limit(self, text: str) -> None:
        """Return nothing; keep a statement on access."""
        if not text:
            return
        level: Level = "open" if _OPEN.fullmatch(text.strip(" .")) else "restricted"
        lower = text.lower()
        if "embargo" in lower:
            level = "embargoed"
        elif "metadata only" in lower:
            level = "metadata_only"
        until = _UNTIL.search(text)
        note = "; ".join(filter(None, (self._access.note, text)))
        strictest = level if self._access.level == "open" else self._access.level
        self._access = Access(level=strictest, note=note, until=until.group(1) if until else self._access.until)

    def _structured(self, node: etree._Element) -> str:
        """Return the words of a condition that holds elements; take copyrightMD as what it is."""
        for child in node.iterchildren(etree.Element):
            if etree.QName(child).localname == "copyright":
                self._copyright = _copyright(child)
                names = (nodes.words(each) for each in child.iter("{*}rights.holder"))
                self._holders += [Agent(name=name, relation="rights_holder") for name in names if name]
                return ""
        return nodes.words(node)


def anchor(node: etree._Element) -> str:
    """Return the address of an element that is nothing but an HTML anchor, or ""."""
    found = _ANCHOR.fullmatch(node.text or "")
    return found.group(1) if found else ""


def _copyright(node: etree._Element) -> Copyright:
    """Return the facts of a copyrightMD element (http://www.cdlib.org/groups/rmg/)."""
    years = (nodes.words(each) for each in node.iter("{*}year.copyright", "{*}year.creation"))
    notes = (nodes.words(each) for each in node.iter("{*}general.note"))
    return Copyright(
        status=nodes.attribute(node, "copyright.status"),
        year=next(filter(None, years), ""),
        note=next(filter(None, notes), ""),
    )
