"""`sheaf quarantine`: what could not be loaded stays at hand until it can."""

from pathlib import Path

import pytest

from tests.cli.conftest import Sheaf, record


@pytest.fixture
def sick(sheaf: Sheaf) -> Sheaf:
    """Return the command over two records in quarantine: nonsense, and one whose set is too long to be kept."""
    path = sheaf.write("records.jsonl", record("1"), "nonsense", record("3", sets=["x" * 300]))
    assert sheaf.run("load", str(path)).exit_code == 1
    return sheaf


def test_list_shows_place_reason_and_advice(sick: Sheaf) -> None:
    first, second = (line.split("\t") for line in sick.done("quarantine", "list").splitlines())
    assert first[1].startswith(f"{sick.folder / 'records.jsonl'}, ")
    assert "line 2" in first[1]
    assert "longer than 255" in second[2]
    assert first[2]
    assert first[3]


def test_list_of_nothing_prints_nothing_to_stdout(sheaf: Sheaf) -> None:
    result = sheaf.run("quarantine", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing" in result.stderr


def test_show_prints_the_bytes_as_they_were_read(sick: Sheaf) -> None:
    number = sick.done("quarantine", "list").split("\t")[0]
    result = sick.run("quarantine", "show", number)
    assert result.exit_code == 0
    assert result.stdout.strip() == "nonsense"
    assert "line 2" in result.stderr
    assert "Reason: " in result.stderr


def test_an_unknown_number_is_said_to_be_unknown(sick: Sheaf) -> None:
    shown, retried = sick.run("quarantine", "show", "99"), sick.run("quarantine", "retry", "99")
    assert (shown.exit_code, retried.exit_code) == (1, 1)
    assert "99" in shown.stderr
    assert "99" in retried.stderr


def test_retry_tells_what_still_fails(sick: Sheaf) -> None:
    result = sick.run("quarantine", "retry")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert len(sick.done("quarantine", "list").splitlines()) == 2


def test_retry_loads_what_can_be_loaded_now(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1", "First"), record("1", "Twice in one load"))
    assert sheaf.run("load", str(path)).exit_code == 1
    assert sheaf.done("quarantine", "retry") == "oai:archive.example.org:1\tchanged\n"
    assert sheaf.done("quarantine", "list") == ""
    assert "Twice in one load" in sheaf.done("get", "1")


def test_loading_the_mended_file_empties_the_quarantine(sick: Sheaf) -> None:
    sick.done("load", str(sick.write("records.jsonl", record("1"), record("2"), record("3"))))
    assert sick.done("quarantine", "list") == ""


def test_a_number_chooses_what_is_tried_again(sick: Sheaf) -> None:
    second = sick.done("quarantine", "list").splitlines()[1].split("\t")[0]
    result = sick.run("quarantine", "retry", second)
    assert "longer than 255" in result.stderr
    assert "line 2" not in result.stderr
    assert Path("records.jsonl").exists()
