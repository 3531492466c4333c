"""MARC 041, 245 $h$k, 300-348, 546 and 655 -> language, genre, and physical description.

https://www.loc.gov/marc/bibliographic/bd041.html, …/bd3xx.html. Languages are those of the MARC code list, which is
ISO 639-2/B (https://www.loc.gov/marc/languages/); records also write several codes without a blank between them.
"""

import re
from collections.abc import Iterator
from typing import Final

from crosswalks import languages, marc
from crosswalks.record import Genre, LanguagePart, LanguageUse, Physical
from crosswalks.sources.marcxml import addresses, fixed
from crosswalks.sources.marcxml.fields import Field, Marc, unique
from crosswalks.sources.marcxml.punctuation import supplied, trimmed, unmarked

# Codes of the MARC list that it has given up for others, as ISO 639-3
_DISCONTINUED: Final = {
    "cam": "khm", "esp": "epo", "eth": "gez", "far": "fao", "fri": "fry", "gae": "gla", "gag": "glg", "gal": "orm",
    "gua": "grn", "int": "ina", "iri": "gle", "kus": "kos", "lan": "oci", "max": "glv", "mla": "mlg", "mol": "ron",
    "sao": "smo", "scc": "srp", "scr": "hrv", "sho": "sna", "snh": "sin", "sso": "sot", "swz": "ssw", "tag": "tgl",
    "taj": "tgk", "tar": "tat", "tru": "chk", "tsw": "tsn",
}  # fmt: skip
# Subfields of 041 by what they say; of those left out, the Record has no word for their part
_PARTS: Final[dict[str, LanguagePart]] = {
    "a": "", "b": "summary", "d": "", "e": "", "f": "", "g": "", "h": "original", "i": "", "j": "", "n": "original",
    "p": "", "q": "", "r": "", "t": "transcript",
}  # fmt: skip
_WHOLE: Final = frozenset("ad")  # the text, or what is sung or spoken
_SEVERAL: Final = "mul"


def language(value: str) -> str:
    """Return the ISO 639-3 code for one of the MARC list, living or given up; "" for any other."""
    written = value.strip(" |#").casefold()
    return _DISCONTINUED.get(written) or languages.code(written)


def language_uses(record: Marc) -> list[LanguageUse]:
    """Return each language once for each part that is in it: the main one of 008 first, then those of 041."""
    found = list(_coded(record))
    written = fixed.code(record, 35, 38).strip()
    main = language(written) if written.isalpha() else ""  # `ng|` is no code, though `ng` is one elsewhere
    if main and (main != _SEVERAL or not found):
        own = next((use for use in found if use.code == main), None)
        found.insert(0, own or LanguageUse(code=main))
    return list(dict.fromkeys(found))


def _coded(record: Marc) -> Iterator[LanguageUse]:
    """Yield the languages of 041: where it is a translation, that of the text beside that of the original."""
    for field in record.fields("041"):
        uses = [(code, use) for code, value in field.subfields if code in _PARTS for use in _codes(value, record)]
        originals = {use for code, use in uses if _PARTS[code] == "original"}
        translated = field.ind1 == "1" or bool(originals)
        for code, use in uses:
            part = _PARTS[code]
            if code in _WHOLE and translated and use not in originals:
                part = "translation"
            if not (code in _WHOLE and use in originals):
                yield LanguageUse(code=use, part=part) if language(use) else LanguageUse(text=use, part=part)


def _codes(value: str, record: Marc) -> list[str]:
    """Return the languages of one subfield as ISO 639-3, also where their codes stand side by side; else as written."""
    parts = value.split()
    if len(parts) == 1 and len(value) > 3 and len(value) % 3 == 0:
        parts = [value[place : place + 3] for place in range(0, len(value), 3)]
    codes = [language(part) for part in parts]
    if not all(codes):
        return [language(value) or value]
    if len(parts) > 1:
        record.notes.append(f"Field 041 holds several codes in one subfield, {value!r}; each was taken for a language.")
    return codes


def genres(record: Marc) -> Iterator[Genre]:
    """Yield the genres: the terms of 655, RDA's type of content, the form of archival material, then coded ones."""
    terms = [*record.fields("655"), *(field for field in record.fields("653") if field.ind2 == "6")]
    for field in terms:
        labels = field.all("a") if field.tag == "653" else [heading(field, "a")]
        source = source_of(field) if field.tag == "655" else ""
        yield from (Genre(label=label, authority=source, uri=addresses.first(field)) for label in filter(None, labels))
    for field in record.fields("336"):
        yield from (
            Genre(label=label, authority=_rda(field, "rdacontent"))
            for label in field.all("a")
            if not fixed.is_told(label, record)
        )
    for field in record.fields("245"):
        yield from (Genre(label=label) for value in field.all("k") if (label := trimmed(value)))
    yield from fixed.genres(record)


def heading(field: Field, main: str) -> str:
    """Return a term with its subdivisions, joined by two hyphens as libraries print them."""
    first = " ".join(filter(None, (trimmed(value) for value in field.all(main))))
    return headed(first, [value for given in field.all("vxyz") if (value := trimmed(given))])


def headed(main: str, divisions: list[str]) -> str:
    """Return the main part of a heading and its subdivisions in one line; a life that goes on ends with a hyphen."""
    open_ended = f"{main} " if main.endswith("-") and divisions else main
    return "--".join(filter(None, (open_ended, *divisions)))


def source_of(field: Field) -> str:
    """Return the source code of a heading: by the second indicator, or in $2."""
    return marc.SUBJECT_SOURCES.get(field.ind2, "") or (trimmed(field.first("2")) if field.ind2 in ("7", " ") else "")


def _rda(field: Field, usual: str) -> str:
    """Return the source of an RDA term, the usual list where none is named."""
    written = field.first("2")
    return written.partition("/")[0] if written else usual


def physical(record: Marc) -> Physical:
    """Return extents, forms and media types."""
    extents = [_extent(field) for field in record.fields("300")]
    forms = [supplied(value) for field in record.fields("245") for value in field.all("h")]
    forms += [trimmed(value) for field in record.fields("337", "338") for value in field.all("a")]
    forms += [_material(field) for field in record.fields("340")]
    types = [value.lower() for field in record.fields("856", "347") for value in field.all("qb") if _is_media(value)]
    return Physical(
        extents=tuple(unique(extents)),
        forms=tuple(unique([*forms, *fixed.forms(record)])),
        media_types=tuple(unique(types)),
    )


def _extent(field: Field) -> str:
    """Return an extent with dimensions and what goes with it, `xii, 345 p. : ill. ; 24 cm`."""
    line = trimmed(field.text("abcefg"))
    what = unmarked(field.first("3"))
    return f"{what}: {line}" if what and line else line


def _material(field: Field) -> str:
    """Return what a document is made of."""
    return trimmed(field.text("abcdefghijklmnop"))


_MEDIA: Final = re.compile(r"[a-z]+/[A-Za-z0-9.+-]+")


def _is_media(value: str) -> bool:
    """Return whether a value is an Internet media type."""
    return _MEDIA.fullmatch(value) is not None
