"""Schema migrations: Alembic, configured in code, so that no alembic.ini has to be found.

`sheaf db upgrade` calls `upgrade`, `sheaf db check` calls `check`. One upgrade runs at a time, and none makes readers
queue behind a lock that it cannot get.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from migrations import differences
from models.engine import BUSY_SECONDS, limit_waiting, reading, writing
from models.tables import metadata

LOCK_SECONDS = 10
"""How long a change of a table may wait for those who use it: everyone who comes later waits behind it."""

STATEMENT_SECONDS = 3600
"""How long one statement of an upgrade may run on PostgreSQL."""

UPGRADE_LOCK = 0x5348454146
"""PostgreSQL's advisory lock of an upgrade: the letters SHEAF."""


_BEYOND_REPAIR = "restore the database from a backup, or make a new one and load the records into it"


class SchemaError(Exception):
    """The database's tables are not those that this version of Sheaf works with."""


def config(engine: Engine | None = None) -> Config:
    """Return Alembic's configuration; with an engine, one that migrates its database."""
    settings = Config(attributes={"engine": engine})
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return settings


def upgrade(engine: Engine) -> None:
    """Bring the database's tables up to date; an empty database becomes an empty repository.

    Raises:
        SchemaError: another upgrade is running, or the database belongs to something else or to another version of
            Sheaf, or cannot hold a repository.

    """
    with reading(engine) as connection:
        # First the tables: another upgrade may end in between, and its tables without their version would look lost.
        tables = set(inspect(connection).get_table_names())
        current = MigrationContext.configure(connection).get_current_revision()
    if current is None and (fault := _foreign(tables, engine.dialect.name)):
        raise SchemaError(fault)
    if current is not None and current not in _revisions():
        raise SchemaError(_unknown(current))
    command.upgrade(config(engine), "head")


@contextmanager
def upgrading(engine: Engine) -> Iterator[Connection]:
    """Yield the connection on which one upgrade at a time runs, in one transaction where the database allows that."""
    with writing(engine) as connection:  # on SQLite this is the lock
        if connection.dialect.name == "postgresql":
            _check_encoding(connection)
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})")
            limit_waiting(connection, lock=LOCK_SECONDS, statement=STATEMENT_SECONDS)
            yield connection
        elif connection.dialect.name in {"mysql", "mariadb"}:
            with _named_lock(connection):
                yield connection
        else:
            yield connection


def _check_encoding(connection: Connection) -> None:
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise SchemaError(f"the database's encoding is {encoding}; make one with CREATE DATABASE … ENCODING 'UTF8'")


@contextmanager
def _named_lock(connection: Connection) -> Iterator[None]:
    """Hold MariaDB's lock of an upgrade; it belongs to the server, so its name says which database."""
    name = "CONCAT('sheaf:', MD5(DATABASE()))"
    if not connection.exec_driver_sql(f"SELECT GET_LOCK({name}, {BUSY_SECONDS})").scalar():
        raise SchemaError("the database is locked: another `sheaf db upgrade` is running; try again when it is done")
    connection.exec_driver_sql(f"SET SESSION lock_wait_timeout = {LOCK_SECONDS}")
    try:
        yield
    finally:
        if not connection.invalidated:
            connection.exec_driver_sql("SET SESSION lock_wait_timeout = DEFAULT")
            connection.exec_driver_sql(f"DO RELEASE_LOCK({name})")


def check(engine: Engine) -> list[str]:
    """Return what is amiss with the database's tables, a sentence each; an empty list when all is well."""
    with reading(engine) as connection:
        tables = set(inspect(connection).get_table_names())
        context = MigrationContext.configure(connection, opts=differences.OPTIONS)
        current = context.get_current_revision()
        if current is None and (fault := _foreign(tables, engine.dialect.name)):
            return [fault]
        if current is None:
            half = tables & metadata.tables.keys()
            what = "holds half a repository, of an upgrade that was cut off" if half else "is empty"
            return [f"the database {what}; run `sheaf db upgrade` to make a repository in it"]
        if current not in _revisions():
            return [_unknown(current)]
        if current != (head := ScriptDirectory.from_config(config()).get_current_head()):
            return [f"the database is at schema {current}, this Sheaf needs {head}; run `sheaf db upgrade`"]
        found = ", ".join(differences.find(context, metadata))
        return [f"the schema differs from the code: {found}; {_BEYOND_REPAIR}"] if found else []


def _revisions() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


def _unknown(revision: str) -> str:
    return f"the database is at schema {revision}, which this Sheaf does not know: use the version that made it"


def _foreign(tables: set[str], dialect: str) -> str:
    """Return why tables without a version of ours stand in the way of an upgrade; empty when they do not."""
    foreign = sorted(tables - metadata.tables.keys() - {"alembic_version"})
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        return f"the database holds tables that are not Sheaf's ({', '.join(foreign[:3])}{more}); use an empty database"
    if tables & metadata.tables.keys() and dialect not in {"mysql", "mariadb"}:  # where an upgrade is whole or nothing
        return "the database's tables have lost their version; restore the database from a backup"
    return ""


def require(engine: Engine) -> None:
    """Make sure that the database's tables are up to date.

    Raises:
        SchemaError: they are not; the message says what to do.

    """
    if faults := check(engine):
        raise SchemaError("; ".join(faults))
