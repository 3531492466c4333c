"""6,260 real MODS records, and 64 in oai_dc among them: loaded, loaded again, harvested completely, all valid."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from oaipmh_scythe import Scythe
from sickle import Sickle
from sickle.iterator import OAIResponseIterator

from models import admin, query
from models.engine import open_engine
from tests import corpora, schemas
from tests.functional.servers import environment, free_port, serving, sheaf

RECORDS = 6260 + 64


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the corpus unpacked in `mods` and loaded into its repository."""
    corpus = corpora.require("corpora/mods-utk.tar.gz")
    folder = tmp_path_factory.mktemp("real")
    with tarfile.open(corpus) as archive:
        archive.extractall(folder / "mods", filter="data")
    env = environment(folder)
    sheaf("db", "upgrade", env=env, cwd=folder)
    done = sheaf("load", "mods", "--id-from", "content", "--set", "tennessee", env=env, cwd=folder, check=None)
    (folder / "first.txt").write_text(done.stdout + done.stderr)
    return folder


@pytest.fixture(scope="module")
def base_url(folder: Path) -> Iterator[str]:
    with serving({**environment(folder), "SHEAF_PAGE_SIZE": "500"}, free_port()) as url:
        yield url


def counts(folder: Path) -> tuple[admin.Counts, dict[str, int], int]:
    """Return what the repository holds, the outcomes of its latest job, and its last stamp."""
    engine = open_engine(f"sqlite:///{folder / 'sheaf.db'}")
    with query.reading(engine) as connection:
        held, job = admin.counts(connection), admin.jobs(connection, 1)[0]
        last = query.moment(connection).last
    engine.dispose()
    outcomes = {name: getattr(job, name) for name in ("added", "changed", "unchanged", "deleted", "quarantined")}
    return held, outcomes, last


def test_every_record_is_loaded_or_quarantined_and_a_second_load_moves_nothing(folder: Path) -> None:
    held, first, last = counts(folder)
    assert first["added"] + first["quarantined"] == RECORDS
    assert held.renditions == {"mods": first["added"], "oai_dc": first["added"]}
    env = environment(folder)
    sheaf("load", "mods", "--id-from", "content", "--set", "tennessee", env=env, cwd=folder, check=None)
    _, second, still = counts(folder)
    assert second == {**first, "added": 0, "unchanged": first["added"]}
    assert still == last


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_every_page_is_valid(folder: Path, base_url: str, prefix: str) -> None:
    harvester = Sickle(base_url, iterator=OAIResponseIterator)
    pages = [page.raw.encode() for page in harvester.ListRecords(metadataPrefix=prefix)]
    harvester.session.close() if hasattr(harvester, "session") else None
    assert sum(page.count(b"<record>") for page in pages) == counts(folder)[0].renditions[prefix]
    faults = [fault for page in pages for fault in schemas.validate(page)]
    assert faults == []


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_both_clients_harvest_the_same_complete_list(folder: Path, base_url: str, prefix: str) -> None:
    by_sickle = [record.header.identifier for record in Sickle(base_url).ListRecords(metadataPrefix=prefix)]
    with Scythe(base_url) as scythe:
        by_scythe = [record.header.identifier for record in scythe.list_records(metadata_prefix=prefix)]
    assert by_sickle == by_scythe
    assert len(set(by_sickle)) == len(by_sickle) == counts(folder)[0].renditions[prefix]
