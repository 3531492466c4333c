"""MARC 880 -> notes on names, places, headings and who is responsible, in another script.

https://www.loc.gov/marc/bibliographic/bd880.html. The Record has one form of a name or heading; a second agent or
subject for the same would count twice. Titles in another script are titles (`titles`), notes are notes (`fields`).
"""

from collections.abc import Iterator
from typing import Final

from crosswalks.record import Note
from crosswalks.sources.marcxml import titles
from crosswalks.sources.marcxml.fields import Marc
from crosswalks.sources.marcxml.punctuation import trimmed

# By the beginning of the tag, the longer one first
_LABELS: Final = (
    ("250", "Edition"), ("26", "Publication"), ("300", "Extent"), ("3", "Description"), ("1", "Name"), ("70", "Name"),
    ("71", "Name"), ("72", "Name"), ("44", "Series"), ("49", "Series"), ("8", "Series"), ("6", "Subject"),
    ("7", "Related"),
)  # fmt: skip
_UNSPOKEN: Final = frozenset("0123456789w")


def notes(record: Marc) -> Iterator[Note]:
    """Yield as notes what the record repeats in another script and the Record has no place for."""
    made = []
    for field in record.scripts:
        label = next((label for start, label in _LABELS if field.tag.startswith(start)), "Description")
        roles = "e4" if label == "Name" else ""
        value = " ".join(value for code, value in field.subfields if code not in _UNSPOKEN and code not in roles)
        if field.tag == "245":
            responsible = (trimmed(value) for value in field.all("c"))
            made += [Note(value=value, type="statement of responsibility") for value in responsible if value]
        elif field.tag not in titles.TAGS and (value := trimmed(value)):
            made.append(Note(value=value, label=f"{label} in another script"))
    yield from dict.fromkeys(made)
