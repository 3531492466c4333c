"""PostgreSQL servers of a test's own, in a temporary folder and on the loopback: a primary, standbys, and their ends.

    with postgresql.folder() as folder:
        primary = postgresql.create(folder / "primary")
        primary.start()
        standby = primary.standby(folder / "standby")
        standby.start()

Every server that was started is killed when its folder ends. Where PostgreSQL's programs are missing, the test is
skipped with one line, and fails under SHEAF_TEST_STRICT=1.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.functional.servers import free_port

STARTING = 30
QUICK = {"fsync": "off", "full_page_writes": "off", "wal_retrieve_retry_interval": "100ms", "shared_buffers": "16MB"}
"""No power fails in a test."""


def programs() -> Path:
    """Return the folder of PostgreSQL's programs, the newest where there are several."""
    folders = [Path(found).parent for found in [shutil.which("initdb")] if found]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if folders and (folders[-1] / "initdb").exists():
        return folders[-1]
    reason = "PostgreSQL's programs (initdb, pg_basebackup) are not installed"
    if os.environ.get("SHEAF_TEST_STRICT") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def owner() -> str | None:
    """Return the user that servers run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs to its end."""
    command = [str(programs() / program), *arguments]
    done = subprocess.run(command, user=owner(), cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def folder() -> Iterator[Path]:
    """Yield a folder that servers may use; at the end they are killed and it is removed."""
    programs()
    path = Path(tempfile.mkdtemp(prefix="sheaf_test_pg_"))
    shutil.chown(path, owner() or os.geteuid())
    try:
        yield path
    finally:
        for data in path.iterdir():
            kill(data)
        shutil.rmtree(path, ignore_errors=True)


def kill(data: Path) -> None:
    """End the server of a folder, if one is running, and wait until it has gone."""
    with suppress(ProcessLookupError, FileNotFoundError, NotADirectoryError):
        process = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGKILL)
        while (data / "postmaster.pid").exists() and Path(f"/proc/{process}").exists():
            time.sleep(0.01)
        (data / "postmaster.pid").unlink()


class Server:
    """One server: its data lies in `data`, and it listens on `port` when it has been started."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()

    def url(self, database: str = "postgres") -> str:
        """Return the URL of a database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server; return when it answers."""
        settings = {**QUICK, "port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.data.parent / f"{self.data.name}.log"
        run("pg_ctl", "start", "--wait", "-D", str(self.data), "-o", options, "-l", str(log))

    def stop(self) -> None:
        """Stop the server in order, cutting its connections."""
        run("pg_ctl", "stop", "--wait", "-m", "fast", "-D", str(self.data))

    def kill(self) -> None:
        """Stop the server as a crash would: its first process goes at once, the others when they see that."""
        kill(self.data)

    def ask(self, statement: str, database: str = "postgres") -> Any:
        """Return the first value of the statement's answer, or None when it has none."""
        url = self.url(database)
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            cursor = connection.execute(statement.encode())
            row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None

    def standby(self, data: Path) -> "Server":
        """Return a copy of this server that will replay what this one writes; it has not been started."""
        run("pg_basebackup", "-D", str(data), "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", self.url())
        return Server(data)

    def replayed(self, primary: "Server") -> None:
        """Wait until this standby shows what its primary has written up to now."""
        written = primary.ask("SELECT pg_current_wal_lsn()")
        deadline = time.monotonic() + STARTING
        while not self.ask(f"SELECT pg_last_wal_replay_lsn() >= '{written}'"):
            assert time.monotonic() < deadline, "the standby does not catch up"
            time.sleep(0.02)


def create(data: Path) -> Server:
    """Return a new server, which has not been started."""
    run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8")
    return Server(data)
