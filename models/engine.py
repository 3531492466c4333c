"""The database engine: connections set up so that publication and serving are what they promise.

SQLite: write-ahead log, a busy timeout, full synchronisation (a batch reported as loaded survives a power cut), and
explicit transactions. The driver's own transaction handling is off: it opens no transaction before a SELECT, which
would let a publisher read before it holds the lock.

PostgreSQL and MariaDB/MySQL: readers run in autocommit, so that no snapshot outlives a statement; writers in READ
COMMITTED, so that what they read under the publication's row lock is the latest. Identifiers compare byte by byte
everywhere: the tables say so. Why each is as it is: docs/decisions/0009-locks-and-isolation.md.
"""

import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIModule
from sqlalchemy.exc import DBAPIError, DisconnectionError

from models import silence

BUSY_SECONDS = 60
"""How long a writer waits for another one; a batch is published in well under a second."""

IDLE_SECONDS = 60
"""How long a server lets a writer that has gone silent hold its locks."""

CONNECT_SECONDS = 10
"""How long a server may take to accept a connection before the request is answered with 503."""

SILENT_SECONDS = 30
"""How long a server may leave data unacknowledged before a PostgreSQL connection counts as lost."""

PAGE_SIZE = 16_384
"""Bytes of a page of SQLite: six records of 2 kB, where the default of 4096 holds one and leaves the rest empty.

A page of 100 records takes 98 µs, against 148 with the default. Mapping the file into memory makes up for
the default's size (87 µs), but no further than 2 GB into the file: the last tenth of a million records then took 1.08
times as long as the first. With 32,768 bytes it is 77 µs, but each leaf of an index that a batch touches is written
whole, and identifiers come in any order.
"""

CACHE_KIB = 16_384
"""What each connection to SQLite keeps of the file: enough for the pages that a batch changes.

A harvester reads each page of a list once, so that a larger cache fills and is of no use: with 64 MiB the same page
took 99 µs instead of 91, and four threads' connections 240 MiB of a worker.
"""

RECYCLE_SECONDS = 1800
"""Idle connections are renewed before firewalls and MariaDB's wait_timeout (8 hours) forget them."""

DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}
"""The driver that a URL without one means."""

PLANS = ("enable_bitmapscan", "enable_sort", "enable_mergejoin", "enable_hashjoin", "jit")
"""What PostgreSQL's planner is told to leave.

Every list is read in the order of its primary key. The planner does not know how long the stream in question is, and
takes an average; below some hundred entries it expects to read and sort the whole rest of a list sooner than to walk
the index, which for the longest list means sorting millions of entries for one page.
"""

# A thread asks for one connection at a time, and one of them for a second to move the promise on, so that a worker has
# no more of them than threads and one: the pool needs no bound of its own, which would only make threads wait. The
# connection that came back last is warm, and is lent first.
POOL: dict[str, Any] = {"pool_size": 0, "pool_use_lifo": True}


def open_engine(url: str, *, clock: Callable[[], int] | None = None, patience: float | None = None) -> Engine:
    """Return an engine for a database URL.

    `clock` replaces the database's clock (seconds since 1970, UTC); it is for tests. `patience` is for how many seconds
    a server may leave a statement unanswered before the connection counts as lost; without it, for ever.

    Raises:
        sqlalchemy.exc.ArgumentError: the URL is not a database URL.
        sqlalchemy.exc.NoSuchModuleError: no driver is known for it.

    """
    parsed = make_url(url)
    parsed = parsed.set(drivername=DRIVERS.get(parsed.drivername, parsed.drivername))
    engine = _open_sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _open_server(parsed)
    if patience is not None:
        silence.limit(engine, patience)
    return engine.execution_options(clock=clock)


def _open_server(url: URL) -> Engine:
    kind = "postgresql" if url.get_backend_name() == "postgresql" else "mysql"
    arguments = _postgresql_arguments() if kind == "postgresql" else _mysql_arguments(url.get_driver_name())
    engine = create_engine(
        url.difference_update_query(["prepare_threshold"]),
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,  # a reader leaves no transaction; PyMySQL would send ROLLBACK all the same
        pool_recycle=RECYCLE_SECONDS,
        connect_args={name: value for name, value in arguments.items() if name not in url.query} | _preparing(url),
        **POOL,
    )
    if kind == "postgresql":
        event.listen(engine, "connect", _prepare_postgresql)
    elif engine.dialect.driver == "pymysql" and "read_timeout" not in url.query:
        event.listen(engine, "connect", _read_patiently)
    event.listen(engine, "checkout", _refuse_dead)
    return engine


def _postgresql_arguments() -> dict[str, Any]:
    """Return what psycopg is given unless the URL says otherwise (`?connect_timeout=3`)."""
    return {
        "application_name": "sheaf",
        "client_encoding": "utf8",
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": SILENT_SECONDS,
        "tcp_user_timeout": SILENT_SECONDS * 1000,
    }


def _preparing(url: URL) -> dict[str, Any]:
    """Return psycopg's prepare_threshold when the URL gives it: after how many executions; `none` is never.

    psycopg takes a number, and from a URL it would get text. A pooler in transaction mode that knows no prepared
    statements (PgBouncer before 1.21) needs `none`.
    """
    given = url.query.get("prepare_threshold")
    return {} if given is None else {"prepare_threshold": None if given == "none" else int(str(given))}


def _mysql_arguments(driver: str) -> dict[str, Any]:
    """Return what a driver is given unless the URL says otherwise; MariaDB alone reads what is between /*M! and */."""
    # PyMySQL's connect_timeout ends when the port answers, not when the server does; see _read_patiently.
    waiting = {"read_timeout": CONNECT_SECONDS} if driver == "pymysql" else {}
    return {
        "charset": "utf8mb4",
        "connect_timeout": CONNECT_SECONDS,
        **waiting,
        "init_command": f"SET SESSION sql_mode = 'TRADITIONAL', innodb_lock_wait_timeout = {BUSY_SECONDS}"
        f" /*M! , idle_transaction_timeout = {IDLE_SECONDS} */",
    }


def _prepare_postgresql(driver: Any, _record: object) -> None:
    driver.execute("SELECT " + ", ".join(f"set_config('{name}', 'off', false)" for name in PLANS))
    driver.commit()


def _read_patiently(driver: Any, _record: object) -> None:
    # The server has answered: statements may take longer.
    driver._read_timeout = None  # noqa: SLF001 - it offers no other way


def _refuse_dead(driver: Any, _record: object, _proxy: object) -> None:
    """Refuse a pooled connection that the server has closed; the pool then opens another.

    A server that closes a connection says so, hence the socket of a dead one has something to read, while that of an
    idle one is silent. Looking costs less than 1 µs, asking the server (`pool_pre_ping`) 100 µs of a
    page's 600.
    """
    source: Any = driver if hasattr(driver, "fileno") else getattr(driver, "_sock", None)  # PyMySQL has no fileno
    try:
        handle = source.fileno()
    except Exception as error:
        raise DisconnectionError(f"the connection is closed: {error}") from error
    watch = select.poll()
    watch.register(handle, select.POLLIN)
    if watch.poll(0):
        raise DisconnectionError("the server has closed the connection")


def _open_sqlite(url: URL) -> Engine:
    engine = create_engine(url, **POOL)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        f"page_size = {PAGE_SIZE}",  # of a new database, before anything is written
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Connection) -> None:
    # BEGIN IMMEDIATE takes the write lock at once, so that what a writer reads cannot be overtaken. Readers have no
    # transaction: setting isolation_level for each of their connections would cost more than the page that they read.
    options = connection.get_execution_options()
    if options.get("writing") and options.get("patient"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif options.get("writing"):
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection for one request's reads; no transaction is held between statements."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, *, patient: bool = True) -> Iterator[Connection]:
    """Yield a connection in a transaction that is committed at the end of the block, or undone when it raises.

    When it is not `patient`, SQLite's write lock is not waited for; on a server, the statement says so (SKIP LOCKED).

    Raises:
        sqlalchemy.exc.DBAPIError: the write lock was not to be had, or the connection was lost.

    """
    options: dict[str, Any] = {"writing": True, "patient": patient}
    if engine.dialect.name != "sqlite":
        options["isolation_level"] = "READ COMMITTED"
    with explaining(engine), engine.connect() as connection:
        with explaining(engine, connection):
            connection.execution_options(**options)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                limit_waiting(connection, lock=BUSY_SECONDS, idle=IDLE_SECONDS)
            yield connection


@contextmanager
def explaining(engine: Engine, connection: Connection | None = None) -> Iterator[None]:
    """Raise a driver's error as SQLAlchemy's, and let a connection that was lost leave the pool.

    SQLAlchemy does so for statements, but not where the driver is used without it, nor where it changes the isolation
    level and, when the connection is handed back, restores it. On MariaDB and MySQL that asks the server, which may be
    gone.
    """
    try:
        yield
    except engine.dialect.loaded_dbapi.Error as error:
        raise failure(error, engine.dialect, connection) from error


def failure(
    error: DBAPIModule.Error, dialect: Dialect, connection: Connection | None = None, *, statement: str | None = None
) -> Exception:
    """Return a driver's error as SQLAlchemy's; a connection that was lost leaves the pool."""
    raw = None if connection is None or connection.invalidated else connection.connection  # psycopg must be asked
    lost = dialect.is_disconnect(error, raw, None)
    if lost and connection is not None:
        connection.invalidate(error)
    return DBAPIError.instance(
        statement, None, error, dialect.loaded_dbapi.Error, connection_invalidated=lost, dialect=dialect
    )


def limit_waiting(connection: Connection, *, lock: float, idle: float = 0, statement: float = 0) -> None:
    """Set PostgreSQL's limits for the current transaction, in seconds; 0 is none.

    They go with the transaction, so that a pooler in between (PgBouncer) hands on no other session's limits.
    """
    limits = {"lock_timeout": lock, "idle_in_transaction_session_timeout": idle, "statement_timeout": statement}
    calls = ", ".join(f"set_config('{name}', '{round(seconds * 1000)}', true)" for name, seconds in limits.items())
    connection.exec_driver_sql(f"SELECT {calls}")
