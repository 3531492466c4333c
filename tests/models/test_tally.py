"""Counts kept with every publication equal a count of the list, after any history and in any range of time."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models import query, store
from models.tables import SHIFT
from tests.clock import NOON, Clock
from tests.drafts import draft, header

steps = st.tuples(
    st.integers(0, 200_000),
    st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from(["a", "b", ""]), st.sampled_from([(), ("s",), ("s:t",), ("u",)])),
        min_size=1,
        max_size=4,
        unique_by=lambda change: change[0],
    ),
)


@settings(max_examples=40)
@given(history=st.lists(steps, max_size=6), cuts=st.lists(st.integers(-10, 500_000), min_size=6, max_size=6))
def test_sizes_equal_counts(
    engine: Engine, clock: Clock, history: list[tuple[int, list[tuple[int, str, tuple[str, ...]]]]], cuts: list[int]
) -> None:
    for wait, changes in history:
        clock.second += wait
        drafts = [draft(number, text, sets=sets, deleted=not text) for number, text, sets in changes]
        store.publish(engine, drafts, header=header)
    bounds = [None, *(NOON + cut for cut in cuts), clock.second]
    with query.reading(engine) as connection:
        for spec in ("", "s", "s:t", "u", "unknown"):
            page = query.page(connection, prefix="mods", spec=spec, after=0, before=None, limit=10_000, bodies=False)
            seconds = [stamp >> SHIFT for stamp in page.stamps]
            for first in bounds:
                for last in bounds:
                    expected = [s for s in seconds if (first is None or s >= first) and (last is None or s <= last)]
                    assert query.size(connection, prefix="mods", spec=spec, first=first, last=last) == len(expected)


def test_no_empty_count_is_left_behind(engine: Engine, clock: Clock) -> None:
    for turn in range(5):
        clock.second += 86_400
        store.publish(engine, [draft(1, str(turn))], header=header)
    with engine.connect() as connection:
        counts = connection.exec_driver_sql("SELECT count FROM tally").scalars().all()
    assert counts == [1, 1, 1, 1]  # a day and a second, in two formats
