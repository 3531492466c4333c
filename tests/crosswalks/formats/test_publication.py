"""The one date by which a document counts as published."""

import pytest

from crosswalks.formats import publication
from crosswalks.record import Access, Date, Record, Rights


@pytest.mark.parametrize(
    ("dates", "uploaded", "expected"),
    [
        ((Date(start="1950-01-19"), Date(type="issued", start="1960-05")), "2011", "1960-05"),
        ((Date(start="1950-01-19"),), "2011-11-20", "1950-01-19"),
        ((Date(type="issued", display="soon"), Date(type="sent", start="1950")), "", "1950"),
        ((Date(display="undated"),), "2011-11-20T10:00:00Z", "2011-11-20"),
        ((Date(display="before 1950"),), "", ""),
        ((Date(type="uploaded", start="2011"), Date(type="captured", start="2010")), "", "2011"),
        ((Date(type="captured", start="2010"), Date(type="covered", start="1950")), "", "2010"),
        ((Date(type="declassified", start="1995"),), "", ""),
        ((), "", ""),
    ],
)
def test_issue_then_the_best_date_then_any_other_of_the_document(
    dates: tuple[Date, ...], uploaded: str, expected: str
) -> None:
    assert publication.date(Record(local_id="7", dates=dates, uploaded=uploaded)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(start="1956-10-19", end="1956-10-20"), "1956-10"),
        (Date(start="16XX"), "1650"),  # the example of OpenAIRE's guidelines: the 17th century
        (Date(start="195X"), "1955"),
        (Date(start="1914", end="1918"), "1916"),
        (Date(start="1914-08", end=".."), "1914"),
        (Date(start="..", end="1918"), "1918"),
        (Date(end="1918"), "1918"),
        (Date(start="1984?", end="2004-06~"), "1994"),
        (Date(start="-0050"), ""),
        (Date(start="Y12345"), ""),
        (Date(display="spring"), ""),
    ],
)
def test_a_fuzzy_date_is_the_year_in_its_middle(date: Date, expected: str) -> None:
    assert publication.one(date) == expected


@pytest.mark.parametrize(
    ("level", "until", "expected"),
    [
        ("embargoed", "2030-12-31", "2030-12-31"),
        ("embargoed", "2030-12-31T00:00:00Z", "2030-12-31"),
        ("embargoed", " 2030 ", "2030"),
        ("embargoed", "when he is dead", ""),
        ("restricted", "2030-12-31", ""),
        ("open", "2030-12-31", ""),
    ],
)
def test_only_an_embargo_has_an_end(level: str, until: str, expected: str) -> None:
    rights = Rights(access=Access(level=level, until=until))  # type: ignore[arg-type]
    assert publication.embargo_end(Record(local_id="7", rights=rights)) == expected
