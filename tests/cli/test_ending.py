"""Commands that write: finished though nobody reads what they print, and in good order when they are cut off."""

import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from models import store
from tests.cli.conftest import Sheaf, record
from tests.cli.test_load import counted
from tests.cli.test_render import change

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)  # which database it is changes nothing here

FULL = Path("/dev/full")
INVALID = """<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A letter</title></titleInfo>
<recordInfo><recordIdentifier>{}</recordIdentifier></recordInfo><shelf/></mods>"""
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")


@contextmanager
def unread() -> Iterator[int]:
    """Yield a pipe that nobody reads."""
    ours, theirs = os.pipe()
    os.close(ours)
    yield theirs
    os.close(theirs)


def run_unread(sheaf: Sheaf, *words: str) -> int:
    """Return the exit code of a command whose output nobody reads."""
    with unread() as pipe:
        command = [*sheaf.command, *words]
        return subprocess.run(command, env=sheaf.environ, stdout=pipe, stderr=pipe, check=False).returncode


def run_full(sheaf: Sheaf, *words: str) -> tuple[int, str]:
    """Return the exit code of a command whose stdout is on a full disk, and what it said."""
    with FULL.open("w", encoding="utf-8") as full:
        command = [*sheaf.command, *words]
        done = subprocess.run(
            command, env=sheaf.environ, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def items(sheaf: Sheaf) -> int:
    return len(sheaf.done("list", "--limit", "0").splitlines())


@pytest.mark.parametrize("words", [[], ["--report", "-"]])
def test_a_load_is_finished_though_nobody_reads_what_it_prints(sheaf: Sheaf, words: list[str]) -> None:
    records = (record(str(number)) for number in range(1200))
    sheaf.write("records.jsonl", *(line for each in records for line in (each, "nonsense")))
    assert run_unread(sheaf, "load", "records.jsonl", *words) == 1  # since something was quarantined
    assert items(sheaf) == 1200
    assert "\t1200\t" in sheaf.done("jobs")


def test_a_deletion_is_finished_though_nobody_reads_what_it_prints(filled: Sheaf) -> None:
    assert run_unread(filled, "delete", "nobody", "1", "2", "--yes", "--report", "-") == 1
    assert len(filled.done("list", "--deleted").splitlines()) == 3


def test_a_rendering_is_finished_though_nobody_reads_what_it_prints(filled: Sheaf) -> None:
    change(filled)
    assert run_unread(filled, "render") == 0
    assert filled.done("render", "--yes") == "Done: everything is up to date\n"


def test_a_retry_is_finished_though_nobody_reads_what_it_prints(sheaf: Sheaf) -> None:
    Path("letters").mkdir()
    for number in range(3):
        Path(f"letters/{number}.xml").write_text(INVALID.format(number), encoding="utf-8")
    assert sheaf.run("load", "letters", environ={"SHEAF_ON_INVALID_NATIVE": "quarantine"}).exit_code == 1
    assert items(sheaf) == 0
    assert run_unread(sheaf, "quarantine", "retry") == 0
    assert items(sheaf) == 3


@needs_full
def test_a_report_on_a_full_disk_is_named_and_the_count_is_told(sheaf: Sheaf) -> None:
    Path("report.jsonl").symlink_to(FULL)
    sheaf.write("records.jsonl", *(record(str(number)) for number in range(1200)))
    result = sheaf.run("load", "records.jsonl", "--report", "report.jsonl")
    assert result.exit_code == 3
    assert "report.jsonl: No space left on device; the disk is full." in result.stderr
    assert "the same command completes the rest" in result.stderr
    assert items(sheaf) >= counted(result.stdout)["added"] >= 1


@needs_full
@pytest.mark.parametrize("words", [["list"], ["load", "records.jsonl"], ["get", "1"], ["render"], ["sets"]])
def test_output_on_a_full_disk_is_named(filled: Sheaf, words: list[str]) -> None:
    code, said = run_full(filled, *words)
    assert code == 3
    assert said.endswith("sheaf: standard output: No space left on device; the disk is full.\n")


@needs_full
def test_remarks_that_cannot_be_written_stop_nothing(sheaf: Sheaf) -> None:
    sheaf.write("records.jsonl", record("1"), "nonsense")
    with FULL.open("w", encoding="utf-8") as full:
        command = [*sheaf.command, "load", "records.jsonl"]
        done = subprocess.run(command, env=sheaf.environ, stdout=subprocess.PIPE, stderr=full, text=True, check=False)
    assert (done.returncode, counted(done.stdout)) == (1, {"added": 1, "quarantined": 1})


def test_a_database_that_fails_in_the_middle_leaves_the_count(sheaf: Sheaf, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = store.publish

    def failing(*args: object, **named: object) -> object:
        monkeypatch.setattr(store, "publish", full)
        return whole(*args, **named)  # type: ignore[arg-type]

    def full(*_args: object, **_named: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(store, "publish", failing)
    sheaf.write("records.jsonl", *(record(str(number)) for number in range(700)))
    result = sheaf.run("load", "records.jsonl")
    assert result.exit_code == 3
    assert counted(result.stdout) == {"added": 500}
    told, refused = result.stderr.splitlines()
    assert "the same command completes the rest" in told
    assert "database or disk is full" in refused


def test_a_load_that_cannot_begin_counts_nothing(filled: Sheaf) -> None:
    result = filled.run("load", "records.jsonl", environ={"SHEAF_NAMESPACE": "other.example.org"})
    assert (result.exit_code, result.stdout) == (3, "")


@pytest.mark.parametrize("words", [["delete", "1", "2", "--yes"], ["render", "--yes"]])
def test_sigterm_ends_what_else_writes(filled: Sheaf, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    change(filled)
    monkeypatch.setattr("oai.cli.progress._Quiet.tell", lambda *_: signal.raise_signal(signal.SIGTERM))
    before = signal.getsignal(signal.SIGTERM)
    result = filled.run(*words)
    assert result.exit_code == 143
    assert "the same command completes the rest" in result.stderr
    assert "not finished" not in filled.done("jobs", "--limit", "1")
    assert signal.getsignal(signal.SIGTERM) == before


def test_an_interrupted_dry_run_does_not_claim_to_have_stored_anything(
    filled: Sheaf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oai.cli.progress._Quiet.tell", lambda *_: signal.raise_signal(signal.SIGTERM))
    result = filled.run("load", "records.jsonl", "--dry-run")
    assert result.exit_code == 143
    assert "Nothing was written" in result.stderr
    assert "stored" not in result.stderr
