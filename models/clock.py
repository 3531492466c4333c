"""The one clock of a repository: the database's.

SQLite has no server: its clock is this machine's, which every process that opens the file shares. On a server it is
the time when the statement arrived, which comes before the statement's snapshot (decision 2).
"""

import time
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select


def now(connection: Connection) -> int:
    """Return the database's time in whole seconds since 1970 (UTC), read before anything that follows is read."""
    given = local(connection)
    return int(connection.execute(select(column(connection.dialect.name))).scalar_one()) if given is None else given


def local(connection: Connection) -> int | None:
    """Return the time when this process can tell it, or None when the server must be asked."""
    replaced = connection.get_execution_options().get("clock")
    if replaced:
        return int(replaced())
    return int(time.time()) if connection.dialect.name == "sqlite" else None


def column(dialect: str) -> ColumnElement[Any]:
    """Return the server's time, in seconds since 1970, at the arrival of the statement that it stands in."""
    if dialect == "postgresql":
        return cast(func.floor(func.extract("epoch", func.statement_timestamp())), BigInteger)
    return func.unix_timestamp()
