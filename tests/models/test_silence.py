"""A server that falls silent holds no request: 503 in time, whatever the thread was waiting for, and service after."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from sqlalchemy import make_url

from models.engine import open_engine, reading
from oai.app import create_app
from tests import collection, databases
from tests.servers import proxy
from tests.servers.proxy import Proxy

PORTS = {"postgresql": 5432, "mariadb": 3306}
PATIENCE = 0.5
SLEEP = {"postgresql": "SELECT pg_sleep(1.1)", "mariadb": "SELECT SLEEP(1.1)"}
THREADS = 4


@pytest.fixture
def through(backend: databases.Backend, archive: collection.Archive) -> Iterator[tuple[Proxy, FlaskClient]]:
    """Yield a proxy before the server, and a client of an application that reaches it through that."""
    url = make_url(archive.engine.url)
    with proxy.before(url.port or PORTS[backend.name]) as between:
        engine = open_engine(url.set(port=between.port).render_as_string(hide_password=False), patience=PATIENCE)
        yield between, create_app(collection.SETTINGS, engine=engine).test_client()
        engine.dispose()


def ask(client: FlaskClient) -> int:
    return client.application.test_client().get("/oai?verb=ListRecords&metadataPrefix=oai_dc").status_code


@pytest.mark.parametrize("backend", list(databases.SERVERS), indirect=True)
def test_a_silent_server_is_503_in_time_and_served_from_again(through: tuple[Proxy, FlaskClient]) -> None:
    between, client = through
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(ask, [client] * THREADS)) == [200] * THREADS
        between.speaking.clear()
        begun = time.monotonic()
        assert list(pool.map(ask, [client] * THREADS)) == [503] * THREADS
        assert time.monotonic() - begun < 60 * PATIENCE  # without the limit it would be for ever
        between.speaking.set()
        assert list(pool.map(ask, [client] * THREADS)) == [200] * THREADS


@pytest.mark.parametrize("backend", list(databases.SERVERS), indirect=True)
def test_a_slow_answer_within_the_limit_is_waited_for(through: tuple[Proxy, FlaskClient]) -> None:
    between, client = through
    assert ask(client) == 200
    between.speaking.clear()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ask, client)
        time.sleep(PATIENCE / 5)
        between.speaking.set()
        assert waiting.result() == 200


@pytest.mark.parametrize("backend", list(databases.SERVERS), indirect=True)
def test_a_writer_waits_for_a_statement_longer_than_for_a_connection(
    backend: databases.Backend, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.engine.CONNECT_SECONDS", 1)
    engine = open_engine(database_url)
    with reading(engine) as connection:
        begun = time.monotonic()
        connection.exec_driver_sql(SLEEP[backend.name])
        assert time.monotonic() - begun > 1
    engine.dispose()
