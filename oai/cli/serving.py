"""`sheaf serve` and `sheaf demo`: gunicorn with this project's own configuration."""

import os
import re
import runpy
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlencode

import click
import msgspec
from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy import inspect

import migrations
import oai
from models import admin
from models.engine import reading
from oai import ingest
from oai.app import create_app
from oai.cli import replicas, reports, sources, streams
from oai.cli.edge import Command, Refusal, Whole
from oai.cli.shell import Shell, pass_shell
from oai.protocol import identifiers
from oai.settings import Settings

HOME = Path(oai.__file__).resolve().parents[1]
DEMO = Path(oai.__file__).resolve().parent / "demo"
DEMO_DATABASE = "sqlite:///sheaf-demo.db"
KEPT = ("SHEAF_DATABASE_URL", "SHEAF_BASE_URL", "SHEAF_WORKERS", "SHEAF_THREADS")
"""What of the environment the demonstration heeds; the rest belongs to a real repository."""

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])

_address = re.compile(r"(?:(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]*):)?(?P<port>[0-9]{1,5})")


class Address(click.ParamType[str]):
    """HOST:PORT, a port alone, or (unless `web`) unix:/a/path; the value is what gunicorn binds to."""

    name = "HOST:PORT"

    def __init__(self, *, web: bool) -> None:
        self.web = web

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address with its host."""
        if value.startswith("unix:/") and not self.web:
            return value
        found = _address.fullmatch(value)
        if found is None or not 0 < int(found["port"]) < 65536:
            self.fail(f"{value!r} is not an address such as 127.0.0.1:8000 or [::1]:8000", param, ctx)
        return f"{found['host'] or '127.0.0.1'}:{found['port']}"


def _how_many(name: str, variable: str, what: str) -> Callable[[Wrapped], Wrapped]:
    """Return the option that says how many workers or threads."""
    return click.option(name, type=Whole(1, 256), metavar="N", envvar=variable, help=f"{what} [${variable}].")


@click.command(cls=Command, examples={"sheaf serve --bind 0.0.0.0:8080 --workers 4": "on every network interface"})
@click.option(
    "--bind",
    type=Address(web=False),
    envvar="SHEAF_BIND",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to listen; also unix:/a/socket [$SHEAF_BIND].",
)
@_how_many("--workers", "SHEAF_WORKERS", "Processes; by default one for each processor")
@_how_many("--threads", "SHEAF_THREADS", "Threads in each process; by default 4")
@pass_shell
def serve(shell: Shell, bind: str, workers: int | None, threads: int | None) -> None:
    """Answer harvesters, until Ctrl-C."""
    replicas.check(shell)
    _check_free(bind)
    click.echo(f"{shell.settings.repository_name} answers at {shell.settings.base_url}, until Ctrl-C.")
    click.echo(f"It listens on {bind}.")
    _serve(shell, bind, workers, threads)


@click.command(cls=Command, examples={"sheaf demo --bind 127.0.0.1:8001": "when port 8000 is taken"})
@click.option(
    "--bind",
    type=Address(web=True),
    envvar="SHEAF_BIND",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to listen [$SHEAF_BIND].",
)
@pass_shell
def demo(shell: Shell, bind: str) -> None:
    """Serve a sample collection that comes with Sheaf.

    It holds descriptions of diplomatic documents of the years 1946 to 1972. Its database is sheaf-demo.db in the
    current folder, or what SHEAF_DATABASE_URL names.
    """
    shell.config = DEMO / "sheaf.toml"
    shell.environ = _demo_environment(bind)
    _check_free(bind)
    _check_ours(shell)
    migrations.upgrade(shell.engine)
    _load_once(shell)
    _introduce(shell.settings)
    _serve(shell, bind, None, None)


def _demo_environment(bind: str) -> dict[str, str]:
    """Return the environment without the settings of a real repository, whose base URL and name are not the demo's."""
    other = {name: value for name, value in os.environ.items() if not name.startswith("SHEAF_")}
    kept = {name: os.environ[name] for name in KEPT if os.environ.get(name)}
    host, _, port = bind.rpartition(":")
    seen = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # noqa: S104 - recognised, not listened to
    ours = {"SHEAF_DATABASE_URL": DEMO_DATABASE, "SHEAF_BASE_URL": f"http://{seen}:{port}/oai"}
    return {**other, **ours, **kept}


def _check_ours(shell: Shell) -> None:
    """Refuse a database that the demonstration did not make: its records would be mixed into a real repository."""
    if not inspect(shell.engine).get_table_names():
        return
    with reading(shell.engine) as connection:
        frozen = admin.namespace(connection) if inspect(connection).has_table("publication") else ""
    half_made = frozen is None and "SHEAF_DATABASE_URL" not in os.environ
    if frozen != shell.settings.namespace and not half_made:
        raise Refusal(
            f"The database {shell.database} is not the demonstration's; unset SHEAF_DATABASE_URL, or let it name"
            " another database."
        )


def _load_once(shell: Shell) -> None:
    """Load the demonstration's records into an empty database; what a visitor changed stays changed."""
    with reading(shell.engine) as connection:
        if admin.counts(connection).items:
            return
    paths = sources.find([str(DEMO)], "auto").paths
    inputs = sources.inputs(paths, lambda _size: None)
    with closing(ingest.load(shell.engine, shell.settings, inputs)) as outcomes:
        for outcome in outcomes:
            if outcome.result == "quarantined":
                raise Refusal(f"The demonstration is damaged: {reports.refusal(outcome)}.")


def _introduce(settings: Settings) -> None:
    """Print what to try."""
    base = settings.base_url
    first = msgspec.json.decode((DEMO / "records.jsonl").read_bytes().split(b"\n", 1)[0])
    identifier = first.get("oai_identifier") or identifiers.mint(settings.namespace, first["local_id"])
    requests = [
        {"verb": "Identify"},
        {"verb": "ListSets"},
        {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
        {"verb": "GetRecord", "metadataPrefix": "mods", "identifier": identifier},
    ]
    click.echo(f"{settings.repository_name} answers at {base}, until Ctrl-C. Try:\n")
    for request in requests:
        click.echo(f"  {base}?{urlencode(request, safe=':')}")
    click.echo()


def _check_free(bind: str) -> None:
    """Refuse an address that cannot be listened to, before anything else happens."""
    if bind.startswith("unix:"):
        folder = Path(bind.removeprefix("unix:")).parent
        if not os.access(folder, os.W_OK):
            raise Refusal(f"Cannot listen on {bind}: there is no folder {folder}, or it may not be written to.")
        return
    host, _, port = bind.rpartition(":")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise Refusal(f"Cannot listen on {bind}: {error.strerror}. Choose another address with --bind.") from error


class _Server(BaseApplication):
    """gunicorn under this project's configuration, in this process.

    Starting it as a command would let whatever `wsgi.py` or `models.py` lies in the current folder take our place.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        super().__init__()

    def load_config(self) -> None:
        """Take the settings of gunicorn.conf.py."""
        for name, value in runpy.run_path(str(HOME / "gunicorn.conf.py")).items():
            if name in self.cfg.settings and name not in {"wsgi_app", "pythonpath"}:
                self.cfg.set(name, value)

    def load(self) -> Callable[..., Iterable[bytes]]:
        """Return the application."""
        return self._app.wsgi_app


def _serve(shell: Shell, bind: str, workers: int | None, threads: int | None) -> NoReturn:
    """Become the server, which receives every signal itself, until one ends it."""
    asked = {"SHEAF_BIND": bind, "SHEAF_WORKERS": workers, "SHEAF_THREADS": threads}
    os.environ.update({name: str(value) for name, value in asked.items() if value})
    app = create_app(shell.settings)
    shell.engine.dispose()  # no connection may be shared by the workers
    streams.uninstall()
    sys.stdout.flush()
    sys.stderr.flush()
    _Server(app).run()
    raise SystemExit
