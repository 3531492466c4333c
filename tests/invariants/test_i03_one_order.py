"""I3: lists are in publication order; stamps are unique, increase in commit order, and hold the second."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, update

from models import query, store
from models.engine import open_engine
from models.tables import SHIFT, publication
from tests.clock import NOON, Clock
from tests.drafts import draft, header, name
from tests.replica import Replica


def listed(engine: Engine, prefix: str = "oai_dc") -> query.Page:
    with query.reading(engine) as connection:
        return query.page(connection, prefix=prefix, spec="", after=0, before=None, limit=1000, bodies=True)


def test_lists_are_in_the_order_of_publication(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(3), draft(1)], header=header)
    clock.second += 5
    store.publish(engine, [draft(2), draft(3, "again")], header=header)
    page = listed(engine)
    assert [header.decode().split("|")[:2] for header in page.headers] == [
        [name(1), str(NOON)],
        [name(2), str(NOON + 5)],
        [name(3), str(NOON + 5)],
    ]
    assert [stamp >> SHIFT for stamp in page.stamps] == [NOON, NOON + 5, NOON + 5]


def test_stamps_increase_although_the_clock_goes_back(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1)], header=header)
    clock.second -= 3600
    store.publish(engine, [draft(2)], header=header)
    first, second = listed(engine).stamps
    assert first < second
    assert second >> SHIFT == NOON


def test_the_header_says_the_second_of_the_stamp_when_a_second_overflows(engine: Engine) -> None:
    store.publish(engine, [draft(1)], header=header)
    with engine.connect() as connection, connection.begin():
        connection.execute(update(publication).values(last_stamp=((NOON + 1) << SHIFT) - 1))
    store.publish(engine, [draft(2)], header=header)
    page = listed(engine)
    assert page.stamps[-1] >> SHIFT == NOON + 1
    assert page.headers[-1].decode().split("|")[1] == str(NOON + 1)


def test_writers_at_once_share_one_order(database_url: str) -> None:
    """Four writers publish at the same time; a reader that always continues from its last stamp gets everything."""
    engine = open_engine(database_url)
    replica = Replica(engine, limit=1000)

    def write(writer: int) -> None:
        for turn in range(8):
            store.publish(engine, [draft(writer * 100 + turn)], header=header)

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(write, writer) for writer in range(4)]
        while not all(future.done() for future in writing):
            replica.harvest()
        for future in writing:
            future.result()
    replica.harvest()
    assert len(replica.holds) == 32
    assert len(set(listed(engine).stamps)) == 32
    engine.dispose()
