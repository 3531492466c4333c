"""oai_datacite: the year of publication, and dates."""

import pytest
from lxml import etree

from crosswalks.formats import oai_datacite
from crosswalks.formats.oai_datacite import Options
from crosswalks.record import (
    Access,
    Date,
    Record,
    Rights,
)
from tests.crosswalks.formats.finding import NAMESPACES
from tests.crosswalks.formats.finding import datacite as find


@pytest.mark.parametrize(
    ("dates", "uploaded", "online", "document"),
    [
        ((Date(start="1950-01-19"),), "2011-11-20", "2011", "1950"),
        ((Date(start="1950"), Date(type="issued", start="1960")), "", "1960", "1960"),
        ((Date(start="1950"), Date(type="uploaded", start="2012")), "2011", "2012", "1950"),
        ((), "2011-11-20T10:00:00Z", "2011", "2011"),
        ((Date(start="195X"),), "", "1955", "1955"),
        ((Date(display="undated"),), "", "9999", "9999"),
        ((Date(start="-0050"),), "", "9999", "9999"),
    ],
)
def test_the_year_is_that_of_publication_online_or_of_the_document(
    dates: tuple[Date, ...], uploaded: str, online: str, document: str
) -> None:
    record = Record(local_id="7", dates=dates, uploaded=uploaded)
    assert find(record, "d:publicationYear") == [online]
    assert find(record, "d:publicationYear", publication_year="document") == [document]


def test_the_end_of_an_embargo_is_when_a_document_is_available() -> None:
    rights = Rights(access=Access(level="embargoed", until="2030-12-31"))
    record = Record(local_id="7", uploaded="2011-11-20", dates=(Date(start="1950"),), rights=rights)
    assert find(record, "d:publicationYear") == ["2030"]
    assert find(record, "d:publicationYear", publication_year="document") == ["1950"]
    assert find(record, "//d:date[@dateType='Available']") == ["2030-12-31"]
    assert find(record, "//d:date[@dateType='Accepted']") == ["2011-11-20"]


@pytest.mark.parametrize(
    ("date", "kind", "information", "value"),
    [
        (Date(start="1950-01-19"), "Created", None, "1950-01-19"),
        (Date(start="1950", qualifier="approximate", display="ca. 1950"), "Created", "ca. 1950", "1950"),
        (Date(start="1950", qualifier="inferred"), "Created", "inferred", "1950"),
        (Date(type="issued", start="1945", end="1950"), "Issued", None, "1945/1950"),
        (Date(start="1945", end=".."), "Created", None, "1945/"),
        (Date(end="1950"), "Created", None, "/1950"),
        (Date(start="195X"), "Created", "195X", "1950/1959"),
        (Date(start="1950-21"), "Created", "1950-21", "1950"),
        (Date(display="before 1950"), "Created", "before 1950", ":unav"),
        (Date(type="covered", start="1950", end="1953", display="the war"), "Coverage", "the war", "1950/1953"),
        (Date(type="sent", start="1950-01-19T10:15:00Z"), "Other", "sent", "1950-01-19"),
        (Date(type="received", start="1950"), "Other", "received", "1950"),
        (Date(type="declassified", display="1 May 1995"), "Other", "declassified; 1 May 1995", "1995-05-01"),
        (Date(type="copyright", start="1950"), "Copyrighted", None, "1950"),
        (Date(type="captured", start="2010"), "Other", "digitised", "2010"),
        (Date(type="valid", start="2010"), "Valid", None, "2010"),
        (Date(type="modified", start="2010"), "Updated", None, "2010"),
        (Date(type="uploaded", start="2010"), "Available", None, "2010"),
        (Date(type="other", start="2010"), "Other", None, "2010"),
    ],
)
def test_each_date_has_its_type_and_keeps_its_words(date: Date, kind: str, information: str | None, value: str) -> None:
    root = etree.fromstring(oai_datacite.render(Record(local_id="7", dates=(date,)), Options()))
    found = [
        (node.get("dateType"), node.get("dateInformation"), node.text)
        for node in root.iter(f"{{{NAMESPACES['d']}}}date")
    ]
    assert found == [(kind, information, value)]


def test_an_upload_is_not_told_twice() -> None:
    record = Record(local_id="7", uploaded="2011", dates=(Date(type="uploaded", start="2011-11-20"),))
    assert find(record, "//d:date[@dateType='Available']") == ["2011-11-20"]
