"""Broken MARC is read as far as it goes, with a note on what is wrong; 880 repeats other fields in other scripts."""

import pytest

from crosswalks.record import Abstract, Note, Title
from tests.crosswalks.sources.reading import FIXED, MARC, marc, marc_record, one

SOUND = ("001 1", f"008 {FIXED}", "245 00 $aT")


def notes(*fields: str, leader: str = "00000nam a2200000 u 4500") -> list[str]:
    """Return what the report says of a record, but for its identifier."""
    entry = one("marcxml", marc(*fields, leader=leader))
    return [note for note in entry.notes if "identifier" not in note]


def test_a_sound_record_gives_no_note() -> None:
    assert notes(*SOUND) == []


@pytest.mark.parametrize(
    ("fields", "leader", "words"),
    [
        (SOUND, "", "The record has no leader."),
        (SOUND, "00000nam a22", "The leader has 12 characters instead of 24."),
        (SOUND[::2], None, "The record has no field 008."),
        (("001 1", "008 short", "245 00 $aT"), None, "Field 008 has 5 characters instead of 40."),
        (SOUND[:2], None, "The record has no field 245, its title."),
        ((*SOUND, "001 2"), None, "Field 001 occurs 2 times; the first one counts: 1."),
        ((*SOUND, "245 00 $aU"), None,
         "Field 245 occurs 2 times; the first one is the title, others are alternatives."),
        ((*SOUND, "500 __ $a $aN"), None, "An empty subfield was left out (once)."),
        ((*SOUND, "500 ?? $aN"), None, "An indicator that is none of 0-9, a-z and blank was taken for a blank (once)."),
        ((*SOUND, "041 __ $aengrus"), None,
         "Field 041 holds several codes in one subfield, 'engrus'; each was taken for a language."),
        (SOUND, "00000nz  a2200000n  4500",
         "The leader says that the record is an authority; it was read as if it were bibliographic."),
        (SOUND, "00000nx  a2200000n  4500",
         "The leader says that the record is holdings; it was read as if it were bibliographic."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_noted(fields: tuple[str, ...], leader: str | None, words: str) -> None:
    assert notes(*fields, **({} if leader is None else {"leader": leader})) == [words]


def test_the_first_of_two_control_numbers_is_the_identifier() -> None:
    assert marc_record("001 a", "001 b").local_id == "a"


def test_the_second_title_is_an_alternative() -> None:
    assert marc_record("245 00 $aT", "245 00 $aU").titles == (Title(value="T"), Title(value="U", type="alternative"))


def test_a_short_leader_still_tells_the_type() -> None:
    assert marc_record(leader="00000njm").dcmi_type == "Sound"
    assert marc_record(leader="00000").dcmi_type == ""


def test_what_has_no_indicators_code_or_value_is_read() -> None:
    inner = (
        '<datafield tag="245"><subfield>x</subfield><subfield code="a">T</subfield><subfield code="ab"/></datafield>'
    )
    entry = one("marcxml", f'<record xmlns="{MARC}"><datafield/>{inner}</record>')
    assert entry.record.titles == (Title(value="T"),)
    assert entry.native.dissemination is None


LINKED = ("245 10 $6880-01$aSlovo", "100 1_ $6880-02$aIvanov", "500 __ $6880-03$aN", "520 __ $6880-04$aS")
SCRIPTS = ("880 10 $6245-01/(N$aСлово", "880 1_ $6100-02/(N$aИванов", "880 __ $6500-03$aП", "880 __ $6520-04$aС")


def test_another_script_is_neither_lost_nor_counted_twice() -> None:
    found = marc_record(*LINKED, *SCRIPTS)
    assert found.titles == (Title(value="Slovo"), Title(value="Слово", type="alternative"))
    assert [agent.name for agent in found.agents] == ["Ivanov"]
    assert found.abstracts == (Abstract(value="S"), Abstract(value="С"))
    assert found.notes == (
        Note(value="N"), Note(value="П"), Note(value="Иванов", label="Name in another script"),
    )  # fmt: skip


@pytest.mark.parametrize("number", ["00", "07"])
def test_a_field_that_is_there_in_another_script_only_is_the_field(number: str) -> None:
    found = marc_record(f"880 10 $6245-{number}$aСлово", f"880 1_ $6100-{number}$aИванов")
    assert found.titles == (Title(value="Слово"),)
    assert [(agent.name, agent.relation) for agent in found.agents] == [("Иванов", "creator")]


def test_an_880_that_says_not_what_it_is_is_a_note() -> None:
    assert marc_record("880 __ $aИванов").notes == (Note(value="Иванов"),)


@pytest.mark.parametrize(
    ("linked", "script", "label"),
    [
        ("260 __ $6880-01$aMoskva", "880 __ $6260-01$aМосква :$bМысль", "Publication"),
        ("650 _0 $6880-01$aA", "880 _0 $6650-01$aБ", "Subject"),
        ("830 _0 $6880-01$aA", "880 _0 $6830-01$aБ", "Series"),
        ("250 __ $6880-01$aA", "880 __ $6250-01$aБ", "Edition"),
        ("780 00 $6880-01$tA", "880 00 $6780-01$tБ", "Related"),
        ("710 2_ $6880-01$aA", "880 2_ $6710-01$aБ$eавтор", "Name"),
    ],
)
def test_what_else_is_in_another_script_is_a_note_with_a_label(linked: str, script: str, label: str) -> None:
    (note,) = [note for note in marc_record(linked, script).notes if note.label.endswith("in another script")]
    assert note.label == f"{label} in another script"
    assert note.value == ("Москва : Мысль" if label == "Publication" else "Б")


def test_blanks_printed_as_carets_are_blanks() -> None:
    record = marc_record(
        "008 100102s1950^^^^xx^||||||||||||||||||ger d", "010 __ $a^^2007042761", leader="00000n^m^a2200000^u^4500"
    )
    assert [date.start for date in record.dates] == ["1950"]
    assert [(each.type, each.value) for each in record.identifiers] == [("lccn", "2007042761")]
    assert record.dcmi_type == ""
