"""oai_openaire row by row: what stands where, how often, and under which option."""

import msgspec
import pytest
from lxml import etree

from crosswalks.formats import oai_openaire
from crosswalks.formats.oai_openaire import Options
from crosswalks.record import (
    Access,
    Agent,
    Classification,
    Date,
    Funding,
    Genre,
    LanguageUse,
    Place,
    Record,
    Rights,
    Subject,
    Title,
)
from tests.crosswalks.formats.finding import NAMESPACES
from tests.crosswalks.formats.finding import openaire as find
from tests.crosswalks.records import case

COAR = "http://purl.org/coar/"
OPEN, RESTRICTED = f"{COAR}access_right/c_abf2", f"{COAR}access_right/c_16ec"


def test_elements_stand_in_the_order_of_the_guidelines() -> None:
    root = etree.fromstring(oai_openaire.render(case("full"), Options()))
    assert list(dict.fromkeys(etree.QName(node).localname for node in root)) == [
        "titles", "creators", "contributors", "fundingReferences", "alternateIdentifiers", "relatedIdentifiers",
        "language", "publisher", "dates", "resourceType", "description", "format", "identifier", "rights", "source",
        "subjects", "licenseCondition", "coverage", "sizes", "geoLocations", "file",
    ]  # fmt: skip


def test_the_first_title_has_no_type() -> None:
    record = Record(
        local_id="7",
        titles=(Title(value="B", type="alternative", lang="eng"), Title(value="A"), Title(value="C", type="uniform")),
    )
    assert find(record, "d:titles/d:title") == ["A", "B", "C"]
    assert find(record, "d:titles/d:title/@titleType") == ["AlternativeTitle", "Other"]
    assert find(record, "d:titles/d:title/@xml:lang") == ["en"]
    supplied = Record(local_id="7", titles=(Title(value="A", type="supplied"),))
    assert find(supplied, "d:titles/d:title[not(@titleType)]") == ["A"]


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (Agent(name="A", relation="creator", kind="person", dates="1907"), ("creator", "A", "Personal", None)),
        (Agent(name="A", relation="creator", kind="family"), ("creator", "A", None, None)),
        (Agent(name="A", relation="contributor", role="rcp"), ("contributor", "A", None, "Other")),
        (Agent(name="A", relation="contributor", role="Editor"), ("contributor", "A", None, "Editor")),
        (Agent(name="A", relation="contributor", role="trl"), ("contributor", "A", None, "Other")),
        (Agent(name="A", relation="associated", role="ivr"), ("contributor", "A", None, "DataCollector")),
        (Agent(name="A", relation="rights_holder"), ("contributor", "A", None, "RightsHolder")),
    ],
)
def test_each_agent_has_its_element(agent: Agent, expected: tuple[str | None, ...]) -> None:
    root = etree.fromstring(oai_openaire.render(Record(local_id="7", agents=(agent,)), Options()))
    found = [
        (etree.QName(node).localname, name.text, name.get("nameType"), node.get("contributorType"))
        for node in root.xpath("d:creators/d:creator | d:contributors/d:contributor", namespaces=NAMESPACES)
        for name in node
    ]
    assert found == [expected]


def test_a_name_stands_once_however_often_it_is_told() -> None:
    agents = (
        Agent(name="A", relation="contributor", role="rcp"),
        Agent(name=" A", relation="contributor", role="cipher clerk"),
        Agent(name="A", relation="contributor", role="edt"),
    )
    assert find(Record(local_id="7", agents=agents), "//d:contributor/@contributorType") == ["Other", "Editor"]


@pytest.mark.parametrize(
    ("uri", "scheme", "home"),
    [
        ("https://orcid.org/0000-0001", "ORCID", ["https://orcid.org/"]),
        ("http://isni.org/isni/1", "ISNI", ["http://isni.org/isni/"]),
        ("https://ror.org/1", "ROR", ["https://ror.org/"]),
        ("https://a.example.org/1", "URI", []),
    ],
)
def test_who_somebody_is_has_a_scheme(uri: str, scheme: str, home: list[str]) -> None:
    record = Record(local_id="7", agents=(Agent(name="A", relation="creator", uris=(uri,)),))
    assert find(record, f"//d:creator/d:nameIdentifier[@nameIdentifierScheme='{scheme}']") == [uri]
    assert find(record, "//d:nameIdentifier/@schemeURI") == home


def test_a_funder_has_a_name_and_a_mere_acknowledgement_is_description() -> None:
    record = Record(
        local_id="7",
        funding=(
            Funding(funder="F", funder_uri="https://doi.org/10.13039/1", award="G-7"),
            Funding(note_text="Made possible by the G foundation."),
            Funding(funder="H", note_text="H paid."),
        ),
        agents=(Agent(name="F", relation="funder"), Agent(name="K", relation="funder", uris=("https://ror.org/1",))),
    )
    assert find(record, "o:fundingReferences/o:fundingReference/o:funderName") == ["F", "H", "K"]
    assert find(record, "//o:funderIdentifier/@funderIdentifierType") == ["Crossref Funder ID", "ROR"]
    assert find(record, "//o:awardNumber") == ["G-7"]
    assert find(record, "dc:description") == ["Made possible by the G foundation.", "H paid."]
    assert find(record, "//d:contributor") == []


def test_languages_are_codes_each_once() -> None:
    uses = (LanguageUse(code="rus"), LanguageUse(text="Russian"), LanguageUse(text="Cipher"), LanguageUse(code="eng"))
    assert find(Record(local_id="7", languages=uses), "dc:language") == ["rus", "eng"]


def test_both_ends_of_an_embargo_are_told() -> None:
    record = Record(
        local_id="7",
        uploaded="2011-11-20T10:00:00Z",
        dates=(Date(start="1950"),),
        rights=Rights(access=Access(level="embargoed", until="2030-12-31"), licence_uri="https://a.example.org/l"),
    )
    assert find(record, "d:dates/d:date/@dateType") == ["Issued", "Accepted", "Available"]
    assert find(record, "d:dates/d:date") == ["1950", "2011-11-20", "2030-12-31"]
    assert find(record, "o:licenseCondition/@startDate") == ["2030-12-31"]
    free = msgspec.structs.replace(record, rights=Rights(access=Access(level="restricted", until="2030-12-31")))
    assert find(free, "d:dates/d:date") == ["1950"]


def test_a_fuzzy_date_is_issued_in_its_middle_and_covers_its_period() -> None:
    record = Record(local_id="7", dates=(Date(start="1914", end="1918"),))
    assert find(record, "d:dates/d:date") == ["1916"]
    assert find(record, "dc:coverage") == ["1914/1918"]


@pytest.mark.parametrize(
    ("record", "general", "code", "label"),
    [
        (Record(local_id="7", dcmi_type="Text"), "other research product", "c_18cf", "text"),
        (Record(local_id="7"), "other research product", "c_1843", "other"),
        (Record(local_id="7", coar_type=f"{COAR}resource_type/c_93fc"), "literature", "c_93fc", "report"),
        (Record(local_id="7", dcmi_type="Dataset"), "dataset", "c_ddb1", "dataset"),
    ],
)
def test_the_resource_type(record: Record, general: str, code: str, label: str) -> None:
    assert find(record, f"o:resourceType[@uri='{COAR}resource_type/{code}']") == [label]
    assert find(record, "o:resourceType/@resourceTypeGeneral") == [general]
    forced = find(record, "o:resourceType/@resourceTypeGeneral", resource_type_general="literature")
    assert forced == ["literature"]


def test_subjects_have_their_schemes_and_genres_are_among_them() -> None:
    record = Record(
        local_id="7",
        agents=(Agent(name="Kim"),),
        subjects=(
            Subject(label="War", uri="http://id.loc.gov/authorities/subjects/sh1"), Subject(label="P", kind="place"),
            Subject(label="T", kind="time"), Subject(label="K", authority="keyword"),
        ),
        classifications=(Classification(value="551", scheme="ddc", label="Geology"),),
        genres=(Genre(label="telegrams", authority="aat"),),
    )  # fmt: skip
    assert find(record, "//d:subject") == ["Kim", "War", "K", "551 Geology", "telegrams"]
    assert find(record, "//d:subject/@subjectScheme") == ["LCSH", "keyword", "DDC", "AAT"]
    assert find(record, "//d:subject/@schemeURI") == [
        "http://id.loc.gov/authorities/subjects/", "http://dewey.info/", "http://vocab.getty.edu/aat/",
    ]  # fmt: skip
    assert find(record, "//d:subject/@valueURI") == ["http://id.loc.gov/authorities/subjects/sh1"]
    assert find(record, "//d:geoLocationPlace") == ["P"]
    assert find(record, "dc:coverage") == ["T"]


@pytest.mark.parametrize(
    ("place", "name", "point"),
    [
        (Place(label="P", lat=39.0339, lon=-0.0), ["P"], ["0", "39.0339"]),
        (Place(lat=90.0, lon=-180.0), [], ["-180", "90"]),
        (Place(label="P", lat=1.0), ["P"], []),
        (Place(lat=1.0), [], []),
    ],
)
def test_a_place_has_a_point_where_it_is_known(place: Place, name: list[str], point: list[str]) -> None:
    record = Record(local_id="7", places=(place,))
    assert find(record, "//d:geoLocationPlace") == name
    assert find(record, "//d:geoLocationPoint/*") == point
    assert len(find(record, "//d:geoLocation")) == bool(name or point)


def test_a_lifted_marking_is_description_and_nothing_else() -> None:
    root = etree.fromstring(oai_openaire.render(case("telegram"), Options()))
    assert [etree.QName(node).localname for node in root.iter() if "Secret" in (node.text or "")] == ["description"]
