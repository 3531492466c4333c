"""MARC 245 $c, 351, 362, 500-588, 590 -> abstracts, notes and funding.

https://www.loc.gov/marc/bibliographic/bd5xx.html. Types of note are those of the Library of Congress's list
(https://www.loc.gov/standards/mods/mods-notes.html), which names the tags that they come from; a tag of its own meaning
that the list lacks gets a label instead. What a field marks as private is left out of the Record.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import marc
from crosswalks.record import Abstract, Funding, Note
from crosswalks.sources import nodes
from crosswalks.sources.marcxml import origin, related
from crosswalks.sources.marcxml.fields import Field, Marc
from crosswalks.sources.marcxml.punctuation import trimmed, unmarked

# The fields of other modules: rights, originals, funding, summaries and the like
_ELSEWHERE: Final = frozenset({"506", "520", "534", "535", "536", "540", "542"})
_LABELS: Final = {
    "507": "Scale", "513": "Type of report and period covered", "514": "Data quality", "516": "Type of file",
    "521": "Audience", "522": "Geographic coverage", "525": "Supplement", "526": "Study program",
    "532": "Accessibility", "544": "Related archival materials", "547": "Former title",
    "550": "Issuing body", "552": "Entity and attribute information", "555": "Finding aid", "556": "Documentation",
    "563": "Binding", "565": "Case file characteristics", "567": "Methodology", "580": "Linking entry",
    "584": "Accumulation and frequency of use", "586": "Awards", "588": "Source of description",
}  # fmt: skip
_TYPES: Final = {"501": "with", "503": "bibliographic history", "518": "venue"} | {
    place.tag: kind for kind, place in marc.NOTES.items() if place.tag[0] == "5" and place.tag not in ("518", "562")
}
# Fields whose first indicator 0 forbids to show them
_PRIVATE: Final = frozenset({"541", "542", "561", "583"})
# Subfields that are no words: links, sources, applicability, non-public notes
_CODES: Final = frozenset("012345678wx")
_SHOWN_X: Final = frozenset({"510"})  # there $x is an ISSN


def notes(record: Marc) -> Iterator[Note]:
    """Yield the notes: who is responsible for what, then those of 362, 351 and 5XX in the order of their tags."""
    for field in record.fields("245"):
        yield from (Note(value=value, type="statement of responsibility") for value in map(trimmed, field.all("c")))
    for field in record.fields("362"):
        if value := unmarked(field.text("a")):
            yield Note(value=value, type="date/sequential designation")
    for field in record.fields("351"):
        if value := words(field):
            yield Note(value=value, label="Arrangement")
    hidden = 0
    for field in _of_notes(record):
        if is_private(field):
            hidden += 1
        elif value := words(field):
            yield Note(value=value, type=_type(field), label=_label(field))
    if hidden:
        record.notes.append(f"A field marked as private was left out ({nodes.times(hidden)}).")


def _of_notes(record: Marc) -> Iterator[Field]:
    """Yield the fields of 5XX that are notes; of local ones, 59X, only the first is meant to be read."""
    for field in record.starting("5"):
        local = field.tag.startswith("59") and field.tag != "590"
        warning = field.tag == "520" and field.ind1 == "4"
        elsewhere = field.tag in _ELSEWHERE or origin.event(field) is not None or _is_linked(field)
        if (not elsewhere and not local) or warning or _is_copy(field):
            yield field


def _is_linked(field: Field) -> bool:
    """Return whether a reference leads to an address, which makes it a related resource."""
    return field.tag == "510" and bool(related.citing(field))


def _is_copy(field: Field) -> bool:
    """Return whether a field 535 says where a copy is kept, which is no original."""
    return field.tag == "535" and field.ind1 == "2"


def is_private(field: Field) -> bool:
    """Return whether a field says of itself that it is not for the public."""
    return field.tag in _PRIVATE and field.ind1 == "0"


def _type(field: Field) -> str:
    """Return the type of a note; "" where the list has none."""
    if field.tag == "535":
        return ""
    if field.tag == "518" and field.first("d") and not field.first("ap"):
        return "date"
    if field.tag == "562":
        return "version identification" if field.first("c") else ""
    return _TYPES.get(field.tag, "")


def _label(field: Field) -> str:
    """Return the label of a note; the materials that it speaks of are in its words."""
    if field.tag == "520":
        return "Content advice"
    if field.tag == "535":
        return "Location of duplicates"
    return _LABELS.get(field.tag, "")


def words(field: Field) -> str:
    """Return a note in one line, behind the words for the materials that it speaks of; addresses stand in it."""
    shown = [value for code, value in field.subfields if code not in _CODES or (code == "x" and field.tag in _SHOWN_X)]
    line = " ".join(shown)
    what = unmarked(field.first("3"))
    return f"{what}: {line}" if what and line else line


def abstracts(record: Marc) -> Iterator[Abstract]:
    """Yield the summaries, each with what expands it."""
    for field in record.fields("520"):
        if field.ind1 != "4" and (value := words(field)):
            yield Abstract(value=value)


def funding(record: Marc) -> Iterator[Funding]:
    """Yield the acknowledgements of funders, with the number of a contract or grant."""
    for field in record.fields("536"):
        award = trimmed(field.first("c") or field.first("b"))
        rest = [value for code in "bd" for value in field.all(code) if trimmed(value) != award]
        text = field.text("a")
        line = "; ".join(filter(None, (text, *rest, *field.all("efgh"))))
        address = next((uri for value in field.all("u10") if (uri := nodes.uri(value))), "")
        if line or award:
            yield Funding(note_text=line, award=award, funder_uri=address)
