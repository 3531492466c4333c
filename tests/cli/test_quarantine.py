"""`sheaf quarantine`: what could not be loaded stays at hand until it can."""

from pathlib import Path

import pytest

from oai.cli import reports
from oai.ingest import Outcome
from tests.cli.conftest import Sheaf, record


@pytest.fixture
def sick(sheaf: Sheaf) -> Sheaf:
    """Return the command over two records in quarantine: nonsense, and one whose set is too long to be kept."""
    path = sheaf.write("records.jsonl", record("1"), "nonsense", record("3", sets=["x" * 300]))
    assert sheaf.run("load", str(path)).exit_code == 1
    return sheaf


def test_list_shows_place_reason_and_advice(sick: Sheaf) -> None:
    first, second = (line.split("\t") for line in sick.done("quarantine", "list").splitlines())
    assert first[1].startswith("records.jsonl, ")
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


def test_ctrl_c_while_an_outcome_is_shown_ends_the_retry(sick: Sheaf, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_outcome: Outcome) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(reports, "refusal", interrupted)
    result = sick.run("quarantine", "retry")
    assert (result.exit_code, result.exc_info is None) == (130, False)  # which keeps all that has not been closed
    assert "not finished" not in sick.done("jobs", "--limit", "1")


def test_retry_loads_what_can_be_loaded_now(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1", "x" * 2000), record("2"))
    assert sheaf.run("load", str(path), environ={"SHEAF_MAX_RECORD_BYTES": "1024"}).exit_code == 1
    assert sheaf.run("quarantine", "retry").exit_code == 1  # too large to be kept
    sheaf.done("load", str(path))
    assert sheaf.done("quarantine", "list") == ""


def test_retry_leaves_a_repeated_identifier_alone(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1", "First"), record("1", "Twice in one load"))
    assert sheaf.run("load", str(path)).exit_code == 1
    result = sheaf.run("quarantine", "retry")
    assert result.exit_code == 1
    assert "stands twice" in result.stderr
    assert "First" in sheaf.done("get", "1")


def test_what_is_dropped_is_forgotten(sick: Sheaf) -> None:
    first, second = (line.split("\t")[0] for line in sick.done("quarantine", "list").splitlines())
    assert "1 dropped" in sick.done("quarantine", "drop", first)
    assert sick.run("quarantine", "drop", first).exit_code == 1
    assert sick.run("quarantine", "drop").exit_code == 2
    assert sick.done("quarantine", "list").startswith(second)
    assert "1 dropped" in sick.done("quarantine", "drop", "--all")
    assert sick.done("quarantine", "list") == ""


def test_all_together_with_numbers_drops_nothing(sick: Sheaf) -> None:
    result = sick.run("quarantine", "drop", "--all", "1")
    assert result.exit_code == 2
    assert "not both" in result.stderr
    assert len(sick.done("quarantine", "list").splitlines()) == 2


def test_a_file_is_the_same_however_it_is_named(sick: Sheaf) -> None:
    Path("other").mkdir()
    for name in ("records.jsonl", "./records.jsonl", str(sick.folder / "records.jsonl"), "other/../records.jsonl"):
        assert sick.run("load", name).exit_code == 1
        assert len(sick.done("quarantine", "list").splitlines()) == 2


def test_what_came_through_a_pipe_is_not_settled_by_another_pipe(sheaf: Sheaf) -> None:
    sheaf.run("load", "-", "--from", "records", input='{"titles": []}\n')
    sheaf.done("load", "-", "--from", "records", input='{"local_id": "1"}\n')
    assert len(sheaf.done("quarantine", "list").splitlines()) == 1


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "x"])
def test_a_number_that_cannot_be_one_is_a_mistake(sick: Sheaf, number: str) -> None:
    for command in ("show", "retry", "drop"):
        assert sick.run("quarantine", command, "--", number).exit_code == 2


def test_loading_the_mended_file_empties_the_quarantine(sick: Sheaf) -> None:
    sick.done("load", str(sick.write("records.jsonl", record("1"), record("2"), record("3"))))
    assert sick.done("quarantine", "list") == ""


def test_a_number_chooses_what_is_tried_again(sick: Sheaf) -> None:
    second = sick.done("quarantine", "list").splitlines()[1].split("\t")[0]
    result = sick.run("quarantine", "retry", second)
    assert "longer than 255" in result.stderr
    assert "line 2" not in result.stderr
    assert Path("records.jsonl").exists()
