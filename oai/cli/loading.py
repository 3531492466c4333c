"""`sheaf load` and `sheaf delete`: what enters a repository, and what leaves it."""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import click
from sqlalchemy import Engine

from crosswalks.registry import SOURCES
from crosswalks.sources import identity
from models import admin
from models.engine import reading
from oai import crew, ingest, settings_checks
from oai.cli import ending, progress, reports, sources
from oai.cli.edge import Command, Refusal, Whole, require_one
from oai.cli.items import minted
from oai.cli.output import say
from oai.cli.shell import Shell, pass_shell
from oai.ingest import Outcome
from oai.outcomes import ABSENT
from oai.settings import Settings

REFUSED = frozenset({"quarantined", "unknown"})
SHOWN = REFUSED | {"empty"}
MOST_SHOWN = 100
"""Refused records and empty files that are shown one by one."""


def _specs(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> Sequence[str]:
    """Return the setSpecs of `--set`, or refuse what the protocol cannot carry."""
    for value in values:
        try:
            settings_checks.spec(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return values


@click.command(
    cls=Command,
    examples={
        "sheaf load letters/": "every MODS or DC file below a folder",
        "sheaf load letters.xml --set letters": "a file, all its records in one set",
        "zcat dump.jsonl.gz | sheaf load -": "from a pipe",
        "sheaf load letters/ --dry-run --report report.csv": "see what would happen",
    },
)
@click.argument("named", metavar="SOURCE...", nargs=-1)
@click.option("--from", "source", type=click.Choice(["auto", *SOURCES]), default="auto", help="Format of the files.")
@click.option("--set", "sets", metavar="SPEC", multiple=True, callback=_specs, help="Put every record in this set too.")
@click.option(
    "--id-from",
    metavar="RULE",
    default="auto",
    help="Where identifiers come from: auto, content, filename, or an XPath.",
)
@click.option(
    "--processes",
    type=Whole(1, 64),
    metavar="N",
    help="Processes that read and render a large load; without it one for each processor, at most 4.",
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
@click.option("--report", "path", metavar="FILE", help="Write every outcome as JSON Lines, or as CSV (*.csv).")
@pass_shell
@ending.in_order()
def load(
    shell: Shell,
    named: tuple[str, ...],
    source: str,
    sets: tuple[str, ...],
    id_from: str,
    *,
    processes: int | None,
    dry_run: bool,
    path: str | None,
) -> None:
    """Load records from files, folders, or - for stdin.

    The format is recognised unless --from names it. A record that cannot be published is quarantined with the reason;
    the rest is loaded, and the exit code is 1. Loading the same files again changes nothing.
    """
    require_one(named, "name what to load: files, folders, or - for stdin")
    _check_rule(id_from)
    found = sources.find(named, source, but=Path(path) if path else None)
    _mention(found, source)
    require_one(found.paths, "there is no file to load there")
    reports.refuse_to_overwrite(path, [*found.paths, *shell.files])
    engine = shell.ready
    counted: Counter[str] = Counter()
    with (
        _counting(counted, dry_run=dry_run, to_stderr=path == "-"),
        reports.report(path) as write,
        progress.display(found.total) as display,
    ):
        inputs = sources.inputs(found.paths, display.advance)
        loading = ingest.load(
            engine,
            shell.settings,
            inputs,
            source=source,
            sets=sets,
            id_from=id_from,
            processes=processes or crew.processes_here(),
            dry_run=dry_run,
        )
        with closing(loading) as outcomes:
            _follow(outcomes, counted, write, display)
    _conclude(counted, dry_run=dry_run)


@click.command(
    cls=Command,
    examples={
        "sheaf delete oai:archive.example.org:112": "withdraw one record",
        "sheaf delete --from-file withdrawn.txt --yes": "withdraw many, without a question",
    },
)
@click.argument("identifiers", metavar="IDENTIFIER...", nargs=-1)
@click.option("--from-file", type=click.File(encoding="utf-8"), help="Read identifiers from a file, one a line.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Show what would happen, write nothing.")
@click.option("--report", "path", metavar="FILE", help="Write every outcome as JSON Lines, or as CSV (*.csv).")
@pass_shell
@ending.in_order()
def delete(
    shell: Shell,
    identifiers: tuple[str, ...],
    from_file: IO[str] | None,
    *,
    yes: bool,
    dry_run: bool,
    path: str | None,
) -> None:
    """Delete records, and let harvesters know.

    A deleted record stays as a tombstone without metadata, for good. Loading it again brings it back to life. Whoever
    types at a terminal is asked first; in a pipe or a script nobody is.
    """
    wanted = [*identifiers, *_lines(from_file)]
    require_one(wanted, "name the records to delete, or a file of identifiers with --from-file")
    engine = shell.ready
    reports.refuse_to_overwrite(path, [from_file.name if from_file else None, *shell.files])
    wanted = _resolved(engine, shell.settings, wanted)
    if not (yes or dry_run) and asks():
        what = wanted[0] if len(wanted) == 1 else f"{len(wanted):,} records"
        click.confirm(f"Delete {what}? Harvesters will drop what they have of it", abort=True, err=True)
    deleting = ingest.delete(engine, shell.settings, wanted, dry_run=dry_run)
    counted: Counter[str] = Counter()
    with (
        _counting(counted, dry_run=dry_run, to_stderr=path == "-"),
        reports.report(path) as write,
        progress.display(None) as display,
        closing(deleting) as outcomes,
    ):
        _follow(outcomes, counted, write, display)
    _conclude(counted, dry_run=dry_run)


def _check_rule(rule: str) -> None:
    """Refuse what is no rule for identifiers before a whole collection is put into quarantine for it."""
    try:
        identity.check(rule)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--id-from") from error


def _resolved(engine: Engine, settings: Settings, names: Sequence[str]) -> list[str]:
    """Return the identifiers of the items named, by these or by local identifiers; what names none stays as it is."""
    made = {name: minted(name, settings) for name in names}
    found: list[str] = []
    with reading(engine) as connection:
        for start in range(0, len(names), ingest.BATCH_RECORDS):
            chunk = names[start : start + ingest.BATCH_RECORDS]
            known = admin.known(connection, {*chunk, *(made[name] for name in chunk)})
            found += [made[name] if name not in known and made[name] in known else name for name in chunk]
    return found


def asks() -> bool:
    """Return whether somebody sits at the terminal who could answer a question."""
    return sys.stdin.isatty()


def _lines(file: IO[str] | None) -> list[str]:
    """Return the identifiers in a file, without blank lines and comments."""
    if file is None:
        return []
    try:
        lines = [line.strip() for line in file]
    except UnicodeDecodeError as error:
        raise Refusal(f"{file.name} is not UTF-8 text; it should hold one identifier a line.") from error
    return [line for line in lines if line and not line.startswith("#")]


@contextmanager
def _counting(counted: Counter[str], *, dry_run: bool, to_stderr: bool) -> Iterator[None]:
    """Print the count when the block ends, whatever ends it."""
    begun = time.monotonic()

    def tell() -> None:
        text = reports.count(counted, time.monotonic() - begun)
        click.echo(f"Dry run, nothing written: {text}" if dry_run else text, err=to_stderr)

    with ending.telling(tell, counted.total, ending.NOTHING if dry_run else ending.STORED):
        yield


def _follow(
    outcomes: Iterator[Outcome], counted: Counter[str], write: reports.Write, display: progress.Display
) -> None:
    """Count all outcomes, and tell of them."""
    told = absent = 0
    for outcome in outcomes:
        counted[outcome.result] += 1
        write(outcome)
        if outcome.result in SHOWN:
            told += 1
            if told <= MOST_SHOWN:
                display.say(reports.refusal(outcome))
        absent += outcome.reason == ABSENT
        display.tell(counted.total())
    if absent:
        say(f"Of what is unchanged, {absent:,} are deleted at their source, and nothing of them is here.")
    if told > MOST_SHOWN:
        say(f"… and {told - MOST_SHOWN:,} more; --report and `sheaf quarantine list` have them all.")


def _conclude(counted: Counter[str], *, dry_run: bool) -> None:
    """Say what to do now, and end with the exit code that the count asks for."""
    if counted["restored"]:
        say("Restored are records that had been deleted; to keep one away, take it out of what is loaded.")
    if counted["quarantined"] and not dry_run:
        say("See `sheaf quarantine list`; mend the files and load them again.")
    if any(counted[result] for result in REFUSED):
        click.get_current_context().exit(1)


def _mention(found: sources.Found, source: str) -> None:
    """Tell of files in folders that were not taken for records, and of folders that may not be read."""
    for folder in found.closed:
        say(f"Left out, since it may not be read: {folder}")
    if left_out := found.left_out:
        more = f" and {len(left_out) - 1:,} more" if len(left_out) > 1 else ""
        kind = "any format" if source == "auto" else source
        say(f"Left out, since their names do not end like files of {kind}: {left_out[0]}{more}")
