"""`sheaf render`: what is stored, made anew by the crosswalks, options and settings that are in force now."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import NamedTuple

import click

from models import admin
from oai import rendering
from oai.cli import progress
from oai.cli.edge import Command, Interrupted
from oai.cli.loading import MOST_SHOWN, asks
from oai.cli.output import say
from oai.cli.shell import Shell, pass_shell
from oai.rendering import Rendered


class _Count(NamedTuple):
    """How many items were made anew, how many records moved by prefix, and how many items could not be made."""

    items: int
    moved: Counter[str]
    failed: int
    interrupted: bool


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
def render(shell: Shell, only: tuple[str, ...], *, yes: bool, dry_run: bool) -> None:
    """Make anew what a change of crosswalk or settings concerns.

    Records are made from what is kept of them; nothing is loaded. Only records whose bytes change get a new datestamp
    and are sent to harvesters again; how many these are is said beforehand. A record that cannot be made keeps its last
    good version, and the exit code is 1.
    """
    _check(only, shell.settings.formats)
    if dry_run or not yes:
        foreseen = _run(shell, only, dry_run=True)
        click.echo(f"Dry run, nothing written: {_told(foreseen)}" if dry_run else f"To do: {_told(foreseen)}")
        if foreseen.interrupted:
            raise Interrupted("Interrupted. Nothing was written.")
        if dry_run:
            _conclude(foreseen)
            return
        if foreseen.moved and asks():
            click.confirm("Harvesters will be sent these records again. Go on?", abort=True, err=True)
    done = _run(shell, only, dry_run=False)
    click.echo(f"Done: {_told(done)}")
    if done.interrupted:
        raise Interrupted("Interrupted. What is counted above is stored; the same command completes the rest.")
    _conclude(done)


def _check(only: Sequence[str], offered: Iterable[str]) -> None:
    """Refuse a format that is not offered."""
    for prefix in only:
        if prefix not in offered:
            raise click.BadParameter(
                f"{prefix!r} is not offered; there are: {', '.join(offered)}", param_hint="--format"
            )


def _run(shell: Shell, only: Sequence[str], *, dry_run: bool) -> _Count:
    """Make everything anew, or see what that would do."""
    engine = shell.ready
    with shell.reading() as connection:
        known = admin.counts(connection)
    moved: Counter[str] = Counter()
    items = failed = 0
    interrupted = False
    with progress.display(known.items - known.deleted, of="items") as display:
        looked = 0

        def seen(count: int) -> None:
            nonlocal looked
            display.advance(count - looked)
            looked = count

        try:
            with closing(rendering.render(engine, shell.settings, only=only, dry_run=dry_run, seen=seen)) as rendered:
                for done in rendered:
                    items += 1
                    moved.update(done.moved)
                    failed += bool(done.reason)
                    if done.reason and failed <= MOST_SHOWN:
                        display.say(_refusal(done))
                    display.tell(items)
        except KeyboardInterrupt:
            interrupted = True
    return _Count(items, moved, failed, interrupted)


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
