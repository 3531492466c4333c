"""What the command line reads of a repository."""

from datetime import UTC, datetime

from sqlalchemy import Engine

from models import admin, query, store
from tests.clock import NOON, Clock
from tests.drafts import draft, header, name


def fill(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1, sets=("a:b",)), draft(2, sets=("a_b",)), draft(3)], header=header)
    clock.second += 60
    store.publish(engine, [draft(2, deleted=True), draft(3, "new")], header=header)


def test_items_are_listed_by_identifier_set_and_state(engine: Engine, clock: Clock) -> None:
    fill(engine, clock)
    with query.reading(engine) as connection:
        every = admin.items(connection, limit=10)
        assert [view.identifier for view in every] == [name(1), name(2), name(3)]
        assert [view.changed for view in every][1] == datetime.fromtimestamp(NOON + 60, UTC)
        assert [view.identifier for view in admin.items(connection, spec="a", limit=10)] == [name(1)]
        assert [view.identifier for view in admin.items(connection, deleted=True, limit=10)] == [name(2)]
        assert [view.identifier for view in admin.items(connection, deleted=False, after=name(1), limit=1)] == [name(3)]


def test_counts_and_set_sizes(engine: Engine, clock: Clock) -> None:
    fill(engine, clock)
    with query.reading(engine) as connection:
        assert admin.counts(connection) == admin.Counts(3, 1, 0, {"mods": 3, "oai_dc": 3})
        assert admin.set_sizes(connection) == {"a": 1, "a:b": 1, "a_b": 1}


def rejected(position: str, reason: str = "broken") -> store.Rejected:
    return store.Rejected("a.xml", position, "mods", "", reason, "mend it", "a b", "auto", True, b"<mods/>")


def test_quarantine_keeps_one_entry_for_a_place(engine: Engine) -> None:
    store.reject(engine, 1, [rejected("record 1"), rejected("record 2")])
    store.reject(engine, 2, [rejected("record 2", "still broken")])
    with query.reading(engine) as connection:
        kept = list(admin.quarantined(connection))
        assert [(entry.position, entry.reason) for entry in kept] == [
            ("record 1", "broken"),
            ("record 2", "still broken"),
        ]
        full = admin.quarantined_one(connection, kept[1].id)
    assert full is not None
    assert (full.content, full.sets, full.at.timestamp()) == (b"<mods/>", "a b", NOON)


def test_a_source_read_to_its_end_settles_what_earlier_loads_left(engine: Engine) -> None:
    store.reject(engine, 1, [rejected("record 1"), rejected("record 2")])
    store.reject(engine, 2, [rejected("record 2")])
    store.settle(engine, 2, ["a.xml", "b.xml"])
    with query.reading(engine) as connection:
        assert [entry.position for entry in admin.quarantined(connection)] == ["record 2"]


def test_the_job_log_tells_what_was_done(engine: Engine, clock: Clock) -> None:
    first = store.start_job(engine, "load")
    clock.second += 5
    store.count_job(engine, first, {"added": 3})
    store.finish_job(engine, first, "done")
    store.start_job(engine, "delete")
    with query.reading(engine) as connection:
        latest, earliest = admin.jobs(connection, 10)
    assert (earliest.command, earliest.added, earliest.changed) == ("load", 3, 0)
    assert earliest.finished is not None
    assert (earliest.finished - earliest.started).total_seconds() == 5
    assert (latest.command, latest.state, latest.finished) == ("delete", "running", None)
