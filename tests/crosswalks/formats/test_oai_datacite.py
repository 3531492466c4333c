"""oai_datacite row by row: what the kernel demands, what it is told, and under which option."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from crosswalks import clean
from crosswalks.formats import oai_datacite
from crosswalks.formats.oai_datacite import Options, terms
from crosswalks.record import (
    Access,
    Agent,
    Collection,
    Date,
    DigitalObject,
    Genre,
    LanguageUse,
    Named,
    Note,
    Pid,
    Record,
    Related,
    Rights,
    SecurityMarking,
    Source,
    Statement,
    Subject,
    TextVersion,
    Title,
)
from tests.crosswalks.records import case, records

NS = {"e": "http://schema.datacite.org/oai/oai-1.1/", "d": "http://datacite.org/schema/kernel-4"}
RESOURCE = "e:payload/d:resource"
COAR = "http://purl.org/coar/resource_type/"


def find(record: Record, path: str, **options: Any) -> list[str]:
    """Return the texts or attribute values that an XPath below the resource finds."""
    root = etree.fromstring(oai_datacite.render(record, Options(**options)))
    found = root.xpath(f"{RESOURCE}/{path}" if path[0] != "/" else f"{RESOURCE}{path}", namespaces=NS)
    return [node if isinstance(node, str) else (node.text or "") for node in found]


def test_the_envelope_is_that_of_datacite() -> None:
    root = etree.fromstring(oai_datacite.render(Record(local_id="7"), Options(datacentre_symbol="EXAMPLE.ARCHIVE")))
    assert [etree.QName(node).localname for node in root] == ["schemaVersion", "datacentreSymbol", "payload"]
    assert [node.text for node in root][:2] == ["4", "EXAMPLE.ARCHIVE"]
    (resource,) = root.xpath(RESOURCE, namespaces=NS)
    assert resource.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation") == (
        "http://datacite.org/schema/kernel-4 http://schema.datacite.org/meta/kernel-4/metadata.xsd"
    )


@pytest.mark.parametrize("symbol", ["", " ", "\x00"])
def test_an_empty_symbol_is_unknown(symbol: str) -> None:
    root = etree.fromstring(oai_datacite.render(Record(local_id="7"), Options(datacentre_symbol=symbol)))
    assert root.xpath("string(e:datacentreSymbol)", namespaces=NS) == ":unav"


def test_what_is_not_known_is_said_to_be_so() -> None:
    record = Record(local_id="7")
    assert find(record, "d:identifier") == [":unav"]
    assert find(record, "d:creators/d:creator/d:creatorName") == [":unav"]
    assert find(record, "d:titles/d:title") == [":unav"]
    assert find(record, "d:publisher") == [":unav"]
    assert find(record, "d:publicationYear") == ["9999"]
    assert find(record, "d:resourceType[@resourceTypeGeneral='Other']") == [":unav"]


def test_a_doi_is_the_identifier_without_its_resolver() -> None:
    record = Record(
        local_id="7",
        landing_url="https://a.example.org/7",
        pids=(
            Pid(scheme="handle", value="https://hdl.handle.net/1/2"),
            Pid(scheme="doi", value="doi:10.1002/(SICI)1<1::AID-X>3.0"),
        ),
    )
    assert find(record, "d:identifier[@identifierType='DOI']") == ["10.1002/(SICI)1<1::AID-X>3.0"]
    assert find(record, "//d:alternateIdentifier") == ["1/2", "https://a.example.org/7", "7"]


def test_one_publishes_and_the_others_contribute() -> None:
    press, second = (Agent(name=name, relation="publisher") for name in ("Press", "Second"))
    archive = Named(name="Archive", uri="https://ror.org/1")
    both = Record(local_id="7", agents=(press, second), data_provider=archive)
    assert find(both, "d:publisher") == ["Press"]
    assert find(both, "//d:contributor[@contributorType='Distributor']/d:contributorName") == ["Second"]
    assert find(both, "//d:contributor[@contributorType='HostingInstitution']/d:contributorName") == ["Archive"]
    alone = Record(local_id="7", data_provider=archive)
    assert find(alone, "d:publisher[@publisherIdentifierScheme='ROR']/@publisherIdentifier") == ["https://ror.org/1"]
    assert find(alone, "//d:contributor") == []
    assert find(Record(local_id="7"), "d:publisher", publisher="Example Archive") == ["Example Archive"]
    assert find(alone, "d:publisher", publisher="Example Archive") == ["Archive"]


@pytest.mark.parametrize(
    ("dates", "uploaded", "online", "document"),
    [
        ((Date(start="1950-01-19"),), "2011-11-20", "2011", "1950"),
        ((Date(start="1950"), Date(type="issued", start="1960")), "", "1960", "1960"),
        ((Date(start="1950"), Date(type="uploaded", start="2012")), "2011", "2012", "1950"),
        ((), "2011-11-20T10:00:00Z", "2011", "2011"),
        ((Date(start="195X"),), "", "1955", "1955"),
        ((Date(display="undated"),), "", "9999", "9999"),
        ((Date(start="-0050"),), "", "9999", "9999"),
    ],
)
def test_the_year_is_that_of_publication_online_or_of_the_document(
    dates: tuple[Date, ...], uploaded: str, online: str, document: str
) -> None:
    record = Record(local_id="7", dates=dates, uploaded=uploaded)
    assert find(record, "d:publicationYear") == [online]
    assert find(record, "d:publicationYear", publication_year="document") == [document]


def test_the_end_of_an_embargo_is_when_a_document_is_available() -> None:
    rights = Rights(access=Access(level="embargoed", until="2030-12-31"))
    record = Record(local_id="7", uploaded="2011-11-20", dates=(Date(start="1950"),), rights=rights)
    assert find(record, "d:publicationYear") == ["2030"]
    assert find(record, "d:publicationYear", publication_year="document") == ["1950"]
    assert find(record, "//d:date[@dateType='Available']") == ["2030-12-31"]
    assert find(record, "//d:date[@dateType='Accepted']") == ["2011-11-20"]


@pytest.mark.parametrize(
    ("date", "kind", "information", "value"),
    [
        (Date(start="1950-01-19"), "Created", None, "1950-01-19"),
        (Date(start="1950", qualifier="approximate", display="ca. 1950"), "Created", "ca. 1950", "1950"),
        (Date(start="1950", qualifier="inferred"), "Created", "inferred", "1950"),
        (Date(type="issued", start="1945", end="1950"), "Issued", None, "1945/1950"),
        (Date(start="1945", end=".."), "Created", None, "1945/"),
        (Date(end="1950"), "Created", None, "/1950"),
        (Date(start="195X"), "Created", "195X", "1950/1959"),
        (Date(start="1950-21"), "Created", "1950-21", "1950"),
        (Date(display="before 1950"), "Created", "before 1950", ":unav"),
        (Date(type="covered", start="1950", end="1953", display="the war"), "Coverage", "the war", "1950/1953"),
        (Date(type="sent", start="1950-01-19T10:15:00Z"), "Other", "sent", "1950-01-19"),
        (Date(type="received", start="1950"), "Other", "received", "1950"),
        (Date(type="declassified", display="1 May 1995"), "Other", "declassified; 1 May 1995", "1995-05-01"),
        (Date(type="copyright", start="1950"), "Copyrighted", None, "1950"),
        (Date(type="captured", start="2010"), "Other", "digitised", "2010"),
        (Date(type="valid", start="2010"), "Valid", None, "2010"),
        (Date(type="modified", start="2010"), "Updated", None, "2010"),
        (Date(type="uploaded", start="2010"), "Available", None, "2010"),
        (Date(type="other", start="2010"), "Other", None, "2010"),
    ],
)
def test_each_date_has_its_type_and_keeps_its_words(date: Date, kind: str, information: str | None, value: str) -> None:
    root = etree.fromstring(oai_datacite.render(Record(local_id="7", dates=(date,)), Options()))
    found = [(node.get("dateType"), node.get("dateInformation"), node.text) for node in root.iter(f"{{{NS['d']}}}date")]
    assert found == [(kind, information, value)]


def test_an_upload_is_not_told_twice() -> None:
    record = Record(local_id="7", uploaded="2011", dates=(Date(type="uploaded", start="2011-11-20"),))
    assert find(record, "//d:date[@dateType='Available']") == ["2011-11-20"]


@pytest.mark.parametrize(
    ("record", "general", "text"),
    [
        (Record(local_id="7", dcmi_type="Text", genres=(Genre(label="letters"), Genre(label="B"))), "Text", "letters"),
        (Record(local_id="7", dcmi_type="MovingImage"), "Audiovisual", "MovingImage"),
        (Record(local_id="7", coar_type=f"{COAR}c_6501"), "JournalArticle", "journal article"),
        (Record(local_id="7", dcmi_type="Text", coar_type=f"{COAR}c_1843"), "Text", "other"),
        (Record(local_id="7", dcmi_type="Event", genres=(Genre(label=" "),)), "Event", "Event"),
    ],
)
def test_the_resource_type_is_a_pair(record: Record, general: str, text: str) -> None:
    assert find(record, "d:resourceType/@resourceTypeGeneral") == [general]
    assert find(record, "d:resourceType") == [text]
    assert find(record, "//d:subject") == [genre.label for genre in record.genres[1:]]


def test_a_time_is_a_subject_and_a_translator_has_a_type() -> None:
    record = Record(
        local_id="7",
        subjects=(Subject(label="Cold War era", kind="time"),),
        agents=(Agent(name="T", relation="contributor", role="translator"),),
    )
    assert find(record, "//d:subject") == ["Cold War era"]
    assert find(record, "//d:contributor/@contributorType") == ["Translator"]


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ((LanguageUse(code="eng", part="translation"), LanguageUse(code="rus", part="original")), ["ru"]),
        ((LanguageUse(code="eng", part="summary"),), ["en"]),
        ((LanguageUse(text="Cipher"), LanguageUse(text="German")), ["de"]),
        ((LanguageUse(code="grc"),), ["grc"]),
        ((LanguageUse(code="qqq"),), []),
        ((), []),
    ],
)
def test_the_language_is_one_that_of_the_original(uses: tuple[LanguageUse, ...], expected: list[str]) -> None:
    assert find(Record(local_id="7", languages=uses), "d:language") == expected


def test_everything_related_has_an_address_or_a_title() -> None:
    record = Record(
        local_id="7",
        dcmi_type="Text",
        collections=(Collection(title="C", id="KW-1"), Collection(title="D", id="KW-2", url="https://a.example.org/d")),
        related=(Related(label="R", uri="https://a.example.org/r"), Related(type="reviewOf", uri="urn:isbn:1")),
        sources=(Source(citation="Fond 1", archive=Named(name="AVPRF"), url="https://b.example.org/1"),),
        texts=(
            TextVersion(kind="translation", url="https://a.example.org/en"),
            TextVersion(kind="transcript", url="https://a.example.org/ru"),
        ),
        objects=(
            DigitalObject(url="https://a.example.org/7.pdf", size=12, media_type="application/pdf"),
            DigitalObject(url="https://a.example.org/7/manifest", role="iiif_manifest"),
            DigitalObject(url="https://a.example.org/7.jpg", role="preview"),
        ),
    )
    relations = ["IsPartOf", "Other", "Reviews", "IsDerivedFrom", "HasTranslation", "IsVariantFormOf", "HasMetadata"]
    assert find(record, "//d:relatedIdentifier/@relationType") == relations
    assert find(record, "//d:relatedIdentifier[@relatedMetadataScheme='IIIF Presentation API']/@relationType") == [
        "HasMetadata"
    ]
    assert find(record, "//d:relatedIdentifier/@relationType", object_urls=True) == [
        *relations[:-1],
        "HasPart",
        "HasMetadata",
    ]
    assert find(record, "//d:relatedItem/@relationType") == ["IsPartOf", "IsPartOf", "IsDerivedFrom", "Other"]
    assert find(record, "//d:relatedItem/@relatedItemType") == ["Collection", "Collection", "Text", "Other"]
    assert find(record, "//d:relatedItem/d:titles/d:title") == ["C", "D", "Fond 1", "R"]
    assert find(record, "//d:relatedItemIdentifier") == [
        "KW-1", "https://a.example.org/d", "https://b.example.org/1", "https://a.example.org/r",
    ]  # fmt: skip
    assert find(record, "//d:relatedItem/d:publisher") == ["AVPRF"]
    assert find(record, "//d:size") == ["12 bytes"]
    assert find(record, "//d:format") == ["application/pdf"]


CC = "http://creativecommons.org/"


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        (Rights(uri="http://rightsstatements.org/vocab/InC/1.0/", label="In copyright here"),
         [("In copyright here", "http://rightsstatements.org/vocab/InC/1.0/", None)]),
        (Rights(licence_uri="https://creativecommons.org/licenses/by/4.0"),
         [("Attribution 4.0 International (CC BY 4.0)", f"{CC}licenses/by/4.0/", "cc-by-4.0")]),
        (Rights(uri="https://creativecommons.org/publicdomain/zero/1.0/", licence_uri=f"{CC}publicdomain/zero/1.0/"),
         [("CC0 1.0 Universal", f"{CC}publicdomain/zero/1.0/", "cc0-1.0")]),
        (Rights(uri="https://a.example.org/t"), [("https://a.example.org/t", "https://a.example.org/t", None)]),
        (Rights(label="Ask", statements=(Statement(text="Ask"), Statement(text="Credit us."))),
         [("Ask", None, None), ("Credit us.", None, None)]),
        (Rights(access=Access(level="restricted", until="2030")), [("Restricted access until 2030", None, None)]),
        (Rights(), []),
    ],
)  # fmt: skip
def test_what_is_said_of_rights(rights: Rights, expected: list[tuple[str | None, ...]]) -> None:
    root = etree.fromstring(oai_datacite.render(Record(local_id="7", rights=rights), Options()))
    found = [
        (node.text, node.get("rightsURI"), node.get("rightsIdentifier")) for node in root.iter(f"{{{NS['d']}}}rights")
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        (f"{CC}licenses/by-nc-sa/3.0/", "cc-by-nc-sa-3.0"),
        (f"{CC}licenses/by/3.0/us/", ""),
        (f"{CC}licenses/by/2.1/", ""),
        (f"{CC}publicdomain/mark/1.0/", ""),
        ("http://rightsstatements.org/vocab/InC/1.0/", ""),
        ("licenses/by/4.0/", ""),
    ],
)
def test_spdx_knows_the_licences_that_it_lists(uri: str, expected: str) -> None:
    assert terms.spdx(uri) == expected


def test_access_terms_are_for_those_who_ask() -> None:
    record = Record(local_id="7", rights=Rights(access=Access(level="metadata_only", note="Closed.")))
    assert find(record, "//d:rights") == ["Closed."]
    assert find(record, "//d:rights[@rightsURI='info:eu-repo/semantics/closedAccess']", access_terms=True) == [
        "Closed Access"
    ]


def test_a_marking_is_description_once_it_is_lifted_and_rights_until_then() -> None:
    markings = (SecurityMarking(level="Secret"), SecurityMarking(level="Restricted", status="in_force"))
    record = Record(local_id="7", security_markings=markings)
    assert find(record, "//d:description[@descriptionType='Other']") == ["Original classification: Secret"]
    assert find(record, "//d:rights") == ["Security classification: Restricted"]


def test_a_table_of_contents_has_its_type() -> None:
    record = Record(local_id="7", notes=(Note(value="1. War", type="table of contents"),))
    assert find(record, "//d:description/@descriptionType") == ["TableOfContents"]


def test_titles_and_names_are_as_in_openaire() -> None:
    record = msgspec.structs.replace(case("full"), titles=(Title(value="B", type="alternative"), Title(value="A")))
    assert find(record, "d:titles/d:title") == ["A", "B"]
    assert find(record, "//d:creatorName/@nameType") == ["Personal"]


DEMANDED = (
    "identifier", "creators/d:creator[1]/d:creatorName", "titles/d:title[1][not(@titleType)]", "publisher",
    "publicationYear", "resourceType",
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(record=records())
def test_what_the_kernel_demands_is_there_once(record: Record) -> None:
    root = etree.fromstring(oai_datacite.render(record, Options()))
    (resource,) = root.xpath(RESOURCE, namespaces=NS)
    for path in DEMANDED:
        (node,) = resource.xpath(f"d:{path}", namespaces=NS)
        assert clean.text(node.text or "")
    names = [etree.QName(node).localname for node in resource]
    assert len(names) == len(set(names))
