"""A database of each kind to measure with: an SQLite file, or a database of a server, named sheaf_bench_<kind>_<items>.

SHEAF_TEST_POSTGRESQL and SHEAF_TEST_MARIADB name servers other than those on this machine's loopback, as for the tests.
MariaDB is measured once more by mysqlclient (SHEAF_TEST_MYSQLCLIENT), where that is installed.
"""

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import DBAPIError

from models.engine import open_engine

CACHE = Path(__file__).resolve().parents[1] / ".bench"
"""Where SQLite files lie, and the notes on what was filled; git ignores it."""

SERVERS = {
    "postgresql": ("SHEAF_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres"),
    "mariadb": ("SHEAF_TEST_MARIADB", "mariadb://root@127.0.0.1:3306/mysql"),
    "mysqlclient": ("SHEAF_TEST_MYSQLCLIENT", "mariadb+mysqldb://root@127.0.0.1:3306/mysql"),
}
KINDS = ("sqlite", *SERVERS)

_VERSIONS = {
    "sqlite": "SELECT 'SQLite ' || sqlite_version()",
    "postgresql": "SELECT 'PostgreSQL ' || split_part(version(), ' ', 2)",
    "mariadb": "SELECT CONCAT('MariaDB ', version())",
}
_SETUP = {
    "postgresql": "ALTER DATABASE {} SET synchronous_commit = off",  # filling need not survive a power cut
    "mariadb": "ALTER DATABASE {} CHARACTER SET utf8mb4",
    "mysqlclient": "ALTER DATABASE {} CHARACTER SET utf8mb4",
}


def answering() -> list[str]:
    """Return the kinds of database that can be measured here."""
    return [kind for kind in KINDS if kind not in SERVERS or _answers(kind)]


def _answers(kind: str) -> bool:
    try:
        _order(kind, "SELECT 1")
    except (DBAPIError, ModuleNotFoundError):
        return False
    return True


def url(kind: str, items: int) -> str:
    """Return the URL of the database that holds a repository of that many items."""
    if kind == "sqlite":
        return f"sqlite:///{CACHE / f'{name(kind, items)}.db'}"
    return _server(kind).set(database=name(kind, items)).render_as_string(hide_password=False)


def name(kind: str, items: int) -> str:
    """Return the name of a database."""
    return f"sheaf_bench_{kind}_{items}"


def create(kind: str, items: int) -> str:
    """Make an empty database in the place of whatever had its name; return its URL."""
    drop(kind, items)
    CACHE.mkdir(exist_ok=True)
    if kind in SERVERS:
        _order(kind, f"CREATE DATABASE {name(kind, items)}")
        _order(kind, _SETUP[kind].format(name(kind, items)))
    return url(kind, items)


def drop(kind: str, items: int) -> None:
    """Remove a database, if it is there."""
    if kind in SERVERS:
        force = " WITH (FORCE)" if kind == "postgresql" else ""
        _order(kind, f"DROP DATABASE IF EXISTS {name(kind, items)}{force}")
        return
    for ending in ("db", "db-shm", "db-wal"):
        (CACHE / f"{name(kind, items)}.{ending}").unlink(missing_ok=True)


def version(address: str) -> str:
    """Return the name and version of the database behind a URL."""
    engine = open_engine(address)
    with engine.connect() as connection:
        said = str(connection.exec_driver_sql(_VERSIONS[engine.dialect.name]).scalar_one())
    engine.dispose()
    return said.partition("-MariaDB")[0]


def server_pid(address: str) -> int | None:
    """Return the process id of the database server where it runs on this machine and may be seen, else None."""
    engine = open_engine(address)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                backend = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
                return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
            if engine.dialect.name != "sqlite":
                return int(Path(connection.exec_driver_sql("SELECT @@pid_file").scalar_one()).read_text())
    except (OSError, ValueError, DBAPIError):
        return None
    finally:
        engine.dispose()
    return None


def _server(kind: str) -> URL:
    return make_url(os.environ.get(*SERVERS[kind]))


def _order(kind: str, statement: str) -> None:
    """Send a statement to a server, as its administrator."""
    engine = open_engine(os.environ.get(*SERVERS[kind]))
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
