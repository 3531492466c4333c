"""Languages: whatever a catalogue writes becomes an ISO 639-3 code, or "" when it is not certain which one.

Catalogues write ISO 639-1, -2B, -2T and -3 codes, English names, locales (`en_US`), addresses of a code, and several
languages in one value. ISO 639-3 is what aggregators ask of dc:language; MODS wants ISO 639-2B
(https://www.loc.gov/standards/mods/userguide/language.html); xml:lang wants the shortest code (BCP 47, RFC 5646).
The code tables are those of the package python-iso639, which follows the registration authority (https://iso639-3.sil.org/).
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from crosswalks import clean

if TYPE_CHECKING:
    from iso639 import Language

# Names and retired codes in use that the registration authority lists otherwise or no longer.
_ALIASES: Final = {
    "ancient greek": "grc", "bengali; bangla": "ben", "bokmal": "nob", "burmese (myanmar)": "mya",
    "byelorussian": "bel", "cambodian": "khm", "castilian": "spa", "castilian spanish": "spa", "cantonese": "yue",
    "church slavonic": "chu", "farsi": "fas", "farsi (persian)": "fas", "flemish": "nld", "gaelic": "gla",
    "greek": "ell", "greek (modern)": "ell", "haitian creole": "hat", "in": "ind", "iw": "heb", "ji": "yid",
    "jw": "jav", "khmer": "khm", "korean (north)": "kor", "kyrgyz": "kir", "mandarin": "cmn", "mo": "ron",
    "modern greek": "ell", "moldavian": "ron", "moldovan": "ron", "nynorsk": "nno", "old church slavonic": "chu",
    "old english": "ang", "pashto": "pus", "persian (farsi)": "fas", "punjabi": "pan", "scc": "srp", "scr": "hrv",
    "serbo-croat": "hbs", "serbocroatian": "hbs", "sinhalese": "sin", "slovene": "slv", "uighur": "uig",
    "uyghur": "uig",
}  # fmt: skip

_SEPARATED: Final = re.compile(r"\s*[;|]\s*")
_PERHAPS_SEPARATED: Final = re.compile(r"\s*(?:[,/&]|\band\b)\s*")
_LOCALE: Final = re.compile(r"([a-z]{2,3})[_-][a-z0-9_\-]+")


def code(value: str) -> str:
    """Return the ISO 639-3 code of one language given by code, English name, locale or code address; "" if unknown."""
    return _code(value) if len(value) <= 100 else ""


@lru_cache(maxsize=4096)
def _code(value: str) -> str:
    """Return what `code` does; a collection uses few distinct values."""
    wanted = clean.text(value).casefold().rstrip(".").strip()
    if wanted.startswith(("http://", "https://")):
        wanted = wanted.rstrip("/").rpartition("/")[2]
    found = _known().get(wanted, "")
    if not found and (locale := _LOCALE.fullmatch(wanted)):
        found = _known().get(locale[1], "")
    return found


def split(value: str) -> list[str]:
    """Return the languages that one value names, as written, in order.

    `;` and `|` always separate; commas, slashes and "and" only where every part is a known language, since names
    such as "Greek, Modern (1453-)" hold commas.
    """
    return [language for part in _SEPARATED.split(value.strip()) if part for language in _parts(part)]


def _parts(value: str) -> list[str]:
    """Return the languages of a value without `;`."""
    parts = [part for part in _PERHAPS_SEPARATED.split(value) if part]
    return parts if not code(value) and all(map(code, parts)) else [value]


@cache
def _known() -> dict[str, str]:
    """Return ISO 639-3 codes by code or casefolded English name; codes win over names, ISO 639-3 over the others."""
    living = [language for language in _registry().values() if language.status == "A"]
    table = dict(_ALIASES)
    for language in living:
        names = (name for other in language.other_names or () for name in (other.print, other.inverted))
        for name in (language.name, *names):
            if len(name) > 3:  # "Ere" or "Tai" are languages too, but here they are more likely something else
                table.setdefault(name.casefold(), language.part3)
    for language in living:
        for short in (language.part1, language.part2t, language.part2b):
            table.update({short: language.part3} if short else {})
    return table | {language.part3: language.part3 for language in living}


@lru_cache(maxsize=1024)
def iso639_2b(code: str) -> str:
    """Return the ISO 639-2B code for an ISO 639-3 code, that of its macrolanguage if need be, or ""."""
    language = _registry().get(code)
    if language is None:
        return ""
    return language.part2b or (iso639_2b(language.macrolanguage) if language.macrolanguage else "")


@lru_cache(maxsize=1024)
def name(code: str) -> str:
    """Return the English reference name of an ISO 639-3 code, or ""."""
    language = _registry().get(code)
    return language.name if language else ""


@lru_cache(maxsize=1024)
def bcp47(code: str) -> str:
    """Return the language tag for xml:lang: the two-letter code where there is one, else the three-letter code."""
    language = _registry().get(code)
    return (language.part1 or language.part3) if language else ""


@cache
def _registry() -> "dict[str, Language]":
    """Return the registration authority's entries by ISO 639-3 code.

    Reading them takes a quarter of a second, which commands that name no language need not wait for.
    """
    from iso639 import ALL_LANGUAGES  # noqa: PLC0415

    return {language.part3: language for language in ALL_LANGUAGES}
