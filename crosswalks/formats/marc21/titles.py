"""Titles: 130, 240, 242, 245 and 246, https://www.loc.gov/marc/bibliographic/bd20x24x.html.

An initial article is counted where the format has an indicator for it, and left out of 246, which has none.
"""

from typing import Final

from crosswalks import clean, languages
from crosswalks.formats.marc21 import names, notes
from crosswalks.formats.marc21.fields import Field, Fields, Subfield, field
from crosswalks.formats.marc21.options import Options
from crosswalks.record import Record, Title

UNTITLED: Final = "[Untitled]"  # what cataloguers write, for a record must have a title
_ORDER: Final = ("main", "supplied", "alternative", "uniform", "translated")


def titles(record: Record, options: Options) -> Fields:
    """Yield the title proper, then all others by their kinds."""
    known = sorted((each for each in record.titles if clean.text(each.value)), key=lambda each: _ORDER.index(each.type))
    entry = names.main_entry(record, options) is not None
    yield _proper(known[0] if known else Title(value=UNTITLED), notes.responsibility(record), entry=entry)
    for title in known[1:]:
        yield _other(title, known[0], entry=entry)


def _proper(title: Title, responsibility: str, *, entry: bool) -> Field | None:
    """Return 245; the first indicator says whether a name comes first in catalogues."""
    article, value = _filing(title)
    return field("245", f"{int(entry)}{article}", ("a", value), *_parts(title), ("c", responsibility))


def _other(title: Title, proper: Title, *, entry: bool) -> Field | None:
    """Return a uniform title, a translation of the title, or a variant."""
    article, value = _filing(title)
    if title.type == "uniform":
        tag, indicators = ("240", f"1{article}") if entry else ("130", f"{article} ")
        return field(tag, indicators, ("a", _with_rest(value, title)), *_parts(title)[1:])
    if title.type == "translated":
        language = ("y", languages.iso639_2b(title.lang))
        return field("242", f"1{article}", ("a", value), *_parts(title), language)
    parallel = title.type == "main" and bool(title.lang) and bool(proper.lang) and title.lang != proper.lang
    return field("246", "31" if parallel else "3 ", ("a", title.value), *_parts(title))


def _filing(title: Title) -> tuple[int, str]:
    """Return how many characters of a title are passed over when it is filed, nine at most, and the title with them."""
    article, value = clean.text(title.non_sort), clean.text(title.value)
    if not article:
        return 0, value
    lead = article if article.endswith(("'", "’", "-")) else f"{article} "
    return (len(lead) if len(lead) <= 9 else 0), lead + value


def _parts(title: Title) -> tuple[Subfield, ...]:
    """Return subtitle, number and name of part."""
    return ("b", title.sub), ("n", title.part_no), ("p", title.part_name)


def _with_rest(value: str, title: Title) -> str:
    """Return a title with its subtitle in one text, for fields that have no place for it."""
    rest = clean.text(title.sub)
    return f"{value}: {rest}" if rest else value
