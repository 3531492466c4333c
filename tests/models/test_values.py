"""Every database keeps and compares the same values in the same way, whatever its own defaults."""

import time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from models import admin, clock, query, store
from models.engine import CACHE_KIB, PAGE_SIZE, open_engine
from models.tables import IDENTIFIER_LENGTH, SHIFT
from tests import collection
from tests.clock import Clock
from tests.drafts import draft, header


def named(identifier: str, *sets: str, prefixes: tuple[str, ...] = ("oai_dc",)) -> store.Draft:
    bodies = {prefix: f"{prefix} of {identifier}".encode() for prefix in prefixes}
    return draft(0, sets=sets)._replace(identifier=identifier, bodies=bodies)


def served(engine: Engine, identifier: str, prefix: str = "oai_dc") -> bytes | None:
    with query.reading(engine) as connection:
        row = query.rendition_of(connection, identifier=identifier, prefix=prefix)
    return row and row.body


def test_identifiers_that_differ_by_case_are_two_items(engine: Engine) -> None:
    names = ["oai:x.org:A", "oai:x.org:a", "oai:x.org:Z"]
    store.publish(engine, [named(name) for name in names], header=header)
    assert [served(engine, name) for name in names] == [f"oai_dc of {name}".encode() for name in names]
    assert served(engine, "OAI:x.org:a") is None
    with query.reading(engine) as connection:
        assert [view.identifier for view in admin.items(connection, limit=9)] == [names[0], names[2], names[1]]


def test_an_identifier_with_a_space_behind_it_is_refused(client: FlaskClient) -> None:
    """MariaDB would find the item: it compares as if the shorter one were padded with spaces."""
    for padded in ({"identifier": f"{collection.identifier('letters/1')} "}, {"metadataPrefix": "oai_dc "}):
        asked = {"verb": "GetRecord", "identifier": collection.identifier("letters/1"), "metadataPrefix": "oai_dc"}
        assert collection.codes(client.get("/oai", query_string=asked)) == []
        assert collection.codes(client.get("/oai", query_string={**asked, **padded})) == ["badArgument"]


def test_sets_and_prefixes_that_differ_by_case_are_two(engine: Engine) -> None:
    store.publish(engine, [named("oai:x.org:1", "Maps", prefixes=("mods", "MODS"))], header=header)
    store.publish(engine, [named("oai:x.org:2", "maps", prefixes=("mods",))], header=header)
    with query.reading(engine) as connection:
        assert query.set_specs(connection, after="", limit=9) == ["Maps", "maps"]
        assert query.prefixes(connection, identifier="oai:x.org:1") == [("MODS", False), ("mods", False)]
        for prefix, spec, expected in (("mods", "Maps", 1), ("mods", "maps", 1), ("MODS", "maps", 0), ("MODS", "", 1)):
            page = query.page(connection, prefix=prefix, spec=spec, after=0, before=None, limit=9, bodies=False)
            size = query.size(connection, prefix=prefix, spec=spec, first=None, last=None)
            assert (len(page.stamps), size) == (expected, expected), (prefix, spec)


def test_the_longest_identifiers_are_told_apart_by_their_last_character(engine: Engine) -> None:
    stem = "oai:x.org:" + "n" * (IDENTIFIER_LENGTH - 11)
    store.publish(engine, [named(f"{stem}1"), named(f"{stem}2")], header=header)
    assert served(engine, f"{stem}2") == f"oai_dc of {stem}2".encode()


def test_characters_beyond_the_first_plane_are_kept(engine: Engine) -> None:
    told = "Ἀρχεῖον 書庫 𝔄𝔯𝔠𝔥𝔦𝔳 🗄"
    store.publish(
        engine, [named("oai:x.org:1")._replace(record=told.encode(), bodies={"oai_dc": told.encode()})], header=header
    )
    store.reject(engine, 1, [store.Rejected(told, told, "mods", told, told, told, "", "auto", True, told.encode())])
    assert served(engine, "oai:x.org:1") == told.encode()
    with query.reading(engine) as connection:
        (entry,) = admin.quarantined(connection)
        kept = admin.quarantined_one(connection, entry.id)
    assert kept is not None
    assert {kept.name, kept.position, kept.identifier, kept.reason, kept.content.decode()} == {told}


def test_bytes_are_kept_as_they_are(engine: Engine) -> None:
    content = bytes(range(256)) * 300 + b"'\\%s %(x)s"
    store.publish(engine, [named("oai:x.org:1")._replace(native=content, bodies={"oai_dc": content})], header=header)
    assert served(engine, "oai:x.org:1") == content
    with query.reading(engine) as connection:
        view = admin.item_of(connection, "oai:x.org:1")
    assert view is not None
    assert view.native == content


def test_stamps_have_64_bits(engine: Engine, clock: Clock) -> None:
    clock.second = (1 << 43) - 10
    store.publish(engine, [draft(1), draft(2)], header=header)
    with query.reading(engine) as connection:
        page = query.page(connection, prefix="mods", spec="", after=0, before=None, limit=9, bodies=False)
        assert [stamp >> SHIFT for stamp in page.stamps] == [clock.second] * 2
        assert query.earliest(connection) == clock.second
        assert query.size(connection, prefix="mods", spec="", first=clock.second, last=None) == 2


TOKYO = {"postgresql": "SET TIME ZONE 'Asia/Tokyo'", "mariadb": "SET time_zone = '+09:00'"}


def test_the_clock_knows_no_time_zone(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server, or a machine, that lives nine hours ahead counts the same seconds."""
    engine = open_engine(database_url)
    event.listen(engine, "checkout", lambda driver, *_: _send(driver, TOKYO.get(engine.dialect.name)))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    with query.reading(engine) as connection:
        before, now, after = time.time(), query.moment(connection).now, time.time()
        assert int(before) - 1 <= now <= after + 1
        assert clock.now(connection) - now < 60
    store.publish(engine, [draft(1)], header=header)
    with query.reading(engine) as connection:
        assert 0 <= (query.earliest(connection) or 0) - now < 600
    engine.dispose()
    monkeypatch.undo()
    time.tzset()


def _send(driver: object, statement: str | None) -> None:
    if statement:
        driver.cursor().execute(statement)  # type: ignore[attr-defined]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_new_file_has_large_pages_and_connections_a_small_cache(engine: Engine) -> None:
    """What either costs is said where they are set; a harvest of a large repository must not fill a worker."""
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA page_size").scalar() == PAGE_SIZE == 16_384
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar() == -CACHE_KIB == -16_384
