"""Sheaf against its oracles: what agrees goes on agreeing, and every difference is explained.

The floors below are what was measured; they are raised by hand when a crosswalk gets better.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests import corpora, golden
from tests.oracles import document, kinds
from tests.oracles.__main__ import main

FLOORS: dict[str, dict[str, int]] = json.loads(Path(__file__).with_name("floors.json").read_text())
NAMES = [kind.name for kind in kinds.KINDS]
PAIRS = {"mods2dc": 102, "marc2dc": 134, "dc2mods": 26, "marc2mods": 134, "utk-dc-mods": 128, "zotero": 30}


@pytest.mark.parametrize("name", NAMES)
def test_no_element_agrees_less_often_than_it_did(name: str) -> None:
    found = kinds.measured(name)
    assert found.pairs == PAIRS[name]
    fallen = {
        element: (found.rows[element].after, floor)
        for element, floor in FLOORS[name].items()
        if found.rows[element].after < floor
    }
    assert fallen == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_difference_is_explained(name: str) -> None:
    found = [(each.pair.name, each.is_ours, each.value) for each in kinds.measured(name).unexplained]
    assert found == []


def test_the_figures_of_the_document_are_those_measured() -> None:
    golden.check(corpora.PROJECT / "docs" / "crosswalk-oracles.md", document.render())


def test_the_command_prints_tables_and_differences() -> None:
    corpora.require("corpora/pairs.tar.gz")
    printed = CliRunner().invoke(main, ["dc2mods", "--differences", "--of", "language"], catch_exceptions=False).output
    assert "| language |" in printed
    assert "longer: dc2mods/0025, theirs: language: eng; fra" in printed
    assert "title:" not in printed
