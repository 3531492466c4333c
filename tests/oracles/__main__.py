"""`python -m tests.oracles`: how far Sheaf agrees with the oracles, element by element.

Name kinds of pairs to see only those. `--differences` prints what only one side has, by what explains it; `--of title`
those of one element, `--why left_out` those of one explanation (`--why ""`: those without one).
"""

import sys

import click

from tests import corpora
from tests.oracles.agreement import Agreement, Difference
from tests.oracles.kinds import KINDS, Kind
from tests.oracles.tables import explanations, table


@click.command(help=__doc__)
@click.argument("kinds", nargs=-1, type=click.Choice([kind.name for kind in KINDS]))
@click.option("--differences", is_flag=True, help="Print what only one side has.")
@click.option("--of", default=None, help="… in one element.")
@click.option("--why", default=None, help="… for one reason.")
def main(kinds: tuple[str, ...], of: str | None, why: str | None, *, differences: bool) -> None:
    """Print the tables."""
    if corpora.shared() is None:
        click.echo("no corpora: set SHEAF_SHARED to the folder that holds them", err=True)
        sys.exit(2)
    for kind in KINDS:
        if not kinds or kind.name in kinds:
            agreement = kind.agreement()
            click.echo("\n".join(_told(kind, agreement)))
            if differences:
                _print(agreement, of, why)


def _told(kind: Kind, agreement: Agreement) -> list[str]:
    """Return the lines of both tables of a kind."""
    return [f"\n{kind.name}: {kind.summary}; {agreement.pairs} pairs", *table(agreement), "", *explanations(agreement)]


def _print(agreement: Agreement, of: str | None, why: str | None) -> None:
    """Print the differences that are asked for."""
    for name, found in {**agreement.explained, "": agreement.unexplained}.items():
        for each in found:
            if of in (None, each.value.element) and why in (None, name):
                click.echo(f"{name or 'unexplained'}: {_line(each)}")


def _line(difference: Difference) -> str:
    """Return a difference in one line."""
    side = "ours" if difference.is_ours else "theirs"
    return f"{difference.pair.name}, {side}: {difference.value.element}: {difference.value.text[:200]}"


if __name__ == "__main__":
    main()
