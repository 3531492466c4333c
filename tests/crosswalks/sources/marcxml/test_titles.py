"""Titles: https://www.loc.gov/marc/bibliographic/bd20x24x.html."""

import pytest

from crosswalks.record import Note, Title
from tests.crosswalks.sources.reading import marc, marc_record, one


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("245 14 $aThe book :$ba tale /$cby me.", Title(value="book", non_sort="The", sub="a tale")),
        ("245 12 $aL'amour.", Title(value="amour", non_sort="L'")),
        ("245 00 $aBook.$nPart 2,$pThe rest /$cme.", Title(value="Book", part_no="Part 2", part_name="The rest")),
        ("245 00 $nPart 2", Title(value="Part 2")),
        ("245 00 $bRest", Title(value="Rest")),
        ("245 00 $kLetters,$f1950", Title(value="Letters")),
        ("130 4_ $aThe book.$lEnglish.$k1950", Title(value="book. English. 1950", non_sort="The", type="uniform")),
        ("240 10 $aWorks.$kSelections$f1990", Title(value="Works. Selections 1990", type="uniform")),
        ("242 14 $aThe word.$yeng", Title(value="word", non_sort="The", type="translated", lang="eng")),
        ("246 13 $iCover:$aOther :$bmore", Title(value="Other", sub="more", type="alternative")),
        ("246 11 $aMot", Title(value="Mot", type="translated")),
        ("246 1_ $aA = B", Title(value="A = B", type="alternative")),
        ("247 10 $aFormer$f1950-", Title(value="Former", type="alternative")),
        ("222 _0 $aAnnals$b(Online)", Title(value="Annals (Online)", type="alternative")),
        ("245 00 $a\u200fكتاب :\u200f$b\u200fبيان /\u200f", Title(value="كتاب", sub="بيان")),
        ("245 00 $a\u202bכותר :\u202c$bעוד", Title(value="כותר", sub="עוד")),
        ("245 00 $aTitle \u202bכותר\u202c", Title(value="Title \u202bכותר\u202c")),
        ("210 0_ $aJ. abbr.", Title(value="J. abbr", type="alternative")),
        ("222 _4 $aThe key", Title(value="key", non_sort="The", type="alternative")),
        ("740 0_ $aAlso", Title(value="Also", type="alternative")),
        ("245 00 $a\x98Die \x9cZeit", Title(value="Zeit", non_sort="Die")),
        ("500 __ $a\x98Die \x9cZeit", None),
    ],
)
def test_title(field: str, expected: Title | None) -> None:
    assert marc_record(field).titles == ((expected,) if expected else ())


def test_marks_of_what_does_not_sort_leave_no_trace_elsewhere() -> None:
    assert marc_record("500 __ $aIn \x98die \x9cZeit").notes == (Note(value="In die Zeit"),)


@pytest.mark.parametrize("count", ["3", "9"])
def test_an_indicator_that_ends_within_a_word_is_passed_over_and_noted(count: str) -> None:
    entry = one("marcxml", marc(f"245 1{count} $aHistory"))
    assert entry.record.titles == (Title(value="History"),)
    assert any("which is not where a word begins in 'History'" in note for note in entry.notes)


@pytest.mark.parametrize("field", ["245 00 $aWord :$bslow = Mot : lent", "245 00 $aWord :$bslow =$bMot : lent"])
def test_parallel_titles_stand_behind_an_equals_sign(field: str) -> None:
    found = marc_record(field, "246 31 $aMot : lent").titles
    assert found == (Title(value="Word", sub="slow"), Title(value="Mot : lent", type="translated"))


def test_the_same_title_is_there_once_but_for_the_uniform_one() -> None:
    found = marc_record("245 00 $aWord", "246 3_ $aWord", "740 0_ $aWord", "240 10 $aWord").titles
    assert found == (Title(value="Word"), Title(value="Word", type="uniform"))


def test_an_analytical_title_is_no_title_of_the_document() -> None:
    assert marc_record("740 02 $aPart").titles == ()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Title /", "Title"), ("Title :", "Title"), ("Title.", "Title"), ("Title ...", "Title ..."),
        ("Smith & Co.", "Smith & Co."), ("by J. R.", "by J. R."), ("A, B, etc.", "A, B, etc."), ("U.S.", "U.S."),
        ('He said "no."', 'He said "no."'), ("(Paris, France).", "(Paris, France)"), ("Title. /", "Title"),
        ("Čola Lomtʻatʻiże.", "Čola Lomtʻatʻiże"), ("23 cm.", "23 cm"), ("345 p.", "345 p."), (".", ""),
    ],
)  # fmt: skip
def test_only_punctuation_that_ends_a_subfield_goes(written: str, kept: str) -> None:
    assert [title.value for title in marc_record(f"245 00 $a{written}").titles] == ([kept] if kept else [])


def test_parallel_title_may_bring_its_equals_sign_along() -> None:
    titles = marc_record("245 00 $aSlovo$b= Word = Wort").titles
    assert [(title.value, title.type) for title in titles] == [
        ("Slovo", "main"),
        ("Word", "translated"),
        ("Wort", "translated"),
    ]
