"""`sheaf render`: what is stored, made anew by the crosswalks, options and settings that are in force now."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import click

from models import admin
from oai import rendering
from oai.cli import ending, progress
from oai.cli.edge import Command
from oai.cli.loading import MOST_SHOWN, asks
from oai.cli.output import say
from oai.cli.shell import Shell, pass_shell
from oai.rendering import Rendered


@dataclass
class _Count:
    """How many items were made anew, how many records moved by prefix, and how many items could not be made."""

    items: int = 0
    moved: Counter[str] = field(default_factory=Counter)
    failed: int = 0


@click.command(
    cls=Command,
    examples={
        "sheaf render --dry-run": "how many records harvesters would be sent again",
        "sheaf render": "after a change of formats, options or rights",
        "sheaf render --format mods": "one format only",
    },
)
@click.option("--format", "only", metavar="PREFIX", multiple=True, help="Make this format only; may be repeated.")
@click.option("--yes", is_flag=True, help="Do not count beforehand, and do not ask.")
@click.option("--dry-run", is_flag=True, help="Count what would be sent again, write nothing.")
@pass_shell
@ending.in_order()
def render(shell: Shell, only: tuple[str, ...], *, yes: bool, dry_run: bool) -> None:
    """Make anew what a change of crosswalk or settings concerns.

    Records are made from what is kept of them; nothing is loaded. Only records whose bytes change get a new datestamp
    and are sent to harvesters again; how many these are is said beforehand. A record that cannot be made keeps its last
    good version, and the exit code is 1.
    """
    _check(only, shell.settings.formats)
    if dry_run or not yes:
        foreseen = _run(shell, only, dry_run=True, title="Dry run, nothing written" if dry_run else "To do")
        if dry_run or not foreseen.items:
            _conclude(foreseen)
            return
        if foreseen.moved and asks():
            click.confirm("Harvesters will be sent these records again. Go on?", abort=True, err=True)
    _conclude(_run(shell, only, dry_run=False, title="Done"))


def _check(only: Sequence[str], offered: Iterable[str]) -> None:
    """Refuse a format that is not offered."""
    for prefix in only:
        if prefix not in offered:
            raise click.BadParameter(
                f"{prefix!r} is not offered; there are: {', '.join(offered)}", param_hint="--format"
            )


def _run(shell: Shell, only: Sequence[str], *, dry_run: bool, title: str) -> _Count:
    """Make everything anew, or see what that would do; print the count whatever ends it."""
    engine = shell.ready
    with shell.reading() as connection:
        known = admin.counts(connection)
    count = _Count()
    with (
        ending.telling(
            lambda: click.echo(f"{title}: {_told(count)}"),
            lambda: count.items,
            ending.NOTHING if dry_run else ending.STORED,
        ),
        progress.display(known.items - known.deleted, of="items") as display,
    ):
        looked = 0

        def seen(number: int) -> None:
            nonlocal looked
            display.advance(number - looked)
            looked = number

        with closing(rendering.render(engine, shell.settings, only=only, dry_run=dry_run, seen=seen)) as rendered:
            for done in rendered:
                _add(count, done, display)
    return count


def _add(count: _Count, done: Rendered, display: progress.Display) -> None:
    """Count what became of an item, and tell of it."""
    count.items += 1
    count.moved.update(done.moved)
    count.failed += bool(done.reason)
    if done.reason and count.failed <= MOST_SHOWN:
        display.say(_refusal(done))
    display.tell(count.items)


def _refusal(done: Rendered) -> str:
    return f"{done.identifier}: {done.reason}; {done.advice}; its last version stays"


def _told(count: _Count) -> str:
    """Return a count in one line: `12 records to be sent again (mods 8, oai_dc 4), of 9 items made anew`."""
    if not count.items:
        return "everything is up to date"
    each = ", ".join(f"{prefix} {number:,}" for prefix, number in sorted(count.moved.items()))
    failed = f", {count.failed:,} failed" if count.failed else ""
    records, items = count.moved.total(), count.items
    return (
        f"{records:,} record{'' if records == 1 else 's'} to be sent again{f' ({each})' if each else ''},"
        f" of {items:,} item{'' if items == 1 else 's'} made anew{failed}"
    )


def _conclude(count: _Count) -> None:
    """End with the exit code that the count asks for."""
    if count.failed > MOST_SHOWN:
        say(f"… and {count.failed - MOST_SHOWN:,} more could not be made.")
    if count.failed:
        click.get_current_context().exit(1)
