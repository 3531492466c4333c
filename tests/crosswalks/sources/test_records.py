"""Records as JSON: lines, arrays and single objects; what is wrong is named with its line and path."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crosswalks import record, registry
from crosswalks.record import Record
from crosswalks.sources import records
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from tests.crosswalks import records as any_records
from tests.crosswalks.sources.reading import read

A = '{"local_id": "a", "titles": [{"value": "One, [two] \\"{three}\\\\"}]}'
B = '{"local_id": "b", "oai_identifier": "oai:example.org:b", "sets": ["x"]}'


def ids(found: list[Entry | Fault]) -> list[str]:
    return [entry.record.local_id if isinstance(entry, Entry) else "fault" for entry in found]


@pytest.mark.parametrize(
    "content",
    [
        f"{A}\n{B}\n",
        f"\ufeff\n{A}\r\n\n{B}",
        f"[{A},{B}]",
        f"[\n  {A},\n  {B}\n]\n",
        gzip.compress(f"{A}\n{B}".encode()),
    ],
    ids=["lines", "mark and blank lines", "array", "array over lines", "gzip"],
)
def test_every_layout_gives_the_same_records(content):
    found = read("records", content)
    assert ids(found) == ["a", "b"]
    assert found[0].record.titles[0].value == 'One, [two] "{three}\\'
    assert found[1].identifier == "oai:example.org:b"
    assert found[1].native is None


def test_single_object_over_several_lines():
    assert ids(read("records", '{\n "local_id": "a",\n "titles": []\n}\n')) == ["a"]
    assert ids(read("records", '{"local_id":\n "a"}')) in (["a"], ["fault", "fault"])


def test_wrong_line_is_a_fault_and_the_others_are_read():
    found = read("records", f'{A}\n{{"local_id": 1}}\n\nnot json\n{{"titles": [\n{B}')
    assert ids(found) == ["a", "fault", "fault", "fault", "b"]
    assert found[1].position == "record 2, line 2"
    assert "in local_id, there should be text in quotation marks, not a whole number" in found[1].reason
    assert found[2].position == "record 3, line 4"
    assert "not JSON" in found[2].reason
    assert found[3].content == b'{"titles": ['


def test_wrong_element_is_a_fault_and_the_others_are_read():
    found = read("records", f'[\n{A},\n{{"local_id": "x", "colour": 1}},\n{B}]')
    assert ids(found) == ["a", "fault", "b"]
    assert found[1].position == "record 2, line 3"
    assert found[1].reason == "The record x is not a Record: there is no such field as colour."


def place(node: etree._Element) -> str:
    """Return the name of an element; of what stands in a field of MARC its tag."""
    above = node.getparent()
    return (above is not None and above.get("tag")) or etree.QName(node).localname


@pytest.mark.parametrize(
    "field",
    [
        '"classifications": ["Secret", {"value": "DS9", "scheme": "lcc"}]',
        '"classifications": [{"value": "Secret"}, {"value": "DS9", "scheme": "lcc"}]',
        '"classifications": [{"value": "Secret", "scheme": "security-level"}, {"value": "DS9", "scheme": "lcc"}]',
        '"classification": "Secret", "classifications": [{"value": "DS9", "scheme": "lcc"}]',
        '"security_markings": [{"level": "Secret"}], "classifications": ["Secret", {"value": "DS9", "scheme": "lcc"}]',
    ],
)
def test_security_marking_among_classifications_is_routed_and_noted(field):
    (entry,) = read("records", f'{{"local_id": "a", {field}}}')
    assert [marking.level for marking in entry.record.security_markings] == ["Secret"]
    assert entry.record.security_markings[0].status == "lifted"
    assert [number.value for number in entry.record.classifications] == ["DS9"]
    (note,) = entry.notes
    assert note == "The classification 'Secret' is a security marking, not a library's: it was taken as lifted."
    for codec in registry.FORMATS.values():
        root = etree.fromstring(codec.render(entry.record, codec.options()))
        places = {place(node) for node in root.iter() if "Secret" in (node.text or "")}
        assert places <= {"note", "description", "355", "level"}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ('"languages": [{"code": "ko"}]', "in languages[0].code, the value should be three letters of ISO 639-3"),
        ('"landing_url": "www.example.org"', "begins with http:// or https://"),
        ('"sets": ["a b"]', "a setSpec: letters"),
        ('"coar_type": "no uri"', "an absolute URI"),
        ('"state": "gone"', "in state, 'gone' is not one of"),
        ('"titles": [{"value": ""}]', "it is empty"),
        ('"titles": [{}]', "the field value is missing"),
        ('"titles": {}', "a list in square brackets, not an object in braces"),
        ('"places": [{"lat": 100}]', "the number is more than 90"),
        ('"classifications": ["DS9"]', "an object in braces, not text"),
    ],
)
def test_a_mistake_is_told_in_words_with_the_record_and_the_field(field, words):
    (fault,) = read("records", f'{{"local_id": "cw-7", {field}}}')
    assert fault.reason.startswith("The record cw-7 is not a Record: ")
    assert words in fault.reason
    assert "regex" not in fault.reason
    assert "`" not in fault.reason


def test_an_impossible_date_is_noted():
    (entry,) = read("records", '{"local_id": "a", "dates": [{"start": "1950-02-31"}]}')
    assert entry.notes == ("The date 1950-02-31 is in no calendar; it was taken for words.",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no record"),
        (b"\n \n", "holds no record"),
        (b"[]", "holds no record"),
        (b"title,date\n", "not JSON"),
        (b"<mods/>", "not JSON"),
        (b'{"local_id": "\xe9"}', "not JSON"),
        (b'{"local_id": "a"', "not JSON"),
        (b"[" * 100_000, "file ends within its array"),
        (gzip.compress(b'{"local_id":"a"}', mtime=0)[:-9], "cannot be read"),
    ],
)
def test_damage_is_a_clear_fault(content, words):
    faults = [each for each in read("records", content) if isinstance(each, Fault)]
    assert any(words in fault.reason for fault in faults), faults
    assert all(fault.advice for fault in faults)


@pytest.mark.parametrize("layout", ["{big}\n{small}", "[{big},{small}]", "[\n{big},\n{small}\n]"])
def test_record_beyond_the_limit_is_a_fault_and_the_next_is_read(layout):
    big = '{"local_id": "%s"}' % ("x" * 200_000)
    found = read("records", layout.replace("{big}", big).replace("{small}", A), max_record_bytes=100_000)
    assert ids(found) == ["fault", "a"]
    assert "larger than 100,000 bytes" in found[0].reason


def test_sets_of_the_load_are_added_to_the_record_s_own():
    assert read("records", B, sets=("y", "x"))[0].record.sets == ("x", "y")


def test_identifier_by_name_and_by_content():
    found = read("records", f"{A}\n{B}", "box.jsonl", id_from="filename")
    assert ids(found) == ["box", "box#2"]
    assert found[0].notes == ("The identifier box replaces a.",)
    assert len(ids(read("records", A, id_from="content"))[0]) == 32


def test_identifier_by_xpath_is_refused():
    (fault,) = read("records", A, id_from="//x")
    assert "//x" in fault.reason


@given(st.lists(any_records.records(), max_size=4), st.integers(1, 50))
def test_array_is_cut_into_its_elements_whatever_they_hold(given_records: list[Record], step: int):
    class Pieces(io.BytesIO):
        """A stream that gives a few bytes at a time."""

        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(step, size or step) if size != -1 else step)

    content = b"[" + b" ,\n".join(map(record.dump, given_records)) + b"]"
    found = list(records.read(Pieces(content), "x.json", ReadOptions()))
    assert [entry.record for entry in found if isinstance(entry, Entry)] == given_records
