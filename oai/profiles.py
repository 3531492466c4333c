"""The formats of the settings bound to their codecs, and the rules for settings that only the crosswalks know.

A profile is a codec under a metadataPrefix with options of its own, since aggregators contradict each other. This is
apart from oai.settings so that the serving path, which reads settings, imports no crosswalk.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from crosswalks import rights
from crosswalks.registry import FORMATS, Codec
from oai.settings import Profile, Settings, SettingsError
from oai.settings_sources import suggest


class Bound(NamedTuple):
    """A codec with its options decoded; `options` is a value of `codec.options`.

    `recipe` is what decides, beside an item itself, how it is rendered: 16 bytes made of the codec, its version and
    options, and the settings that speak for every record.
    """

    prefix: str
    codec: Codec
    options: Any
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
    return {prefix: _bind(prefix, profile, settings, place) for prefix, profile in settings.formats.items()}


def _bind(prefix: str, profile: Profile, settings: Settings, place: str) -> Bound:
    """Return one profile bound to its codec."""
    name = profile.codec or prefix
    if name not in FORMATS:
        raise SettingsError(
            f"formats.{prefix}{place} names the codec {name}, which there is not{suggest(name, FORMATS)};"
            f" set codec to one of: {', '.join(sorted(FORMATS))}."
        )
    codec = FORMATS[name]
    try:
        options = msgspec.convert(profile.options, codec.options)
    except msgspec.ValidationError as error:
        known = [field.name for field in msgspec.structs.fields(codec.options)]
        unknown = next((option for option in profile.options if option not in known), "")
        hint = suggest(unknown, known) if unknown else ""
        wrong = f"formats.{prefix}.options{place} does not suit the codec {name}: {error}{hint}"
        raise SettingsError(f"{wrong}; its options: {', '.join(known) or 'none'}.") from error
    return Bound(prefix, codec, options, _recipe(codec, options, settings))


def _recipe(codec: Codec, options: Any, settings: Settings) -> bytes:
    spoken = (settings.default_rights, settings.data_provider, settings.metadata_rights, settings.on_invalid_native)
    told = msgspec.json.encode((codec.name, codec.version, options, spoken))
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
