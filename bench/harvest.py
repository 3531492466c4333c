"""Measure a full harvest of Sheaf against a Flask view that returns a ready page of the same bytes.

    python bench/harvest.py [--items 100000] [--runs 5] [--page-size 100]

The records are made by make_records.py and harvested by harvest_bench.py, which are found in ../shared/tools or where
SHEAF_SHARED points. Both servers run under the same gunicorn configuration, in turn; figures are medians of the runs.
What counts is the ratio: the records per second themselves depend on the machine.
"""

import argparse
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import migrations
from models import store
from models.engine import open_engine
from models.plan import Draft, minimal
from oai.ingest import header
from oai.protocol import envelope

PROJECT = Path(__file__).resolve().parents[1]
TOOLS = Path(os.environ.get("SHEAF_SHARED", PROJECT.parent / "shared")) / "tools"
SHEAF_PORT, READY_PORT = 8731, 8732
BATCH = 1000


def main() -> int:
    """Run the measurement and print its table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--page-size", type=int, default=100)
    options = parser.parse_args()
    if not (TOOLS / "harvest_bench.py").exists():
        print(f"bench: {TOOLS} does not hold harvest_bench.py; set SHEAF_SHARED to the folder above it")
        return 2
    with tempfile.TemporaryDirectory(prefix="sheaf-bench-") as folder:
        measure(Path(folder), options)
    return 0


def measure(folder: Path, options: argparse.Namespace) -> None:
    """Fill a repository, run both servers, print the table."""
    url = f"sqlite:///{folder / 'bench.db'}"
    seconds = fill(url, options.items)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, commit {commit()}")
    print(f"{options.items} items stored in {seconds:.1f} s ({options.items / seconds:.0f} items/s, ready renditions)")
    page = folder / "page.xml"
    pages = -(-options.items // options.page_size)
    with serving("wsgi:application", SHEAF_PORT, settings(url, options.page_size)) as sheaf:
        page.write_bytes(fetch(f"http://127.0.0.1:{SHEAF_PORT}/oai?verb=ListRecords&metadataPrefix=oai_dc"))
        with serving("bench.ready_page:application", READY_PORT, {"READY_PAGE": str(page)}) as ready:
            runs: dict[str, list[dict[str, Any]]] = {}
            for _ in range(options.runs):
                runs.setdefault("sheaf", []).append(harvest(SHEAF_PORT, sheaf))
                runs.setdefault("ready", []).append(harvest(READY_PORT, ready, "--max-pages", str(pages)))
                runs.setdefault("sheaf, gzip", []).append(harvest(SHEAF_PORT, sheaf, "--gzip"))
    report(runs)


def fill(url: str, items: int) -> float:
    """Publish `items` made records in a new database; return the seconds that publishing took."""
    engine = open_engine(url)
    migrations.upgrade(engine)
    command = [sys.executable, str(TOOLS / "make_records.py"), str(items), "-", "--no-mods"]
    spent = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as made:
        assert made.stdout is not None  # noqa: S101 - asked for in the line above
        batch: list[Draft] = []
        for line in made.stdout:
            batch.append(draft(json.loads(line)))
            if len(batch) == BATCH:
                spent += publish(engine, batch)
                batch = []
        spent += publish(engine, batch)
    engine.dispose()
    return spent


def publish(engine: Any, batch: list[Draft]) -> float:
    """Publish a batch; return the seconds that it took."""
    begun = time.perf_counter()
    store.publish(engine, batch, header=header)
    return time.perf_counter() - begun


def draft(made: dict[str, Any]) -> Draft:
    """Return a made record as a draft; those made as deleted come live, so that every page is full."""
    metadata = (made["oai_dc"] or "<oai_dc:dc/>").encode()
    body = envelope.body(metadata, [])
    return Draft(made["identifier"], False, "oai_dc", minimal(made["sets"]), b"{}", metadata, {"oai_dc": body})


def settings(url: str, page_size: int) -> dict[str, str]:
    """Return the environment of a Sheaf that serves the bench's repository."""
    return {
        "SHEAF_DATABASE_URL": url,
        "SHEAF_BASE_URL": f"http://127.0.0.1:{SHEAF_PORT}/oai",
        "SHEAF_REPOSITORY_NAME": "Bench",
        "SHEAF_ADMIN_EMAILS": "bench@archives.example.org",
        "SHEAF_NAMESPACE": "archives.example.org",
        "SHEAF_PAGE_SIZE": str(page_size),
    }


@contextmanager
def serving(app: str, port: int, environment: dict[str, str]) -> Iterator[int]:
    """Run an application under Sheaf's own gunicorn configuration; yield the process id."""
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "-b", f"127.0.0.1:{port}", app]
    server = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **environment, "SHEAF_WORKERS": "2"})
    try:
        for _ in range(100):
            try:
                fetch(f"http://127.0.0.1:{port}/oai?verb=Identify")
                break
            except OSError:
                time.sleep(0.1)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def fetch(url: str) -> bytes:
    """Return what an address answers."""
    with urllib.request.urlopen(url, timeout=60) as response:
        return bytes(response.read())


def harvest(port: int, pid: int, *options: str) -> dict[str, Any]:
    """Return harvest_bench.py's figures of one harvest."""
    command = [sys.executable, str(TOOLS / "harvest_bench.py"), f"http://127.0.0.1:{port}/oai", "--json"]
    done = subprocess.run([*command, "--server-pid", str(pid), *options], check=False, capture_output=True, text=True)
    if done.returncode not in {0, 3}:  # 3: ended by --max-pages, as the ready page must be
        raise SystemExit(f"bench: {done.stdout}{done.stderr}")
    return dict(json.loads(done.stdout))


def commit() -> str:
    """Return the abbreviated id of the commit that is measured."""
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, text=True).stdout.strip() or "unknown"


def report(runs: dict[str, list[dict[str, Any]]]) -> None:
    """Print medians and their ratio to the ready page."""
    rate = {name: statistics.median(run["records_per_s"] for run in done) for name, done in runs.items()}
    print(f"{'':14}{'records/s':>11}{'of ready':>10}{'CPU ms/page':>13}{'p50 ms':>8}{'p99 ms':>8}{'last/first':>12}")
    for name, done in runs.items():
        cpu = statistics.median(run["server"]["cpu_ms_per_page"] for run in done)
        p50, p99 = (statistics.median(run["latency_ms"][q] for run in done) for q in ("p50", "p99"))
        depth = statistics.median(run.get("depth", {}).get("ratio_median", float("nan")) for run in done)
        share = rate[name] / rate["ready"]
        print(f"{name:14}{rate[name]:11.0f}{share:10.2f}{cpu:13.2f}{p50:8.2f}{p99:8.2f}{depth:12.2f}")


if __name__ == "__main__":
    sys.exit(main())
