"""Dates, publishers and places: https://www.loc.gov/marc/bibliographic/bd008a.html, …/bd264.html."""

import pytest

from crosswalks.record import Agent, Date, Note
from tests.crosswalks.sources.reading import marc_record


def fixed(dates: str, country: str = "xx ") -> str:
    """Return a field 008 with a type of date, two dates, and a country."""
    return f"008 100102{dates}{country}|||||||||||||||||||| d"


def issued(start: str, end: str = "", **given: object) -> Date:
    return Date(type="issued", start=start, end=end, **given)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("s1950    ", [issued("1950")]),
        ("s195u    ", [issued("195X")]),
        ("s19uu    ", [issued("19XX")]),
        ("e19500119", [issued("1950-01-19")]),
        ("e195001  ", [issued("1950-01")]),
        ("e19501399", [issued("1950")]),
        ("t19501949", [issued("1950"), Date(type="copyright", start="1949")]),
        ("p19501949", [issued("1950"), Date(type="created", start="1949")]),
        ("r19501890", [issued("1950"), Date(type="other", display="1890 (original)", start="1890")]),
        ("m19501953", [issued("1950", "1953")]),
        ("m19501950", [issued("1950")]),
        ("m19531950", [issued("1953")]),
        ("q19501953", [issued("1950", "1953", qualifier="questionable")]),
        ("c19509999", [issued("1950", "..")]),
        ("d19501953", [issued("1950", "1953")]),
        ("u1950uuuu", [issued("1950/")]),
        ("i19501953", [Date(type="created", start="1950", end="1953")]),
        ("n        ", []),
        ("nuuuuuuuu", []),
        ("suuuu    ", []),
        ("b        ", []),
        ("|||||||||", []),
        ("s19x0    ", []),
    ],
)
def test_dates_of_008(dates: str, expected: list[Date]) -> None:
    assert list(marc_record(fixed(dates)).dates) == expected


@pytest.mark.parametrize("kind", ["t", "p", "d", "f"])
def test_008_dates_the_making_of_what_is_not_published(kind: str) -> None:
    assert marc_record(fixed("s1950    "), leader=f"00000n{kind}m a2200000 u 4500").dates == (Date(start="1950"),)


def test_008_dates_the_making_where_264_says_that_it_was_made() -> None:
    assert marc_record(fixed("s1950    "), "264 _0 $cJanuary 1950").dates == (
        Date(display="January 1950", start="1950"),
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("260 __ $c1950.", [issued("1950")]),
        ("260 __ $c[1950?]", [issued("1950", display="[1950?]", qualifier="questionable")]),
        ("264 _1 $c[1950]", [issued("1950", display="[1950]", qualifier="inferred")]),
        ("264 _1 $c[1950", [issued("1950")]),
        ("260 __ $c1950, c1949.", [issued("1950"), Date(type="copyright", start="1949")]),
        ("260 __ $cc1950.", [issued("1950"), Date(type="copyright", start="1950")]),
        ("264 _4 $c©1950", [issued("1950"), Date(type="copyright", start="1950")]),
        ("264 _2 $c1951", [issued("1950"), Date(type="other", start="1951")]),
        ("260 __ $g(1951)", [issued("1950"), Date(type="other", start="1951")]),
        ("260 __ $c1961", [issued("1950"), issued("1961")]),
        ("260 __ $c[date of publication not identified]", [issued("1950")]),
        ("245 00 $aT,$f1945-1950", [issued("1950"), Date(display="1945-1950", start="1945", end="1950")]),
    ],
)
def test_words_belong_to_the_coded_date_that_they_are_for(field: str, expected: list[Date]) -> None:
    assert list(marc_record(fixed("s1950    "), field).dates) == expected


def test_words_find_the_one_of_several_coded_dates_that_they_say() -> None:
    found = marc_record("046 __ $k1950", "046 __ $k1953", "264 _0 $c[1953]", "264 _0 $c[1960]").dates
    assert found == (
        Date(start="1950"),
        Date(display="[1953]", start="1953", qualifier="inferred"),
        Date(display="[1960]", start="1960", qualifier="inferred"),
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("046 __ $k19500119", [Date(start="1950-01-19")]),
        ("046 __ $k1950-01-19$2edtf", [Date(start="1950-01-19")]),
        ("046 __ $k19500119120000.0", [Date(start="1950-01-19")]),
        ("046 __ $k195001$l1953", [Date(start="1950-01", end="1953")]),
        ("046 __ $k1950~$l1953~$2edtf", [Date(start="1950", end="1953", qualifier="approximate")]),
        ("046 __ $m1950$n1951", [Date(type="valid", start="1950", end="1951"), issued("1950")]),
        ("046 __ $j20200102", [Date(type="modified", start="2020-01-02"), issued("1950")]),
        ("046 __ $kMonday", [issued("1950")]),
    ],
)
def test_046_takes_the_place_of_the_date_of_008_that_it_makes_exact(field: str, expected: list[Date]) -> None:
    assert list(marc_record(fixed("s1950    "), field).dates) == expected


@pytest.mark.parametrize(
    ("field", "start", "end"),
    [
        ("045 0_ $bd19500119", "1950-01-19", ""),
        ("045 2_ $bd1945$bd1950", "1945", "1950"),
        ("045 2_ $bc0221$bd0960", "-0220", "0960"),
        ("045 __ $ax4x5", "194X", "195X"),
        ("045 __ $aw-w-", "18XX", ""),
        ("045 __ $ad7n6", None, None),
        ("045 __ $ax5x4", None, None),
        ("045 __ $anonsense", None, None),
    ],
)
def test_the_time_covered(field: str, start: str | None, end: str | None) -> None:
    expected = () if start is None else (Date(type="covered", start=start, end=end or ""),)
    assert marc_record(field).dates == expected


def test_what_befell_the_document() -> None:
    found = marc_record("518 __ $oReceived$d1950-01-20", "518 __ $oRecorded$d1951$pSeoul", "518 __ $aA")
    assert found.dates == (Date(type="received", start="1950-01-20"),)
    assert [(note.value, note.type) for note in found.notes] == [("Recorded 1951 Seoul", "venue"), ("A", "venue")]


def test_places_and_what_is_not_known() -> None:
    found = marc_record("260 __ $a[Paris] ;$aLondon :$b[s.n.],$c1950", fixed("s1950    ", "fr "))
    assert found.notes == (
        Note(value="Paris", label="Place of origin"),
        Note(value="London", label="Place of origin"),
    )
    assert found.agents == ()
    assert marc_record("260 __ $a[S.l. :$b[Knopf,$c1950]").agents == (Agent(name="Knopf", relation="publisher"),)


@pytest.mark.parametrize(("code", "name"), [("fr ", "France"), ("nyu", "New York (State)"), ("xx ", ""), ("|||", "")])
def test_the_country_of_008_stands_for_a_place_that_is_not_named(code: str, name: str) -> None:
    assert [note.value for note in marc_record(fixed("s1950    ", code)).notes] == ([name] if name else [])


def test_producer_edition_frequency_and_duration() -> None:
    found = marc_record(
        "264 _0 $bStudio,", "250 __ $a2nd ed. /$brevised", "310 __ $aMonthly,$b1950-", "306 __ $a001602"
    )
    assert found.notes == (
        Note(value="Studio", label="Producer"),
        Note(value="2nd ed. / revised", label="Edition"),
        Note(value="Monthly, 1950-", label="Frequency"),
        Note(value="00:16:02", label="Duration"),
    )


def test_copyright_in_brackets_is_a_date_of_copyright() -> None:
    assert marc_record("260 __ $c[c1956]").dates == (Date(type="copyright", start="1956"),)


@pytest.mark.parametrize(
    ("field", "dates"),
    [
        ("033 0_ $a19040514", [Date(type="captured", start="1904-05-14")]),
        ("033 0_ $a197809102000-0400", [Date(type="captured", start="1978-09-10")]),
        ("033 1_ $a1904----$a190506--", [Date(type="captured", start="1904"), Date(type="captured", start="1905-06")]),
        ("033 2_ $a19780910$a19780914", [Date(type="captured", start="1978-09-10", end="1978-09-14")]),
        ("033 0_ $b3804", []),
    ],
)
def test_time_of_a_recording(field: str, dates: list[Date]) -> None:
    assert list(marc_record(field).dates) == dates
