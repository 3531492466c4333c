"""The help is complete, fits a terminal, and is the page docs/commands.md."""

import click
import pytest

from oai.cli import SECTIONS, main
from tests import golden, pages
from tests.cli.conftest import Sheaf

EVERY = list(pages.walk(main, ()))


@pytest.mark.parametrize(("path", "command"), EVERY, ids=["sheaf " + " ".join(path) for path, _ in EVERY])
def test_every_command_explains_itself(bare: Sheaf, path: tuple[str, ...], command: click.Command) -> None:
    shown = bare.done(*path, "--help")
    assert all(len(line) <= 100 for line in shown.splitlines())
    assert (command.help or "").split("\n")[0] in shown
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, f"{parameter.opts} has no help"
            assert parameter.opts[0] in shown


def test_the_help_shows_every_command_in_a_section_and_cuts_no_sentence_short(bare: Sheaf) -> None:
    shown = bare.done("--help")
    listed = [name for commands in SECTIONS.values() for name in commands]
    assert sorted(listed) == sorted(main.commands)
    assert all(f"  {name} " in shown for name in listed)
    assert all(f"{title}:" in shown for title in SECTIONS)
    assert "..." not in shown.split("Examples:")[0].split("\n", 1)[1]


def test_the_page_of_commands_is_up_to_date() -> None:
    golden.check(pages.DOCS / "commands.md", pages.commands().encode())


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["lod"], "load"),
        (["load", "--dryrun", "x"], "--dry-run"),
        (["load"], "name what to load"),
        (["load", "nowhere.xml"], "nowhere.xml"),
        (["load", "--from", "pdf", "sheaf.toml"], "pdf"),
        (["load", "--set", "a b", "sheaf.toml"], "'a b'"),
        (["delete"], "name the records"),
        (["delete", "--from-file", "nowhere.txt"], "nowhere.txt"),
        (["get"], "IDENTIFIER"),
        (["list", "--limit", "-1"], "-1"),
        (["quarantine", "show", "one"], "one"),
        (["serve", "--workers", "0"], "0"),
        (["serve", "--bind", "everywhere"], "everywhere"),
        (["demo", "--bind", "127.0.0.1:99999"], "99999"),
        (["jobs", "--limit", "0"], "0"),
        (["jobs", "--limit", "abc"], "'abc' is not a valid whole number"),
    ],
)
def test_a_wrong_command_line_says_what_is_wrong(sheaf: Sheaf, words: list[str], hint: str) -> None:
    result = sheaf.run(*words)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert result.stdout == ""


def test_a_wrong_number_of_workers_in_the_environment_is_named(sheaf: Sheaf) -> None:
    result = sheaf.run("serve", environ={"SHEAF_WORKERS": "many"})
    assert result.exit_code == 2
    assert "--workers" in result.stderr
    assert "many" in result.stderr


def test_version(bare: Sheaf) -> None:
    assert bare.done("--version").startswith("Sheaf")
