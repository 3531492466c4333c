"""MARC 130, 210-247, 730, 740 -> titles.

https://www.loc.gov/marc/bibliographic/bd20x24x.html. What does not sort is told by an indicator, which counts letters
and is often wrong: it is believed where it ends at a blank, apostrophe, hyphen, or opening bracket or quotation mark.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from crosswalks.record import Title
from crosswalks.sources.marcxml import resource
from crosswalks.sources.marcxml.fields import Field, Marc
from crosswalks.sources.marcxml.punctuation import trimmed

TitleType = Literal["main", "alternative", "translated", "uniform"]

_PARALLEL: Final = "1"
_ANALYTIC: Final = "2"
_UNIFORM: Final = "adfgklmnoprs"
_QUALIFIED: Final = frozenset({"210", "222"})  # there $b tells titles of the same wording apart: `Annals (Online)`
# What ends an article: blank, apostrophe, hyphen, opening quotation mark or bracket
_ARTICLE_ENDS: Final = frozenset(" '’ʹʻ-\"“«‹[(")


class _Kind(NamedTuple):
    """How the titles of a tag are read: their type, which indicator counts what does not sort, if one does."""

    type: TitleType
    indicator: int = 0


_KINDS: Final[dict[str, _Kind]] = {
    "245": _Kind("main", 2),
    "130": _Kind("uniform", 1),
    "240": _Kind("uniform", 2),
    "243": _Kind("uniform", 2),
    "210": _Kind("alternative"),
    "222": _Kind("alternative", 2),
    "242": _Kind("translated", 2),
    "246": _Kind("alternative"),
    "247": _Kind("alternative"),
    "740": _Kind("alternative", 1),
}


TAGS: Final = frozenset(_KINDS)
"""The tags of titles."""


def titles(record: Marc) -> Iterator[Title]:
    """Yield the titles, each once: the main one first, then in the order of their tags, then in other scripts."""
    found: dict[tuple[str, ...], Title] = {}
    for title in _titles(record):
        said = (title.type == "uniform", title.non_sort, title.value, title.sub, title.part_no, title.part_name)
        found.setdefault(tuple(map(str, said)), title)
    yield from found.values()


def _titles(record: Marc) -> Iterator[Title]:
    """Yield the titles of all fields."""
    main = True
    for field in record.fields(*_KINDS):
        kind = _KINDS[field.tag]
        if field.tag == "740" and field.ind2 == _ANALYTIC:
            continue  # a part of the document: see `links`
        if kind.type == "main" and not main:
            kind = _Kind("alternative", kind.indicator)
        made = _title(field, kind, record)
        if made is not None:
            main = main and kind.type != "main"
            yield made
        yield from (Title(value=value, type="translated") for value in _parallel(field))
    for field in record.scripts:
        if field.tag in _KINDS and (made := _title(field, _KINDS[field.tag], record)) is not None:
            yield replace(made, type="alternative") if made.type == "main" else made


def _title(field: Field, kind: _Kind, record: Marc) -> Title | None:
    """Return the title in a field, None without one."""
    if kind.type == "uniform":
        value, sub, number, name = trimmed(field.text(_UNIFORM)), "", "", ""
    else:
        value, sub, number, name = _parts(field)
    if not value:
        return None
    article = _article(value, field, kind, record)
    return Title(
        value=value[len(article) :].strip() if article else value,
        type="translated" if field.tag == "246" and field.ind2 == _PARALLEL else kind.type,
        lang=resource.language(field.first("y")) if field.tag == "242" else "",
        non_sort=article.strip(),
        sub=sub, part_no=number, part_name=name,
    )  # fmt: skip


def _parts(field: Field) -> tuple[str, str, str, str]:
    """Return title, subtitle, number and name of the part; of a title without $a, the first of the others."""
    if field.tag in _QUALIFIED:
        return trimmed(field.text("ab")), "", "", ""
    sub = ": ".join(filter(None, map(trimmed, _sayings(field)[0])))
    number = ", ".join(filter(None, map(trimmed, field.all("n"))))
    name = ", ".join(filter(None, map(trimmed, field.all("ps"))))
    value = trimmed(field.text("a"))
    if value:
        return value, sub, number, name
    if sub:
        return sub, "", number, name
    if number or name:
        return number or name, "", "", name if number else ""
    return trimmed(field.first("kfg")), "", "", ""


def _sayings(field: Field) -> tuple[list[str], list[str]]:
    """Return what $b says: the rest of the title, and in 245 parallel titles, which stand behind an equals sign."""
    rest: list[str] = []
    parallel: list[str] = []
    before = ""
    for code, value in field.subfields:
        if code == "b" and field.tag != "245":
            rest.append(value)
        elif code == "b":
            first, *others = value.removeprefix("=").strip().split(" = ")
            (parallel if before.endswith("=") or value.startswith("=") else rest).append(first)
            parallel += others
        before = value
    return rest, parallel


def _parallel(field: Field) -> list[str]:
    """Return the parallel titles in 245."""
    return [title for value in _sayings(field)[1] if (title := trimmed(value))]


def _article(value: str, field: Field, kind: _Kind, record: Marc) -> str:
    """Return the beginning of a title that does not sort, with the blank behind it."""
    if field.skipped and value.startswith(field.skipped) and len(value) > len(field.skipped):
        return field.skipped
    count = {1: field.ind1, 2: field.ind2}.get(kind.indicator, "")
    if not count.isdecimal() or count == "0" or not field.first("a"):
        return ""
    article = value[: int(count)]
    if value[int(count) :].strip() and article[-1:] in _ARTICLE_ENDS:
        return article
    record.notes.append(
        f"The indicator of {field.tag} counts {count} letters that do not sort, which is not where a word begins in "
        f"{value[:40]!r}; it was passed over."
    )
    return ""
