"""Which identifier a record gets, by each rule."""

import pytest

from crosswalks.sources import identity
from crosswalks.sources.entry import Fault
from tests.crosswalks.sources.reading import dc, harvested, marc, mods, one, read, response

FOUND = "<recordInfo><recordIdentifier> r 1 </recordIdentifier></recordInfo>"
TYPED = {kind: f'<identifier type="{kind}">{kind}-1</identifier>' for kind in ("uri", "doi", "hdl", "pid", "local")}


MARC = ("010 __ $aL1", "035 __ $aS1")


def test_marc_identifiers_are_tried_in_their_order():
    header = response(harvested(marc(*MARC), "oai:x.org:H1"))
    assert one("marcxml", marc("001  C1 ", *MARC)).record.local_id == "C1"
    assert one("marcxml", response(harvested(marc("001 C1", *MARC), "oai:x.org:H1"))).record.local_id == "C1"
    assert one("marcxml", header).record.local_id == "H1"
    assert one("marcxml", marc(*MARC)).record.local_id == "S1"
    assert one("marcxml", marc("001 null", *MARC[:1])).record.local_id == "L1"
    assert one("marcxml", marc(), "a.marcxml.gz").record.local_id == "a"


def test_where_a_marc_identifier_comes_from_is_noted_unless_it_is_001():
    notes = one("marcxml", marc(*MARC)).notes
    assert "The identifier S1 was taken from 035 $a." in notes
    assert not any("identifier" in note for note in one("marcxml", marc("001 C1")).notes)


def test_marc_may_be_named_in_an_xpath():
    rule = "marc:datafield[@tag='010']/marc:subfield"
    assert one("marcxml", marc("001 C1", *MARC), id_from=rule).record.local_id == "L1"


def local_id(content: str, name: str = "file.xml", **options) -> str:
    return one("mods" if "<mods" in content else "oai_dc", content, name, **options).record.local_id


def test_record_identifier_comes_first_and_needs_no_note():
    entry = one("mods", mods("".join(TYPED.values()) + FOUND))
    assert entry.record.local_id == "r 1"
    assert entry.notes == ()


@pytest.mark.parametrize("rule", ["auto", "filename", "content", "mods:identifier[@type='a']", "string(dc:identifier)"])
def test_rule_that_can_be_followed(rule):
    identity.check(rule)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("mods:identifier[", "no XPath either: invalid"),
        ("m:identifier", "prefixes that may be used: mods, marc, dc, dcterms, oai_dc, oai_qdc, xlink, sheaf"),
        ("file name()", "none of auto, filename, content"),
        ("nonsense(.)", "no XPath either: unregistered function"),
        ("", "no XPath"),
        ("count(*)", "gives a number"),
        ("not(*)", "gives a truth value"),
    ],
)
def test_rule_that_can_never_be_followed_is_told_in_a_sentence(rule, words):
    with pytest.raises(ValueError, match=r"\.$") as caught:
        identity.check(rule)
    assert words in str(caught.value)


ORDER = ["local", "pid", "hdl", "doi", "uri"]  # the order that docs/loading.md promises; identifiers never change


@pytest.mark.parametrize("kind", ORDER)
def test_identifier_types_are_tried_in_their_order(kind):
    entry = one("mods", mods("".join(TYPED[each] for each in reversed(ORDER[ORDER.index(kind) :]))))
    assert entry.record.local_id == f"{kind}-1"
    assert entry.notes == (f"The identifier {kind}-1 was taken from the identifier of type {kind}.",)


@pytest.mark.parametrize("nothing", ["null", "N/A", "unknown", " ", "-"])
def test_a_word_for_none_is_no_identifier(nothing):
    assert local_id(mods(f'<identifier type="local">{nothing}</identifier>{TYPED["pid"]}')) == "pid-1"


def test_invalid_identifier_is_passed_over():
    assert local_id(mods('<identifier type="local" invalid="yes">a</identifier>')) == "file"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("box 3/letter 12.xml", "letter-12"),
        ("C:\\scans\\letter.mods.xml", "letter"),
        ("letter.xml.gz", "letter"),
        (".xml", ".xml"),
        ("", "record"),
    ],
)
def test_file_name_comes_last(name, expected):
    entry = one("mods", mods("<note/>"), name)
    assert entry.record.local_id == expected
    assert entry.notes == (f"The record has no identifier of its own: {expected} was made from the file's name.",)


def test_oai_identifier_in_the_record_is_kept_whole_and_by_its_local_part():
    entry = one("mods", mods('<identifier type="uri">oai:example.org:a/1</identifier>'))
    assert entry.identifier == entry.record.oai_identifier == "oai:example.org:a/1"
    assert entry.record.local_id == "a/1"


def test_header_of_a_harvest_gives_the_oai_identifier_and_failing_others_the_local_one():
    entry = one("mods", response(harvested(mods("<note/>"), "oai:example.org:7")))
    assert (entry.identifier, entry.record.local_id) == ("oai:example.org:7", "7")
    entry = one("mods", response(harvested(mods(FOUND), "oai:example.org:7")))
    assert (entry.identifier, entry.record.local_id) == ("oai:example.org:7", "r 1")


def test_header_identifier_that_is_no_uri_is_only_local():
    entry = one("oai_dc", response(harvested(dc(""), "10.1000/7")))
    assert (entry.identifier, entry.record.local_id) == ("", "10.1000/7")


def test_dublin_core_takes_the_header_then_what_is_not_a_web_address():
    given = "<dc:identifier>https://example.org/1</dc:identifier><dc:identifier>MS 1</dc:identifier>"
    assert local_id(response(harvested(dc(given), "oai:example.org:9"))) == "9"
    assert local_id(dc(given)) == "MS 1"
    assert local_id(dc("<dc:identifier>https://example.org/1</dc:identifier>"), "nine.xml") == "nine"


def test_by_file_name_numbers_several_records():
    found = read("mods", f"<c>{mods(FOUND)}{mods(FOUND)}</c>", "box.xml", id_from="filename")
    assert [entry.record.local_id for entry in found] == ["box", "box#2"]


def test_by_content_is_the_same_wherever_the_record_stands_and_however_it_is_written():
    alone = local_id(mods(FOUND), id_from="content")
    other = mods(FOUND).replace('"', "'")
    (wrapped,) = read("mods", f'<c xmlns:q="urn:q">\n{other}</c>', id_from="content")
    assert wrapped.record.local_id == alone
    assert len(alone) == 32
    assert local_id(mods(FOUND + "<note/>"), id_from="content") != alone


@pytest.mark.parametrize(
    ("xpath", "expected"),
    [
        ("mods:identifier[@type='pid']", "pid-1"),
        ("/mods:mods/mods:identifier", "uri-1"),
        ("string(//mods:identifier/@type)", "uri"),
        ("//mods:identifier/@type", "uri"),
        ("concat('x', count(//mods:mods))", "x1"),
    ],
)
def test_by_xpath_sees_this_record_alone(xpath, expected):
    record = mods("".join(TYPED.values()))
    found = read("mods", f"<c>{record}{record}</c>", id_from=xpath)
    assert [entry.record.local_id for entry in found] == [expected, expected]


@pytest.mark.parametrize("xpath", ["mods:identifier[", "mods:nothing", "unknown:x"])
def test_by_xpath_that_finds_nothing_is_a_fault(xpath):
    (fault,) = read("mods", mods(FOUND), id_from=xpath)
    assert isinstance(fault, Fault)
    assert xpath in fault.reason
    assert fault.content
