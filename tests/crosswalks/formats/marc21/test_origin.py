"""Dates, publishers and physical description."""

from typing import Any

import pytest

from crosswalks.record import (
    Agent,
    Date,
    DigitalObject,
    Physical,
)
from tests.crosswalks.formats.marc21.lines import lines, of

CNE = "http://rightsstatements.org/vocab/CNE/1.0/"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((Date(start="1950-01-19", display="January 19, 1950"),), ["264 _0 $c January 19, 1950"]),
        ((Date(start="1950", qualifier="approximate"),), ["264 _0 $c approximately 1950"]),
        ((Date(start="1950", qualifier="questionable"),), ["264 _0 $c 1950?"]),
        ((Date(start="1950", qualifier="inferred"),), ["264 _0 $c [1950]"]),
        ((Date(start="195X"),), ["264 _0 $c 1950s"]),
        ((Date(start="19XX"),), ["264 _0 $c between 1900 and 1999"]),
        ((Date(start="1950-21"),), ["264 _0 $c spring 1950"]),
        ((Date(start="1950-XX-XX"),), ["264 _0 $c 1950"]),
        ((Date(start="1950-01-XX"),), ["264 _0 $c 1950-01"]),
        ((Date(start="-0044-03"),), ["264 _0 $c -0044-03"]),
        ((Date(start="1984?", end="2004-06~"),), ["264 _0 $c 1984? to approximately 2004-06"]),
        ((Date(start="1914", end="1918"),), ["264 _0 $c 1914-1918"]),
        ((Date(start="1950-01-21", end="1950-02-02"),), ["264 _0 $c 1950-01-21 to 1950-02-02"]),
        ((Date(start="1950", end=".."),), ["264 _0 $c 1950-"]),
        ((Date(start="..", end="1950"),), ["264 _0 $c until 1950"]),
        ((Date(type="copyright", start="1994"),), ["264 _4 $c ©1994"]),
        ((Date(type="issued", start="1993"),), ["264 _1 $b Press $c 1993"]),
        ((Date(type="captured", start="2010"),), ["518 __ $o Captured $d 2010"]),
        ((Date(type="sent", start="1950"),), ["518 __ $o Sent $d 1950"]),
        ((Date(type="received", start="1950"),), ["518 __ $o Received $d 1950"]),
        ((Date(type="declassified", start="1992"),), ["518 __ $o Declassified $d 1992"]),
        ((Date(type="other", display="the Tiger's year"),), ["260 __ $c the Tiger's year"]),
        ((Date(start="1950"), Date(type="other", start="1951")), ["264 _0 $c 1950", "518 __ $a 1951"]),
        ((Date(type="uploaded", start="2011"),), []),
    ],
)
def test_dates_in_words(dates: tuple[Date, ...], expected: list[str]) -> None:
    press = (Agent(name="Press", kind="corporate", relation="publisher"),)
    agents = press if dates[0].type == "issued" else ()
    assert lines(of(dates=dates, agents=agents), "260", "264", "518") == expected


def test_a_date_of_no_known_kind_stands_with_the_publishers_in_260() -> None:
    record = of(agents=(Agent(name="Press", relation="publisher"),), dates=(Date(type="other", start="1947-06-11"),))
    assert lines(record, "260", "264", "518") == ["260 __ $b Press $c 1947-06-11"]


def test_publishers_without_a_date_of_issue() -> None:
    agents = (Agent(name="Press", relation="publisher"), Agent(name="House", relation="publisher"))
    record = of(agents=agents, dates=(Date(start="1950"),))
    assert lines(record, "264") == ["264 _0 $c 1950", "264 _1 $b Press $b House"]


def test_the_date_created_may_stand_where_vufind_looks_for_dates() -> None:
    assert lines(of(dates=(Date(start="1950"),)), "264", created_as="publication") == ["264 _1 $c 1950"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"dcmi_type": "Text"}, ["336 __ $a text $b txt $2 rdacontent"]),
        ({"dcmi_type": "StillImage"}, ["336 __ $a still image $b sti $2 rdacontent"]),
        ({"dcmi_type": "Dataset"}, ["336 __ $a computer dataset $b cod $2 rdacontent",
         "655 _7 $a Dataset $2 dct $0 http://purl.org/dc/dcmitype/Dataset"]),
        ({"dcmi_type": "Sound"}, []),
        ({"dcmi_type": "Event"}, ["655 _7 $a Event $2 dct $0 http://purl.org/dc/dcmitype/Event"]),
        ({}, []),
    ],
)  # fmt: skip
def test_what_the_type_tells_for_certain(fields: dict[str, Any], expected: list[str]) -> None:
    assert lines(of(**fields), "336", "655") == expected


def test_extent_form_and_media_type() -> None:
    physical = Physical(extents=("5 leaves", "1 map"), forms=("paper",), media_types=("application/pdf", "text/html"))
    file = DigitalObject(url="https://e.org/7.pdf", media_type="application/pdf", size=12, rights_uri=CNE)
    page = "https://e.org/7"
    tags = ("300", "340", "347", "856")
    shared = ["300 __ $a 5 leaves", "300 __ $a 1 map", "340 __ $a paper"]
    assert lines(of(physical=physical, landing_url=page), *tags) == [
        *shared,
        "856 40 $q application/pdf $q text/html $u https://e.org/7",
    ]
    assert lines(of(physical=physical, landing_url=page, objects=(file,)), *tags) == [
        *shared,
        "347 __ $b text/html",
        "856 40 $u https://e.org/7",
        f"856 40 $q application/pdf $r {CNE} $s 12 bytes $u https://e.org/7.pdf",
    ]
