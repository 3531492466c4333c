"""`sheaf db`: the tables of the database."""

from collections.abc import Sequence

import click

import migrations
from models import store
from oai.cli.edge import Commands
from oai.cli.shell import Shell, missing_file, pass_shell


@click.group(cls=Commands, examples={"sheaf db upgrade": "after installing Sheaf, and after every update"})
def db() -> None:
    """Make the database's tables, or check them."""


@db.command()
@pass_shell
def upgrade(shell: Shell) -> None:
    """Make the tables, or bring them up to date.

    An empty database becomes an empty repository. The exit code is 1 when tables are not as the upgrades made them.
    """
    migrations.upgrade(shell.engine)
    _tell(shell, migrations.check(shell.engine))


@db.command()
@pass_shell
def check(shell: Shell) -> None:
    """Say whether the tables are up to date.

    The exit code is 1 when they are not.
    """
    missing = missing_file(shell.settings.database_url)
    _tell(shell, [f"there is no file {missing}; run `sheaf db upgrade`"] if missing else migrations.check(shell.engine))


def _tell(shell: Shell, faults: Sequence[str]) -> None:
    """Say what is amiss with the tables, and end with 1, or say that nothing is."""
    for fault in faults:
        click.echo(f"{fault[:1].upper()}{fault[1:]}.", err=True)
    if faults:
        click.get_current_context().exit(1)
    click.echo(f"The database {shell.database} is up to date.")


@db.command("rotate-key")
@pass_shell
def rotate_key(shell: Shell) -> None:
    """Seal resumption tokens with a new key from now on.

    Harvests under way go on: tokens sealed with the older keys stay valid.
    """
    store.add_sealing_key(shell.ready)
    click.echo("New resumption tokens are sealed with a new key; those given before stay valid.")
