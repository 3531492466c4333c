"""Dates as people write them: read where certain, kept in words where not, never made more precise."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crosswalks import clean, dates, edtf, xml
from crosswalks.record import Date
from tests import corpora

# written, start, end, qualifier
CERTAIN = [
    ("1950-01-19", "1950-01-19", "", ""),
    ("January 19, 1950", "1950-01-19", "", ""),
    ("Jan. 19, 1950", "1950-01-19", "", ""),
    ("19 January 1950", "1950-01-19", "", ""),
    ("19th of January, 1950", "1950-01-19", "", ""),
    ("Thursday, January 19, 1950", "1950-01-19", "", ""),
    ("1950 January 19", "1950-01-19", "", ""),
    ("1950/01/19", "1950-01-19", "", ""),
    ("19500119", "1950-01-19", "", ""),
    ("19.1.1950", "1950-01-19", "", ""),
    ("1950-01-19 10:15:00", "1950-01-19", "", ""),
    ("1950-01-19T10:15:00Z", "1950-01-19T10:15:00Z", "", ""),
    ("January 1950", "1950-01", "", ""),
    ("Sept. 1949", "1949-09", "", ""),
    ("1950", "1950", "", ""),
    ("1950.", "1950", "", ""),
    ("Spring 1950", "1950-21", "", ""),
    ("fall, 1950", "1950-23", "", ""),
    ("1/19/1950", "1950-01-19", "", ""),
    ("19/1/1950", "1950-01-19", "", ""),
    ("5/5/1950", "1950-05-05", "", ""),
    ("6/1925", "1925-06", "", ""),
    ("3/4/1950", "1950", "", ""),  # two readings share the year
    ("1945-1950", "1945", "1950", ""),
    ("1945–1950", "1945", "1950", ""),
    ("1945 to 1950", "1945", "1950", ""),
    ("1914-18", "1914", "1918", ""),
    ("January 19-21, 1950", "1950-01-19", "1950-01-21", ""),
    ("19-21 January 1950", "1950-01-19", "1950-01-21", ""),
    ("January-March 1950", "1950-01", "1950-03", ""),
    ("January 19 - February 2, 1950", "1950-01-19", "1950-02-02", ""),
    ("19 January to 2 February 1950", "1950-01-19", "1950-02-02", ""),
    ("Dec. 1949-Jan. 1950", "1949-12", "1950-01", ""),
    ("1920s-1930s", "192X", "193X", ""),
    ("between 1906 and 1912", "1906", "1912", "approximate"),
    ("between ca. 1920 and 1930", "1920", "1930", "approximate"),
    ("ca. 1950", "1950", "", "approximate"),
    ("c.1950", "1950", "", "approximate"),
    ("c1950", "1950", "", "approximate"),
    ("p1996", "1996", "", ""),
    ("©2005", "2005", "", ""),
    ("℗ 1996", "1996", "", ""),
    ("cop. 1990", "1990", "", ""),
    ("[©2005]", "2005", "", "inferred"),
    ("[1956", "1956", "", "inferred"),
    ("2003]", "2003", "", "inferred"),
    ("1930-00-00", "1930", "", ""),
    ("1930-06-00", "1930-06", "", ""),
    ("19350200", "1935-02", "", ""),
    ("1101-1200", "1101", "1200", ""),
    ("0901-1000", "0901", "1000", ""),
    ("[ca. 1101-1200]", "1101", "1200", "approximate"),
    ("Fri, 17 Aug 2018 08:14:38 +0000", "2018-08-17", "", ""),
    ("circa January 1950", "1950-01", "", "approximate"),
    ("ca. 1861-1865", "1861", "1865", "approximate"),
    ("1950 (approximate)", "1950", "", "approximate"),
    ("late 1940s", "194X", "", "approximate"),
    ("[1950]", "1950", "", "inferred"),
    ("[January 19, 1950]", "1950-01-19", "", "inferred"),
    ("[1950?]", "1950", "", "questionable"),
    ("probably 1950", "1950", "", "questionable"),
    ("[ca. 1950]", "1950", "", "approximate"),
    ("1950?", "1950", "", "questionable"),
    ("1950~", "1950", "", "approximate"),
    ("1950%", "1950%", "", "approximate"),
    ("1950~/1960~", "1950", "1960", "approximate"),
    ("1984~/2004", "1984~", "2004", ""),
    ("1950s", "195X", "", ""),
    ("the 1950's", "195X", "", ""),
    ("195-", "195X", "", ""),
    ("[195-?]", "195X", "", "questionable"),
    ("19--", "19XX", "", ""),
    ("1900s", "19XX", "", ""),  # ten years or a hundred
    ("19th century", "18XX", "", ""),
    ("199u", "199X", "", ""),
    ("1950/..", "1950", "..", ""),
    ("1950/open", "1950", "..", ""),
    ("unknown/1950", "/1950", "", ""),
    ("1950/", "1950/", "", ""),
    ("-0044", "-0044", "", ""),
]
UNCERTAIN = [
    "undated", "n.d.", "unknown", "0000", "0000-00-00", "1985-02-30", "1950-13", "1955-1950", "1921-24", "MCML",
    "May", "196?", "1950-2-3", "13.13.1950", "13/13/1950", "1950-1951-1952", "February 30, 1950", "before 1950",
    "1950, 1951", "6C BCE-1st century CE", "May 5", "", "   ", "31 June 1950 to 1951", "January 19, 1950 and later",
    "1" * 200,
]  # fmt: skip


@pytest.mark.parametrize(("written", "start", "end", "qualifier"), CERTAIN)
def test_what_is_certain_is_read(written: str, start: str, end: str, qualifier: str) -> None:
    assert dates.normalise(written) == (start, end, qualifier, written)


@pytest.mark.parametrize("written", UNCERTAIN)
def test_what_is_not_certain_keeps_its_words(written: str) -> None:
    assert dates.normalise(written) == ("", "", "", written.strip())


WRITTEN = ("%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%Y %b %d", "%Y/%m/%d", "%d.%m.%Y", "%A, %B %d, %Y", "[%d %b %Y]")


@given(st.dates(min_value=dt.date(1000, 1, 1)), st.sampled_from(WRITTEN))
def test_every_day_is_read_however_it_is_written(day: dt.date, form: str) -> None:
    assert dates.normalise(day.strftime(form)).start == day.isoformat()


PIECES = [
    "1950", "195", "12", "19", "5", "January", "Feb.", "may", "spring", "ca.", "circa", "[", "]", "?", "-", "–",
    "/", "to", "between", "and", "s", "'s", "th", ",", "century", "early",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), max_size=8)


@given(WORDS.map(" ".join) | WORDS.map("".join) | st.text("0123456789-/.uX?~%[] acs", max_size=16))
def test_what_is_read_is_edtf_and_invents_no_digit(written: str) -> None:
    found = dates.normalise(written)
    assert found.display == clean.text(written)
    assert not found.start or edtf.is_edtf(f"{found.start}/{found.end}" if found.end else found.start)
    if "century" not in written:
        assert all(
            year in written or year[:2] in written for year in (found.start[:4], found.end[:4]) if year.isdecimal()
        )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(start="1950-01-19"), "1950-01-19"),
        (Date(start="1950-01"), "1950-01"),
        (Date(start="1950", qualifier="approximate"), "1950"),
        (Date(start="1950-01-19T10:15:00Z"), "1950-01-19"),
        (Date(start="1950-01-19", end="1950-01-21"), "1950-01"),
        (Date(start="1950-01", end="1950-03"), "1950"),
        (Date(start="1950", end="1950-03"), "1950"),
        (Date(start="1945", end="1950"), None),
        (Date(start="1950", end=".."), None),
        (Date(end="1950"), None),
        (Date(start="195X"), None),
        (Date(start="1950-21"), "1950"),
        (Date(start="1950-XX-XX"), "1950"),
        (Date(start="1950-01-XX~"), "1950-01"),
        (Date(start="-0044"), None),
        (Date(start="Y12000"), None),
        (Date(display="January 19, 1950"), "1950-01-19"),
        (Date(display="undated"), None),
        (Date(start="19 January 1950"), "1950-01-19"),
        (Date(start="1950", end="1945"), None),
        (Date(start="19", end="21 January 1950"), "1950-01"),
        (Date(start="ca. 1950", end="1950-03"), "1950"),
        (Date(), None),
    ],
)
def test_w3cdtf(date: Date, expected: str | None) -> None:
    assert dates.w3cdtf(date) == expected


@given(st.dates(), st.dates())
def test_w3cdtf_is_true_of_both_ends(first: dt.date, last: dt.date) -> None:
    first, last = sorted((first, last))
    value = dates.w3cdtf(Date(start=str(first), end=str(last)))
    assert value is None or (str(first).startswith(value) and str(last).startswith(value))
    assert (value is None) == (first.year != last.year)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(start="1950", end="1955", qualifier="inferred"), ("1950", "1955", "inferred", "")),
        (Date(start="1955", end="1950"), ("", "", "", "1955 - 1950")),
        (Date(start="1955", end="1950", display="in those years"), ("", "", "", "in those years")),
        (Date(end="1950"), ("/1950", "", "", "")),
        (Date(start="..", end=".."), ("", "", "", ".. - ..")),
        (Date(start="ca. 1950"), ("1950", "", "approximate", "ca. 1950")),
        (Date(start="1950", display="MCML"), ("1950", "", "", "MCML")),
        (Date(display="ca. 1950", qualifier="inferred"), ("1950", "", "inferred", "ca. 1950")),
    ],
)
def test_settle(date: Date, expected: tuple[str, str, str, str]) -> None:
    assert dates.settle(date) == expected


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (Date(start="1950-02-31"), "1950-02-31 is in no calendar"),
        (Date(display="1950-13"), "1950-13 is in no calendar"),
        (Date(start="1955", end="1950"), "from 1955 to 1950 ends before it begins"),
        (Date(start="21 January 1950", end="19 January 1950"), "ends before it begins"),
        (Date(start="1950-02-28", end="1951"), ""),
        (Date(start="0000-00-00"), ""),
        (Date(display="1914-18"), ""),
        (Date(display="undated"), ""),
        (Date(), ""),
    ],
)
def test_an_impossible_date_has_a_sentence(date: Date, words: str) -> None:
    assert (words in dates.problem(date)) if words else dates.problem(date) == ""


def test_real_dates_of_seven_collections() -> None:
    """Most dates that people catalogued are understood, and none is understood as something that EDTF forbids."""
    read = unread = 0
    elements = [f"{{{xml.MODS}}}{name}" for name in ("dateCreated", "dateIssued", "dateOther")]
    for _, content in corpora.members("mods-utk.tar.gz", ".xml"):
        for node in etree.fromstring(content, xml.parser()).iter(*elements):
            found = dates.normalise(node.text or "")
            assert not found.start or edtf.is_edtf(f"{found.start}/{found.end}" if found.end else found.start)
            read, unread = read + bool(found.start), unread + bool(found.display and not found.start)
    assert read > 1000
    assert read > 10 * unread


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(start="1950-01-19", display="January 19, 1950"), "1950-01-19"),
        (Date(start="1950", qualifier="approximate"), "1950~"),
        (Date(start="1950", end="1953", qualifier="questionable"), "1950?/1953?"),
        (Date(start="1950", end="..", qualifier="approximate"), "1950~/.."),
        (Date(start="1984?", end="2004~", qualifier="approximate"), "1984?/2004~"),
        (Date(start="2011-11-20T10:00:00Z", qualifier="approximate"), "2011-11-20T10:00:00Z"),
        (Date(start="1950", qualifier="inferred"), "1950"),
        (Date(end="1950"), "/1950"),
        (Date(display="before the war"), "before the war"),
        (Date(display="[n.d.]"), ""),
        (Date(), ""),
    ],
)
def test_expression(date: Date, expected: str) -> None:
    assert dates.expression(date) == expected
