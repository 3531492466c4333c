"""Languages: 008/35-37, 041 and 546, by the MARC code list, which is ISO 639-2/B.

https://www.loc.gov/marc/bibliographic/bd041.html. The first $a is what 008 has. An original beside a translation is $h;
where the record describes the original's own paper, its language is one of the document too.
"""

from collections.abc import Iterator

from crosswalks import languages, marc
from crosswalks.formats.marc21.fields import Fields, field
from crosswalks.formats.marc21.leader import record_type
from crosswalks.formats.marc21.options import Options
from crosswalks.record import LanguageUse, Record


def main(record: Record) -> str:
    """Return the code of the document's first language; `|||` when it is unknown or MARC has no code for it."""
    return next((code for each in _of_text(record) if (code := _short(each))), "|||")


def codes(record: Record, _: Options) -> Fields:
    """Yield 041 where 008 cannot say it all; again with codes of ISO 639-3 for languages that MARC has none for."""
    translated = _translated(record)
    pairs = list(dict.fromkeys(_pairs(record)))
    known = [(place, short) for place, code in pairs if (short := _short(code))]
    if translated or len(known) > 1 or any(place in "bt" for place, _ in known):
        yield field("041", "1 " if translated else "  ", *dict.fromkeys(known), needs="abdht")
    unknown = ((place, code) for place, code in pairs if code and not _short(code))
    yield field("041", "17" if translated else " 7", *unknown, ("2", "iso639-3"), needs="abdht")


def words(record: Record, _: Options) -> Fields:
    """Yield 546 for languages that are known in words only."""
    for use in record.languages:
        if not _code(use):
            yield field("546", "  ", ("a", use.text))


def _pairs(record: Record) -> Iterator[tuple[str, str]]:
    """Yield subfield and ISO 639-3 code: the text's own, then those of summaries, originals and transcripts."""
    sounds = record_type(record) in "ij"
    yield from (("d" if sounds else "a", code) for code in _of_text(record))
    for place in "bht":
        if place != "h" or _translated(record):
            yield from ((place, _code(use)) for use in record.languages if _place(record, use) == place)


def _of_text(record: Record) -> list[str]:
    """Return the codes of the languages that the document's own text is in, its original's first."""
    translated = _translated(record)
    held = not translated or record_type(record) == marc.MANUSCRIPT
    originals = [use for use in record.languages if use.part == "original" and held]
    others = [use for use in record.languages if use.part != "original" and _place(record, use) == "a"]
    return [code for use in (*originals, *others) if (code := _code(use))]


def _place(record: Record, use: LanguageUse) -> str:
    """Return the subfield of a language; a transcript accompanies what is heard and seen, else it is the text."""
    place = marc.LANGUAGE_PARTS[use.part]
    return "a" if place == "t" and record_type(record) not in "gij" else place


def _translated(record: Record) -> bool:
    """Return whether the document is a translation, or has one."""
    return any(use.part == "translation" for use in record.languages)


def _code(use: LanguageUse) -> str:
    """Return the ISO 639-3 code of a language, or ""."""
    return use.code or languages.code(use.text)


def _short(code: str) -> str:
    """Return the MARC code of a language, or ""."""
    return languages.iso639_2b(code)
