"""MODS typeOfResource, genre, language and physicalDescription -> what kind of thing the document is.

https://www.loc.gov/standards/mods/userguide/typeofresource.html and its neighbours.
"""

from collections.abc import Iterator
from typing import Final, cast, get_args

from lxml import etree

from crosswalks import languages, vocabularies
from crosswalks.record import DcmiType, Genre, LanguagePart, LanguageUse, Physical
from crosswalks.sources import nodes
from crosswalks.sources.dcmi_types import dcmi

_LANGUAGE_PARTS: Final = frozenset(get_args(LanguagePart))
_DCMI_AUTHORITIES: Final = frozenset({"dct", "dcmi", "dcmitype"})


def types(found: list[etree._Element], genres: list[etree._Element]) -> tuple[DcmiType, list[Genre]]:
    """Return the DCMI type, and the further types that the Record keeps as genres."""
    kind: DcmiType = ""
    others: list[Genre] = []
    for node in found:
        value = nodes.words(node)
        own = dcmi(value)
        if node.get("collection") == "yes" and not kind:
            kind, own = "Collection", own if own != "Collection" else ""
            others += [Genre(label=own)] if own else []
        elif own and not kind:
            kind = own
        elif value and (not own or own != kind):
            others.append(Genre(label=own or value))
    stated = (dcmi(nodes.words(node)) for node in genres if node.get("authority") in _DCMI_AUTHORITIES)
    return kind or next(filter(None, stated), ""), others


def genres(found: list[etree._Element], kind: DcmiType) -> Iterator[Genre]:
    """Yield the genres, without one that only repeats the DCMI type or is the COAR type."""
    for node in found:
        label = nodes.words(node)
        authority = nodes.attribute(node, "authority")
        coar = authority == "coar" and nodes.uri(node.get("valueURI")).startswith(vocabularies.COAR_TYPE_URI)
        if label and not coar and not (authority in _DCMI_AUTHORITIES and kind and dcmi(label) == kind):
            yield Genre(label=label, authority=authority, uri=nodes.uri(node.get("valueURI")))


def coar_type(found: list[etree._Element]) -> str:
    """Return the address of the first genre that is a COAR resource type, or ""."""
    addresses = (nodes.uri(node.get("valueURI")) for node in found)
    return next((uri for uri in addresses if uri.startswith(vocabularies.COAR_TYPE_URI)), "")


def language_uses(found: list[etree._Element]) -> Iterator[LanguageUse]:
    """Yield each language once for each part of the document that is in it."""
    seen: set[LanguageUse] = set()
    for node in found:
        part = node.get("objectPart", "").strip().lower()
        known = cast("LanguagePart", part) if part in _LANGUAGE_PARTS else ""
        terms = nodes.groups(node)["languageTerm"] or ([] if len(node) else [node])  # MODS 3.0 had no languageTerm
        for use in _uses(terms, known):
            if use not in seen:
                seen.add(use)
                yield use


def _uses(terms: list[etree._Element], part: LanguagePart) -> Iterator[LanguageUse]:
    """Yield the languages that the terms of one element name: as codes, in words only where no code is known.

    A code of ISO 639-3 says it best: beside it, ISO 639-2 has but the larger language, `chi` for `cmn`. So does its
    name beside that code.
    """
    exact = [term for term in terms if term.get("authority") == "iso639-3" and languages.code(nodes.words(term))]
    written = [value for term in exact or terms for value in languages.split(nodes.words(term))]
    codes = [code for value in written if (code := languages.code(value))]
    if not codes:
        codes = [code for term in terms if (code := languages.code(term.get("valueURI") or ""))]
    if codes:
        yield from (LanguageUse(code=code, part=part) for code in dict.fromkeys(codes) if not _is_wider(code, codes))
    else:
        yield from (LanguageUse(text=value, part=part) for value in dict.fromkeys(written))


def _is_wider(code: str, codes: list[str]) -> bool:
    """Return whether a code is the one that ISO 639-2 has for another of the codes, `zho` beside `cmn`."""
    return any(other != code and languages.code(languages.iso639_2b(other)) == code for other in codes)


def physical(found: list[etree._Element]) -> Physical:
    """Return extent, forms and media types of all physicalDescription elements."""
    if not found:
        return Physical()
    parts = [nodes.groups(node) for node in found]
    return Physical(
        extents=tuple(value for part in parts for node in part["extent"] if (value := _extent(node))),
        forms=tuple(value for part in parts for value in nodes.all_words(part["form"])),
        media_types=tuple(value for part in parts for value in nodes.all_words(part["internetMediaType"])),
    )


def _extent(node: etree._Element) -> str:
    """Return an extent with its unit."""
    value, unit = nodes.words(node), nodes.attribute(node, "unit")
    return f"{value} {unit}" if value and unit and unit not in value else value
