"""The schema: made from nothing, checked against the code, refused when it is not the one the code works with."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, LargeBinary, bindparam, text
from sqlalchemy.engine.reflection import Inspector
from sqlalchemy.exc import OperationalError

import migrations
from models.engine import open_engine
from models.tables import REVISION, metadata
from tests import databases
from tests.functional.servers import PROJECT, environment


@pytest.fixture
def new(new_database_url: str) -> Iterator[Engine]:
    """Yield an engine of a database without tables."""
    engine = open_engine(new_database_url)
    yield engine
    engine.dispose()


def send(engine: Engine, statement: str) -> None:
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(statement)


def test_an_upgraded_database_has_the_schema_of_the_code(engine: Engine) -> None:
    assert migrations.check(engine) == []
    migrations.upgrade(engine)
    assert migrations.check(engine) == []


def test_an_empty_database_says_how_to_begin(new: Engine) -> None:
    assert migrations.check(new) == ["the database is empty; run `sheaf db upgrade` to make a repository in it"]
    with pytest.raises(migrations.SchemaError, match="sheaf db upgrade"):
        migrations.require(new)


DAMAGES = [
    ("DROP TABLE job", "the schema differs from the code: the table job is missing"),
    ("ALTER TABLE item DROP COLUMN native", "the schema differs from the code: the column item.native is missing"),
    (
        "ALTER TABLE item ADD COLUMN shelf INTEGER",
        "the schema differs from the code: the column item.shelf is not ours",
    ),
    ("UPDATE alembic_version SET version_num = '9999'", "is at schema 9999, which this Sheaf does not know"),
    ("DROP TABLE alembic_version", ""),
]


@pytest.mark.parametrize(("damage", "sentence"), DAMAGES)
def test_a_schema_that_differs_is_named(new: Engine, damage: str, sentence: str) -> None:
    migrations.upgrade(new)
    send(new, damage)
    (fault,) = migrations.check(new)
    assert sentence in fault


def test_a_schema_that_is_too_old_is_named(new: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    migrations.upgrade(new)
    monkeypatch.setattr("alembic.script.ScriptDirectory.get_current_head", lambda _: "9998")
    (fault,) = migrations.check(new)
    assert fault == f"the database is at schema {REVISION}, this Sheaf needs 9998; run `sheaf db upgrade`"


ALTERED = {
    "postgresql": (
        'ALTER TABLE item ALTER COLUMN identifier TYPE VARCHAR(512) COLLATE "default"',
        "ALTER TABLE rendition ALTER COLUMN stamp TYPE INTEGER",
    ),
    "mariadb": (
        "ALTER TABLE repository_set CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
        "ALTER TABLE tally MODIFY count INTEGER NOT NULL",
    ),
}


@pytest.mark.parametrize("which", [0, 1], ids=["collation", "type"])
def test_another_collation_or_type_is_named(backend: databases.Backend, new: Engine, which: int) -> None:
    """SQLite cannot alter a column, and has neither collations nor sizes that could differ."""
    migrations.upgrade(new)
    if backend.name == "sqlite":
        assert migrations.check(new) == []
        return
    send(new, ALTERED[backend.name][which])
    (fault,) = migrations.check(new)
    assert "is of another kind" in fault


def test_other_peoples_tables_beside_ours_are_no_fault(new: Engine) -> None:
    migrations.upgrade(new)
    send(new, "CREATE TABLE lending (id INTEGER PRIMARY KEY)")
    assert migrations.check(new) == []


def test_every_database_has_sealing_keys_of_its_own(backend: databases.Backend) -> None:
    keys = set()
    for _ in range(2):
        with backend.create() as url:
            databases.upgrade(url)
            engine = open_engine(url)
            with engine.connect() as connection:
                keys.add(connection.execute(metadata.tables["sealing_key"].select()).one().key)
            engine.dispose()
    assert len(keys) == 2


def test_an_upgrade_that_fails_can_be_repeated(
    backend: databases.Backend, new: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where tables are made in a transaction nothing is left behind; on MariaDB the next upgrade goes on from there."""

    def failing(*_: object) -> str:
        raise RuntimeError("no entropy")

    with monkeypatch.context() as broken:
        broken.setattr("secrets.token_urlsafe", failing)
        with pytest.raises(RuntimeError):
            migrations.upgrade(new)
    (fault,) = migrations.check(new)
    assert "run `sheaf db upgrade`" in fault
    assert ("the database is empty" in fault) == (backend.name != "mariadb")
    migrations.upgrade(new)
    assert migrations.check(new) == []
    with new.connect() as connection:
        assert len(connection.execute(metadata.tables["publication"].select()).all()) == 1
        assert len(connection.execute(metadata.tables["sealing_key"].select()).all()) == 1


def test_one_upgrade_runs_at_a_time(new_database_url: str) -> None:
    inside: list[Engine] = []

    def upgrade(engine: Engine) -> int:
        with migrations.upgrading(engine):
            inside.append(engine)
            threading.Event().wait(0.05)
            together = len(inside)
            inside.remove(engine)
        return together

    engines = [open_engine(new_database_url) for _ in range(4)]
    with ThreadPoolExecutor(len(engines)) as pool:
        assert list(pool.map(upgrade, engines)) == [1, 1, 1, 1]
    for engine in engines:
        engine.dispose()


def test_upgrades_of_several_processes_at_once_all_succeed(new: Engine, tmp_path: Path) -> None:
    env = environment(tmp_path, SHEAF_DATABASE_URL=new.url.render_as_string(hide_password=False))
    command = [sys.executable, "-m", "oai.cli", "db", "upgrade"]
    started = [
        subprocess.Popen(command, env=env, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(3)
    ]
    said = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    assert migrations.check(new) == []


@pytest.mark.parametrize("ask", [migrations.upgrade, migrations.check])
def test_an_upgrade_that_ends_while_another_looks_at_the_tables_is_no_fault(
    new: Engine, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Engine], object]
) -> None:
    other = open_engine(new.url.render_as_string(hide_password=False))
    looked: list[str] = []

    def interrupted(owner: type, name: str) -> None:
        look = getattr(owner, name)

        def first_then_upgrade(*given: Any, **named: Any) -> Any:
            found = look(*given, **named)
            looked.append(name)
            if len(looked) == 1:
                migrations.upgrade(other)
            return found

        monkeypatch.setattr(owner, name, first_then_upgrade)

    interrupted(Inspector, "get_table_names")
    interrupted(MigrationContext, "get_current_revision")
    assert not ask(new)
    other.dispose()
    assert migrations.check(new) == []


HOLD = {
    "postgresql": ("LOCK TABLE item IN ACCESS SHARE MODE", "ALTER TABLE item ADD COLUMN shelf INTEGER"),
    "mariadb": ("LOCK TABLES item READ", "ALTER TABLE item ADD COLUMN shelf INTEGER"),
    "sqlite": ("BEGIN IMMEDIATE", "ALTER TABLE item ADD COLUMN shelf INTEGER"),
}


def test_a_table_in_use_makes_an_upgrade_give_up(
    backend: databases.Backend, new: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers queue behind a change of their table that waits for a lock: it must not wait for ever."""
    migrations.upgrade(new)
    monkeypatch.setattr(migrations, "LOCK_SECONDS", 1)
    monkeypatch.setattr("models.engine.BUSY_SECONDS", 1)
    hold, change = HOLD[backend.name]
    other = open_engine(str(new.url.render_as_string(hide_password=False)))
    with new.connect() as holder:
        if backend.name == "postgresql":
            holder.exec_driver_sql("BEGIN")
        holder.exec_driver_sql(hold)
        with (
            pytest.raises(OperationalError, match=r"(?i)lock"),
            migrations.upgrading(other) as connection,
        ):
            connection.exec_driver_sql(change)
        holder.exec_driver_sql("UNLOCK TABLES" if backend.name == "mariadb" else "ROLLBACK")
    other.dispose()
    assert migrations.check(new) == []


def test_an_upgrade_that_runs_elsewhere_is_waited_for_in_vain(
    new_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.engine.BUSY_SECONDS", 1)
    monkeypatch.setattr(migrations, "BUSY_SECONDS", 1)
    first, second = open_engine(new_database_url), open_engine(new_database_url)
    with (
        migrations.upgrading(first),
        pytest.raises((OperationalError, migrations.SchemaError), match=r"(?i)lock"),
        migrations.upgrading(second),
    ):
        pytest.fail("two upgrades at once")
    with migrations.upgrading(second):  # and the lock is free again
        pass
    first.dispose()
    second.dispose()


@pytest.fixture
def latin(backend: databases.Backend) -> Iterator[str]:
    """Yield the URL of a PostgreSQL database that cannot hold every character; elsewhere the tables decide."""
    if backend.name != "postgresql":
        with backend.create() as url:
            yield url
        return
    name = "sheaf_test_latin"
    backend.order(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    yield backend.url(name)
    backend.order(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_database_that_cannot_hold_every_character_is_refused(backend: databases.Backend, latin: str) -> None:
    engine = open_engine(latin)
    if backend.name == "postgresql":
        with pytest.raises(migrations.SchemaError, match="encoding is LATIN1"):
            migrations.upgrade(engine)
    else:
        migrations.upgrade(engine)
        assert migrations.check(engine) == []
    engine.dispose()


def test_another_applications_database_is_left_alone(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE letters (id INTEGER)")
    assert "tables that are not Sheaf's (letters)" in migrations.check(engine)[0]
    with pytest.raises(migrations.SchemaError, match="use an empty database"):
        migrations.upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all() == ["letters"]
    engine.dispose()


def test_a_table_that_somebody_adds_later_is_no_fault(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE notes_of_the_archivist (id INTEGER)")
    assert migrations.check(engine) == []


def at_first_revision(new: Engine) -> None:
    command.upgrade(migrations.config(new), "0001")
    send(new, "UPDATE publication SET last_stamp = 7, since = 5")


def test_a_repository_of_the_first_revision_promises_the_present(new: Engine) -> None:
    """Its responses were dated with the database's time; what is published from now on must come later."""
    at_first_revision(new)
    before = int(time.time())
    migrations.upgrade(new)
    assert migrations.check(new) == []
    with new.connect() as connection:
        row = connection.execute(metadata.tables["publication"].select()).one()
    assert row.last_stamp == 7
    assert before <= row.promised <= time.time()


@pytest.mark.parametrize("backend", ["mariadb"], indirect=True)
def test_the_second_revision_can_be_cut_off_anywhere(new: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    at_first_revision(new)
    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.drop_column", _cut_off)
        with pytest.raises(RuntimeError):
            migrations.upgrade(new)
    migrations.upgrade(new)
    assert migrations.check(new) == []


BODY = (
    b"<metadata><a>&lt;about><provenance x</a></metadata><about><rights/></about>"
    b"<about><provenance xmlns='p'><b/></provenance></about>"
)


def test_the_third_revision_finds_where_items_were_harvested(new: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in what is served of them; items that were not harvested, or have no native, have none."""
    monkeypatch.setattr("migrations.versions.0003_recipes_and_provenance._CHUNK", 1, raising=False)
    command.upgrade(migrations.config(new), "0002")
    at_rest = b"<metadata/><about><rights/></about>"
    with new.connect() as connection, connection.begin():
        for key, native, body in ((1, b"<a/>", BODY), (2, b"<a/>", at_rest), (3, None, at_rest)):
            connection.execute(_OLD_ITEM, {"id": key, "name": f"oai:x:{key}", "native": native})
            connection.execute(_OLD_RENDITION, {"id": key, "body": body})
    migrations.upgrade(new)
    assert migrations.check(new) == []
    with new.connect() as connection:
        kept = connection.execute(text("SELECT id, provenance FROM item ORDER BY id")).all()
        assert connection.execute(text("SELECT COUNT(recipe) FROM rendition")).scalar() == 0
    assert [row.id for row in kept] == [1, 2, 3]
    assert [row.provenance for row in kept] == [b"<provenance xmlns='p'><b/></provenance>", None, None]


_OLD_ITEM = text(
    "INSERT INTO item (id, identifier, deleted, source, specs, digest, record, native)"
    " VALUES (:id, :name, FALSE, 'oai_dc', '', '', '', :native)"
).bindparams(bindparam("native", type_=LargeBinary))
_OLD_RENDITION = text(
    "INSERT INTO rendition (stamp, item_id, prefix, deleted, digest, header, body)"
    " VALUES (:id, :id, 'oai_dc', FALSE, '', '', :body)"
).bindparams(bindparam("body", type_=LargeBinary))


@pytest.mark.parametrize("backend", ["mariadb"], indirect=True)
def test_the_third_revision_can_be_cut_off(new: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    command.upgrade(migrations.config(new), "0002")
    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.create_table_comment", _cut_off)
        with pytest.raises(RuntimeError):
            migrations.upgrade(new)
    migrations.upgrade(new)
    assert migrations.check(new) == []


def _cut_off(*_: object) -> None:
    raise RuntimeError("cut off")


def test_the_serving_path_asks_for_the_latest_revision() -> None:
    assert ScriptDirectory.from_config(migrations.config()).get_current_head() == REVISION
