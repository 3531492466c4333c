"""The one clock of a repository: the database's.

SQLite has no server: its clock is this machine's, which every process that opens the file shares. Nothing is missed if
it is wrong or set back (models.promise): it only says how far the next promise and the next stamps move on.
"""

import time
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select


def now(connection: Connection) -> int:
    """Return the database's time in whole seconds since 1970 (UTC)."""
    given = local(connection)
    return int(connection.execute(select(column(connection.dialect.name))).scalar_one()) if given is None else given


def local(connection: Connection) -> int | None:
    """Return the time when this process can tell it, or None when the server must be asked."""
    replaced = connection.get_execution_options().get("clock")
    if replaced:
        return int(replaced())
    return int(time.time()) if connection.dialect.name == "sqlite" else None


def tick(connection: Connection) -> int:
    """Return a number that changes once a second, without asking the server; it may start anywhere."""
    given = local(connection)
    return int(time.monotonic()) if given is None else given


def column(dialect: str) -> ColumnElement[Any]:
    """Return the server's time, in seconds since 1970, at the arrival of the statement that it stands in."""
    if dialect == "postgresql":
        return cast(func.floor(func.extract("epoch", func.statement_timestamp())), BigInteger)
    return func.unix_timestamp()
