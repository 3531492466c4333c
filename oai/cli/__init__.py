"""The `sheaf` command: what an archivist or an administrator does with a repository, a module per group.

Exit codes: 0 done; 1 done, but something was refused or quarantined; 2 the command line is wrong; 3 the command could
not run (settings, database, files); 70 a fault of Sheaf itself; 130 interrupted by Ctrl-C, 143 by SIGTERM.
"""

from importlib import metadata

import click

from oai.cli import checking, crosswalk, database, items, loading, quarantine, rendering, repository, serving
from oai.cli.edge import Commands
from oai.cli.shell import common_options

SECTIONS: dict[str, dict[str, click.Command]] = {
    "Start": {
        "demo": serving.demo,
        "serve": serving.serve,
    },
    "Records": {
        "load": loading.load,
        "delete": loading.delete,
        "get": items.get,
        "list": items.list_items,
        "quarantine": quarantine.quarantine,
    },
    "Crosswalks": {
        "crosswalk": crosswalk.crosswalk,
        "check": checking.check,
        "render": rendering.render,
    },
    "Repository": {
        "identify": repository.identify,
        "formats": repository.formats,
        "sets": repository.sets,
        "settings": repository.settings,
        "db": database.db,
        "jobs": repository.jobs,
        "token": repository.token,
    },
}


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    """Print the version and end."""
    if asked:
        try:
            click.echo(f"Sheaf {metadata.version('sheaf')}")
        except metadata.PackageNotFoundError:
            click.echo("Sheaf, run from its source folder without being installed")
        context.exit()


@click.group(
    cls=Commands,
    sections=SECTIONS,
    context_settings={"max_content_width": 100},
    examples={
        "sheaf demo": "a repository with sample records, to look around in",
        "sheaf settings --example > sheaf.toml": "begin your own",
        "sheaf db upgrade && sheaf load letters/": "make the database, load a folder of MODS",
        "sheaf serve": "answer harvesters",
    },
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def main() -> None:
    """Sheaf serves an archive's descriptions to harvesters by OAI-PMH 2.0."""


common_options(main, hidden=False)
