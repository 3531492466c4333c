"""The MODS record as a whole: blank, foreign, invalid, rendered again, and a whole corpus."""

import pytest

from crosswalks import record, registry
from crosswalks.record import (
    Note,
    Record,
)
from crosswalks.sources.entry import Entry
from tests import corpora
from tests.crosswalks.records import CASES, case
from tests.crosswalks.sources.reading import mods, mods_record, one, read

TOP = (
    "abstract", "accessCondition", "classification", "extension", "genre", "identifier", "language", "location", "name",
    "note", "originInfo", "part", "physicalDescription", "recordInfo", "relatedItem", "subject", "tableOfContents",
    "targetAudience", "titleInfo", "typeOfResource",
)  # fmt: skip


@pytest.mark.parametrize("blank", ["<{0}/>", "<{0}> \n </{0}>", "<{0}><title/></{0}>", '<{0} type="" valueURI=""/>'])
def test_blank_elements_say_nothing(blank):
    assert mods_record("".join(blank.format(name) for name in TOP)) == Record(local_id="file")


def test_foreign_elements_say_nothing():
    assert mods_record('<note xmlns="urn:x">a</note><extension><note>b</note></extension>') == Record(local_id="file")


def test_record_info():
    found = mods_record(
        '<recordInfo><recordCreationDate encoding="marc">20100102</recordCreationDate>'
        "<recordChangeDate>2015-04-02</recordChangeDate><descriptionStandard>dacs</descriptionStandard>"
        "<languageOfCataloging><languageTerm>eng</languageTerm></languageOfCataloging></recordInfo>"
    )
    assert (found.created, found.updated, found.record_language) == ("2010-01-02", "2015-04-02", "eng")
    assert found.description_standards == ("dacs",)


def test_sets_of_the_load_are_those_of_the_record():
    assert one("mods", mods("<note/>"), sets=("a:b",)).record.sets == ("a:b",)


def test_invalid_native_is_kept_but_not_served():
    entry = one("mods", mods("<bogus/><note>a</note>"))
    assert entry.native.dissemination is None
    assert entry.native.faults
    assert entry.record.notes == (Note(value="a"),)


@pytest.mark.parametrize("name", CASES)
def test_record_rendered_and_read_again_renders_the_same(name):
    codec = registry.FORMATS["mods"]
    first = codec.render(case(name), codec.options())
    entry = one("mods", first)
    assert entry.native.faults == ()
    second = codec.render(entry.record, codec.options())
    assert codec.render(one("mods", second).record, codec.options()) == second


def test_all_tennessee_records_are_read_and_decode():
    entries = [
        found
        for name, content in corpora.members("mods-utk.tar.gz", ".xml")
        for found in read("mods", content, name)
        if isinstance(found, Entry)
    ]
    assert len(entries) == 6260
    assert sum(entry.native.dissemination is None for entry in entries) == 0
    assert all(record.parse(record.dump(entry.record)) == entry.record for entry in entries)
