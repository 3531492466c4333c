"""`sheaf crosswalk`: what a file becomes in other formats, before anything is loaded."""

import difflib
import os
import sys
from collections.abc import Mapping
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

import click
from lxml import etree
from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from crosswalks.profiles import PROFILES
from crosswalks.registry import FORMATS, SOURCES
from oai import profiles, settings_sources, trying
from oai.cli.edge import Command, Whole
from oai.cli.output import indented, say, shortened
from oai.cli.shell import Shell, pass_shell
from oai.profiles import Bound
from oai.settings import Profile, Settings
from oai.trying import Rendition, Tried

CONTEXT = 3
"""Lines that are shown around a difference."""

MOST_LOST = 12
"""Lost values that are shown one by one."""

TRIAL = Settings(
    repository_name="A trial",
    base_url="http://archive.example.org/oai",
    admin_emails=("archivist@archive.example.org",),
    namespace="archive.example.org",
)
"""What stands in for the settings of somebody who has none yet."""


@click.command(
    cls=Command,
    examples={
        "sheaf crosswalk letter.xml --to oai_dc": "the first record as Dublin Core",
        "sheaf crosswalk letters.xml --all --limit 0": "all records, in every format",
        "sheaf crosswalk letter.xml --diff mods dpla-plains": "what two do differently",
    },
)
@click.argument("file", metavar="FILE")
@click.option("--to", "wanted", metavar="PREFIX", multiple=True, help="A format offered, a codec, or a profile.")
@click.option("--all", "every", is_flag=True, help="Every format offered; without settings, every codec.")
@click.option("--diff", nargs=2, metavar="A B", help="Show two of them side by side.")
@click.option("--from", "source", type=click.Choice(["auto", *SOURCES]), default="auto", help="Format of the file.")
@click.option("--limit", type=Whole(min=0), metavar="N", default=1, show_default=True, help="At most so many; 0: all.")
@pass_shell
def crosswalk(
    shell: Shell,
    file: str,
    wanted: tuple[str, ...],
    diff: tuple[str, str] | None,
    *,
    source: str,
    limit: int,
    every: bool,
) -> None:
    """Show what the records of a file become in other formats.

    Nothing is stored. Metadata goes to stdout; what was guessed or lost, and whether it is valid, to stderr. The exit
    code is 1 when a record cannot be read or comes out invalid.
    """
    settings = _settings(shell)
    names = diff or wanted or (_offered(settings) if every else ())
    if not names:
        raise click.UsageError("say into what: --to PREFIX, --all, or --diff A B")
    formats = _bound(settings, names, "--diff" if diff else "--to")
    bad = False
    with closing(_open(file)) as stream:
        shown = 0
        for tried in trying.records(stream, file, settings, formats, source=source, limit=limit or None):
            _tell(tried)
            _show_difference(tried) if diff else _show(tried)
            bad = bad or bool(tried.fault) or any(each.faults for each in tried.renditions)
            shown += 1
    if not shown:
        say(f"There is no record in {file}.")
    elif shown == limit:
        say(f"No more than {limit:,} looked at; --limit 0 takes all there are.")
    if bad or not shown:
        click.get_current_context().exit(1)


def _settings(shell: Shell) -> Settings:
    """Return the settings in force, or what stands in for them where there are none at all."""
    named = any(name.startswith("SHEAF_") for name in shell.environ)
    if settings_sources.find(shell.config, shell.environ) is None and not named:
        return TRIAL
    return shell.settings


def _offered(settings: Settings) -> tuple[str, ...]:
    """Return every format offered; without settings, every codec."""
    return tuple(FORMATS) if settings is TRIAL else tuple(settings.formats)


def _bound(settings: Settings, names: tuple[str, ...], option: str) -> Mapping[str, Bound]:
    """Return what the names of an option mean: a format that is offered, else a codec, else a ready-made profile."""
    meant: dict[str, Profile] = {}
    for name in names:
        if name in settings.formats:
            meant[name] = settings.formats[name]
        elif name in FORMATS:
            meant[name] = Profile(codec=name)
        elif name in PROFILES:
            meant[name] = Profile(profile=name)
        else:
            known = [*settings.formats, *FORMATS, *PROFILES]
            hint = settings_sources.suggest(name, known)
            raise click.BadParameter(
                f"{name!r} is neither a format offered, nor a codec, nor a profile{hint}; see `sheaf formats --codecs`",
                param_hint=option,
            )
    return {name: profiles.bind_one(name, profile, settings) for name, profile in meant.items()}


def _open(file: str) -> BinaryIO:
    """Return the file, or stdin for `-`."""
    if file == "-":
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    if not Path(file).is_file():
        raise click.BadParameter(f"there is no file {file!r}", param_hint="FILE")
    return Path(file).open("rb")


def _tell(tried: Tried) -> None:
    """Say which record it is, what was guessed, and why nothing came of it."""
    say(f"{tried.position}: {tried.identifier}" if tried.identifier else tried.position)
    for note in tried.notes:
        say(f"  Note: {note}")
    if tried.fault:
        say(f"  Refused: {tried.fault.rstrip('.')}. What to do: {tried.advice}")


def _show(tried: Tried) -> None:
    """Print every rendition, with what is to be said of it."""
    for each in tried.renditions:
        _verdict(each)
        _print_xml(_indented(each.metadata), each.prefix if len(tried.renditions) > 1 else "")


def _verdict(rendition: Rendition) -> None:
    """Say whether a rendition is valid, what it lacks, and what of the Record it does not hold."""
    if rendition.faults is None:
        verdict = "no grammar of it is at hand to check it by"
    else:
        verdict = f"invalid: {'; '.join(rendition.faults)}" if rendition.faults else "valid"
    say(f"  {rendition.prefix}: {verdict}; {_lost_count(rendition)}")
    for each in rendition.missing:
        say(f"    lacks {each}")
    for value in rendition.lost[:MOST_LOST]:
        say(f"    lost {value.path}: {shortened(value.text)}")
    if len(rendition.lost) > MOST_LOST:
        say(f"    … and {len(rendition.lost) - MOST_LOST} more")


def _lost_count(rendition: Rendition) -> str:
    count = len(rendition.lost)
    return "nothing lost" if not count else f"{count} value{'' if count == 1 else 's'} lost"


def _indented(metadata: bytes) -> str:
    root = etree.fromstring(metadata, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")


def _print_xml(text: str, name: str) -> None:
    """Print XML: with colours on a terminal, under its name where several follow one another."""
    if name:
        click.echo(f"<!-- {name} -->")
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        Console(markup=False).print(Syntax("\n".join(map(indented, text.splitlines())), "xml", word_wrap=True))
    else:
        click.echo(text)


def _show_difference(tried: Tried) -> None:
    """Print two renditions: side by side on a terminal, as a unified difference in a pipe."""
    if len(tried.renditions) != 2:
        return
    for each in tried.renditions:
        _verdict(each)
    one, other = tried.renditions
    before, after = _lines(one), _lines(other)
    if before == after:
        say("  They are the same.")
    elif not sys.stdout.isatty():
        click.echo("\n".join(difflib.unified_diff(before, after, one.prefix, other.prefix, lineterm="")))
    else:
        _side_by_side(one.prefix, before, other.prefix, after)


def _lines(rendition: Rendition) -> list[str]:
    return [indented(line) for line in _indented(rendition.metadata).splitlines()]


def _side_by_side(name: str, before: list[str], other: str, after: list[str]) -> None:
    """Print two texts in two columns: what differs in red and green, with the lines around it."""
    grid = Table(expand=True)
    grid.add_column(name, overflow="fold", ratio=1)
    grid.add_column(other, overflow="fold", ratio=1)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for group in matcher.get_grouped_opcodes(CONTEXT):
        for kind, i1, i2, j1, j2 in group:
            for left, right in zip_longest(before[i1:i2], after[j1:j2], fillvalue=""):
                differs = kind != "equal"
                grid.add_row(Text(left, "red" if differs else ""), Text(right, "green" if differs else ""))
        grid.add_section()
    Console(highlight=False, emoji=False).print(grid)
