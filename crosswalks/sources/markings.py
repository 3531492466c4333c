"""Security markings read out of the words in which formats write them, `Secret; declassified 1995`.

What counts as a marking: `crosswalks.markings`. How they are written: `crosswalks.formats.wording`.
"""

import re
from typing import Final, Literal, cast, get_args

from crosswalks.record import AppliesTo, SecurityMarking

LABELLED: Final = re.compile(r"((original|security) classification(?: \(\w+\))?):\s*(\S.*)", re.IGNORECASE)
"""A marking behind its label, as formats write it: label, first word of it, and what is said."""

_SENTENCE: Final = re.compile(r"\.\s+declassified\s+(?=\S)", re.IGNORECASE)

_FIELDS: Final = {
    'marked "': "original_text",
    "system: ": "system",
    "declassified ": "declassified_on",
    "authority: ": "authority",
    "event: ": "event",
}


def stated(text: str) -> SecurityMarking | None:
    """Return the marking that a text states behind its label, wherever it stands; None where it states none.

    An original classification is one that has been lifted, also where archives say it among the rights or the subjects.
    """
    found = LABELLED.fullmatch(text)
    if found is None:
        return None
    said = _SENTENCE.sub("; declassified ", found[3])
    said = said.removesuffix(".") if said != found[3] else said
    return read(said, found[1], "lifted" if found[2].lower() == "original" else "in_force")


def read(value: str, label: str, status: Literal["lifted", "in_force"]) -> SecurityMarking:
    """Return the marking that a text such as `Secret; declassified 1995` states under a label."""
    level, details = _split(value)
    return SecurityMarking(level=level or value, status=status, applies_to=_applies_to(label), **details)


def details(value: str) -> dict[str, str]:
    """Return the fields of a SecurityMarking that a text such as `marked "Секретно"; declassified 1995` states."""
    return _split(f"; {value}")[1]


def _split(value: str) -> tuple[str, dict[str, str]]:
    """Return what stands before the first detail, and the details by their fields; linear in the text's length.

    What is no detail belongs to the one before it, as does a semicolon within quotation marks.
    """
    parts = value.split("; ")
    last_quote = max((place for place, part in enumerate(parts) if part.endswith('"')), default=-1)
    level, found, field, quoted = [parts[0]], dict[str, list[str]](), "", False
    for place, part in enumerate(parts[1:], 1):
        name = "" if quoted else next((name for name in _FIELDS if part.startswith(name)), "")
        if name and (_FIELDS[name] != "original_text" or place <= last_quote):
            field = _FIELDS[name]
            part = part[len(name) :]  # noqa: PLW2901 - the rest of it
            found[field] = []
        found.get(field, level).append(part)
        quoted = field == "original_text" and not part.endswith('"')
    texts = {field: "; ".join(texts) for field, texts in found.items()}
    if "original_text" in texts:
        texts["original_text"] = texts["original_text"].removesuffix('"')
    return "; ".join(level), {field: text for field, text in texts.items() if text}


def _applies_to(label: str) -> AppliesTo:
    """Return what the marking stood on, which its label says in parentheses."""
    where = label.rpartition(" (")[2].removesuffix(")").lower()
    return cast("AppliesTo", where) if where in get_args(AppliesTo) else "document"
