"""Real records, as archives and libraries write them, are valid in the formats that researchers' services harvest."""

import itertools

import pytest

from crosswalks import registry
from crosswalks.formats import oai_dc, oai_openaire
from crosswalks.record import Record
from crosswalks.sources.entry import Entry
from tests import corpora, schemas
from tests.crosswalks.sources.reading import read

EVERY = 25  # all 4,262 files take a minute


@pytest.fixture(scope="module")
def tennessee() -> list[Record]:
    """Return a quarter of the records of one in 25 of the Tennessee files."""
    files = itertools.islice(corpora.members("mods-utk.tar.gz", ".xml"), 0, None, EVERY)
    entries = (found for name, content in files for found in read("mods", content, name))
    return [found.record for found in entries if isinstance(found, Entry) and found.record][::4]


@pytest.mark.parametrize("name", ["oai_openaire", "oai_datacite"])
def test_tennessee_records_are_valid(name: str, tennessee: list[Record]) -> None:
    codec = registry.FORMATS[name]
    assert len(tennessee) == 200
    for record in tennessee:
        assert schemas.validate(codec.render(record, codec.options())) == [], record.local_id


def test_tennessee_records_are_valid_as_openaire_3_wants_them(tennessee: list[Record]) -> None:
    for record in tennessee:
        assert schemas.validate(oai_dc.render(record, oai_dc.Options(openaire=True))) == [], record.local_id


def test_tennessee_records_lack_what_their_cataloguers_did_not_know(tennessee: list[Record]) -> None:
    lacking = {name for record in tennessee for name in oai_openaire.missing(record, oai_openaire.Options())}
    assert lacking == {"datacite:creator", "datacite:date Issued", "datacite:identifier"}
