"""What happens when the database fails: a clear error or 503, nothing half-written, and service when it is back."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, make_url
from sqlalchemy.exc import DBAPIError

from models import admin, bulk, failures, query, store
from models.engine import open_engine
from models.tables import REVISION, listing
from oai.app import create_app
from oai.cli.edge import explain
from oai.cli.shell import Shell
from tests import collection, databases
from tests.drafts import draft, header, name
from tests.replica import Replica
from tests.statements import counted

SERVERS = pytest.mark.parametrize("backend", list(databases.SERVERS), indirect=True)
SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def identify(client: FlaskClient) -> tuple[int, bool]:
    """Return the status of Identify, and whether the response says when to come again."""
    response = client.get("/oai?verb=Identify")
    return response.status_code, "Retry-After" in response.headers


def held(engine: Engine) -> set[str]:
    replica = Replica(engine, limit=1000)
    replica.harvest()
    return set(replica.holds)


@SERVERS
def test_a_connection_that_died_between_two_requests_is_replaced(
    backend: databases.Backend, archive: collection.Archive
) -> None:
    client = archive.client()
    assert identify(client) == (200, False)
    backend.cut(archive.engine.url.render_as_string(hide_password=False))
    assert identify(client) == (200, False)


@SERVERS
def test_a_connection_that_dies_during_a_request_is_503_and_then_replaced(
    backend: databases.Backend, archive: collection.Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, earliest, lost = archive.client(), query.earliest, []
    event.listen(archive.engine, "invalidate", lambda driver, *_: lost.append(driver))

    def cut(connection: object) -> int | None:
        backend.cut(archive.engine.url.render_as_string(hide_password=False))
        return earliest(connection)  # type: ignore[arg-type]

    with monkeypatch.context() as failing:
        failing.setattr(query, "earliest", cut)
        assert identify(client) == (503, True)
    assert len(lost) == 1
    assert identify(client) == (200, False)


@SERVERS
@pytest.mark.parametrize("when", ["beginning", "writing", "committing"])
def test_a_publication_whose_connection_dies_is_absent_and_can_be_repeated(
    backend: databases.Backend, engine: Engine, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    store.publish(engine, [draft(0)], header=header)
    url = engine.url.render_as_string(hide_password=False)

    def cutting(*arguments: object) -> bytes:
        backend.cut(url)
        return header(*arguments)  # type: ignore[arg-type]

    def cut_first(connection: object, counts: object) -> None:
        adjust(connection, counts)  # type: ignore[arg-type]
        backend.cut(url)

    adjust = store.adjust
    with monkeypatch.context() as failing:
        if when == "beginning":
            failing.setattr(store.clock, "now", lambda _: backend.cut(url))
        if when == "committing":
            failing.setattr(store, "adjust", cut_first)
        with pytest.raises(DBAPIError) as caught:
            store.publish(engine, [draft(1), draft(2)], header=cutting if when == "writing" else header)
    assert caught.value.connection_invalidated
    assert held(engine) == {name(0)}
    store.publish(engine, [draft(1), draft(2)], header=header)
    assert held(engine) == {name(0), name(1), name(2)}


@SERVERS
def test_a_connection_that_dies_as_it_is_lent_or_handed_back_is_told_as_any_other(
    backend: databases.Backend, engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Changing the isolation level asks MariaDB, and SQLAlchemy lets the driver's own error through."""
    url = engine.url.render_as_string(hide_password=False)

    def cut_before(change: Callable[..., None]) -> Callable[..., None]:
        def changing(*arguments: object) -> None:
            backend.cut(url)
            change(*arguments)

        return changing

    with monkeypatch.context() as failing:
        failing.setattr(engine.dialect, "set_isolation_level", cut_before(engine.dialect.set_isolation_level))
        with pytest.raises(DBAPIError) as caught:
            store.publish(engine, [draft(1)], header=header)
    assert caught.value.connection_invalidated
    assert held(engine) == set()
    with monkeypatch.context() as failing, suppress(DBAPIError):  # only MariaDB is asked, and the batch is there
        failing.setattr(engine.dialect, "reset_isolation_level", cut_before(engine.dialect.reset_isolation_level))
        store.publish(engine, [draft(2)], header=header)
    assert held(engine) == {name(2)}
    assert not caplog.records


@SERVERS
def test_a_connection_that_dies_before_rows_are_written_at_once_leaves_the_pool(
    backend: databases.Backend, engine: Engine
) -> None:
    """The driver writes them without SQLAlchemy, which then does not look at what went wrong."""
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        backend.cut(engine.url.render_as_string(hide_password=False))
        with pytest.raises(DBAPIError) as caught:
            bulk.insert(connection, listing, [(1, 1)])
        assert caught.value.connection_invalidated
        assert connection.invalidated


@SERVERS
@pytest.mark.usefixtures("backend")
def test_a_statement_that_fails_is_sent_once(new_database_url: str) -> None:
    """A second attempt would double the time of a statement that took too long; SQLite does not report what fails."""
    engine = open_engine(new_database_url)
    with counted(engine) as seen, query.reading(engine) as connection, pytest.raises(DBAPIError) as caught:
        query.earliest(connection)
    engine.dispose()
    assert len(seen) == 1
    assert not caught.value.connection_invalidated
    assert "rendition" in str(caught.value.orig)


@SERVERS
def test_a_server_that_is_down_at_the_start_is_503(
    backend: databases.Backend, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_engine(f"{backend.name}://sheaf:hunter2@127.0.0.1:1/sheaf")
    client = create_app(collection.SETTINGS, engine=engine).test_client()
    assert identify(client) == (503, True)
    assert "the database cannot be asked" in caplog.text
    assert "hunter2" not in caplog.text


@SERVERS
@pytest.mark.usefixtures("backend")
def test_a_wrong_user_or_password_is_told_without_it(database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    url = make_url(database_url).set(username="sheaf_test_nobody", password="hunter2")
    engine = open_engine(url.render_as_string(hide_password=False))
    assert identify(create_app(collection.SETTINGS, engine=engine).test_client()) == (503, True)
    with pytest.raises(DBAPIError) as caught, engine.connect():
        pass
    told = explain(
        caught.value, Shell(environ={**ENVIRON, "SHEAF_DATABASE_URL": str(url.render_as_string(hide_password=False))})
    )
    assert "sheaf_test_nobody" in told.message
    assert "hunter2" not in told.message + caplog.text
    assert told.exit_code == 3


ENVIRON = {
    "SHEAF_REPOSITORY_NAME": "Archive of Example Town",
    "SHEAF_BASE_URL": collection.BASE_URL,
    "SHEAF_ADMIN_EMAILS": "archivist@archive.example.org",
    "SHEAF_NAMESPACE": collection.NAMESPACE,
}


@pytest.fixture
def read_only(backend: databases.Backend, archive: collection.Archive) -> Iterator[Engine]:
    """Yield an engine that may read an archive and no more."""
    url = archive.engine.url
    if backend.name == "sqlite":
        url = url.set(database=f"file:{url.database}").update_query_dict({"mode": "ro", "uri": "true"})
    elif backend.name == "postgresql":
        url = url.update_query_dict({"options": "-c default_transaction_read_only=on"})
    else:
        backend.order("CREATE USER sheaf_test_reader IDENTIFIED BY 'hunter2'")
        backend.order(f"GRANT SELECT ON {url.database}.* TO sheaf_test_reader")
        url = url.set(username="sheaf_test_reader", password="hunter2")
    engine = open_engine(url.render_as_string(hide_password=False), clock=archive.clock)
    yield engine
    engine.dispose()
    if backend.name == "mariadb":
        backend.order("DROP USER sheaf_test_reader")


def test_a_database_that_is_read_only_is_served_and_refuses_writers(
    archive: collection.Archive, read_only: Engine
) -> None:
    client = create_app(collection.SETTINGS, engine=read_only).test_client()
    asked = "/oai?verb=ListRecords&metadataPrefix=oai_dc"
    expected = archive.client().get(asked).data
    assert client.get(asked).data == expected
    with pytest.raises(DBAPIError) as caught:
        store.publish(read_only, [draft(1)], header=header)
    refusal = explain(caught.value, Shell(environ=ENVIRON))
    assert refusal.exit_code == 3
    assert "is read-only" in refusal.message or "denied to user" in refusal.message
    assert client.get(asked).data == expected


@SQLITE
def test_a_full_disk_stops_a_publication_whole(engine: Engine) -> None:
    store.publish(engine, [draft(0)], header=header)
    full = open_engine(engine.url.render_as_string(hide_password=False))

    def limit(driver: object, *_: object) -> None:
        pages = driver.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        driver.execute(f"PRAGMA max_page_count = {pages + 5}")  # type: ignore[attr-defined]

    event.listen(full, "connect", limit)
    with pytest.raises(DBAPIError, match="full"):
        store.publish(full, [draft(n, "x" * 9000) for n in range(1, 50)], header=header)
    full.dispose()
    assert held(engine) == {name(0)}
    store.publish(engine, [draft(1)], header=header)
    assert held(engine) == {name(0), name(1)}


def rejected(position: int) -> store.Rejected:
    return store.Rejected("a.xml", f"record {position}", "mods", "", "broken", "mend it", "", "auto", True, b"")


def side_by_side(write: Callable[[Sequence[int], int], object], places: int, turns: int) -> None:
    """Let two writers work at the same time, turn by turn, one from the front and one from the back."""
    start = threading.Barrier(2, timeout=60)

    def work(order: Sequence[int]) -> None:
        try:
            for turn in range(turns):
                start.wait()
                write(order, turn)
        except BaseException:
            start.abort()
            raise

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(work, range(places)), pool.submit(work, range(places)[::-1])]:
            done.result()


def test_publishers_that_meet_in_opposite_orders_do_not_block_each_other(database_url: str) -> None:
    engine = open_engine(database_url)

    def write(order: Sequence[int], turn: int) -> None:
        store.publish(engine, [draft(n, f"{turn} {order[0]}") for n in order], header=header)

    side_by_side(write, places=20, turns=12)
    assert held(engine) == {name(n) for n in range(20)}
    engine.dispose()


def test_loads_that_put_the_same_places_into_quarantine_do_not_block_each_other(database_url: str) -> None:
    engine = open_engine(database_url)
    side_by_side(lambda order, turn: store.reject(engine, turn, [rejected(n) for n in order]), places=150, turns=4)
    with query.reading(engine) as connection:
        positions = [entry.position for entry in admin.quarantined(connection)]
    assert sorted(positions) == sorted(f"record {n}" for n in range(150))
    engine.dispose()


_MENDED = "UPDATE alembic_version SET version_num = '{revision}'"
BROKEN = {
    "older": (
        "UPDATE alembic_version SET version_num = '0001'",
        _MENDED,
    ),
    "newer": (
        "UPDATE alembic_version SET version_num = '9999'",
        _MENDED,
    ),
    "without its column": (
        "ALTER TABLE publication RENAME COLUMN promised TO since",
        "ALTER TABLE publication RENAME COLUMN since TO promised",
    ),
    "without its table": ("ALTER TABLE listing RENAME TO other", "ALTER TABLE other RENAME TO listing"),
}
"""What makes the tables those of another version, and what mends them."""


@pytest.mark.parametrize("how", BROKEN)
def test_tables_of_another_version_are_503_and_served_once_they_fit(archive: collection.Archive, how: str) -> None:
    client, page = archive.client(), "/oai?verb=ListRecords&metadataPrefix=oai_dc"
    expected = client.get(page).data
    breaking, mending = BROKEN[how]
    for statement, status in ((breaking, 503), (mending, 200)):
        with archive.engine.begin() as connection:
            connection.exec_driver_sql(statement.format(revision=REVISION))
        archive.clock.second += 1  # a process asks for the clock, and so for the version, once a second
        response = client.get(page)
        assert response.status_code == status
        assert ("Retry-After" in response.headers) is (status == 503)
        assert (b"<" in response.data) is (status == 200)
    assert response.data.count(b"<record>") == expected.count(b"<record>")


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize(
    ("state", "passing"),
    [
        ("40001", True),  # a standby cancelled the query, since replay needed what it was reading
        ("57P03", True),  # the database system is starting up
        ("53100", True),  # disk full
        ("42501", True),  # insufficient privilege
        ("42601", False),  # syntax error
    ],
)
def test_what_postgresql_cannot_do_now_passes_and_what_it_does_not_understand_does_not(
    engine: Engine, state: str, passing: bool
) -> None:
    raising = f"DO $$ BEGIN RAISE SQLSTATE '{state}'; END $$"
    with engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.exec_driver_sql(raising)
    assert failures.passes(caught.value) is passing


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize(("given", "threshold"), [("none", None), ("0", 0), ("", 5)])
def test_the_url_says_whether_statements_are_prepared(database_url: str, given: str, threshold: int | None) -> None:
    """A pooler in transaction mode may know no prepared statements."""
    engine = open_engine(f"{database_url}?prepare_threshold={given}" if given else database_url)
    with engine.connect() as connection:
        assert connection.connection.driver_connection.prepare_threshold == threshold
    engine.dispose()
