"""The databases that the tests run on: SQLite always, PostgreSQL and MariaDB where a server answers.

SHEAF_TEST_POSTGRESQL and SHEAF_TEST_MARIADB name servers other than those on this machine's loopback. A server that
does not answer skips its tests with one line; under SHEAF_TEST_STRICT=1 that is a failure. Each run makes databases of
its own, `sheaf_test_<random>_<n>`, and drops them.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError

import migrations
from models import store
from models.engine import open_engine, writing
from models.tables import metadata, publication

SERVERS = {
    "postgresql": ("SHEAF_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres"),
    "mariadb": ("SHEAF_TEST_MARIADB", "mariadb://root@127.0.0.1:3306/mysql"),
}
BACKENDS = ("sqlite", *SERVERS)


HOSTILE = {
    "postgresql": "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'",
    "mariadb": "CHARACTER SET latin1 COLLATE latin1_swedish_ci",
}
"""What the tests' databases are by default: nothing that Sheaf keeps may depend on it."""


_SESSIONS = {
    "postgresql": ("SELECT pid FROM pg_stat_activity WHERE datname = %s", "SELECT pg_terminate_backend({})"),
    "mariadb": ("SELECT id FROM information_schema.processlist WHERE db = %s", "KILL {}"),
}
"""How a server names the sessions of a database, and ends one."""


_OWN = {"postgresql": "SELECT pg_backend_pid()", "mariadb": "SELECT connection_id()"}
_ALIVE = {
    "postgresql": "SELECT 1 FROM pg_stat_activity WHERE pid = %s",
    "mariadb": "SELECT 1 FROM information_schema.processlist WHERE id = %s",
}
"""How a session is called, and whether it is still there."""


class Backend:
    """Databases of one kind. `lend` gives an empty repository for a while, `create` a database without tables."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._folder = folder
        self._run = secrets.token_hex(4)
        self._made = 0
        self._free: list[str] = []
        self._template: Path | None = None
        self._server = open_engine(os.environ.get(*SERVERS[name])) if name in SERVERS else None

    @contextmanager
    def create(self) -> Iterator[str]:
        """Yield the URL of a database without tables; it is dropped at the end."""
        url = self._new()
        yield url
        self._drop(url)

    @contextmanager
    def lend(self) -> Iterator[str]:
        """Yield the URL of an empty repository; on a server it is emptied and lent again afterwards."""
        url = self._free.pop() if self._free else self._new_repository()
        yield url
        if self._server is None:
            return
        try:
            empty(url)
        except DBAPIError:
            self._drop(url)
            raise
        self._free.append(url)

    def sever(self, connection: Connection) -> None:
        """End one connection to the server, and wait until it has gone."""
        number = connection.exec_driver_sql(_OWN[self.name]).scalar_one()
        assert self._server is not None
        with self._server.connect() as administrator:
            administrator.exec_driver_sql(_SESSIONS[self.name][1].format(number))
            while administrator.exec_driver_sql(_ALIVE[self.name], (number,)).first():
                pass

    def order(self, statement: str) -> None:
        """Send a statement to the server, as its administrator."""
        assert self._server is not None
        with self._server.connect() as connection:
            connection.exec_driver_sql(statement)

    def cut(self, url: str) -> None:
        """End every connection to a database, as an administrator or a crash of the server would."""
        assert self._server is not None
        sessions, end = _SESSIONS[self.name]
        while True:
            with self._server.connect() as connection:
                found = connection.exec_driver_sql(sessions, (make_url(url).database,)).scalars().all()
                for session in found:
                    with suppress(DBAPIError):  # it may have ended meanwhile
                        connection.exec_driver_sql(end.format(session))
            if not found:
                return

    def close(self) -> None:
        """Drop what is left."""
        for url in self._free:
            self._drop(url)
        if self._server is not None:
            self._server.dispose()

    def _new(self) -> str:
        self._made += 1
        if self._server is None:
            return f"sqlite:///{self._folder / f'{self._made}.db'}"
        name = f"sheaf_test_{self._run}_{self._made}"
        self.order(f"CREATE DATABASE {name} {HOSTILE[self.name]}")
        if self.name == "postgresql":  # what the tests write need not survive a power cut
            self.order(f"ALTER DATABASE {name} SET synchronous_commit = off")
        return self.url(name)

    def url(self, database: str) -> str:
        """Return the URL of a database of the server."""
        assert self._server is not None
        return self._server.url.set(database=database).render_as_string(hide_password=False)

    def _drop(self, url: str) -> None:
        if self._server is not None:
            force = " WITH (FORCE)" if self.name == "postgresql" else ""
            self.order(f"DROP DATABASE {make_url(url).database}{force}")

    def _new_repository(self) -> str:
        url = self._new()
        if self._server is None:
            shutil.copy(self._empty_file(), str(make_url(url).database))
        else:
            upgrade(url)
        return url

    def _empty_file(self) -> Path:
        if self._template is None:
            self._template = self._folder / "empty.db"
            upgrade(f"sqlite:///{self._template}")
        return self._template


def upgrade(url: str) -> None:
    """Make the tables of a repository that has never answered anybody, so that tests may live in the past."""
    engine = open_engine(url)
    migrations.upgrade(engine)
    with writing(engine) as connection:
        connection.execute(publication.update().values(promised=0))
    if engine.dialect.name == "sqlite":  # so that the file alone is the whole database
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def empty(url: str) -> None:
    """Take everything out of a repository, as if it had just been made."""
    engine = open_engine(url)
    try:
        clear(engine)
        store.add_sealing_key(engine)
        with engine.connect() as connection:
            for name in ("quarantine", "job", "stream"):
                connection.exec_driver_sql(_RESTART[engine.dialect.name].format(name))
    finally:
        engine.dispose()


def clear(engine: Engine) -> None:
    """Take every row out of a repository, the keys of its tokens too; ids go on where they were."""
    with writing(engine) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        connection.execute(publication.insert().values(id=1, last_stamp=0, promised=0))


_RESTART = {
    "postgresql": "ALTER SEQUENCE {0}_id_seq RESTART",
    "mariadb": "ALTER TABLE {0} AUTO_INCREMENT = 1",
}


def open_backend(name: str, folder: Path) -> Backend:
    """Return a kind of database; skip the test, or fail it when nothing may be skipped, where no server answers."""
    backend = Backend(name, folder)
    try:
        _ask(backend._server)
    except DBAPIError as error:
        reason = f"no {name} server answers (set {SERVERS[name][0]}): {error.orig}"
        if os.environ.get("SHEAF_TEST_STRICT") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return backend


def _ask(server: Engine | None) -> None:
    if server is not None:
        with server.connect():
            pass
