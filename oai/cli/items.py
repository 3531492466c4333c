"""`sheaf get` and `sheaf list`: what is in the repository, as it is kept and as it is served."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

import click
import msgspec
from sqlalchemy import Connection

from models import admin, query
from models.admin import ItemView
from oai.cli.edge import Command, Negative, Whole
from oai.cli.output import say, table, write_bytes
from oai.cli.shell import Shell, pass_shell
from oai.protocol import identifiers
from oai.settings import Settings

OWN = ("record", "native")
CHUNK = 1000


@click.command(
    cls=Command,
    examples={
        "sheaf get oai:archive.example.org:112": "its oai_dc, as harvesters get it",
        "sheaf get 112 --format record": "what Sheaf knows of it, as JSON",
        "sheaf get 112 --format native > 112.xml": "the file as it was loaded",
    },
)
@click.argument("identifier")
@click.option(
    "--format",
    "form",
    metavar="PREFIX|record|native",
    default="oai_dc",
    show_default=True,
    help="A metadataPrefix; or record: as JSON; or native: as it was loaded.",
)
@pass_shell
def get(shell: Shell, identifier: str, form: str) -> None:
    """Show one record.

    Its local identifier will do, when the repository made its identifier.
    """
    with shell.reading() as connection:
        item = _find(connection, identifier, shell.settings)
        content = _kept(item, form) if form in OWN else _served(connection, item, form)
    write_bytes(content if content.endswith(b"\n") else content + b"\n")


def minted(name: str, settings: Settings) -> str:
    """Return the identifier that a local identifier would have here, or nothing when it cannot be one."""
    with suppress(ValueError):
        return identifiers.mint(settings.namespace, name)
    return ""


def _find(connection: Connection, identifier: str, settings: Settings) -> ItemView:
    item = admin.item_of(connection, identifier) or admin.item_of(connection, minted(identifier, settings))
    if item is None:
        raise Negative(f"There is no item {identifier[:200]!r}; `sheaf list` shows what there is.")
    return item


def _kept(item: ItemView, form: str) -> bytes:
    """Return the Record as indented JSON, or the native bytes."""
    if form == "record":
        if not item.record:
            raise Negative(f"{item.identifier} is deleted, and nothing of it is kept.")
        return msgspec.json.format(item.record, indent=2)
    if item.native is None:
        raise Negative(f"{item.identifier} has no native form: it was loaded as {item.source or 'a deletion'}.")
    return item.native


def _served(connection: Connection, item: ItemView, prefix: str) -> bytes:
    """Return the metadata of one format, byte for byte as it is served."""
    row = query.rendition_of(connection, identifier=item.identifier, prefix=prefix)
    if row is None:
        has = ", ".join(name for name, _ in query.prefixes(connection, identifier=item.identifier) or [])
        raise Negative(f"{item.identifier} is not there as {prefix}; its formats are: {has or 'none'}.")
    if not row.body:
        raise Negative(f"{item.identifier} is deleted: harvesters get its header only.")
    # The containers of `about` follow the metadata and hold no element of this name.
    return row.body.rpartition(b"</metadata>")[0].removeprefix(b"<metadata>")


@click.command(
    "list",
    cls=Command,
    examples={
        "sheaf list --set letters": "a set, and the sets below it",
        "sheaf list --limit 0 | cut -f1": "every identifier",
    },
)
@click.option("--set", "spec", metavar="SPEC", default="", help="Only this set, and those below it.")
@click.option("--deleted", is_flag=True, help="Only deleted records.")
@click.option(
    "--limit", type=Whole(min=0), metavar="N", default=100, show_default=True, help="At most so many; 0: all."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@pass_shell
def list_items(shell: Shell, spec: str, limit: int, *, deleted: bool, as_json: bool) -> None:
    """List records by identifier.

    Columns: identifier, last change, live or deleted, the format it was loaded from, sets.
    """
    with shell.reading() as connection:
        found = _walk(connection, spec, deleted=True if deleted else None, limit=limit)
        first = next(found, None)
        if first is None:
            say(_none(spec, deleted=deleted))
            return
        found = chain([first], found)
        if as_json:
            for item in found:
                click.echo(json.dumps(_described(item), ensure_ascii=sys.stdout.isatty()))
        else:
            table(("Identifier", "Changed", "State", "From", "Sets"), map(_row, found))
        whole = admin.counts(connection)
    if not spec and not deleted and 0 < limit < whole.items:
        say(f"The first {limit:,} of {whole.items:,}; --limit 0 lists all.")


def _none(spec: str, *, deleted: bool) -> str:
    """Return the sentence for an empty list."""
    what = "no deleted record" if deleted else "no record"
    where = f"in the set {spec}; `sheaf sets` shows what there is" if spec else "here"
    return f"There is {what} {where}." if spec or deleted else "There is no record here; `sheaf load` brings some."


def _walk(connection: Connection, spec: str, *, deleted: bool | None, limit: int) -> Iterator[ItemView]:
    """Yield items in chunks, so that a million of them need no memory; a limit of 0 means all."""
    after, left = "", limit
    while True:
        size = min(CHUNK, left) if limit else CHUNK
        found = admin.items(connection, spec=spec, deleted=deleted, after=after, limit=size)
        yield from found
        left -= len(found)
        if len(found) < size or (limit and not left):
            return
        after = found[-1].identifier


def _row(item: ItemView) -> tuple[str, ...]:
    """Return an item as a row of the table."""
    changed = f"{item.changed:%Y-%m-%d %H:%M:%S}Z" if item.changed else ""
    return (item.identifier, changed, "deleted" if item.deleted else "live", item.source, " ".join(item.sets))


def _described(item: ItemView) -> dict[str, object]:
    """Return an item as a JSON object."""
    changed = f"{item.changed:%Y-%m-%dT%H:%M:%SZ}" if item.changed else None
    return {
        "identifier": item.identifier,
        "changed": changed,
        "deleted": item.deleted,
        "source": item.source,
        "sets": list(item.sets),
    }
