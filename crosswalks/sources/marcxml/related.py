"""MARC 440, 490, 700-740 with titles, 758, 760-787, 800-830 -> collections and related resources.

https://www.loc.gov/marc/bibliographic/bd76x78x.html, …/bd80x83x.html. The types are those of MODS relatedItem, by the
Library of Congress's mapping of MARC 21 to MODS 3 (https://www.loc.gov/standards/mods/mods-mapping.html).
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import marc
from crosswalks.record import Collection, Related, RelationType
from crosswalks.sources import nodes
from crosswalks.sources.marcxml import addresses, names
from crosswalks.sources.marcxml.fields import Field, Marc
from crosswalks.sources.marcxml.punctuation import joined, trimmed, unmarked

_TYPES: Final[dict[str, RelationType]] = {
    "760": "series", "762": "constituent", "765": "otherVersion", "767": "otherVersion", "770": "constituent",
    "772": "host", "773": "host", "774": "constituent", "775": "otherVersion", "776": "otherFormat", "777": "",
    "780": "preceding", "785": "succeeding", "787": "",
}  # fmt: skip
_IN_WORDS: Final[dict[str, RelationType]] = {words.casefold(): kind for kind, words in marc.RELATIONS_IN_WORDS.items()}
_ANALYTIC: Final = "2"
_WORK: Final = "fgklmnoprst"


def collections(record: Marc) -> Iterator[Collection]:
    """Yield what the document is part of: the hosts of 773, each with the place of the document in it."""
    made = []
    for field in record.fields("773"):
        title = joined(field.all("atg" if field.first("t") else "apg"))
        if field.first("tap"):
            made.append(Collection(title=title, id="; ".join(_numbers(field)), url=nodes.url(_address(field))))
    yield from dict.fromkeys(made)


def related(record: Marc) -> Iterator[Related]:
    """Yield the related resources, each once: linking entries, works, series, then resources by their address."""
    made = [_linked(field) for field in record.fields(*_TYPES) if not (field.tag == "773" and field.first("tap"))]
    made += [_added(field) for field in record.fields("700", "710", "711") if field.first("t")]
    made += [_titled(field) for field in record.fields("730", "740") if _is_work(field)]
    made += _series(record)
    made += [
        Related(type="isReferencedBy", label=joined(field.all("abcx")), uri=uri)
        for field in record.fields("510")
        if (uri := citing(field))
    ]
    made += [
        Related(label=trimmed(field.text("ia")), uri=addresses.first(field) or _address(field))
        for field in record.fields("758")
    ]
    yield from dict.fromkeys(each for each in made if each.label or each.uri)


def _linked(field: Field) -> Related:
    """Return one linking entry: all that names the other resource, or failing that its number in a catalogue."""
    said = trimmed(unmarked(field.first("i")).rstrip(":"))
    kind = _TYPES[field.tag] or _IN_WORDS.get(said.casefold(), "")
    label = joined([*field.all("astkbdhcmgn"), *_standard(field)]) or "; ".join(field.all("w"))
    shown = said and label and said.casefold() not in _IN_WORDS
    return Related(type=kind, label=f"{said}: {label}" if shown else label, uri=_address(field))


def _standard(field: Field) -> list[str]:
    """Return ISSN, ISBN and report number with their names."""
    given = (("ISSN", "x"), ("ISBN", "z"), ("", "ruo"))
    return [
        f"{name} {value}".strip()
        for name, codes in given
        for value in map(unmarked, field.all(codes))
        if value and not nodes.uri(value)
    ]


def _numbers(field: Field) -> list[str]:
    """Return what identifies a host: its number in the catalogue, else its ISSN, ISBN or other number."""
    found = map(unmarked, field.all("w") or field.all("xzo"))
    return list(dict.fromkeys(value for value in found if not nodes.url(value)))


def _address(field: Field) -> str:
    """Return the address of a related resource, that of the web first."""
    given = [*field.all("u"), *field.all("o"), *addresses.addresses(field)]
    known = [uri for value in given if (uri := nodes.uri(value))]
    return next((uri for uri in known if nodes.url(uri)), next(iter(known), ""))


def _added(field: Field) -> Related:
    """Return the work that an added entry of name and title names."""
    codes = [code for code, _ in field.subfields]
    behind = field.subfields[codes.index("t") :]
    work = trimmed(" ".join(value for code, value in behind if code in _WORK))
    said = trimmed(unmarked(field.first("i")).rstrip(":"))
    label = ". ".join(filter(None, (names.heading(field).rstrip("."), work)))
    return Related(type=_part(field), label=f"{said}: {label}" if said else label, uri=addresses.first(field))


def _titled(field: Field) -> Related:
    """Return the work that an added entry of a title names."""
    title = trimmed(field.text("ahdfgklmnoprst" if field.tag == "730" else "anp"))
    said = trimmed(unmarked(field.first("i")).rstrip(":"))
    return Related(type=_part(field), label=f"{said}: {title}" if said else title, uri=addresses.first(field))


def citing(field: Field) -> str:
    """Return the address of what a field 510 says to refer to the document; without one, that is a note."""
    return next((url for value in field.all("u") if (url := nodes.url(value))), "")


def _is_work(field: Field) -> bool:
    """Return whether an added title is that of another work, or of a part: others of 740 are titles of this one."""
    return field.tag == "730" or field.ind2 == _ANALYTIC


def _part(field: Field) -> RelationType:
    """Return what a work is to the document: a part where the entry is analytical."""
    return "constituent" if field.ind2 == _ANALYTIC else ""


def _series(record: Marc) -> list[Related]:
    """Return the series: as traced in 8XX, or as they stand on the document where they are not."""
    traced = list(record.fields("800", "810", "811", "830"))
    untraced = [
        Related(type="series", label=unmarked(field.text("anpv")), uri=_address(field))
        for field in record.fields("440", "490")
        if field.tag == "440" or field.ind1 != "1" or not traced
    ]
    return [*map(_traced, traced), *untraced]


def _traced(field: Field) -> Related:
    """Return a series under its heading."""
    title = field.text("adfghklmnoprstv") if field.tag == "830" else ""
    if not title:
        codes = [code for code, _ in field.subfields]
        behind = field.subfields[codes.index("t") :] if "t" in codes else ()
        work = " ".join(value for code, value in behind if code in f"{_WORK}v")
        title = ". ".join(filter(None, (names.heading(field).rstrip("."), work)))
    return Related(type="series", label=trimmed(title), uri=addresses.first(field) or _address(field))
