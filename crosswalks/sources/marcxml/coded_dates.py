"""MARC 008/06-14, 033, 045 and 046 -> coded dates: when a document was made and published, and what time it is about.

https://www.loc.gov/marc/bibliographic/bd008a.html, …/bd033.html, …/bd045.html and …/bd046.html.
"""

import re
from collections.abc import Iterator
from typing import Final

from crosswalks import dates, edtf, marc
from crosswalks.record import Date, DateType
from crosswalks.sources.marcxml import fixed
from crosswalks.sources.marcxml.fields import Marc

_CODED: Final = re.compile(r"([a-z|])([0-9u|# ]{4})([0-9u|# ]{4})")
_FOREVER: Final = "9999"


def coded(record: Marc) -> list[Date]:
    """Return the coded dates of the document, without that of 008 where 046 says the same, or says it more exactly."""
    exact = list(dict.fromkeys((*_of_046(record), *_of_033(record))))
    years = {date.start[:4] for date in exact if date.type in ("created", "issued")}
    return [*exact, *(date for date in _of_008(record) if date.type == "copyright" or date.start[:4] not in years)]


def made(record: Marc) -> DateType:
    """Return what befell a document on its one date: it was published, or made if it is not of a kind that is."""
    kinds = {field.ind2 for field in record.fields("264") if field.first("c")}
    produced = "0" in kinds and "1" not in kinds and not any(field.first("c") for field in record.fields("260"))
    return "created" if produced or record.kind(6) in fixed.UNPUBLISHED else "issued"


# 008


def _of_008(record: Marc) -> list[Date]:
    """Return the dates of 008/06-14."""
    found = _CODED.fullmatch(fixed.code(record, 6, 15))
    if found is None:
        return []
    kind, first, last = found.groups()
    event = made(record)
    if kind == "e":
        return _made(event, _day(first, last))
    if kind in ("s", "r", "t", "p"):
        return [*_made(event, _year(first)), *_second(kind, _year(last))]
    if kind in ("c", "d", "i", "k", "m", "q", "u"):
        return _range("created" if kind in ("i", "k") else event, _year(first), last, kind)
    return []


def _made(kind: DateType, start: str) -> list[Date]:
    """Return a date, if there is one."""
    return [Date(type=kind, start=start)] if start else []


def _second(kind: str, year: str) -> list[Date]:
    """Return what the second year of 008 is beside the first: of the original, of copyright, or of production."""
    if kind == "r" and year:
        return [Date(type="other", display=f"{year} (original)", start=year)]
    other: dict[str, DateType] = {"t": "copyright", "p": "created"}
    return _made(other[kind], year) if kind in other else []


def _range(event: DateType, start: str, last: str, kind: str) -> list[Date]:
    """Return a range of years, open where it goes on, and without an end where that is not known."""
    end = ".." if last == _FOREVER or kind == "c" else _year(last)
    if start and end and edtf.in_order(start, end) and start != end:
        return [Date(type=event, start=start, end=end, qualifier="questionable" if kind == "q" else "")]
    unknown = start and kind == "u" and edtf.is_edtf(f"{start}/")
    return _made(event, f"{start}/" if unknown else start or (end if end != ".." else ""))


def _year(value: str) -> str:
    """Return a year as EDTF, `195u` as 195X; "" when it says nothing, or not in which century."""
    year = value.replace("u", "X")
    return year if edtf.is_date(year) and year not in (_FOREVER, "0000") else ""


def _day(year: str, rest: str) -> str:
    """Return a day or a month as EDTF."""
    month, day = rest[:2], rest[2:]
    for parts in ([year, month, day], [year, month], [year]):
        written = "-".join(parts)
        if edtf.is_w3cdtf(written):
            return written
    return ""


# 046


def _of_046(record: Marc) -> Iterator[Date]:
    """Yield the dates of 046, of the kinds that the Record tells apart."""
    for field in record.fields("046"):
        pairs = {**marc.CODED_DATES, "issued": ("c", "e")}
        for kind, (first, last) in pairs.items():
            yield from _interval(kind, field.first(first), field.first(last) if last else "")
        yield from _interval("created", field.first("o"), field.first("p"))


def _interval(kind: DateType, first: str, last: str) -> Iterator[Date]:
    """Yield the date of a field, or the time from the first to the last."""
    bounds = [bound for value in (first, last) if (bound := _iso(value))]
    read = dates.normalise("/".join(bounds))
    if read.start:
        yield Date(type=kind, start=read.start, end=read.end, qualifier=read.qualifier)
    else:
        yield from (Date(type=kind, start=bound) for bound in bounds)


_DIGITS: Final = re.compile(r"(\d{4})(\d\d)(?:(\d\d)(?:\d{6}(?:\.\d)?)?)?")


def _iso(value: str) -> str:
    """Return a date of ISO 8601, with hyphens or without, or of EDTF; "" for any other."""
    found = _DIGITS.fullmatch(value)
    if found is None:
        written = edtf.modern(value)
        return written if edtf.is_edtf(written) else ""
    return _day(found[1], found[2] + (found[3] or ""))


# 033


def _of_033(record: Marc) -> Iterator[Date]:
    """Yield when a sound, film or broadcast was recorded: a time, several, or the time from one to another."""
    for field in record.fields("033"):
        times = [time for value in field.all("a") if (time := _day(value[:4], value[4:8].rstrip("- ")))]
        if field.ind1 == "2" and len(times) == 2 and edtf.in_order(times[0], times[1]):
            yield Date(type="captured", start=times[0], end=times[1])
        else:
            yield from (Date(type="captured", start=time) for time in times)


# 045


_PERIOD: Final = re.compile(r"([a-y])([\d-])(?:([a-y])([\d-]))?")


def covered(record: Marc) -> Iterator[Date]:
    """Yield the times that 045 says the document is about: from $b as they are, else from $a by their codes."""
    for field in record.fields("045"):
        exact = [_era(value) for value in field.all("b")]
        if field.ind1 == "2" and len(exact) == 2 and all(exact):
            yield Date(type="covered", start=exact[0], end=exact[1])
        elif exact:
            yield from (Date(type="covered", start=each) for each in exact if each)
        else:
            yield from (date for value in field.all("a") if (date := _period(value)) is not None)


def _era(value: str) -> str:
    """Return a date of 045 $b, which begins with c before our era and with d in it."""
    if value[:1] == "c" and value[1:5].isdecimal():
        return f"-{int(value[1:5]) - 1:04}" if int(value[1:5]) > 1 else "0000"
    if value[:1] != "d":
        return ""
    digits = value[1:9]
    return _day(digits[:4], digits[4:]) if digits.isdecimal() and len(digits) >= 4 else ""


def _period(value: str) -> Date | None:
    """Return the time that a code such as w4x9 stands for: decades of centuries of our era."""
    found = _PERIOD.fullmatch(value)
    if found is None:
        return None
    start = _decade(found[1], found[2])
    end = _decade(found[3], found[4]) if found[3] else ""
    if not start or (end and not edtf.in_order(start, end)):
        return None
    return Date(type="covered", start=start, end="" if end == start else end)


def _decade(letter: str, digit: str) -> str:
    """Return the decade, or the century where the digit is a hyphen, of a code of 045 $a; "" before our era."""
    century = ord(letter) - ord("e")
    return f"{century:02}{'X' if digit == '-' else digit}X" if century >= 0 else ""
