"""I4: whatever a response cannot yet see will be stamped no earlier than its responseDate."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from models import query, store
from models.engine import open_engine
from models.tables import SHIFT
from tests.clock import NOON, Clock
from tests.drafts import draft, header, name
from tests.loading import load, results
from tests.replica import Replica


def moment(engine: Engine) -> query.Moment:
    with query.reading(engine) as connection:
        return query.moment(connection)


def test_a_response_during_a_publication_promises_no_more_than_its_start(engine: Engine, clock: Clock) -> None:
    """The store asks for headers inside its transaction: what a reader sees then, it sees before the commit."""
    seen: list[tuple[int, int]] = []

    def slow_header(identifier: str, second: int, specs: Sequence[str], deleted: bool) -> bytes:
        clock.second += 10  # time passes while the batch is written
        replica = Replica(engine)
        replica.harvest()
        assert not replica.holds
        seen.append((moment(engine).second, second))
        return header(identifier, second, specs, deleted)

    store.publish(engine, [draft(1)], header=slow_header)
    assert seen
    assert all(promised <= stamped for promised, stamped in seen)
    assert moment(engine) == (clock.second, None, moment(engine).last)


def test_a_harvester_that_came_in_between_gets_the_batch_next_time(engine: Engine, clock: Clock) -> None:
    replica = Replica(engine)

    def slow_header(identifier: str, second: int, specs: Sequence[str], deleted: bool) -> bytes:
        clock.second += 10
        replica.harvest()
        return header(identifier, second, specs, deleted)

    store.publish(engine, [draft(n) for n in range(4)], header=slow_header)
    replica.harvest()
    assert set(replica.holds) == {name(n) for n in range(4)}


def test_stamps_are_taken_after_the_announcement(engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publisher that waits long between announcing and writing stamps by the time when it writes."""
    announce = store._announce

    def slow(engine: Engine) -> None:
        announce(engine)
        clock.second += 60

    monkeypatch.setattr(store, "_announce", slow)
    store.publish(engine, [draft(1)], header=header)
    assert moment(engine).last >> SHIFT == NOON + 60


def test_a_publisher_that_died_after_announcing_only_holds_the_promise_back(engine: Engine, clock: Clock) -> None:
    store._announce(engine)
    clock.second += 100
    assert moment(engine).second == NOON
    store.publish(engine, [draft(1)], header=header)
    assert moment(engine).second == NOON + 100


def test_a_publisher_whose_announcement_was_withdrawn_announces_anew(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its announcement and its lock another publisher commits, and withdraws what both had announced."""
    announce, others = store._announce, [1]

    def overtaken(engine: Engine) -> None:
        announce(engine)
        if others:
            others.pop()
            clock.second += 1
            store.publish(engine, [draft(99)], header=header)
            clock.second += 1

    monkeypatch.setattr(store, "_announce", overtaken)
    seen: list[query.Moment] = []

    def watching(identifier: str, second: int, specs: Sequence[str], deleted: bool) -> bytes:
        seen.append(moment(engine))
        return header(identifier, second, specs, deleted)

    store.publish(engine, [draft(1)], header=watching)
    assert [at.since for at in seen] == [NOON + 2] * 2
    replica = Replica(engine)
    replica.harvest()
    assert set(replica.holds) == {name(1), name(99)}


def test_the_clock_is_read_before_the_announcement(database_url: str) -> None:
    """A publisher announces, and time passes, at the very moment when a reader looks at the clock."""
    writer_clock = Clock()
    writer = open_engine(database_url, clock=writer_clock)
    calls: list[int] = []

    def looked_at() -> int:
        second = writer_clock.second
        if not calls:
            calls.append(second)
            store._announce(writer)
            writer_clock.second += 100
        return second

    reader = open_engine(database_url, clock=looked_at)
    promised = moment(reader).second
    store.publish(writer, [draft(1)], header=header)
    assert calls
    assert promised <= moment(writer).last >> SHIFT
    assert promised == NOON
    reader.dispose()
    writer.dispose()


def test_the_announcement_is_read_after_the_clock(database_url: str) -> None:
    """The other order would promise the clock's second although a batch was announced before it."""
    clock = Clock()
    writer = open_engine(database_url, clock=clock)
    seen: list[str] = []

    def looked_at() -> int:
        store._announce(writer)
        clock.second += 100  # the batch may be stamped with any second from the announcement on
        seen.append("clock")
        return clock.second

    reader = open_engine(database_url, clock=looked_at)
    assert moment(reader).second == NOON
    assert seen == ["clock"]
    reader.dispose()
    writer.dispose()


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_publication_that_failed_withdraws_its_announcement(
    engine: Engine, clock: Clock, error: BaseException
) -> None:
    def failing(*_: object) -> bytes:
        raise error

    with pytest.raises(type(error)):
        store.publish(engine, [draft(1)], header=failing)
    clock.second += 100
    assert moment(engine).second == NOON + 100


def test_what_made_a_publication_fail_is_told_although_nothing_can_be_withdrawn(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> bytes:
        raise RuntimeError("the first error")

    def lost(_: Engine) -> None:
        raise OperationalError("UPDATE", None, Exception("connection lost"))

    monkeypatch.setattr(store, "withdraw", lost)
    with pytest.raises(RuntimeError, match="the first error"):
        store.publish(engine, [draft(1)], header=failing)


def test_an_announcement_that_was_left_behind_is_withdrawn_by_the_next_load(engine: Engine, clock: Clock) -> None:
    record = b'{"local_id": "a", "titles": [{"value": "A"}]}'
    load(engine, record, name="a.jsonl")
    store._announce(engine)
    clock.second += 100
    assert results(load(engine, record, name="a.jsonl")) == ["unchanged"]
    assert moment(engine).second == NOON + 100
