"""I4: whatever a response cannot yet see will be stamped no earlier than its responseDate."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine

from models import query, store
from models.tables import SHIFT
from tests.clock import NOON, Clock
from tests.drafts import draft, header, name
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
