"""The Record in XML is read as it stands: alone, in a wrapper, and out of a harvest."""

import pytest

from crosswalks.record import Record, Title
from crosswalks.sources import identity
from crosswalks.sources.entry import Entry, Fault, Provenance
from tests.crosswalks.sources.reading import SHEAF, harvested, one, read, response, sheaf

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"
CANONICAL = f'<sheaf xmlns="{SHEAF}"><local_id>1</local_id><titles><value>T</value></titles></sheaf>'.encode()
TITLED = sheaf("<titles><value>T</value></titles>")


def test_alone() -> None:
    entry = one("sheaf", f'<?xml version="1.0"?>\n{TITLED}')
    assert entry.record == Record(local_id="1", titles=(Title(value="T"),))
    assert (entry.native, entry.identifier, entry.provenance, entry.notes) == (None, "", None, ())
    assert entry.content == f'<?xml version="1.0"?>\n{TITLED}'.encode()


def test_in_a_wrapper_of_any_name_and_with_a_prefix() -> None:
    prefixed = TITLED.replace("<", "<s:").replace("<s:/", "</s:").replace("xmlns=", "xmlns:s=")
    found = read("sheaf", f"<all>{TITLED}{prefixed}{sheaf('', '2')}</all>")
    assert [entry.record for entry in found] == [one("sheaf", TITLED).record] * 2 + [Record(local_id="2")]


def test_out_of_a_harvest_with_its_identifier_and_where_it_came_from() -> None:
    entry = one("sheaf", response(harvested(TITLED)))
    assert entry.record == Record(local_id="1", oai_identifier="oai:example.org:1", titles=(Title(value="T"),))
    assert entry.identifier == "oai:example.org:1"
    assert entry.provenance == Provenance(
        "http://archive.example.org/oai", "oai:example.org:1", "2020-02-03", SHEAF, "2026-01-09T12:00:00Z", True
    )
    assert entry.notes == ()


def test_a_deleted_header_is_a_deletion() -> None:
    (entry,) = read("sheaf", response(harvested("", status="deleted")))
    assert isinstance(entry, Entry)
    assert (entry.deleted, entry.identifier) == (True, "oai:example.org:1")


@pytest.mark.parametrize(("own", "around", "expected"), [("", BY, BY), (CC0, BY, BY), (CC0, "", CC0), ("", "", "")])
def test_the_rights_in_the_metadata_are_those_that_the_response_states(own: str, around: str, expected: str) -> None:
    about = (
        '<about><rights xmlns="http://www.openarchives.org/OAI/2.0/rights/">'
        f'<rightsReference ref="{around}"/></rights></about>'
    )
    given = harvested(sheaf(f"<metadata_rights>{own}</metadata_rights>")).replace(
        "</record>", f"{about if around else ''}</record>"
    )
    entry = one("sheaf", response(given))
    assert entry.record is not None
    assert entry.record.metadata_rights == expected


def test_the_identifier_of_the_header_replaces_another_and_says_so() -> None:
    other = sheaf("<oai_identifier>oai:other.org:9</oai_identifier>")
    entry = one("sheaf", response(harvested(other)))
    assert entry.identifier == "oai:example.org:1"
    assert entry.notes == ("The identifier oai:example.org:1 replaces oai:other.org:9.",)
    assert one("sheaf", other).identifier == "oai:other.org:9"


@pytest.mark.parametrize("local_id", ["oai:a.org:b", " a  b ", "null", "http://a.org/"])
def test_a_local_identifier_stays_as_it_is(local_id: str) -> None:
    entry = one("sheaf", sheaf("", local_id))
    assert entry.record == Record(local_id=local_id)
    assert entry.notes == ()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("filename", "file"), ("sheaf:titles/sheaf:value", "T"), ("content", identity.from_content(CANONICAL))],
)
def test_a_rule_for_identifiers_replaces_the_local_one(rule: str, expected: str) -> None:
    entry = one("sheaf", response(harvested(TITLED)), id_from=rule)
    assert entry.record is not None
    assert entry.record.local_id == expected
    assert entry.record.oai_identifier == "oai:example.org:1"
    assert entry.notes == (f"The identifier {entry.record.local_id} replaces 1.",)


def test_an_xpath_that_finds_nothing_is_a_fault() -> None:
    (fault,) = read("sheaf", TITLED, id_from="sheaf:pids/sheaf:value")
    assert isinstance(fault, Fault)
    assert "finds nothing in this record" in fault.reason
    assert "--id-from" in fault.advice


def test_sets_are_added_to_its_own() -> None:
    entry = one("sheaf", sheaf("<sets>b</sets><sets>a</sets>"), sets=("a", "c"))
    assert entry.record is not None
    assert entry.record.sets == ("b", "a", "c")


def test_what_is_wrong_is_told_with_its_place_and_harms_no_other() -> None:
    bad = sheaf("<titles><value>T</value></titles><titles><value/></titles>", "9").replace("xmlns", "\nxmlns")
    found = read("sheaf", response(harvested(TITLED), harvested(bad, "oai:example.org:9"), harvested(sheaf("", "3"))))
    assert [isinstance(each, Entry) for each in found] == [True, False, True]
    fault = found[1]
    assert isinstance(fault, Fault)
    assert fault.position.startswith("record 2")
    assert fault.reason == "The record 9 is not a Record: in titles[1].value, it is empty; leave the field out instead."
    assert b"<local_id>9</local_id>" in fault.content


def test_a_field_of_a_later_version_is_an_error_since_nothing_is_dropped_in_silence() -> None:
    (fault,) = read("sheaf", sheaf("<colour>red</colour>"))
    assert isinstance(fault, Fault)
    assert "there is no such field as colour" in fault.reason
    assert "upgrade" in fault.advice


def test_a_security_marking_among_classifications_is_refused_or_routed_as_in_json() -> None:
    entry = one("sheaf", sheaf("<classifications><value>Secret</value></classifications>"))
    assert entry.record is not None
    assert [marking.level for marking in entry.record.security_markings] == ["Secret"]
    assert entry.record.classifications == ()
    assert "is a security marking" in entry.notes[0]


def test_a_date_that_cannot_be_is_noted() -> None:
    entry = one("sheaf", sheaf("<dates><start>1950-02-31</start></dates>"))
    assert any("1950-02-31" in note for note in entry.notes)


def test_a_record_beyond_the_limit_is_a_fault() -> None:
    long = sheaf(f"<titles><value>{'x' * 5000}</value></titles>")
    found = read("sheaf", f"<all>{long}{TITLED}</all>", max_record_bytes=2000)
    assert "larger than 2,000 bytes" in found[0].reason
    assert isinstance(found[1], Entry)


def test_other_formats_are_told_apart() -> None:
    mods = '<mods xmlns="http://www.loc.gov/mods/v3"/>'
    (fault,) = read("sheaf", response(harvested(mods)))
    assert fault.reason == "The record holds MODS, not sheaf."
    (fault,) = read("mods", response(harvested(TITLED)))
    assert fault.reason == "The record holds sheaf, not MODS."
