"""MARC 534, 535, 850, 852 and 856 -> landing page, files, texts, provider, and where the original is.

https://www.loc.gov/marc/bibliographic/bd856.html, …/bd534.html, …/bd852.html. The landing page is the first web
address of the document itself (856 40), or of a version of it (41), or of what 856 does not say; an address whose words
announce but a part of it, such as a cover or a table of contents, is none.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from crosswalks import languages
from crosswalks.record import (
    DigitalObject,
    Identifier,
    Named,
    ObjectRole,
    Related,
    Source,
    TextKind,
    TextVersion,
)
from crosswalks.sources import institutions, nodes
from crosswalks.sources.marcxml import addresses
from crosswalks.sources.marcxml.fields import Field, Marc, unique
from crosswalks.sources.marcxml.punctuation import joined, trimmed, unmarked

_RESOURCE, _VERSION, _RELATED = "0", "1", "2"
_PARTS: Final = re.compile(
    r"(?i)\b(?:table of contents|contents|contributor|biograph|publisher|sample text|cover|thumbnail|book review|"
    r"abstract|summary|description|inhalt|index|finding aid|preview|errata|licen[cs]e|user guide|errata)"
)
_PREVIEW: Final = re.compile(r"(?i)\b(?:thumbnail|preview|cover(?: image)?)\b")
_OBJECTS: Final[tuple[tuple[re.Pattern[str], ObjectRole], ...]] = (
    (_PREVIEW, "preview"),
    (re.compile(r"(?i)\biiif[ -]manifest\b"), "iiif_manifest"),
    (re.compile(r"(?i)\bmaster\b"), "master"),
)
_TEXTS: Final[tuple[tuple[re.Pattern[str], TextKind], ...]] = (
    (re.compile(r"(?i)\btranscript(?:ion)?\b"), "transcript"),
    (re.compile(r"(?i)\btranslation\b"), "translation"),
    (re.compile(r"(?i)\bocr\b"), "ocr"),
)


_TRANSLATOR: Final = re.compile(r"(?i)\btranslated by (.+)")


class _Link(NamedTuple):
    """One address of a field 856, and what is said of it."""

    field: Field
    address: str
    words: str


class Links(NamedTuple):
    """What the addresses of a record amount to."""

    landing_url: str
    objects: list[DigitalObject]
    texts: list[TextVersion]
    related: list[Related]
    identifiers: list[Identifier]  # addresses that are not of the web


def links(record: Marc) -> Links:
    """Return the landing page, files, texts, what is related, and addresses that are not of the web."""
    result = Links("", [], [], [], [])
    found = []
    for field in record.fields("856"):
        for value in field.all("u"):
            if address := nodes.url(value):
                found.append(_Link(field, address, _words(field)))
            else:
                result.identifiers.append(Identifier(value=value, type="uri"))
    ranked = [(_rank(link), place, link) for place, link in enumerate(found)]
    rank, _, landing = min(ranked, default=(_NO_LANDING, 0, None), key=lambda each: each[:2])
    page = landing.address if landing is not None and rank < _NO_LANDING else ""
    for link in found:
        if link.address != page:
            _sort(link, result)
    return result._replace(
        landing_url=page, objects=list(dict.fromkeys(result.objects)), related=list(dict.fromkeys(result.related))
    )


def _words(field: Field) -> str:
    """Return what a field says that it leads to."""
    return ": ".join(unique(unmarked(field.text(code)).rstrip(".") for code in "3yz"))


_NO_LANDING: Final = 9


def _rank(link: _Link) -> int:
    """Return how near an address comes to being the landing page, 0 the nearest."""
    if _PARTS.search(link.words) or _text_kind(link.words) or _role(link.words) != "access":
        return _NO_LANDING
    order = {_RESOURCE: 0, _VERSION: 1, " ": 2, "8": 2}
    return order.get(link.field.ind2, _NO_LANDING) if link.field.ind1 in ("4", " ", "7", "0", "1") else _NO_LANDING


def _sort(link: _Link, result: Links) -> None:
    """Put an address that is not the landing page where it belongs."""
    kind = _text_kind(link.words)
    role = _role(link.words)
    if kind is not None and link.field.ind2 in (_RELATED, _VERSION):
        by = _TRANSLATOR.search(link.words)
        result.texts.append(
            TextVersion(
                kind=kind, lang=_language(link.words), url=link.address, translator=by[1] if by is not None else ""
            )
        )
    elif (link.field.ind2 == _RELATED and role == "access") or (role == "access" and _PARTS.search(link.words)):
        result.related.append(Related(label=link.words, uri=link.address))
    else:
        media = next((value.lower() for value in link.field.all("q") if "/" in value), "")
        result.objects.append(
            DigitalObject(
                url=link.address, role=role, media_type=media, size=_size(link.field.first("s")),
                rights_uri=next(filter(None, map(nodes.uri, link.field.all("r"))), ""),
            )
        )  # fmt: skip


def _role(words: str) -> ObjectRole:
    """Return what a file is for."""
    return next((role for pattern, role in _OBJECTS if pattern.search(words)), "access")


def _text_kind(words: str) -> TextKind | None:
    """Return what kind of text an address leads to, None when it is none."""
    return next((kind for pattern, kind in _TEXTS if pattern.search(words)), None)


def _language(words: str) -> str:
    """Return the language that is named among the words, or ""."""
    return next(filter(None, map(languages.code, re.findall(r"[^\W\d]{4,}", words))), "")


_SIZE: Final = re.compile(r"(\d{1,15})(?: ?bytes?)?")


def _size(value: str) -> int | None:
    """Return a size in bytes, None when it is said in other units."""
    found = _SIZE.fullmatch(value)
    return int(found[1]) if found is not None else None


# Who holds it


def provider(record: Marc) -> Named | None:
    """Return who provides the document: who holds it, then who described it, unless that is a code."""
    for field in record.fields("852", "850", "040"):
        for value in map(trimmed, field.all("a")):
            code = institutions.is_code(value) or (field.tag != "852" and " " not in value)
            if not code:
                return Named(name=value, uri=addresses.first(field) if field.tag == "852" else "")
    return None


def sources(record: Marc, holder: Named | None) -> Iterator[Source]:
    """Yield what the original is and where it is kept: 534 with the archive of 535, then shelf marks of 852."""
    archives = [archive for field in record.fields("535") if field.ind1 != "2" and (archive := _archive(field))]
    originals = [source for field in record.fields("534") if (source := _original(field))]
    if len(originals) == 1 and len(archives) == 1 and originals[0].archive is None:
        one = originals[0]
        originals = [Source(citation=one.citation, archive=archives[0], reference=one.reference, url=one.url)]
    else:
        originals += [Source(archive=archive) for archive in archives]
    shelved = [source for field in record.fields("852") if (source := _shelf(field, holder))]
    yield from dict.fromkeys([*originals, *shelved])


def _archive(field: Field) -> Named | None:
    """Return the institution of 535."""
    name = trimmed(field.first("a"))
    return Named(name=name, uri=addresses.first(field)) if name else None


def _original(field: Field) -> Source | None:
    """Return the original that 534 describes: its citation, or only where it is, and marks and numbers."""
    place = "; ".join(unique(map(trimmed, field.all("l"))))
    only_placed = place and not field.first("abctfkme")
    described = joined([*field.all("abctfkme" if only_placed else "abctfkmne"), *_issns(field)])
    marks = (*(field.all("n") if only_placed else ()), *field.all("o"), *(f"ISBN {value}" for value in field.all("z")))
    others = tuple(unique(map(trimmed, marks)))
    citation = described or place
    url = next((url for value in field.all("ou") if (url := nodes.url(value))), "")
    if not citation and not others:
        return None
    reference = (*((place,) if described and place else ()), *(value for value in others if value != url))
    return Source(citation=citation, reference=reference, url=url)


def _issns(field: Field) -> list[str]:
    """Return the ISSNs of an original, named as such."""
    return [f"ISSN {value}" for value in field.all("x")]


def _shelf(field: Field, holder: Named | None) -> Source | None:
    """Return where a copy stands: institution, collection and shelf mark; None when only the provider is named."""
    name = trimmed(field.first("a"))
    mark = " ".join(filter(None, map(trimmed, field.all("khijlmp"))))
    reference = tuple(unique((*map(trimmed, field.all("bc")), mark)))
    if not reference and (not name or (holder is not None and holder.name == name)):
        return None
    return Source(archive=Named(name=name, uri=addresses.first(field)) if name else None, reference=reference)
