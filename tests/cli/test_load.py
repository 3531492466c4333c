"""`sheaf load`: what is counted, what is reported, and what happens to what cannot be loaded."""

import csv
import gzip
import json
import multiprocessing
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from oai import crew
from oai.cli import reports
from oai.ingest import Outcome
from tests.cli.conftest import Sheaf, record

LINE = re.compile(r"([\d,]+) (added|changed|unchanged|deleted|quarantined|draft|unknown)")


def counted(text: str) -> dict[str, int]:
    """Return the numbers of a final count that are not zero."""
    return {name: int(number.replace(",", "")) for number, name in LINE.findall(text) if number != "0"}


def test_a_file_is_loaded_and_a_second_time_changes_nothing(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1"), record("2"))
    first = sheaf.done("load", str(path))
    assert first.startswith("2 records in ")
    assert counted(first) == {"added": 2}
    before = sheaf.done("list")
    assert counted(sheaf.done("load", str(path))) == {"unchanged": 2}
    assert sheaf.done("list") == before


def test_a_changed_record_is_counted_as_changed(sheaf: Sheaf) -> None:
    sheaf.done("load", str(sheaf.write("records.jsonl", record("1"), record("2"))))
    path = sheaf.write("records.jsonl", record("1", "Another title"), record("2"))
    assert counted(sheaf.done("load", str(path))) == {"changed": 1, "unchanged": 1}


def test_a_bad_record_is_told_of_and_the_rest_is_loaded(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1"), "nonsense", record("3"))
    result = sheaf.run("load", str(path))
    assert result.exit_code == 1
    assert counted(result.stdout) == {"added": 2, "quarantined": 1}
    told = [line for line in result.stderr.splitlines() if "records.jsonl" in line]
    assert len(told) == 1
    assert "line 2" in told[0]


def test_folders_are_read_in_order_and_other_files_are_left_out(sheaf: Sheaf) -> None:
    sheaf.write("letters/b/2.jsonl", record("2"))
    sheaf.write("letters/a/1.jsonl", record("1"))
    sheaf.write("letters/README.txt", "Nothing to load")
    sheaf.write("letters/.hidden/3.jsonl", record("3"))
    result = sheaf.run("load", "letters", "--report", "-")
    names = [json.loads(line)["name"] for line in result.stdout.splitlines()]
    assert names == [str(sheaf.folder / "letters/a/1.jsonl"), str(sheaf.folder / "letters/b/2.jsonl")]
    assert "README.txt" in result.stderr
    assert result.exit_code == 0


def test_a_folder_with_nothing_to_load_is_a_mistake(sheaf: Sheaf) -> None:
    sheaf.write("letters/README.txt", "Nothing to load")
    result = sheaf.run("load", "letters")
    assert result.exit_code == 2
    assert "README.txt" in result.stderr


@pytest.mark.parametrize("words", [[], ["--from", "records"]])
def test_stdin_is_read(sheaf: Sheaf, words: list[str]) -> None:
    lines = "\n".join(json.dumps(record(str(number))) for number in range(3))
    assert counted(sheaf.done("load", "-", *words, input=lines)) == {"added": 3}


def test_the_set_of_the_command_line_is_added_to_the_record_s_own(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1", sets=["maps"]))
    sheaf.done("load", str(path), "--set", "letters:soviet", "--set", "new")
    assert sheaf.done("list").strip().endswith("letters:soviet maps new")


def test_a_dry_run_counts_and_writes_nothing(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1"), "nonsense")
    result = sheaf.run("load", str(path), "--dry-run")
    assert result.exit_code == 1
    assert result.stdout.startswith("Dry run, nothing written: ")
    assert counted(result.stdout) == {"added": 1, "quarantined": 1}
    assert sheaf.done("list") == ""
    assert sheaf.done("quarantine", "list") == ""
    assert sheaf.done("jobs") == ""


def test_the_report_has_a_line_for_every_record(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1"), "nonsense")
    assert sheaf.run("load", str(path), "--report", "report.jsonl").exit_code == 1
    added, quarantined = map(json.loads, Path("report.jsonl").read_text(encoding="utf-8").splitlines())
    assert added["identifier"] == "oai:archive.example.org:1"
    assert added["result"] == "added"
    assert quarantined["result"] == "quarantined"
    assert {"name", "position", "reason", "advice"} <= set(quarantined)


def test_the_report_may_be_csv(sheaf: Sheaf) -> None:
    path = sheaf.write("=1+1.jsonl", record("1"), "nonsense")
    assert sheaf.run("load", str(path), "--report", "report.CSV").exit_code == 1
    with Path("report.CSV").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["result"] for row in rows] == ["added", "quarantined"]
    assert rows[1]["reason"]


def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with reports.report(str(path)) as write:
        write(Outcome("=1+1.xml", "@x", "oai:a.example:1", "quarantined", "-1", "+1"))
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert [row[name] for name in ("name", "position", "reason", "advice")] == ["'=1+1.xml", "'@x", "'-1", "'+1"]


def test_a_report_on_stdout_leaves_the_count_to_stderr(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1"))
    result = sheaf.run("load", str(path), "--report", "-")
    assert json.loads(result.stdout)["result"] == "added"
    assert counted(result.stderr) == {"added": 1}


def test_a_report_that_cannot_be_written_stops_before_anything_is_loaded(sheaf: Sheaf) -> None:
    path = sheaf.write("records.jsonl", record("1"))
    result = sheaf.run("load", str(path), "--report", "no/such/folder.jsonl")
    assert result.exit_code == 3
    assert "no/such/folder.jsonl" in result.stderr
    assert sheaf.done("list") == ""


def test_a_file_s_own_words_cannot_steer_the_terminal(sheaf: Sheaf) -> None:
    Path("evil\x1b[2J.jsonl").write_text('{"\\u001b]0;owned\\u0007": 1}\n', encoding="utf-8")
    result = sheaf.run("load", "evil\x1b[2J.jsonl")
    assert result.exit_code == 1
    assert "evil" in result.stderr
    assert "\x1b" not in result.output


def test_a_file_that_cannot_be_read_harms_no_other(sheaf: Sheaf) -> None:
    path = sheaf.write("b.jsonl", record("2"))
    with socket.socket(socket.AF_UNIX) as closed:  # nobody can open a socket's file for reading, not even root
        closed.bind("a.jsonl")
        result = sheaf.run("load", "a.jsonl", str(path))
    assert result.exit_code == 1
    assert counted(result.stdout) == {"added": 1, "quarantined": 1}


def test_another_namespace_is_refused_with_both_names(filled: Sheaf) -> None:
    result = filled.run("load", "records.jsonl", environ={"SHEAF_NAMESPACE": "other.example.org"})
    assert result.exit_code == 3
    assert "other.example.org" in result.stderr
    assert "archive.example.org" in result.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_load_that_is_ended_keeps_what_is_committed_and_says_so(sheaf: Sheaf, number: int, code: int) -> None:
    lines = "".join(json.dumps(record(str(number))) + "\n" for number in range(501))
    command = [*sheaf.command, "load", "-", "--from", "records", "--report", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=sheaf.environ, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            # The long record is more than the buffers between the two hold, so that the batch before it is complete.
            process.stdin.write(lines + json.dumps(record("long", "x" * 500_000)) + "\n")
            process.stdin.flush()
            assert "added" in process.stdout.readline()
            process.send_signal(number)
            _, told = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == code
    assert "Interrupted" in told
    assert "not finished" not in sheaf.done("jobs")
    kept = len(sheaf.done("list", "--limit", "0").splitlines())
    assert kept >= counted(told)["added"] >= 1


@contextmanager
def interrupting(_path: str | None) -> Iterator[reports.Write]:
    """Stand in for a report in the middle of whose first line Ctrl-C is pressed."""

    def write(_outcome: Outcome) -> None:
        raise KeyboardInterrupt

    yield write


def test_ctrl_c_while_an_outcome_is_written_ends_the_load_there_and_then(
    sheaf: Sheaf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "PATIENCE", 0)
    monkeypatch.setattr(reports, "report", interrupting)
    sheaf.write("records.jsonl", *(record(str(number)) for number in range(1200)))
    result = sheaf.run("load", "records.jsonl", "--processes", "2")
    assert (result.exit_code, result.exc_info is None) == (130, False)  # which keeps all that has not been closed
    assert not multiprocessing.active_children()
    assert "not finished" not in sheaf.done("jobs")


def test_ctrl_c_while_an_outcome_is_written_ends_the_deletion(filled: Sheaf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "report", interrupting)
    result = filled.run("delete", "1", "2", "--yes")
    assert (result.exit_code, result.exc_info is None) == (130, False)
    assert "not finished" not in filled.done("jobs", "--limit", "1")


@pytest.mark.parametrize("report", ["records.jsonl", "sheaf.toml", "repository.db"])
def test_a_report_never_overwrites_what_is_read(bare: Sheaf, report: str) -> None:
    bare.done("db", "upgrade")
    path = bare.write("records.jsonl", record("1"))
    before = Path(report).read_bytes()
    for words in (["load", str(path), "--dry-run"], ["load", str(path)], ["delete", "--from-file", "records.jsonl"]):
        result = bare.run(*words, "--report", f"./{report}")
        assert result.exit_code == 2
        assert "would overwrite" in result.stderr
    assert Path(report).read_bytes() == before


def test_a_report_among_the_files_is_not_taken_for_records(sheaf: Sheaf) -> None:
    sheaf.write("letters/1.jsonl", record("1"))
    for _ in range(2):
        sheaf.done("load", "letters", "--report", "letters/report.jsonl")
    assert len(Path("letters/report.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_an_empty_word_loads_nothing(sheaf: Sheaf) -> None:
    sheaf.write("records.jsonl", record("1"))
    result = sheaf.run("load", "")
    assert result.exit_code == 2
    assert "no file or folder" in result.stderr


def test_compressed_files_of_a_folder_are_read_too(sheaf: Sheaf) -> None:
    Path("letters").mkdir()
    with gzip.open("letters/1.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(record("1")))
    assert counted(sheaf.done("load", "letters")) == {"added": 1}


def test_a_file_name_that_is_not_utf8_harms_nothing(sheaf: Sheaf) -> None:
    Path("letters").mkdir()
    good, odd = record("1"), record("2")
    Path("letters/a.jsonl").write_text(json.dumps(good), encoding="utf-8")
    Path(os.fsdecode("letters/письмо.jsonl".encode("cp1251"))).write_text(json.dumps(odd), encoding="utf-8")
    Path(os.fsdecode("letters/я.jsonl".encode("cp1251"))).write_text("nonsense", encoding="utf-8")
    result = sheaf.run("load", "letters", "--report", "report.jsonl")
    assert counted(result.stdout) == {"added": 2, "quarantined": 1}
    assert "\\xff.jsonl" in result.stderr
    assert sheaf.done("quarantine", "list")


def test_a_wrong_rule_for_identifiers_is_a_mistake_on_the_command_line(sheaf: Sheaf) -> None:
    result = sheaf.run("load", str(sheaf.write("records.jsonl", record("1"))), "--id-from", "foo[")
    assert result.exit_code == 2
    assert "--id-from" in result.stderr
    assert sheaf.done("quarantine", "list") == ""


def test_many_refusals_do_not_flood_the_terminal(sheaf: Sheaf) -> None:
    result = sheaf.run("load", str(sheaf.write("records.jsonl", *['{"titles": []}'] * 250)))
    assert len(result.stderr.splitlines()) < 110
    assert "and 150 more" in result.stderr
    assert len(sheaf.done("quarantine", "list").splitlines()) == 250


def test_a_local_identifier_will_do_to_delete(sheaf: Sheaf) -> None:
    sheaf.done("load", str(sheaf.write("records.jsonl", record("uuid:1"), record("2"))))
    assert counted(sheaf.done("delete", "uuid:1", "2", "--yes")) == {"deleted": 2}


def test_what_was_deleted_and_comes_again_is_called_restored(filled: Sheaf) -> None:
    result = filled.run("load", "records.jsonl")
    assert counted(result.stdout)["unchanged"] == 3
    assert "1 restored" in result.stdout
    assert "had been deleted" in result.stderr


def test_a_file_that_is_named_twice_is_loaded_once(sheaf: Sheaf) -> None:
    sheaf.write("letters/2.jsonl", record("2"))
    sheaf.write("letters/1.jsonl", record("1"))
    result = sheaf.run("load", "letters/2.jsonl", "letters", "./letters/../letters/2.jsonl", "--report", "-")
    assert result.exit_code == 0
    assert [json.loads(line)["identifier"][-1] for line in result.stdout.splitlines()] == ["2", "1"]


HARVEST = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-09T12:00:00Z</responseDate>
<request verb="ListRecords">https://other.example.org/oai</request>{}</OAI-PMH>"""
HARVESTED = """<record><header{}><identifier>oai:other.example.org:{}</identifier><datestamp>2020-02-03</datestamp>
</header>{}</record>"""
DC = """<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/">
<title xmlns="http://purl.org/dc/elements/1.1/">A letter</title></oai_dc:dc></metadata>"""
MODS = """<metadata><mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A letter</title></titleInfo></mods>
</metadata>"""


def harvest(name: str, *records: str) -> None:
    """Write a page of a harvest."""
    Path(name).write_text(HARVEST.format(f"<ListRecords>{''.join(records)}</ListRecords>"), encoding="utf-8")


def test_deletions_of_what_never_was_here_are_told_apart(sheaf: Sheaf) -> None:
    deleted = [HARVESTED.format(' status="deleted"', number, "") for number in range(3)]
    harvest("page.xml", HARVESTED.format("", 9, DC), *deleted)
    result = sheaf.run("load", "page.xml", "--report", "report.jsonl")
    assert counted(result.stdout) == {"added": 1, "unchanged": 3}
    assert "3 are deleted at their source, and nothing of them is here" in result.stderr
    reasons = [json.loads(line).get("reason") for line in Path("report.jsonl").read_text("utf-8").splitlines()]
    assert reasons == [None] + 3 * ["it is deleted at its source, and nothing of it is here"]


@pytest.mark.parametrize(
    ("second", "advice"),
    [
        (HARVESTED.format("", 1, MODS), "harvested in two formats, oai_dc and mods: load one of the two"),
        (HARVESTED.format("", 1, DC), "give each record an identifier of its own"),
    ],
)
def test_what_was_harvested_in_two_formats_is_called_that(sheaf: Sheaf, second: str, advice: str) -> None:
    harvest("1.xml", HARVESTED.format("", 1, DC))
    harvest("2.xml", second)
    result = sheaf.run("load", "1.xml", "2.xml")
    assert result.exit_code == 1
    assert advice in result.stderr


NOTHING = HARVEST.format('<error code="noRecordsMatch">The list is empty.</error>')


def test_a_harvest_of_nothing_is_no_fault(sheaf: Sheaf) -> None:
    Path("1.xml").write_text(NOTHING, encoding="utf-8")
    harvest("2.xml", HARVESTED.format("", 1, DC))
    result = sheaf.run("load", "1.xml", "2.xml", "--report", "report.jsonl")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 record in ")
    assert "1 empty" in result.stdout
    assert "1.xml, response: The file is an OAI-PMH response that reports the error noRecordsMatch" in result.stderr
    first, _ = map(json.loads, Path("report.jsonl").read_text(encoding="utf-8").splitlines())
    assert (first["result"], first["reason"][-20:]) == ("empty", ": The list is empty.")
    assert sheaf.done("quarantine", "list") == ""


def test_a_harvest_of_nothing_settles_what_the_file_left_in_quarantine(sheaf: Sheaf) -> None:
    Path("1.xml").write_text(NOTHING.replace("noRecordsMatch", "badArgument"), encoding="utf-8")
    result = sheaf.run("load", "1.xml")
    assert result.exit_code == 1
    assert "badArgument: The list is empty.\t" in sheaf.done("quarantine", "list")
    Path("1.xml").write_text(NOTHING, encoding="utf-8")
    sheaf.done("load", "1.xml")
    assert sheaf.done("quarantine", "list") == ""


def test_a_file_that_nobody_reads_is_in_none_of_the_formats(sheaf: Sheaf) -> None:
    Path("1.xml").write_text("<finding><aid/></finding>", encoding="utf-8")
    result = sheaf.run("load", "1.xml")
    assert result.exit_code == 1
    assert "is in none of the formats that Sheaf reads: its root element is finding" in result.stderr
