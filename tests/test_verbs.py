"""The six verbs over a real store: what each returns, how lists are divided, and how many statements they take."""

import pytest
from flask.testing import FlaskClient

from models import query
from oai.protocol import datestamp
from tests import collection
from tests.collection import codes, found, identifiers
from tests.statements import counted

ALL = ["letters/1", "letters/2", "letters/3", "telegrams/4", "letters/5", "letters/6", "notes/7&8"]
MODS = [name for name in ALL if name != "letters/3"]


def get(client: FlaskClient, **arguments: str) -> collection.TestResponse:
    return client.get("/oai", query_string=arguments)


def harvest(client: FlaskClient, verb: str = "ListRecords", **arguments: str) -> list[list[str]]:
    """Return the local identifiers of every page of a list, following its tokens."""
    pages, response = [], get(client, verb=verb, **arguments)
    while True:
        pages.append(identifiers(response))
        token = found(response, "//oai:resumptionToken")
        if not token or not token[0]:
            return pages
        response = get(client, verb=verb, resumptionToken=token[0])


def test_identify_in_the_order_of_the_schema(client: FlaskClient) -> None:
    identify = collection.tree(get(client, verb="Identify")).find("{*}Identify")
    assert identify is not None
    assert [(node.tag.rpartition("}")[2], node.text) for node in identify if node.text] == [
        ("repositoryName", "Archive of Example Town & District"),
        ("baseURL", "http://archive.example.org/oai"),
        ("protocolVersion", "2.0"),
        ("adminEmail", "archivist@archive.example.org"),
        ("adminEmail", "second@archive.example.org"),
        ("earliestDatestamp", "2024-03-01T09:00:00Z"),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        ("compression", "gzip"),
        ("compression", "zstd"),
    ]


def test_the_formats_of_the_repository_and_of_an_item(client: FlaskClient) -> None:
    def prefixes(**arguments: str) -> list[str]:
        return found(get(client, verb="ListMetadataFormats", **arguments), "//oai:metadataPrefix")

    assert prefixes() == ["oai_dc", "mods"]
    assert prefixes(identifier=collection.identifier("letters/1")) == ["oai_dc", "mods"]
    assert prefixes(identifier=collection.identifier("letters/3")) == ["oai_dc"]


def test_an_item_without_a_live_format_or_without_existence(client: FlaskClient) -> None:
    deleted, unknown = collection.identifier("letters/6"), collection.identifier("letters/99")
    assert codes(get(client, verb="ListMetadataFormats", identifier=deleted)) == ["noMetadataFormats"]
    assert codes(get(client, verb="ListMetadataFormats", identifier=unknown)) == ["idDoesNotExist"]


def test_a_format_the_settings_no_longer_offer_is_gone_everywhere(reading_room: collection.Archive) -> None:
    client = reading_room.client(formats={"oai_dc": collection.SETTINGS.formats["oai_dc"]})
    item = collection.identifier("letters/1")
    assert found(get(client, verb="ListMetadataFormats", identifier=item), "//oai:metadataPrefix") == ["oai_dc"]
    assert codes(get(client, verb="GetRecord", identifier=item, metadataPrefix="mods")) == ["cannotDisseminateFormat"]
    assert codes(get(client, verb="ListRecords", metadataPrefix="mods")) == ["cannotDisseminateFormat"]


def test_a_token_for_such_a_format_is_no_longer_one(reading_room: collection.Archive) -> None:
    first = get(reading_room.client(page_size=2), verb="ListRecords", metadataPrefix="mods")
    (token,) = found(first, "//oai:resumptionToken")
    later = reading_room.client(formats={"oai_dc": collection.SETTINGS.formats["oai_dc"]})
    assert codes(get(later, verb="ListRecords", resumptionToken=token)) == ["badResumptionToken"]


def test_get_record(client: FlaskClient) -> None:
    response = get(client, verb="GetRecord", identifier=collection.identifier("letters/2"), metadataPrefix="mods")
    assert identifiers(response) == ["letters/2"]
    assert found(response, "//oai:setSpec") == ["letters:soviet", "maps"]
    assert found(response, "//oai:metadata/*[local-name()='mods']/@version") == ["3.8"]


def test_a_deleted_record_is_a_header_that_says_so(client: FlaskClient) -> None:
    response = get(client, verb="GetRecord", identifier=collection.identifier("letters/6"), metadataPrefix="oai_dc")
    assert found(response, "//oai:header/@status") == ["deleted"]
    assert found(response, "//oai:header/oai:datestamp") == ["2024-03-03T00:00:00Z"]
    assert found(response, "//oai:record/*[not(self::oai:header)]") == []


def test_why_a_record_cannot_be_given(client: FlaskClient) -> None:
    known, unknown = collection.identifier("letters/3"), collection.identifier("letters/99")

    def why(identifier: str, prefix: str) -> list[str]:
        return codes(get(client, verb="GetRecord", identifier=identifier, metadataPrefix=prefix))

    assert why(known, "mods") == ["cannotDisseminateFormat"]
    assert why(known, "marc21") == ["cannotDisseminateFormat"]
    assert why(unknown, "mods") == ["idDoesNotExist"]
    assert why(unknown, "marc21") == ["idDoesNotExist", "cannotDisseminateFormat"]


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"metadataPrefix": "oai_dc"}, ALL),
        ({"metadataPrefix": "mods"}, MODS),
        ({"metadataPrefix": "oai_dc", "set": "letters"}, [name for name in ALL if name.startswith("letters")]),
        ({"metadataPrefix": "oai_dc", "set": "letters:korean"}, ["letters/5", "letters/6"]),
        ({"metadataPrefix": "mods", "set": "maps"}, ["letters/2", "notes/7&8"]),
        ({"metadataPrefix": "oai_dc", "from": "2024-03-02"}, ALL[4:]),
        ({"metadataPrefix": "oai_dc", "until": "2024-03-02"}, ALL[:5]),
        ({"metadataPrefix": "oai_dc", "from": "2024-03-02", "until": "2024-03-02"}, ["letters/5"]),
        (
            {"metadataPrefix": "oai_dc", "from": "2024-03-01T09:00:30Z", "until": "2024-03-01T09:00:30Z"},
            ["telegrams/4"],
        ),
        ({"metadataPrefix": "oai_dc", "from": "1000-01-01", "until": "9999-12-31"}, ALL),
        ({"metadataPrefix": "oai_dc", "set": "letters", "from": "2024-03-03"}, ["letters/6"]),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_every_list_is_complete_in_pages_of_any_size(
    reading_room: collection.Archive, verb: str, arguments: dict[str, str], expected: list[str], size: int
) -> None:
    pages = harvest(reading_room.client(page_size=size), verb, **arguments)
    assert pages == [expected[start : start + size] for start in range(0, len(expected), size)]


def test_what_the_tokens_of_a_list_say(reading_room: collection.Archive) -> None:
    client = reading_room.client(page_size=3)
    response = get(client, verb="ListRecords", metadataPrefix="oai_dc")
    told = []
    while True:
        (element,) = collection.tree(response).iter("{*}resumptionToken")
        told.append(dict(element.attrib))
        if not element.text:
            break
        response = get(client, verb="ListRecords", resumptionToken=element.text)
    expires = datestamp.text(collection.NOW + 48 * 3600)
    assert told == [
        {"expirationDate": expires, "completeListSize": "7", "cursor": "0"},
        {"expirationDate": expires, "completeListSize": "7", "cursor": "3"},
        {"completeListSize": "7", "cursor": "6"},
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        {"until": "2023-12-31"},
        {"from": "2024-03-06"},
        {"from": "2030-01-01"},
        {"set": "nowhere"},
        {"set": "planned:later"},
        {"set": "letters:soviet", "from": "2024-03-02"},
    ],
)
def test_an_empty_list_is_noRecordsMatch(client: FlaskClient, arguments: dict[str, str]) -> None:  # noqa: N802
    response = get(client, verb="ListRecords", metadataPrefix="oai_dc", **arguments)
    assert codes(response) == ["noRecordsMatch"]
    (request,) = collection.tree(response).iter("{*}request")
    assert dict(request.attrib) == {"verb": "ListRecords", "metadataPrefix": "oai_dc", **arguments}


def test_a_page_emptied_behind_its_token(archive: collection.Archive) -> None:
    archive.clock.second = datestamp.lower("2024-03-09T23:00:00Z")
    client = archive.client(page_size=6)
    (token,) = found(
        get(client, verb="ListRecords", metadataPrefix="oai_dc", until="2024-03-09"), "//oai:resumptionToken"
    )
    archive.publish("2024-03-09T23:59:59Z", collection.draft("notes/7&8", "maps", title="Corrected"))
    assert identifiers(get(client, verb="ListRecords", resumptionToken=token)) == ["notes/7&8"]
    archive.publish("2024-03-10T00:00:00Z", collection.draft("notes/7&8", "maps", title="Corrected again"))
    response = get(client, verb="ListRecords", resumptionToken=token)
    assert codes(response) == ["noRecordsMatch"]
    assert found(response, "//oai:request/@resumptionToken") == [token]


def test_sets_named_stored_and_their_parents(client: FlaskClient) -> None:
    response = get(client, verb="ListSets")
    names = dict(zip(found(response, "//oai:setSpec"), found(response, "//oai:setName"), strict=True))
    assert list(names.items()) == [
        ("letters", "Letters"),
        ("letters:korean", "korean"),
        ("letters:soviet", "Letters from Soviet archives"),
        ("maps", "maps"),
        ("planned", "planned"),
        ("planned:later", "Not yet filled"),
    ]
    assert found(response, "//oai:set[oai:setDescription]/oai:setSpec") == ["letters"]
    assert found(response, "//oai:resumptionToken") == []


@pytest.mark.parametrize("size", [1, 2, 5, 6])
def test_sets_come_in_pages_too(reading_room: collection.Archive, size: int) -> None:
    client = reading_room.client(page_sizes={"ListSets": size})
    specs, response, pages = [], get(client, verb="ListSets"), 1
    while any(found(response, "//oai:resumptionToken")):
        specs += found(response, "//oai:setSpec")
        response = get(client, verb="ListSets", resumptionToken=found(response, "//oai:resumptionToken")[0])
        pages += 1
    specs += found(response, "//oai:setSpec")
    assert specs == ["letters", "letters:korean", "letters:soviet", "maps", "planned", "planned:later"]
    assert pages == -(-6 // size)


def test_sets_that_the_settings_no_longer_name_end_the_list(reading_room: collection.Archive) -> None:
    client = reading_room.client(page_sizes={"ListSets": 5})
    (token,) = found(get(client, verb="ListSets"), "//oai:resumptionToken")
    later = reading_room.client(sets=())
    assert codes(get(later, verb="ListSets", resumptionToken=token)) == ["badResumptionToken"]


def test_a_repository_without_sets(empty_archive: collection.Archive) -> None:
    archive = empty_archive
    archive.publish("2024-03-01", collection.draft("1"))
    client = archive.client(sets=())
    assert codes(get(client, verb="ListSets")) == ["noSetHierarchy"]
    for verb in ("ListRecords", "ListIdentifiers"):
        assert codes(get(client, verb=verb, metadataPrefix="oai_dc", set="a")) == ["noSetHierarchy"]
        both = ["cannotDisseminateFormat", "noSetHierarchy"]
        assert codes(get(client, verb=verb, metadataPrefix="marc21", set="a")) == both


def test_an_empty_repository_begins_now(empty_archive: collection.Archive) -> None:
    client = empty_archive.client()
    response = get(client, verb="Identify")
    assert found(response, "//oai:earliestDatestamp") == found(response, "//oai:responseDate")
    assert codes(get(client, verb="ListRecords", metadataPrefix="oai_dc")) == ["noRecordsMatch"]


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("verb=Identify", 1),
        ("verb=ListMetadataFormats", 0),
        ("verb=ListMetadataFormats&identifier=oai:archive.example.org:letters/1", 1),
        ("verb=ListSets", 1),
        ("verb=GetRecord&identifier=oai:archive.example.org:letters/1&metadataPrefix=oai_dc", 1),
        ("verb=ListRecords&metadataPrefix=oai_dc", 2),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=letters&from=2024-03-01&until=2024-03-09", 2),
        ("verb=ListIdentifiers&metadataPrefix=oai_dc", 2),
        ("verb=ListRecords&resumptionToken={token}", 1),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=nowhere", 1),
        ("verb=nothing", 0),
    ],
)
def test_the_number_of_statements_is_fixed(reading_room: collection.Archive, query: str, most: int) -> None:
    """In a second whose promise the process has asked for already; the first request of a second asks (I4)."""
    client = reading_room.client(page_size=2)
    (token,) = found(get(client, verb="ListRecords", metadataPrefix="oai_dc"), "//oai:resumptionToken")
    with counted(reading_room.engine) as statements:
        response = client.get("/oai?" + query.format(token=token))
    assert response.status_code == 200
    assert len(statements) == most, statements


def test_the_promise_is_asked_for_before_anything_else(archive: collection.Archive) -> None:
    client = archive.client()
    with counted(archive.engine) as statements:
        client.get("/oai?verb=Identify")
    assert "publication" in statements[0]
    assert "rendition" in statements[-1]


def test_a_page_ends_before_it_grows_too_large_and_the_list_stays_whole(
    archive: collection.Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bodies of some 400 bytes in pages of at most 1000: two to a page; one that is larger than a page is alone."""
    monkeypatch.setattr(query, "PAGE_BYTES", 1000)
    monkeypatch.setattr(query, "CHUNK", 1)
    archive.publish("2024-03-04T00:00:00Z", collection.draft("letters/1", "letters:soviet", title="x" * 5000))
    pages = harvest(archive.client(), metadataPrefix="oai_dc")
    assert pages == [
        ["letters/2", "letters/3"],
        ["telegrams/4"],  # with its two about containers
        ["letters/5", "letters/6", "notes/7&8"],  # the second is deleted, and has no body
        ["letters/1"],
    ]
    first = get(archive.client(), verb="ListRecords", metadataPrefix="oai_dc")
    (token,) = found(first, "//oai:resumptionToken")
    second = get(archive.client(), verb="ListRecords", resumptionToken=token)
    assert found(second, "//oai:resumptionToken/@cursor") == [str(len(pages[0]))]
    assert found(second, "//oai:resumptionToken/@completeListSize") == ["7"]
