"""010 to 046 and 088: identifiers, who describes, coded dates; classification."""

import pytest

from crosswalks.record import (
    Classification,
    Date,
    Identifier,
    Named,
    Pid,
)
from tests.crosswalks.formats.marc21.lines import control, lines, of


def test_the_number_of_the_record_and_whose_it_is() -> None:
    record = of(data_provider=Named(name="Archive"), record_language="eng", description_standards=("dacs", "rda"))
    assert (control(record, "001"), control(record, "003")) == ("7", None)
    assert lines(record, "035", "040") == ["040 __ $a Archive $b eng $e dacs $e rda"]
    assert control(record, "003", organization="UkOxU") == "UkOxU"
    assert lines(record, "035", "040", organization="UkOxU") == [
        "035 __ $a (UkOxU)7",
        "040 __ $a UkOxU $b eng $e dacs $e rda",
    ]


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        (Identifier(value="978-0-00-000000-2", type="isbn"), "020 __ $a 9780000000002"),
        (Identifier(value="0-00-000000-0", type="ISBN (invalid)"), "020 __ $z 0000000000"),
        (Identifier(value="1234-5679", type="issn"), "022 __ $a 1234-5679"),
        (Identifier(value="1234-5679", type="issn-l"), "022 __ $l 1234-5679"),
        (Identifier(value="n 1", type="lccn"), "010 __ $a n 1"),
        (Identifier(value="1553114", type="oclc"), "035 __ $a (OCoLC)1553114"),
        (Identifier(value="(OCoLC)1553114", type="oclc"), "035 __ $a (OCoLC)1553114"),
        (Identifier(value="R-1", type="report number"), "088 __ $a R-1"),
        (Identifier(value="R-1", type="issue number"), "028 02 $a R-1"),
        (Identifier(value="X1", type="isrc"), "024 0_ $a X1"),
        (Identifier(value="Q42", type="wikidata"), "024 7_ $a Q42 $2 wikidata"),
        (Identifier(value="box 7", type="local"), "024 7_ $a box 7 $2 local"),
        (Identifier(value="A/1", type="shelf mark"), "024 8_ $a A/1 $q shelf mark"),
        (Identifier(value="A/1"), "024 8_ $a A/1"),
    ],
)
def test_identifiers(identifier: Identifier, expected: str) -> None:
    tags = ("010", "020", "022", "024", "028", "035", "088")
    assert lines(of(identifiers=(identifier,)), *tags) == [expected]


def test_an_identifier_that_is_known_already_or_has_no_place_is_left_out() -> None:
    others = (Identifier(value="7"), Identifier(value="X", type="stock number (invalid)"))
    assert lines(of(identifiers=others), "024", "037") == []


def test_a_second_control_number_of_the_library_of_congress_is_a_system_s() -> None:
    numbers = (Identifier(value="n 1", type="lccn"), Identifier(value="n 2", type="lccn"))
    assert lines(of(identifiers=numbers), "010", "035") == ["010 __ $a n 1", "035 __ $a (DLC)n 2"]


@pytest.mark.parametrize(
    ("pid", "expected"),
    [
        (Pid(scheme="doi", value="10.1000/182"), "024 7_ $a 10.1000/182 $2 doi"),
        (Pid(scheme="handle", value="2027/1"), "024 7_ $a 2027/1 $2 hdl"),
        (Pid(scheme="ark", value="ark:/1/2"), "024 7_ $a ark:/1/2 $2 ark"),
        (Pid(scheme="urn", value="urn:nbn:1"), "024 7_ $a urn:nbn:1 $2 urn"),
    ],
)
def test_persistent_identifiers(pid: Pid, expected: str) -> None:
    assert lines(of(pids=(pid,)), "024") == [expected]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Classification(value="DS935", scheme="lcc"), ["050 _4 $a DS935"]),
        (Classification(value="DS935", scheme="LCC", uri="http://id.loc.gov/authorities/classification/DS935"),
         ["050 _4 $a DS935 $0 http://id.loc.gov/authorities/classification/DS935"]),
        (Classification(value="WB 1", scheme="nlm"), ["060 _4 $a WB 1"]),
        (Classification(value="94(51)", scheme="udc", edition="2011"), ["080 __ $a 94(51) $2 2011"]),
        (Classification(value="951.9", scheme="ddc", edition="23"), ["082 04 $a 951.9 $2 23"]),
        (Classification(value="951.9", scheme="ddc", edition="15 abridged"), ["082 14 $a 951.9 $2 15 abridged"]),
        (Classification(value="NN 1", scheme="rvk"), ["084 __ $a NN 1 $2 rvk"]),
        (Classification(value="NN 1"), ["084 __ $a NN 1"]),
        (Classification(value="D 1.1:", scheme="sudocs"), ["086 0_ $a D 1.1:"]),
        (Classification(value="951.9", scheme="ddc", label="Korea"), ["082 04 $a 951.9", "653 __ $a Korea"]),
    ],
)  # fmt: skip
def test_classifications(number: Classification, expected: list[str]) -> None:
    assert lines(of(classifications=(number,)), "050", "060", "080", "082", "084", "086", "653") == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(start="1950-01-19"), ["046 __ $k 1950-01-19 $2 edtf"]),
        (Date(start="1950", qualifier="approximate"), ["046 __ $k 1950~ $2 edtf"]),
        (Date(start="1950?"), ["046 __ $k 1950? $2 edtf"]),
        (Date(start="1914", end="1918"), ["046 __ $k 1914 $l 1918 $2 edtf"]),
        (Date(start="1914", end=".."), ["046 __ $k 1914 $2 edtf"]),
        (Date(start="/1918"), ["046 __ $l 1918 $2 edtf"]),
        (Date(type="valid", start="2012", end="2013"), ["046 __ $m 2012 $n 2013 $2 edtf"]),
        (Date(type="modified", start="2012", end="2013"), ["046 __ $j 2012 $2 edtf"]),
        (Date(type="sent", start="1950"), []),
        (Date(display="undated"), []),
    ],
)
def test_coded_dates(date: Date, expected: list[str]) -> None:
    assert lines(of(dates=(date,)), "046") == expected
