"""The demonstration collection harvested by the two Python clients of the field, by GET and by POST."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from oaipmh_scythe import HTTPConfig, Scythe
from oaipmh_scythe import exceptions as scythe_errors
from sickle import Sickle
from sickle import oaiexceptions as sickle_errors

from tests.functional.conftest import DEMO

TOTAL = 60
"""The demonstration has at least this many records."""

PREFIXES = list(tomllib.loads((DEMO / "sheaf.toml").read_text(encoding="utf-8"))["formats"])
"""The formats that the demonstration offers, in their order."""


class WithSickle:
    """sickle under the face that the tests use."""

    errors: Any = sickle_errors

    def __init__(self, base_url: str, method: str) -> None:
        client = Sickle(base_url, http_method=method)
        self.records, self.headers, self.record = client.ListRecords, client.ListIdentifiers, client.GetRecord
        self.sets, self.formats, self.identify = client.ListSets, client.ListMetadataFormats, client.Identify
        self.close = client.session.close if hasattr(client, "session") else lambda: None


class WithScythe:
    """oaipmh-scythe under the same face."""

    errors: Any = scythe_errors

    def __init__(self, base_url: str, method: str) -> None:
        client = Scythe(base_url, http_config=HTTPConfig(http_method=method))
        self.records, self.headers = _renaming(client.list_records), _renaming(client.list_identifiers)
        self.record, self.formats = _renaming(client.get_record), _renaming(client.list_metadata_formats)
        self.sets, self.identify, self.close = client.list_sets, client.identify, client.close


def _renaming(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return the call with the protocol's own names for arguments, which scythe spells in its own way."""
    names = {"metadataPrefix": "metadata_prefix", "from": "from_", "set": "set_"}
    return lambda **arguments: call(**{names.get(name, name): value for name, value in arguments.items()})


Harvester = WithSickle | WithScythe


@pytest.fixture(params=["sickle GET", "sickle POST", "scythe GET", "scythe POST"])
def harvester(request: pytest.FixtureRequest, demo: str) -> Iterator[Harvester]:
    name, method = request.param.split()
    client = (WithSickle if name == "sickle" else WithScythe)(demo, method)
    yield client
    client.close()


def identifiers(headers: Iterable[Any]) -> list[str]:
    return [header.identifier for header in headers]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_record_is_harvested_once_across_pages(harvester: Harvester, prefix: str) -> None:
    found = identifiers(record.header for record in harvester.records(metadataPrefix=prefix))
    assert len(found) == len(set(found)) >= TOTAL
    assert sorted(found) == sorted(identifiers(harvester.headers(metadataPrefix=prefix)))


def test_a_set_holds_what_its_subsets_hold(harvester: Harvester) -> None:
    specs = [each.setSpec if hasattr(each, "setSpec") else each.set_spec for each in harvester.sets()]
    every = {header.identifier for header in harvester.headers(metadataPrefix="oai_dc")}
    deep = [spec for spec in specs if ":" in spec]
    assert deep
    for spec in deep:
        inner = set(identifiers(harvester.headers(metadataPrefix="oai_dc", set=spec)))
        outer = set(identifiers(harvester.headers(metadataPrefix="oai_dc", set=spec.partition(":")[0])))
        assert inner <= outer <= every


def test_dates_select_by_day_and_by_second(harvester: Harvester) -> None:
    every = list(harvester.headers(metadataPrefix="oai_dc"))
    stamp = every[0].datestamp
    same = [header.identifier for header in every if header.datestamp == stamp]
    by_second = identifiers(harvester.headers(metadataPrefix="oai_dc", **{"from": stamp, "until": stamp}))
    by_day = identifiers(harvester.headers(metadataPrefix="oai_dc", **{"from": stamp[:10], "until": stamp[:10]}))
    assert by_second == same
    assert set(same) <= set(by_day)
    with pytest.raises(harvester.errors.NoRecordsMatch):
        list(harvester.headers(metadataPrefix="oai_dc", until="1990-01-01"))


def test_a_withdrawn_record_comes_as_a_tombstone(harvester: Harvester) -> None:
    deleted = [record for record in harvester.records(metadataPrefix="oai_dc") if record.deleted]
    assert deleted
    again = harvester.record(identifier=deleted[0].header.identifier, metadataPrefix="mods")
    assert again.deleted
    with pytest.raises((sickle_errors.OAIError, scythe_errors.NoMetadataFormats), match="deleted in every format"):
        list(harvester.formats(identifier=deleted[0].header.identifier))


def test_formats_and_identity(harvester: Harvester) -> None:
    prefixes = [getattr(each, "metadataPrefix", None) or each.metadata_prefix for each in harvester.formats()]
    assert prefixes == PREFIXES
    identify = harvester.identify()
    assert getattr(identify, "deletedRecord", None) or identify.deleted_record == "persistent"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda h: h.record(identifier="oai:archives.example.org:none", metadataPrefix="oai_dc"), "IdDoesNotExist"),
        (lambda h: list(h.headers(metadataPrefix="marc")), "CannotDisseminateFormat"),
        (lambda h: list(h.headers(metadataPrefix="oai_dc", set="no:such:set")), "NoRecordsMatch"),
        (lambda h: list(h.headers(metadataPrefix="oai_dc", **{"from": "yesterday"})), "BadArgument"),
    ],
)
def test_errors_reach_the_client(harvester: Harvester, call: Callable[[Harvester], object], error: str) -> None:
    with pytest.raises(getattr(harvester.errors, error)):
        call(harvester)
