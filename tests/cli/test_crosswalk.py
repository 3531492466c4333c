"""`sheaf crosswalk`: what a file becomes, what is lost and guessed, without a database and even without settings."""

import json
import os
import pty
import subprocess
from dataclasses import replace

import pytest
from lxml import etree

from crosswalks import xml
from crosswalks.formats.sheaf import schema as sheaf_schema
from crosswalks.registry import FORMATS, OwnSchema
from tests.cli.conftest import Sheaf, record

MODS = """<mods xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink">
<titleInfo><title>A letter</title></titleInfo><identifier type="local">7</identifier>
<subject authority="lcsh"><topic valueURI="http://id.example.org/1">War</topic></subject>
<accessCondition type="use and reproduction" xlink:href="http://rightsstatements.org/vocab/InC/1.0/"/>
{}</mods>"""


@pytest.fixture
def letter(bare: Sheaf) -> Sheaf:
    """Return the command in a folder with a MODS record and no database."""
    (bare.folder / "letter.xml").write_text(MODS.format(""), encoding="utf-8")
    return bare


def test_metadata_goes_to_stdout_and_what_is_said_of_it_to_stderr(letter: Sheaf) -> None:
    result = letter.run("crosswalk", "letter.xml", "--to", "oai_dc")
    assert result.exit_code == 0
    assert etree.fromstring(result.stdout).findtext("{http://purl.org/dc/elements/1.1/}title") == "A letter"
    assert "oai:archive.example.org:7" in result.stderr
    assert "  oai_dc: valid; 2 values lost\n" in result.stderr
    assert "    lost subjects[0].uri: http://id.example.org/1\n" in result.stderr
    assert not (letter.folder / "repository.db").exists()


def test_all_are_the_formats_offered(letter: Sheaf) -> None:
    assert letter.done("crosswalk", "letter.xml", "--all").startswith("<oai_dc:dc")
    (letter.folder / "sheaf.toml").unlink()
    shown = letter.done("crosswalk", "letter.xml", "--all")
    assert "<!-- oai_dc -->" in shown
    assert "<!-- mods -->" in shown


def test_what_those_who_harvest_a_format_demand_beside_its_schema_is_told(letter: Sheaf) -> None:
    result = letter.run("crosswalk", "letter.xml", "--to", "oai_openaire", "--to", "edm")
    assert result.exit_code == 0
    assert "    lacks datacite:creator\n" in result.stderr
    assert "    lacks edm:dataProvider: the record names no data provider.\n" in result.stderr
    assert "lacks edm:rights" not in result.stderr


def test_nothing_is_lost_of_a_record_in_the_format_that_it_came_in(letter: Sheaf) -> None:
    for name in ("mods", "dpla-plains"):
        assert f"  {name}: valid; nothing lost\n" in letter.run("crosswalk", "letter.xml", "--to", name).stderr


def test_a_wrong_name_is_told_with_the_option_that_it_stands_behind(letter: Sheaf) -> None:
    result = letter.run("crosswalk", "letter.xml", "--diff", "oai_dc", "nope")
    assert result.exit_code == 2
    assert "--diff" in result.stderr


def test_a_format_of_our_own_is_held_against_its_schema(letter: Sheaf, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "  sheaf: valid; nothing lost\n" in letter.run("crosswalk", "letter.xml", "--to", "sheaf").stderr
    codec = FORMATS["sheaf"]
    broken = OwnSchema(sheaf_schema.document, lambda *_: f'<sheaf xmlns="{xml.SHEAF}"/>'.encode())
    monkeypatch.setitem(FORMATS, "sheaf", replace(codec, own=broken))
    result = letter.run("crosswalk", "letter.xml", "--to", "sheaf")
    assert result.exit_code == 1
    assert "  sheaf: invalid: line 1: " in result.stderr


def test_a_difference_is_that_of_two_profiles(letter: Sheaf) -> None:
    shown = letter.done("crosswalk", "letter.xml", "--diff", "mods", "dpla-plains")
    assert "--- mods\n+++ dpla-plains\n" in shown
    assert '+  <accessCondition type="use and reproduction"' in shown
    same = letter.run("crosswalk", "letter.xml", "--diff", "mods", "dpla-michigan")
    assert "They are the same." in same.stderr


def test_a_record_that_breaks_its_schema_is_derived_and_said_so(bare: Sheaf) -> None:
    (bare.folder / "bad.xml").write_text(MODS.format("<colour/>"), encoding="utf-8")
    result = bare.run("crosswalk", "bad.xml", "--to", "mods")
    assert result.exit_code == 0
    assert "breaks the mods schema" in result.stderr
    assert "mods: valid" in result.stderr


def test_an_invalid_one_that_is_to_be_served_is_told_as_invalid(bare: Sheaf) -> None:
    (bare.folder / "bad.xml").write_text(MODS.format("<colour/>"), encoding="utf-8")
    environ = {"SHEAF_ON_INVALID_NATIVE": "serve"}
    result = bare.run("crosswalk", "bad.xml", "--to", "mods", environ=environ)
    assert result.exit_code == 1
    assert "mods: invalid: line" in result.stderr


def test_what_cannot_be_read_is_told_with_advice(bare: Sheaf) -> None:
    bare.write("x.jsonl", record("1"), "no json", record("3"))
    result = bare.run("crosswalk", "x.jsonl", "--to", "oai_dc", "--limit", "0")
    assert result.exit_code == 1
    assert result.stdout.count("<oai_dc:dc") == 2
    assert "Refused: " in result.stderr
    assert "What to do: " in result.stderr
    first = bare.run("crosswalk", "x.jsonl", "--to", "oai_dc")
    assert first.exit_code == 0
    assert "--limit 0 takes all" in first.stderr


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["letter.xml"], "say into what"),
        (["letter.xml", "--to", "mosd"], "did you mean mods"),
        (["nowhere.xml", "--all"], "there is no file 'nowhere.xml'"),
        (["letter.xml", "--diff", "mods"], "--diff"),
    ],
)
def test_a_wrong_command_line_says_what_is_right(letter: Sheaf, words: list[str], hint: str) -> None:
    result = letter.run("crosswalk", *words)
    assert result.exit_code == 2
    assert hint in result.stderr


def test_nothing_to_show_is_said(bare: Sheaf) -> None:
    (bare.folder / "empty.jsonl").write_text("", encoding="utf-8")
    result = bare.run("crosswalk", "empty.jsonl", "--to", "oai_dc")
    assert result.exit_code == 1


@pytest.mark.parametrize("words", [["--to", "mods"], ["--diff", "mods", "dpla-plains"]])
def test_a_terminal_gets_colours_and_nothing_that_steers_it(bare: Sheaf, words: list[str]) -> None:
    hostile = record("1", "Red \x1b[31m title", rights={"uri": "http://rightsstatements.org/vocab/InC/1.0/"})
    (bare.folder / "x.jsonl").write_text(json.dumps(hostile) + "\n", encoding="utf-8")
    master, slave = pty.openpty()
    environ = {**bare.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    environ.pop("NO_COLOR", None)
    command = [*bare.command, "crosswalk", "x.jsonl", *words]
    subprocess.run(command, cwd=bare.folder, env=environ, stdout=slave, stderr=subprocess.DEVNULL, check=True)
    os.close(slave)
    shown = b""
    try:
        while chunk := os.read(master, 65_536):
            shown += chunk
    except OSError:  # the other end is closed
        pass
    os.close(master)
    assert b"\x1b[" in shown
    assert b"\x1b[31m title" not in shown
