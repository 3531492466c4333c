"""I4: whatever a response cannot yet see will be stamped no earlier than its responseDate."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, make_url
from sqlalchemy.exc import DBAPIError

from models import query, store
from models.engine import open_engine
from models.promise import REFUSED_SECONDS, Promises
from models.tables import SHIFT
from tests import databases
from tests.clock import NOON, Clock
from tests.drafts import draft, header, name
from tests.replica import Replica

DAY = 86_400


def moment(engine: Engine) -> query.Moment:
    """Return the moment of a request to a process that has just begun."""
    with query.reading(engine) as connection:
        return Promises(engine).moment(connection)


def during(act: Callable[[], object]) -> store.Header:
    """Return headers for a batch; the store asks for them inside its transaction, and something happens then."""

    def watching(identifier: str, second: int, specs: Sequence[str], deleted: bool) -> bytes:
        act()
        return header(identifier, second, specs, deleted)

    return watching


def test_a_response_is_dated_with_the_present(engine: Engine, clock: Clock) -> None:
    assert moment(engine).second == NOON
    clock.second += 100
    assert moment(engine).second == NOON + 100
    store.publish(engine, [draft(1)], header=header)
    assert moment(engine) == (NOON + 100, NOON + 100, ((NOON + 100) << SHIFT) + 1)


def test_a_response_during_a_publication_promises_no_more_than_its_stamps(engine: Engine, clock: Clock) -> None:
    promised: list[int] = []

    def look() -> None:
        clock.second += 10  # time passes while the batch is written
        replica = Replica(engine)
        replica.harvest()
        assert not replica.holds
        promised.append(moment(engine).second)

    store.publish(engine, [draft(1)], header=during(look))
    assert promised
    assert max(promised) <= moment(engine).last >> SHIFT
    assert moment(engine).second == clock.second


def test_a_harvester_that_came_in_between_gets_the_batch_next_time(engine: Engine, clock: Clock) -> None:
    replica = Replica(engine)

    def look() -> None:
        clock.second += 10
        replica.harvest()

    store.publish(engine, [draft(n) for n in range(4)], header=during(look))
    replica.harvest()
    assert set(replica.holds) == {name(n) for n in range(4)}


@pytest.mark.parametrize("back", [1, 60, DAY])
def test_a_clock_that_is_set_back_costs_no_harvester_a_record(engine: Engine, clock: Clock, back: int) -> None:
    """What is published then carries the second of the last promise, until the clock has caught up."""
    replica = Replica(engine)
    clock.second += DAY
    replica.harvest()
    clock.second -= back
    store.publish(engine, [draft(1)], header=header)
    replica.harvest()
    assert set(replica.holds) == {name(1)}
    assert replica.since == NOON + DAY
    clock.second += back + 1
    replica.harvest()
    assert replica.since == NOON + DAY + 1


def test_promises_and_stamps_need_no_common_clock(database_url: str) -> None:
    """A machine whose clock is fast promises; one whose clock is slow publishes."""
    fast, slow = open_engine(database_url, clock=Clock(NOON + 300)), open_engine(database_url, clock=Clock(NOON))
    replica = Replica(fast)
    for number in range(3):
        replica.harvest()
        store.publish(slow, [draft(number)], header=header)
        replica.harvest()
        assert name(number) in replica.holds
    fast.dispose()
    slow.dispose()


def test_the_promise_is_kept_by_a_process_that_never_saw_it(engine: Engine, clock: Clock, database_url: str) -> None:
    clock.second += 50
    assert moment(engine).second == NOON + 50
    another = open_engine(database_url, clock=Clock(NOON))
    store.publish(another, [draft(1)], header=header)
    assert moment(engine).last >> SHIFT == NOON + 50
    another.dispose()


@contextmanager
def before_statements(engine: Engine, word: str, act: Callable[[], object]) -> Iterator[list[str]]:
    """Call `act` before the first statement of SQLAlchemy's with a word in it; yield the statements that had it."""
    met: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if word in statement:
            met.append(statement)
            if len(met) == 1:
                act()

    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield met
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def test_a_promise_that_comes_first_is_found_by_the_publisher(database_url: str) -> None:
    """A harvester is answered in the last moment before the publisher has its lock."""
    slow = open_engine(database_url, clock=Clock(NOON))
    fast = open_engine(database_url, clock=Clock(NOON + 7))
    lock = "INSERT" if slow.dialect.name == "sqlite" else "FOR UPDATE"
    replica = Replica(fast)
    begun: list[int] = []

    def look() -> None:
        replica.harvest()
        begun.append(replica.since)

    if slow.dialect.name == "sqlite":  # BEGIN IMMEDIATE is the lock
        look()
        store.publish(slow, [draft(1)], header=header)
    else:
        with before_statements(slow, lock, look):
            store.publish(slow, [draft(1)], header=header)
    assert begun == [NOON + 7]
    assert moment(slow).last >> SHIFT == NOON + 7
    replica.harvest()
    assert set(replica.holds) == {name(1)}
    slow.dispose()
    fast.dispose()


def test_a_request_does_not_wait_for_a_publisher(engine: Engine, clock: Clock) -> None:
    """While a batch is being written, requests carry the promise as it was; the batch may take its time."""
    assert moment(engine).second == NOON
    clock.second += 5
    seen: list[int] = []
    store.publish(engine, [draft(1)], header=during(lambda: seen.append(moment(engine).second)))
    assert seen == [NOON]
    assert moment(engine).second == NOON + 5


def test_a_failed_publication_leaves_nothing_behind(engine: Engine, clock: Clock) -> None:
    def failing() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        store.publish(engine, [draft(1)], header=during(failing))
    clock.second += 100
    assert moment(engine).second == NOON + 100
    assert moment(engine).last == 0


def test_one_process_moves_the_promise_once_a_second(engine: Engine, clock: Clock) -> None:
    promises = Promises(engine)
    with before_statements(engine, "UPDATE publication", lambda: None) as writes, query.reading(engine) as connection:
        for second in (NOON, NOON, NOON + 1, NOON + 1, NOON + 1):
            clock.second = second
            assert promises.moment(connection).second == second
    assert len(writes) == 2


RIGHTS = (
    "GRANT SELECT ON {tables} TO {user}",
    "GRANT UPDATE (promised) ON {publication} TO {user}",
)
"""What docs/operations.md asks for whoever serves."""


@pytest.mark.parametrize("backend", ["postgresql", "mariadb"], indirect=True)
def test_who_serves_needs_the_right_to_move_the_promise_and_no_other(
    backend: databases.Backend, engine: Engine, clock: Clock
) -> None:
    url = engine.url
    user = f"{url.database}_w"
    postgresql = backend.name == "postgresql"
    backend.order(f"CREATE USER {user} {'PASSWORD' if postgresql else 'IDENTIFIED BY'} 'w'")
    tables = "ALL TABLES IN SCHEMA public" if postgresql else f"{url.database}.*"
    publication = "publication" if postgresql else f"{url.database}.publication"
    with engine.connect() as connection:
        for right in RIGHTS:
            connection.exec_driver_sql(right.format(tables=tables, publication=publication, user=user))
    serving = open_engine(url.set(username=user, password="w").render_as_string(hide_password=False), clock=clock)
    clock.second += 50
    assert moment(serving).second == NOON + 50
    with pytest.raises(DBAPIError, match="denied"):
        store.publish(serving, [draft(1)], header=header)
    serving.dispose()
    if postgresql:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP OWNED BY {user}")
    backend.order(f"DROP USER {user}")


@pytest.fixture
def reader(backend: databases.Backend, database_url: str) -> Iterator[Engine]:
    """Yield an engine that may read the repository and write nothing in it."""
    url = make_url(database_url)
    if backend.name == "sqlite":
        engine = open_engine(f"sqlite:///file:{url.database}?mode=ro&uri=true", clock=Clock(NOON + 50))
        yield engine
    elif backend.name == "postgresql":
        engine = open_engine(f"{database_url}?options=-c%20default_transaction_read_only%3Don", clock=Clock(NOON + 50))
        yield engine
    else:
        user = f"{url.database}_r"
        backend.order(f"CREATE USER {user} IDENTIFIED BY 'r'")
        backend.order(f"GRANT SELECT ON {url.database}.* TO {user}")
        engine = open_engine(
            url.set(username=user, password="r").render_as_string(hide_password=False), clock=Clock(NOON + 50)
        )
        yield engine
        backend.order(f"DROP USER {user}")
    engine.dispose()


def test_who_may_only_read_gives_the_last_promise(
    engine: Engine, reader: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """It is older, but as true; and the log says so, once a minute."""
    store.publish(engine, [draft(1)], header=header)
    promises, clock = Promises(reader), Clock(NOON + 50)
    with caplog.at_level(logging.WARNING), query.reading(reader.execution_options(clock=clock)) as connection:
        for clock.second in range(NOON + 50, NOON + 50 + 2 * REFUSED_SECONDS):
            assert promises.moment(connection).second == NOON
    assert len([each for each in caplog.messages if "an older date" in each]) == 2
