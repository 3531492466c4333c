"""Subjects, places, times and genres: tags, lists and subdivisions."""

import pytest

from crosswalks.record import (
    Agent,
    Date,
    Genre,
    Place,
    Subject,
)
from tests import marc21 as format_rules
from tests.crosswalks.formats.marc21.lines import lines, of


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (Subject(label="War", authority="lcsh"), "650 _0 $a War"),
        (Subject(label="War", authority="LCSH"), "650 _0 $a War"),
        (Subject(label="War", authority="lcshac"), "650 _1 $a War"),
        (Subject(label="War", authority="mesh"), "650 _2 $a War"),
        (Subject(label="War", authority="cash"), "650 _5 $a War"),
        (Subject(label="Guerre", authority="rvm"), "650 _6 $a Guerre"),
        (Subject(label="War", authority="fast"), "650 _7 $a War $2 fast"),
        (Subject(label="War"), "650 _4 $a War"),
        (Subject(label="War", uri="http://id.loc.gov/authorities/subjects/sh1"),
         "650 _0 $a War $0 http://id.loc.gov/authorities/subjects/sh1"),
        (Subject(label="War", uri="http://www.wikidata.org/entity/Q1"),
         "650 _7 $a War $2 wikidata $1 http://www.wikidata.org/entity/Q1"),
        (Subject(label="Korea--History -- 1948-1950--Maps", authority="lcsh"),
         "650 _0 $a Korea $x History $y 1948-1950 $x Maps"),
        (Subject(label="Kim, Il Sung", kind="name", name_kind="person", authority="naf"), "600 10 $a Kim, Il Sung"),
        (Subject(label="Kim, Il Sung, 1912-1994--Youth", kind="name", name_kind="person"),
         "600 14 $a Kim, Il Sung $d 1912-1994 $x Youth"),
        (Subject(label="Kim family", kind="name", name_kind="family"), "600 34 $a Kim family"),
        (Subject(label="UN", kind="name", name_kind="corporate"), "610 24 $a UN"),
        (Subject(label="Yalta", kind="name", name_kind="conference"), "611 24 $a Yalta"),
        (Subject(label="Kim", kind="name"), "653 __ $a Kim"),
        (Subject(label="Treaty", kind="title"), "630 04 $a Treaty"),
        (Subject(label="1950s", kind="time", authority="fast"), "648 _7 $a 1950s $2 fast"),
        (Subject(label="Korea", kind="place"), "651 _4 $a Korea"),
        (Subject(label="Letters", kind="genre", authority="aat"), "655 _7 $a Letters $2 aat"),
        (Subject(label="Spies", kind="occupation", authority="lcsh"), "656 _7 $a Spies $2 lcsh"),
        (Subject(label="Spies", kind="occupation", authority="aat"), "656 _7 $a Spies $2 aat"),
        (Subject(label="Spies", kind="occupation"), "653 _0 $a Spies"),
    ],
)  # fmt: skip
def test_subjects(subject: Subject, expected: str) -> None:
    assert lines(of(subjects=(subject,)), *(tag for tag in format_rules.FIELDS if tag[0] == "6")) == [expected]


def test_subdivisions_are_told_apart_by_what_else_the_record_says() -> None:
    record = of(
        subjects=(Subject(label="War--Korea--Occupation--Maps"), Subject(label="Occupation", kind="time")),
        places=(Place(label="Korea"), Place(label="Asia--Korea--Seoul")),
    )
    assert lines(record, "650", "651") == [
        "650 _4 $a War $z Korea $y Occupation $x Maps",
        "651 _4 $a Korea",
        "651 _4 $a Asia $z Korea $z Seoul",
    ]


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (Agent(name="Kim, Il Sung", kind="person"), "600 14 $a Kim, Il Sung"),
        (Agent(name="Kim", kind="person", role="dpc"), "600 04 $a Kim $e depicted $4 dpc"),
        (Agent(name="UN", kind="corporate", uris=("http://id.loc.gov/authorities/names/n1",)),
         "610 20 $a UN $0 http://id.loc.gov/authorities/names/n1"),
        (Agent(name="Kim", dates="1912-1994"), "653 __ $a Kim, 1912-1994"),
    ],
)  # fmt: skip
def test_who_has_no_part_is_a_subject(agent: Agent, expected: str) -> None:
    assert lines(of(agents=(agent,)), "600", "610", "653", "700", "720") == [expected]


def test_places_and_times() -> None:
    record = of(
        places=(
            Place(label="Pyongyang", authority="tgn", uri="http://vocab.getty.edu/tgn/1", lat=39.0339, lon=-125.7543),
            Place(lat=-0.0, lon=7.0),
            Place(label="Seoul"),
        ),
        dates=(
            Date(type="covered", start="1950", end="1953", display="the war"),
            Date(type="covered", start="1945", display="1945"),
        ),
    )
    assert lines(record, "034", "648", "651") == [
        "034 0_ $d -125.754300 $e -125.754300 $f +039.033900 $g +039.033900 $0 http://vocab.getty.edu/tgn/1",
        "034 0_ $d +007.000000 $e +007.000000 $f +000.000000 $g +000.000000",
        "648 _4 $a the war",
        "648 _4 $a 1950-1953",
        "648 _4 $a 1945",
        "651 _7 $a Pyongyang $2 tgn $0 http://vocab.getty.edu/tgn/1",
        "651 _4 $a Seoul",
    ]


def test_genres_and_the_type_of_resource() -> None:
    record = of(
        genres=(Genre(label="telegrams", authority="aat"), Genre(label="notes")),
        coar_type="http://purl.org/coar/resource_type/c_0857",
    )
    assert lines(record, "655") == [
        "655 _7 $a telegrams $2 aat",
        "655 _4 $a notes",
        "655 _7 $a letter $2 coar $0 http://purl.org/coar/resource_type/c_0857",
    ]
