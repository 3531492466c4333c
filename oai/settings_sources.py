"""Where settings come from: sheaf.toml and SHEAF_* variables, read into values that remember their origin.

The environment suits containers (https://12factor.net/config), the file suits everything else. A text of several
values in the environment is separated by commas or white space; tables are JSON.
"""

import difflib
import json
import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

import msgspec
from sqlalchemy.engine import make_url

FILE = "sheaf.toml"

# Variables that are not settings: what finds the file, what gunicorn.conf.py reads; below, what tests and bench read.
RUNTIME = ("SHEAF_CONFIG", "SHEAF_BIND", "SHEAF_WORKERS", "SHEAF_THREADS")
# Kubernetes sets SHEAF_SERVICE_HOST, SHEAF_PORT_80_TCP … in every container beside a service named "sheaf":
# https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
_FOREIGN = re.compile(r"SHEAF_(SERVICE|PORT|TEST|GOLDEN|BENCH|SHARED)(_|$)")


class SettingsError(Exception):
    """A setting is missing, unknown or wrong; the text is one sentence for the person who wrote it."""


class Value(NamedTuple):
    """A value as it was written, and where: `file /srv/sheaf.toml`, or `environment variable SHEAF_PAGE_SIZE`."""

    raw: Any
    origin: str
    strict: bool


def find(config: Path | None, environ: Mapping[str, str]) -> Path | None:
    """Return the path of the file of settings, or None when none was named and none is in the current folder.

    Raises:
        SettingsError: a file was named that is not there.

    """
    named = config or (Path(environ["SHEAF_CONFIG"]) if environ.get("SHEAF_CONFIG") else None)
    if named is None:
        return Path(FILE) if Path(FILE).is_file() else None
    if not named.is_file():
        asked = "--config" if config else "the environment variable SHEAF_CONFIG"
        raise SettingsError(f"There is no file {named}, which {asked} names; `sheaf settings --example` prints one.")
    return named


def gather(path: Path | None, environ: Mapping[str, str], types: Mapping[str, Any]) -> dict[str, Value]:
    """Return what file and environment say, by setting; the environment wins.

    Raises:
        SettingsError: the file cannot be read, or a name is not that of a setting.

    """
    values = {} if path is None else _from_file(path, types)
    return values | _from_environment(environ, types)


def require(values: Mapping[str, Value], names: Collection[str], path: Path | None) -> None:
    """Return nothing when every required setting was given.

    Raises:
        SettingsError: names all that are missing, and how to begin.

    """
    missing = [name for name in names if name not in values]
    if not missing:
        return
    listed = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
    verb = "is" if len(missing) == 1 else "are"
    if path is not None:
        raise SettingsError(f"{listed} {verb} missing: add {'it' if len(missing) == 1 else 'them'} to {path}.")
    raise SettingsError(
        f"{listed} {verb} missing, and there is no {FILE} here: start one with "
        f"`sheaf settings --example > {FILE}`, or see Sheaf at work with `sheaf demo`."
    )


def convert(name: str, value: Value, kind: Any) -> Any:
    """Return a setting's value in its type.

    Raises:
        SettingsError: the value has another type or lies out of bounds; says where, down to the entry of a table.

    """
    try:
        return msgspec.convert(value.raw, kind, strict=value.strict)
    except msgspec.ValidationError as error:
        # msgspec does not name the key of a dict: `$[...]`. Converting the entries one by one does.
        if isinstance(value.raw, dict) and get_origin(_bare(kind)) is dict:
            key_type, entry_type = get_args(_bare(kind))
            for key, entry in value.raw.items():
                convert(name, Value(key, value.origin, value.strict), key_type)
                convert(f"{name}.{key}", value._replace(raw=entry), entry_type)
        raise SettingsError(_explain(name, value, kind, str(error))) from error


def anchor(database_url: str, folder: Path) -> str:
    """Return the URL with the path of an SQLite file taken from a folder, not from wherever the command is run."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return database_url
    return url.set(database=str(folder / url.database)).render_as_string(hide_password=False)


def suggest(word: str, words: Collection[str]) -> str:
    """Return ` (did you mean page_size?)` when one of the words is close, else nothing."""
    close = difflib.get_close_matches(word, words, n=1)
    return f" (did you mean {close[0]}?)" if close else ""


def _from_file(path: Path, types: Mapping[str, Any]) -> dict[str, Value]:
    """Return the values of a TOML file."""
    origin = f"file {path}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"The {origin} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"The {origin} is not UTF-8 text (byte {error.start}); save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The {origin} is not TOML: {error}.") from error
    for name in table:
        if name not in types:
            raise SettingsError(f"{name}, in the {origin}, is not a setting{suggest(name, types)}.")
    return {name: Value(raw, origin, strict=True) for name, raw in table.items()}


def _from_environment(environ: Mapping[str, str], types: Mapping[str, Any]) -> dict[str, Value]:
    """Return the values of the SHEAF_* variables; an empty variable counts as not set, as containers leave them."""
    values = {}
    for variable, text in sorted(environ.items()):
        if not variable.startswith("SHEAF_") or variable in RUNTIME or _FOREIGN.match(variable) or not text.strip():
            continue
        name = variable.removeprefix("SHEAF_").lower()
        if name not in types or variable != variable.upper():
            known = [*RUNTIME, *(f"SHEAF_{setting.upper()}" for setting in types)]
            raise SettingsError(f"The environment variable {variable} is not a setting{suggest(variable, known)}.")
        origin = f"environment variable {variable}"
        values[name] = Value(_from_text(name, text.strip(), types[name], origin), origin, strict=False)
    return values


def _from_text(name: str, text: str, kind: Any, origin: str) -> Any:
    """Return the value that a variable's text stands for, by the type of its setting."""
    bare = _bare(kind)
    if bare in {str, int, bool} or get_origin(bare) is Literal:
        return text
    if bare == tuple[str, ...]:
        return [part for part in re.split(r"[,\s]+", text) if part]
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SettingsError(
            f"{name}, from the {origin}, must be JSON: {error.msg} at character {error.pos}."
        ) from error


def _bare(kind: Any) -> Any:
    """Return a type without its Annotated."""
    return kind.__origin__ if hasattr(kind, "__metadata__") else kind


def _explain(name: str, value: Value, kind: Any, message: str) -> str:
    """Return the sentence for a value of the wrong type or out of bounds."""
    complaint, _, path = message.partition(" - at `$")
    place = f"{name}{path.rstrip('`')}"
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", complaint)
    if unknown:
        return f"{place}.{unknown[1]}, in the {value.origin}, is not a setting{suggest(unknown[1], _fields(kind))}."
    shown = "" if name == "token_keys" or isinstance(value.raw, dict | list) else f" is {value.raw!r}, which"
    wrong = f"{place}, in the {value.origin},{shown} is wrong"
    if get_origin(_bare(kind)) is Literal:
        return f"{wrong}: expected one of {', '.join(get_args(_bare(kind)))}."
    return f"{wrong}: {_in_words(complaint)}."


def _fields(kind: Any) -> set[str]:
    """Return every field name of the tables in a type."""
    inner = {field for part in get_args(_bare(kind)) for field in _fields(part)}
    bare = _bare(kind)
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        fields = msgspec.structs.fields(bare)
        return inner | {field.name for field in fields} | {n for field in fields for n in _fields(field.type)}
    return inner


def _in_words(complaint: str) -> str:
    """Return msgspec's complaint in the words of the file's author."""
    words = {"`str`": "text", "`int`": "a whole number", "`bool`": "true or false", "`object`": "a table"}
    words |= {"`array`": "a list", "Expected": "expected", "Object missing": "missing", "Invalid": "invalid"}
    words |= {"`object | null`": "a table", "<=": "of no more than", ">=": "of no less than"}
    for technical, plain in words.items():
        complaint = complaint.replace(technical, plain)
    return complaint
