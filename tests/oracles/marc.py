"""Normalisations and explanations for the stylesheets from MARCXML to Dublin Core and to MODS.

https://www.loc.gov/standards/marcxml/. The one to Dublin Core writes a field with all its subfields.
"""

import re
from collections.abc import Iterator

from crosswalks import marc_countries, xml
from tests.oracles.agreement import Difference
from tests.oracles.normal import both, their
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


def _fields(pair: Pair) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield tag and subfields of each data field."""
    for node in pair.given.iter(_FIELD):
        parts = [(each.get("code", ""), "".join(each.itertext())) for each in node.iterchildren(_SUBFIELD)]
        yield node.get("tag", ""), parts


def without_control_subfields(pair: Pair) -> Pair:
    """The stylesheet writes every subfield, also links, sources and roles: only those that are words for it count."""
    whole: dict[str, str] = {}
    for tag, parts in _fields(pair):
        kept = [text for code, text in parts if code not in _CONTROL and code not in _ALSO.get(tag, "")]
        for left_out in ("", "h", "c", "6", "ch", "w", "acefg"):
            told = " ".join(text for code, text in parts if code not in left_out)
            whole.setdefault(_key(told), " ".join(kept))
    return their(pair, lambda value: value._replace(text=whole.get(_key(value.text) or "-", value.text)))


def _key(text: str) -> str:
    """Return the letters and figures of a text: the stylesheet leaves out blanks between subfields."""
    return "".join(words(text))


def names_by_part(pair: Pair) -> Pair:
    """The stylesheet makes a creator of every name, of added entries too: what Sheaf calls a contributor is moved."""
    ours = {_key(value.text) for value in pair.ours if value.element == "contributor"}
    creators = {_key(value.text) for value in pair.ours if value.element == "creator"}

    def moved(value: Value) -> Value:
        key = _key(value.text)
        is_added = value.element == "creator" and key in ours and key not in creators
        return value._replace(element="contributor") if is_added else value

    return their(pair, moved)


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


def misplaced(difference: Difference) -> bool:
    """The stylesheet writes numbers, codes and durations as language, type or publisher: 035, 040, 254, 306, 920.

    `002016 014500`, two durations, as a language.
    """
    fields = [" ".join(text for _, text in parts) for tag, parts in _fields(difference.pair) if tag in _MISPLACED]
    is_one = difference.value.element in ("language", "type", "publisher", "identifier", "relation")
    mine = set(words(difference.value.text))
    return not difference.is_ours and is_one and any(mine <= set(words(field)) for field in fields)


_MISPLACED = frozenset({"035", "040", "254", "306", "920"})


def file_type(difference: Difference) -> bool:
    """In 856 $q some write another code than a media type: only media types are formats of a file.

    `m`
    """
    return not difference.is_ours and difference.value.element == "format" and "/" not in difference.value.text


def codes_of_the_leader(difference: Difference) -> bool:
    """The stylesheet writes its terms for codes of leader, 007 and 008 for which Sheaf has another word or no field.

    `monographic`; `print`; the country `nyu` beside the name of the town.
    """
    element, text = difference.value
    if element in ("issuance", "reformattingQuality") or text == "print" or marc_countries.name(text):
        return not difference.is_ours
    written = {
        word for tag, parts in _fields(difference.pair) if tag != "047" for _, said in parts for word in words(said)
    }
    is_coded = element in ("place", "form", "genre", "targetAudience", "frequency") and not set(words(text)) <= written
    return not difference.is_ours and is_coded


def about_the_description(difference: Difference) -> bool:
    """Each says in recordInfo what it knows of the description itself: its language, source, rules and dates.

    The name of the stylesheet there, the language of the description here.
    """
    return difference.value.element == "recordInfo"


def role_beside_a_code(difference: Difference) -> bool:
    """Words for a role that stand beside its code are left out: they say the same in the cataloguer's language.

    `Verfasser` beside `aut`.
    """
    has_one = any(value.element == "role" for value in difference.pair.ours)
    return not difference.is_ours and difference.value.element == "role" and has_one


def number_of_authority(difference: Difference) -> bool:
    """A number of an authority file is an address here, where one belongs to the file, and as it stands there.

    `(DE-588)118534734` there, `https://d-nb.info/gnd/118534734` here.
    """
    is_number = difference.value.text.startswith("(") and any(map(str.isdecimal, difference.value.text))
    return not difference.is_ours and difference.value.element == "name address" and is_number


def affiliation(difference: Difference) -> bool:
    """Where a person works has no field in the Record.

    `University of Bremen` behind an author.
    """
    return not difference.is_ours and difference.value.element == "name other"


def country_of_publication(difference: Difference) -> bool:
    """Codes for where a document was published (044) or what it is about (052) are left out.

    `us`
    """
    return not difference.is_ours and difference.value.element == "subject code"


def agency(difference: Difference) -> bool:
    """Who sells a document, and its barcode or mark in one library (037 $b, 852 $t), is nothing that harvesters need.

    The postal address of a bookseller.
    """
    told = {
        word
        for tag, parts in _fields(difference.pair)
        if tag in ("037", "852")
        for _, text in parts
        for word in words(text)
    }
    return not difference.is_ours and set(words(difference.value.text)) <= told


def local_notes(difference: Difference) -> bool:
    """Fields 591-599 are for the library's own use: Sheaf leaves them out, the stylesheet writes them.

    `Publisher supplied data` in 592.
    """
    local = {_key(text) for tag, parts in _fields(difference.pair) if tag[:2] == "59" for _, text in parts}
    return not difference.is_ours and difference.value.element == "description" and _key(difference.value.text) in local
