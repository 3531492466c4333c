"""`sheaf quarantine`: records that could not be loaded, each with its reason."""

from contextlib import closing

import click

from models import admin, store
from oai import ingest
from oai.cli import ending, reports
from oai.cli.edge import Commands, Negative, Whole
from oai.cli.output import say, table, write_bytes
from oai.cli.shell import Shell, pass_shell

NUMBER = Whole(1, 2**31 - 1)


@click.group(
    cls=Commands,
    examples={
        "sheaf quarantine list": "what could not be loaded, and why",
        "sheaf quarantine show 7 > record.xml": "the record itself",
        "sheaf quarantine retry": "try again, after a change of settings or an update",
        "sheaf quarantine drop 7": "forget it",
    },
)
def quarantine() -> None:
    """See what could not be loaded, and try again."""


@quarantine.command("list")
@pass_shell
def list_quarantined(shell: Shell) -> None:
    """List what is in quarantine.

    Columns: number, place, reason, what to do.
    """
    with shell.reading() as connection:
        entries = admin.quarantined(connection)
        rows = [
            (entry.id, f"{reports.shown(entry.name)}, {entry.position}", entry.reason, entry.advice)
            for entry in entries
        ]
    if not rows:
        say("Nothing is in quarantine.")
        return
    table(("No#", "Place", "Reason", "What to do"), rows)


@quarantine.command()
@click.argument("number", type=NUMBER)
@pass_shell
def show(shell: Shell, number: int) -> None:
    """Print a record in quarantine as it was read.

    Its place, the reason and what to do go to stderr.
    """
    with shell.reading() as connection:
        entry = admin.quarantined_one(connection, number)
    if entry is None:
        raise Negative(f"There is no number {number} in quarantine; see `sheaf quarantine list`.")
    say(f"{reports.shown(entry.name)}, {entry.position} ({entry.at:%Y-%m-%d %H:%M:%S}Z)")
    say(f"Reason: {entry.reason}")
    say(f"What to do: {entry.advice}")
    if not entry.content:
        say("Its bytes were not kept.")
    write_bytes(entry.content)


@quarantine.command()
@click.argument("numbers", type=NUMBER, nargs=-1)
@pass_shell
@ending.in_order()
def retry(shell: Shell, numbers: tuple[int, ...]) -> None:
    """Try again: the records of the given numbers, or all.

    What is loaded leaves the quarantine; what fails again stays, and the exit code is 1.
    """
    left = 0
    with closing(ingest.retry(shell.ready, shell.settings, numbers or None)) as outcomes:
        for outcome in outcomes:
            refused = outcome.result in {"quarantined", "unknown"}
            left += refused
            if refused:
                say(reports.refusal(outcome))
            else:
                click.echo(f"{outcome.identifier}\t{outcome.result}")
    if left:
        click.get_current_context().exit(1)


@quarantine.command()
@click.argument("numbers", type=NUMBER, nargs=-1)
@click.option("--all", "every", is_flag=True, help="Drop all there is.")
@pass_shell
def drop(shell: Shell, numbers: tuple[int, ...], *, every: bool) -> None:
    """Forget records in quarantine, with what was kept of them."""
    if not numbers and not every:
        raise click.UsageError("give the numbers to drop, or --all")
    if numbers and every:
        raise click.UsageError("give the numbers to drop or --all, not both")
    dropped = store.release(shell.ready, None if every else numbers)
    click.echo(f"{dropped:,} dropped")
    if not every and dropped < len(set(numbers)):
        raise Negative("Some of these numbers are not in quarantine; see `sheaf quarantine list`.")
