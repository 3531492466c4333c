"""`sheaf serve` and `sheaf demo`: real processes on the loopback interface."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from oai.app import create_app
from oai.cli.serving import DEMO
from tests import collection
from tests.cli.conftest import Sheaf
from tests.corpora import PROJECT


def free() -> str:
    """Return a free address on the loopback interface."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{trial.getsockname()[1]}"


def fetch(url: str, **headers: str) -> bytes:
    """Return a response's body, waiting for the server to answer at all."""
    request = urllib.request.Request(url, headers=headers)
    for _ in range(200):
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                body: bytes = response.read()
                return body
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.1)
    raise TimeoutError(url)


@contextmanager
def running(sheaf: Sheaf, *words: str, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command until the block ends, then stop it as Ctrl-C would."""
    process = subprocess.Popen(
        [*sheaf.command, *words],
        env={**sheaf.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=60)
        assert "Traceback" not in output
        assert process.returncode == 0, output


def test_serve_answers_with_the_settings_address_whatever_a_proxy_says(filled: Sheaf) -> None:
    bind = free()
    with running(filled, "serve", "--bind", bind, "--workers", "1", "--threads", "2"):
        headers = {"Host": "evil.example.org", "X-Forwarded-Host": "evil.example.org", "X-Forwarded-Proto": "ftp"}
        body = fetch(f"http://{bind}/oai?verb=Identify", **headers)
    assert etree.fromstring(body).findtext(".//{*}baseURL") == "https://archive.example.org/oai"
    assert b"evil" not in body


def test_serve_takes_its_settings_file_along(filled: Sheaf) -> None:
    bind = free()
    Path("sheaf.toml").rename("other.toml")
    with running(filled, "serve", "--config", "other.toml", SHEAF_BIND=bind, SHEAF_WORKERS="1"):
        assert b"Archive of Testing" in fetch(f"http://{bind}/oai?verb=Identify")


def test_serve_refuses_an_address_that_is_taken(filled: Sheaf) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        bind = f"127.0.0.1:{holder.getsockname()[1]}"
        result = filled.run("serve", "--bind", bind)
    assert result.exit_code == 3
    assert bind in result.stderr
    assert "--bind" in result.stderr


def test_serve_refuses_another_namespace(filled: Sheaf) -> None:
    result = filled.run("serve", environ={"SHEAF_NAMESPACE": "other.example.org"})
    assert result.exit_code == 3
    assert "other.example.org" in result.stderr
    assert "archive.example.org" in result.stderr


def test_the_application_opens_no_connection_before_a_worker_is_forked(archive: collection.Archive) -> None:
    create_app(collection.SETTINGS, engine=archive.engine)
    archive.engine.dispose()
    create_app(collection.SETTINGS, engine=archive.engine)
    assert "Connections in pool: 0" in archive.engine.pool.status()


def configuration(**environ: str) -> subprocess.CompletedProcess[str]:
    """Return gunicorn's own account of its configuration."""
    sheaf = Sheaf(PROJECT)
    command = [sheaf.command[0], "-m", "gunicorn", "--config", str(PROJECT / "gunicorn.conf.py"), "--print-config"]
    return subprocess.run(command, env={**sheaf.environ, **environ}, capture_output=True, text=True, check=False)


SETTINGS = {
    "SHEAF_REPOSITORY_NAME": "Archive of Testing",
    "SHEAF_BASE_URL": "https://archive.example.org/oai",
    "SHEAF_ADMIN_EMAILS": "archivist@example.org",
    "SHEAF_NAMESPACE": "archive.example.org",
}


def test_gunicorn_takes_workers_threads_and_address_from_the_environment() -> None:
    shown = configuration(SHEAF_WORKERS="3", SHEAF_THREADS="5", SHEAF_BIND="127.0.0.1:8765", **SETTINGS)
    values = dict(re.findall(r"^(\w+) += (.*)$", shown.stdout, re.MULTILINE))
    assert (values["workers"], values["threads"], values["bind"]) == ("3", "5", "['127.0.0.1:8765']")
    assert values["preload_app"] == "True"
    assert values["worker_class"] == "gthread" or "ThreadWorker" in values["worker_class"]
    assert values["forwarded_allow_ips"] == "[]"
    assert values["accesslog"] == "None"
    assert values["control_socket_disable"] == "True"


def test_gunicorn_refuses_a_wrong_number_with_a_sentence() -> None:
    shown = configuration(SHEAF_WORKERS="many", **SETTINGS)
    assert shown.returncode != 0
    assert "SHEAF_WORKERS" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_the_demonstration_serves_and_is_loaded_once(bare: Sheaf, new_database_url: str) -> None:
    bind, database = free(), {"SHEAF_DATABASE_URL": new_database_url}
    theirs = {"SHEAF_REPOSITORY_NAME": "Another", "SHEAF_NAMESPACE": "other.example.org", "SHEAF_PAGE_SIZE": "0"}
    for _ in range(2):
        with running(bare, "demo", "--bind", bind, SHEAF_WORKERS="1", **theirs, **database):
            body = fetch(f"http://{bind}/oai?verb=ListIdentifiers&metadataPrefix=oai_dc")
            identify = fetch(f"http://{bind}/oai?verb=Identify")
        assert etree.fromstring(body).findtext(".//{*}identifier")
        assert etree.fromstring(identify).findtext(".//{*}baseURL") == f"http://{bind}/oai"
        assert b"Another" not in identify
    jobs = bare.done("jobs", "--config", str(DEMO / "sheaf.toml"), environ=database)
    assert len(jobs.splitlines()) == 1


def test_the_demonstration_names_requests_that_work(bare: Sheaf) -> None:
    bind = free()
    with running(bare, "demo", "--bind", bind, SHEAF_WORKERS="1") as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(6)]
        urls = [line.strip() for line in said if line.startswith("  http://")]
        assert len(urls) == 4, said
        for url in urls:
            assert b"<error" not in fetch(url), url
    assert Path("sheaf-demo.db").exists()


def test_the_demonstration_leaves_another_repository_alone(filled: Sheaf) -> None:
    before = filled.done("list")
    result = filled.run("demo", "--bind", free(), environ={"SHEAF_DATABASE_URL": filled.database_url})
    assert result.exit_code == 3
    assert "SHEAF_DATABASE_URL" in result.stderr
    assert filled.done("list") == before


def test_the_demonstration_leaves_a_repository_without_records_alone(sheaf: Sheaf) -> None:
    result = sheaf.run("demo", "--bind", free(), environ={"SHEAF_DATABASE_URL": sheaf.database_url})
    assert result.exit_code == 3
    assert sheaf.done("list") == ""


def test_what_lies_in_the_current_folder_is_not_served(filled: Sheaf) -> None:
    """A foreign wsgi.py or models.py must not take the place of ours."""
    for name in ("wsgi.py", "models.py", "migrations.py", "gunicorn.conf.py"):
        Path(name).write_text("raise SystemExit('hijacked')\n", encoding="utf-8")
    port = free()
    with subprocess.Popen(
        [sys.executable, "-P", *filled.command[1:], "serve", "--bind", port, "--workers", "1"],
        env=filled.environ, cwd=filled.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as server:  # fmt: skip
        try:
            assert "Archive of Testing" in answer(f"http://{port}/oai?verb=Identify", server)
        finally:
            server.terminate()
            output = server.communicate(timeout=30)[0]
    assert "hijacked" not in output
    assert "answers at https://archive.example.org/oai" in output
    assert f"listens on {port}." in output


def answer(url: str, server: "subprocess.Popen[str]") -> str:
    """Return what an address answers, once the server listens."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return str(response.read(), "utf-8")
        except OSError:
            time.sleep(0.05)
    return ""
