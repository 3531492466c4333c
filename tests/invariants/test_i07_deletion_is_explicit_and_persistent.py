"""I7: only a delete makes a deleted record; tombstones stay in the same lists, with their sets."""

import pytest
from sqlalchemy import Engine

from models import admin, query, store
from tests.clock import NOON, Clock
from tests.drafts import draft, header, name


def page(engine: Engine, prefix: str, spec: str) -> list[str]:
    with query.reading(engine) as connection:
        found = query.page(connection, prefix=prefix, spec=spec, after=0, before=None, limit=100, bodies=True)
    for head, body in zip(found.headers, found.bodies, strict=True):
        assert (body == b"") == head.endswith(b"deleted")
    return [head.decode() for head in found.headers]


def test_a_tombstone_stays_in_every_list_of_its_item(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1, sets=("a:b", "c"))], header=header)
    clock.second += 9
    assert store.publish(engine, [draft(1, deleted=True, prefixes=())], header=header)[0].result == "deleted"
    for prefix in ("oai_dc", "mods"):
        for spec in ("", "a", "a:b", "c"):
            assert page(engine, prefix, spec) == [f"{name(1)}|{NOON + 9}|a:b c|deleted"]
            with query.reading(engine) as connection:
                assert query.size(connection, prefix=prefix, spec=spec, first=None, last=None) == 1


def test_deleting_twice_changes_nothing(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1)], header=header)
    store.publish(engine, [draft(1, deleted=True)], header=header)
    clock.second += 60
    assert store.publish(engine, [draft(1, deleted=True)], header=header)[0].result == "unchanged"
    assert page(engine, "oai_dc", "") == [f"{name(1)}|{NOON}||deleted"]


def test_an_item_that_returns_is_live_under_a_new_datestamp(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1)], header=header)
    store.publish(engine, [draft(1, deleted=True)], header=header)
    clock.second += 60
    assert store.publish(engine, [draft(1)], header=header)[0].result == "restored"
    assert page(engine, "oai_dc", "") == [f"{name(1)}|{NOON + 60}||live"]
    with query.reading(engine) as connection:
        view = admin.item_of(connection, name(1))
        assert view is not None
        assert not view.deleted
        assert admin.counts(connection).deleted == 0
    assert store.publish(engine, [draft(1)], header=header)[0].result == "unchanged"


def test_a_withdrawn_description_may_be_corrected_without_moving_its_tombstone(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1, "first", deleted=True)], header=header)
    clock.second += 60
    assert store.publish(engine, [draft(1, "first", deleted=True)], header=header)[0].result == "unchanged"
    assert store.publish(engine, [draft(1, "second", deleted=True)], header=header)[0].result == "changed"
    assert page(engine, "oai_dc", "") == [f"{name(1)}|{NOON}||deleted"]
    with query.reading(engine) as connection:
        view = admin.item_of(connection, name(1))
    assert view is not None
    assert b"second" in view.record
    assert view.deleted


def test_deleting_what_was_never_here_leaves_nothing_behind(engine: Engine) -> None:
    assert store.publish(engine, [draft(1, deleted=True, prefixes=())], header=header)[0].result == "unchanged"
    assert page(engine, "oai_dc", "") == []
    with query.reading(engine) as connection:
        assert query.prefixes(connection, identifier=name(1)) is None


def test_a_failure_while_publishing_deletes_nothing(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1), draft(2)], header=header)
    clock.second += 60

    def failing(*_: object) -> bytes:
        raise RuntimeError("the disk is on fire")

    with pytest.raises(RuntimeError):
        store.publish(engine, [draft(1, "new"), draft(2, deleted=True)], header=failing)
    assert page(engine, "oai_dc", "") == [f"{name(1)}|{NOON}||live", f"{name(2)}|{NOON}||live"]
