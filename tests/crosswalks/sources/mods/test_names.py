"""titleInfo and name -> titles and agents."""

import pytest

from crosswalks.formats import wording
from crosswalks.record import (
    Agent,
    Note,
    Title,
)
from tests.crosswalks.sources.reading import mods_record


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<title>A</title>", Title(value="A")),
        ("<nonSort>The </nonSort><title>A</title><subTitle>B</subTitle>", Title(value="A", non_sort="The", sub="B")),
        (
            "<title>A</title><partNumber>1</partNumber><partName>N</partName>",
            Title(value="A", part_no="1", part_name="N"),
        ),
        ('<title xml:lang="ru">Ф</title>', Title(value="Ф", lang="rus")),
        ("<subTitle>only</subTitle>", Title(value="only")),
        ("<partNumber>Vol. 2</partNumber><partName>N</partName>", Title(value="Vol. 2", part_name="N")),
    ],
)
def test_title(inner, expected):
    assert mods_record(f"<titleInfo>{inner}</titleInfo>").titles == (expected,)


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ("", "main"),
        ('usage="primary"', "main"),
        ('type="alternative"', "alternative"),
        ('type="abbreviated"', "alternative"),
        ('type="translated"', "translated"),
        ('type="uniform"', "uniform"),
        ('supplied="yes"', "supplied"),
        ('otherType="spine"', "alternative"),
    ],
)
def test_kind_of_title(attributes, kind):
    assert mods_record(f"<titleInfo {attributes}><title>A</title></titleInfo>").titles[0].type == kind


FULL_NAME = (
    '<namePart type="given">Il Sung</namePart><namePart type="family">Kim</namePart>'
    '<namePart type="termsOfAddress">Marshal</namePart><namePart type="date">1912-1994</namePart>'
)


def named(parts: str, attributes: str = "") -> Agent:
    (agent,) = mods_record(f"<name {attributes}>{parts}</name>").agents
    return agent


@pytest.mark.parametrize(
    ("parts", "kind", "name", "dates"),
    [
        ("<namePart>Kim, Il Sung</namePart>", "personal", "Kim, Il Sung", ""),
        (
            FULL_NAME,
            "personal",
            "Kim, Il Sung, Marshal",
            "1912-1994",
        ),
        ("<namePart>USSR</namePart><namePart>Embassy</namePart>", "corporate", "USSR. Embassy", ""),
        ("<namePart>Ivan</namePart><namePart>Petrov</namePart>", "personal", "Ivan Petrov", ""),
        ("<displayForm>A. Gromyko</displayForm>", "personal", "A. Gromyko", ""),
    ],
)
def test_name_is_joined(parts, kind, name, dates):
    agent = named(parts, f'type="{kind}"')
    assert (agent.name, agent.dates) == (name, dates)
    assert agent.kind == {"personal": "person", "corporate": "corporate"}[kind]


ROLE = "<namePart>A</namePart><role>{}</role>"


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ('<roleTerm type="code" authority="marcrelator">aut</roleTerm>', ("aut", "creator")),
        ('<roleTerm type="text">Author</roleTerm>', ("aut", "creator")),
        ('<roleTerm type="text">creator</roleTerm>', ("", "creator")),
        ('<roleTerm valueURI="http://id.loc.gov/vocabulary/relators/ive">Narrator!</roleTerm>', ("ive", "contributor")),
        ('<roleTerm type="code">rcp</roleTerm><roleTerm type="text">addressee</roleTerm>', ("rcp", "contributor")),
        ('<roleTerm type="code">rcp</roleTerm><roleTerm type="text">creator</roleTerm>', ("rcp", "creator")),
        ("<roleTerm>contributor</roleTerm>", ("", "contributor")),
        ("<roleTerm>chief cook</roleTerm>", ("chief cook", "contributor")),
        ("<roleTerm>sponsoring body,</roleTerm>", ("sponsoring body", "contributor")),
        ("<roleTerm>editor,</roleTerm>", ("edt", "contributor")),
        ("<roleTerm>author of introduction, etc.</roleTerm>", ("aui", "contributor")),
        ("<roleTerm>,</roleTerm>", ("", "contributor")),
        ("<roleTerm>publisher</roleTerm>", ("pbl", "publisher")),
        ("<roleTerm>cph</roleTerm>", ("", "rights_holder")),
        ("<roleTerm>fnd</roleTerm>", ("", "funder")),
        ("<roleTerm>depicted</roleTerm>", ("dpc", "associated")),
        ("<roleTerm/>", ("", "contributor")),
    ],
)
def test_role(role, expected):
    agent = named(ROLE.format(role))
    assert (agent.role, agent.relation) == expected


def test_primary_name_without_a_role_is_the_creator():
    assert named("<namePart>A</namePart>", 'usage="primary"').relation == "creator"


def test_name_with_two_roles_is_there_twice():
    agents = mods_record(
        "<name><namePart>A</namePart><role><roleTerm>author</roleTerm></role>"
        "<role><roleTerm>editor</roleTerm></role></name>"
    ).agents
    assert [(agent.role, agent.relation) for agent in agents] == [("aut", "creator"), ("edt", "contributor")]


def test_creator_in_a_capacity_is_one_name():
    parts = "<role><roleTerm>addressee</roleTerm></role><role><roleTerm>creator</roleTerm></role>"
    agent = named(f"<namePart>A</namePart>{parts}")
    assert (agent.role, agent.relation) == ("rcp", "creator")


def test_addresses_of_a_name():
    agent = named(
        "<namePart>A</namePart><nameIdentifier>https://orcid.org/0000-0001</nameIdentifier>"
        "<nameIdentifier>12</nameIdentifier>",
        'valueURI="http://id.loc.gov/authorities/names/n1"',
    )
    assert agent.uris == ("http://id.loc.gov/authorities/names/n1", "https://orcid.org/0000-0001")


def test_displayed_form_that_says_more_is_a_note():
    notes = mods_record("<name><namePart>Kay, J.</namePart><displayForm>By J. Kay, barber</displayForm></name>").notes
    assert notes == (Note(value="By J. Kay, barber", label="Name as displayed"),)


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Smith, John", "Smith, John"),
        ("John Smith", "John Smith"),
        ("Smith, John, 1900-1980", "Smith, John, 1900-1980"),
        ("Sir", "Sir, Smith, John"),
    ],
)
def test_a_name_that_stands_beside_its_parts_is_said_once(plain, expected):
    parts = '<namePart type="family">Smith</namePart><namePart type="given">John</namePart>'
    assert named(f"<namePart>{plain}</namePart>{parts}").name == expected


@pytest.mark.parametrize(
    ("parts", "name", "dates"),
    [
        ("<namePart>Milstein, Nathan,</namePart><namePart type='date'>1903-,</namePart>", "Milstein, Nathan", "1903-"),
        ("<namePart>Joseph</namePart><namePart type='termsOfAddress'>I</namePart>", "Joseph I", ""),
        ("<namePart>Jo</namePart><namePart type='termsOfAddress'>I,</namePart><namePart>Sr</namePart>", "Jo Sr I", ""),
        ("<namePart>Smith, John</namePart><namePart type='termsOfAddress'>III</namePart>", "Smith, John, III", ""),
    ],
)
def test_parts_of_a_name_lose_the_comma_that_announced_the_next(parts, name, dates):
    agent = named(parts)
    assert (agent.name, agent.dates) == (name, dates)


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        ("<title>Interview with Kim :</title><partNumber>25</partNumber>", "Interview with Kim. 25"),
        ("<title>Works /</title>", "Works"),
        ("<title>Poems :</title><subTitle>a selection /</subTitle>", "Poems: a selection"),
        ("<title>:</title><subTitle>:</subTitle><partNumber>.</partNumber>", "."),
        ("<title>What next?</title>", "What next?"),
        ("<title>AC/DC and/</title>", "AC/DC and/"),
        ("<title>http://a.org/:</title>", "http://a.org/:"),
    ],
)
def test_parts_of_a_title_lose_the_mark_that_announced_the_next(inner, line):
    assert wording.title(mods_record(f"<titleInfo>{inner}</titleInfo>").titles[0]) == line
