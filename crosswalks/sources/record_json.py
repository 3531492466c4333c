"""A Record out of JSON as people write it: markings put where they belong, and mistakes told in plain words.

msgspec names the path of a mistake and a regular expression; whoever has to correct a spreadsheet's export needs to
know what would be right (`three letters of ISO 639-3, such as kor`) and of which record.
"""

import re
from typing import Any, Final, get_args

import msgspec

from crosswalks import dates, markings, record
from crosswalks.record import Date, Record


def parse(content: bytes) -> tuple[Record, tuple[str, ...]]:
    """Return the Record of a JSON object, and notes on what was routed or taken for words.

    Raises:
        msgspec.ValidationError: it is no Record; `explain` says why.
        msgspec.DecodeError: it is no JSON.

    """
    notes: list[str] = []
    if b'"classification' in content and isinstance(fields := msgspec.json.decode(content), dict):
        notes = _route(fields)
    found = msgspec.convert(fields, Record) if notes else record.parse(content)
    impossible = (dates.problem(date) for date in (*found.dates, Date(start=found.uploaded)))
    return found, (*notes, *filter(None, impossible))


def _route(fields: dict[str, Any]) -> list[str]:
    """Move security markings from the classifications to where they belong; return a note for each."""
    notes = []
    for name in ("classification", "classifications"):
        given = fields.get(name)
        entries = given if isinstance(given, list) else [given]
        levels = [level for entry in entries if (level := _level(entry))]
        marked = fields.get("security_markings", [])
        if levels and isinstance(marked, list):
            known = {entry.get("level") for entry in marked if isinstance(entry, dict)}
            fields["security_markings"] = marked + [{"level": level} for level in levels if level not in known]
            rest = [entry for entry in entries if not _level(entry)]
            fields |= {name: rest}
            if not rest:
                del fields[name]
            notes += [f"The classification {level!r} is a security marking, not a library's: it was taken as lifted."
                      for level in levels]  # fmt: skip
    return notes


def _level(entry: object) -> str:
    """Return the security marking that stands in place of a library classification, or ""."""
    if isinstance(entry, str):
        return entry if markings.is_marking(entry) else ""
    if not isinstance(entry, dict):
        return ""
    value, scheme = entry.get("value"), entry.get("scheme", "")
    if not isinstance(value, str) or not isinstance(scheme, str) or not value.strip():
        return ""
    return value if markings.is_marking(value) or markings.is_scheme(scheme) else ""


_PATTERNS: Final = {
    record.Language: "three letters of ISO 639-3, such as kor, not ko",
    record.HttpUrl: "a web address that begins with http:// or https:// and has no blanks",
    record.MaybeHttpUrl: "a web address that begins with http:// or https:// and has no blanks",
    record.Uri: "an absolute URI without blanks, such as https://viaf.org/viaf/1",
    record.MaybeUri: "an absolute URI without blanks, such as https://viaf.org/viaf/1",
    record.SetSpec: "a setSpec: letters, digits and -_.!~*'(), its levels parted by colons",
}
_BY_PATTERN: Final = {repr(get_args(kind)[1].pattern): words for kind, words in _PATTERNS.items()}
_TYPES: Final = {
    "str": "text in quotation marks", "int": "a whole number", "float": "a number", "bool": "true or false",
    "array": "a list in square brackets", "object": "an object in braces", "null": "nothing (null)",
}  # fmt: skip
_PATH: Final = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`$")
_SENTENCES: Final = (
    (re.compile(r"Object contains unknown field `(.*)`"), "there is no such field as {0}"),
    (re.compile(r"Object missing required field `(.*)`"), "the field {0} is missing"),
    (re.compile(r"Invalid enum value (.*)", re.DOTALL), "{0} is not one of the values that it may have"),
    (re.compile(r"Expected `str` of length >= 1"), "it is empty; leave the field out instead"),
    (re.compile(r"Expected `(?:int|float)` >= (.*)"), "the number is less than {0}"),
    (re.compile(r"Expected `(?:int|float)` <= (.*)"), "the number is more than {0}"),
)
_MATCHING: Final = re.compile(r"Expected `str` matching regex (.*)", re.DOTALL)
_OTHER_TYPE: Final = re.compile(r"Expected `(.*)`, got `(.*)`")


class _Named(msgspec.Struct):
    """The one field that names a record, whatever else is wrong with it."""

    local_id: str = ""


def explain(error: ValueError, content: bytes) -> str:
    """Return a sentence on what is wrong with a Record: which one, in which field, and what would be right."""
    message = str(error)
    found = _PATH.search(message)
    path = found[1] if found else ""
    what = _in_words(message[: found.start()] if found else message)
    try:
        local_id = msgspec.json.decode(content, type=_Named).local_id
    except msgspec.DecodeError:
        local_id = ""
    which = f"The record {local_id} is not a Record" if local_id else "The record is not a Record"
    return f"{which}: in {path}, {what}." if path else f"{which}: {what}."


def _in_words(message: str) -> str:
    """Return what msgspec says in words of people."""
    for pattern, sentence in _SENTENCES:
        if matched := pattern.fullmatch(message):
            return sentence.format(*matched.groups())
    if matched := _MATCHING.fullmatch(message):
        return f"the value should be {_BY_PATTERN.get(matched[1], matched[1])}"
    if matched := _OTHER_TYPE.fullmatch(message):
        wanted, got = (" or ".join(_TYPES.get(kind, kind) for kind in side.split(" | ")) for side in matched.groups())
        return f"there should be {wanted}, not {got}"
    return message
