"""Type, genre, language, form and extent: https://www.loc.gov/marc/bibliographic/bdleader.html, …/bd008.html."""

import pytest

from crosswalks.record import Genre, LanguageUse, Physical
from tests.crosswalks.sources.reading import marc_record


def fixed(**places: str) -> str:
    """Return a field 008 with codes at the places given, such as `p33="d"`; all else is not coded."""
    value = list("100102s1950    xx |||||||||||||||||||| d")
    for place, code in places.items():
        at = int(place[1:])
        value[at : at + len(code)] = code
    return "008 " + "".join(value)


def leader(kind: str, level: str = "m") -> str:
    return f"00000n{kind}{level} a2200000 u 4500"


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("a", "", "Text"), ("t", "", "Text"), ("c", "", "Text"), ("e", "", "Image"), ("g", "", "MovingImage"),
        ("g", "s", "StillImage"), ("g", "v", "MovingImage"), ("k", "", "StillImage"), ("k", "m", "MovingImage"),
        ("i", "", "Sound"), ("j", "", "Sound"), ("m", "", "Software"), ("p", "", "Collection"),
        ("r", "", "PhysicalObject"), ("o", "", ""), ("z", "", ""),
    ],
)  # fmt: skip
def test_dcmi_type(kind: str, code: str, expected: str) -> None:
    assert marc_record(fixed(p33=code) if code else "001 1", leader=leader(kind)).dcmi_type == expected


@pytest.mark.parametrize(("code", "expected"), [("a", "Dataset"), ("d", "Text"), ("b", "Software"), ("|", "Software")])
def test_dcmi_type_of_computer_files(code: str, expected: str) -> None:
    assert marc_record(fixed(p26=code), leader=leader("m")).dcmi_type == expected


def test_a_collection_keeps_its_type_as_a_genre() -> None:
    found = marc_record(leader=leader("k", "c"))
    assert (found.dcmi_type, found.genres) == ("Collection", (Genre(label="StillImage"),))


@pytest.mark.parametrize(
    ("kind", "level", "place", "code", "label"),
    [
        ("a", "m", "p24", "d", "dictionary"), ("a", "m", "p27", "b", "bibliography"), ("a", "m", "p33", "p", "poetry"),
        ("a", "m", "p34", "a", "autobiography"), ("a", "m", "p29", "1", "conference publication"),
        ("a", "s", "p21", "n", "newspaper"), ("a", "i", "p21", "w", "web site"), ("e", "m", "p25", "e", "atlas"),
        ("g", "m", "p33", "v", "videorecording"), ("m", "m", "p26", "g", "game"), ("i", "m", "p30", "t", "interview"),
    ],
)  # fmt: skip
def test_coded_genre(kind: str, level: str, place: str, code: str, label: str) -> None:
    found = marc_record(fixed(**{place: code}), leader=leader(kind, level))
    assert Genre(label=label, authority="marcgt") in found.genres


@pytest.mark.parametrize(("kind", "level"), [("a", "s"), ("j", "m"), ("p", "c"), ("z", "m")])
def test_a_code_means_nothing_for_other_material(kind: str, level: str) -> None:
    assert not [genre for genre in marc_record(fixed(p33="p"), leader=leader(kind, level)).genres if genre.authority]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("655 _7 $atelegrams.$2aat$0http://x.org/1", Genre(label="telegrams", authority="aat", uri="http://x.org/1")),
        ("655 _0 $aLetters$zKorea$y1950", Genre(label="Letters--Korea--1950", authority="lcsh")),
        ("655 _4 $aLetters", Genre(label="Letters")),
        ("653 _6 $aletters", Genre(label="letters")),
        ("336 __ $aperformed music$bprm$2rdacontent", Genre(label="performed music", authority="rdacontent")),
        ("245 00 $aT,$kletters", Genre(label="letters")),
    ],
)
def test_genre(field: str, expected: Genre) -> None:
    assert marc_record(field).genres == (expected,)


def test_a_type_of_content_that_the_leader_tells_is_no_genre() -> None:
    assert marc_record("336 __ $atext$btxt$2rdacontent").genres == ()


def use(code: str, part: str = "") -> LanguageUse:
    return LanguageUse(code=code, part=part)


@pytest.mark.parametrize(
    ("main", "fields", "expected"),
    [
        ("eng", [], [use("eng")]),
        ("ger", ["041 0_ $aeng$ager"], [use("deu"), use("eng")]),
        ("eng", ["041 0_ $aengrus"], [use("eng"), use("rus")]),
        ("eng", ["041 1_ $aeng$hrus"], [use("eng", "translation"), use("rus", "original")]),
        ("rus", ["041 1_ $aeng$hrus"], [use("rus", "original"), use("eng", "translation")]),
        ("eng", ["041 __ $aeng$hrus"], [use("eng", "translation"), use("rus", "original")]),
        ("eng", ["041 1_ $aeng$arus$hrus"], [use("eng", "translation"), use("rus", "original")]),
        ("eng", ["041 0_ $aeng$bfre"], [use("eng"), use("fra", "summary")]),
        ("mul", ["041 0_ $aeng$arus"], [use("eng"), use("rus")]),
        ("mul", [], [use("mul")]),
        ("zxx", [], [use("zxx")]),
        ("scr", [], [use("hrv")]),
        ("gae", [], [use("gla")]),
        ("|||", ["041 07 $aen$2iso639-1"], [use("eng")]),
        ("   ", ["041 0_ $aRussian"], [use("rus")]),
        ("###", ["041 0_ $aqqx"], [LanguageUse(text="qqx")]),
        ("   ", ["041 0_ $aqqxqqx"], [LanguageUse(text="qqxqqx")]),
    ],
)  # fmt: skip
def test_languages(main: str, fields: list[str], expected: list[LanguageUse]) -> None:
    assert list(marc_record(fixed(p35=main), *fields).languages) == expected


def test_an_008_that_ends_early_tells_no_language() -> None:
    assert marc_record("008 100102s1950    xx eng").languages == ()


def test_extents_forms_and_media_types() -> None:
    found = marc_record(
        "245 00 $aT$h[microform] /", "300 __ $axii, 345 p. :$bill. ;$c23 cm. +$e1 map", "300 __ $3Letters:$a5$fboxes",
        "337 __ $amicroform", "338 __ $amicrofiche$bhe$2rdacarrier", "340 __ $apaper", "856 40 $uhttp://x.org$qimage/TIFF",
        "007 he", fixed(p23="b"),
    )  # fmt: skip
    assert found.physical == Physical(
        extents=("xii, 345 p. : ill. ; 23 cm. + 1 map", "Letters: 5 boxes"),
        forms=("microform", "microfiche", "paper"),
        media_types=("image/tiff",),
    )


@pytest.mark.parametrize(("written", "codes"), [("ger", ["deu"]), ("ng|", []), ("|||", []), ("en ", ["eng"])])
def test_language_of_008_is_a_code_in_letters(written: str, codes: list[str]) -> None:
    found = marc_record(f"008 100102s1950    xx |||||||||||||||||{written} d")
    assert [use.code for use in found.languages] == codes


@pytest.mark.parametrize(
    ("leader", "code", "found"),
    [("am", "f", True), ("as", "i", True), ("gm", "z", True), ("am", " ", False), ("jm", "f", False)],
)
def test_what_a_government_published_is_of_that_genre(leader: str, code: str, found: bool) -> None:
    record = marc_record(fixed(p28=code), leader=f"00000n{leader} a2200000 u 4500")
    assert ("government publication" in [genre.label for genre in record.genres]) is found
