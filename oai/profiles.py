"""The formats of the settings bound to their codecs, and the rules for settings that only the crosswalks know.

A profile is a codec under a metadataPrefix with options of its own, since aggregators contradict each other. This is
apart from oai.settings so that the serving path, which reads settings, imports no crosswalk.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_origin

import msgspec

from crosswalks import rights, stylesheets
from crosswalks.native import Form
from crosswalks.profiles import PROFILES, ReadyMade
from crosswalks.registry import FORMATS, Codec
from crosswalks.stylesheets import Transform
from oai.settings import Profile, Settings, SettingsError
from oai.settings_sources import suggest

LARGEST_STYLESHEET = 1_048_576
"""Bytes."""


class Bound(NamedTuple):
    """A codec with its options decoded; `options` is a value of `codec.options`.

    `form` is what is advertised; `transform` is what turns the codec's metadata into it, where that is not the same.
    `recipe` is what decides, beside an item itself, how it is rendered: 16 bytes made of the codec, its version and
    options, the style sheet, and the settings that speak for every record.
    """

    prefix: str
    codec: Codec
    options: Any
    form: Form
    transform: Transform | None
    recipe: bytes


def bind(settings: Settings, origins: Mapping[str, str] | None = None) -> dict[str, Bound]:
    """Return codec and options of every metadataPrefix, in the order of the settings.

    Raises:
        SettingsError: a codec is unknown, an option unknown or wrong, or a rights URI not a canonical one. `origins`
            (of `oai.settings.Loaded`) lets the sentence say where it was set.

    """
    origins = origins or {}
    for name in ("metadata_rights", "default_rights"):
        _check_rights(name, getattr(settings, name), _place(name, origins))
    place = _place("formats", origins)
    return {prefix: bind_one(prefix, profile, settings, place) for prefix, profile in settings.formats.items()}


def bind_one(prefix: str, profile: Profile, settings: Settings, place: str = "") -> Bound:
    """Return one profile bound to its codec.

    Raises:
        SettingsError: as for `bind`.

    """
    ready = _ready_made(prefix, profile, place)
    name = profile.codec or (ready.codec if ready else prefix)
    if name not in FORMATS:
        raise SettingsError(
            f"formats.{prefix}{place} names the codec {name}, which there is not{suggest(name, FORMATS)};"
            f" set codec to one of: {', '.join(sorted(FORMATS))}."
        )
    if ready and ready.codec != name:
        raise SettingsError(
            f"formats.{prefix}{place} has the codec {name}, but the profile {profile.profile} is one of {ready.codec};"
            " leave codec out."
        )
    if prefix == "oai_dc" != name:
        raise SettingsError(f"formats.oai_dc{place} is reserved for the codec oai_dc; give {name} another prefix.")
    codec = FORMATS[name].at(settings.base_url)
    options = _options(prefix, codec, {**(ready.options if ready else {}), **profile.options}, place)
    form = Form(profile.namespace or codec.namespace, profile.schema or codec.schema)
    sheet = _stylesheet(prefix, profile, place)
    transform = _transform(prefix, profile, sheet, form, place) if sheet else None
    return Bound(prefix, codec, options, form, transform, _recipe(codec, options, (form, sheet), settings))


def _ready_made(prefix: str, profile: Profile, place: str) -> ReadyMade | None:
    """Return the ready-made profile that is named, or None."""
    if not profile.profile:
        return None
    if profile.profile not in PROFILES:
        raise SettingsError(
            f"formats.{prefix}{place} names the profile {profile.profile}, which there is not"
            f"{suggest(profile.profile, PROFILES)}; there are: {', '.join(PROFILES)}."
        )
    return PROFILES[profile.profile]


def _options(prefix: str, codec: Codec, given: Mapping[str, Any], place: str) -> Any:
    """Return the options of a codec."""
    try:
        return msgspec.convert(given, codec.options)
    except msgspec.ValidationError as error:
        known = [field.name for field in msgspec.structs.fields(codec.options)]
        unknown = next((option for option in given if option not in known), "")
        hint = suggest(unknown, known) if unknown else ""
        wrong = f"formats.{prefix}.options{place} does not suit the codec {codec.name}: {_wrong(codec, error)}{hint}"
        raise SettingsError(f"{wrong}; its options: {', '.join(known) or 'none'}.") from error


def _wrong(codec: Codec, error: msgspec.ValidationError) -> str:
    """Return what is wrong with an option, with the values that it may have where these are words."""
    complaint, _, option = str(error).partition(" - at `$.")
    words = {field.name: _choices(field.type) for field in msgspec.structs.fields(codec.options)}
    name = option.rstrip("`")
    if complaint.startswith("Invalid enum value") and words.get(name):
        return f"{name} must be one of: {', '.join(map(str, words[name]))}"
    return str(error)


def _choices(kind: Any) -> tuple[Any, ...]:
    """Return the words that an option may be, whose type is a Literal, mostly with a description around it."""
    return _choices(get_args(kind)[0]) if get_origin(kind) is Annotated else get_args(kind)


def _stylesheet(prefix: str, profile: Profile, place: str) -> bytes:
    """Return the content of the style sheet, or nothing when there is none."""
    if not profile.stylesheet:
        if profile.namespace or profile.schema:
            raise SettingsError(
                f"formats.{prefix}{place} has a namespace or schema without a stylesheet: leave them out, since a"
                " codec has its own."
            )
        return b""
    path = Path(profile.stylesheet)
    try:
        if path.stat().st_size > LARGEST_STYLESHEET:
            raise SettingsError(
                f"formats.{prefix}.stylesheet{place} ({path}) is larger than {LARGEST_STYLESHEET:,} bytes."
            )
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or "it cannot be read").lower()
        raise SettingsError(f"formats.{prefix}.stylesheet{place} ({path}) cannot be read: {why}.") from error


def _transform(prefix: str, profile: Profile, sheet: bytes, form: Form, place: str) -> Transform:
    """Return what a style sheet does."""
    try:
        return stylesheets.load(sheet, form)
    except stylesheets.StylesheetError as error:
        where = f"formats.{prefix}.stylesheet{place} ({profile.stylesheet})"
        raise SettingsError(f"{where} cannot be used: {error}.") from error


def _recipe(codec: Codec, options: Any, sheet: tuple[Form, bytes], settings: Settings) -> bytes:
    spoken = (settings.default_rights, settings.data_provider, settings.metadata_rights, settings.on_invalid_native)
    told = msgspec.json.encode((codec.name, codec.version, options, sheet, spoken))
    return hashlib.blake2b(told, digest_size=16).digest()


def _check_rights(name: str, uri: str, place: str) -> None:
    """Return nothing when a rights URI is empty or the canonical form of a known statement."""
    if not uri:
        return
    canonical = rights.canonical(uri)
    if not canonical:
        raise SettingsError(
            f"{name}{place} is {uri!r}, which is neither a RightsStatements.org nor a Creative Commons URI;"
            " see https://rightsstatements.org/page/1.0/."
        )
    if canonical != uri:
        raise SettingsError(f"{name}{place} is {uri!r}; harvesters know it only as {canonical} - write that.")


def _place(name: str, origins: Mapping[str, str]) -> str:
    """Return `, in the file sheaf.toml,` when it is known where a setting comes from."""
    return f", in the {origins[name]}," if name in origins else ""
