"""`make chaos`: run it on one database or on all, print the counts, and say whether they are as they must be."""

import secrets
import signal
import sys

import click

from tests.chaos.counts import NEVER
from tests.chaos.database import NAMES, MissingError
from tests.chaos.run import Plan, run


@click.command()
@click.option("--database", type=click.Choice([*NAMES, "all"]), default="sqlite", show_default=True)
@click.option("--seconds", type=click.FloatRange(min=5), default=60.0, show_default=True, help="How long it kills.")
@click.option("--seed", type=int, help="Take the choices of an earlier run.")
@click.option("--early-stamp", is_flag=True, help="Break the publication clock on purpose.")
@click.option("--keep", is_flag=True, help="Keep database, reports and logs.")
def main(database: str, seconds: float, seed: int | None, *, early_stamp: bool, keep: bool) -> None:
    """Kill writers, workers and databases while harvesters harvest, and look for what they missed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything is ended and cleared away
    seed = secrets.randbelow(1_000_000) if seed is None else seed
    names = NAMES if database == "all" else (database,)
    wrong = [name for name in names if not _is_well(Plan(name, seconds, seed, early_stamp, keep))]
    sys.exit(1 if wrong else 0)


def _is_well(plan: Plan) -> bool:
    click.echo(f"{plan.database}, {plan.seconds:.0f} s, SEED={plan.seed}")
    try:
        counts, folder = run(plan)
    except MissingError as error:
        click.echo(f"  not run: {error}")
        return False
    click.echo(counts.table())
    for note in counts.notes:
        click.echo(f"  {note}")
    failures = counts.failures()
    for name in (name for name in NEVER if counts[name]):
        click.echo(f"  {name}: {NEVER[name]}")
    click.echo(f"  WRONG: {', '.join(failures)}" if failures else "  as it must be")
    if folder:
        click.echo(f"  database, reports and logs: {folder}")
    return not failures


if __name__ == "__main__":
    main()
