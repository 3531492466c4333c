"""Numbers and codes: 010 to 046, 088, https://www.loc.gov/marc/bibliographic/bd01x09x.html."""

import re
from collections.abc import Iterator
from typing import Final

from crosswalks import clean, dates, languages, marc
from crosswalks.formats.marc21.fields import Field, Fields, field, identity
from crosswalks.formats.marc21.fixed import bounds
from crosswalks.formats.marc21.options import Options
from crosswalks.record import Date, Identifier, Record

_PID_SOURCES: Final = {scheme: code for code, scheme in marc.PID_SCHEMES.items()}
_ISBN: Final = re.compile(r"[0-9Xx-]+")
_INVALID: Final = "(invalid)"
_MARKS: Final = {"approximate": "~", "questionable": "?"}


def persistent(record: Record, _: Options) -> Fields:
    """Yield 024 for each persistent identifier."""
    for pid in record.pids:
        yield field("024", "7 ", ("a", pid.value), ("2", _PID_SOURCES[pid.scheme]))


def control_number(record: Record, options: Options) -> Fields:
    """Yield 035, the local identifier in the name of the organization, if its code is known."""
    if options.organization and clean.text(record.local_id):
        yield field("035", "  ", ("a", f"({options.organization}){clean.text(record.local_id)}"))


def identifiers(record: Record, _: Options) -> Fields:
    """Yield further identifiers by their types."""
    stated = {clean.text(record.local_id), *(clean.text(pid.value) for pid in record.pids)}
    for identifier in record.identifiers:
        if clean.text(identifier.value) not in stated:
            yield _identifier(identifier)


def _identifier(identifier: Identifier) -> Field | None:
    """Return one identifier; $z, where it no longer holds."""
    written = clean.text(identifier.type)
    kind = written.casefold().removesuffix(_INVALID).strip()
    wrong = written.casefold().endswith(_INVALID)
    place = marc.IDENTIFIERS.get(kind)
    if place is None:
        return _unlisted(identifier.value, kind, written, wrong=wrong)
    if wrong and place.tag in ("028", "037"):  # these have no place for what no longer holds
        return None
    value = clean.text(identifier.value)
    if kind == "oclc" and value and not value.startswith("("):
        value = marc.OCLC + value
    elif kind == "isbn" and _ISBN.fullmatch(value):  # hyphens are for display
        value = value.replace("-", "")
    return field(place.tag, place.ind1 + place.ind2, ("z" if wrong else place.code, value), needs="alz")


def _unlisted(value: str, kind: str, written: str, *, wrong: bool) -> Field | None:
    """Return 024: with the code of its type where that is a source code, else with the type in words."""
    code = "z" if wrong else "a"
    if kind in marc.IDENTIFIER_SOURCES:
        return field("024", "7 ", (code, value), ("2", kind), needs="az")
    return field("024", "8 ", (code, value), ("q", written), needs="az")


def coordinates(record: Record, _: Options) -> Fields:
    """Yield 034 for each place with coordinates, in decimal degrees."""
    for place in record.places:
        if place.lat is not None and place.lon is not None:
            east, north = (f"{degrees + 0.0:+011.6f}" for degrees in (place.lon, place.lat))
            ends = (("d", east), ("e", east), ("f", north), ("g", north))
            yield field("034", "0 ", *ends, *identity((place.uri,)), needs="d")


def source(record: Record, options: Options) -> Fields:
    """Yield 040: who describes, in which language and by which rules."""
    provider = record.data_provider.name if record.data_provider else ""
    yield field(
        "040",
        "  ",
        ("a", options.organization or provider),
        ("b", languages.iso639_2b(record.record_language)),
        *(("e", standard) for standard in record.description_standards),
        needs="abe",
    )


def coded_dates(record: Record, _: Options) -> Fields:
    """Yield 046: dates of creation, change and validity as EDTF."""
    for date in record.dates:
        if date.type in marc.CODED_DATES:
            yield field("046", "  ", *_coded(date), ("2", "edtf"), needs="jklmn")


def _coded(date: Date) -> Iterator[tuple[str, str]]:
    """Yield the subfields of a date or an interval; an end that is open or unknown is left out."""
    first, last = marc.CODED_DATES[date.type]
    found = dates.settle(date)
    start, end = bounds(found)
    mark = _MARKS.get(found.qualifier, "")
    if start not in ("", ".."):
        yield first, _marked(start, mark)
    if last and end not in ("", "..", start):
        yield last, _marked(end, mark)


def _marked(bound: str, mark: str) -> str:
    """Return an EDTF date with the mark of its qualifier, which neither a time nor another mark can bear."""
    return bound if "T" in bound or bound[-1] in "?~%" else bound + mark
