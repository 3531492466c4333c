"""Real records, from MODS and from Dublin Core, become EDM that is valid and keeps Europeana's rules, and JSON-LD."""

import io
import json
from collections.abc import Iterator
from itertools import islice

import pytest

from crosswalks.formats import edm, schema_org
from crosswalks.record import Record
from crosswalks.registry import SOURCES
from crosswalks.sources.entry import Entry, ReadOptions
from tests import corpora, schemas
from tests.crosswalks.formats.test_edm_rules import ALWAYS, holds, rendered


def real(source: str, archive: str, suffix: str) -> Iterator[Record]:
    """Yield the records of an archive of the corpora that a source reads, six of each file at most."""
    for name, content in corpora.members(archive, suffix):
        entries = SOURCES[source].read(io.BytesIO(content), name, ReadOptions())
        yield from islice((each.record for each in entries if isinstance(each, Entry) and each.record), 6)


@pytest.mark.parametrize(
    ("source", "archive", "suffix", "step"),
    [("mods", "mods-utk.tar.gz", ".xml", 10), ("oai_dc", "oai-pages.tar.gz", ".oai.dc.xml", 1)],
)
def test_real_records(source: str, archive: str, suffix: str, step: int) -> None:
    seen = 0
    for record in islice(real(source, archive, suffix), 0, 40 * step, step):
        assert schemas.validate(edm.render(record, edm.Options())) == []
        assert [rule for rule in ALWAYS if not holds(rendered(record), rule)] == []
        assert json.loads(schema_org.render(record, schema_org.Options()))["@context"] == "https://schema.org"
        seen += 1
    assert seen == 40
