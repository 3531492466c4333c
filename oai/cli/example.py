"""A sample sheaf.toml, made from the descriptions of the settings, so that it can never lag behind them."""

import textwrap

import msgspec

from oai.settings import REQUIRED, Settings

WIDTH = 100
_HEAD = """\
# Settings of a Sheaf repository. A line that begins with # shows a default, or an example.
# Every setting can also come from the environment, which wins: SHEAF_PAGE_SIZE=200
"""


def text() -> str:
    """Return the file: required settings with sample values, the others commented out, each under its description."""
    return "\n".join([_HEAD, *map(_paragraph, msgspec.structs.fields(Settings))])


def described(field: msgspec.structs.FieldInfo) -> tuple[str, str]:
    """Return a setting's description, and an example of its value as TOML."""
    meta = next(part for part in field.type.__metadata__ if isinstance(part, msgspec.Meta) and part.description)
    example = (meta.extra or {}).get("example", "")
    return str(meta.description), str(example) or default(field)


def default(field: msgspec.structs.FieldInfo) -> str:
    """Return a setting's default as TOML, or nothing when it is required."""
    if field.required:
        return ""
    value = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    return toml(msgspec.to_builtins(value))


def toml(value: object) -> str:
    """Return a value in one line of TOML; tables are written inline, an absent value as an empty text."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return f"{{ {', '.join(f'{key} = {toml(entry)}' for key, entry in value.items())} }}" if value else "{}"
        case list() | tuple():
            return f"[{', '.join(map(toml, value))}]"
        case None:
            return '""'
        case _:
            return msgspec.json.encode(value).decode()


def _paragraph(field: msgspec.structs.FieldInfo) -> str:
    """Return one setting: its description as a comment, then its line."""
    description, example = described(field)
    comment = textwrap.fill(description, WIDTH, initial_indent="# ", subsequent_indent="# ")
    line = f"{field.name} = {example}"
    return f"{comment}\n{line if field.name in REQUIRED else f'# {line}'}\n"
