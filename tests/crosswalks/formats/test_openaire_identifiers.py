"""oai_openaire: what identifies the document and what is related to it."""

import pytest

from crosswalks.record import (
    Collection,
    Identifier,
    Pid,
    Record,
    Related,
)
from tests.crosswalks.formats.finding import openaire as find

PIDS = (Pid(scheme="ark", value="12/3"), Pid(scheme="handle", value="hdl:1/2"), Pid(scheme="doi", value="10.1/x"))


@pytest.mark.parametrize(
    ("record", "expected", "others"),
    [
        (
            Record(local_id="7", landing_url="https://a.example.org/7", pids=PIDS),
            ("DOI", "https://doi.org/10.1/x"),
            [("Handle", "1/2"), ("URL", "https://a.example.org/7"), ("ARK", "ark:12/3"), ("local", "7")],
        ),
        (
            Record(local_id="7", landing_url="https://a.example.org/7", pids=PIDS[:2]),
            ("HANDLE", "https://hdl.handle.net/1/2"),
            [("URL", "https://a.example.org/7"), ("ARK", "ark:12/3"), ("local", "7")],
        ),
        (
            Record(local_id="7", landing_url="https://a.example.org/7", pids=PIDS[:1]),
            ("URL", "https://a.example.org/7"),
            [("ARK", "ark:12/3"), ("local", "7")],
        ),
        (Record(local_id="7", pids=PIDS[:1]), ("ARK", "ark:12/3"), [("local", "7")]),
        (
            Record(
                local_id="7",
                identifiers=(
                    Identifier(value="978", type="isbn"), Identifier(value="http://b.example.org/7", type="uri"),
                    Identifier(value="1", type="issn (invalid)"), Identifier(value="7", type="local"),
                ),
            ),
            ("URL", "http://b.example.org/7"),
            [("local", "7"), ("ISBN", "978")],
        ),
    ],
)  # fmt: skip
def test_the_identifier_leads_to_the_document(
    record: Record, expected: tuple[str, str], others: list[tuple[str, str]]
) -> None:
    assert (*find(record, "d:identifier/@identifierType"), *find(record, "d:identifier")) == expected
    kinds = find(record, "//d:alternateIdentifier/@alternateIdentifierType")
    assert list(zip(kinds, find(record, "//d:alternateIdentifier"), strict=True)) == others


def test_a_local_number_alone_identifies_nothing() -> None:
    assert find(Record(local_id="7"), "d:identifier") == []
    assert find(Record(local_id="7", pids=(Pid(scheme="doi", value=" "),)), "d:identifier") == []


@pytest.mark.parametrize(
    ("uri", "kind", "value"),
    [
        ("https://doi.org/10.1/x", "DOI", "10.1/x"),
        ("http://hdl.handle.net/1/2", "Handle", "1/2"),
        ("urn:nbn:de:1", "URN", "urn:nbn:de:1"),
        ("ark:/1/2", "ARK", "ark:/1/2"),
        ("https://a.example.org/7", "URL", "https://a.example.org/7"),
    ],
)
def test_a_related_address_has_its_type(uri: str, kind: str, value: str) -> None:
    record = Record(local_id="7", related=(Related(type="preceding", label="L", uri=uri),))
    assert find(record, f"//d:relatedIdentifier[@relatedIdentifierType='{kind}']") == [value]
    assert find(record, "//d:relatedIdentifier/@relationType") == ["Continues"]


def test_what_is_related_in_no_known_way_or_by_no_known_address_is_left_out() -> None:
    related = (Related(uri="https://a.example.org/7"), Related(type="host", uri="tag:a.example.org,2011:1"))
    assert find(Record(local_id="7", related=related), "//d:relatedIdentifier") == []
    collection = (Collection(title="C", url="https://a.example.org/c"), Collection(title="D"))
    assert find(Record(local_id="7", collections=collection), "//d:relatedIdentifier/@relationType") == ["IsPartOf"]
