"""`sheaf get`, `list` and `delete`: what is in the repository, and how it leaves."""

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.conftest import Sheaf, record

OAI = "oai:archive.example.org:"


def identifiers(lines: str) -> list[str]:
    return [line.split("\t")[0].removeprefix(OAI) for line in lines.splitlines()]


def test_get_prints_the_metadata_as_it_is_served(filled: Sheaf) -> None:
    root = etree.fromstring(filled.done("get", f"{OAI}1").encode())
    assert root.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    assert root.findtext("{http://purl.org/dc/elements/1.1/}title") == "First"


def test_get_takes_a_local_identifier(filled: Sheaf) -> None:
    assert filled.done("get", "1") == filled.done("get", f"{OAI}1", "--format", "oai_dc")


def test_get_prints_the_record_as_json(filled: Sheaf) -> None:
    shown = json.loads(filled.done("get", "1", "--format", "record"))
    assert shown["local_id"] == "1"
    assert shown["sets"] == ["letters:soviet"]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["get", "17"], "no item '17'"),
        (["get", "oai:elsewhere.example.org:1"], "no item 'oai:elsewhere"),
        (["get", "1", "--format", "marcxml"], "oai_dc"),
        (["get", "1", "--format", "native"], "native"),
        (["get", "4"], "deleted"),
    ],
)
def test_get_says_why_there_is_nothing(filled: Sheaf, words: list[str], hint: str) -> None:
    result = filled.run(*words)
    assert result.exit_code == 1
    assert hint in result.stderr
    assert result.stdout == ""


def test_list_has_a_line_for_every_item(filled: Sheaf) -> None:
    lines = [line.split("\t") for line in filled.done("list").splitlines()]
    assert [(cells[0], cells[2], cells[4]) for cells in lines] == [
        (f"{OAI}1", "live", "letters:soviet"),
        (f"{OAI}2", "live", "letters"),
        (f"{OAI}3", "live", ""),
        (f"{OAI}4", "deleted", "letters"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--set", "letters"], ["1", "2", "4"]),
        (["--set", "letters:soviet"], ["1"]),
        (["--set", "lett"], []),
        (["--deleted"], ["4"]),
        (["--limit", "2"], ["1", "2"]),
        (["--limit", "0"], ["1", "2", "3", "4"]),
        (["--set", "letters", "--limit", "2"], ["1", "2"]),
    ],
)
def test_list_chooses(filled: Sheaf, words: list[str], expected: list[str]) -> None:
    assert identifiers(filled.done("list", *words)) == expected


def test_list_walks_through_more_than_one_chunk(sheaf: Sheaf) -> None:
    sheaf.done("load", str(sheaf.write("records.jsonl", *(record(f"{number:04}") for number in range(1001)))))
    assert len(identifiers(sheaf.done("list", "--limit", "0"))) == 1001
    assert len(identifiers(sheaf.done("list", "--limit", "1001"))) == 1001
    assert len(identifiers(sheaf.done("list", "--limit", "1000"))) == 1000


def test_a_list_that_was_cut_says_so_on_stderr(filled: Sheaf) -> None:
    result = filled.run("list", "--limit", "2")
    assert "of 4" in result.stderr


def test_list_as_json(filled: Sheaf) -> None:
    first, *_, last = map(json.loads, filled.done("list", "--json").splitlines())
    assert first["identifier"] == f"{OAI}1"
    assert first["sets"] == ["letters:soviet"]
    assert (first["deleted"], last["deleted"]) == (False, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "There is no record here; `sheaf load` brings some."),
        (["--json"], "There is no record here; `sheaf load` brings some."),
        (["--deleted"], "There is no deleted record here."),
        (["--set", "nothere"], "There is no record in the set nothere; `sheaf sets` shows what there is."),
    ],
)
def test_a_list_of_nothing_says_so_on_stderr(sheaf: Sheaf, words: list[str], sentence: str) -> None:
    result = sheaf.run("list", *words)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{sentence}\n")


def test_the_help_of_delete_says_when_nobody_is_asked(filled: Sheaf) -> None:
    shown = " ".join(filled.done("delete", "--help").split())
    assert "in a pipe or a script nobody is" in shown


def test_delete_makes_a_tombstone(filled: Sheaf) -> None:
    result = filled.run("delete", f"{OAI}1", f"{OAI}4")
    assert result.exit_code == 0
    assert "1 deleted" in result.stdout
    assert "1 unchanged" in result.stdout
    assert identifiers(filled.done("list", "--deleted")) == ["1", "4"]


def test_delete_tells_of_unknown_identifiers_and_deletes_the_rest(filled: Sheaf) -> None:
    result = filled.run("delete", f"{OAI}17", f"{OAI}1", "oai:x:y")
    assert result.exit_code == 1
    assert f"{OAI}17" in result.stderr
    assert "oai:x:y" in result.stderr
    assert identifiers(filled.done("list", "--deleted")) == ["1", "4"]


def test_delete_reads_identifiers_from_a_file(filled: Sheaf) -> None:
    Path("gone.txt").write_text(f"# withdrawn in May\n{OAI}1\n\n  {OAI}2\n", encoding="utf-8")
    filled.done("delete", "--from-file", "gone.txt", "--yes")
    assert identifiers(filled.done("list", "--deleted")) == ["1", "2", "4"]


def test_delete_reads_identifiers_from_stdin(filled: Sheaf) -> None:
    filled.done("delete", "--from-file", "-", input=f"{OAI}1\n")
    assert identifiers(filled.done("list", "--deleted")) == ["1", "4"]


def test_a_file_of_identifiers_that_is_no_text_is_refused(filled: Sheaf) -> None:
    Path("gone.txt").write_bytes(b"\xff\xfe\x00")
    result = filled.run("delete", "--from-file", "gone.txt")
    assert result.exit_code == 3
    assert "gone.txt" in result.stderr


def test_delete_asks_on_a_terminal(filled: Sheaf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oai.cli.loading.asks", lambda: True)
    refused = filled.run("delete", f"{OAI}1", input="n\n")
    assert refused.exit_code == 1
    assert f"Delete {OAI}1?" in refused.stderr
    assert identifiers(filled.done("list", "--deleted")) == ["4"]
    assert filled.run("delete", f"{OAI}1", input="y\n").exit_code == 0
    assert identifiers(filled.done("list", "--deleted")) == ["1", "4"]
    assert filled.run("delete", f"{OAI}2", "--yes").exit_code == 0


def test_a_dry_run_deletes_nothing(filled: Sheaf) -> None:
    assert "1 deleted" in filled.done("delete", f"{OAI}1", "--dry-run")
    assert identifiers(filled.done("list", "--deleted")) == ["4"]


def test_loading_again_brings_a_deleted_record_back(filled: Sheaf) -> None:
    filled.done("load", "records.jsonl")
    assert filled.done("list", "--deleted") == ""


@pytest.mark.parametrize("name", ["", " ", "x" * 100_000, "a\tb", "oai:"])
def test_a_name_that_no_item_can_have_is_answered(filled: Sheaf, name: str) -> None:
    result = filled.run("get", "--", name)
    assert result.exit_code == 1
    assert "There is no item" in result.stderr
    assert len(result.stderr) < 400
