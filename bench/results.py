"""Figures, kept in bench/results/ between runs: one file for each database and size, from which results.md is made."""

import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from bench.databases import KINDS

FOLDER = Path(__file__).resolve().parent / "results"
Figures: TypeAlias = dict[str, Any]


class Ratio(NamedTuple):
    """A ratio that has a target: at least (`>=`) or at most (`<=`) so much; and what was measured, run by run."""

    name: str
    sense: str
    target: float
    runs: list[float]

    @property
    def median(self) -> float:
        """Return the median of the runs."""
        return statistics.median(self.runs)

    @property
    def kept(self) -> bool:
        """Return whether the median reaches the target, to the two digits in which it is set."""
        value = round(self.median, 2)
        return value >= self.target if self.sense == ">=" else value <= self.target


class Row(NamedTuple):
    """A row of the wider table: medians of the runs, milliseconds except for the rate and for `kb` (kB a response)."""

    name: str
    rate: float
    kb: float
    p50: float
    p99: float
    cpu: float
    database_cpu: float | None


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which that share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def keep(kind: str, items: int, figures: Figures) -> Path:
    """Write the figures of a run in the place of earlier ones for the same database and size; return the file."""
    FOLDER.mkdir(exist_ok=True)
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(figure)}" for name, figure in figures.items())
    path = FOLDER / f"{kind}-{items}.json"
    path.write_text(f"{{\n{lines}\n}}\n")
    return path


def kept() -> list[Figures]:
    """Return all figures that are kept, by database and then by size."""
    found = [json.loads(path.read_text()) for path in FOLDER.glob("*-*.json")]
    return sorted(found, key=lambda figures: (KINDS.index(figures["kind"]), figures["items"]))


def keep_loading(lines: Sequence[str]) -> None:
    """Keep what was measured of loading, as lines of results.md."""
    FOLDER.mkdir(exist_ok=True)
    _LOADING.write_text("\n".join(lines) + "\n")


def kept_loading() -> list[str]:
    """Return what was kept of loading."""
    return _LOADING.read_text().splitlines() if _LOADING.exists() else []


_LOADING = FOLDER / "loading.md"
