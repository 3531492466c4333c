"""ISBD punctuation, which MARC records write at the end of a subfield and other formats must not show.

What goes is what announces the next subfield (https://www.loc.gov/aba/pcc/documents/Final%20punctuation%20guidelines.pdf
asks cataloguers to leave it out at all), and the full stop that closes a heading, but not that of an abbreviation.
"""

import re
from collections.abc import Iterable
from typing import Final

_MARKS: Final = " /:;=,"
_ABBREVIATIONS: Final = frozenset(
    {
        "abt", "approx", "assn", "assoc", "aufl", "ave", "bd", "bde", "bldg", "blvd", "bro", "bros", "ca", "cent",
        "chap", "cie", "co", "col", "comp", "corp", "dept", "diagr", "dir", "div", "dr", "ed", "eds", "enl", "esq",
        "etc", "facsim", "facsims", "fasc", "fl", "front", "geneal", "gmbh", "govt", "hft", "hr", "hrs", "ill",
        "illus", "impr", "in", "inc", "incl", "inst", "intl", "jr", "jun", "ltd", "min", "mme", "mr", "mrs", "ms",
        "mss", "no", "nos", "nr", "op", "orch", "port", "ports", "pp", "prof", "pt", "pts", "pty", "pub", "publ",
        "pubs", "rev", "sec", "sen", "ser", "soc", "sr", "st", "ste", "supp", "suppl", "supt", "tr", "trans", "u.s",
        "univ", "unp", "vol", "vols", "vs",
    }
)  # fmt: skip
_LAST_WORD: Final = re.compile(r"[\[(\"“«]*(\S*?)\.$")
_PAIRS: Final = (("[", "]"), ("(", ")"))


def trimmed(value: str) -> str:
    """Return a title, name, place or term without the punctuation that ends its subfield."""
    value = value.rstrip(_MARKS)
    return value[:-1].rstrip(_MARKS) if value.endswith(".") and _closes(value) else value


def unmarked(value: str) -> str:
    """Return a value without the marks that announce the next subfield, its full stop kept."""
    return value.rstrip(_MARKS)


def _closes(value: str) -> bool:
    """Return whether a full stop at the end only closes the value: not that of an ellipsis, initial or abbreviation."""
    found = _LAST_WORD.fullmatch(value.rpartition(" ")[2])
    word = found[1] if found is not None else ""
    if not word:
        return not value.endswith("..")
    letters = word.rpartition(".")[2]
    initial = len(letters) == 1 and letters.isalpha()
    return not (initial or word.endswith(".") or word.casefold() in _ABBREVIATIONS)


def supplied(value: str) -> str:
    """Return a place or publisher trimmed, and without brackets around it or left alone by their like."""
    value = trimmed(value)
    for opening, closing in _PAIRS:
        if value.startswith(opening) and value.find(closing) in (-1, len(value) - 1):
            value = value[1:].removesuffix(closing)
        elif value.endswith(closing) and opening not in value:
            value = value[:-1]
    return trimmed(value.strip())


def balanced(value: str) -> str:
    """Return a value trimmed, without a bracket at its beginning or end that has no counterpart."""
    value = trimmed(value)
    for opening, closing in _PAIRS:
        if value.startswith(opening) and closing not in value:
            value = value[1:]
        elif value.endswith(closing) and opening not in value:
            value = value[:-1]
    return value.strip()


def joined(parts: Iterable[str]) -> str:
    """Return parts of an entry in one line, each trimmed and closed by one full stop but the last."""
    line = ""
    for part in filter(None, map(trimmed, parts)):
        line = f"{line.removesuffix('.')}. {part}" if line else part
    return line
