"""Serving from a PostgreSQL standby: whatever it lags, and whoever is away, nothing is missed (I4, I5)."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models import query
from models.engine import open_engine
from oai.protocol import datestamp
from tests.functional.harvester import Harvester, date, status, until
from tests.functional.servers import environment, free_port, serving, sheaf
from tests.loading import load
from tests.servers import postgresql
from tests.servers.postgresql import Server

_log = logging.getLogger(__name__)


@dataclass
class Pair:
    """A primary, a standby, and a repository on them that is loaded on the one and served from the other."""

    primary: Server
    standby: Server
    folder: Path
    base_url: str = ""

    @property
    def env(self) -> dict[str, str]:
        """The environment of its commands."""
        read = self.standby.url("sheaf")
        return environment(self.folder, self.primary.url("sheaf"), SHEAF_READ_DATABASE_URL=read, SHEAF_PAGE_SIZE="10")

    def load(self, numbers: range, title: str) -> None:
        """Load records on the primary, with the command."""
        (self.folder / "records.jsonl").write_bytes(_records(numbers, title))
        sheaf("load", "records.jsonl", env=self.env, cwd=self.folder)

    def publish(self, numbers: range, title: str) -> None:
        """Load records on the primary, sooner."""
        engine = open_engine(self.primary.url("sheaf"))
        load(engine, _records(numbers, title), name="records.jsonl", source="records", sets=())
        engine.dispose()

    def holds(self) -> dict[str, str | None]:
        """Return what the primary's repository holds."""
        engine = open_engine(self.primary.url("sheaf"))
        with query.reading(engine) as connection:
            page = query.page(connection, prefix="oai_dc", spec="", after=0, before=None, limit=1000, bodies=True)
        engine.dispose()
        between = lambda text, tag: text.split(f"<{tag}>")[1].split(f"</{tag}>")[0]  # noqa: E731
        pairs = zip(page.headers, page.bodies, strict=True)
        return {between(head.decode(), "identifier"): between(body.decode(), "dc:title") for head, body in pairs}

    def promised(self, server: Server) -> str:
        """Return the date that a server's data allows, in the protocol's own form."""
        return datestamp.text(server.ask("SELECT greatest(promised, last_stamp >> 20) FROM publication", "sheaf"))


def _records(numbers: range, title: str) -> bytes:
    return "".join(f'{{"local_id": "{number}", "titles": [{{"value": "{title}"}}]}}\n' for number in numbers).encode()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Yield a repository of 30 records, served by gunicorn from a standby that shows all of them."""
    with postgresql.folder() as folder:
        primary = postgresql.create(folder / "primary")
        primary.start()
        primary.ask("CREATE DATABASE sheaf")
        pair = Pair(primary, primary.standby(folder / "standby"), tmp_path)
        pair.standby.start()
        sheaf("db", "upgrade", env=pair.env, cwd=tmp_path)
        pair.load(range(30), "first")
        pair.standby.replayed(primary)
        with serving(pair.env, free_port()) as pair.base_url:
            yield pair


def test_nothing_is_missed_whatever_the_standby_lags_and_whoever_is_away(pair: Pair) -> None:
    honest, naive = Harvester(pair.base_url), Harvester(pair.base_url)
    _harvest_while_replay_is_paused(pair, honest, naive)
    _resume(pair, honest, naive)
    _lose_the_standby(pair, honest)
    _lose_the_primary(pair, honest)
    _promote_the_standby(pair, honest)


def _harvest_while_replay_is_paused(pair: Pair, honest: Harvester, naive: Harvester) -> None:
    """Replay is paused in the middle of a list, and more is published; no date says more than what is replayed."""

    def publish() -> None:
        pair.standby.ask("SELECT pg_wal_replay_pause()")
        pair.load(range(5, 35), "second")

    honest.harvest(publish)
    assert len(honest.holds) == 30, "the list that was begun is full"
    allowed = pair.promised(pair.standby)
    for number in range(3):
        honest.harvest()
        pair.publish(range(35 + number, 36 + number), "third")
    assert max(honest.dates) <= allowed
    time.sleep(1.1)  # so that what the naive harvester misses has an earlier second than its date
    naive.harvest(dated=lambda: datestamp.text(int(pair.primary.ask("SELECT extract(epoch FROM now())"))))
    assert naive.since > allowed
    _log.info("replay paused: served %s, the primary at %s", allowed, pair.promised(pair.primary))


def _resume(pair: Pair, honest: Harvester, naive: Harvester) -> None:
    pair.standby.ask("SELECT pg_wal_replay_resume()")
    pair.standby.replayed(pair.primary)
    for harvester in (honest, naive):
        harvester.harvest()
    assert honest.holds == pair.holds()
    missed = {each for each, title in pair.holds().items() if naive.holds.get(each) != title}
    assert missed, "dating by the primary would have been right: this test shows nothing"
    _log.info(
        "replay resumed: replica == store; dated by the primary, %d of %d were missed", len(missed), len(honest.holds)
    )


def _lose_the_standby(pair: Pair, honest: Harvester) -> None:
    """Crash the standby: 503, and service as soon as it is back."""
    pair.standby.kill()
    assert status(pair.base_url) == (503, "60")
    pair.publish(range(100, 110), "while the standby was away")
    pair.standby.start()
    assert status(pair.base_url)[0] == 200
    pair.standby.replayed(pair.primary)
    honest.harvest()
    assert honest.holds == pair.holds()
    _log.info("standby killed: 503; restarted: served, replica == store")


def _lose_the_primary(pair: Pair, honest: Harvester) -> None:
    """Stop the primary: service goes on under the last date, and heals when it returns."""
    before = pair.holds()
    pair.primary.stop()
    allowed, began = pair.promised(pair.standby), time.monotonic()
    for _ in range(20):
        honest.harvest()
        assert honest.dates[-1] <= allowed
    assert time.monotonic() - began < 10
    assert honest.holds == before
    time.sleep(1.1)
    assert date(pair.base_url) == allowed
    pair.primary.start()
    pair.publish(range(110, 120), "after the primary was away")
    pair.standby.replayed(pair.primary)
    assert date(pair.base_url) > allowed
    honest.harvest()
    assert honest.holds == pair.holds()
    _log.info("primary stopped: served under the last date; returned: replica == store")


def _promote_the_standby(pair: Pair, honest: Harvester) -> None:
    """Make the standby the primary: the same address goes on being served."""
    pair.primary.stop()
    pair.standby.ask("SELECT pg_promote()")
    pair.primary = pair.standby
    pair.publish(range(120, 125), "after a failover")
    until(lambda: date(pair.base_url) >= pair.promised(pair.standby))
    honest.harvest()
    assert honest.holds == pair.holds()
    _log.info("standby promoted: loaded and served, replica == store")
