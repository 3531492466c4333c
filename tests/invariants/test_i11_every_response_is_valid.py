"""I11: every response is well-formed UTF-8 XML 1.0 and valid, whatever was loaded and whatever was asked."""

from urllib.parse import quote_from_bytes, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from oai.protocol import identifiers
from tests import collection, schemas

VERBS = ["Identify", "ListMetadataFormats", "ListSets", "GetRecord", "ListIdentifiers", "ListRecords"]
NAMES = ["verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken"]
VALUES = [
    "oai_dc", "mods", "marc21", "letters", "letters:soviet", "nowhere", "oai:archive.example.org:letters/1",
    "oai:archive.example.org:letters/6", "oai:archive.example.org:notes/7&8", "x:%41", "2024-03-01",
    "2024-03-01T09:00:30Z", "0001-01-01", "9999-12-31", "", " ", "\t\n\r", "\x00", "\ufffe", "]]>", "<a>&amp;\"'", "é",
    "http://[::1]/", "x://h:99/", "a:b?c#d", "oai:a.b:%C3%A9", "-",
]  # fmt: skip
values = st.sampled_from(VALUES) | st.text(max_size=12) | st.binary(max_size=6)
# Requests that get past the first check, too: a verb, and arguments most of which it knows.
likely = st.tuples(
    st.sampled_from(VERBS).map(lambda verb: ("verb", verb)),
    st.dictionaries(st.sampled_from(NAMES[1:]), values, max_size=3).map(lambda given: tuple(given.items())),
).map(lambda parts: [parts[0], *parts[1]])
wild = st.lists(st.tuples(st.sampled_from(NAMES) | st.text(max_size=5), values | st.sampled_from(VERBS)), max_size=5)
uris = st.from_regex(r"\A[a-z][a-z0-9+.\-]{0,5}:[A-Za-z0-9\-._~!$&'()*+,;=:@/?#%]{1,20}\Z")
patient = settings(max_examples=300)


def check(response: collection.TestResponse) -> None:
    assert response.status_code == 200
    assert response.data.decode("utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert schemas.validate(response.data) == []


@patient
@given(pairs=likely | wild, post=st.booleans())
def test_whatever_is_asked(client: FlaskClient, pairs: list[tuple[str, str | bytes]], post: bool) -> None:
    query = urlencode(pairs)
    form = "application/x-www-form-urlencoded"
    check(client.post("/oai", data=query, content_type=form) if post else client.get(f"/oai?{query}"))


@patient
@given(query=st.binary(max_size=40))
def test_whatever_the_bytes(client: FlaskClient, query: bytes) -> None:
    form = "application/x-www-form-urlencoded"
    check(client.post("/oai", data=query, content_type=form))
    check(client.post("/oai", data=b"verb=GetRecord&metadataPrefix=oai_dc&identifier=" + query, content_type=form))
    check(client.get(f"/oai?verb=ListRecords&resumptionToken={quote_from_bytes(query)}"))


@patient
@given(identifier=uris)
def test_whatever_uri_is_asked_for(client: FlaskClient, identifier: str) -> None:
    arguments = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": identifier}
    response = client.get("/oai", query_string=arguments)
    check(response)
    expected = "idDoesNotExist" if identifiers.is_uri(identifier) else "badArgument"
    assert collection.codes(response) == [expected]


def test_whatever_was_loaded(empty_archive: collection.Archive) -> None:
    archive = empty_archive
    odd = ["a b", "<&\"'>", "Телеграмма № 5", "电报", "\u202eاب", "%", "a/b?c=d&e#f", "🗄", "~!*'();:@=+$,"]
    archive.publish("2024-03-01", *[collection.draft(quote_local(local), "-_.!~*'():a") for local in odd])
    archive.publish("2024-03-02", collection.deletion(quote_local(odd[0])))
    client = archive.client(page_size=4)
    response = client.get("/oai?verb=ListRecords&metadataPrefix=mods")
    seen = collection.identifiers(response)
    check(response)
    while token := collection.found(response, "//oai:resumptionToken")[0]:
        response = client.get("/oai", query_string={"verb": "ListRecords", "resumptionToken": token})
        check(response)
        seen += collection.identifiers(response)
    assert sorted(seen) == sorted(quote_local(local) for local in odd)


def quote_local(local: str) -> str:
    """Return the escaped local part that minting makes."""
    return identifiers.mint(collection.NAMESPACE, local).removeprefix(collection.identifier(""))


@pytest.mark.parametrize("verb", ["Identify", "ListSets", "ListMetadataFormats"])
def test_whatever_the_settings_say(reading_room: collection.Archive, verb: str) -> None:
    from oai.settings import SetInfo

    odd = "Архив <&\"'> ]]> \t 档案"
    client = reading_room.client(repository_name=odd, sets=(SetInfo(spec="letters", name=odd, description=odd),))
    check(client.get(f"/oai?verb={verb}"))
