"""I8: tokens are stateless, sealed, bound to their verb, idempotent, live 48 h, survive restart and key rotation."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from models import store
from models.query import reading
from models.tables import sealing_key
from oai.seals import FRESH
from tests import collection
from tests.collection import NOW, Archive, codes, found, identifiers
from tests.statements import counted

STORED: dict[str, object] = {"page_size": 2, "token_keys": ()}
DAY = 24 * 3600


def first(client: FlaskClient, verb: str = "ListRecords") -> str:
    """Return the token of the first page of a list."""
    response = client.get(f"/oai?verb={verb}&metadataPrefix=oai_dc")
    (token,) = found(response, "//oai:resumptionToken")
    return token


def resume(client: FlaskClient, token: str, verb: str = "ListRecords") -> collection.TestResponse:
    return client.get("/oai", query_string={"verb": verb, "resumptionToken": token})


def test_the_same_token_gives_the_same_bytes_while_nothing_changes(archive: Archive) -> None:
    client = archive.client(**STORED)
    token = first(client)
    assert resume(client, token).data == resume(client, token).data
    assert identifiers(resume(client, token)) == ["letters/3", "telegrams/4"]


def test_the_token_before_the_latest_is_accepted_too(archive: Archive) -> None:
    client = archive.client(**STORED)
    token = first(client)
    (second,) = found(resume(client, token), "//oai:resumptionToken")
    assert identifiers(resume(client, second)) == ["letters/5", "letters/6"]
    assert identifiers(resume(client, token)) == ["letters/3", "telegrams/4"]


def test_a_token_survives_a_restart_and_another_worker(archive: Archive) -> None:
    token = first(archive.client(**STORED))
    assert identifiers(resume(archive.client(**STORED), token)) == ["letters/3", "telegrams/4"]


def rotate(archive: Archive) -> None:
    store.add_sealing_key(archive.engine)


def test_tokens_survive_a_rotation_in_both_directions(archive: Archive) -> None:
    before, after = archive.client(**STORED), archive.client(**STORED)
    old = first(before)
    rotate(archive)
    new = first(after)
    assert old.rpartition(".")[2] != new.rpartition(".")[2]
    for client, token in ((after, old), (before, new)):
        assert identifiers(resume(client, token)) == ["letters/3", "telegrams/4"]


def test_a_worker_takes_up_the_newest_key_in_time(archive: Archive) -> None:
    client = archive.client(**STORED)
    first(client)
    rotate(archive)
    with archive.engine.begin() as connection:
        newest = select(func.max(sealing_key.c.id)).scalar_subquery()
        connection.execute(delete(sealing_key).where(sealing_key.c.id != newest))
    archive.clock.second = NOW + FRESH + 1
    token = first(client)
    assert not codes(resume(archive.client(**STORED), token))


def test_the_keys_of_the_settings_seal_and_those_of_the_database_still_open(archive: Archive) -> None:
    stored, given_key = archive.client(**STORED), archive.client(page_size=2, token_keys=(collection.KEY,))
    token = first(stored)
    assert not codes(resume(given_key, token))
    assert codes(resume(stored, first(given_key))) == ["badResumptionToken"]


@pytest.mark.parametrize(("age", "errors"), [(2 * DAY, []), (2 * DAY + 1, ["badResumptionToken"])])
def test_a_token_lives_48_hours_by_the_databases_clock(archive: Archive, age: int, errors: list[str]) -> None:
    client = archive.client(**STORED)
    token = first(client)
    archive.clock.second = NOW + age
    assert codes(resume(client, token)) == errors


def test_a_token_belongs_to_its_verb_and_to_its_repository(archive: Archive) -> None:
    client = archive.client(**STORED)
    token = first(client)
    assert codes(resume(client, token, "ListIdentifiers")) == ["badResumptionToken"]
    assert codes(resume(client, token, "ListSets")) == ["badResumptionToken"]
    assert codes(resume(client, first(client, "ListIdentifiers"))) == ["badResumptionToken"]
    other = archive.client(**STORED, base_url="http://elsewhere.example.org/oai")
    assert codes(resume(other, token)) == ["badResumptionToken"]


def test_with_any_other_argument_it_is_badArgument(archive: Archive) -> None:  # noqa: N802
    client = archive.client(**STORED)
    token = first(client)
    for more in ({"metadataPrefix": "oai_dc"}, {"from": "2024-03-01"}, {"set": "letters"}, {"until": "2024-03-01"}):
        asked = {"verb": "ListRecords", "resumptionToken": token, **more}
        assert codes(client.get("/oai", query_string=asked)) == ["badArgument"]


@settings(max_examples=60)
@given(junk=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1))
def test_anything_else_is_badResumptionToken(client: FlaskClient, junk: str) -> None:  # noqa: N802
    response = resume(client, junk)
    assert codes(response) == ["badResumptionToken"]
    assert found(response, "//oai:request/@resumptionToken") == [junk]


def test_nothing_is_kept_for_a_harvest(archive: Archive) -> None:
    client = archive.client(**STORED)
    client.get("/oai?verb=Identify")  # which moves the promise on, for whoever harvests in this second
    with counted(archive.engine) as statements:
        resume(client, first(client))
    assert len(statements) == 4  # page, size and sealing keys; page
    assert all(statement.startswith("SELECT") for statement in statements), statements


def test_a_database_without_keys_of_its_own_needs_one_in_the_settings(archive: Archive) -> None:
    with archive.engine.begin() as connection:
        connection.execute(delete(sealing_key))
    with reading(archive.engine) as connection:
        assert connection.execute(select(func.count()).select_from(sealing_key)).scalar() == 0
    client = archive.client(page_size=2, token_keys=(collection.KEY,))
    assert not codes(resume(client, first(client)))
