"""Reading from replicas: what is promised, how a list goes on elsewhere, and how little the primary matters.

A copy of an SQLite file is a replica whose replay is paused, and copying it again replays. Real ones are in
tests/functional/test_replica.py.
"""

import logging
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, make_url
from werkzeug.test import TestResponse

from models import query, replica, store
from models.engine import open_engine
from models.promise import REFUSED_SECONDS
from models.replica import BehindError, ReplayedPromises
from tests import collection, databases
from tests.clock import NOON, Clock
from tests.collection import Archive, found, identifiers
from tests.drafts import draft, header
from tests.statements import counted

SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
WEEK = 7 * 86_400


@pytest.fixture
def shown(engine: Engine) -> Engine:
    """Return an engine that reads from a replica which has replayed everything."""
    return engine.execution_options(replica=True)


def settled(promises: ReplayedPromises, reader: Engine) -> query.Moment:
    """Return the moment of one request, and let the thread that it may have begun come to its end."""
    with query.reading(reader) as connection:
        moment = promises.moment(connection)
    with promises._asking:
        return moment


def test_the_only_harvester_of_a_quiet_week_is_given_the_present(engine: Engine, shown: Engine, clock: Clock) -> None:
    promises = ReplayedPromises(engine)
    assert settled(promises, shown).second == NOON
    clock.second += WEEK
    assert settled(promises, shown).second == NOON + WEEK


def test_the_promise_is_read_in_every_request_and_moved_on_once_a_second(
    engine: Engine, shown: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[int] = []
    monkeypatch.setattr(replica, "renew", lambda _: moved.append(clock.second) is not None)
    promises = ReplayedPromises(engine)
    with counted(engine) as seen:
        for clock.second in (NOON, NOON, NOON + 1, NOON + 1, NOON + 1):
            settled(promises, shown)
    assert moved == [NOON, NOON + 1]
    assert len([each for each in seen if "promised" in each]) >= 5


def test_the_primarys_clock_says_how_far_the_promise_goes(engine: Engine, database_url: str) -> None:
    """A replica's clock that is fast must not carry stamps into the future."""
    fast = open_engine(database_url, clock=Clock(NOON + 3600)).execution_options(replica=True)
    assert settled(ReplayedPromises(engine), fast).second == NOON
    fast.dispose()


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """Yield a server that lets everybody connect and never says a word, like one behind a broken network."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


@pytest.mark.parametrize("backend", list(databases.SERVERS), indirect=True)
def test_a_primary_that_does_not_answer_costs_one_short_wait_a_minute(
    backend: databases.Backend, shown: Engine, clock: Clock, silent: socket.socket, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"{backend.name}://sheaf:hunter2@127.0.0.1:{silent.getsockname()[1]}/sheaf?connect_timeout=2"
    url += "&read_timeout=2" if backend.name == "mariadb" else ""
    primary = open_engine(url)
    promises = ReplayedPromises(primary)
    began = time.monotonic()
    with caplog.at_level(logging.WARNING):
        for clock.second in range(NOON, NOON + 30):
            with query.reading(shown) as connection:
                assert promises.moment(connection).second == 0
        assert time.monotonic() - began < 2 * replica.WAIT_SECONDS
        with promises._asking:
            assert time.monotonic() - began < 10
    assert promises._due == NOON + REFUSED_SECONDS
    assert len([each for each in caplog.messages if "an older date" in each]) == 1
    assert "hunter2" not in caplog.text
    primary.dispose()


class Copied:
    """An archive in an SQLite file, and a copy of it that shows what had been written when it was last replayed."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        self.archive = archive
        self._path = folder / "copy.db"
        self.url = f"sqlite:///{self._path}"
        self.replay()

    def replay(self) -> None:
        """Show what has been written."""
        with self.archive.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        for path in self._path.parent.glob("copy.db*"):
            path.unlink()
        shutil.copy(str(make_url(self.archive.engine.url).database), self._path)

    def client(self) -> FlaskClient:
        """Return a client of a node that reads from the copy."""
        return self.archive.client(page_size=2, token_keys=(), read_database_url=self.url)


@pytest.fixture
def copied(archive: Archive, tmp_path: Path) -> Copied:
    return Copied(archive, tmp_path)


def resume(client: FlaskClient, token: str) -> TestResponse:
    return client.get("/oai", query_string={"verb": "ListRecords", "resumptionToken": token})


def first(client: FlaskClient) -> str:
    (token,) = found(client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc"), "//oai:resumptionToken")
    return token


@SQLITE
def test_a_list_goes_on_only_where_what_was_seen_is_shown(copied: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a record that moved to the end behind the first page's back would be in no page (I5)."""
    monkeypatch.setattr(replica, "WAIT_SECONDS", 0.05)
    copied.archive.publish("2024-03-06T00:00:00Z", collection.draft("letters/3", title="Changed"))
    copied.archive.clock.second = int(time.time())  # the copy's clock
    token = first(copied.archive.client(page_size=2, token_keys=()))
    behind = resume(copied.client(), token)
    assert (behind.status_code, behind.headers["Retry-After"], behind.mimetype) == (503, "10", "text/plain")
    copied.replay()
    assert identifiers(resume(copied.client(), token)) == ["telegrams/4", "letters/5"]


@SQLITE
def test_a_list_waits_a_little_for_the_replica(copied: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = query.Moment(0, 0, 5)
    seen = iter([5, 6, 7])
    monkeypatch.setattr(query, "moment", lambda _: moment._replace(last=next(seen)))
    reader = copied.archive.engine.execution_options(replica=True)
    with query.reading(reader) as connection:
        replica.require(connection, moment, 7)
        monkeypatch.setattr(query, "moment", lambda _: moment)
        monkeypatch.setattr(replica, "WAIT_SECONDS", 0)
        with pytest.raises(BehindError):
            replica.require(connection, moment, 6)
    with query.reading(copied.archive.engine) as connection:
        replica.require(connection, moment, 6)


def test_what_was_seen_is_asked_after_the_page_where_a_replica_goes_on_replaying(
    engine: Engine, shown: Engine, clock: Clock
) -> None:
    with query.reading(shown) as connection, query.reading(engine) as primary:
        moment = query.moment(connection)
        clock.second += 1
        store.publish(engine, [draft(1)], header=header)
        assert replica.seen(connection, moment) == query.moment(connection).last > moment.last
        assert replica.seen(primary, moment) == moment.last


@SQLITE
def test_a_replica_that_does_not_show_a_promise_in_time_is_not_waited_for_again_soon(
    copied: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, waits = Clock(collection.NOW), []
    monkeypatch.setattr(replica, "_wait", lambda _: bool(waits.append(clock.second)))
    reader = open_engine(copied.url, clock=clock).execution_options(replica=True)
    promises = ReplayedPromises(copied.archive.engine)
    for clock.second in range(collection.NOW, collection.NOW + 2 * replica.PATIENCE_SECONDS):
        settled(promises, reader)
    reader.dispose()
    assert waits == [collection.NOW, collection.NOW + replica.PATIENCE_SECONDS]


def test_a_new_key_seals_when_every_replica_has_it_and_opens_at_once(
    engine: Engine, shown: Engine, clock: Clock
) -> None:
    with query.reading(shown) as connection, query.reading(engine) as primary:
        (old,) = query.sealing_keys(connection)
        clock.second = made = int(time.time()) + replica.RIPE_SECONDS
        store.add_sealing_key(engine)
        for second, sealing_first in ((made, True), (made + replica.RIPE_SECONDS, False)):
            keys = query.sealing_keys(connection, ripe=replica.ripe(connection, second))
            assert len(set(keys)) == 2
            assert (keys[0] == old) is sealing_first
        assert query.sealing_keys(primary, ripe=replica.ripe(primary, made))[0] != old
