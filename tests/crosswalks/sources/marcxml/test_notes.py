"""Notes, summaries and funding: https://www.loc.gov/marc/bibliographic/bd5xx.html."""

import pytest

from crosswalks import marc as tables
from crosswalks.record import Abstract, Funding, Note
from tests.crosswalks.sources.reading import marc, marc_record, one


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("500 __ $3Letters:$aA note.$5DLC", Note(value="Letters: A note.")),
        ("501 __ $aWith: B", Note(value="With: B", type="with")),
        ("502 __ $aThesis", Note(value="Thesis", type="thesis")),
        ("502 __ $bPh.D.$cYale$d1950", Note(value="Ph.D. Yale 1950", type="thesis")),
        ("504 __ $ap. 5", Note(value="p. 5", type="bibliography")),
        ("505 00 $tA /$rme --$tB", Note(value="A / me -- B", type="table of contents")),
        ("508 __ $aA", Note(value="A", type="creation/production credits")),
        ("510 4_ $aA,$c5$x1234-5678", Note(value="A, 5 1234-5678", type="citation/reference")),
        ("511 0_ $aA", Note(value="A", type="performers")),
        ("515 __ $aA", Note(value="A", type="numbering")),
        ("518 __ $d1950", Note(value="1950", type="date")),
        ("518 __ $aSeoul", Note(value="Seoul", type="venue")),
        ("520 4_ $aA", Note(value="A", label="Content advice")),
        ("521 __ $aA", Note(value="A", label="Audience")),
        ("524 __ $aA", Note(value="A", type="preferred citation")),
        ("530 __ $aA$uhttp://x.org", Note(value="A http://x.org", type="additional physical form")),
        ("533 __ $aMicrofilm.$bSeoul", Note(value="Microfilm. Seoul", type="reproduction")),
        ("535 2_ $aNARA", Note(value="NARA", label="Location of duplicates")),
        ("538 __ $aA", Note(value="A", type="system details")),
        ("541 __ $aA", Note(value="A", type="acquisition")),
        ("545 __ $aA", Note(value="A", type="biographical/historical")),
        ("546 __ $aA$bHangul", Note(value="A Hangul", type="language")),
        ("555 __ $aA", Note(value="A", label="Finding aid")),
        ("561 __ $aA", Note(value="A", type="ownership")),
        ("562 __ $c2nd", Note(value="2nd", type="version identification")),
        ("581 __ $aA", Note(value="A", type="publications")),
        ("583 __ $aA$xsecret$zopen", Note(value="A open", type="action")),
        ("585 __ $aA", Note(value="A", type="exhibitions")),
        ("588 __ $aA", Note(value="A", label="Source of description")),
        ("590 __ $aA", Note(value="A")),
        ("362 0_ $aVol. 1-", Note(value="Vol. 1-", type="date/sequential designation")),
        ("245 00 $cby me.", Note(value="by me", type="statement of responsibility")),
    ],
)
def test_note(field: str, expected: Note) -> None:
    assert marc_record(field).notes == (expected,)


def test_every_type_of_note_that_has_a_tag_of_its_own_comes_from_it() -> None:
    elsewhere = {"restriction", "funding", "original location", "original version", "date", "handwritten"}
    for kind, place in tables.NOTES.items():
        if place.tag.startswith("5") and kind not in elsewhere:
            field = f"{place.tag} {place.ind1}{place.ind2}".replace(" ", "_").replace("_", " ", 1) + f" ${place.code}A"
            assert [note.type for note in marc_record(field).notes] == [kind], field


@pytest.mark.parametrize("tag", ["541", "561", "583"])
def test_what_is_marked_as_private_is_left_out_and_noted(tag: str) -> None:
    entry = one("marcxml", marc(f"{tag} 0_ $aA", f"{tag} 1_ $aB"))
    assert [note.value for note in entry.record.notes] == ["B"]
    assert "A field marked as private was left out (once)." in entry.notes


@pytest.mark.parametrize("field", ["591 __ $aA", "599 __ $aA", "500 __ $5DLC", "500 __ $wA"])
def test_what_is_for_the_staff_only_is_no_note(field: str) -> None:
    assert marc_record(field).notes == ()


def test_abstracts() -> None:
    found = marc_record("520 3_ $aA.$bMore.", "520 __ $aB")
    assert found.abstracts == (Abstract(value="A. More."), Abstract(value="B"))
    assert found.notes == ()


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("536 __ $aPaid by A.", Funding(note_text="Paid by A.")),
        ("536 __ $aA$bN1$cG2$fP", Funding(note_text="A; N1; P", award="G2")),
        ("536 __ $aA$bN1", Funding(note_text="A", award="N1")),
        ("536 __ $aA$0https://ror.org/1", Funding(note_text="A", funder_uri="https://ror.org/1")),
    ],
)
def test_funding(field: str, expected: Funding) -> None:
    assert marc_record(field).funding == (expected,)


def test_arrangement_of_papers_is_a_note() -> None:
    assert marc_record("351 __ $3Records$cSeries;$bArranged by form of material.").notes == (
        Note(value="Records: Series; Arranged by form of material.", label="Arrangement"),
    )


def test_who_is_responsible_is_told_in_the_other_script_too() -> None:
    notes = marc_record("245 00 $6880-01$aBook /$cby Mann.", "880 00 $6245-01/$1$a書 /$cマン著.").notes
    assert notes == tuple(Note(value=value, type="statement of responsibility") for value in ("by Mann", "マン著"))


@pytest.mark.parametrize(
    ("field", "label"),
    [("254 __ $aFull score.", "Musical presentation"), ("256 __ $aData (2 files).", "File characteristics")],
)
def test_what_a_score_or_a_file_is_like_is_a_note(field: str, label: str) -> None:
    assert marc_record(field).notes == (Note(value=field.partition("$a")[2], label=label),)
