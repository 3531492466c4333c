"""`sheaf render`: says beforehand what will move, moves just that, and refuses what it cannot know."""

import pytest

from oai.cli import progress
from tests.cli.conftest import Sheaf

CHANGED = 'default_rights = "http://rightsstatements.org/vocab/CNE/1.0/"\n'


def change(sheaf: Sheaf, line: str = CHANGED) -> None:
    """Add a setting to sheaf.toml."""
    path = sheaf.folder / "sheaf.toml"
    path.write_text(line + path.read_text(encoding="utf-8"), encoding="utf-8")


def test_nothing_to_do(filled: Sheaf) -> None:
    assert filled.done("render", "--dry-run") == "Dry run, nothing written: everything is up to date\n"
    assert filled.done("render") == "To do: everything is up to date\n"


def test_the_number_is_said_beforehand_and_is_what_moves(filled: Sheaf) -> None:
    before = filled.done("list")
    change(filled)
    told = "3 records to be sent again (oai_dc 3), of 3 items made anew\n"
    assert filled.done("render", "--dry-run") == f"Dry run, nothing written: {told}"
    assert filled.done("list") == before
    assert filled.done("render") == f"To do: {told}Done: {told}"
    assert "CNE" in filled.done("get", "1")
    assert filled.done("render", "--yes") == "Done: everything is up to date\n"


def test_a_format_that_is_not_offered_is_refused(filled: Sheaf) -> None:
    result = filled.run("render", "--format", "mods")
    assert result.exit_code == 2
    assert "'mods' is not offered; there are: oai_dc" in result.stderr


def test_the_job_is_logged(filled: Sheaf) -> None:
    change(filled)
    filled.done("render")
    assert "render" in filled.done("jobs").splitlines()[0]


def test_ctrl_c_while_the_display_moves_ends_the_rendering(filled: Sheaf, monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(_display: progress.Display, _records: int) -> None:
        raise KeyboardInterrupt

    change(filled)
    monkeypatch.setattr(progress._Quiet, "tell", tell)
    result = filled.run("render", "--yes")
    assert (result.exit_code, result.exc_info is None) == (130, False)  # which keeps all that has not been closed
    assert "not finished" not in filled.done("jobs", "--limit", "1")
