"""Whole responses, frozen as bytes: one for each verb, one for each error.

Harvesters parse these with XML parsers, regular expressions and string searches; some compare the envelope literally
(the official validator the xsi:schemaLocation, one hub's harvester the text of resumptionToken). A changed byte here
is a change that every harvester of every repository sees: made on purpose and named in CHANGELOG.md, or not at all.
`SHEAF_GOLDEN=rewrite` rewrites the files; clock and key are fixed, so nothing in them varies.
"""

from pathlib import Path

import pytest

from tests import collection, golden, schemas

HERE = Path(__file__).parent
ITEM = "identifier=oai:archive.example.org"

REQUESTS = {
    "Identify": "verb=Identify",
    "ListMetadataFormats": "verb=ListMetadataFormats",
    "ListMetadataFormats.item": f"verb=ListMetadataFormats&{ITEM}:letters/3",
    "ListSets": "verb=ListSets",
    "GetRecord": f"verb=GetRecord&metadataPrefix=oai_dc&{ITEM}:telegrams/4",
    "GetRecord.deleted": f"verb=GetRecord&metadataPrefix=mods&{ITEM}:letters/6",
    "ListIdentifiers": "verb=ListIdentifiers&metadataPrefix=oai_dc&set=letters&from=2024-03-01&until=2024-03-03",
    "ListRecords": "verb=ListRecords&metadataPrefix=mods",
    "badVerb": "verb=listrecords&metadataPrefix=oai_dc",
    "badArgument": "verb=ListRecords&metadataPrefix=oai_dc&from=2024-13-01&until=2024-03-01T00:00:00&set=a%22b&x=1",
    "badResumptionToken": "verb=ListRecords&resumptionToken=a%26b",
    "cannotDisseminateFormat": "verb=ListRecords&metadataPrefix=marc21",
    "idDoesNotExist": f"verb=GetRecord&metadataPrefix=marc21&{ITEM}:notes/9%268",
    "noRecordsMatch": "verb=ListIdentifiers&metadataPrefix=oai_dc&set=nowhere&from=2024-03-04",
    "noMetadataFormats": f"verb=ListMetadataFormats&{ITEM}:letters/6",
}


@pytest.mark.parametrize("name", REQUESTS)
def test_the_response_has_not_changed_by_a_byte(reading_room: collection.Archive, name: str) -> None:
    response = reading_room.client(page_size=3).get(f"/oai?{REQUESTS[name]}")
    golden.check(HERE / f"{name}.xml", response.data)
    assert schemas.validate(response.data) == []


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("ListRecords.middle", "verb=ListRecords&metadataPrefix=oai_dc"),
        ("ListRecords.last", "verb=ListRecords&metadataPrefix=oai_dc&from=2024-03-01T09:00:30Z"),
        ("ListSets.last", "verb=ListSets"),
    ],
)
def test_nor_have_the_parts_of_a_divided_list(reading_room: collection.Archive, name: str, start: str) -> None:
    client = reading_room.client(page_size=3)
    (token,) = collection.found(client.get(f"/oai?{start}"), "//oai:resumptionToken")
    response = client.get("/oai", query_string={"verb": name.partition(".")[0], "resumptionToken": token})
    golden.check(HERE / f"{name}.xml", response.data)
    assert schemas.validate(response.data) == []


def test_nor_has_the_answer_of_a_repository_without_sets(empty_archive: collection.Archive) -> None:
    response = empty_archive.client(sets=()).get("/oai?verb=ListSets")
    golden.check(HERE / "noSetHierarchy.xml", response.data)
    assert schemas.validate(response.data) == []
