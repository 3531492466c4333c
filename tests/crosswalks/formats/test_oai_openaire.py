"""oai_openaire row by row: what stands where, how often, and under which option."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from crosswalks import xml
from crosswalks.formats import oai_openaire
from crosswalks.formats.oai_openaire import Options
from crosswalks.record import (
    Access,
    Agent,
    Classification,
    Collection,
    Date,
    DigitalObject,
    Funding,
    Genre,
    Identifier,
    LanguageUse,
    Pid,
    Place,
    Record,
    Related,
    Rights,
    SecurityMarking,
    Statement,
    Subject,
    TextVersion,
    Title,
)
from tests.crosswalks.records import case, records

NS = {"o": "http://namespace.openaire.eu/schema/oaire/", "d": "http://datacite.org/schema/kernel-4", "dc": xml.DC}
COAR = "http://purl.org/coar/"
OPEN, RESTRICTED = f"{COAR}access_right/c_abf2", f"{COAR}access_right/c_16ec"


def find(record: Record, path: str, **options: Any) -> list[str]:
    """Return the texts or attribute values that an XPath finds."""
    found = etree.fromstring(oai_openaire.render(record, Options(**options))).xpath(path, namespaces=NS)
    return [node if isinstance(node, str) else (node.text or "") for node in found]


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
        for node in root.xpath("d:creators/d:creator | d:contributors/d:contributor", namespaces=NS)
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


PIDS = (Pid(scheme="ark", value="12/3"), Pid(scheme="handle", value="hdl:1/2"), Pid(scheme="doi", value="10.1/x"))


@pytest.mark.parametrize(
    ("record", "expected", "others"),
    [
        (
            Record(local_id="7", landing_url="https://a.example.org/7", pids=PIDS),
            ("DOI", "https://doi.org/10.1/x"),
            [("Handle", "1/2"), ("URL", "https://a.example.org/7"), ("ARK", "ark:12/3"), ("local", "7")],
        ),
        (
            Record(local_id="7", landing_url="https://a.example.org/7", pids=PIDS[:2]),
            ("HANDLE", "https://hdl.handle.net/1/2"),
            [("URL", "https://a.example.org/7"), ("ARK", "ark:12/3"), ("local", "7")],
        ),
        (
            Record(local_id="7", landing_url="https://a.example.org/7", pids=PIDS[:1]),
            ("URL", "https://a.example.org/7"),
            [("ARK", "ark:12/3"), ("local", "7")],
        ),
        (Record(local_id="7", pids=PIDS[:1]), ("ARK", "ark:12/3"), [("local", "7")]),
        (
            Record(
                local_id="7",
                identifiers=(
                    Identifier(value="978", type="isbn"), Identifier(value="http://b.example.org/7", type="uri"),
                    Identifier(value="1", type="issn (invalid)"), Identifier(value="7", type="local"),
                ),
            ),
            ("URL", "http://b.example.org/7"),
            [("local", "7"), ("ISBN", "978")],
        ),
    ],
)  # fmt: skip
def test_the_identifier_leads_to_the_document(
    record: Record, expected: tuple[str, str], others: list[tuple[str, str]]
) -> None:
    assert (*find(record, "d:identifier/@identifierType"), *find(record, "d:identifier")) == expected
    kinds = find(record, "//d:alternateIdentifier/@alternateIdentifierType")
    assert list(zip(kinds, find(record, "//d:alternateIdentifier"), strict=True)) == others


def test_a_local_number_alone_identifies_nothing() -> None:
    assert find(Record(local_id="7"), "d:identifier") == []
    assert find(Record(local_id="7", pids=(Pid(scheme="doi", value=" "),)), "d:identifier") == []


@pytest.mark.parametrize(
    ("uri", "kind", "value"),
    [
        ("https://doi.org/10.1/x", "DOI", "10.1/x"),
        ("http://hdl.handle.net/1/2", "Handle", "1/2"),
        ("urn:nbn:de:1", "URN", "urn:nbn:de:1"),
        ("ark:/1/2", "ARK", "ark:/1/2"),
        ("https://a.example.org/7", "URL", "https://a.example.org/7"),
    ],
)
def test_a_related_address_has_its_type(uri: str, kind: str, value: str) -> None:
    record = Record(local_id="7", related=(Related(type="preceding", label="L", uri=uri),))
    assert find(record, f"//d:relatedIdentifier[@relatedIdentifierType='{kind}']") == [value]
    assert find(record, "//d:relatedIdentifier/@relationType") == ["Continues"]


def test_what_is_related_in_no_known_way_or_by_no_known_address_is_left_out() -> None:
    related = (Related(uri="https://a.example.org/7"), Related(type="host", uri="tag:a.example.org,2011:1"))
    assert find(Record(local_id="7", related=related), "//d:relatedIdentifier") == []
    collection = (Collection(title="C", url="https://a.example.org/c"), Collection(title="D"))
    assert find(Record(local_id="7", collections=collection), "//d:relatedIdentifier/@relationType") == ["IsPartOf"]


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


@pytest.mark.parametrize(
    ("level", "status", "uri", "label"),
    [
        ("open", "lifted", [OPEN], ["open access"]),
        ("open", "in_force", [RESTRICTED], ["restricted access"]),
        ("embargoed", "in_force", [f"{COAR}access_right/c_f1cf"], ["embargoed access"]),
        ("metadata_only", "lifted", [f"{COAR}access_right/c_14cb"], ["metadata only access"]),
        ("", "lifted", [], []),
        ("", "in_force", [RESTRICTED], ["restricted access"]),
    ],
)
def test_the_access_right_and_nothing_else_is_rights(level: Any, status: Any, uri: list[str], label: list[str]) -> None:
    record = Record(
        local_id="7",
        rights=Rights(access=Access(level=level, note="Ask."), statements=(Statement(text="Credit the archive."),)),
        security_markings=(SecurityMarking(level="Secret", status=status),),
    )
    assert find(record, "d:rights") == label
    assert find(record, "d:rights/@rightsURI") == uri
    assert not any("Ask." in text or "Credit" in text for text in find(record, "//*"))


def test_access_that_no_record_states_may_be_stated_for_all() -> None:
    record = Record(local_id="7", rights=Rights(access=Access(level="")))
    assert find(record, "d:rights/@rightsURI", unknown_access="open") == [OPEN]
    marked = msgspec.structs.replace(record, security_markings=(SecurityMarking(level="Secret", status="in_force"),))
    assert find(marked, "d:rights/@rightsURI", unknown_access="open") == [RESTRICTED]


@pytest.mark.parametrize(
    ("rights", "uri", "text"),
    [
        (Rights(uri="https://rightsstatements.org/page/CNE/1.0/"), "http://rightsstatements.org/vocab/CNE/1.0/",
         "Copyright Not Evaluated"),
        (Rights(uri="http://rightsstatements.org/vocab/CNE/1.0/", label="Not known"),
         "http://rightsstatements.org/vocab/CNE/1.0/", "Not known"),
        (Rights(uri="http://rightsstatements.org/vocab/CNE/1.0/",
                licence_uri="https://creativecommons.org/publicdomain/zero/1.0/deed.de"),
         "http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0 Universal"),
        (Rights(uri="https://a.example.org/terms", label="Terms"), "https://a.example.org/terms",
         "https://a.example.org/terms"),
    ],
)  # fmt: skip
def test_the_terms_of_use_have_an_address(rights: Rights, uri: str, text: str) -> None:
    record = Record(local_id="7", rights=rights)
    assert find(record, "o:licenseCondition/@uri") == [uri]
    assert find(record, "o:licenseCondition") == [text]


def test_files_and_texts_are_listed_unless_they_may_not_be() -> None:
    record = Record(
        local_id="7",
        dcmi_type="Text",
        objects=(
            DigitalObject(url="https://a.example.org/7.pdf", media_type="application/pdf"),
            DigitalObject(url="https://a.example.org/7.jpg", role="preview"),
            DigitalObject(url="https://a.example.org/7.txt", role="transcript"),
        ),
        texts=(
            TextVersion(kind="translation", url="https://a.example.org/7.en"),
            TextVersion(kind="ocr", url="https://a.example.org/7.txt"), TextVersion(kind="ocr", body="x"),
        ),
    )  # fmt: skip
    assert find(record, "o:file") == [f"https://a.example.org/7.{end}" for end in ("pdf", "jpg", "txt", "en")]
    assert find(record, "o:file/@objectType") == ["fulltext", "other", "fulltext", "fulltext"]
    assert find(record, "o:file/@accessRightsURI") == [OPEN] * 4
    assert find(record, "o:file/@mimeType") == ["application/pdf"]
    assert find(record, "o:file", files=False) == []


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


EMBARGO = Rights(access=Access(level="embargoed"))
WHOLE = Record(
    local_id="7",
    landing_url="https://a.example.org/7",
    titles=(Title(value="T"),),
    agents=(Agent(name="A", relation="creator"),),
    dates=(Date(start="1950"),),
)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (WHOLE, []),
        (Record(local_id="7"), ["datacite:title", "datacite:creator", "datacite:date Issued", "datacite:identifier"]),
        (msgspec.structs.replace(WHOLE, rights=Rights(access=Access(level=""))), ["datacite:rights"]),
        (msgspec.structs.replace(WHOLE, funding=(Funding(award="G-7"),)), ["oaire:funderName"]),
        (msgspec.structs.replace(WHOLE, rights=EMBARGO), ["datacite:date Accepted", "datacite:date Available"]),
        (
            msgspec.structs.replace(WHOLE, rights=Rights(access=Access(level="embargoed", until="2030"))),
            ["datacite:date Accepted"],
        ),
    ],
)
def test_what_is_missing(record: Record, expected: list[str]) -> None:
    assert oai_openaire.missing(record, Options()) == expected


def test_what_options_supply_is_not_missing() -> None:
    record = msgspec.structs.replace(WHOLE, rights=Rights(access=Access(level="")))
    assert oai_openaire.missing(record, Options(unknown_access="restricted")) == []


# How often each element has to occur, by the guidelines; the schema lets all of them occur any number of times.
MANDATORY = {
    "datacite:title": "boolean(d:titles/d:title[not(@titleType)])",
    "datacite:creator": "boolean(d:creators/d:creator/d:creatorName)",
    "datacite:date Issued": "count(d:dates/d:date[@dateType='Issued']) = 1",
    "datacite:identifier": "count(d:identifier) = 1",
    "datacite:rights": "count(d:rights) = 1",
}
WRAPPERS = (
    "d:titles", "d:creators", "d:contributors", "o:fundingReferences", "d:alternateIdentifiers",
    "d:relatedIdentifiers", "d:dates", "d:identifier", "d:rights", "d:subjects", "o:licenseCondition", "d:sizes",
    "d:geoLocations", "d:dates/d:date[@dateType='Issued']", "d:dates/d:date[@dateType='Accepted']",
    "d:dates/d:date[@dateType='Available']",
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(record=records())
def test_mandatory_elements_are_there_once_or_reported(record: Record) -> None:
    root = etree.fromstring(oai_openaire.render(record, Options()))
    lacking = oai_openaire.missing(record, Options())
    for name, rule in MANDATORY.items():
        assert root.xpath(rule, namespaces=NS) == (name not in lacking), name
    assert root.xpath("count(o:resourceType)", namespaces=NS) == 1
    for path in WRAPPERS:
        assert root.xpath(f"count({path})", namespaces=NS) <= 1, path
