"""Qualified Dublin Core as it is really written: every record of the corpora loads and is valid in every format."""

import io
from collections.abc import Iterator

import pytest

from crosswalks import registry
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from tests import corpora, schemas


def found(archive: str) -> Iterator[tuple[str, Entry | Fault]]:
    """Yield what the source makes of each file of an archive that holds qualified Dublin Core."""
    for name, content in corpora.members(archive, ".xml"):
        if b":qualifieddc" in content:
            for entry in registry.SOURCES["oai_qdc"].read(io.BytesIO(content), name, ReadOptions()):
                yield name, entry


@pytest.mark.parametrize(("archive", "count", "native"), [("oai-pages.tar.gz", 11, 11), ("nasty.tar.gz", 1, 0)])
def test_every_record_is_read_and_valid_in_every_format(archive: str, count: int, native: int) -> None:
    entries = list(found(archive))
    assert [entry for _, entry in entries if isinstance(entry, Fault)] == []
    records = [entry for _, entry in entries if isinstance(entry, Entry) and entry.record]
    served = [entry.native.dissemination for entry in records if entry.native and entry.native.dissemination]
    assert (len(records), len(served)) == (count, native)
    assert [fault for content in served for fault in schemas.validate(content)] == []
    for codec in registry.FORMATS.values():
        for entry in records:
            assert entry.record
            assert schemas.validate(codec.render(entry.record, codec.options())) == []


@pytest.mark.parametrize(("archive", "count"), [("oai-pages.tar.gz", 11), ("nasty.tar.gz", 1)])
def test_every_record_keeps_its_title_its_page_and_its_rights(archive: str, count: int) -> None:
    records = [entry.record for _, entry in found(archive) if isinstance(entry, Entry) and entry.record]
    assert len(records) == count
    assert all(record.titles and record.landing_url for record in records)
    assert all(record.rights.uri or record.rights.statements for record in records)


def test_nothing_of_a_real_record_is_left_out() -> None:
    notes = {note for name, entry in found("oai-pages.tar.gz") if isinstance(entry, Entry) for note in entry.notes}
    assert not any("left out" in note for note in notes)
