"""The database of a run: an SQLite file, or a server of the run's own, which can be killed and comes back.

The servers run as they do in production where it matters: with fsync, at the defaults of their makers. They listen on a
free port of the loopback and keep everything in the run's folder. Neither runs as root: its own user does.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from models.engine import open_engine
from tests.chaos import processes
from tests.functional.servers import free_port


class MissingError(Exception):
    """The programs of a database are not installed."""


class Server(NamedTuple):
    """How a database server is made, run, reached and ended. `{data}`, `{port}` and `{run}` stand for the run's own."""

    user: str
    make: Sequence[str]
    serve: Sequence[str]
    url: str
    ending: signal.Signals


SERVERS = {
    "postgresql": Server(
        user="postgres",
        make=("initdb", "-D", "{data}", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C"),
        serve=(
            "postgres", "-D", "{data}", "-p", "{port}", "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
        ),
        url="postgresql://postgres@127.0.0.1:{port}/{database}",
        ending=signal.SIGINT,
    ),
    "mariadb": Server(
        user="mysql",
        make=(
            "mariadb-install-db", "--no-defaults", "--datadir={data}", "--auth-root-authentication-method=normal",
            "--skip-test-db",
        ),
        serve=(
            "mariadbd", "--no-defaults", "--datadir={data}", "--port={port}", "--bind-address=127.0.0.1",
            "--socket={run}/socket", "--pid-file={run}/pid",
        ),
        url="mariadb://root@127.0.0.1:{port}/{database}",
        ending=signal.SIGTERM,
    ),
}  # fmt: skip
NAMES = ("sqlite", *SERVERS)
ADMINISTRATION = {"postgresql": "postgres", "mariadb": "mysql"}


class Database:
    """The database of a run. One that is no server cannot be killed: `serves` says so."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.serves = name in SERVERS
        self.url = f"sqlite:///{folder / 'sheaf.db'}"
        self._folder = folder
        self._process: processes.Process | None = None
        if self.serves:
            self._server = SERVERS[name]
            self._port = free_port()
            self.url = self._url("sheaf")

    def make(self) -> None:
        """Make the server, start it, and make an empty database in it.

        Raises:
            MissingError: its programs are not installed.

        """
        if not self.serves:
            return
        command = self._command(self._server.make)
        self._own()
        made = processes.start(command, **self._surroundings())
        if made.wait(processes.STARTING):
            raise RuntimeError(f"{command[0]} failed: {self._log.read_text()}")
        self.start()
        engine = open_engine(self._url(ADMINISTRATION[self.name]))
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE sheaf")
        engine.dispose()

    def start(self) -> None:
        """Start the server, again and again until it answers: the remains of the one before it may be in the way."""
        if self.serves:
            processes.wait_until(self._is_up, f"{self.name} does not answer; see {self._log}")

    def kill(self) -> None:
        """Kill the server with all its processes."""
        assert self._process is not None
        processes.kill_family(self._process)

    def stop(self) -> None:
        """End the server, if it runs."""
        if self._process is not None:
            processes.end(self._process, self._server.ending)

    @property
    def _log(self) -> Path:
        return self._folder / f"{self.name}.log"

    @property
    def _run(self) -> Path:
        return self._folder / self.name

    def _url(self, database: str) -> str:
        return self._server.url.format(port=self._port, database=database)

    def _command(self, words: Sequence[str]) -> list[str]:
        places = {"data": self._run / "data", "run": self._run, "port": self._port}
        return [_program(words[0]), *(word.format(**places) for word in words[1:])]

    def _surroundings(self) -> dict[str, object]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "MYSQL", "MARIADB"))}
        return {"folder": self._run, "env": plain, "log": self._log, "user": self._server.user}

    def _own(self) -> None:
        """Make the server's folder; it belongs to the user that the server runs as."""
        self._run.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self._run, self._server.user)

    def _is_up(self) -> bool:
        if self._process is None or self._process.poll() is not None:
            self._process = processes.start(self._command(self._server.serve), **self._surroundings())
        engine = open_engine(self._url(ADMINISTRATION[self.name]))
        try:
            with engine.connect():
                return True
        except DBAPIError:
            return False
        finally:
            engine.dispose()


def _program(name: str) -> str:
    """Return the path of a server's program: on PATH, where pg_config says, or where systems keep such programs."""
    places = [os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"]
    if asked := shutil.which("pg_config"):
        places.append(subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
    places += map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))
    if found := shutil.which(name, path=os.pathsep.join(places)):
        return found
    raise MissingError(f"{name} is not installed")
