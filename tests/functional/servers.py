"""A real server for tests: gunicorn under the project's own configuration, on a free port of the loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
STARTING = 30


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def environment(folder: Path, database_url: str = "", **settings: str) -> dict[str, str]:
    """Return the environment of a repository in `folder`, with no setting of the tests' own surroundings.

    Without `database_url` its records are kept in the folder, in SQLite.
    """
    plain = {name: value for name, value in os.environ.items() if not name.startswith("SHEAF_")}
    given = {
        "SHEAF_DATABASE_URL": database_url or f"sqlite:///{folder / 'sheaf.db'}",
        "SHEAF_BASE_URL": "http://127.0.0.1:8000/oai",
        "SHEAF_REPOSITORY_NAME": "Archive of Example Town",
        "SHEAF_ADMIN_EMAILS": "archivist@archive.example.org",
        "SHEAF_NAMESPACE": "archive.example.org",
    }
    return {**plain, **given, **settings}


def sheaf(
    *arguments: str, env: Mapping[str, str], cwd: Path, check: int | None = 0
) -> subprocess.CompletedProcess[str]:
    """Run the `sheaf` command; with `check`, its exit code must be that one."""
    command = [sys.executable, "-m", "oai.cli", *arguments]
    done = subprocess.run(
        command, env={**env, "PYTHONPATH": str(PROJECT)}, cwd=cwd, capture_output=True, text=True, check=False
    )
    assert check is None or done.returncode == check, done.stdout + done.stderr
    return done


@contextmanager
def serving(env: Mapping[str, str], port: int) -> Iterator[str]:
    """Run gunicorn on a port; yield the base URL once it answers."""
    base_url = f"http://127.0.0.1:{port}/oai"
    command = [sys.executable, "-m", "gunicorn", "--config", str(PROJECT / "gunicorn.conf.py")]
    run = {**env, "SHEAF_BIND": f"127.0.0.1:{port}", "SHEAF_BASE_URL": base_url, "SHEAF_WORKERS": "2"}
    with subprocess.Popen(command, env=run, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            _wait(server, base_url)
            yield base_url
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=STARTING)


def _wait(server: "subprocess.Popen[bytes]", base_url: str) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        try:
            get(base_url, verb="Identify")
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    output = server.communicate()[0] if server.poll() is not None else b"(still starting)"
    raise AssertionError(f"gunicorn did not answer: {output.decode()}")


def get(base_url: str, **arguments: str) -> bytes:
    """Return the response to a request by GET."""
    query = urllib.parse.urlencode(arguments)
    with urllib.request.urlopen(f"{base_url}?{query}", timeout=STARTING) as response:
        return bytes(response.read())
