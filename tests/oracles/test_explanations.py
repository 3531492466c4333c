"""What explains a difference, and what must not: losses and inventions made up to be swallowed, one by one."""

import pytest

from tests.oracles import agreement, kinds
from tests.oracles.kinds import KINDS
from tests.oracles.made_up import MARC, MODS, field, of, reason
from tests.oracles.pairs import Pair

MODS2DC, MARC2DC, MARC2MODS, CATALOGUED = (
    tuple(next(kind for kind in KINDS if kind.name == name).explanations)
    for name in ("mods2dc", "marc2dc", "marc2mods", "utk-dc-mods")
)
RECORDED = MODS.format("<titleInfo><title>War and peace : a study</title></titleInfo><note>Germany, John Smith</note>")
GERMAN = MARC.format('<controlfield tag="008">190430s2019    gw a     b    001 0 ger d</controlfield>')
ADDED = MARC.format(field("700", a="Smith, John"))
CODED = MARC.format(field("700", a="Meier, Uta", e="editor") + field("700", a="Kunz, Ina", e="Verfasser", e4="aut"))
LINKED = MARC.format(field("773", t="Annals", x="0305-7364"))
RIGHTS = MODS.format("<accessCondition>Free to read in Tennessee</accessCondition><note>Kept</note>")
COPIED = MODS.format("<note>&amp;#239;le</note>")


@pytest.mark.parametrize(
    ("made", "explanations"),
    [
        # lost: only the oracle has it
        (of("coverage=St. Louis, Mo.", "title=A"), MODS2DC),
        (of("date=1905", "date=1950", MODS.format("<note>1905</note>")), MODS2DC),
        (of("date=1905", "coverage=Paris"), MODS2DC),
        (of("creator=Smith, John", "title=A", ADDED), MARC2DC),
        (of("identifier=http://a.org/b", "identifier=7", MODS.format("<note>http://a.org/b</note>")), MODS2DC),
        (of("title=War and peace : a study", "title=War", RECORDED), MODS2DC),
        (of("title=Hamlet:", "title=A"), MODS2DC),
        (of("creator=John Smith", "creator=John Brown | subject=Adam Smith"), MODS2DC),
        (of("creator=Smith, John", "creator=Brown, John | subject=Smith, Adam"), MODS2DC),
        (of("title=War", "description=About the war"), MODS2DC),
        (of("title=Lost | title=A &amp; B", "title=A & B"), MODS2DC),
        (of("role=editor", "role=author", CODED), MARC2MODS),
        (of("recordInfo=Whoever", "title=A", ADDED), MARC2MODS),
        (of("place=Paris", "title=A", ADDED), MARC2MODS),
        (of("place=gw", "title=A", GERMAN), MARC2MODS),
        (of("creator=Smith, John", "description=About John Smith", ADDED), MARC2DC),
        (of("type=text", "title=A", GERMAN), MARC2DC),
        (of("relation=Annals", "title=A", LINKED), MARC2DC),
        (of("subject=Smith, John", "title=A", ADDED), MARC2MODS),
        (of("title=A, part 2", "title=A", MARC.format(field("245", a="A", n="part 2"))), MARC2MODS),
        (of("name address=(X)12", "title=A", ADDED), MARC2MODS),
        (of("rights=Free to read and to copy", "description=Kept", RIGHTS), CATALOGUED),
        (of("description=Kept in Tennessee since then", "title=A", RIGHTS), CATALOGUED),
        (of("description=Free in this world", "description=Free in another", RIGHTS), MODS2DC),
    ],
)
def test_a_loss_is_not_explained(made: Pair, explanations: tuple[agreement.Explanation, ...]) -> None:
    assert reason(made, explanations, made.theirs[0], is_ours=False) == ""


@pytest.mark.parametrize(
    ("made", "explanations"),
    [
        (of("date=1905", "date=1950", MODS.format("<note>1905</note>")), MODS2DC),
        (of("", "date=1234-05", RECORDED), MODS2DC),
        (of("", "format=1", RECORDED, "mods2dc/0041"), MODS2DC),
        (of("", "identifier=1", RECORDED, "mods2dc/0041"), MODS2DC),
        (of("", "description=Place of origin: Germany", MODS.format("")), MODS2DC),
        (of("", "description=Place of origin: France", GERMAN), MARC2DC),
        (of("", "type=discography", GERMAN), MARC2DC),
        (of("", "language=fra", GERMAN), MARC2DC),
        (of("", "creator=Smith, Peace", RECORDED), MODS2DC),
        (of("title=War", "title=War and love", RECORDED), MODS2DC),
        (of("coverage=St. Louis, Mo.", "coverage=35.73507"), MODS2DC),
        (of("", "recordInfo=Whoever", GERMAN), MARC2MODS),
        (of("", "title=Untold", RECORDED), MODS2DC),
    ],
)
def test_what_is_made_up_is_not_explained(made: Pair, explanations: tuple[agreement.Explanation, ...]) -> None:
    assert reason(made, explanations, made.ours[0], is_ours=True) == ""


@pytest.mark.parametrize(
    ("made", "explanations", "expected"),
    [
        (of("title=A", "subject=a."), MODS2DC, "elsewhere"),
        (of("publisher=Basel : Karger", "publisher=Karger | description=Basel"), MODS2DC, "longer"),
        (of("language=eng;fra", "language=fra | language=eng"), MODS2DC, "longer"),
        (of("creator=Thomas Mann", "creator=Mann, Thomas"), MODS2DC, "parted_otherwise"),
        (of("date=9999", ""), MODS2DC, "says_nothing"),
        (of("subject=MissionsJesuits", "subject=Jesuits--Missions"), MODS2DC, "run_together"),
        (of("coverage=35.7350696", "coverage=35.73507"), MODS2DC, "rounded"),
        (of("date=1950 | date=1951", "date=1951"), MODS2DC, "one_date"),
        (of("description=&#239;le", "description=ïle", COPIED), MODS2DC, "damaged"),
        (of("relation=0305-7364", "title=A", LINKED), MARC2DC, "of_a_related_item"),
        (of("role=Verfasser", "role=author", CODED), MARC2MODS, "role_beside_a_code"),
        (of("identifier=12 (pbk.)", "identifier=12", MARC.format(field("020", a="12 (pbk.)"))), MARC2MODS,
         "qualifier_of_a_number"),
        (of("title=A, 1744", "title=A", MARC.format(field("245", a="A", f="1744"))), MARC2MODS,
         "dates_and_form_in_a_title"),
        (of("subject=Nature and Environment", "subject=Nature and the Environment"), CATALOGUED, "worded_otherwise"),
        (of("rights=Ask us", "rights=Free to read in Tennessee", RIGHTS), CATALOGUED, "not_in_the_input"),
    ],
)  # fmt: skip
def test_what_explains_that_only_the_oracle_has_a_value(
    made: Pair, explanations: tuple[agreement.Explanation, ...], expected: str
) -> None:
    assert reason(made, explanations, made.theirs[0], is_ours=False) == expected


@pytest.mark.parametrize(
    ("made", "explanations", "expected"),
    [
        (of("", "title=War and peace", RECORDED), MODS2DC, "left_out"),
        (of("", "identifier=0041", name="mods2dc/0041"), MODS2DC, "own_identifier"),
        (of("", "description=Place of origin: Germany", GERMAN), MARC2DC, "code_in_words"),
        (of("", "type=bibliography", GERMAN), MARC2DC, "code_in_words"),
        (of("", "language=deu", GERMAN), MARC2DC, "code_in_words"),
        (of("date=August 12-20, 1950", "date=1950-08"), MODS2DC, "coded_time"),
    ],
)
def test_what_explains_that_only_sheaf_has_a_value(
    made: Pair, explanations: tuple[agreement.Explanation, ...], expected: str
) -> None:
    assert reason(made, explanations, made.ours[0], is_ours=True) == expected


def test_every_explanation_explains_something() -> None:
    used = {(kind.name, name) for kind in KINDS for name in kinds.measured(kind.name).explained}
    known = {each.__name__ for kind in KINDS for each in kind.explanations}
    assert known == {name for _, name in used}
    special = {(kind.name, each.__name__) for kind in KINDS for each in kind.explanations if each not in kinds.LAWS}
    assert special <= used


def _keys(pair: Pair) -> list[tuple[str, str]]:
    """Return what is compared of a pair."""
    return [agreement.key(value) for value in (*pair.theirs, *pair.ours)]


def test_every_normalisation_changes_something() -> None:
    idle = []
    for kind in KINDS:
        changing = {each.__name__: False for each in kind.normalisations}
        for pair in kind.pairs():
            made = pair
            for each in kind.normalisations:
                before, made = made, each(made)
                changing[each.__name__] |= _keys(before) != _keys(made)
        idle += [(kind.name, name) for name, is_used in changing.items() if not is_used]
    assert idle == []
