"""Dates in English words and numbers: `January 19-21, 1950`, `ca. 1950`, `[195-?]`, `1/19/1950`, `1906 to 1912`.

What has one reading becomes EDTF (level 1, https://www.loc.gov/standards/datetime/); what has two keeps what both
share (`3/4/1950` is 1950, `1900s` is 19XX); all else is left alone.
"""

import re
from typing import Final

from crosswalks import edtf
from crosswalks.record import Qualifier

_MONTHS: Final = {
    name: f"{number:02}"
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_SEASONS: Final = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}

_NAMED: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4})"
_WRITTEN: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAMED},? {_DAY}(?:,? {_YEAR})?",
        rf"{_DAY} (?:of )?{_NAMED}(?:,? {_YEAR})?",
        rf"{_YEAR},? {_NAMED}(?: {_DAY})?",
        rf"{_NAMED}(?:,? {_YEAR})?",
        rf"{_YEAR}/(?P<number>\d\d)/(?P<day>\d\d)",
        rf"(?P<number>\d{{1,2}})/{_YEAR}",
        r"(?P<day>\d{1,2})\. ?(?P<number>\d{1,2})\. ?(?P<year>\d{4})",
        rf"{_YEAR}-00-00",  # noughts for what is not known
        rf"{_YEAR}(?P<hyphen>-?)(?P<number>0[1-9]|1[0-2])(?P=hyphen)00",
        r"(?P<year>1\d{3}|20\d\d)(?P<number>\d\d)(?P<day>\d\d)",
        _YEAR,
    )
)
_BARE_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_SLASHED: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_SEASON: Final = re.compile(rf"({'|'.join(_SEASONS)}),? (?:of )?(\d{{4}})")
_DECADE: Final = re.compile(r"(?:the )?(\d{2})(\d)0'?s|(\d{2})(\d)-|(\d{2})--")
_CENTURY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th) century(?: (?:ce|a\.?d\.?))?")
_SHORT_RANGE: Final = re.compile(r"(\d{2})(\d{2})-(\d{2})")
_RANGE: Final = re.compile(
    r" ?[\u2012-\u2015] ?| - |(?<=\d{4})-(?=\d{4}(?!\d)|[a-z])|(?<=0s)-(?=\d)| (?:to|through|until|till|thru) "
)
_BETWEEN: Final = re.compile(r"between (.+?) and (.+)")
_DAY_RANGE: Final = re.compile(r"(.*?)(\b\d{1,2}) ?- ?(\d{1,2}\b)(?!\d)(.*)")
_MONTH_RANGE: Final = re.compile(r"([a-z]+\.?) ?- ?([a-z]+\.?)(,? \d{4})")
# "c1950" may be copyright or circa: about 1950 is true of both.
_ABOUT: Final = re.compile(
    r"(?:ca\.?|c\.|circa|cir\.|about|approximately|approx\.?|around)(?= ?\[?\d| [a-z]) ?|c\.? ?(?=\d)"
)
_VAGUELY: Final = re.compile(r"(?:early|mid|late|middle)(?:[- ]| to (?:early|mid|late) )")
_PERHAPS: Final = re.compile(r"(?:probably|possibly|perhaps|maybe) ")
_PREFIXES: Final[tuple[tuple[re.Pattern[str], Qualifier], ...]] = (
    (_PERHAPS, "questionable"),
    (_ABOUT, "approximate"),
    (_VAGUELY, "approximate"),
)
_WEEKDAY: Final = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,? ")
# Beside "c", the marks of copyright and of sound recordings say nothing of how sure the year is.
_COPYRIGHT: Final = re.compile(r"(?:copyright|cop\.?|©|℗|p) ?(?=\[?\d{4})")
_BRACKETED: Final = re.compile(r"\[[^\[\]]*\]?|[^\[\]]*\]")  # the other bracket may stand in another field
_CLOCK: Final = re.compile(r"(?<=\d) \d\d:\d\d(?::\d\d)?.*")


def read(words: str) -> tuple[str, str, Qualifier]:
    """Return start, end and qualifier of a date in words (casefolded, white space collapsed); empty if not certain."""
    words, qualifier = _qualified(words.rstrip(".,;"))
    start, end, also = _words(words)
    return start, end, (qualifier or also) if start else ""


def _qualified(words: str) -> tuple[str, Qualifier]:
    """Return the words without brackets, question mark and "circa", and what these say of the date."""
    qualifier: Qualifier = ""
    if _BRACKETED.fullmatch(words):
        words, qualifier = words.strip("[] "), "inferred"
    words = _COPYRIGHT.sub("", words, count=1) if _COPYRIGHT.match(words) else words
    for ending in ("(approximate)", "(approx.)", "(circa)", "(approximately)"):
        if words.endswith(ending):
            words, qualifier = words.removesuffix(ending).strip(), "approximate"
    for pattern, meaning in _PREFIXES:
        if found := pattern.match(words):
            words, qualifier = words[found.end() :], meaning
    if words.endswith(("?", "(?)")):
        words, qualifier = words.removesuffix("(?)").rstrip("? "), "questionable"
    return words.strip("[] ") if qualifier else words, qualifier


def _words(words: str) -> tuple[str, str, Qualifier]:
    """Return start, end and qualifier of a date in words, empty where it is not certain."""
    words = _CLOCK.sub("", _WEEKDAY.sub("", words))
    for read in (_single, _decade, _slashed):
        if start := read(words):
            return start, "", ""
    if found := _BETWEEN.fullmatch(words):
        return *_bounds(_ABOUT.sub("", found[1]), _ABOUT.sub("", found[2])), "approximate"
    if found := _SHORT_RANGE.fullmatch(words):
        return *_short_range(found[1], found[2], found[3]), ""
    if found := _MONTH_RANGE.fullmatch(words):
        return *_bounds(found[1] + found[3], found[2] + found[3]), ""
    if found := _DAY_RANGE.fullmatch(words):
        start, end = _bounds(found[1] + found[2] + found[4], found[1] + found[3] + found[4])
        if start:
            return start, end, ""
    parts = _RANGE.split(words)
    return (*_bounds(*parts), "") if len(parts) == 2 else ("", "", "")


def _short_range(century: str, first: str, last: str) -> tuple[str, str]:
    """Return 1914 and 1918 for `1914-18`; nothing for `1910-12` or `1921-24`, which may be a month or a season."""
    certain = last > first and not "01" <= last <= "12" and not "21" <= last <= "24"
    return (century + first, century + last) if certain else ("", "")


def _bounds(first: str, last: str) -> tuple[str, str]:
    """Return both ends of a range; the first borrows the year, and the last the month, that it does not repeat."""
    end = _single(last) or _decade(last)
    start = _single(first) or _decade(first) or (_single(f"{first.strip(' ,')}, {end[:4]}") if end else "")
    if start and not end and (day := _BARE_DAY.fullmatch(last)):
        end = _day(start[:4], start[5:7], day[1])
    return (start, end) if start and end and edtf.in_order(start, end) else ("", "")


def _single(words: str) -> str:
    """Return one year, month, day or season as EDTF, or ""."""
    words = words.strip(" ,")
    if found := _SEASON.fullmatch(words):
        return f"{found[2]}-{_SEASONS[found[1]]}"
    for pattern in _WRITTEN:
        if found := pattern.fullmatch(words):
            parts = found.groupdict()
            month = parts.get("number") or _MONTHS.get(parts.get("month") or "", "")
            return _day(parts["year"] or "", month, parts.get("day") or "")
    return words if edtf.is_w3cdtf(words) else ""


def _day(year: str, month: str, day: str) -> str:
    """Return the parts as one date if the calendar has it, else ""."""
    parts = [year, *(part.zfill(2) for part in (month, day) if part)]
    written = "-".join(parts)
    return written if year and edtf.is_w3cdtf(written) else ""


def _decade(words: str) -> str:
    """Return 195X for `1950s` and `195-`, 19XX for `19--`, `1900s` and the 20th century; else ""."""
    if found := _DECADE.fullmatch(words):
        century, decade = found[1] or found[3] or found[5], found[2] or found[4] or ""
        whole = found[1] is not None and decade == "0"  # "1900s" may be ten years or a hundred
        return f"{century}XX" if whole or not decade else f"{century}{decade}X"
    if (found := _CENTURY.fullmatch(words)) and 1 <= int(found[1]) <= 21:
        return f"{int(found[1]) - 1:02}XX"
    return ""


def _slashed(words: str) -> str:
    """Return the date of `1/19/1950` or `19/1/1950`; of `3/4/1950`, which has two readings, only the year."""
    found = _SLASHED.fullmatch(words)
    if found is None:
        return ""
    american, european = _day(found[3], found[1], found[2]), _day(found[3], found[2], found[1])
    if american and european and american != european:
        return found[3]
    return american or european
