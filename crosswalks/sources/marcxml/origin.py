"""MARC 250-264, 306-321 and 518 -> dates, publishers, and notes on place, edition and frequency.

https://www.loc.gov/marc/bibliographic/bd260.html, …/bd264.html. A date is given twice, for
machines in 008 or 046 and for people in 260 or 264: what belongs together becomes one Date.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec.structs import replace

from crosswalks import dates, marc, marc_countries
from crosswalks.record import Agent, Date, DateType, Note
from crosswalks.sources.marcxml import coded_dates, fixed
from crosswalks.sources.marcxml.fields import Field, Marc, unique
from crosswalks.sources.marcxml.punctuation import balanced, supplied, unmarked

_COPYRIGHT: Final = re.compile(r"(?i)^\W*(?:cop(?:yright|\.)?|[c©℗p])\s*(?=\[?\d)")
_EVENTS: Final[dict[str, DateType]] = {kind: event for event, kind in marc.STATEMENTS.items()}
_EVENT_DATES: Final[dict[str, DateType]] = {event.casefold(): kind for kind, event in marc.EVENTS.items()}


def origin_dates(record: Marc) -> Iterator[Date]:
    """Yield the dates: coded ones, with the words for them where there are any; then what is said in words only."""
    coded = coded_dates.coded(record)
    for kind, words in _written(record):
        place = _meant(coded, kind, words)
        if place is None:
            coded.append(_date(kind, words))
        else:
            coded[place] = _worded(coded[place], words)
    yield from dict.fromkeys([*coded, *_befallen(record), *coded_dates.covered(record)])


def _meant(coded: list[Date], kind: DateType, words: str) -> int | None:
    """Return which coded date words are for: the one that they say, or the only one of its kind; None for no such."""
    read = dates.normalise(words)
    bare = [place for place, date in enumerate(coded) if date.type == kind and not date.display]
    same = [place for place in bare if (coded[place].start, coded[place].end) == (read.start, read.end)]
    alone = len(bare) == 1 and sum(date.type == kind for date in coded) == 1
    likely = alone and _in_one_year(coded[bare[0]].start, read.start)
    return same[0] if same else bare[0] if likely else None


def _in_one_year(first: str, second: str) -> bool:
    """Return whether two dates may be of one year; of one that is not known, nothing speaks against it."""
    pairs = zip(first[:4], second[:4], strict=False)
    return all("X" in pair or pair[0] == pair[1] for pair in pairs)


def _worded(date: Date, words: str) -> Date:
    """Return a coded date with the words for it, unless they say no more."""
    read = dates.normalise(words)
    if (read.start, read.end, read.qualifier) == (date.start, date.end, "") and words == read.start:
        return date
    return replace(date, display=words, qualifier=date.qualifier or read.qualifier)


def _date(kind: DateType, words: str) -> Date:
    """Return a date that is given in words only."""
    read = dates.normalise(words)
    display = "" if words == read.start else words
    return Date(type=kind, display=display, start=read.start, end=read.end, qualifier=read.qualifier)


# 260 and 264


class _Statement(NamedTuple):
    """A date in words, and what it dates."""

    kind: DateType
    words: str


def _written(record: Marc) -> Iterator[_Statement]:
    """Yield the dates that are given in words: those of 264 of the kind that it says, of 260 of that of the record."""
    made = coded_dates.made(record)
    for field in record.fields("260", "264"):
        kind = _EVENTS.get(field.ind2, "other") if field.tag == "264" and field.ind2 in "01234" else made
        for value in field.all("c"):
            yield from _statements(kind, value)
        yield from (_Statement("other", words) for value in field.all("g") if (words := balanced(value.strip("() "))))
    for field in record.fields("245"):
        yield from (_Statement("created", words) for value in field.all("f") if (words := supplied(value)))


def _statements(kind: DateType, value: str) -> Iterator[_Statement]:
    """Yield the date of a statement, and that of the copyright in it, `1998, c1997`."""
    for part in re.split(r",\s*(?=(?:cop\.?|[c©℗p])\s*\[?\d)", value):
        words = balanced(part)
        if words.casefold().strip("[]. ") in _UNKNOWN:
            continue
        found = _COPYRIGHT.match(words)
        if found is not None:
            yield _Statement("copyright", balanced(words[found.end() :]))
        elif words:
            yield _Statement(kind, words)


_UNKNOWN: Final = frozenset(
    {
        "s.l", "s.n", "s. l", "s. n", "n.p", "n. p", "n. pub", "n.pub",
        "s.a", "s.i", "o.o", "o.j", "place of publication not identified",
        "publisher not identified", "date of publication not identified", "place of production not identified",
        "producer not identified", "place of distribution not identified", "distributor not identified",
        "place of manufacture not identified", "manufacturer not identified", "verlag nicht ermittelbar",
        "verlagsort nicht ermittelbar", "lieu de publication non identifié", "éditeur non identifié",
    }
)  # fmt: skip


def _said(field: Field, codes: str) -> list[str]:
    """Return places or names of a statement, but none that is not known."""
    values = (supplied(value) for value in field.all(codes))
    return [value for value in values if value and value.casefold().strip(" .[]") not in _UNKNOWN]


# Role of a name in 264 by the second indicator; the first, of who made what is not published, has no relator
_MAKERS: Final = {"2": "dst", "3": "mfr"}


def publishers(record: Marc) -> Iterator[Agent]:
    """Yield publishers, distributors and manufacturers."""
    made: list[Agent] = []
    for field in record.fields("260", "264"):
        role = _MAKERS.get(field.ind2, "") if field.tag == "264" else ""
        if not (field.tag == "264" and field.ind2 in ("0", "4")):
            kept = [Agent(name=name, role=role, relation="contributor" if role else "publisher") for name in
                    _said(field, "b")]  # fmt: skip
            made += [*kept, *(Agent(name=name, role="mfr", relation="contributor") for name in _said(field, "f"))]
    yield from dict.fromkeys(made)


def origin_notes(record: Marc) -> Iterator[Note]:
    """Yield what else is said of the origin: places, producers, edition, frequency. A Record's places are its theme."""
    places = unique(place for field in record.fields("260", "264") for place in _said(field, "ae"))
    if not places and (country := marc_countries.name(fixed.code(record, 15, 18))):
        places = [country]
    yield from (Note(value=place, label="Place of origin") for place in places)
    makers = (field for field in record.fields("264") if field.ind2 == "0")
    yield from (Note(value=name, label="Producer") for field in makers for name in _said(field, "b"))
    for tag, label in _STATED.items():
        for field in record.fields(tag):
            value = "; ".join(map(_clock, field.all("a"))) if label == "Duration" else unmarked(field.text("ab"))
            if value:
                yield Note(value=value, label=label)


_STATED: Final = {
    "250": "Edition", "254": "Musical presentation", "256": "File characteristics", "310": "Frequency",
    "321": "Frequency", "306": "Duration",
}  # fmt: skip

_CLOCK: Final = re.compile(r"(\d\d)(\d\d)(\d\d)")


def _clock(value: str) -> str:
    """Return a duration as hours, minutes and seconds."""
    return _CLOCK.sub(r"\1:\2:\3", value)


# What befell the document


def _befallen(record: Marc) -> Iterator[Date]:
    """Yield the dates of 518 that stand behind the words for an event which the Record knows."""
    for field in record.fields("518"):
        kind = event(field)
        for value in field.all("d") if kind is not None else ():
            yield _date(kind, unmarked(value)) if kind is not None else Date()


def event(field: Field) -> DateType | None:
    """Return the type of the date in a field 518, when that is all there is in it."""
    kind = _EVENT_DATES.get(unmarked(field.first("o")).casefold())
    return kind if kind is not None and field.first("d") and not field.first("ap") else None
