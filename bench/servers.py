"""Servers to measure: Sheaf, the ceiling and the floor, each under gunicorn.conf.py with 2 workers of 4 threads."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench import databases
from bench.collection import Collection
from bench.corpus import PROJECT, RARE
from bench.wire import Wire

WORKERS, THREADS = 2, 4
_TICK = os.sysconf("SC_CLK_TCK")
_PSS = re.compile(r"^Pss_Anon:\s+(\d+)", re.MULTILINE)


class Server(NamedTuple):
    """A running server: where it listens, and the process of its arbiter."""

    port: int
    pid: int


def settings(repository: Collection, page_size: int = 100) -> dict[str, str]:
    """Return the environment of a Sheaf that serves a repository, and of which no sheaf.toml tells anything else."""
    config = databases.CACHE / "sheaf.toml"
    config.touch()
    return {
        "SHEAF_CONFIG": str(config),
        "SHEAF_DATABASE_URL": repository.url,
        "SHEAF_BASE_URL": "http://archives.example.org/oai",
        "SHEAF_REPOSITORY_NAME": "Bench",
        "SHEAF_ADMIN_EMAILS": "bench@archives.example.org",
        "SHEAF_NAMESPACE": "archives.example.org",
        "SHEAF_PAGE_SIZE": str(page_size),
        "SHEAF_FORMATS": json.dumps({"oai_dc": {}, "mods": {}, RARE: {"codec": "mods"}}),
    }


@contextmanager
def sheaf(repository: Collection, page_size: int = 100) -> Iterator[Server]:
    """Run Sheaf over a repository."""
    with _serving("wsgi:application", settings(repository, page_size)) as server:
        yield server


@contextmanager
def ceiling(page: bytes, *, gzip: bool = False) -> Iterator[Server]:
    """Run the view that returns a ready page."""
    with TemporaryDirectory(prefix="sheaf-bench-") as folder:
        path = Path(folder) / "page.xml"
        path.write_bytes(page)
        environment = {"READY_PAGE": str(path), "READY_GZIP": "1" if gzip else "0"}
        with _serving("bench.ceiling:application", environment) as server:
            yield server


@contextmanager
def floor(url: str) -> Iterator[Server]:
    """Run the view that joins stored XML."""
    with _serving("bench.floor:application", {"FLOOR_URL": url}) as server:
        yield server


@contextmanager
def _serving(app: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Run an application; yield it when it answers."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "-b", f"127.0.0.1:{port}", app]
    size = {"SHEAF_WORKERS": str(WORKERS), "SHEAF_THREADS": str(THREADS)}
    with TemporaryDirectory(prefix="sheaf-bench-") as folder, (Path(folder) / "log").open("w+") as log:
        process = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **size, **environment}, stderr=log)
        try:
            _wait(port, process, Path(log.name))
            yield Server(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers; end with what it logged when it does not."""
    for _ in range(300):
        try:
            with Wire(port) as connection:
                connection.get("verb=Identify")
        except ConnectionError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"bench: a server did not start:\n{log.read_text()[-2000:]}")


def workers(server: Server) -> list[int]:
    """Return the processes of a server's workers."""
    return [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]


def cpu(pids: list[int]) -> float:
    """Return the seconds of processor time that processes have used, with children that have ended."""
    spent = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        spent += sum(map(int, fields[11:15])) / _TICK
    return spent


def family(pid: int | None) -> list[int]:
    """Return a process and its children (those of PostgreSQL's server are its sessions)."""
    if pid is None:
        return []
    return [pid, *(int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def memory(server: Server) -> list[float]:
    """Return each worker's memory in MiB: its proportional set size without the files that it has mapped.

    What the workers share since the fork is divided between them. SQLite maps the database, which fills no memory that
    anybody else could want.
    """
    shares = [_PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text()) for pid in workers(server)]
    return [int(found[1]) / 1024 for found in shares if found]
