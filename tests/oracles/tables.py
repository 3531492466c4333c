"""The tables of agreement, as lines of Markdown."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.oracles.agreement import Agreement, Difference, Row

HEAD = "| element | theirs | ours | agree | theirs, normalised | ours, normalised | agree, normalised |"


def table(agreement: Agreement) -> Iterator[str]:
    """Yield the table of a kind of pairs: one row an element, and their sum."""
    yield HEAD
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for element, row in sorted(agreement.rows.items()):
        yield _line(element, row)
    rows = agreement.rows.values()
    yield _line("**all**", Row(*(sum(getattr(row, name) for row in rows) for name in Row.__dataclass_fields__)))


def _line(name: str, row: Row) -> str:
    """Return one row."""
    counts = (row.theirs, row.ours, row.before, row.theirs_after, row.ours_after, row.after)
    return f"| {name} | " + " | ".join(map(str, counts)) + " |"


def explanations(agreement: Agreement) -> Iterator[str]:
    """Yield the table of what explains the differences that are left."""
    yield "| what explains it | only theirs | only ours | in which elements |"
    yield "|---|--:|--:|---|"
    for name, found in {**agreement.explained, "unexplained": agreement.unexplained}.items():
        ours = sum(each.is_ours for each in found)
        yield f"| {name.replace('_', ' ')} | {len(found) - ours} | {ours} | {elements(found)} |"


def elements(found: Iterable[Difference]) -> str:
    """Return the elements of differences with their counts, the most frequent first."""
    counts = Counter(each.value.element for each in found)
    return ", ".join(
        f"{element} {count}" for element, count in sorted(counts.items(), key=lambda each: (-each[1], each))
    )
