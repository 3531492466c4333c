"""A record that is no XML harms no other, wherever it stands and whatever is wrong with it."""

import itertools

import pytest

from crosswalks.sources.entry import Entry, Fault
from tests.crosswalks.sources.reading import MODS, dc, harvested, marc, mods, read, response

DAMAGE = {
    "ampersand": "<note>A & B</note>",
    "ampersand and semicolon": "<note>A & B; C</note>",
    "named entity": "<note>caf&eacute;</note>",
    "unclosed tag": "<note>a<br>b</note>",
    "unopened tag": "<note>a</note></abstract>",
    "control character": "<note>\x01</note>",
    "less-than sign": "<note>a < b</note>",
    "attribute without quotes": "<note type=funding>a</note>",
    "attribute left open": '<note type="funding>a</note>',
    "two attributes of a name": '<note type="a" type="b">a</note>',
}


def numbered(number: int, inner: str = "<note>a</note>") -> str:
    return mods(f'<identifier type="local">{number}</identifier>{inner}')


def wrapped(records: list[str], how: str) -> str:
    if how == "harvest":
        return response(*(harvested(record, f"oai:example.org:{number}") for number, record in enumerate(records)))
    if how == "one line":
        return f"<c>{''.join(records)}</c>"
    if how == "inherited prefix":
        inherited = (record.replace("<", "<m:").replace("<m:/", "</m:") for record in records)
        bare = (record.replace(f'xmlns="{MODS}"', "") for record in inherited)
        return f'<m:modsCollection xmlns:m="{MODS}">{"".join(bare)}</m:modsCollection>'
    return f"<c>\n{chr(10).join(records)}\n</c>"


@pytest.mark.parametrize("how", ["harvest", "one line", "inherited prefix", "lines"])
@pytest.mark.parametrize("case", DAMAGE)
def test_records_behind_a_damaged_one_are_read(case, how):
    hurt = numbered(3, DAMAGE[case])
    records = [*map(numbered, range(3)), hurt, *map(numbered, range(4, 7)), numbered(7, DAMAGE[case]), numbered(8)]
    found = read("mods", wrapped(records, how))
    assert [each.record.local_id for each in found if isinstance(each, Entry)] == ["0", "1", "2", "4", "5", "6", "8"]
    assert [number for number, each in enumerate(found) if isinstance(each, Fault)] == [3, 7]


@pytest.mark.parametrize("damaged", [(0,), (0, 1), (2, 3), (5,), (0, 1, 2, 3, 4, 5)])
def test_place_and_bytes_of_the_damaged_record_are_told(damaged):
    records = [numbered(number, DAMAGE["unclosed tag"] if number in damaged else "") for number in range(6)]
    found = read("mods", "<c>\n" + "\n".join(records) + "\n</c>")
    faults = {number: each for number, each in enumerate(found) if isinstance(each, Fault)}
    assert tuple(faults) == damaged
    for number, fault in faults.items():
        assert fault.position.startswith(f"record {number + 1}, line {number + 2}, column ")
        assert fault.content.decode() == records[number]
        assert "tag mismatch" in fault.reason
        assert "must be closed" in fault.advice
    entries = [each for each in found if isinstance(each, Entry)]
    assert [each.position for each in entries] == [
        f"record {number + 1}, line {number + 2}" for number in range(6) if number not in damaged
    ]


@pytest.mark.parametrize("size", range(65_000, 66_000, 53))
def test_chunks_may_end_anywhere(size):
    """The damaged record and its end tag are cut in two by the end of what is read at a time."""
    found = read(
        "mods", f"<c>{numbered(1)}<!--{'x' * (size - 700)}-->{numbered(2, DAMAGE['ampersand'])}{numbered(3)}</c>"
    )
    assert [type(each) for each in found] == [Entry, Fault, Entry]


def test_provenance_and_counting_go_on_behind_the_damage():
    records = [harvested(dc(f"<dc:title>{title}</dc:title>"), f"oai:x.org:{title}") for title in ("1", "A & B", "3")]
    found = read("oai_dc", response(*records))
    assert [type(each) for each in found] == [Entry, Fault, Entry]
    assert found[2].provenance == found[0].provenance._replace(identifier="oai:x.org:3")
    assert found[2].position.startswith("record 3")


def test_what_is_damaged_between_two_records_harms_neither():
    found = read("mods", f"<c>{numbered(1)}</wrong>{numbered(2)}<x a=1>{numbered(3)}</c>")
    assert [each.record.local_id for each in found if isinstance(each, Entry)] == ["1", "2", "3"]


def test_a_record_of_another_encoding_harms_no_other():
    found = read(
        "mods", f"<c>{numbered(1)}{numbered(2, '<note>caf@</note>')}{numbered(3)}</c>".encode().replace(b"@", b"\xe9")
    )
    assert [type(each) for each in found] == [Entry, Fault, Entry]
    assert "save it as UTF-8" in found[1].advice


def test_other_encodings_are_kept_behind_the_damage():
    hurt, sound = numbered(1, DAMAGE["ampersand"]), numbered(2, "<note>Ф</note>")
    text = f'<?xml version="1.0" encoding="windows-1251"?><c>{hurt}{sound}</c>'
    found = read("mods", text.encode("cp1251"))
    assert found[1].record.notes[0].value == "Ф"


def test_damage_in_utf_16_stops_the_reading_and_says_so():
    (first, fault) = read(
        "mods", f"<c>{numbered(1)}{numbered(2, DAMAGE['unclosed tag'])}{numbered(3)}</c>".encode("utf-16")
    )
    assert isinstance(first, Entry)
    assert fault.reason.endswith("Records read before this place: 1. The rest was not read.")


def test_a_file_of_nothing_but_damage_is_given_up():
    found = read("mods", f"<c>{numbered(1)}{numbered(2, DAMAGE['ampersand']) * 300}</c>")
    assert len(found) == 102
    assert "the rest was not read" in found[-1].reason


def test_a_text_too_long_for_the_parser_is_one_record_s_fault():
    found = read("mods", f"<c>{numbered(1)}{numbered(2, '<note>' + 'x' * 11_000_000 + '</note>')}{numbered(3)}</c>")
    assert [type(each) for each in found] == [Entry, Fault, Entry]
    assert found[1].reason == "The record is larger than 1,048,576 bytes."
    assert len(found[1].content) <= 1_048_576
    (_, fault, _) = read(
        "mods", f"<c>{numbered(1)}{numbered(2, '<note>' + 'x' * 11_000_000 + '</note>')}{numbered(3)}</c>",
        max_record_bytes=50_000_000,
    )  # fmt: skip
    assert fault.reason == "The record holds a text of more than 10,000,000 bytes, which is too large."


def test_a_record_too_deep_for_the_parser_is_one_record_s_fault():
    found = read("mods", f"<c>{numbered(1)}{numbered(2, '<x>' * 300 + '</x>' * 300)}{numbered(3)}</c>")
    assert [type(each) for each in found] == [Entry, Fault, Entry]
    assert found[1].reason == "The elements of the record are nested deeper than 256 levels."


def test_an_oversize_record_that_is_damaged_too_harms_no_other():
    big = numbered(2, "<note>a</note>" * 20_000 + DAMAGE["unclosed tag"])
    found = read("mods", f"<c>{numbered(1)}{big}{numbered(3)}</c>", max_record_bytes=100_000)
    assert [type(each) for each in found] == [Entry, Fault, Entry]
    assert len(found[1].content) <= 100_000


@pytest.mark.parametrize(
    "inner", ["<!-- </mods> -->", "<note><![CDATA[</mods>]]></note>", "<extension><mods/></extension>"]
)
def test_an_end_tag_that_ends_no_record_is_no_damage(inner):
    found = read("mods", f"<c>{numbered(1, inner)}{numbered(2, inner * 50)}</c>")
    assert [each.record.local_id for each in found] == ["1", "2"]


def test_a_prefix_that_is_missing_and_damage_behind_it_are_both_told():
    records = [numbered(1, '<note q:a="1"/>'), numbered(2), numbered(3, DAMAGE["ampersand"]), numbered(4)]
    found = read("mods", f"<c>{''.join(records)}</c>")
    assert [type(each) for each in found] == [Fault, Entry, Fault, Entry]
    assert "prefix q" in found[0].reason


def test_every_way_to_cut_a_file_short_is_survived():
    text = wrapped([numbered(number, "<note>é &amp; &#233;</note>") for number in range(3)], "harvest").encode()
    for end in itertools.islice(range(len(text)), 0, None, 7):
        found = read("mods", text[:end])
        assert [each.record.local_id for each in found if isinstance(each, Entry)] == ["0", "1", "2"][
            : text[:end].count(b"</record>")
        ]
        assert isinstance(found[-1], Fault)


def numbered_marc(number: int, inner: str = "") -> str:
    return marc(f"001 {number}", "500 __ $aN").replace("</record>", f"{inner}</record>")


HURT = {
    "ampersand": "<datafield>A & B</datafield>",
    "unclosed tag": "<datafield><subfield>a</datafield>",
    "unclosed record": "</datafield>",
    "control character": "<datafield>\x01</datafield>",
}


@pytest.mark.parametrize("how", ["harvest", "another prefix", "lines"])
@pytest.mark.parametrize("case", HURT)
def test_marc_records_behind_a_damaged_one_are_read(case, how):
    """A record of MARC in a harvest bears the name of the element around it."""
    records = [numbered_marc(number, HURT[case] if number in (2, 3, 6) else "") for number in range(8)]
    if how == "another prefix":
        records = [
            record.replace("<", "<m:").replace("<m:/", "</m:").replace("xmlns=", "xmlns:m=") for record in records
        ]
    around = f"<c>{chr(10).join(records)}</c>" if how == "lines" else response(*map(harvested, records))
    found = read("marcxml", around)
    assert [each.record.local_id for each in found if isinstance(each, Entry)] == ["0", "1", "4", "5", "7"]
    assert [number for number, each in enumerate(found) if isinstance(each, Fault)] == [2, 3, 6]


def test_all_of_a_damaged_record_in_a_harvest_is_kept():
    records = [harvested(numbered_marc(number, HURT["ampersand"] if number == 1 else "")) for number in range(3)]
    assert read("marcxml", response(*records))[1].content.decode() == records[1]


def test_a_damaged_header_without_metadata_harms_no_record_of_marc():
    deleted = harvested("", status="deleted").replace("2020", "&2020")
    found = read("marcxml", response(harvested(numbered_marc(0)), deleted, harvested(numbered_marc(2))))
    assert [type(each) for each in found] == [Entry, Fault, Entry]


def test_the_line_of_an_element_that_is_never_closed_is_told_behind_a_damaged_record_too():
    sound = mods("<note>b</note>")
    found = read("mods", f"<c>\n{sound}{mods('<note>&</note>')}\n{sound}\n<mods><note>\n")
    assert [type(each) for each in found] == [Entry, Fault, Entry, Fault]
    assert "tag note line 4." in found[3].reason
