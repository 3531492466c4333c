"""Fixtures that every test may use: an empty repository in SQLite with a clock, and the archive of tests.collection."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

import migrations
from models.engine import open_engine
from tests import collection
from tests.clock import Clock


@pytest.fixture
def clock() -> Clock:
    """Return the clock of `engine`, which stands at noon of 9 January 2026."""
    return Clock()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an empty repository, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    engine = open_engine(f"sqlite:///{path}")
    migrations.upgrade(engine)
    with engine.connect().execution_options(reading=True) as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def database_url(tmp_path: Path, empty_database: Path) -> str:
    """Return the URL of an empty repository of the test's own."""
    path = tmp_path / "repository.db"
    shutil.copy(empty_database, path)
    return f"sqlite:///{path}"


@pytest.fixture
def engine(database_url: str, clock: Clock) -> Iterator[Engine]:
    """Return an engine on an empty repository whose clock is `clock`."""
    engine = open_engine(database_url, clock=clock)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def reading_room(tmp_path_factory: pytest.TempPathFactory) -> collection.Archive:
    """Return the archive of tests.collection, for tests that only read it."""
    return collection.filled(tmp_path_factory.mktemp("reading-room"))


@pytest.fixture
def client(reading_room: collection.Archive) -> FlaskClient:
    """Return a client of the archive of tests.collection, all lists in one page."""
    return reading_room.client()


@pytest.fixture
def archive(tmp_path: Path) -> collection.Archive:
    """Return an archive of its own for a test that writes."""
    return collection.filled(tmp_path)
