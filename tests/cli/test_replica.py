"""`sheaf serve` with a replica: what it makes sure of before it serves, and what it says."""

import pytest
from sqlalchemy import make_url

from models import store
from models.engine import open_engine
from oai.cli import serving
from tests import databases
from tests.cli.conftest import Sheaf

SERVERS = pytest.mark.parametrize("backend", list(databases.SERVERS), indirect=True)


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_serve", lambda *_: None)
    monkeypatch.setattr(serving, "_check_free", lambda _: None)


def serve(sheaf: Sheaf, read: str, **environ: str) -> tuple[int, str]:
    """Return the exit code and the words of `sheaf serve`, for which `read` is the replica."""
    result = sheaf.run("serve", environ={"SHEAF_READ_DATABASE_URL": read, **environ})
    return result.exit_code, result.stderr


@SERVERS
def test_a_replica_of_the_same_repository_is_served(filled: Sheaf) -> None:
    assert serve(filled, filled.database_url) == (0, "")


@SERVERS
def test_another_repository_is_refused(backend: databases.Backend, filled: Sheaf) -> None:
    with backend.lend() as other:
        code, said = serve(filled, other)
    assert code == 3
    assert "holds another repository" in said
    assert "read_database_url" in said


@SERVERS
def test_a_replica_that_lacks_the_newest_key_is_of_the_same_repository(filled: Sheaf) -> None:
    engine = open_engine(filled.database_url)
    store.add_sealing_key(engine)
    engine.dispose()
    assert serve(filled, filled.database_url) == (0, "")


@SERVERS
def test_a_replica_without_tables_or_with_older_ones_is_refused(filled: Sheaf, new_database_url: str) -> None:
    code, said = serve(filled, new_database_url)
    assert (code, "is empty" in said) == (3, True)
    databases.upgrade(new_database_url)
    engine = open_engine(new_database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    engine.dispose()
    code, said = serve(filled, new_database_url)
    assert (code, "is at schema older" in said) == (3, True)


@SERVERS
def test_a_replica_out_of_reach_is_refused_without_its_password(filled: Sheaf) -> None:
    away = make_url(filled.database_url).set(host="127.0.0.1", port=1, username="sheaf", password="hunter2")
    code, said = serve(filled, away.render_as_string(hide_password=False))
    assert code == 3
    assert "which read_database_url names, cannot be used" in said
    assert "hunter2" not in said


@SERVERS
def test_with_a_replica_serving_begins_while_the_primary_is_away(filled: Sheaf) -> None:
    away = make_url(filled.database_url).set(host="127.0.0.1", port=1, username="sheaf", password="hunter2")
    url = away.render_as_string(hide_password=False)
    code, said = serve(filled, filled.database_url, SHEAF_DATABASE_URL=url)
    assert code == 0
    assert "cannot be reached" in said
    assert "hunter2" not in said


def test_settings_show_a_replica_without_its_password(bare: Sheaf) -> None:
    urls = {"SHEAF_DATABASE_URL": "postgresql://h/x", "SHEAF_READ_DATABASE_URL": "postgresql://me:hunter2@r/x"}
    shown = bare.done("settings", environ=urls)
    assert "postgresql://me:***@r/x" in shown
    assert "hunter2" not in shown
