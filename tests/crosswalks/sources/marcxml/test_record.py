"""The MARC record as a whole: its administration, foreign, invalid, rendered again, and whole corpora."""

import pytest

from crosswalks import record, registry
from crosswalks.record import Note, Record
from crosswalks.sources.entry import Entry, Fault
from tests import corpora, schemas
from tests.crosswalks.records import CASES, case
from tests.crosswalks.sources.reading import LEADER, MARC, marc, marc_record, one, read

TAGS = tuple(f"{number:03}" for number in range(10, 900))


def test_blank_fields_say_nothing() -> None:
    blank = "".join(
        f'<datafield tag="{tag}" ind1=" " ind2=" "><subfield code="a"> </subfield><subfield code="u"/></datafield>'
        for tag in TAGS
    )
    entry = one("marcxml", f'<record xmlns="{MARC}"><leader>00000n  m a2200000 u 4500</leader>{blank}</record>')
    assert entry.record == Record(local_id="file")


@pytest.mark.parametrize("codes", ["abcdefghijklmnopqrstuvwxyz", "a", "t", "u", "0123456789", "z"])
def test_no_field_breaks_the_record_or_what_is_rendered_from_it(codes: str) -> None:
    for words in ("Secret", "http://[x", "(OCoLC)", ".", "[", "1950-13", "/ : ;"):
        fields = [f"{tag} __ " + "".join(f"${code}{words}" for code in codes) for tag in TAGS]
        entry = one("marcxml", marc(*fields))
        assert record.parse(record.dump(entry.record)) == entry.record
        for codec in registry.FORMATS.values():
            assert schemas.validate(codec.render(entry.record, codec.options())) == [], codec.name


def test_foreign_elements_say_nothing() -> None:
    inner = '<note xmlns="urn:x">a</note><datafield xmlns="urn:x" tag="245"><subfield code="a">b</subfield></datafield>'
    assert one("marcxml", f'<record xmlns="{MARC}">{inner}</record>').record == Record(local_id="file")


def test_the_description_itself() -> None:
    found = marc_record("001 7", "003 X", "005 20200102030405.0", "008 680102", "040 __ $beng$erda", leader=LEADER)
    assert (found.local_id, found.created, found.updated) == ("7", "1968-01-02", "2020-01-02")
    assert (found.record_language, found.description_standards) == ("eng", ("rda",))


@pytest.mark.parametrize(
    ("day", "created"), [("000417", "2000-04-17"), ("991231", "1999-12-31"), ("991301", ""), ("      ", ""), ("9", "")]
)
def test_the_day_of_008(day: str, created: str) -> None:
    assert marc_record(f"008 {day}").created == created


@pytest.mark.parametrize("moment", ["", "00000000000000.0", "2020", "20200102"])
def test_a_moment_that_is_none(moment: str) -> None:
    assert marc_record(f"005 {moment}").updated == ""


@pytest.mark.parametrize(("form", "standards"), [("a", ("aacr",)), ("i", ("isbd",)), ("c", ()), (" ", ())])
def test_the_rules_of_description_by_the_leader(form: str, standards: tuple[str, ...]) -> None:
    assert marc_record(leader=f"00000nam a2200000 {form} 4500").description_standards == standards


def test_sets_of_the_load_are_those_of_the_record() -> None:
    assert one("marcxml", marc("001 1"), sets=("a:b",)).record.sets == ("a:b",)


def test_a_valid_native_is_kept_and_served_as_marc21() -> None:
    content = marc("001 1", "500 __ $aN")
    entry = one("marcxml", content)
    assert entry.native.prefix == "marc21"
    assert entry.native.prefix in registry.FORMATS
    assert entry.native.content.decode() == content
    assert b"http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd" in entry.native.dissemination
    assert schemas.validate(entry.native.dissemination) == []


def test_an_invalid_native_is_kept_but_not_served() -> None:
    entry = one("marcxml", marc("001 1", "500 ?_ $aN"))
    assert entry.native.dissemination is None
    assert "ind1" in entry.native.faults[0]
    assert entry.record.notes == (Note(value="N"),)


@pytest.mark.parametrize("name", CASES)
def test_what_is_rendered_and_read_again_renders_the_same(name: str) -> None:
    codec = registry.FORMATS["marc21"]
    entry = one("marcxml", codec.render(case(name), codec.options()))
    assert entry.native.faults == ()
    second = codec.render(entry.record, codec.options())
    assert codec.render(one("marcxml", second).record, codec.options()) == second


def test_the_telegram_comes_back_as_it_was_rendered() -> None:
    codec = registry.FORMATS["marc21"]
    first = codec.render(case("telegram"), codec.options())
    assert codec.render(one("marcxml", first).record, codec.options()) == first


def entries(archive: str, *, start: str = "") -> list[Entry]:
    """Return the records that are read from the MARC files of a corpus."""
    return [
        found
        for name, content in corpora.members(archive)
        if name.startswith(start) and b"http://www.loc.gov/MARC21/slim" in content
        for found in read("marcxml", content, name)
        if isinstance(found, Entry) and found.record is not None
    ]


@pytest.mark.parametrize(
    ("archive", "start", "number", "valid"),
    [
        ("marcxml.tar.gz", "", 979, 784),
        ("pairs.tar.gz", "pairs/marc2", 268, 202),
        ("nasty.tar.gz", "nasty/marcxml", 131, 131),
    ],
)
def test_real_records_are_read_and_all_that_is_rendered_from_them_is_valid(
    archive: str, start: str, number: int, valid: int
) -> None:
    found = entries(archive, start=start)
    assert len(found) == number
    assert sum(entry.native.dissemination is not None for entry in found) == valid
    for entry in found:
        assert record.parse(record.dump(entry.record)) == entry.record
        for codec in registry.FORMATS.values():
            assert schemas.validate(codec.render(entry.record, codec.options())) == [], (
                entry.record.local_id,
                codec.name,
            )


def test_a_bad_record_in_a_collection_harms_no_other() -> None:
    content = dict(corpora.members("nasty.tar.gz"))["nasty/marcxml-second-of-three-not-wellformed.xml"]
    assert [type(found) for found in read("marcxml", content)] == [Entry, Fault, Entry]
