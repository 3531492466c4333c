"""The leader, 005 and 008, character by character; languages."""

from typing import Any

import pytest

from crosswalks.record import (
    Date,
    Genre,
    LanguageUse,
    Named,
    Physical,
    Source,
)
from tests.crosswalks.formats.marc21.lines import control, leader, lines, of
from tests.crosswalks.records import case

PAPER = (Source(archive=Named(name="AVPRF")),)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "a"),
        ({"dcmi_type": "Text"}, "a"),
        ({"dcmi_type": "Collection"}, "p"),
        ({"dcmi_type": "Dataset"}, "m"),
        ({"dcmi_type": "Event"}, "r"),
        ({"dcmi_type": "Image"}, "k"),
        ({"dcmi_type": "StillImage"}, "k"),
        ({"dcmi_type": "MovingImage"}, "g"),
        ({"dcmi_type": "PhysicalObject"}, "r"),
        ({"dcmi_type": "Service"}, "m"),
        ({"dcmi_type": "Software"}, "m"),
        ({"dcmi_type": "InteractiveResource"}, "m"),
        ({"dcmi_type": "Sound"}, "i"),
        ({"dcmi_type": "Text", "genres": (Genre(label="Telegrams"),)}, "t"),
        ({"dcmi_type": "Text", "physical": Physical(forms=("typescript",))}, "t"),
        ({"dcmi_type": "Text", "sources": (Source(archive=Named(name="AVPRF")),)}, "t"),
        ({"sources": (Source(archive=Named(name="AVPRF")),)}, "a"),
        ({"dcmi_type": "Text", "sources": (Source(citation="Pravda"),)}, "a"),
        ({"dcmi_type": "Text", "coar_type": "http://purl.org/coar/resource_type/c_0857"}, "t"),
        ({"dcmi_type": "Text", "genres": (Genre(label="notated music"),)}, "c"),
        ({"dcmi_type": "StillImage", "genres": (Genre(label="letters"), Genre(label="Maps"))}, "e"),
        ({"dcmi_type": "Sound", "genres": (Genre(label="music"),)}, "j"),
    ],
)
def test_the_type_of_record(fields: dict[str, Any], expected: str) -> None:
    assert leader(of(**fields))[6] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "00000nam a2200000un 4500"),
        ({"dcmi_type": "Collection"}, "00000npc a2200000un 4500"),
        ({"description_standards": ("dacs",)}, "00000namaa2200000un 4500"),
        ({"description_standards": ("AACR2",)}, "00000nam a2200000uc 4500"),
    ],
)
def test_the_leader(fields: dict[str, Any], expected: str) -> None:
    assert leader(of(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "nuuuuuuuu"),
        ({"dates": (Date(display="undated"),)}, "nuuuuuuuu"),
        ({"dates": (Date(start="1950-01-19"),)}, "s1950    "),
        ({"dates": (Date(start="1950", qualifier="approximate"),)}, "s1950    "),
        ({"dates": (Date(start="195X"),)}, "s195u    "),
        ({"dates": (Date(start="19XX"),)}, "s19uu    "),
        ({"dates": (Date(start="1950-01-19", end="1950-02-20"),)}, "s1950    "),
        ({"dates": (Date(start="1914", end="1918"),)}, "m19141918"),
        ({"dates": (Date(start="1914/1918"),)}, "m19141918"),
        ({"dates": (Date(start="1914", end="1918", qualifier="questionable"),)}, "q19141918"),
        ({"dates": (Date(start="1914?", end="1918"),)}, "q19141918"),
        ({"dates": (Date(start="1950", end=".."),)}, "m19509999"),
        ({"dates": (Date(start="1950/"),)}, "m1950uuuu"),
        ({"dates": (Date(start="..", end="1950"),)}, "quuuu1950"),
        ({"dates": (Date(start="/1950"),)}, "quuuu1950"),
        ({"dates": (Date(start="-0044"),)}, "b        "),
        ({"dates": (Date(start="0000"),)}, "b        "),
        ({"dates": (Date(start="Y17000"),)}, "nuuuuuuuu"),
        ({"dcmi_type": "Collection", "dates": (Date(start="1914", end="1918"),)}, "i19141918"),
        ({"dcmi_type": "Collection", "dates": (Date(start="1914"),)}, "i19141914"),
        ({"dates": (Date(type="issued", start="1993"), Date(type="copyright", start="1992"))}, "t19931992"),
        ({"dates": (Date(start="1993"), Date(type="copyright", start="1992"))}, "s1993    "),
        ({"dates": (Date(type="captured", start="2010"),)}, "nuuuuuuuu"),
    ],
)
def test_the_dates_of_008(fields: dict[str, Any], expected: str) -> None:
    assert (control(of(**fields), "008") or "")[6:15] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "000000"),
        ({"created": "2011-11-20T09:30:00Z"}, "111120"),
        ({"created": "2011-11-20", "uploaded": "2012-01-01"}, "111120"),
        ({"created": "2011", "uploaded": "2012-01-01"}, "120101"),
        ({"created": "2011-13-40"}, "000000"),
    ],
)
def test_the_day_of_008_is_never_made_up(fields: dict[str, Any], expected: str) -> None:
    assert (control(of(**fields), "008") or "")[:6] == expected


def test_008_as_a_whole() -> None:
    assert control(case("telegram"), "008") == "111120s1950    xx |||||||||||||||||rus|d"


@pytest.mark.parametrize(
    ("updated", "expected"),
    [
        ("2024-05-06T07:08:09Z", "20240506070809.0"),
        ("2024-05-06T01:08:09.75+02:00", "20240505230809.0"),
        ("2024-05-06T07:08Z", None),
        ("2024-05-06", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
    ],
)
def test_005_is_a_full_timestamp(updated: str, expected: str | None) -> None:
    assert control(of(updated=updated), "005") == expected


ORIGINAL = LanguageUse(code="rus", part="original")


TRANSLATION = LanguageUse(code="eng", part="translation")


@pytest.mark.parametrize(
    ("fields", "main", "field"),
    [
        ({}, "|||", []),
        ({"languages": (LanguageUse(code="deu"),)}, "ger", []),
        ({"languages": (LanguageUse(text="German"),)}, "ger", []),
        ({"languages": (LanguageUse(code="zxx"),)}, "zxx", []),
        ({"languages": (LanguageUse(code="und"),)}, "und", []),
        ({"languages": (LanguageUse(code="mul"),)}, "mul", []),
        ({"languages": (ORIGINAL,)}, "rus", []),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="kor"))}, "rus", ["041 __ $a rus $a kor"]),
        ({"languages": (ORIGINAL, TRANSLATION)}, "eng", ["041 1_ $a eng $h rus"]),
        ({"languages": (ORIGINAL, TRANSLATION), "dcmi_type": "Text", "sources": PAPER}, "rus",
         ["041 1_ $a rus $a eng $h rus"]),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="eng", part="summary"))}, "rus",
         ["041 __ $a rus $b eng"]),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="eng", part="transcript"))}, "rus",
         ["041 __ $a rus $a eng"]),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="eng", part="transcript")),
          "dcmi_type": "MovingImage"}, "rus", ["041 __ $a rus $t eng"]),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="kor")), "dcmi_type": "Sound"}, "rus",
         ["041 __ $d rus $d kor"]),
        ({"languages": (LanguageUse(code="cmn"),)}, "chi", []),
        ({"languages": (LanguageUse(code="see"),)}, "|||", ["041 _7 $a see $2 iso639-3"]),
    ],
)  # fmt: skip
def test_languages(fields: dict[str, Any], main: str, field: list[str]) -> None:
    assert (control(of(**fields), "008") or "")[35:38] == main
    assert lines(of(**fields), "041") == field


def test_a_language_in_words_is_a_note() -> None:
    assert lines(of(languages=(LanguageUse(text="Cipher groups"),)), "041", "546") == ["546 __ $a Cipher groups"]
