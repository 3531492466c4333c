"""titles: the main ones first and without a type, since a title with a type is never the main one."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from crosswalks import clean
from crosswalks.formats import wording
from crosswalks.formats.datacite.build import add, group
from crosswalks.record import Record, Title

TYPES: Final = {
    "alternative": "AlternativeTitle",
    "translated": "TranslatedTitle",
    "uniform": "Other",
    "supplied": "Other",
}


def stated(record: Record) -> list[Title]:
    """Return the titles that say something, the main ones first."""
    written = [title for title in record.titles if clean.text(wording.title(title))]
    return sorted(written, key=lambda title: title.type != "main")


def titles(root: etree._Element, record: Record, *, unknown: str = "") -> None:
    """Write the titles, each once; the first has no type, be it a main title or not. `unknown` is said if none is."""
    found = list(_typed(stated(record))) or ([(unknown, "", "")] if unknown else [])
    if found:
        element = group(root, "titles")
        for text, lang, kind in dict.fromkeys(found):
            add(element, "title", text, titleType=kind, lang=lang)


def _typed(found: list[Title]) -> Iterator[tuple[str, str, str]]:
    """Yield text, language and type of each title."""
    for place, title in enumerate(found):
        yield clean.text(wording.title(title)), title.lang, TYPES.get(title.type, "") if place else ""
