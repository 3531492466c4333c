"""6,260 real MODS records, and 64 in oai_dc among them: loaded, loaded again, harvested completely, all valid.

SQLite gets them all, the servers five collections of seven.
"""

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from oaipmh_scythe import Scythe
from sickle import Sickle
from sickle.iterator import OAIResponseIterator

from models import admin, query
from models.engine import open_engine
from tests import corpora, schemas
from tests.databases import Backend
from tests.functional.servers import environment, free_port, serving, sheaf

COLLECTIONS = {
    "Egypt": 231,
    "Kefauver": 315,
    "rfta_oai": 123,
    "scopes": 1356,
    "utcat": 130 + 64,
    "volvoices": 2215,
    "wwiioh": 1890,
}
"""The folders of the corpus, and how many records each has."""

LEFT_OUT = {"sqlite": set[str](), "postgresql": {"volvoices", "wwiioh"}, "mariadb": {"volvoices", "wwiioh"}}


class Loaded(NamedTuple):
    """A repository with the corpus in it: where the files lie, how many records, the environment of its commands."""

    folder: Path
    records: int
    env: dict[str, str]


@pytest.fixture(scope="module")
def loaded(backend: Backend, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Yield a repository with the corpus, which lies unpacked in the folder `mods`."""
    corpus = corpora.require("corpora/mods-utk.tar.gz")
    folder = tmp_path_factory.mktemp("real")
    with tarfile.open(corpus) as archive:
        archive.extractall(folder / "mods", filter="data")
    for name in LEFT_OUT[backend.name]:
        shutil.rmtree(folder / "mods" / name)
    records = sum(count for name, count in COLLECTIONS.items() if name not in LEFT_OUT[backend.name])
    with backend.lend() as url:
        env = environment(folder, url)
        sheaf("load", "mods", "--id-from", "content", "--set", "tennessee", env=env, cwd=folder, check=None)
        yield Loaded(folder, records, env)


@pytest.fixture(scope="module")
def base_url(loaded: Loaded) -> Iterator[str]:
    with serving({**loaded.env, "SHEAF_PAGE_SIZE": "500"}, free_port()) as url:
        yield url


def counts(loaded: Loaded) -> tuple[admin.Counts, dict[str, int], int]:
    """Return what the repository holds, the outcomes of its latest job, and its last stamp."""
    engine = open_engine(loaded.env["SHEAF_DATABASE_URL"])
    with query.reading(engine) as connection:
        held, job = admin.counts(connection), admin.jobs(connection, 1)[0]
        last = query.moment(connection).last
    engine.dispose()
    outcomes = {name: getattr(job, name) for name in ("added", "changed", "unchanged", "deleted", "quarantined")}
    return held, outcomes, last


def test_every_record_is_loaded_or_quarantined_and_a_second_load_moves_nothing(loaded: Loaded) -> None:
    held, first, last = counts(loaded)
    assert first["added"] + first["quarantined"] == loaded.records
    assert held.renditions == {"mods": first["added"], "oai_dc": first["added"]}
    again = ("load", "mods", "--id-from", "content", "--set", "tennessee")
    sheaf(*again, env=loaded.env, cwd=loaded.folder, check=None)
    _, second, still = counts(loaded)
    assert second == {**first, "added": 0, "unchanged": first["added"]}
    assert still == last


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_every_page_is_valid(loaded: Loaded, base_url: str, prefix: str) -> None:
    harvester = Sickle(base_url, iterator=OAIResponseIterator)
    pages = [page.raw.encode() for page in harvester.ListRecords(metadataPrefix=prefix)]
    harvester.session.close() if hasattr(harvester, "session") else None
    assert sum(page.count(b"<record>") for page in pages) == counts(loaded)[0].renditions[prefix]
    faults = [fault for page in pages for fault in schemas.validate(page)]
    assert faults == []


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_both_clients_harvest_the_same_complete_list(loaded: Loaded, base_url: str, prefix: str) -> None:
    by_sickle = [record.header.identifier for record in Sickle(base_url).ListRecords(metadataPrefix=prefix)]
    with Scythe(base_url) as scythe:
        by_scythe = [record.header.identifier for record in scythe.list_records(metadata_prefix=prefix)]
    assert by_sickle == by_scythe
    assert len(set(by_sickle)) == len(by_sickle) == counts(loaded)[0].renditions[prefix]
