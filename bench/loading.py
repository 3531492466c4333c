"""Measure loading: items a second by database and number of processes, CPU by stage, and the peak of memory.

    python bench/loading.py [--items 30000] [--runs 3] [--postgresql URL] [--megabytes 100 1000]

The records are MODS made by make_records.py, which is found in ../shared/tools or where SHEAF_SHARED points; --file
takes others. They are rendered in three formats: oai_dc, mods, and a second profile of mods. Figures are medians of the
runs; what counts is CPU per record and the ratios, for the records per second depend on the machine and on who else
uses it. With --megabytes, loads of so much MODS and JSON Lines into SQLite tell how memory grows; it should not.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import make_url, text

import migrations
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
TOOLS = Path(os.environ.get("SHEAF_SHARED", PROJECT.parent / "shared")) / "tools"
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
    parser.add_argument("--postgresql", help="URL of a database that may be dropped and made anew")
    parser.add_argument("--megabytes", type=int, nargs="*", default=[])
    options = parser.parse_args()
    if options.file is None and not (TOOLS / "make_records.py").exists():
        print(f"bench: {TOOLS} does not hold make_records.py; set SHEAF_SHARED to the folder above it")
        return 2
    load = os.getloadavg()[0]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load average {load:.1f}")
    with tempfile.TemporaryDirectory(prefix="sheaf-bench-") as folder:
        source = options.file or write(Path(folder, "made.xml"), wrapped(made(options.items)))
        stages(source)
        speed(Path(folder), source, options)
        for megabytes in options.megabytes:
            memory(Path(folder), megabytes)
    return 0


def made(items: int) -> Iterator[dict[str, Any]]:
    """Yield made records that are not deleted."""
    command = [sys.executable, str(TOOLS / "make_records.py"), str(items), "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        yield from (record for line in process.stdout or () if (record := json.loads(line))["mods"])


def wrapped(records: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """Yield the lines of one modsCollection."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="{xml.MODS}">\n'.encode()
    yield from (f"{record['mods']}\n".encode() for record in records)
    yield b"</modsCollection>\n"


def write(path: Path, lines: Iterator[bytes], *, most: float = float("inf")) -> Path:
    """Write lines into a file, so many bytes of them at most; return its path."""
    with path.open("wb") as file:
        for line in lines:
            if file.tell() < most or line.startswith(b"</"):
                file.write(line)
    return path


def stages(source: Path) -> None:
    """Print the CPU that each stage of reading and rendering takes for a record: the least of several runs."""
    draw, ways = drawing(SETTINGS, ReadOptions()), SOURCES["mods"].parts
    parts = cut(source, draw, STAGE_PARTS)
    found = [each for part in parts for each in ways.read(part, "bench", draw.options) or ()]
    entries = [(each, each.record) for each in found if isinstance(each, Entry) and each.record]
    roots = [xml.parse(each.native.content) for each, _ in entries if each.native]
    form = native.Form(FORMATS["mods"].namespace, FORMATS["mods"].schema)
    tell("CPU of a record", lambda: [draw.portion(Portion("bench", "mods", part, False)) for part in parts], found)
    tell("  reading it into a Record", lambda: [ways.read(part, "bench", draw.options) for part in parts], found)
    tell("    checking it by the grammar", lambda: [native.faults(root, form) for root in roots], roots)
    for prefix, bound in draw.formats.items():
        tell(f"  rendering {prefix}", partial(render, entries, bound), entries)
    tell("  writing the Record as JSON", lambda: [dump(record) for _, record in entries], entries)


def cut(source: Path, draw: Drawing, most: int) -> list[Part]:
    """Return the first parts of a file."""
    with source.open("rb") as stream:
        return list(islice(SOURCES["mods"].parts.cut(stream, draw.options), most))


def render(entries: Sequence[tuple[Entry, Record]], bound: Bound) -> None:
    """Render all entries in one format."""
    for entry, record in entries:
        drafts._metadata(entry, record, bound)  # noqa: SLF001 - the stage by itself


def tell(stage: str, work: Callable[[], object], records: Sequence[object]) -> None:
    """Print what a stage takes for a record."""
    print(f"{stage:34}{least(work, len(records)):8.0f} µs")


def least(work: Callable[[], object], records: int, runs: int = 5) -> float:
    """Return the CPU of a record in microseconds, the least of the runs."""
    spent = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent) / records * 1e6


def speed(folder: Path, source: Path, options: argparse.Namespace) -> None:
    """Print items a second for each database, by one process and by as many as there would be."""
    urls = [f"sqlite:///{folder / 'bench.db'}", *([options.postgresql] if options.postgresql else [])]
    for url in urls:
        name = make_url(url).get_backend_name()
        for processes in (1, crew.processes_here()):
            runs = [load(folder, source, url, processes) for _ in range(options.runs)]
            count = items(url)
            seconds = statistics.median(run.seconds for run in runs)
            cpu = statistics.median(run.cpu for run in runs) / count * 1e6
            print(
                f"{name}, processes {processes}: {count / seconds:,.0f} items/s, CPU {cpu:.0f} µs an item;"
                f" peak {max(run.first for run in runs):.0f} MB, others {max(run.others for run in runs):.0f} MB"
            )
    publishing(folder, source)


def publishing(folder: Path, source: Path) -> None:
    """Print the CPU of publishing alone, into SQLite."""
    draw = drawing(SETTINGS, ReadOptions())
    parts = cut(source, draw, 4 * STAGE_PARTS)
    drawn = [each for part in parts for each in draw.portion(Portion("bench", "mods", part, False)) or ()]
    ready = list({each.draft.identifier: each.draft for each in drawn if each.draft}.values())
    engine = fresh(f"sqlite:///{folder / 'publish.db'}")
    begun = time.process_time()
    for start in range(0, len(ready), BATCH_RECORDS):
        store.publish(engine, ready[start : start + BATCH_RECORDS], header=header)
    print(f"{'CPU of publishing a record':34}{(time.process_time() - begun) / len(ready) * 1e6:8.0f} µs")
    engine.dispose()


def fresh(url: str) -> Any:
    """Return an engine on an empty repository."""
    engine = open_engine(url)
    if make_url(url).get_backend_name() == "sqlite":
        Path(make_url(url).database or "").unlink(missing_ok=True)
    else:
        with engine.connect() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    migrations.upgrade(engine)
    return engine


def items(url: str) -> int:
    """Return how many items a repository holds."""
    engine = open_engine(url)
    with engine.connect() as connection:
        count = int(connection.execute(text("SELECT count(*) FROM item")).scalar_one())
    engine.dispose()
    return count


def load(folder: Path, source: Path, url: str, processes: int) -> Load:
    """Load a file into an empty repository by the command; return what it took."""
    fresh(url).dispose()
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


def memory(folder: Path, megabytes: int) -> None:
    """Print how much memory loading so much MODS and so much JSON takes."""
    count, url = megabytes * 270, f"sqlite:///{folder / 'memory.db'}"  # 3.9 kB of MODS, or of JSON as it is made here
    jsonl = (json.dumps(described(record)).encode() + b"\n" for record in made(2 * count))
    for name, lines in (("MODS", wrapped(made(count))), ("JSON Lines", jsonl)):
        source = write(folder / f"memory.{'xml' if name == 'MODS' else 'jsonl'}", lines, most=megabytes * 1e6)
        taken = load(folder, source, url, crew.processes_here())
        size, rate = source.stat().st_size / 1e6, items(url) / taken.seconds
        print(f"{size:,.0f} MB of {name}: peak {taken.first:.0f} MB, others {taken.others:.0f} MB; {rate:,.0f} items/s")
        source.unlink()


def described(made: dict[str, Any]) -> dict[str, Any]:
    """Return a made record as a Record, as JSON has it."""
    dc = made["dc"]
    return {
        "local_id": made["identifier"],
        "titles": [{"value": value} for value in dc.get("title", [])],
        "agents": [{"name": value, "relation": "creator"} for value in dc.get("creator", [])],
        "abstracts": [{"value": value} for value in dc.get("description", [])],
        "subjects": [{"label": value} for value in dc.get("subject", [])],
        "dates": [{"display": value} for value in dc.get("date", [])],
    }


if __name__ == "__main__":
    sys.exit(main())
