"""originInfo -> dates, publishers and notes."""

import pytest

from crosswalks.record import (
    Agent,
    Date,
    Note,
)
from tests.crosswalks.sources.reading import mods_record


def origin(inner: str, attributes: str = "") -> tuple[Date, ...]:
    return mods_record(f"<originInfo {attributes}>{inner}</originInfo>").dates


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<dateCreated encoding="w3cdtf" keyDate="yes">1950-01-19</dateCreated>', Date(start="1950-01-19", key=True)),
        ("<dateCreated>January 19, 1950</dateCreated>", Date(start="1950-01-19", display="January 19, 1950")),
        ("<dateIssued>1950</dateIssued>", Date(type="issued", start="1950")),
        (
            "<copyrightDate>c1950</copyrightDate>",
            Date(type="copyright", start="1950", display="c1950", qualifier="approximate"),
        ),
        ("<dateCaptured>2011</dateCaptured>", Date(type="captured", start="2011")),
        ("<dateValid>2011</dateValid>", Date(type="valid", start="2011")),
        ("<dateModified>2011</dateModified>", Date(type="modified", start="2011")),
        ("<dateOther>2011</dateOther>", Date(type="other", start="2011")),
        ('<dateOther type="Received">2011</dateOther>', Date(type="received", start="2011")),
        ('<dateOther type="unheard of">2011</dateOther>', Date(type="other", start="2011")),
        ('<dateCreated encoding="edtf">1950/1953</dateCreated>', Date(start="1950", end="1953")),
        ('<dateCreated encoding="edtf">not edtf</dateCreated>', Date(display="not edtf")),
        ('<dateCreated qualifier="inferred">1950</dateCreated>', Date(start="1950", qualifier="inferred")),
        ("<dateCreated>undated</dateCreated>", Date(display="undated")),
        ("<displayDate>spring, perhaps</displayDate>", Date(type="other", display="spring, perhaps")),
    ],
)
def test_date(inner, expected):
    assert origin(inner) == (expected,)


def test_points_and_words_of_one_range_are_one_date():
    made = origin(
        "<dateCreated>[1925-1967?]</dateCreated>"
        '<dateCreated encoding="edtf" keyDate="yes" point="start" qualifier="inferred">1925</dateCreated>'
        '<dateCreated encoding="edtf" keyDate="yes" point="end">1967</dateCreated>'
    )
    assert made == (Date(display="[1925-1967?]", start="1925", end="1967", qualifier="inferred", key=True),)


def test_displayed_date_goes_to_the_date_of_its_event():
    made = origin('<dateCreated encoding="w3cdtf">1950-01</dateCreated><displayDate>early 1950</displayDate>')
    assert made == (Date(start="1950-01", display="early 1950"),)


def test_two_dates_of_a_kind_stay_two():
    made = origin("<dateIssued>1950</dateIssued><dateIssued>1951</dateIssued>")
    assert [date.start for date in made] == ["1950", "1951"]


def test_upload_is_kept_on_its_own():
    found = mods_record('<originInfo><dateOther type="uploaded">2011-11-20</dateOther></originInfo>')
    assert (found.uploaded, found.dates) == ("2011-11-20", ())


def test_publisher_place_and_edition():
    found = mods_record(
        '<originInfo><place><placeTerm type="code">ru</placeTerm><placeTerm type="text">Moscow</placeTerm></place>'
        "<publisher>Nauka</publisher><edition>2nd</edition><frequency>weekly</frequency></originInfo>"
    )
    assert found.agents == (Agent(name="Nauka", relation="publisher"),)
    assert found.notes == (
        Note(value="Moscow", label="Place of origin"),
        Note(value="2nd", label="Edition"),
        Note(value="weekly", label="Frequency"),
    )
    assert found.places == ()


OPEN_END = (
    '<originInfo><dateIssued encoding="marc" point="start">1950</dateIssued>'
    '<dateIssued encoding="marc" point="end">9999</dateIssued></originInfo>'
)


def test_the_marc_year_for_until_now_is_an_open_end():
    assert mods_record(OPEN_END).dates == (Date(type="issued", start="1950", end=".."),)
    written = mods_record(OPEN_END.replace(' encoding="marc"', "")).dates
    assert written == (Date(type="issued", start="1950", end="9999"),)


def test_the_marc_year_for_until_now_alone_is_no_date():
    assert mods_record('<originInfo><dateIssued encoding="marc">9999</dateIssued></originInfo>').dates == ()


@pytest.mark.parametrize(
    ("places", "notes"),
    [
        (["<placeTerm type='code' authority='marccountry'>nyu</placeTerm>"], ["New York (State)"]),
        (["<placeTerm type='code' authority='marccountry'>xx</placeTerm>"], []),
        (["<placeTerm type='code' authority='iso3166'>DE-BE</placeTerm>"], ["DE-BE"]),
        (
            ["<placeTerm type='code' authority='marccountry'>enk</placeTerm>", "<placeTerm>London :</placeTerm>"],
            ["England", "London"],
        ),
        (["<placeTerm type='code' authority='marccountry'>enk</placeTerm><placeTerm>Bath</placeTerm>"], ["Bath"]),
        (["<placeTerm type='code' authority='marccountry'>pol</placeTerm>"], ["pol"]),
        (
            ["<placeTerm type='code' authority='marccountry'>http://id.loc.gov/vocabulary/countries/nyu</placeTerm>"],
            ["New York (State)"],
        ),
        (["<placeTerm>:</placeTerm>"], []),
    ],
)
def test_place_of_origin_is_said_in_words(places, notes):
    inner = "".join(f"<place>{place}</place>" for place in places)
    found = mods_record(f"<originInfo>{inner}</originInfo>").notes
    assert found == tuple(Note(value=value, label="Place of origin") for value in notes)


def test_publisher_loses_the_comma_before_the_date():
    assert mods_record("<originInfo><publisher>Knopf,</publisher></originInfo>").agents[0].name == "Knopf"


HOST = "<relatedItem type='{}'><originInfo><dateIssued>1994</dateIssued></originInfo>{}</relatedItem>"
ISSUE = "<part><detail type='volume'><number>2</number></detail><date>1999</date></part>"
PAGES = "<part><extent unit='page'><start>23</start></extent></part>"


@pytest.mark.parametrize(
    ("inner", "dates"),
    [
        (HOST.format("host", ISSUE), (Date(type="issued", start="1999"),)),
        (HOST.format("host", PAGES), (Date(type="issued", start="1994"),)),
        (HOST.format("host", ""), ()),  # a collection, which has dates of its own
        (HOST.format("host", "<part><detail type='box'><number>3</number></detail></part>"), ()),
        (HOST.replace("dateIssued", "dateCreated").format("host", PAGES), ()),
        (HOST.format("series", ISSUE), ()),
        (
            f"<originInfo><dateCreated>1990</dateCreated></originInfo>{HOST.format('host', ISSUE)}",
            (Date(start="1990"),),
        ),
    ],
)
def test_part_of_a_publication_without_a_date_has_that_of_the_publication(inner, dates):
    assert mods_record(inner).dates == dates
