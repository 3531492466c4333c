"""The database engine: connections set up so that publication and serving are what they promise.

SQLite: write-ahead log, a busy timeout, full synchronisation (a batch reported as loaded survives a power cut), and
explicit transactions. The driver's own transaction handling is off: it opens no transaction before a SELECT, which
would let a publisher read before it holds the lock.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

BUSY_MILLISECONDS = 60_000
"""How long a writer waits for another one; a batch is published in well under a second."""


def open_engine(url: str, *, clock: Callable[[], int] | None = None) -> Engine:
    """Return an engine for a database URL.

    `clock` replaces the database's clock (seconds since 1970, UTC); it is for tests.

    Raises:
        sqlalchemy.exc.ArgumentError: the URL is not a database URL.
        sqlalchemy.exc.NoSuchModuleError: no driver is known for it.

    """
    parsed = make_url(url)
    engine = create_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediately)
    return engine.execution_options(clock=clock)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -65536",
        "mmap_size = 1073741824",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Connection) -> None:
    # BEGIN IMMEDIATE takes the write lock at once, so that what a writer reads cannot be overtaken. Readers (see
    # models.query.reading) have no transaction: setting isolation_level for each of their connections would cost
    # more than the page that they read.
    if not connection.get_execution_options().get("reading"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
