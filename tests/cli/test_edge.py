"""The edge: no traceback for what a person can put right, no secret in any message, nothing odd in a pipe."""

import os
import pty
import shlex
import sqlite3
import subprocess
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from models.engine import open_engine, writing
from models.tables import publication
from oai.cli import database
from oai.cli.edge import explain
from oai.cli.output import masked, plain
from oai.cli.shell import Shell
from tests.cli.conftest import Sheaf

READERS = ["list", "sets", "formats", "identify", "jobs", "quarantine list", "get 1", "token x", "load .", "serve"]


@pytest.mark.parametrize("words", READERS)
def test_without_a_database_the_sentence_says_what_makes_one(bare: Sheaf, words: str) -> None:
    bare.write("records.jsonl", {})
    result = bare.run(*words.split())
    assert result.exit_code == 3
    assert "sheaf db upgrade" in result.stderr
    assert result.stdout == ""
    assert not Path("repository.db").exists()


def test_an_outdated_schema_stops_every_command(outdated: Sheaf) -> None:
    outdated.write("records.jsonl", {})
    for words in READERS:
        result = outdated.run(*words.split())
        assert (result.exit_code, "is at schema older" in result.stderr) == (3, True), words


def test_upgrade_makes_the_database_and_check_agrees(bare: Sheaf) -> None:
    before = bare.run("db", "check")
    assert before.exit_code == 1
    assert "sheaf db upgrade" in before.stderr
    assert "up to date" in bare.done("db", "upgrade")
    assert "up to date" in bare.done("db", "check")
    assert bare.done("db", "upgrade")


def test_a_wrong_setting_stops_every_command(sheaf: Sheaf) -> None:
    sheaf.write("records.jsonl", {})
    for words in READERS:
        result = sheaf.run(*words.split(), environ={"SHEAF_PAGE_SIZE": "0"})
        assert (result.exit_code, "page_size" in result.stderr) == (3, True), words


@pytest.mark.parametrize("words", [["--config", "other.toml", "settings"], ["settings", "--config", "other.toml"]])
def test_config_may_stand_before_or_after_the_command(bare: Sheaf, words: list[str]) -> None:
    Path("sheaf.toml").rename("other.toml")
    assert "file other.toml" in bare.done(*words)


def test_a_file_of_settings_that_is_not_there(bare: Sheaf) -> None:
    result = bare.run("settings", "--config", "nowhere.toml")
    assert result.exit_code == 3
    assert "nowhere.toml" in result.stderr


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("postgresql://sheaf:hunter2@localhost:1/sheaf", "postgresql://sheaf:***@localhost:1/sheaf"),
        ("sqlite:////nowhere/at/all.db", "/nowhere/at/all.db"),
        ("mysql+nodriver://sheaf:hunter2@localhost/sheaf", "mysql+nodriver://sheaf:***@localhost/sheaf"),
    ],
)
def test_a_database_out_of_reach_is_named_without_its_password(bare: Sheaf, url: str, hint: str) -> None:
    result = bare.run("db", "upgrade", environ={"SHEAF_DATABASE_URL": url})
    assert result.exit_code == 3
    assert hint in result.stderr
    assert "hunter2" not in result.output


def test_a_file_that_is_no_database_is_refused(bare: Sheaf) -> None:
    Path("repository.db").write_text("a letter, not a database" * 100, encoding="utf-8")
    result = bare.run("list")
    assert result.exit_code == 3
    assert "not a database" in result.stderr


def test_a_locked_database_says_so(sheaf: Sheaf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.engine.BUSY_SECONDS", 1)
    path = sheaf.write("records.jsonl", {"local_id": "1", "titles": [{"value": "x"}]})
    engine = open_engine(sheaf.database_url)
    with writing(engine) as holder:
        holder.execute(publication.update().values(promised=0))
        result = sheaf.run("load", str(path))
    engine.dispose()
    assert result.exit_code == 3
    assert "is locked" in result.stderr


def broken(_: object) -> list[str]:
    message = "a fault of ours"
    raise KeyError(message)


def test_a_fault_of_ours_is_one_line_and_debug_shows_the_traceback(
    sheaf: Sheaf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database.migrations, "check", broken)
    result = sheaf.run("db", "check")
    assert result.exit_code == 70
    assert "KeyError" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    for words in (["--debug", "db", "check"], ["db", "check", "--debug"], ["db", "--debug", "check"]):
        with pytest.raises(KeyError):
            sheaf.run(*words)


@pytest.mark.usefixtures("bare")
def test_what_a_database_says_is_repeated_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEAF_DATABASE_URL", "postgresql://sheaf:hunter2@localhost/sheaf")
    said = Exception("connection to 'host=localhost password=hunter2' failed\nfor user sheaf")
    refusal = explain(OperationalError("SELECT :secret", {"secret": "hunter2"}, said), Shell())
    assert "failed for user sheaf" in refusal.message
    assert "hunter2" not in refusal.message
    assert "SELECT" not in refusal.message


def explained(error: Exception) -> str:
    """Return what is said of a driver's error."""
    return explain(OperationalError("SELECT 1", {}, error), Shell()).message


@pytest.mark.usefixtures("bare")
def test_a_file_that_sqlite_cannot_open_says_what_must_be_writable() -> None:
    said = explained(sqlite3.OperationalError("unable to open database file"))
    assert "unable to open database file; the file and its folder must be writable" in said


@pytest.mark.usefixtures("bare")
def test_of_mariadb_s_errors_the_text_is_shown() -> None:
    said = explained(OSError(1045, "Access denied for user 'sheaf'@'localhost' (using password: NO)"))
    assert said.endswith("cannot be used: Access denied for user 'sheaf'@'localhost' (using password: NO).")


def test_an_error_of_the_file_system_names_the_file() -> None:
    refusal = explain(PermissionError(13, "Permission denied", "secret.xml"), Shell())
    assert refusal.message == "secret.xml: Permission denied."
    assert refusal.exit_code == 3


def test_temporary_files_that_cannot_be_written_are_no_fault() -> None:
    refusal = explain(sqlite3.OperationalError("database or disk is full"), Shell())
    assert (refusal.exit_code, "TMPDIR" in refusal.message) == (3, True)


def test_what_the_system_refuses_without_a_file_is_no_fault() -> None:
    refusal = explain(OSError(24, "Too many open files"), Shell())
    assert (refusal.exit_code, refusal.message) == (3, "Too many open files.")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:hunter2@host/db", "postgresql://me:***@host/db"),
        ("postgresql://host/db?password=hunter2", "postgresql://host/db?password=%2A%2A%2A"),
        ("sqlite:////srv/sheaf.db", "sqlite:////srv/sheaf.db"),
    ],
)
def test_a_database_url_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert masked(url) == shown


def test_text_of_others_is_one_line_without_control_characters() -> None:
    assert plain("a\x1b[31mb\r\n\tc\u202ed\u0085e") == "a [31mb c d e"


def test_a_reader_that_goes_away_is_no_error(filled: Sheaf) -> None:
    command = shlex.join([*filled.command, "list", "--limit", "0"])
    done = subprocess.run(
        ["sh", "-c", f"{command} | head -n 1"], env=filled.environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("oai:archive.example.org:1")
    assert "Error" not in done.stderr
    assert "Traceback" not in done.stderr


def on_a_terminal(sheaf: Sheaf, *words: str, **environ: str) -> str:
    """Return what the command writes when its stdout is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*sheaf.command, *words],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**sheaf.environ, "TERM": "xterm-256color", "COLUMNS": "120", **environ},
    )
    os.close(theirs)
    chunks = []
    try:
        while chunk := os.read(ours, 65536):
            chunks.append(chunk)
    except OSError:  # Linux says so when the other end of the terminal is closed
        pass
    os.close(ours)
    process.wait(timeout=60)
    return b"".join(chunks).decode()


def test_a_terminal_gets_tables_with_headings_and_colour(filled: Sheaf) -> None:
    shown = on_a_terminal(filled, "list")
    assert "Identifier" in shown
    assert "\x1b[36m" in shown


def test_no_color_is_honoured(filled: Sheaf) -> None:
    shown = on_a_terminal(filled, "list", NO_COLOR="1")
    assert "Identifier" in shown
    assert "\x1b[36m" not in shown


def test_a_pipe_gets_neither(filled: Sheaf) -> None:
    assert "Identifier" not in filled.done("list")
    assert "\x1b" not in filled.done("list")


def test_a_terminal_gets_a_bar_while_loading(filled: Sheaf) -> None:
    shown = on_a_terminal(filled, "load", "records.jsonl")
    assert "100%" in shown


def test_a_database_in_a_folder_that_is_not_there_is_told_so(bare: Sheaf) -> None:
    result = bare.run("db", "upgrade", environ={"SHEAF_DATABASE_URL": "sqlite:///no/such/folder/x.db"})
    assert result.exit_code == 3
    assert "no folder no/such/folder" in result.stderr


@pytest.mark.parametrize("url", ["mariadb://root@127.0.0.1/", "mysql://root@127.0.0.1", "postgresql://x@127.0.0.1"])
def test_a_server_without_a_database_is_refused(bare: Sheaf, url: str) -> None:
    result = bare.run("list", environ={"SHEAF_DATABASE_URL": url})
    assert result.exit_code == 3
    assert "names no database" in result.stderr


def test_an_option_that_the_driver_does_not_know_is_told(bare: Sheaf) -> None:
    result = bare.run("list", environ={"SHEAF_DATABASE_URL": "mariadb://root@127.0.0.1/x?foo=1"})
    assert result.exit_code == 3
    assert "does not know: 'foo'" in result.stderr


def test_an_upgrade_that_cannot_mend_the_tables_says_what_can(damaged: Sheaf) -> None:
    upgraded, checked, listed = (damaged.run(*words) for words in (["db", "upgrade"], ["db", "check"], ["list"]))
    assert (upgraded.exit_code, checked.exit_code, listed.exit_code) == (1, 1, 3)
    assert upgraded.stdout == ""
    assert upgraded.stderr == checked.stderr
    for result in (checked, listed):
        assert "the table quarantine is missing" in result.stderr
        assert "the column item.native is missing" in result.stderr
        assert "restore the database from a backup" in result.stderr
