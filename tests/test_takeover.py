"""One Sheaf takes over what another has, by a harvest of the format `sheaf`: the same Records, whatever they hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from sqlalchemy import Engine

from crosswalks.record import Named, Record, dump, parse
from models import admin, query
from models.engine import open_engine
from oai import ingest
from oai.app import create_app
from oai.drafts import with_defaults
from oai.protocol import identifiers
from oai.settings import DataProvider, Profile, Settings
from tests import databases, schemas
from tests.collection import found
from tests.crosswalks.records import CASES, case
from tests.loading import SETTINGS, load, results, served

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
CNE = "http://rightsstatements.org/vocab/CNE/1.0/"
FORMATS = {"oai_dc": Profile(), "mods": Profile(), "sheaf": Profile()}
FIRST = replace(
    SETTINGS,
    formats=FORMATS,
    metadata_rights=CC0,
    default_rights=CNE,
    data_provider=DataProvider(name="Archive of Example Town", uri="https://archive.example.org/"),
    page_size=4,
)
SECOND = replace(
    SETTINGS, base_url="https://second.example.net/oai", namespace="second.example.net", formats=FORMATS, page_size=3
)
# All cases but one, which describes the same document as "full"
RECORDS = [replace(case(name), state="public") for name in CASES if name != "telegram"]
HARVEST = {"verb": "ListRecords", "metadataPrefix": "sheaf"}


@pytest.fixture
def second(backend: databases.Backend) -> Iterator[Engine]:
    """Yield an engine on another empty repository."""
    with backend.lend() as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def first(engine: Engine) -> Engine:
    """Return a repository that holds all cases, and one item that was deleted."""
    lines = [dump(record) for record in (*RECORDS, Record(local_id="gone"))]
    outcomes = load(engine, b"\n".join(lines), name="records.jsonl", **_changes(FIRST))
    assert set(results(outcomes)) == {"added"}
    list(ingest.delete(engine, FIRST, [identifiers.mint(FIRST.namespace, "gone")]))
    return engine


def _changes(settings: Settings) -> dict[str, object]:
    """Return what is set otherwise than in SETTINGS."""
    return {name: getattr(settings, name) for name in settings.__struct_fields__ if name != "sets"}


def pages(engine: Engine, settings: Settings) -> list[bytes]:
    """Return the pages of a full harvest, each of which must be valid."""
    client = create_app(settings, engine=engine).test_client()
    response = client.get("/oai", query_string=HARVEST)
    taken = [response.data]
    while token := "".join(found(response, "//oai:resumptionToken")):
        response = client.get("/oai", query_string={"verb": "ListRecords", "resumptionToken": token})
        taken.append(response.data)
    assert [fault for page in taken for fault in schemas.validate(page)] == []
    return taken


def stored(engine: Engine) -> dict[str, Record]:
    """Return the Records of the live items by their identifiers."""
    with query.reading(engine) as connection:
        views = [admin.item_of(connection, item.identifier) for item in admin.items(connection, limit=100)]
    return {view.identifier: parse(view.record) for view in views if view is not None and not view.deleted}


def metadata(engine: Engine, identifier: str, base_url: str) -> bytes:
    """Return the metadata that is served in `sheaf`, but for the address of the schema."""
    body = served(engine, identifier, "sheaf") or b""
    return body.partition(b"</metadata>")[0].replace(base_url.encode(), b"")


def shown(record: Record) -> Record:
    """Return what the first repository shows of a Record, with what stands beside it in the response."""
    identifier = record.oai_identifier or identifiers.mint(FIRST.namespace, record.local_id)
    rights = record.metadata_rights or FIRST.metadata_rights
    return replace(with_defaults(record, FIRST), oai_identifier=identifier, metadata_rights=rights)


def test_the_second_has_the_records_that_the_first_shows(first: Engine, second: Engine, tmp_path: Path) -> None:
    taken = pages(first, FIRST)
    assert len(taken) > 3
    inputs = []
    for number, page in enumerate(taken):
        path = tmp_path / f"page-{number}.xml"
        path.write_bytes(page)
        inputs.append(ingest.Input(path.name, lambda path=path: path.open("rb")))  # type: ignore[misc]
    outcomes = list(ingest.load(second, SECOND, inputs))
    assert sorted(set(results(outcomes))) == ["added", "unchanged"], (
        outcomes
    )  # unchanged: a deletion of what is not here
    expected = {wanted.oai_identifier: wanted for wanted in map(shown, RECORDS)}
    assert stored(second) == expected
    plain = expected[identifiers.mint(FIRST.namespace, "missing-1")]
    assert plain.rights.uri == CNE
    assert plain.data_provider == Named(name="Archive of Example Town", uri="https://archive.example.org/")


def test_what_the_second_shows_is_the_same_and_says_where_it_came_from(first: Engine, second: Engine) -> None:
    for page in pages(first, FIRST):
        load(second, page, **_changes(SECOND))
    again = pages(second, SECOND)
    assert len(again) > 3
    for identifier in stored(second):
        ours = etree.fromstring(metadata(second, identifier, SECOND.base_url) + b"</metadata>")
        theirs = etree.fromstring(metadata(first, identifier, FIRST.base_url) + b"</metadata>")
        for node in [*ours.iter("{*}metadata_rights")]:  # the first says so in about/rights
            node.getparent().remove(node)
        for node in [*theirs.iter("{*}metadata_rights")]:
            node.getparent().remove(node)
        assert etree.tostring(ours) == etree.tostring(theirs)
        body = served(second, identifier, "oai_dc") or b""
        assert b"<baseURL>http://archive.example.org/oai</baseURL>" in body
        assert b'altered="true"' in body
        assert b'rightsReference ref="http://creativecommons.org/' in body


def test_taking_over_again_changes_nothing_but_what_changed(first: Engine, second: Engine) -> None:
    def take() -> list[str]:
        return [result for page in pages(first, FIRST) for result in results(load(second, page, **_changes(SECOND)))]

    take()
    before = pages(first, FIRST)
    load(first, dump(Record(local_id="missing-1", uploaded="2026-01-01")), name="x.json", **_changes(FIRST))
    identifier = identifiers.mint(FIRST.namespace, "missing-1")
    list(ingest.delete(first, FIRST, [RECORDS[0].oai_identifier or identifiers.mint(FIRST.namespace, "blank-1")]))
    assert pages(first, FIRST) != before
    assert sorted(set(take())) == ["changed", "deleted", "unchanged"]
    assert stored(second)[identifier].uploaded == "2026-01-01"
    assert len(stored(second)) == len(RECORDS) - 1


def test_one_record_cut_out_of_a_response_keeps_its_identifier(first: Engine, second: Engine) -> None:
    identifier = identifiers.mint(FIRST.namespace, "missing-1")
    body = served(first, identifier, "sheaf") or b""
    alone = body.removeprefix(b"<metadata>").partition(b"</metadata>")[0]
    (outcome,) = load(second, alone, name="one.xml", **_changes(SECOND))
    assert (outcome.result, outcome.identifier) == ("added", identifier)
