"""Measure loading: items a second by database and number of processes, CPU by stage, and the peak of memory.

    python -m bench.loading [--items 30000] [--runs 3] [--databases sqlite postgresql] [--megabytes 100 1000]

The records are MODS made for it (bench.made); --file takes others. They are rendered in three formats: oai_dc, mods,
and a second profile of mods. Figures are medians of the runs; what counts is CPU per record and the ratios, for the
records per second depend on the machine and on who else uses it. With --megabytes, loads of so much MODS and JSON Lines
into SQLite tell how memory grows; it should not. What is printed is kept in results/, for results.md.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

import migrations
from bench import databases, machine, made, report, results
from crosswalks import native, xml
from crosswalks.record import Record, dump
from crosswalks.registry import FORMATS, SOURCES
from crosswalks.sources.entry import Entry, ReadOptions
from crosswalks.sources.parts import Part
from models import store
from models.engine import open_engine
from oai import crew, drafts
from oai.drawing import Drawing, Portion, drawing
from oai.ingest import BATCH_RECORDS, header
from oai.profiles import Bound
from oai.settings import Profile, Settings

PROJECT = Path(__file__).resolve().parents[1]
SETTINGS = Settings(
    repository_name="Bench",
    base_url="http://bench.example.org/oai",
    admin_emails=("bench@bench.example.org",),
    namespace="bench.example.org",
    formats={
        "oai_dc": Profile(),
        "mods": Profile(),
        "mods_hub": Profile(codec="mods", options={"rights_text": "uri", "ownership_note": True}),
    },
)
TOML = """
repository_name = "Bench"
base_url = "http://bench.example.org/oai"
admin_emails = ["bench@bench.example.org"]
namespace = "bench.example.org"
[formats.oai_dc]
[formats.mods]
[formats.mods_hub]
codec = "mods"
options = { rights_text = "uri", ownership_note = true }
"""
LOADED = 0
"""What the database is named by in which the loads end; it is empty before each."""

STAGE_PARTS = 12
"""Parts of 256 kB by which the stages are measured."""


class Load(NamedTuple):
    """What one load took: seconds, CPU seconds, and megabytes of the first process and of the largest other one."""

    seconds: float
    cpu: float
    first: float
    others: float


def main() -> int:
    """Run the measurements and print them; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=30_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--file", type=Path, help="a file of MODS to load instead of made records")
    parser.add_argument("--databases", nargs="*", choices=databases.KINDS, help="default: all that answer")
    parser.add_argument("--megabytes", type=int, nargs="*", default=[])
    options = parser.parse_args()
    if options.file is None and not made.PROGRAM.exists():
        print(f"Loading is not measured: {made.PROGRAM} is not there; set SHEAF_SHARED to the folder above tools/")
        return 0
    described = machine.describe("")
    lines = [f"Commit {described['commit']}, {described['date']}; load before {described['load']}.", ""]
    with tempfile.TemporaryDirectory(prefix="sheaf-bench-") as folder:
        source = options.file or made.write(Path(folder, "made.xml"), made.mods(options.items))
        for line in measured(Path(folder), source, options):
            print(line, flush=True)
            lines.append(line)
    results.keep_loading(lines)
    report.write()
    return 0


def measured(folder: Path, source: Path, options: argparse.Namespace) -> Iterator[str]:
    """Yield what was measured, a line of a list for each figure."""
    yield from stages(source)
    for kind in options.databases or databases.answering():
        yield from speed(folder, source, kind, options.runs)
    yield publishing(source)
    for megabytes in options.megabytes:
        yield from memory(folder, megabytes)


def stages(source: Path) -> Iterator[str]:
    """Yield the CPU that each stage of reading and rendering takes for a record: the least of several runs."""
    draw, ways = drawing(SETTINGS, ReadOptions()), SOURCES["mods"].parts
    parts = cut(source, draw, STAGE_PARTS)
    found = [each for part in parts for each in ways.read(part, "bench", draw.options) or ()]
    entries = [(each, each.record) for each in found if isinstance(each, Entry) and each.record]
    roots = [xml.parse(each.native.content) for each, _ in entries if each.native]
    form = native.Form(FORMATS["mods"].namespace, FORMATS["mods"].schema)
    yield tell("a record, read and rendered", partial(_draw, draw, parts), found)
    yield tell("reading it into a Record", lambda: [ways.read(part, "bench", draw.options) for part in parts], found)
    yield tell("checking it by the grammar, within that", lambda: [native.faults(root, form) for root in roots], roots)
    for prefix, bound in draw.formats.items():
        yield tell(f"rendering {prefix}", partial(render, entries, bound), entries)
    yield tell("writing the Record as JSON", lambda: [dump(record) for _, record in entries], entries)


def _draw(draw: Drawing, parts: Sequence[Part]) -> None:
    for part in parts:
        draw.portion(Portion("bench", "mods", part, False))


def cut(source: Path, draw: Drawing, most: int) -> list[Part]:
    """Return the first parts of a file."""
    with source.open("rb") as stream:
        return list(islice(SOURCES["mods"].parts.cut(stream, draw.options), most))


def render(entries: Sequence[tuple[Entry, Record]], bound: Bound) -> None:
    """Render all entries in one format."""
    for entry, record in entries:
        drafts.coded(entry.native, record, bound)


def tell(stage: str, work: Callable[[], object], records: Sequence[object]) -> str:
    """Return what a stage takes for a record."""
    return f"- CPU of {stage}: {least(work, len(records)):.0f} µs"


def least(work: Callable[[], object], records: int, runs: int = 5) -> float:
    """Return the CPU of a record in microseconds, the least of the runs."""
    spent = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent) / records * 1e6


def speed(folder: Path, source: Path, kind: str, runs: int) -> Iterator[str]:
    """Yield items a second for a database, by one process and by as many as there would be."""
    url = databases.url(kind, LOADED)
    for processes in (1, crew.processes_here()):
        taken = [load(folder, source, kind, processes) for _ in range(runs)]
        count = items(url)
        seconds = statistics.median(run.seconds for run in taken)
        cpu = statistics.median(run.cpu for run in taken) / count * 1e6
        yield (
            f"- {databases.version(url)}, --processes {processes}: {count / seconds:,.0f} items/s, CPU {cpu:.0f} µs an"
            f" item; peak of memory {max(run.first for run in taken):.0f} MB, of each further process"
            f" {max(run.others for run in taken):.0f} MB"
        )
    databases.drop(kind, LOADED)


def publishing(source: Path) -> str:
    """Return the CPU of publishing alone, into SQLite."""
    draw = drawing(SETTINGS, ReadOptions())
    parts = cut(source, draw, 4 * STAGE_PARTS)
    drawn = [each for part in parts for each in draw.portion(Portion("bench", "mods", part, False)) or ()]
    ready = list({each.draft.identifier: each.draft for each in drawn if each.draft}.values())
    engine = open_engine(fresh("sqlite"))
    begun = time.process_time()
    for start in range(0, len(ready), BATCH_RECORDS):
        store.publish(engine, ready[start : start + BATCH_RECORDS], header=header)
    spent = (time.process_time() - begun) / len(ready) * 1e6
    engine.dispose()
    databases.drop("sqlite", LOADED)
    return f"- CPU of publishing a record into SQLite: {spent:.0f} µs"


def fresh(kind: str) -> str:
    """Return the URL of an empty repository."""
    url = databases.create(kind, LOADED)
    engine = open_engine(url)
    migrations.upgrade(engine)
    engine.dispose()
    return url


def items(url: str) -> int:
    """Return how many items a repository holds."""
    engine = open_engine(url)
    with engine.connect() as connection:
        count = int(connection.execute(text("SELECT count(*) FROM item")).scalar_one())
    engine.dispose()
    return count


def load(folder: Path, source: Path, kind: str, processes: int) -> Load:
    """Load a file into an empty repository by the command; return what it took."""
    url = fresh(kind)
    (folder / "sheaf.toml").write_text(TOML, encoding="utf-8")
    command = [sys.executable, "-m", "oai.cli", "load", str(source), "--processes", str(processes)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("SHEAF_")}
    env |= {"PYTHONPATH": str(PROJECT), "SHEAF_DATABASE_URL": url}
    begun, before = time.perf_counter(), os.times()
    with (folder / "load.log").open("w+b") as log:
        with subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log) as process:
            first, others = peaks(process)
        if process.returncode not in {0, 1}:  # 1: some records are in quarantine
            log.seek(0)
            sys.exit(f"bench: the load failed: {log.read().decode()[-500:]}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Load(time.perf_counter() - begun, cpu, first, others)


def peaks(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Return the peak of memory, in MB, of a process and of the largest one below it, when it has ended."""
    first = others = 0.0
    while process.poll() is None:
        first = max(first, peak(process.pid))
        others = max([others, *map(peak, children(process.pid))])
        time.sleep(0.1)
    return first, others


def children(pid: int) -> Sequence[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def memory(folder: Path, megabytes: int) -> Iterator[str]:
    """Yield how much memory loading so much MODS and so much JSON takes."""
    count = megabytes * 270  # 3.9 kB of MODS, or half as much JSON
    for name, lines in (("MODS", made.mods(count)), ("JSON Lines", made.json_lines(2 * count))):
        source = made.write(folder / f"memory.{'xml' if name == 'MODS' else 'jsonl'}", lines, most=megabytes * 1e6)
        taken = load(folder, source, "sqlite", crew.processes_here())
        size, rate = source.stat().st_size / 1e6, items(databases.url("sqlite", LOADED)) / taken.seconds
        yield (
            f"- {size:,.0f} MB of {name} into SQLite: peak of memory {taken.first:.0f} MB, of each further process"
            f" {taken.others:.0f} MB; {rate:,.0f} items/s"
        )
        source.unlink()
    databases.drop("sqlite", LOADED)


if __name__ == "__main__":
    sys.exit(main())
