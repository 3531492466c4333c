"""Notes: 355 for security markings, and 5XX by the type of note, https://www.loc.gov/standards/mods/mods-notes.html.

A marking that has been lifted is description; one still in force limits access, and 506 says in words all that is known
of it.
"""

from typing import Final

from crosswalks import clean, dates, edtf, marc, vocabularies
from crosswalks.formats import wording
from crosswalks.formats.marc21.fields import Fields, field
from crosswalks.formats.marc21.options import Options
from crosswalks.record import Date, Note, Record, SecurityMarking

_RESPONSIBILITY: Final = "statement of responsibility"


def markings(record: Record, options: Options) -> Fields:
    """Yield 355 for each security marking, and a note of what it cannot hold, or of all if that is wanted.

    What 506 says is not said again.
    """
    day = wording.declassified(record)
    for marking in record.security_markings:
        lifted = marking.declassified_on or (day if marking.status == "lifted" else "")
        yield field(
            "355",
            f"{marc.MARKED[marking.applies_to]} ",
            ("a", marking.level),
            ("d", marking.event),
            ("e", marking.system),
            ("h", compact(lifted)),
            ("j", marking.authority),
        )
        if marking.status == "in_force":
            continue
        words = _whole(marking, day) if options.marking_note else _wording(marking)
        yield field("500", "  ", ("a", wording.labelled(wording.marking_label(marking), words)))


def _whole(marking: SecurityMarking, day: str) -> str:
    """Return a marking with all that is known of it."""
    details = wording.marking_details(marking, day if marking.status == "lifted" else "")
    return wording.joined((marking.level, details), "; ")


def _wording(marking: SecurityMarking) -> str:
    """Return what stands on the paper, where that is not what the marking is called."""
    marked = clean.text(marking.original_text)
    return f'marked "{marked}"' if marked and marked != clean.text(marking.level) else ""


def compact(date: str) -> str:
    """Return a date as MARC codes it, yyyymmdd or what is known of that; words as they are."""
    known = dates.w3cdtf(Date(start=date)) if clean.text(date) else None
    return known.replace("-", "") if known and edtf.is_w3cdtf(known) else date


def responsibility(record: Record) -> str:
    """Return the statement of responsibility, the first note of this type, which belongs to the title."""
    return next((note.value for note in record.notes if _kind(note) == _RESPONSIBILITY), "")


def notes(record: Record, _: Options) -> Fields:
    """Yield each note by its type; further statements of responsibility, and types without a field, are 500."""
    stated = responsibility(record)
    for note in record.notes:
        kind = _kind(note)
        if kind == _RESPONSIBILITY and note.value == stated:
            continue
        place = marc.GENERAL_NOTE if kind == _RESPONSIBILITY else marc.NOTES.get(kind, marc.GENERAL_NOTE)
        yield field(place.tag, place.ind1 + place.ind2, (place.code, _text(note, kind)), needs=place.code)


def _kind(note: Note) -> str:
    """Return the type of a note as the list has it."""
    return clean.text(note.type).casefold()


def _text(note: Note, kind: str) -> str:
    """Return a note behind its label."""
    marked = wording.ORIGINAL_CLASSIFICATION if kind == vocabularies.ORIGINAL_CLASSIFICATION else ""
    return wording.labelled(note.label or marked, note.value)


def abstracts(record: Record, _: Options) -> Fields:
    """Yield 520 for each summary."""
    for abstract in record.abstracts:
        yield field("520", "3 ", ("a", abstract.value))


def funding(record: Record, _: Options) -> Fields:
    """Yield 536 for each acknowledgement of a funder, with the number of the grant."""
    for each in record.funding:
        yield field("536", "  ", ("a", wording.funding(each)), ("c", each.award), needs="ac")
