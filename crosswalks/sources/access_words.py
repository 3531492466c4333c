"""What a statement on access says in plain words: whether the document is open, and until when it is not.

Only what is sure is taken for a level; most statements explain more than they limit, and one that is not understood
leaves the level empty, its words being kept as they are.
"""

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from crosswalks.record import Access, AccessLevel, Statement

_NO_EMBARGO: Final = re.compile(
    r"\b(?:no|not? (?:longer )?under|without|never|not subject to) (?:an? |any |current )?embargo(?:es|ed)?\b"
    r"|\bembargo (?:has |was |is )?(?:been )?(?:expired|ended|lifted|over)\b|\bnot embargoed\b"
)
_NO_LIMIT: Final = re.compile(
    r"\b(?:no|without|not subject to|free of|free from)(?: any| known| special| current| further)?(?: access)?"
    r" (?:restrictions?|limits?|limitations?)\b|\bunrestricted\b|\bnot (?:access )?restricted\b"
)
_LIMIT: Final = re.compile(
    r"\brestrict(?:ed|ions?|s)\b|\bclosed\b|\bsealed\b|\bconfidential\b|\bprohibited\b|\bpermission\b|\bexcept\b"
    r"|\bnot (?:yet )?(?:be )?(?:open|available|accessible|public|accessed)\b|\bunavailable\b|\bno access\b"
    r"|\b(?:available|accessible|limited|open) (?:only )?to (?:authori[sz]ed|staff|members|students|faculty|users of)\b"
    r"|\bonly (?:to|for|in|on|at|by|with|within)\b|\blimited to\b|\bonly$|\b(?:room|campus|site) (?:use )?only\b"
)
_OPEN: Final = re.compile(
    r"\bopen access\b|\bopen (?:for|to) (?:all|any|the|every|research|researchers|use|users|consultation|public)"
    r"|\b(?:is|are) (?:fully |freely )?open\b|\b(?:freely|publicly|openly) (?:available|accessible)\b"
    r"|\bfree(?:ly)? access\b|\bavailable (?:for research|to (?:all|everyone|anyone|the public|researchers))\b"
)
_OPEN_ALONE: Final = frozenset({"open", "public", "none", "free", "free access", "available"})
_UNTIL: Final = re.compile(r"\buntil (\d{4}(?:-\d\d(?:-\d\d)?)?)\b")

# How far each level shuts a document, for records that state several
STRICTNESS: Final[tuple[AccessLevel, ...]] = ("open", "", "embargoed", "restricted", "metadata_only")


def level(text: str) -> AccessLevel:
    """Return the level of access that a statement in English states; "" when it states none that is sure."""
    words = " ".join(text.casefold().split()).strip(" .")
    if words in _OPEN_ALONE:
        return "open"
    rest = _NO_EMBARGO.sub("", words)
    if "embargo" in rest:
        return "embargoed"
    if "metadata only" in rest and "not metadata only" not in rest:
        return "metadata_only"
    rest = _NO_LIMIT.sub("", rest)
    if _LIMIT.search(rest):
        return "restricted"
    return "open" if rest != words or _OPEN.search(rest) else ""


# A statement of rights that says of access itself, and of nothing else, that there is none
_CLOSED: Final = re.compile(
    r"(?:closed|restricted|embargoed|sealed)(?: access)?(?: until \S.*)?"
    r"|(?:public )?access (?:to (?:\w+ ){1,8})?(?:is |has been )?(?:restricted|closed|limited|embargoed|denied)\b.*"
    r"|(?:restricted|closed|embargoed|limited) (?:public )?access\b.*|no (?:public )?access(?: (?:to|until|for)\b.*)?"
    r"|(?:(?:this )?\w+ is )?not (?:yet )?(?:open|available|accessible) to (?:the )?(?:public|researchers)\b.*"
    r"|(?:(?:this )?\w+ is )?(?:closed|sealed|embargoed) (?:to|until|for)\b.*"
)


def parted(statements: Sequence[Statement], notes: list[str]) -> tuple[Access, tuple[Statement, ...]]:
    """Return the access that one of the statements of rights surely limits, and the other statements; it is noted.

    For records that say nothing else of access. "Permission is needed to publish" limits none: only what is about
    access alone counts.
    """
    for place, statement in enumerate(statements):
        words = " ".join(statement.text.casefold().split()).strip(" .")
        if _CLOSED.fullmatch(_NO_LIMIT.sub("", words)):
            end = until(statement.text)
            found: AccessLevel = "embargoed" if end or "embargo" in words else "restricted"
            note = f"Access was taken as {found}, since the record says {statement.text!r}."
            notes += [note] if note not in notes else []
            access = Access(level=found, note=statement.text, until=end)
            return access, (*statements[:place], *statements[place + 1 :])
    return Access(), tuple(statements)


def until(text: str) -> str:
    """Return the day until which a statement limits access, or ""."""
    found = _UNTIL.search(text)
    return found.group(1) if found is not None else ""


def read(text: str) -> Access:
    """Return what a statement says of access, the statement itself as its note."""
    return Access(level=level(text), note=text, until=until(text))


def together(found: list[Access]) -> Access:
    """Return several statements on access as one, as strict as the strictest of them."""
    if not found:
        return Access()
    return Access(
        level=max((each.level for each in found), key=STRICTNESS.index),
        note="; ".join(dict.fromkeys(each.note for each in found if each.note)),
        until=next((each.until for each in reversed(found) if each.until), ""),
    )


_LONGEST_TAG: Final = 2000
_HREF: Final = re.compile(r"""\shref\s{0,9}=\s{0,9}["']([^"'<>]+)["']""", re.IGNORECASE)


def anchor(node: etree._Element) -> str:
    """Return the address of an element that is nothing but an HTML anchor, or ""."""
    text = (node.text or "").strip()
    if text[:2].lower() != "<a" or text[-4:].lower() != "</a>":
        return ""
    found = _HREF.search(text[: min(text.find(">"), _LONGEST_TAG)])
    return found.group(1) if found is not None else ""
