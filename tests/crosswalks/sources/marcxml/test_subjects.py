"""Subjects, places, classifications: https://www.loc.gov/marc/bibliographic/bd6xx.html, …/bd01x09x.html."""

import pytest

from crosswalks.record import Classification, Note, Place, SecurityMarking, Subject
from tests.crosswalks.sources.reading import marc, marc_record, one


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("650 _0 $aWar$xHistory.", Subject(label="War--History", authority="lcsh")),
        ("650 _2 $aWar$0http://x.org/1", Subject(label="War", authority="mesh", uri="http://x.org/1")),
        ("650 _7 $aWar$2fast$0(OCoLC)fst01", Subject(label="War", authority="fast", uri="http://id.worldcat.org/fast/1")),
        ("650 _4 $aWar", Subject(label="War")),
        ("600 10 $aKim, Il-sŏng,$d1912-1994.",
         Subject(label="Kim, Il-sŏng, 1912-1994", kind="name", authority="lcsh", name_kind="person")),
        ("600 10 $aKim,$d1912-$xDeath", Subject(label="Kim, 1912- --Death", kind="name", authority="lcsh",
                                                 name_kind="person")),
        ("610 20 $aUN.$bCouncil", Subject(label="UN. Council", kind="name", authority="lcsh", name_kind="corporate")),
        ("611 20 $aTalks$d(1950)",
         Subject(label="Talks (1950)", kind="name", authority="lcsh", name_kind="conference")),
        ("600 10 $aKim.$tWorks.$lEnglish", Subject(label="Kim. Works. English", kind="title", authority="lcsh")),
        ("630 00 $aBible.$pGospels", Subject(label="Bible. Gospels", kind="title", authority="lcsh")),
        ("647 _7 $aWar$c(Korea :$d1950)$2fast", Subject(label="War (Korea : 1950)", authority="fast")),
        ("648 _7 $a1950$2fast", Subject(label="1950", kind="time", authority="fast")),
        ("653 __ $awar", Subject(label="war")),
        ("653 _1 $aKim", Subject(label="Kim", kind="name", name_kind="person")),
        ("656 _7 $aEnvoys$2x", Subject(label="Envoys", kind="occupation", authority="x")),
        ("690 __ $alocal", Subject(label="local")),
    ],
)  # fmt: skip
def test_subject(field: str, expected: Subject) -> None:
    found = marc_record(field)
    assert (found.subjects, found.places) == ((expected,), ())


def test_places_and_times_of_a_heading_stand_on_their_own_too() -> None:
    found = marc_record("650 _0 $aWar$zKorea$zSeoul$y1950", "651 _0 $aKorea$xHistory$y1950")
    assert found.subjects == (
        Subject(label="War--Korea--Seoul--1950", authority="lcsh"),
        Subject(label="1950", kind="time"),
        Subject(label="Korea--History--1950", authority="lcsh"),
    )
    assert found.places == (Place(label="Korea--Seoul"), Place(label="Korea", authority="lcsh"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["651 _0 $aKorea$0http://x.org/1"], [Place(label="Korea", authority="lcsh", uri="http://x.org/1")]),
        (["653 _5 $aKorea"], [Place(label="Korea")]),
        (["662 __ $aKorea$cGyeonggi$dSeoul$2tgn"], [Place(label="Korea--Gyeonggi--Seoul", authority="tgn")]),
        (["752 __ $aKorea$dSeoul"], [Place(label="Korea--Seoul")]),
        (["043 __ $aa-kn---"],
         [Place(label="a-kn", authority="marcgac", uri="http://id.loc.gov/vocabulary/geographicAreas/a-kn")]),
        (["034 0_ $dE1254500$eE1254500$fN0390200$gN0390200"], [Place(lat=39.033333, lon=125.75)]),
        (["034 0_ $d+125.75$e+125.75$f-039.5$g-039.5"], [Place(lat=-39.5, lon=125.75)]),
        (["034 0_ $dW125$eE125$fN039$gS039"], [Place(label="W125--E125/N039--S039")]),
        (["034 0_ $dE999$eE999$fN039$gN039"], []),
        (["034 1_ $aa$b50000"], []),
        (["255 __ $c(E 72°--E 148°/N 13°--N 18°)."], [Place(label="E 72°--E 148°/N 13°--N 18°")]),
        (["651 _0 $aP$0http://x.org/1", "034 0_ $dE125$eE125$fN039$gN039$0http://x.org/1"],
         [Place(label="P", authority="lcsh", uri="http://x.org/1", lat=39.0, lon=125.0)]),
    ],
)  # fmt: skip
def test_places(fields: list[str], expected: list[Place]) -> None:
    assert list(marc_record(*fields).places) == expected


def test_scale_and_projection() -> None:
    assert marc_record("255 __ $aScale 1:50,000 ;$bConic proj.").notes == (
        Note(value="Scale 1:50,000", label="Scale"),
        Note(value="Conic proj.", label="Projection"),
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("050 00 $aDS935$b.K5 1950", Classification(value="DS935 .K5 1950", scheme="lcc")),
        ("060 00 $aW 22$bA1", Classification(value="W 22 A1", scheme="nlm")),
        ("070 0_ $aHD1$bL3", Classification(value="HD1 L3", scheme="nal")),
        ("080 __ $a311.3$2ed", Classification(value="311.3", scheme="udc", edition="ed")),
        ("082 04 $a951.9/043$bKim$223", Classification(value="951.9043", scheme="ddc", edition="23")),
        ("084 __ $aNP 6$2rvk", Classification(value="NP 6", scheme="rvk")),
        ("086 0_ $aA 1.1:", Classification(value="A 1.1", scheme="sudocs")),
        ("086 __ $aG74$2ordocs", Classification(value="G74", scheme="ordocs")),
        ("072 _7 $aPOL000000$2bisacsh", Classification(value="POL000000", scheme="bisacsh")),
        ("090 __ $aDS1$bK1", Classification(value="DS1 K1", scheme="lcc")),
        ("092 __ $a951$222", Classification(value="951", scheme="ddc", edition="22")),
        ("099 __ $aBox$a7", Classification(value="Box 7")),
        ("050 00 $aA1$0http://x.org/1", Classification(value="A1", scheme="lcc", uri="http://x.org/1")),
    ],
)
def test_classification(field: str, expected: Classification) -> None:
    assert marc_record(field).classifications == (expected,)


def test_several_numbers_in_one_field() -> None:
    found = marc_record("082 04 $a951$a952$a951$223").classifications
    assert [number.value for number in found] == ["951", "952"]


@pytest.mark.parametrize("field", ["084 __ $aSecret", "099 __ $aTop secret", "084 __ $aC$2security"])
def test_a_security_marking_is_no_classification(field: str) -> None:
    entry = one("marcxml", marc(field))
    assert entry.record.classifications == ()
    assert entry.record.security_markings == (SecurityMarking(level=field[9:].partition("$")[0]),)
    assert any("is a security marking, not a library's" in note for note in entry.notes)
