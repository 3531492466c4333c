"""The pages of docs/ that are made from the code: settings and commands. Tests compare, SHEAF_GOLDEN=rewrite writes."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import click
import msgspec

from crosswalks.profiles import PROFILES
from crosswalks.registry import FORMATS, Codec
from oai.cli import example, main
from oai.settings import Settings
from tests.corpora import PROJECT

DOCS = PROJECT / "docs"
WIDTH = 100

SETTINGS = """\
# Settings

A repository is told what it is by a file, `sheaf.toml`, and by environment variables, which win over the file. The file
is the one that `--config` names, else the one that the variable `SHEAF_CONFIG` names, else `sheaf.toml` in the current
folder. `sheaf settings --example > sheaf.toml` writes one to begin with; `sheaf settings` shows what is in force and
where it came from, with secrets hidden.

- Four settings are required: `repository_name`, `base_url`, `admin_emails` and `namespace`.
- The variable of a setting is its name in capitals after `SHEAF_`. Several values are separated by commas or spaces;
  tables are written as JSON: `SHEAF_PAGE_SIZES='{"ListIdentifiers": 500}'`. An empty variable counts as not set.
- A setting that is wrong or unknown stops the start with one sentence: which setting, where it was set, what is wrong.
- `SHEAF_BIND`, `SHEAF_WORKERS` and `SHEAF_THREADS` are for `sheaf serve` (see [commands](commands.md)), not settings of
  the repository.

Changing `formats`, `metadata_rights`, `default_rights` or `data_provider` changes what is served of records that are
loaded afterwards; `sheaf render` applies it to those that are there.
"""

CODECS = """\
## Options of the codecs

A profile binds a codec to a metadataPrefix with options of its own, since aggregators contradict each other:

```toml
[formats.oai_dc]

[formats.mods]

[formats.mods_hub]
codec = "mods"
options = { url_usage = "primary display", rights_text = "uri" }
```
"""

READY_MADE = """\
## Ready-made profiles

`profile = "…"` in a table of `formats` takes the codec and the options of one; options of your own win.

| profile | codec | options | for whom |
|---|---|---|---|"""

COMMANDS = """\
# Commands

`sheaf` and each of its commands explain themselves with `--help`; this page holds the same texts.

- Every command takes `--config FILE`, the settings to use, and `--debug`, which shows the traceback of an error.
- Results go to stdout, everything else to stderr. On a terminal results are tables; in a pipe they are lines with tabs
  between the columns and no headings, for `cut`, `sort` and `awk`. Colours appear on terminals only, and never when
  `NO_COLOR` is set.
- Exit codes: 0 done · 1 done, but something was refused, quarantined or not found · 2 the command line is wrong ·
  3 the command could not run (settings, database, files) · 70 a fault of Sheaf itself · 130 interrupted by
  Ctrl-C · 143 ended by SIGTERM.
"""


def settings() -> str:
    """Return the page of settings."""
    sections = (_setting(field) for field in msgspec.structs.fields(Settings))
    return "\n".join([SETTINGS, *sections, CODECS, *map(_codec, FORMATS.values()), READY_MADE, *_ready_made(), ""])


def _ready_made() -> Iterator[str]:
    """Yield the rows of the table of ready-made profiles."""
    for name, ready in PROFILES.items():
        options = ", ".join(f"`{option} = {example.toml(value)}`" for option, value in ready.options.items())
        yield f"| `{name}` | `{ready.codec}` | {options or 'none'} | {ready.summary} |"


def commands() -> str:
    """Return the page of commands."""
    return "\n".join([COMMANDS, *(_command(path, command) for path, command in walk(main, ("sheaf",)))])


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield a command and everything below it, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from walk(below, (*path, name))


def _setting(field: msgspec.structs.FieldInfo) -> str:
    """Return the section of one setting."""
    description, shown = example.described(field)
    default = example.default(field)
    lines = [f"## {field.name}\n", f"{description}\n", f"- Environment: `SHEAF_{field.name.upper()}`"]
    if field.required:
        lines.append("- Required")
    elif default and default != '""':
        lines.append(f"- Default: `{default}`")
    if shown != default:
        lines.append(f"- Example: `{field.name} = {shown}`")
    return "\n".join([*lines, *dict.fromkeys(_tables(field.type)), ""])


def _codec(codec: Codec) -> str:
    """Return the section of one codec: its options, their values (the default first), and what they do."""
    schema = f"`{codec.schema}` from the base URL on" if codec.own else f"<{codec.schema}>"
    lines = [f"### {codec.name}\n", f"Writes `{codec.namespace}`, schema {schema}.\n"]
    for field in msgspec.structs.fields(codec.options):
        kind, meta = field.type.__origin__, field.type.__metadata__[0]
        values = dict.fromkeys([field.default, *((False, True) if kind is bool else get_args(kind))])
        shown = [f"`{example.toml(value)}`" for value in values] + (["any text"] if kind is str else [])
        lines.append(f"- `{field.name}` = {' or '.join(shown)}: {meta.description}")
    if not msgspec.structs.fields(codec.options):
        lines.append("It has no options.")
    return "\n".join([*lines, ""])


def _tables(kind: Any) -> Iterator[str]:
    """Yield the tables that a setting is made of, outermost first: name, meaning, keys."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = msgspec.structs.fields(kind)
        keys = ", ".join(f"`{field.name}`{' (required)' if field.required else ''}" for field in fields)
        meaning = re.sub(r"\s+", " ", (kind.__doc__ or "").split("\n\n")[0])
        yield f"\n{kind.__name__}: {meaning} Keys: {keys}."
        for field in fields:
            yield from _tables(field.type)
    for part in get_args(kind):
        yield from _tables(part)


def _command(path: tuple[str, ...], command: click.Command) -> str:
    """Return the section of one command: its help, as the terminal shows it."""
    context = click.Context(command, info_name=" ".join(path), terminal_width=WIDTH, max_content_width=WIDTH)
    return f"## {' '.join(path)}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
