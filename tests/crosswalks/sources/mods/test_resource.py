"""Languages, types, genres and physical description."""

import pytest

from crosswalks.record import (
    Genre,
    LanguageUse,
    Note,
    Physical,
)
from tests.crosswalks.sources.reading import mods_record


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<languageTerm type="code">ger</languageTerm>', (LanguageUse(code="deu"),)),
        (
            '<languageTerm type="code">ger</languageTerm><languageTerm type="text">German</languageTerm>',
            (LanguageUse(code="deu"),),
        ),
        ("<languageTerm>English; German</languageTerm>", (LanguageUse(code="eng"), LanguageUse(code="deu"))),
        ('<languageTerm type="code">English</languageTerm>', (LanguageUse(code="eng"),)),
        ("<languageTerm>en_US</languageTerm>", (LanguageUse(code="eng"),)),
        (
            '<languageTerm>chi</languageTerm><languageTerm authority="iso639-3">cmn</languageTerm>',
            (LanguageUse(code="cmn"),),
        ),
        ("<languageTerm>Old Klingonic</languageTerm>", (LanguageUse(text="Old Klingonic"),)),
    ],
)
def test_language(inner, expected):
    assert mods_record(f"<language>{inner}</language>").languages == expected


def test_part_of_the_document_that_is_in_a_language():
    found = mods_record('<language objectPart="translation"><languageTerm>eng</languageTerm></language>').languages
    assert found == (LanguageUse(code="eng", part="translation"),)


@pytest.mark.parametrize(
    ("inner", "kind", "genres"),
    [
        ("<typeOfResource>still image</typeOfResource>", "StillImage", ()),
        ("<typeOfResource>Text</typeOfResource>", "Text", ()),
        ("<typeOfResource>Event</typeOfResource>", "Event", ()),
        ("<typeOfResource>pottery</typeOfResource>", "", (Genre(label="pottery"),)),
        (
            "<typeOfResource>text</typeOfResource><typeOfResource>still image</typeOfResource>",
            "Text",
            (Genre(label="StillImage"),),
        ),
        (
            "<typeOfResource>sound recording</typeOfResource><typeOfResource>notated music</typeOfResource>",
            "Sound",
            (Genre(label="Text"),),
        ),
        ("<typeOfResource>mixed material</typeOfResource>", "", (Genre(label="mixed material"),)),
        ('<typeOfResource collection="yes">text</typeOfResource>', "Collection", (Genre(label="Text"),)),
        ('<genre authority="dct">image</genre>', "Image", ()),
        (
            '<genre authority="aat" valueURI="http://x.org/1">maps</genre>',
            "",
            (Genre(label="maps", authority="aat", uri="http://x.org/1"),),
        ),
    ],
)
def test_type_and_genre(inner, kind, genres):
    found = mods_record(inner)
    assert (found.dcmi_type, found.genres) == (kind, genres)


def test_physical_description():
    found = mods_record(
        '<physicalDescription><form>photographs</form><extent unit="leaves">3</extent>'
        "<internetMediaType>image/jp2</internetMediaType><note>torn</note></physicalDescription>"
    )
    assert found.physical == Physical(extents=("3 leaves",), forms=("photographs",), media_types=("image/jp2",))
    assert found.notes == (Note(value="torn", label="Physical description"),)


def test_language_of_mods_3_0_stands_in_the_element_itself():
    assert mods_record('<language authority="iso639-2b">eng</language>').languages == (LanguageUse(code="eng"),)
    assert mods_record("<language> </language>").languages == ()


def test_name_of_a_language_beside_the_code_of_a_wider_one_is_the_language():
    terms = (
        '<languageTerm type="code" authority="iso639-2b">{}</languageTerm><languageTerm type="text">{}</languageTerm>'
    )
    for code, name, expected in (
        ("chi", "Mandarin Chinese", "cmn"),
        ("chi", "Chinese", "zho"),
        ("eng", "English", "eng"),
    ):
        found = mods_record(f"<language>{terms.format(code, name)}</language>").languages
        assert [use.code for use in found] == [expected]
