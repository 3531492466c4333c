"""The coded kinds of a record: leader/06-07, 006-008, and what they say of type, genre and form.

Leader: https://www.loc.gov/marc/bibliographic/bdleader.html; 008: https://www.loc.gov/marc/bibliographic/bd008.html.
The terms of genre are those of the list `marcgt`, https://www.loc.gov/standards/valuelist/marcgt.html; which codes of
008 they belong to depends on the kind of material, which leader/06 and /07 tell.
"""

from collections.abc import Iterator
from typing import Final, Literal

from crosswalks import marc
from crosswalks.record import DcmiType, Genre
from crosswalks.sources.marcxml.fields import Marc

Material = Literal["book", "serial", "music", "map", "visual", "computer", "mixed", ""]

_MATERIALS: Final[dict[str, Material]] = {
    "a": "book", "t": "book", "c": "music", "d": "music", "i": "music", "j": "music", "e": "map", "f": "map",
    "g": "visual", "k": "visual", "o": "visual", "r": "visual", "m": "computer", "p": "mixed",
}  # fmt: skip
_SERIAL_LEVELS: Final = ("b", "i", "s")
UNPUBLISHED: Final = frozenset("dfpt")
"""Leader/06 of manuscripts and of collections of them: what 008 dates is when they were made."""


def material(record: Marc) -> Material:
    """Return the kind of material, which says what 008/18-34 mean."""
    kind = _MATERIALS.get(record.kind(6), "")
    return "serial" if kind == "book" and record.kind(7) in _SERIAL_LEVELS else kind


def code(record: Marc, start: int, end: int = 0) -> str:
    """Return what 008 holds at a position, or from one up to another; "" where it does not reach so far."""
    value = record.fixed("008")
    return value[start : end or start + 1] if len(value) >= (end or start + 1) else ""


# 008/33 of visual material that is a moving image, or a still one
_MOVING: Final = frozenset("mv")
_STILL: Final = frozenset("acfiklnopst")
_COMPUTER: Final[dict[str, DcmiType]] = {
    "a": "Dataset",
    "c": "Image",
    "d": "Text",
    "h": "Sound",
    "i": "InteractiveResource",
}


def types(record: Marc) -> tuple[DcmiType, list[Genre]]:
    """Return the DCMI type, and as a genre the type of which a collection is one."""
    own = _type(record)
    if record.kind(7) in ("c", "d") and own != "Collection":
        return "Collection", [Genre(label=own)] if own else []
    return own, []


def _type(record: Marc) -> DcmiType:
    """Return the DCMI type of one item: by 008 where that knows it better than the leader."""
    kind = record.kind(6)
    detail = code(record, 33)
    if kind in ("g", "k") and detail in _MOVING:
        return "MovingImage"
    if kind == "g" and detail in _STILL:
        return "StillImage"
    if kind == "m" and code(record, 26) in _COMPUTER:
        return _COMPUTER[code(record, 26)]
    return marc.DCMI_TYPES.get(kind, "")


_CONTENTS: Final = {
    "a": "abstract or summary", "b": "bibliography", "c": "catalog", "d": "dictionary", "e": "encyclopedia",
    "f": "handbook", "g": "legal article", "i": "index", "j": "patent", "k": "discography", "l": "legislation",
    "m": "theses", "n": "survey of literature", "o": "review", "p": "programmed text", "q": "filmography",
    "r": "directory", "s": "statistics", "t": "technical report", "u": "standard or specification",
    "v": "legal case and case notes", "w": "law report or digest", "y": "yearbook", "z": "treaty", "2": "offprint",
    "5": "calendar", "6": "comic or graphic novel",
}  # fmt: skip
_LITERARY: Final = {
    "1": "fiction", "c": "comic strip", "d": "drama", "e": "essay", "f": "novel", "h": "humor, satire", "i": "letter",
    "j": "short story", "p": "poetry", "s": "speech",
}  # fmt: skip
_SERIALS: Final = {
    "d": "database", "l": "loose-leaf", "m": "series", "n": "newspaper", "p": "periodical", "w": "web site",
}  # fmt: skip
_COMPUTER_GENRES: Final = {"a": "numeric data", "b": "computer program", "e": "database", "f": "font", "g": "game"}
_MAPS: Final = {"a": "map", "b": "map", "c": "map", "d": "globe", "e": "atlas"}
_VISUALS: Final = {
    "a": "art original", "b": "kit", "c": "art reproduction", "d": "diorama", "f": "filmstrip", "g": "game",
    "i": "picture", "k": "graphic", "l": "technical drawing", "m": "motion picture", "n": "chart", "o": "flash card",
    "p": "microscope slide", "q": "model", "r": "realia", "s": "slide", "t": "transparency", "v": "videorecording",
    "w": "toy",
}  # fmt: skip
_SOUNDS: Final = {
    "a": "autobiography", "b": "biography", "c": "conference publication", "d": "drama", "e": "essay", "f": "fiction",
    "h": "history", "i": "instruction", "j": "language instruction", "k": "comedy", "l": "speech", "m": "memoir",
    "o": "folktale", "p": "poetry", "r": "rehearsal", "s": "sound", "t": "interview",
}  # fmt: skip
# Per kind of material: where in 008 a code of genre stands, and what it means
_GENRES: Final[dict[Material, tuple[tuple[int, dict[str, str]], ...]]] = {
    "book": (
        *((place, _CONTENTS) for place in range(24, 28)),
        (29, {"1": "conference publication"}),
        (30, {"1": "festschrift"}),
        (33, _LITERARY),
        (34, {"a": "autobiography", "b": "biography", "c": "biography", "d": "biography"}),
    ),
    "serial": ((21, _SERIALS), *((place, _CONTENTS) for place in range(25, 28)), (29, {"1": "conference publication"})),
    "map": ((25, _MAPS),),
    "visual": ((33, _VISUALS),),
    "computer": ((26, _COMPUTER_GENRES),),
}
# 008/28: a government of any level has published it
_OF_GOVERNMENTS: Final[frozenset[Material]] = frozenset({"book", "serial", "map", "visual", "computer"})
_GOVERNMENTS: Final = frozenset("acfilmosz")


def genres(record: Marc) -> Iterator[Genre]:
    """Yield the genres that the leader and 008 tell."""
    kind = record.kind(6)
    if kind in ("c", "d"):
        yield Genre(label="notated music")
    if kind == "i":
        yield from _coded(_SOUNDS.get(code(record, place), "") for place in (30, 31))
    yield from _coded(table.get(code(record, place), "") for place, table in _GENRES.get(material(record), ()))
    if material(record) in _OF_GOVERNMENTS and code(record, 28) in _GOVERNMENTS:
        yield Genre(label="government publication", authority="marcgt")


def _coded(labels: Iterator[str]) -> Iterator[Genre]:
    """Yield terms of the list as genres, each once."""
    yield from (Genre(label=label, authority="marcgt") for label in dict.fromkeys(filter(None, labels)))


def is_told(content: str, record: Marc) -> bool:
    """Return whether RDA's type of content says no more than the leader does."""
    known = (marc.CONTENT_TYPES.get(key, ("", ""))[0] for key in (record.kind(6), _type(record)))
    return content.casefold() in known


_FORM_PLACES: Final[dict[Material, int]] = {"map": 29, "visual": 29}
_FORMS: Final = {
    "a": "microfilm", "b": "microfiche", "c": "microopaque", "d": "large print", "f": "braille", "o": "online",
    "q": "direct electronic", "r": "regular print reproduction", "s": "electronic",
}  # fmt: skip
_CATEGORIES: Final = {
    "a": "map", "c": "electronic resource", "d": "globe", "f": "tactile material", "g": "projected graphic",
    "h": "microform", "k": "nonprojected graphic", "m": "motion picture", "o": "kit", "q": "notated music",
    "r": "remote-sensing image", "s": "sound recording", "v": "videorecording",
}  # fmt: skip


def forms(record: Marc) -> Iterator[str]:
    """Yield the physical forms that 008 and 007 tell; that something is printed is not worth a word."""
    place = _FORM_PLACES.get(material(record), 23)
    if material(record) and (form := _FORMS.get(code(record, place), "")):
        yield form
    yield from (form for value in record.all_fixed("007") if (form := _CATEGORIES.get(value[:1], "")))
