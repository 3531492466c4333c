"""Fields of MARC 21: clean, never without what they are for, in the order of their tags, none too often.

The parts of the codec yield fields in any order; `arrange` puts them into the record's. What the format allows once
goes where its second one may (https://www.loc.gov/marc/bibliographic/).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import clean, marc, xml

LEADER, CONTROL_FIELD = f"{{{xml.MARC}}}leader", f"{{{xml.MARC}}}controlfield"
DATA_FIELD, SUBFIELD = f"{{{xml.MARC}}}datafield", f"{{{xml.MARC}}}subfield"

Subfield = tuple[str, str]  # code and text


class Field(NamedTuple):
    """A data field: its tag, its two indicators as one text, and its subfields."""

    tag: str
    indicators: str
    subfields: tuple[Subfield, ...]


Fields = Iterator[Field | None]


def field(tag: str, indicators: str, *subfields: Subfield, needs: str = "a") -> Field | None:
    """Return a field of the subfields that are not blank; None where none of the codes in `needs` is left."""
    kept = tuple((code, value) for code, text in subfields if (value := clean.text(text)))
    return Field(tag, indicators, kept) if any(code in needs for code, _ in kept) else None


def identity(uris: Iterable[str]) -> tuple[Subfield, ...]:
    """Return $0 for the addresses of descriptions, such as authority records, and $1 for those of things themselves."""
    return tuple((_object(uri), uri) for each in uris if (uri := clean.uri(each)))


def _object(uri: str) -> str:
    """Return the code of the subfield that an address belongs in."""
    address = uri.partition("://")[2].removeprefix("www.")
    return "1" if address.startswith(marc.REAL_WORLD) else "0"


def _title(found: Field) -> Field:
    """Return a title as a variant title, which has no statement of responsibility."""
    return Field("246", "3 ", tuple(pair for pair in found.subfields if pair[0] != "c"))


def _uniform_title(found: Field) -> Field:
    """Return a uniform title as an added entry, its articles counted in the first indicator."""
    article = found.indicators[0] if found.tag == "130" else found.indicators[1]
    return Field("730", f"{article} ", found.subfields)


def _control_number(found: Field) -> Field:
    """Return a further Library of Congress control number as a system's."""
    return Field("035", "  ", tuple((code, marc.LCCN + value) for code, value in found.subfields))


# Tags that the format allows once in a record -> what is made of a further one. Names are sorted out where they are
# written, since all tags of a main entry count as one.
ONCE: Final[dict[str, Callable[[Field], Field]]] = {
    "010": _control_number,
    "130": _uniform_title,
    "240": _uniform_title,
    "245": _title,
}


def arrange(found: Iterable[Field | None]) -> list[Field]:
    """Return the fields in the order of their tags, none twice the same, and none more often than it may be."""
    ordered = sorted((each for each in found if each), key=_tag)
    return sorted(dict.fromkeys(_allowed(ordered)), key=_tag)


def _tag(found: Field) -> str:
    """Return what a field is sorted by."""
    return found.tag


def _allowed(ordered: list[Field]) -> Iterator[Field]:
    """Yield each field, or what is made of it where its tag has had its turn."""
    before = ""
    for each in ordered:
        yield ONCE[each.tag](each) if each.tag == before and each.tag in ONCE else each
        before = each.tag


def write(root: etree._Element, found: Field) -> None:
    """Write one field."""
    element = etree.SubElement(
        root, DATA_FIELD, {"tag": found.tag, "ind1": found.indicators[0], "ind2": found.indicators[1]}
    )
    for code, value in found.subfields:
        etree.SubElement(element, SUBFIELD, {"code": code}).text = value
