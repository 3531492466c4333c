"""subject -> subjects, places, times."""

import pytest

from crosswalks.record import (
    Date,
    Note,
    Place,
    Subject,
)
from tests.crosswalks.sources.reading import mods_record


@pytest.mark.parametrize(
    ("inner", "subjects", "places"),
    [
        ("<topic>War</topic>", (Subject(label="War"),), ()),
        (
            '<topic authority="lcsh" valueURI="http://x.org/1">War</topic>',
            (Subject(label="War", authority="lcsh", uri="http://x.org/1"),),
            (),
        ),
        (
            '<name type="corporate"><namePart>UN</namePart></name>',
            (Subject(label="UN", kind="name", name_kind="corporate"),),
            (),
        ),
        (
            '<name><namePart>Kim</namePart><namePart type="date">1912-1994</namePart></name>',
            (Subject(label="Kim, 1912-1994", kind="name"),),
            (),
        ),
        (
            "<titleInfo><nonSort>The</nonSort><title>Times</title></titleInfo>",
            (Subject(label="The Times", kind="title"),),
            (),
        ),
        ("<occupation>Spy</occupation>", (Subject(label="Spy", kind="occupation"),), ()),
        ("<genre>Maps</genre>", (Subject(label="Maps", kind="genre"),), ()),
        ("<temporal>20th century</temporal>", (Subject(label="20th century", kind="time"),), ()),
        ("<geographic>Korea (North)</geographic>", (), (Place(label="Korea (North)"),)),
        (
            "<geographicCode authority='marcgac'>n-us-tn</geographicCode>",
            (),
            (Place(label="n-us-tn", authority="marcgac"),),
        ),
        (
            "<hierarchicalGeographic><country>US</country><state>TN</state></hierarchicalGeographic>",
            (),
            (Place(label="US--TN"),),
        ),
        ("<cartographics><coordinates>35.6, -83.5</coordinates></cartographics>", (), (Place(lat=35.6, lon=-83.5),)),
        (
            "<geographic>Park</geographic><cartographics><coordinates>35.6, -83.5</coordinates></cartographics>",
            (),
            (Place(label="Park", lat=35.6, lon=-83.5),),
        ),
        ("<cartographics><coordinates>W 10--E 20</coordinates></cartographics>", (), (Place(label="W 10--E 20"),)),
        ("<cartographics><coordinates>135.6, -83.5</coordinates></cartographics>", (), (Place(label="135.6, -83.5"),)),
        (
            "<topic>War</topic><geographic>Korea</geographic><temporal>1950-1953</temporal>",
            (Subject(label="War--Korea--1950-1953"), Subject(label="1950-1953", kind="time")),
            (Place(label="Korea"),),
        ),
        ("<topic>War</topic><topic>Peace</topic>", (Subject(label="War--Peace"),), ()),
    ],
)
def test_subject(inner, subjects, places):
    found = mods_record(f"<subject>{inner}</subject>")
    assert (found.subjects, found.places) == (subjects, places)


def test_authority_of_the_heading_is_that_of_its_only_part():
    found = mods_record('<subject authority="lcsh" valueURI="http://x.org/1"><topic>War</topic></subject>').subjects
    assert found == (Subject(label="War", authority="lcsh", uri="http://x.org/1"),)


def test_coded_times_are_dates_that_the_document_covers():
    found = mods_record(
        '<subject><temporal encoding="w3cdtf" point="start">1950</temporal>'
        '<temporal encoding="w3cdtf" point="end">1953</temporal><temporal>the war</temporal></subject>'
    )
    assert found.subjects == ()
    assert found.dates == (Date(type="covered", start="1950", end="1953", display="the war"),)


def test_scale_and_projection_of_a_map():
    found = mods_record(
        "<subject><cartographics><scale>1:500</scale><projection>Conic</projection></cartographics></subject>"
    )
    assert found.notes == (Note(value="1:500", label="Scale"), Note(value="Conic", label="Projection"))
