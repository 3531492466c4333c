"""EDTF levels 0 and 1, and W3CDTF: the specifications' own examples, and the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswalks import edtf

LEVEL_0 = [
    "2000-02-29", "1984-02-29",
    "1985-04-12", "1985-04", "1985", "1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04:00",
    "1985-04-12T23:20:30+04:30", "1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08", "2004-02-01/2005-02",
    "2004-02-01/2005", "2005/2006-02", "0000", "-1985",
]  # fmt: skip
LEVEL_1 = [
    "Y170000002", "Y-170000002", "2001-21", "2001-24", "1984?", "2004-06~", "2004-06-11%", "201X", "20XX",
    "2004-XX", "1985-04-XX", "1985-XX-XX", "1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12", "../1985-04",
    "../1985", "1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985", "1984~/2004-06",
    "1984/2004-06~", "1984?/2004%", "2004-06~/2004-06-11%", "2004-02-01/2005-02-08~", "195X/196X",
    "2001-21/2001-23",
]  # fmt: skip
# Level 2, the draft of 2012, and what only looks like a date.
NEITHER = [
    "156X-12-25", "15XX-12-25", "XXXX", "1XXX-XX", "2001-34", "1950S2", "Y-17E7", "[1667,1668]", "{1960,1961}",
    "2004?-06-11", "2004-06/~2004", "199u", "19uu", "unknown", "open", "1984?~", "1985-13", "1985-00", "1985-02-29",
    "1985-04-31", "1985-04-00", "85", "1985-4-1", "1985-04-12T24:00:00", "1985-04-12T23:20:60", "1985-04T23:20:30",
    "1985/1964", "/", "../..", "/..", "1985/1986/1987", "Y1985", "-0000", "+1985", "1985-25",
    "1985-04-12T10:00:00Z/..", "1985-04-1X", "2004-1X", "1985~~", "1985-04-12T23:20:30?", "1985－04", "", " 1985",
    "1985 ", "1985\n", "١٩٨٥",
]  # fmt: skip


@pytest.mark.parametrize("value", LEVEL_0 + LEVEL_1)
def test_is_edtf(value: str) -> None:
    assert edtf.is_edtf(value)
    assert edtf.modern(value) == value


@pytest.mark.parametrize("value", NEITHER)
def test_is_not_edtf(value: str) -> None:
    assert not edtf.is_edtf(value)


@pytest.mark.parametrize(
    "value",
    ["1997", "1997-07", "1997-07-16", "1997-07-16T19:20+01:00", "1997-07-16T19:20:30Z", "1997-07-16T19:20:30.45Z"],
)
def test_is_w3cdtf(value: str) -> None:
    assert edtf.is_w3cdtf(value)


@pytest.mark.parametrize(
    "value",
    [
        "1997-07-16T19:20:30",
        "1997-07T19:20Z",
        "97",
        "1997-7",
        "1997-02-29",
        "-0044",
        "1997?",
        "199X",
        "1997/1998",
        "Y19970",
        "",
    ],
)
def test_is_not_w3cdtf(value: str) -> None:
    assert not edtf.is_w3cdtf(value)


@given(st.dates())
def test_every_day_month_and_year_of_the_calendar_is_both(day: date) -> None:
    for length in (10, 7, 4):
        value = day.isoformat()[:length]
        assert edtf.is_edtf(value)
        assert edtf.is_w3cdtf(value)


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_that_the_calendar_lacks_is_neither(year: int, month: int, day: int) -> None:
    value = f"{year:04}-{month:02}-{day:02}"
    try:
        date(year, month, day)
        exists = True
    except ValueError:
        exists = False
    assert edtf.is_edtf(value) == edtf.is_w3cdtf(value) == exists


@given(st.dates(), st.dates())
def test_intervals_run_forwards(first: date, last: date) -> None:
    assert edtf.is_edtf(f"{first}/{last}") == (first <= last)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("1950", "1950-06", True), ("1950-06", "1950", True), ("195X", "1950", True), ("1951", "195X", True),
        ("196X", "1959", False), ("-0100", "-0044", True), ("-0044", "-0100", False), ("-0044", "0100", True),
        ("Y12000", "Y13000", True), ("Y13000", "2000", False), ("1950~", "1949?", False), ("..", "1950", True),
    ],
)  # fmt: skip
def test_in_order(start: str, end: str, expected: bool) -> None:
    assert edtf.in_order(start, end) is expected


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("199u", "199X"), ("19uu", "19XX"), ("1999-uu", "1999-XX"), ("1984?~", "1984%"), ("1984~?", "1984%"),
        ("1950/open", "1950/.."), ("unknown/1950", "/1950"), ("1950/unknown", "1950/"), ("uuuu/1950", "/1950"),
        ("1999-01-uu/2000", "1999-01-XX/2000"), ("y17000000", "Y17000000"), (" 1950 ", "1950"),
        ("unknown", "unknown"), ("open", "open"), ("autumn", "autumn"), ("199u-00", "199u-00"),
    ],
)  # fmt: skip
def test_modern(draft: str, expected: str) -> None:
    assert edtf.modern(draft) == expected


@given(st.text("0123456789-/.uX?~%YTZ:+ ", max_size=24))
def test_whatever_is_recognised_is_stable(value: str) -> None:
    written = edtf.modern(value)
    assert edtf.modern(written) == written
    assert not edtf.is_w3cdtf(value) or "T" in value or edtf.is_edtf(value)
