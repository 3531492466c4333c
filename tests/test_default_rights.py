"""The rights URI that the settings give a collection: in every format where a record has none, and nowhere else."""

import pytest
from lxml import etree
from msgspec.structs import replace

from crosswalks import registry
from crosswalks.record import Record
from crosswalks.sources.entry import Entry
from oai import drafts
from oai.profiles import bind
from oai.settings import Profile, Settings
from tests.collection import SETTINGS
from tests.crosswalks.records import case
from tests.crosswalks.sources.reading import mods, one

CNE = "http://rightsstatements.org/vocab/CNE/1.0/"
FORMATS = {name: Profile() for name in registry.FORMATS}
SILENT = replace(SETTINGS, formats=FORMATS, metadata_rights="")
CONFIGURED = replace(SILENT, default_rights=CNE)

# The cases of ../crosswalks/data that give no rights URI and no licence, and those that give one
WITHOUT = ("rights_free_text", "rights_unstated", "rights_metadata_only", "classification_no_scheme")
WITH = ("rights_uri", "rights_licence", "rights_uri_and_licence", "rights_unknown_uri")


def bodies(record: Record, settings: Settings = CONFIGURED) -> dict[str, bytes]:
    """Return what is published of a record in each format."""
    return dict(drafts.draw(Entry("record 1", record), settings, bind(settings)).bodies)


def with_uri(record: Record) -> Record:
    """Return a record with the collection's rights URI as its own."""
    return replace(record, rights=replace(record.rights, uri=CNE))


@pytest.mark.parametrize("name", WITHOUT)
def test_a_record_without_a_uri_gets_that_of_the_collection(name: str) -> None:
    got, own = bodies(case(name)), bodies(with_uri(case(name)), SILENT)
    assert got == own
    assert [prefix for prefix, body in got.items() if CNE.encode() not in body] == []
    assert [prefix for prefix, body in bodies(case(name), SILENT).items() if CNE.encode() in body] == []


@pytest.mark.parametrize("name", WITH)
def test_a_record_with_a_uri_keeps_it(name: str) -> None:
    assert bodies(case(name)) == bodies(case(name), SILENT)


def test_what_the_record_says_in_words_stays_behind_the_uri() -> None:
    record = case("rights_free_text")
    body = etree.fromstring(b"<record>%s</record>" % bodies(record)["oai_dc"])
    assert [node.text for node in body.iter("{*}rights")] == [CNE, record.rights.statements[0].text]


def test_a_native_is_served_as_it_came_and_the_other_formats_have_the_uri() -> None:
    entry = one("mods", mods("<titleInfo><title>A letter</title></titleInfo>"), id_from="content")
    got = drafts.draw(entry, CONFIGURED, bind(CONFIGURED)).bodies
    assert [prefix for prefix, body in got.items() if CNE.encode() not in body] == ["mods"]
