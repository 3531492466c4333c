"""oai_datacite row by row: what the kernel demands, what it is told, and under which option."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from crosswalks import clean
from crosswalks.formats import oai_datacite
from crosswalks.formats.oai_datacite import Options
from crosswalks.record import (
    Agent,
    Collection,
    DigitalObject,
    Genre,
    LanguageUse,
    Named,
    Note,
    Pid,
    Record,
    Related,
    Source,
    Subject,
    TextVersion,
    Title,
)
from tests.crosswalks.formats.finding import NAMESPACES, RESOURCE
from tests.crosswalks.formats.finding import datacite as find
from tests.crosswalks.records import case, records

COAR = "http://purl.org/coar/resource_type/"


def test_the_envelope_is_that_of_datacite() -> None:
    root = etree.fromstring(oai_datacite.render(Record(local_id="7"), Options(datacentre_symbol="EXAMPLE.ARCHIVE")))
    assert [etree.QName(node).localname for node in root] == ["schemaVersion", "datacentreSymbol", "payload"]
    assert [node.text for node in root][:2] == ["4", "EXAMPLE.ARCHIVE"]
    (resource,) = root.xpath(RESOURCE, namespaces=NAMESPACES)
    assert resource.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation") == (
        "http://datacite.org/schema/kernel-4 http://schema.datacite.org/meta/kernel-4/metadata.xsd"
    )


@pytest.mark.parametrize("symbol", ["", " ", "\x00"])
def test_an_empty_symbol_is_unknown(symbol: str) -> None:
    root = etree.fromstring(oai_datacite.render(Record(local_id="7"), Options(datacentre_symbol=symbol)))
    assert root.xpath("string(e:datacentreSymbol)", namespaces=NAMESPACES) == ":unav"


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
    itself = Record(local_id="7", agents=(Agent(name="Archive", relation="publisher"),), data_provider=archive)
    assert find(itself, "//d:contributor") == []
    assert find(Record(local_id="7"), "d:publisher", publisher="Example Archive") == ["Example Archive"]
    assert find(alone, "d:publisher", publisher="Example Archive") == ["Archive"]


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
    (resource,) = root.xpath(RESOURCE, namespaces=NAMESPACES)
    for path in DEMANDED:
        (node,) = resource.xpath(f"d:{path}", namespaces=NAMESPACES)
        assert clean.text(node.text or "")
    names = [etree.QName(node).localname for node in resource]
    assert len(names) == len(set(names))
