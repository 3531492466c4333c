"""Normalisations for the stylesheets from MARCXML to Dublin Core and to MODS.

https://www.loc.gov/standards/marcxml/. The one to Dublin Core writes a field with all its subfields.
"""

import re
from collections.abc import Iterator

from crosswalks import xml
from tests.oracles.normal import CREATORS, both, their
from tests.oracles.pairs import Pair, Value, words

_FIELD, _SUBFIELD = f"{{{xml.MARC}}}datafield", f"{{{xml.MARC}}}subfield"
# Numbers, links and codes of control, roles, affiliations; in titles what kind of material it is and who is responsible
_CONTROL = frozenset("0123456789eu4w")
_ALSO = {
    "245": "ch",
    "260": "acefg",
    "264": "acefg",
    "020": "cq",
    "711": "hj",
    "111": "j",
    "700": "gh",
    "710": "gh",
    "100": "g",
}


def fields(pair: Pair) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield tag and subfields of each data field."""
    for node in pair.given.iter(_FIELD):
        parts = [(each.get("code", ""), "".join(each.itertext())) for each in node.iterchildren(_SUBFIELD)]
        yield node.get("tag", ""), parts


def without_control_subfields(pair: Pair) -> Pair:
    """The stylesheet writes every subfield, also links, sources and roles: only those that are words for it count."""
    whole: dict[str, str] = {}
    for tag, parts in fields(pair):
        kept = [text for code, text in parts if code not in _CONTROL and code not in _ALSO.get(tag, "")]
        for left_out in ("", "h", "c", "6", "ch", "w", "acefg"):
            told = " ".join(text for code, text in parts if code not in left_out)
            whole.setdefault(key(told), " ".join(kept))
    return their(pair, lambda value: value._replace(text=whole.get(key(value.text) or "-", value.text)))


def key(text: str) -> str:
    """Return the letters and figures of a text: the stylesheet leaves out blanks between subfields."""
    return "".join(words(text))


def names_by_part(pair: Pair) -> Pair:
    """The stylesheet makes a creator of every name: those in 7XX that the input calls no creators are moved."""
    main, added = set(), set()
    for tag, parts in fields(pair):
        name = next((key(text) for code, text in parts if code == "a"), "")
        is_creator = any(" ".join(words(text)) in CREATORS for code, text in parts if code in ("e", "4"))
        if name and tag in ("100", "110", "111", "700", "710", "711", "720"):
            (main if tag[0] == "1" or is_creator else added).add(name)

    def moved(value: Value) -> Value:
        mine = key(value.text)
        is_added = value.element == "creator" and any(map(mine.startswith, added))
        return value._replace(element="contributor") if is_added and not any(map(mine.startswith, main)) else value

    return their(pair, moved)


_ISBN = re.compile(r"^(?:URN:ISBN:|isbn: )(?=\d)")


def isbn_alone(pair: Pair) -> Pair:
    """ISBNs are compared without their type: `URN:ISBN:` there, `isbn: ` here."""

    def bare(value: Value) -> Value:
        return value._replace(text=_ISBN.sub("", value.text)) if value.element == "identifier" else value

    return both(pair, bare)


def dewey_once(pair: Pair) -> Pair:
    """A Dewey number is compared without marks of where it may end, and once: Sheaf writes it as a term, too."""

    def plain(value: Value) -> Value | None:
        if value.text.startswith("info:eu-repo/classification/"):
            return None
        is_number = value.element in ("subject", "classification") and re.match(r"\d{3}[./]", value.text)
        return value._replace(text=re.sub(r"['/]", "", value.text)) if is_number else value

    return both(pair, plain)


_LINK = re.compile(r"(?:\d+\\[a-z])+$")
_OCLC = re.compile(r"^(?:\(OCoLC\)|OCLC: |oclc: )?\s*(?:ocm|ocn|on|oca)?(?=\d)")


def without_links_and_prefixes(pair: Pair) -> Pair:
    """The stylesheet writes the numbers of $8 into subjects, and those of OCLC with their prefix: both are left out."""

    def bare(value: Value) -> Value:
        text = _LINK.sub("", value.text) if value.element == "subject" else value.text
        return value._replace(text=_OCLC.sub("", text) if value.element == "identifier" else text)

    return both(pair, bare)


_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{4}.*)?")


def dates_as_edtf(pair: Pair) -> Pair:
    """The stylesheet copies coded dates, `195u` and `19040514`; Sheaf writes them as EDTF and W3CDTF."""

    def written(value: Value) -> Value:
        if not value.element.startswith(("date", "copyrightDate")):
            return value
        text = re.sub(r"(?<=\d)u+$", lambda found: "X" * len(found[0]), value.text)
        return value._replace(text=_BASIC.sub(r"\1-\2-\3", text) if _BASIC.fullmatch(text) else text)

    return both(pair, written)
