"""The schema: made from nothing, checked against the code, refused when it is not the one the code works with."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

import migrations
from models.engine import open_engine


def test_an_upgraded_database_has_the_schema_of_the_code(engine: Engine) -> None:
    assert migrations.check(engine) == []
    migrations.upgrade(engine)
    assert migrations.check(engine) == []


def test_an_empty_database_says_how_to_begin(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    assert migrations.check(engine) == ["the database is empty; run `sheaf db upgrade` to make a repository in it"]
    with pytest.raises(migrations.SchemaError, match="sheaf db upgrade"):
        migrations.require(engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("DROP TABLE job", "the schema differs from the code"),
        ("ALTER TABLE item DROP COLUMN native", "the schema differs from the code"),
        ("UPDATE alembic_version SET version_num = '9999'", "which this Sheaf does not know"),
        ("DROP TABLE alembic_version", "have lost their version"),
    ],
)
def test_a_schema_that_differs_is_named(engine: Engine, damage: str, sentence: str) -> None:
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(damage)
    faults = migrations.check(engine)
    assert len(faults) == 1
    assert sentence in faults[0]


def test_every_database_has_sealing_keys_of_its_own(tmp_path: Path) -> None:
    keys = set()
    for name in ("one", "two"):
        engine = open_engine(f"sqlite:///{tmp_path / name}.db")
        migrations.upgrade(engine)
        with engine.connect() as connection:
            keys.add(connection.exec_driver_sql("SELECT key FROM sealing_key").scalar())
        engine.dispose()
    assert len(keys) == 2


def test_an_upgrade_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")

    def failing(*_: object) -> str:
        raise RuntimeError("no entropy")

    monkeypatch.setattr("secrets.token_urlsafe", failing)
    with pytest.raises(RuntimeError):
        migrations.upgrade(engine)
    assert "the database is empty" in migrations.check(engine)[0]
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
