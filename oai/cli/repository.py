"""`sheaf identify`, `formats`, `sets`, `settings`, `jobs` and `token`: what the repository says of itself."""

import click
import msgspec

from crosswalks.profiles import PROFILES
from crosswalks.registry import FORMATS, SOURCES
from models import admin, query
from oai import profiles
from oai.cli import example
from oai.cli.edge import Command, Negative, Whole
from oai.cli.output import MASK, masked, say, table
from oai.cli.shell import Shell, pass_shell
from oai.protocol import datestamp
from oai.protocol.resumption import Sealer, SealError, Token
from oai.settings import SECRET, SetInfo, Settings

PAGED = ("ListRecords", "ListIdentifiers", "ListSets")


@click.command()
@pass_shell
def identify(shell: Shell) -> None:
    """Show what the repository is and how much it holds."""
    settings = shell.settings
    with shell.reading() as connection:
        moment = query.moment(connection)
        earliest = query.earliest(connection)
        held = admin.counts(connection)
    rows = [
        ("Repository", settings.repository_name),
        ("Base URL", settings.base_url),
        ("Administrators", " ".join(settings.admin_emails)),
        ("Identifiers", f"oai:{settings.namespace}:…"),
        ("Earliest datestamp", datestamp.text(moment.now if earliest is None else earliest)),
        ("Items", f"{held.items:,}"),
        ("of them deleted", f"{held.deleted:,}"),
        *((f"Records in {prefix}", f"{held.renditions.get(prefix, 0):,}") for prefix in settings.formats),
        ("In quarantine", f"{held.quarantined:,}"),
    ]
    table(("", ""), rows)
    say(f"As harvesters see it: {settings.base_url}?verb=Identify")


@click.command(cls=Command, examples={"sheaf formats --codecs": "what formats could be offered, with which options"})
@click.option("--codecs", is_flag=True, help="List codecs, ready-made profiles, and what can be loaded.")
@pass_shell
def formats(shell: Shell, *, codecs: bool) -> None:
    """List the metadata formats offered.

    Columns: metadataPrefix, number of records (deleted ones included), codec, namespace, schema.
    """
    if codecs:
        offered = [("codec", name, _options(codec.options), codec.namespace) for name, codec in FORMATS.items()]
        ready = [("profile", name, each.codec, each.summary) for name, each in PROFILES.items()]
        read = [("source", name, " ".join(kind.suffixes), kind.summary) for name, kind in SOURCES.items()]
        table(("Kind", "Name", "Options, codec or suffixes", "About"), [*offered, *ready, *read])
        return
    with shell.reading() as connection:
        records = admin.counts(connection).renditions
    bound = profiles.bind(shell.settings)
    rows = [(prefix, records.get(prefix, 0), each.codec.name, *each.form) for prefix, each in bound.items()]
    table(("Prefix", "Records#", "Codec", "Namespace", "Schema"), rows)


def _options(options: type[msgspec.Struct]) -> str:
    """Return the names of a codec's options."""
    return " ".join(field.name for field in msgspec.structs.fields(options)) or "none"


@click.command()
@pass_shell
def sets(shell: Shell) -> None:
    """List the sets and how many records each has.

    The numbers include the sets below a set, and deleted records. Columns: setSpec, number of records, name.
    """
    named = shell.settings.named_sets()
    with shell.reading() as connection:
        sizes = admin.set_sizes(connection)
    specs = sorted({*named, *sizes})
    if not specs:
        say("There are no sets; records name theirs, and `sheaf load --set` adds one.")
        return
    table(("Set", "Records#", "Name"), [(spec, sizes.get(spec, 0), _name(named, spec)) for spec in specs])


def _name(named: dict[str, SetInfo], spec: str) -> str:
    """Return the name of a set, or the last part of its spec."""
    return named[spec].name if spec in named else spec.rpartition(":")[2]


@click.command(
    cls=Command,
    examples={"sheaf settings --example > sheaf.toml": "a file to begin with, every setting explained"},
)
@click.option("--example", "as_example", is_flag=True, help="Print a sample sheaf.toml instead.")
@pass_shell
def settings(shell: Shell, *, as_example: bool) -> None:
    """Show the settings in force and where each comes from.

    Secrets are hidden. Columns: setting, value, origin.
    """
    if as_example:
        click.echo(example.text(), nl=False)
        return
    loaded = shell.loaded
    rows = [(name, _shown(loaded.settings, name), origin) for name, origin in loaded.origins.items()]
    table(("Setting", "Value", "From"), rows)


def _shown(settings: Settings, name: str) -> str:
    """Return a setting's value as it may be shown."""
    value = getattr(settings, name)
    if name in SECRET:
        return " ".join(MASK for _ in value) or "none"
    if name in {"database_url", "read_database_url"}:
        return masked(value) if value else "none"
    if isinstance(value, str):
        return value or "none"
    return msgspec.json.encode(value).decode() if value not in (None, (), {}) else "none"


@click.command()
@click.option("--limit", type=Whole(min=1), metavar="N", default=20, show_default=True, help="At most so many.")
@pass_shell
def jobs(shell: Shell, limit: int) -> None:
    """List the latest loads and deletions.

    Columns: number, command, start (UTC), duration, and records added, changed, unchanged, deleted, quarantined.
    """
    with shell.reading() as connection:
        found = admin.jobs(connection, limit)
    if not found:
        say("Nothing has been loaded or deleted yet.")
        return
    rows = [
        (
            job.id,
            job.command,
            f"{job.started:%Y-%m-%d %H:%M:%S}Z",
            f"{(job.finished - job.started).total_seconds():,.0f} s" if job.finished else "not finished",
            *(job.added, job.changed, job.unchanged, job.deleted, job.quarantined),
        )
        for job in found
    ]
    counts = ("Added#", "Changed#", "Unchanged#", "Deleted#", "Quarantined#")
    table(("No#", "Command", "Started", "Took", *counts), rows)


@click.command()
@click.argument("text", metavar="TOKEN")
@pass_shell
def token(shell: Shell, text: str) -> None:
    """Explain a resumption token, or why it is refused.

    Shows the verb and the arguments of the list, where the next page begins, and until when the token holds.
    """
    with shell.reading() as connection:
        now = query.moment(connection).now
        keys = (*shell.settings.token_keys, *query.sealing_keys(connection))
    verb, opened = _unseal(Sealer(keys, scope=shell.settings.base_url), text.strip())
    rows = [
        ("verb", verb),
        *((name, value) for name, value in _arguments(opened) if value),
        ("after", _position(verb, opened)),
        ("cursor", f"{opened.cursor:,}"),
        ("completeListSize", f"{opened.size:,}" if opened.size else "not told"),
        ("expires", datestamp.text(opened.expires)),
    ]
    table(("", ""), rows)
    if opened.expires < now:
        raise Negative(f"It is refused: it expired at {datestamp.text(opened.expires)}.")


def _unseal(sealer: Sealer, text: str) -> tuple[str, Token]:
    """Return the verb that a token was made for, and what is in it."""
    for verb in PAGED:
        try:
            return verb, sealer.unseal(verb, text)
        except SealError:
            continue
    raise Negative(
        "It is refused: this repository did not make it, or it was cut short or changed on its way, or its key or the"
        " base URL has been changed since."
    )


def _arguments(opened: Token) -> list[tuple[str, str]]:
    """Return the arguments of the request that began the list."""
    return [
        ("metadataPrefix", opened.prefix),
        ("set", opened.spec),
        ("from", opened.first),
        ("until", opened.last),
    ]


def _position(verb: str, opened: Token) -> str:
    """Return where the page before ended: a set, or the second and number of a record's publication."""
    if verb == "ListSets":
        return f"the set {opened.after}"
    stamp = int(opened.after)
    return f"what was published at {datestamp.text(datestamp.second(stamp))} (stamp {stamp})"
