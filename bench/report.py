"""results.md and the plots, made from all figures that are kept: each section names its commit and its day."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import plot, results
from bench.plot import Curve
from bench.results import Figures, Ratio, Row

FOLDER = Path(__file__).resolve().parent
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "mariadb": "MariaDB", "mysqlclient": "MariaDB by mysqlclient"}

_HEAD = """# What was measured

Made by `make bench` (see [CONTRIBUTING](../CONTRIBUTING.md)). Every figure is the median of several runs, in which what
is compared took turns; in brackets the least and the greatest. *Ceiling* is a Flask view that returns a ready page from
memory, *floor* one that joins a page of stored XML without the protocol; all run under `gunicorn.conf.py` with 2
workers of 4 threads, on one machine with the database and the harvesters. Pages hold 100 records of 2.1 kB.
"""

_LOADING = """Native MODS of 3.9 kB, made for it, in three formats (oai_dc, mods, a profile of mods) by `sheaf load`
from its start on; 4,000 items/s into SQLite and 3,000 into PostgreSQL are wanted. PostgreSQL does not wait for its disk
at each commit here.
"""


def write() -> list[Path]:
    """Write results.md and a plot for the largest repository of each database; return the files."""
    kept = results.kept()
    written = [FOLDER / "results.md", *(_plot(figures) for figures in _largest(kept))]
    written[0].write_text(text(kept))
    return written


def text(kept: Sequence[Figures]) -> str:
    """Return results.md."""
    lines = [_HEAD, "## Ratios", ""]
    machines = {f"Machine: {made['machine']}; {made['python']}." for made in (figures["machine"] for figures in kept)}
    lines += sorted(machines)
    lines += ["", *ratios(kept), ""]
    for figures in _largest(kept):
        name = NAMES[figures["kind"]]
        lines += [f"![Latency of a page by depth on {name}](latency-{figures['kind']}.svg)", ""]
    for figures in kept:
        lines += [*section(figures), ""]
    if loading := results.kept_loading():
        lines += ["## Loading", "", _LOADING, *loading]
    return "\n".join(lines).rstrip() + "\n"


def ratios(kept: Sequence[Figures]) -> list[str]:
    """Return the table of the ratios that have targets: a row for each ratio, database and size."""
    rows = [(figures, Ratio(**ratio)) for figures in kept for ratio in figures["ratios"]]
    order = list(dict.fromkeys(ratio.name for _, ratio in rows))
    lines = ["| ratio | database | items | target | measured | reached |", "|---|---|---:|---:|---:|---|"]
    for figures, ratio in sorted(rows, key=lambda row: order.index(row[1].name)):
        spread = f"{ratio.median:.2f} ({min(ratio.runs):.2f}–{max(ratio.runs):.2f})"
        target = f"{'≥' if ratio.sense == '>=' else '≤'} {ratio.target:.2f}"
        reached = "yes" if ratio.kept else "**no**"
        if ratio.name in figures["not offered"]:
            target, reached = "—", "not offered"
        lines.append(
            f"| {ratio.name} | {NAMES[figures['kind']]} | {figures['items']:,} | {target} | {spread} | {reached} |"
        )
    return lines


def section(figures: Figures) -> Iterator[str]:
    """Yield everything about one database at one size."""
    made = figures["machine"]
    yield f"## {NAMES[figures['kind']]}, {figures['items']:,} items"
    yield ""
    yield (
        f"Commit {made['commit']}, {made['date']}, {made['database']}, {made['packages']}. {figures['runs']} runs; load"
        f" before the first {made['load']}. Filled at {figures['items'] / figures['fill seconds']:,.0f} items/s."
    )
    yield ""
    yield "| | records or requests/s | kB on the wire | p50 ms | p99 ms | Sheaf's CPU ms | database's CPU ms |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    yield from (_row(Row(**row)) for row in figures["rows"])
    yield ""
    yield "CPU, kB and latencies are of one response. What ends before 100,000 records is harvested whole."
    yield ""
    yield _memory(figures["memory"])
    if "stages" in figures:
        yield from _stages(figures["stages"])


def _stages(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the table of where the time of a page goes."""
    yield ""
    yield "Where the time of a page goes: a page behind the first, in one process without gunicorn and the wire."
    yield ""
    yield "| | CPU µs | elapsed µs |"
    yield "|---|---:|---:|"
    yield from (f"| {stage['name']} | {stage['cpu']:.0f} | {stage['elapsed']:.0f} |" for stage in found)


def _row(row: Row) -> str:
    database = "" if row.database_cpu is None else f"{row.database_cpu:.2f}"
    return (
        f"| {row.name} | {row.rate:,.0f} | {row.kb:.1f} | {row.p50:.2f} | {row.p99:.2f} | {row.cpu:.2f} | {database} |"
    )


def _memory(told: Sequence[tuple[str, list[float]]]) -> str:
    """Return the memory of the workers in a sentence."""
    steps = "; ".join(f"{when} {' and '.join(f'{size:.0f}' for size in sizes)}" for when, sizes in told)
    return f"Memory of the workers (MiB each; proportional set size without mapped files): {steps}."


def _largest(kept: Sequence[Figures]) -> list[Figures]:
    """Return the figures of the largest repository of each database."""
    return list({figures["kind"]: figures for figures in kept}.values())


def _plot(figures: dict[str, Any]) -> Path:
    path = FOLDER / f"latency-{figures['kind']}.svg"
    title = f"ListRecords on {NAMES[figures['kind']]}: {figures['items']:,} items, pages of 100"
    path.write_text(plot.draw(title, Curve(**figures["curve"])))
    return path
