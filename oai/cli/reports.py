"""The account of a load: a line for each record in a file, the count at the end, and the words for a refused record."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from oai.cli import streams
from oai.ingest import Outcome

COUNTED = ("added", "changed", "unchanged", "deleted", "quarantined")
COLUMNS = ("name", "position", "identifier", "result", "reason", "advice", "notes")

Write = Callable[[Outcome], None]


@contextmanager
def report(path: str | None) -> Iterator[Write]:
    """Yield what writes an outcome to the report: JSON Lines, or CSV when the file's name ends in .csv.

    `-` is stdout; without a path nothing is written.

    Raises:
        OSError: the file cannot be written.

    """
    if path is None:
        yield lambda _outcome: None
    elif path == "-":
        yield _json_lines(sys.stdout)
    else:
        with streams.report(path) as file:
            yield _comma_separated(file) if path.lower().endswith(".csv") else _json_lines(file)


def refuse_to_overwrite(path: str | None, precious: Iterable[str | Path | None]) -> None:
    """Return nothing when a report may be written to `path`: it is none of the files that are being read.

    Raises:
        click.BadParameter: it is one of them.

    """
    if path is None or path == "-":
        return
    for name in precious:
        if name is not None and Path(path).resolve() == Path(name).resolve():
            raise click.BadParameter(f"the report would overwrite {name}; choose another file", param_hint="--report")


def count(outcomes: Counter[str], seconds: float) -> str:
    """Return the count of a load in one line."""
    total = outcomes.total() - outcomes["empty"]
    rate = f" ({total / seconds:,.0f} a second)" if seconds > 0 else ""
    shown = [*COUNTED, *(result for result in sorted(outcomes) if result not in COUNTED)]
    parts = ", ".join(f"{outcomes[result]:,} {result}" for result in shown)
    return f"{total:,} record{'' if total == 1 else 's'} in {seconds:,.1f} s{rate}: {parts}"


def refusal(outcome: Outcome) -> str:
    """Return where a record stood, why it was refused or there is none, and what to do: one line."""
    place = ", ".join(filter(None, [shown(outcome.name), outcome.position])) or outcome.identifier
    named = f" [{outcome.identifier}]" if outcome.identifier and outcome.identifier not in outcome.reason else ""
    advice = f" ({outcome.advice.rstrip('.')})" if outcome.advice else ""
    return f"{place}{named if outcome.name else ''}: {outcome.reason.rstrip('.')}{advice}"


def shown(name: str) -> str:
    """Return a file's name as it is best read here: from the current folder, if it lies below it."""
    path, here = Path(name), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else name


def _json_lines(file: IO[str]) -> Write:
    """Return what writes an outcome as one JSON object a line, empty values left out."""

    def write(outcome: Outcome) -> None:
        values = {name: value for name, value in outcome._asdict().items() if value}
        file.write(json.dumps(values, ensure_ascii=False) + "\n")

    return write


def _comma_separated(file: IO[str]) -> Write:
    """Return what writes an outcome as a row of CSV, notes joined by line breaks."""
    rows = csv.writer(file)
    rows.writerow(COLUMNS)

    def write(outcome: Outcome) -> None:
        rows.writerow([*(_harmless(str(value)) for value in outcome[:-1]), "\n".join(outcome.notes)])

    return write


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: https://owasp.org/www-community/attacks/CSV_Injection."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
