"""How agreement is measured, and that each normalisation takes away a habit and nothing else; on pairs made up."""

from dataclasses import replace

import pytest

from tests.oracles import agreement, cataloguers, explained, marc, normal, zotero
from tests.oracles.made_up import MARC, field, pair
from tests.oracles.pairs import Pair, Value, words


def measured(made: Pair, *normalisations: agreement.Normalisation) -> agreement.Agreement:
    laws = (explained.elsewhere, explained.longer, explained.parted_otherwise, explained.left_out)
    return agreement.compare([made], normalisations, laws)


def test_words_are_compared_without_case_accents_and_marks() -> None:
    assert words("\u200fÉmile\u00a0: l'ÉDUCATION (1762)") == ["emile", "l", "education", "1762"]
    row = measured(pair("Emile :", "Émile")).rows["title"]
    assert (row.before, row.after) == (0, 1)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (pair("A", "A B", "<mods><note>A B</note></mods>"), "longer"),
        (replace(pair("A"), ours=(Value("subject", "a."),)), "elsewhere"),
        (pair("B A", "A B"), "parted_otherwise"),
        (pair("", "A b", "<mods><note>A B C</note></mods>"), "left_out"),
        (pair("", "A b", "<mods><note>A</note></mods>"), ""),  # made up
        (pair("A", ""), ""),  # lost
        (pair("A", "B"), ""),
    ],
)
def test_what_explains_a_difference(made: Pair, reason: str) -> None:
    found = measured(made)
    assert set(found.explained) == ({reason} if reason else set())
    assert bool(found.unexplained) is not bool(reason)


EDITED = "<name><role><roleTerm>edt</roleTerm></role></name>"
DOI = '<identifier type="doi"/>'
LINKED = (
    '<accessCondition xmlns:x="http://www.w3.org/1999/xlink" x:href="https://creativecommons.org/licenses/by/4.0"/>'
)


@pytest.mark.parametrize(
    ("normalisation", "given", "theirs", "ours", "element"),
    [
        (normal.without_et_al, "", "Mann, Thomaset al", "Mann, Thomas", "creator"),
        (normal.without_display_form, "", "Mann, T. (Mann, T.) (aut)", "Mann, T. (aut)", "contributor"),
        (normal.without_roles, EDITED, "Mann (edt)", "Mann (editor)", "creator"),
        (normal.dates_without_marks, "", "[c1956].", "1956", "date"),
        (normal.languages_by_code, "", "French", "fra", "language"),
        (normal.words_alone, "", "http://a.org/b c", "http://a.org/b%20c", "identifier"),
        (normal.without_identifier_types, DOI, "doi:\u00a010.1/a", "https://doi.org/10.1/a", "identifier"),
        (normal.classification_numbers, '<classification authority="lcc"/>', "Q175", "lcc: Q175", "subject"),
        (normal.without_labels, "", "for adults", "Audience: for adults", "description"),
        (normal.roles_in_words, "", "aut", "author", "role"),
        (zotero.names_in_any_order, "", "Wicker Roger F.", "Roger F. Wicker", "creator"),
        (cataloguers.units_abbreviated, "", "4 x 5 in.", "4 x 5 inches", "format"),
        (normal.rights_by_link, LINKED, "", "http://creativecommons.org/licenses/by/4.0/", "rights"),
        (marc.dewey_once, "", "791.430/973", "791.430973", "subject"),
        (marc.dates_as_edtf, "", "195u", "195X", "dateIssued"),
        (marc.dates_as_edtf, "", "19040514", "1904-05-14", "dateCaptured"),
        (marc.without_links_and_prefixes, "", "ocn123", "123", "identifier"),
    ],
)  # fmt: skip
def test_a_normalisation_makes_a_habit_no_difference(
    normalisation: agreement.Normalisation, given: str, theirs: str, ours: str, element: str
) -> None:
    made = pair(theirs, ours, f'<mods xmlns="http://www.loc.gov/mods/v3">{given}</mods>', element)
    assert measured(made).rows[element].after == 0
    assert measured(made, normalisation).rows[element].after == 1


def test_a_name_is_a_creator_only_where_the_input_says_so() -> None:
    name = "<name><namePart>Mann</namePart><role><roleTerm>{}</roleTerm></role></name>"
    given = f'<mods xmlns="http://www.loc.gov/mods/v3">{name}</mods>'
    for role, element in (("Author", "creator"), ("engraver", "contributor")):
        made = normal.creators_by_role(pair("Mann", "", given.format(role), "contributor"))
        assert made.theirs == (Value(element, "Mann"),)


@pytest.mark.parametrize(
    ("given", "element"),
    [
        (field("700", a="Mann, Thomas"), "contributor"),
        (field("700", a="Mann, Thomas", e="author"), "creator"),
        (field("700", a="Mann, Thomas") + field("100", a="Mann, Thomas"), "creator"),
        (field("600", a="Mann, Thomas"), "creator"),
    ],
)
def test_a_name_is_a_contributor_only_where_the_input_adds_it(given: str, element: str) -> None:
    made = marc.names_by_part(pair("Mann, Thomas", "Mann, Thomas", MARC.format(given), "creator"))
    assert made.theirs == (Value(element, "Mann, Thomas"),)
