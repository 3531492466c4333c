"""What the commands share: the settings in force, the database, and the two options that every command takes."""

import functools
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import click
from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError

import migrations
from models import query
from models.engine import open_engine
from oai import descriptions, profiles, settings
from oai.cli.output import masked
from oai.settings import Loaded, Settings

AnyCommand = TypeVar("AnyCommand", bound=click.Command)


@dataclass
class Shell:
    """One run of the command: settings are read, and the database opened, when a command first asks for them."""

    config: Path | None = None
    debug: bool = False
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @functools.cached_property
    def loaded(self) -> Loaded:
        """Settings in force and where each came from, wholly checked.

        Raises:
            oai.settings.SettingsError: one is missing, unknown or wrong.

        """
        loaded = settings.load(self.config, self.environ)
        profiles.bind(loaded.settings, loaded.origins)
        descriptions.containers(loaded.settings, loaded.origins)
        return loaded

    @property
    def settings(self) -> Settings:
        """Settings in force."""
        return self.loaded.settings

    @functools.cached_property
    def engine(self) -> Engine:
        """The engine of the database, whose tables may be out of date or absent."""
        engine = open_engine(self.settings.database_url)
        click.get_current_context().find_root().call_on_close(engine.dispose)
        return engine

    @functools.cached_property
    def ready(self) -> Engine:
        """The engine of a database whose tables are up to date.

        Raises:
            migrations.SchemaError: they are not; the message says what to do.

        """
        if missing := missing_file(self.settings.database_url):
            raise migrations.SchemaError(f"There is no database at {missing} yet; `sheaf db upgrade` makes it")
        migrations.require(self.engine)
        return self.engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Return a connection that reads from an up-to-date database."""
        with query.reading(self.ready) as connection:
            yield connection

    @property
    def files(self) -> list[Path]:
        """The files that a repository consists of: settings and database."""
        url = make_url(self.settings.database_url)
        kept = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
        return [path for path in (self.loaded.path, kept) if path is not None]

    @property
    def database(self) -> str:
        """The database's URL, fit to be shown."""
        return masked(self.settings.database_url)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no message may repeat."""
        urls = filter(None, [self.settings.database_url, self.settings.read_database_url])
        return tuple(filter(None, [*(make_url(url).password for url in urls), *self.settings.token_keys]))

    def told(self, error: DBAPIError) -> str:
        """Return what the database said, on one line, without statement, parameters or secrets."""
        told = error.orig.args if error.orig is not None else ()
        number_first = len(told) == 2 and isinstance(told[0], int)  # PyMySQL: a number and a text
        said = " ".join(str(told[1] if number_first else error.orig).split())
        for secret in self.secrets:
            said = said.replace(secret, "***")
        return said


pass_shell = click.make_pass_decorator(Shell, ensure=True)


def missing_file(database_url: str) -> str:
    """Return the path of an SQLite database that is not there, else nothing: connecting would create it."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database or Path(url.database).exists():
        return ""
    return url.database


def missing_folder(database_url: str) -> str:
    """Return the folder of an SQLite database that is not there, else nothing."""
    url = make_url(database_url)
    folder = Path(url.database or "").parent
    return str(folder) if url.get_backend_name() == "sqlite" and not folder.is_dir() else ""


def common_options(command: AnyCommand, *, hidden: bool) -> AnyCommand:
    """Return a command with `--config` and `--debug` added; hidden ones are not in its help."""
    command.params += [_config(hidden=hidden), _debug(hidden=hidden)]
    return command


def _config(*, hidden: bool) -> click.Option:
    """Return the option that names the file of settings."""
    return click.Option(
        ["--config"],
        type=click.Path(path_type=Path),
        metavar="FILE",
        expose_value=False,
        hidden=hidden,
        callback=_remember,
        help="Settings, instead of $SHEAF_CONFIG or ./sheaf.toml.",
    )


def _debug(*, hidden: bool) -> click.Option:
    """Return the option that shows tracebacks."""
    return click.Option(
        ["--debug"],
        is_flag=True,
        expose_value=False,
        hidden=hidden,
        callback=_remember,
        help="Show the traceback of an error.",
    )


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keep an option's value, wherever on the command line it stood."""
    if value and parameter.name:
        setattr(context.ensure_object(Shell), parameter.name, value)
