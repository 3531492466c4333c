"""I5: an item that exists throughout a harvest is delivered, in a version no older than the harvest's start."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models import query, store
from models.tables import SHIFT
from tests.clock import Clock
from tests.drafts import draft, header, name
from tests.replica import Replica


def test_an_item_that_changes_behind_the_cursor_is_met_again(engine: Engine) -> None:
    store.publish(engine, [draft(n, "old") for n in range(7)], header=header)
    replica = Replica(engine)
    replica.harvest(between=[lambda: store.publish(engine, [draft(0, "new")], header=header)])
    assert replica.holds[name(0)] == b"<oai_dc>0 new</oai_dc>"
    assert replica.deliveries == 8


def test_an_item_that_changes_before_the_cursor_is_not_lost(engine: Engine) -> None:
    store.publish(engine, [draft(n, "old") for n in range(7)], header=header)
    replica = Replica(engine)
    replica.harvest(between=[lambda: store.publish(engine, [draft(6, "new")], header=header)])
    assert replica.holds[name(6)] == b"<oai_dc>6 new</oai_dc>"
    assert len(replica.holds) == 7


def test_with_until_the_list_ends_there(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1)], header=header)
    until = clock.second
    clock.second += 1
    store.publish(engine, [draft(2)], header=header)
    with query.reading(engine) as connection:
        page = query.page(
            connection, prefix="oai_dc", spec="", after=0, before=(until + 1) << SHIFT, limit=10, bodies=False
        )
    assert [header.decode().split("|")[0] for header in page.headers] == [name(1)]


changes = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["change", "delete", "add"])), max_size=4)


@settings(max_examples=25)
@given(turns=st.lists(changes, min_size=1, max_size=6))
def test_a_harvest_under_changes_ends_equal_to_the_repository(
    engine: Engine, clock: Clock, turns: list[list[tuple[int, str]]]
) -> None:
    """Changes fall between the pages of a harvest; what it delivered last of each item is what there is."""
    store.publish(engine, [draft(n, str(clock.second)) for n in range(10)], header=header)
    replica = Replica(engine)

    def apply(turn: list[tuple[int, str]]) -> None:
        clock.second += 1
        for number, change in turn:
            which = number + 100 * (change == "add")
            store.publish(engine, [draft(which, str(clock.second), deleted=change == "delete")], header=header)

    replica.harvest(between=[lambda turn=turn: apply(turn) for turn in turns])  # type: ignore[misc]
    late = Replica(engine, limit=1000)
    late.harvest()
    assert replica.holds == late.holds
    assert replica.stamps == sorted(set(replica.stamps))
