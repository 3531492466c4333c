"""Fixtures of the command line's tests: a folder with a sheaf.toml, a real SQLite database, the command itself."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from models.engine import open_engine
from oai.cli import main
from tests import databases
from tests.corpora import PROJECT

TOML = """
repository_name = "Archive of Testing"
base_url = "https://archive.example.org/oai"
admin_emails = ["archivist@example.org"]
namespace = "archive.example.org"
database_url = "sqlite:///repository.db"
formats = { oai_dc = {} }
sets = [{ spec = "letters", name = "Letters" }]
"""


class Sheaf:
    """The `sheaf` command in a folder of its own: `run` within this process, `command` and `environ` for real ones."""

    command: Sequence[str] = (sys.executable, "-c", "from oai.cli import main; main(prog_name='sheaf')")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database_url = "sqlite:///repository.db"
        self.environ = {name: text for name, text in os.environ.items() if not name.startswith("SHEAF_")}
        self.environ |= {"PYTHONPATH": str(PROJECT)}

    def run(self, *words: str, input: str | bytes | None = None, environ: Mapping[str, str] | None = None) -> Result:  # noqa: A002
        """Return what the command printed, and its exit code; a traceback would fail the test."""
        result = CliRunner().invoke(main, words, input=input, env=dict(environ or {}), prog_name="sheaf")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.output
        return result

    def done(self, *words: str, **named: Any) -> str:
        """Return what the command printed to stdout, having checked that it succeeded."""
        result = self.run(*words, **named)
        assert result.exit_code == 0, result.output
        return result.stdout

    def write(self, name: str, *records: dict[str, Any] | str) -> Path:
        """Return a file of JSON Lines."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path


def _stay(*_: object) -> None:
    """Fail the test whose `sheaf serve` was to refuse: it would become gunicorn in the middle of pytest."""
    pytest.fail("the command would have started the server")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, which has a sheaf.toml; the environment has no SHEAF_* variables."""
    for variable in [name for name in os.environ if name.startswith("SHEAF_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setattr("gunicorn.app.base.BaseApplication.run", _stay)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheaf.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


@pytest.fixture
def bare(folder: Path) -> Sheaf:
    """Return the command in a folder without a database."""
    return Sheaf(folder)


@pytest.fixture
def sheaf(bare: Sheaf, database_url: str) -> Sheaf:
    """Return the command in a folder with an empty repository, which sheaf.toml names."""
    return over(bare, database_url)


@pytest.fixture
def outdated(bare: Sheaf, new_database_url: str) -> Sheaf:
    """Return the command over a database whose tables another version made."""
    return altered(bare, new_database_url, "UPDATE alembic_version SET version_num = 'older'")


@pytest.fixture
def damaged(bare: Sheaf, new_database_url: str) -> Sheaf:
    """Return the command over a database that lacks a table and a column."""
    return altered(bare, new_database_url, "DROP TABLE quarantine", "ALTER TABLE item DROP COLUMN native")


def altered(bare: Sheaf, database_url: str, *statements: str) -> Sheaf:
    """Return the command over an empty repository, to which something was done behind its back."""
    databases.upgrade(database_url)
    engine = open_engine(database_url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
    return over(bare, database_url)


def over(bare: Sheaf, database_url: str) -> Sheaf:
    """Return the command with another database in sheaf.toml."""
    path = bare.folder / "sheaf.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(bare.database_url, database_url), encoding="utf-8")
    bare.database_url = database_url
    return bare


def record(local_id: str, title: str = "A letter", **fields: Any) -> dict[str, Any]:
    """Return a Record, ready to be written as JSON."""
    return {"local_id": local_id, "titles": [{"value": title}], **fields}


@pytest.fixture
def filled(sheaf: Sheaf) -> Sheaf:
    """Return the command over four records, one of them deleted, in two sets; the file is records.jsonl."""
    path = sheaf.write(
        "records.jsonl",
        record("1", "First", sets=["letters:soviet"]),
        record("2", "Second", sets=["letters"]),
        record("3", "Third"),
        record("4", "Fourth", sets=["letters"]),
    )
    sheaf.done("load", str(path))
    sheaf.done("delete", "oai:archive.example.org:4")
    return sheaf
