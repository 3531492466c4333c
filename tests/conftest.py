"""Fixtures that every test may use: an empty repository with a clock, and the archive of tests.collection."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from models.engine import open_engine
from tests import collection, databases
from tests.clock import Clock

# How long a busy machine takes to make an example says nothing of the code.
QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]  # a fixture may be shared by the examples
settings.register_profile("unhurried", deadline=None, suppress_health_check=QUIET)
settings.load_profile("unhurried")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests passed on each kind of database."""
    passed = [re.split(r"[\[\]-]", report.nodeid) for report in terminalreporter.stats.get("passed", [])]
    counts = ", ".join(f"{name} {sum(name in parts for parts in passed):,}" for name in databases.BACKENDS)
    terminalreporter.write_line(f"passed by database: {counts}; others {_others(passed):,}")


def _others(passed: list[list[str]]) -> int:
    """Return how many tests name no kind of database."""
    return sum(not set(databases.BACKENDS).intersection(parts) for parts in passed)


@pytest.fixture
def clock() -> Clock:
    """Return the clock of `engine`, which stands at noon of 9 January 2026."""
    return Clock()


@pytest.fixture(scope="session", params=databases.BACKENDS)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[databases.Backend]:
    """Yield each kind of database in turn: whatever asks for it is tested on all of them."""
    backend = databases.open_backend(request.param, tmp_path_factory.mktemp(request.param))
    yield backend
    backend.close()


@pytest.fixture
def database_url(backend: databases.Backend) -> Iterator[str]:
    """Yield the URL of an empty repository of the test's own."""
    with backend.lend() as url:
        yield url


@pytest.fixture
def new_database_url(backend: databases.Backend) -> Iterator[str]:
    """Yield the URL of a database without tables."""
    with backend.create() as url:
        yield url


@pytest.fixture
def engine(database_url: str, clock: Clock) -> Iterator[Engine]:
    """Return an engine on an empty repository whose clock is `clock`."""
    engine = open_engine(database_url, clock=clock)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def reading_room(backend: databases.Backend) -> Iterator[collection.Archive]:
    """Yield the archive of tests.collection, for tests that only read it."""
    with backend.lend() as url:
        archive = collection.filled(url)
        yield archive
        archive.engine.dispose()


@pytest.fixture
def client(reading_room: collection.Archive) -> FlaskClient:
    """Return a client of the archive of tests.collection, all lists in one page."""
    return reading_room.client()


@pytest.fixture
def archive(database_url: str) -> Iterator[collection.Archive]:
    """Yield an archive of its own for a test that writes."""
    archive = collection.filled(database_url)
    yield archive
    archive.engine.dispose()


@pytest.fixture
def empty_archive(database_url: str) -> Iterator[collection.Archive]:
    """Yield an archive without any item."""
    archive = collection.empty(database_url)
    yield archive
    archive.engine.dispose()
