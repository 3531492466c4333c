"""The edge of the command line: help in sections, and every error as one sentence with an exit code.

What a person can put right never shows a traceback; `--debug` shows it all the same.
"""

import errno
import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import click
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from migrations import SchemaError
from models.store import NamespaceError
from oai.cli import streams
from oai.cli.output import plain
from oai.cli.shell import Shell, common_options, missing_folder
from oai.crew import CrewError
from oai.settings import SettingsError

DRIVERS = {"psycopg": "'psycopg[binary]'", "MySQLdb": "mysqlclient", "pymysql": "PyMySQL", "mariadb": "mariadb"}
"""Modules that SQLAlchemy reaches databases through, and the packages they come in."""


# SQLite: "database is locked"; PostgreSQL: "… due to lock timeout"; MariaDB: "Lock wait timeout exceeded".
_LOCKED = re.compile(r"\blocked\b|\block (wait )?timeout\b", re.IGNORECASE)
_NOT_OPENED = "unable to open database file"
_READ_ONLY = re.compile(r"\bread-?only\b", re.IGNORECASE)


class Whole(click.IntRange):
    """A whole number within bounds."""

    name = "whole number"


class Refusal(click.ClickException):
    """The command could not run; the message is a sentence for the person who asked."""

    exit_code = 3

    def show(self, file: Any = None) -> None:
        """Print the sentence to stderr, free of control characters."""
        click.echo(f"sheaf: {plain(self.format_message())}", file=file, err=file is None)


class Negative(Refusal):
    """The command ran, and its answer is no."""

    exit_code = 1


class Fault(Refusal):
    """The command came upon a fault of Sheaf itself."""

    exit_code = 70


class Interrupted(Refusal):
    """Somebody pressed Ctrl-C."""

    exit_code = 130


class Stopped(Interrupted):
    """SIGTERM came."""

    exit_code = 143


class Terminated(KeyboardInterrupt):
    """SIGTERM came; it ends a command as Ctrl-C does, but for the exit code."""


class Commands(click.Group):
    """A group whose help lists its commands in sections and ends with examples, and which keeps the edge.

    Its commands all take `--config` and `--debug`, so that both may stand before or after the command.
    """

    def __init__(
        self,
        *args: Any,
        sections: Mapping[str, Mapping[str, click.Command]] | None = None,
        examples: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sections = dict(sections or {})
        self.examples = dict(examples or {})
        for commands in self.sections.values():
            for name, command in commands.items():
                self.add_command(command, name)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, and the options that all have in common."""
        super().add_command(common_options(cmd, hidden=True), name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the sections."""
        return list(self.commands) if self.sections else super().list_commands(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, the examples, and the options last."""
        self.format_commands(ctx, formatter)
        write_examples(self.examples, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the sections, each command with its first line of help."""
        width = max(len(name) for name in self.commands) if self.commands else 0
        for title, commands in (self.sections or {"Commands": self.commands}).items():
            with formatter.section(title):
                room = formatter.width - width - 6
                formatter.write_dl(
                    [(name.ljust(width), cmd.get_short_help_str(room)) for name, cmd in commands.items()]
                )

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line, on streams whose errors say what they are."""
        streams.install()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; the outermost group turns errors into sentences."""
        if ctx.parent is not None:
            return super().invoke(ctx)
        shell = ctx.ensure_object(Shell)  # made here, so that what stands after a command is kept in the same one
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt as error:
            raise interrupted(error, "interrupted") from None
        except Exception as error:
            if shell.debug:
                raise
            raise explain(error, shell) from error


class Command(click.Command):
    """A command whose help ends with examples."""

    def __init__(self, *args: Any, examples: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = dict(examples or {})

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the examples."""
        write_examples(self.examples, formatter)


def write_examples(examples: Mapping[str, str], formatter: click.HelpFormatter) -> None:
    """Write what can be typed, with what it does after a `#`, so that a line can be copied whole."""
    if not examples:
        return
    width = max(map(len, examples))
    with formatter.section("Examples"):
        for typed, does in examples.items():
            formatter.write(f"{'':{formatter.current_indent}}{typed.ljust(width)}  # {does}\n")


def interrupted(by: KeyboardInterrupt, text: str) -> Interrupted:
    """Return the end of a command by Ctrl-C or SIGTERM."""
    return Stopped(text) if isinstance(by, Terminated) else Interrupted(text)


def explain(error: Exception, shell: Shell) -> Refusal:
    """Return an error as the sentence and exit code it deserves."""
    match error:
        case SettingsError() | SchemaError() | NamespaceError() | CrewError():
            return Refusal(_sentence(str(error)))
        case DBAPIError():
            return Refusal(_database(error, shell))
        case SQLAlchemyError() | ModuleNotFoundError() | TypeError() if why := _why_not(error):
            return Refusal(_sentence(f"The database {shell.database} cannot be used: {why}"))
        case OSError(strerror=str(reason)):
            return Refusal(_of_the_system(error, reason))
        case sqlite3.Error():  # without SQLAlchemy around it: oai.seen
            return Refusal(f"Temporary files cannot be written (TMPDIR says where): {error}.")
        case _:
            return Fault(
                f"{type(error).__name__}: {error}. This is a fault of Sheaf: please report it with what the same"
                " command shows with --debug."
            )


def _of_the_system(error: OSError, reason: str) -> str:
    """Return what the system would not do, and with which file if there is one."""
    full = "; the disk is full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else ""
    named = f"{error.filename}: {reason}" if isinstance(error.filename, str) else _sentence(reason).removesuffix(".")
    return f"{named}{full}."


def _why_not(error: Exception) -> str:
    """Return why no connection to the database could be tried, or nothing when that is not what went wrong."""
    match error:
        case ModuleNotFoundError(name=str(module)) if module in DRIVERS:
            return f"its driver is not installed; `pip install {DRIVERS[module]}` does that"
        case TypeError() if "unexpected keyword argument" in str(error) and "Connection" in str(error):
            return f"its URL has an option that the driver does not know: {str(error).split()[-1]}"
        case SQLAlchemyError():
            return str(error).splitlines()[0]
        case _:
            return ""


def _database(error: DBAPIError, shell: Shell) -> str:
    """Return what the database said, and what it means."""
    said = shell.told(error)
    if folder := missing_folder(shell.settings.database_url):
        return f"There is no folder {folder} for the database {shell.database}: make it first."
    if _LOCKED.search(said):
        return f"The database {shell.database} is locked: another process is writing to it. Try again when it is done."
    if _NOT_OPENED in said:
        said = f"{said}; the file and its folder must be writable, since SQLite keeps its log beside it"
    elif _READ_ONLY.search(said):
        return _sentence(f"The database {shell.database} is read-only, so that nothing was written: {said}")
    return _sentence(f"The database {shell.database} cannot be used: {said}")


def _sentence(text: str) -> str:
    """Return a text that begins with a capital, if it begins with a word, and ends with a full stop."""
    first = text.split(maxsplit=1)[0] if text else ""
    begun = text[:1].upper() + text[1:] if first.isalpha() else text
    return begun if begun.endswith((".", "?", "!")) else f"{begun}."


def require_one(values: Sequence[object], what: str) -> None:
    """Return nothing when something was given.

    Raises:
        click.UsageError: nothing was.

    """
    if not values:
        raise click.UsageError(what)
