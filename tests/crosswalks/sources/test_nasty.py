"""Broken and hostile real files go through every source: entries and faults in plain words, never an exception."""

from pathlib import Path

import pytest

from crosswalks import record, registry
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from tests import corpora


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the nasty files."""
    folder = tmp_path_factory.mktemp("nasty")
    for name, content in corpora.members("nasty.tar.gz"):
        (folder / Path(name).name).write_bytes(content)
    return folder


def outcome(source: str, path: Path) -> tuple[list[Entry], list[Fault]]:
    """Return the entries and faults of a file."""
    with path.open("rb") as stream:
        found = list(registry.SOURCES[source].read(stream, path.name, ReadOptions()))
    faults = [each for each in found if isinstance(each, Fault)]
    return [each for each in found if isinstance(each, Entry)], faults


@pytest.mark.parametrize("source", sorted(registry.SOURCES))
def test_every_file_gives_entries_and_faults(source, nasty):
    files = sorted(nasty.iterdir())
    assert len(files) == 41
    for path in files:
        entries, faults = outcome(source, path)
        assert entries or faults, path.name
        for entry in entries:
            assert entry.deleted or record.parse(record.dump(entry.record)) == entry.record
        for fault in faults:
            assert fault.reason.endswith((".", "…")), path.name
            assert fault.advice
            assert fault.position


READ = {
    ("mods", "mods-two-roots.xml"): (1, 1),
    ("mods", "mods-mixed-scripts-title.xml"): (1, 0),
    ("mods", "mods-c1-control-0x92.xml"): (1, 0),
    ("mods", "mets-xxe.xml"): (0, 1),
    ("marcxml", "marcxml-880-cjk-arabic-hebrew-bidi.xml"): (30, 0),
    ("marcxml", "marcxml-arabic-50-records.xml"): (99, 0),
    ("marcxml", "marcxml-second-of-three-not-wellformed.xml"): (2, 1),
    ("marcxml", "marcxml-one-record-4.1MB-no-namespace.xml"): (0, 1),
    ("marcxml", "mods-truncated-file-4MB.xml"): (361, 1),
    ("oai_dc", "oai-cjk.xml"): (1, 0),
    ("oai_dc", "oai_dc-76-creators.xml"): (1, 0),
    ("oai_dc", "oai_dc-130kB-record.xml"): (248, 0),
    ("oai_dc", "oai_dc-html-and-100kB-descriptions.xml"): (1695, 0),
    ("oai_dc", "oai_qdc-4MB-replacement-chars-401-deleted.xml"): (1900, 0),
}


@pytest.mark.parametrize(("source", "name"), sorted(READ))
def test_what_can_be_read_is_read(source, name, nasty):
    entries, faults = outcome(source, nasty / name)
    assert (len(entries), len(faults)) == READ[source, name]


def test_markup_leaves_no_trace_in_values(nasty):
    entries, _ = outcome("oai_dc", nasty / "oai_dc-br-tags.xml")
    assert entries
    assert not any("<br" in str(entry.record) for entry in entries)
