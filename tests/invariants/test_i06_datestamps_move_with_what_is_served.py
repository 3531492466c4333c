"""I6: a record's datestamp moves exactly when its metadata, about, sets or deletion change."""

from sqlalchemy import Engine

from models import query, store
from models.tables import SHIFT
from tests.clock import NOON, Clock
from tests.drafts import draft, header, name


def datestamps(engine: Engine, prefix: str) -> dict[str, int]:
    """Return the second of every record in a format, by identifier."""
    with query.reading(engine) as connection:
        page = query.page(connection, prefix=prefix, spec="", after=0, before=None, limit=1000, bodies=False)
    names = [header.decode().split("|")[0] for header in page.headers]
    return {name: stamp >> SHIFT for name, stamp in zip(names, page.stamps, strict=True)}


def test_loading_the_same_twice_writes_nothing(engine: Engine, clock: Clock) -> None:
    drafts = [draft(n, sets=("a:b",)) for n in range(5)]
    store.publish(engine, drafts, header=header)
    with query.reading(engine) as connection:
        before = query.moment(connection)
    clock.second += 60
    results = store.publish(engine, drafts, header=header)
    assert [done.result for done in results] == ["unchanged"] * 5
    assert set(datestamps(engine, "oai_dc").values()) == {NOON}
    with query.reading(engine) as connection:
        assert query.moment(connection).last == before.last


def test_a_changed_crosswalk_moves_that_format_only(engine: Engine, clock: Clock) -> None:
    old = draft(1)
    store.publish(engine, [old], header=header)
    clock.second += 60
    new = old._replace(bodies={**old.bodies, "mods": b"<mods>better</mods>"})
    assert store.publish(engine, [new], header=header)[0].result == "changed"
    assert datestamps(engine, "mods") == {name(1): NOON + 60}
    assert datestamps(engine, "oai_dc") == {name(1): NOON}


def test_a_new_format_moves_none_of_the_others(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1, prefixes=("oai_dc",))], header=header)
    clock.second += 60
    store.publish(engine, [draft(1, prefixes=("oai_dc", "edm"))], header=header)
    assert datestamps(engine, "oai_dc") == {name(1): NOON}
    assert datestamps(engine, "edm") == {name(1): NOON + 60}


def test_a_changed_set_membership_moves_all_formats_of_the_item(engine: Engine, clock: Clock) -> None:
    store.publish(engine, [draft(1, sets=("a",)), draft(2, sets=("a",))], header=header)
    clock.second += 60
    store.publish(engine, [draft(1, sets=("a", "b"))], header=header)
    for prefix in ("oai_dc", "mods"):
        assert datestamps(engine, prefix) == {name(1): NOON + 60, name(2): NOON}


def test_an_edit_that_no_format_shows_moves_nothing_and_is_kept(engine: Engine, clock: Clock) -> None:
    old = draft(1)
    store.publish(engine, [old], header=header)
    clock.second += 60
    assert store.publish(engine, [old._replace(record=b'{"local_id":"x"}')], header=header)[0].result == "changed"
    assert datestamps(engine, "oai_dc") == {name(1): NOON}
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT record FROM item").scalar() == b'{"local_id":"x"}'


def test_a_format_that_is_no_longer_made_leaves_a_tombstone_and_may_come_back(engine: Engine, clock: Clock) -> None:
    """Who harvested the dropped format learns of it when the format is offered again (§2.5.1: per record)."""
    store.publish(engine, [draft(1, sets=("a",))], header=header)
    clock.second += 60
    without = draft(1, sets=("a",), prefixes=("oai_dc",))
    assert store.publish(engine, [without], header=header)[0].result == "changed"
    assert store.publish(engine, [without], header=header)[0].result == "unchanged"
    assert datestamps(engine, "mods") == {name(1): NOON + 60}
    assert datestamps(engine, "oai_dc") == {name(1): NOON}
    with query.reading(engine) as connection:
        assert query.prefixes(connection, identifier=name(1)) == [("mods", True), ("oai_dc", False)]
        assert query.size(connection, prefix="mods", spec="a", first=None, last=None) == 1
    clock.second += 60
    store.publish(engine, [draft(1, sets=("a",))], header=header)
    with query.reading(engine) as connection:
        assert query.prefixes(connection, identifier=name(1)) == [("mods", False), ("oai_dc", False)]


def test_a_dropped_format_follows_its_item_from_set_to_set_and_into_deletion(engine: Engine) -> None:
    store.publish(engine, [draft(1, sets=("a",))], header=header)
    store.publish(engine, [draft(1, sets=("b",), prefixes=("oai_dc",))], header=header)
    store.publish(engine, [draft(1, sets=("c",), prefixes=("oai_dc",))], header=header)
    store.publish(engine, [draft(1, deleted=True, prefixes=())], header=header)
    with query.reading(engine) as connection:
        sizes = {spec: query.size(connection, prefix="mods", spec=spec, first=None, last=None) for spec in ("", *"abc")}
    assert sizes == {"": 1, "a": 0, "b": 0, "c": 1}
