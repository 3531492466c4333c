"""Identifiers, locations and related items."""

import pytest

from crosswalks.record import (
    Collection,
    DigitalObject,
    Identifier,
    Named,
    Pid,
    Record,
    Related,
    Source,
    TextVersion,
)
from tests.crosswalks.sources.reading import mods_record


@pytest.mark.parametrize(
    ("kind", "value", "pid"),
    [
        ("doi", "https://doi.org/10.1/a", Pid(scheme="doi", value="10.1/a")),
        ("DOI", "doi: 10.1/a", Pid(scheme="doi", value="10.1/a")),
        ("hdl", "http://hdl.handle.net/1/a", Pid(scheme="handle", value="1/a")),
        ("ark", "https://n2t.net/ark:/1/a", Pid(scheme="ark", value="ark:/1/a")),
        ("urn", "urn:nbn:a", Pid(scheme="urn", value="urn:nbn:a")),
    ],
)
def test_persistent_identifier_loses_its_resolver(kind, value, pid):
    assert mods_record(f'<identifier type="{kind}">{value}</identifier>').pids == (pid,)


def test_other_identifiers_keep_their_types_and_the_local_one_is_not_repeated():
    found = mods_record(
        '<identifier type="local">L</identifier><identifier type="isbn" invalid="yes">I</identifier>'
        "<identifier>x</identifier><identifier>null</identifier>"
    )
    assert found.local_id == "L"
    assert found.identifiers == (Identifier(value="I", type="isbn (invalid)"), Identifier(value="x"))


CONTEXT = '<url access="object in context">http://x.org/c</url>'


@pytest.mark.parametrize(
    ("urls", "landing"),
    [
        (f'<url>http://x.org/a</url>{CONTEXT}<url usage="primary">http://x.org/p</url>', "http://x.org/c"),
        (f'{CONTEXT}<url usage="primary display" access="object in context">http://x.org/p</url>', "http://x.org/p"),
        ('<url access="preview">http://x.org/t</url><url usage="primary">http://x.org/p</url>', "http://x.org/p"),
        ('<url access="preview">http://x.org/t</url><url>HTTPS://x.org/a</url>', "https://x.org/a"),
        ('<url access="preview">http://x.org/t</url>', ""),
        ("<url> http://x.org/a b </url>", "http://x.org/a%20b"),
    ],
)
def test_landing_page(urls, landing):
    assert mods_record(f"<location>{urls}</location>").landing_url == landing


def test_files_and_addresses_that_are_not_of_the_web():
    found = mods_record(
        '<location><url usage="primary">http://x.org/p</url><url access="preview">http://x.org/t</url>'
        '<url access="raw object" note="master">http://x.org/m</url><url note="iiif-manifest">http://x.org/i</url>'
        "<url>ftp://x.org/f</url></location>"
    )
    assert found.objects == (
        DigitalObject(url="http://x.org/t", role="preview"),
        DigitalObject(url="http://x.org/m", role="master"),
        DigitalObject(url="http://x.org/i", role="iiif_manifest"),
    )
    assert found.identifiers == (Identifier(value="ftp://x.org/f", type="uri"),)


def test_provider_is_the_holder_and_keeps_the_original_too_when_there_is_a_shelf_mark():
    found = mods_record(
        '<location><physicalLocation valueURI="http://x.org/m">Museum</physicalLocation>'
        "<shelfLocator>Box 3</shelfLocator></location>"
        "<recordInfo><recordContentSource>Library</recordContentSource></recordInfo>"
    )
    assert found.data_provider == Named(name="Museum", uri="http://x.org/m")
    assert found.sources == (Source(archive=Named(name="Museum", uri="http://x.org/m"), reference=("Box 3",)),)


@pytest.mark.parametrize(
    "source",
    [
        '<recordContentSource authority="marcorg">University of Texas</recordContentSource>',
        *(
            f"<recordContentSource>{code}</recordContentSource>"
            for code in ("LUU", "DNAL", "TKN", "NcD", "tnk", "GB-UkOx")
        ),
    ],
)
def test_a_code_of_an_institution_is_no_provider(source):
    assert mods_record(f"<recordInfo>{source}</recordInfo>").data_provider is None


@pytest.mark.parametrize("name", ["Museum", "Yale University", "Österreichisches Staatsarchiv", "AVPRF, Moscow"])
def test_provider_is_the_content_source_where_no_holder_is_named(name):
    found = mods_record(f"<recordInfo><recordContentSource>{name}</recordContentSource></recordInfo>")
    assert found.data_provider == Named(name=name)


def test_a_holder_that_is_a_code_is_no_provider():
    found = mods_record(
        "<location><physicalLocation>TxU</physicalLocation></location>"
        "<recordInfo><recordContentSource>Museum</recordContentSource></recordInfo>"
    )
    assert found.data_provider == Named(name="Museum")


@pytest.mark.parametrize("kind", [' type="uri"', ' type="url"', ""])
def test_an_identifier_that_is_a_web_address_is_the_landing_page_where_no_location_has_one(kind):
    identifier = f"<identifier{kind}>http://x.org/1</identifier><identifier{kind}>http://x.org/2</identifier>"
    found = mods_record(identifier)
    assert (found.landing_url, [each.value for each in found.identifiers]) == ("http://x.org/1", ["http://x.org/2"])
    located = mods_record(f"{identifier}<location><url>http://x.org/3</url></location>")
    assert located.landing_url == "http://x.org/3"
    assert [each.value for each in located.identifiers] == ["http://x.org/1", "http://x.org/2"]


@pytest.mark.parametrize("attributes", ['type="uri" invalid="yes"', 'type="isbn"'])
def test_no_other_identifier_is_the_landing_page(attributes):
    assert mods_record(f"<identifier {attributes}>http://x.org/1</identifier>").landing_url == ""


def related(attributes: str, inner: str) -> Record:
    return mods_record(f"<relatedItem {attributes}>{inner}</relatedItem>")


TITLED = "<titleInfo><title>T</title></titleInfo>"
NAMED = "<name><namePart>N</namePart></name>"
AT = "<location><url>http://x.org/1</url></location>"


def test_original():
    inner = (
        f"{TITLED}<identifier>F 1</identifier><location><physicalLocation>AVPRF</physicalLocation>"
        "<shelfLocator>Fond 3</shelfLocator><url>http://x.org/1</url></location>"
    )
    assert related('type="original"', inner).sources == (
        Source(citation="T", archive=Named(name="AVPRF"), reference=("Fond 3", "F 1"), url="http://x.org/1"),
    )


def test_host_is_a_collection_and_its_further_addresses_are_related():
    found = related('type="host"', f"{TITLED}<identifier>MPA.1</identifier>{AT}{AT.replace('1', '2')}")
    assert found.collections == (Collection(title="T", id="MPA.1", url="http://x.org/1"),)
    assert found.related == (Related(type="host", uri="http://x.org/2"),)


@pytest.mark.parametrize(
    ("attributes", "inner", "expected"),
    [
        ('type="series"', TITLED, Related(type="series", label="T")),
        ("", TITLED + AT, Related(label="T", uri="http://x.org/1")),
        (
            'type="references" xlink:href="http://x.org/2"',
            TITLED,
            Related(type="references", label="T", uri="http://x.org/2"),
        ),
        ('type="host"', AT, Related(type="host", uri="http://x.org/1")),
        (
            'type="constituent"',
            f"<name><namePart>N</namePart></name>{TITLED}<identifier>12</identifier>",
            Related(type="constituent", label="N. T. 12"),
        ),
        ('type="otherFormat"', "<note>film</note>", Related(type="otherFormat", label="film")),
        ('type="unheard of"', TITLED, Related(label="T")),
    ],
)
def test_related(attributes, inner, expected):
    assert related(attributes, inner).related == (expected,)


def test_translation_at_an_address():
    inner = f"<name><namePart>N</namePart></name><language><languageTerm>eng</languageTerm></language>{AT}"
    found = related('type="otherVersion" displayLabel="Translation"', inner)
    assert found.texts == (TextVersion(kind="translation", lang="eng", url="http://x.org/1", translator="N"),)
    assert found.related == ()


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        ("<detail type='volume'><caption>vol.</caption><number>3</number></detail>", "vol. 3"),
        ("<detail type='volume'><caption>vol.</caption></detail><extent unit='pages'/>", ""),
        ("<detail type='issue'><caption>no. 5</caption></detail>", "no. 5"),
        ("<detail type='issue'><caption>Special issue</caption></detail>", "Special issue"),
        ("<detail type='volume'><caption>Vol. IV</caption></detail>", "Vol. IV"),
        ("<detail type='box'><caption>Box</caption></detail>", ""),
        ("<detail type='volume'/><extent unit='pages'><list>5, 9</list></extent>", "pages 5, 9"),
    ],
)
def test_part_without_a_number_is_not_said(inner, line):
    notes = mods_record(f"<part>{inner}</part>").notes
    assert [note.value for note in notes] == ([line] if line else [])
