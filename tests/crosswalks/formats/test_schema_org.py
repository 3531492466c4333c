"""JSON-LD for landing pages, row by row: always JSON, one node, nothing empty, and safe in a script element."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from crosswalks import clean, registry
from crosswalks.formats import schema_org
from crosswalks.record import (
    Access,
    Agent,
    Classification,
    Collection,
    Copyright,
    Date,
    DigitalObject,
    Funding,
    Genre,
    LanguageUse,
    Named,
    Pid,
    Place,
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
from tests import golden
from tests.crosswalks.formats.test_any_record import any_record
from tests.crosswalks.records import CASES, DATA, case, records

LANDING = "https://a.example.org/7"
CNE = "http://rightsstatements.org/vocab/CNE/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"


def node(record: Record, **options: str) -> dict[str, Any]:
    """Return the node of a record."""
    found: dict[str, Any] = json.loads(schema_org.render(record, schema_org.Options(**options)))
    return found


def of(given: Any, **fields: Any) -> Any:
    """Return one property of a record with these fields; None where it has none."""
    return node(Record(local_id="7", **fields)).get(given)


def values(value: Any) -> Iterator[Any]:
    """Yield every value within a value, containers too."""
    yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from values(each)


@pytest.mark.parametrize("record", CASES)
def test_case(record: str) -> None:
    found = json.dumps(node(case(record)), indent=2, ensure_ascii=False) + "\n"
    golden.check(DATA / f"{record}.schema_org.json", found.encode())


@any_record
@given(record=records())
def test_it_is_always_one_node_of_clean_values_and_safe_in_a_script(record: Record) -> None:
    rendered = schema_org.render(record, schema_org.Options())
    assert not any(character in rendered.decode() for character in "<>&\u2028\u2029\n")
    found = json.loads(rendered)
    assert found["@context"] == "https://schema.org"
    assert found["@type"][0] == "ArchiveComponent"
    assert len(found["@type"]) == 2
    for value in values(found):
        assert value not in ("", [], {}, None)
        assert not isinstance(value, list) or len(value) > 1
        assert not isinstance(value, dict) or set(value) != {"@type"}
        assert not isinstance(value, str) or value == clean.text(value)


def test_it_is_no_format_of_oai_pmh() -> None:
    assert "schema_org" not in registry.FORMATS
    assert registry.PAGES["schema_org"].media_type == "application/ld+json"


def test_markup_cannot_end_the_script() -> None:
    """What is no tag of HTML is text, and stays; a browser would end the script at it all the same."""
    title = "x </ScRiPt foo> <!-- & y"
    rendered = schema_org.render(Record(local_id="7", titles=(Title(value=title),)), schema_org.Options())
    assert b'"name":"x \\u003c/ScRiPt foo\\u003e \\u003c!-- \\u0026 y"' in rendered
    assert json.loads(rendered)["name"] == title
    assert of("name", titles=(Title(value="a<script>b</script>"),)) == "a b"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"genres": (Genre(label="Telegrams"),)}, "Message"),
        ({"genres": (Genre(label="drafts"), Genre(label="maps"))}, "Map"),
        ({"genres": (Genre(label="theses"),)}, "Thesis"),
        ({"genres": (Genre(label="photographs"),), "dcmi_type": "Collection"}, "Photograph"),
        ({"coar_type": "http://purl.org/coar/resource_type/c_0857"}, "Message"),
        ({"dcmi_type": "Dataset"}, "Dataset"),
        ({"dcmi_type": "Text"}, "CreativeWork"),
        ({}, "CreativeWork"),
    ],
)
def test_the_kind_of_work(fields: dict[str, Any], expected: str) -> None:
    assert of("@type", **fields) == ["ArchiveComponent", expected]


def test_addresses() -> None:
    pids = (Pid(scheme="urn", value="urn:nbn:x"), Pid(scheme="doi", value="10.1/x"))
    found = node(Record(local_id="7", landing_url=LANDING, pids=pids))
    assert (found["@id"], found["url"]) == ("https://doi.org/10.1/x", LANDING)
    assert node(Record(local_id="7", landing_url=LANDING))["@id"] == LANDING
    assert found["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "URN", "value": "urn:nbn:x"},
        {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1/x", "url": "https://doi.org/10.1/x"},
        {"@type": "PropertyValue", "propertyID": "local", "value": "7"},
    ]


def test_titles() -> None:
    titles = (Title(value="B", type="alternative"), Title(value="A"), Title(value="A", lang="eng"))
    assert of("name", titles=titles) == "A"
    assert of("alternateName", titles=titles) == "B"


PERSON = {"@type": "Person", "name": "A"}
LETTER = (Genre(label="letters"),)


@pytest.mark.parametrize(
    ("agent", "genres", "given", "expected"),
    [
        (Agent(name="A", kind="person", relation="creator"), (), "creator", PERSON),
        (Agent(name="A", relation="creator"), (), "creator", {"name": "A"}),
        (Agent(name="A", kind="person", relation="contributor", role="rcp"), LETTER, "recipient", PERSON),
        (Agent(name="A", kind="person", relation="contributor", role="rcp"), (), "contributor", PERSON),
        (Agent(name="A", kind="person", relation="contributor", role="Translator"), (), "translator", PERSON),
        (Agent(name="A", kind="person", relation="contributor", role="clerk"), (), "contributor", PERSON),
        (
            Agent(name="A", kind="corporate", relation="publisher"),
            (),
            "publisher",
            {"@type": "Organization", "name": "A"},
        ),
        (Agent(name="A", kind="person", relation="funder"), (), "funder", PERSON),
        (Agent(name="A", kind="person", relation="rights_holder"), (), "copyrightHolder", PERSON),
        (Agent(name="A", kind="person"), (), "about", PERSON),
        (Agent(name="A", kind="person", role="dpc"), (), "about", PERSON),
        (
            Agent(name="A", kind="person", dates="1907-1964", uris=("urn:a", "urn:b"), relation="creator"),
            (),
            "creator",
            {**PERSON, "birthDate": "1907", "deathDate": "1964", "sameAs": ["urn:a", "urn:b"]},
        ),
        (
            Agent(name="A", kind="person", dates="1907-", relation="creator"),
            (),
            "creator",
            {**PERSON, "birthDate": "1907"},
        ),
    ],
)
def test_each_agent_stands_in_one_property(
    agent: Agent, genres: tuple[Genre, ...], given: str, expected: dict[str, Any]
) -> None:
    found = node(Record(local_id="7", agents=(agent,), genres=genres))
    assert found.pop(given) == expected
    assert set(found) == {"@context", "@type", "identifier"} | ({"genre"} if genres else set())


@pytest.mark.parametrize(
    ("date", "given", "expected"),
    [
        (Date(start="1950-01-19"), "dateCreated", "1950-01-19"),
        (Date(start="1956-10-19", end="1956-10-20"), "dateCreated", "1956-10"),
        (Date(start="1945", end="1950", display="1945 to 1950"), "dateCreated", "1945/1950"),
        (Date(display="before the war"), "dateCreated", "before the war"),
        (Date(display="undated"), "dateCreated", None),
        (Date(type="issued", start="1960"), "datePublished", "1960"),
        (Date(type="sent", start="1950-01-19"), "dateSent", "1950-01-19"),
        (Date(type="received", start="1950-01-20"), "dateReceived", "1950-01-20"),
        (Date(type="covered", start="1950", end="1953", display="the war"), "temporalCoverage", "1950/1953"),
    ],
)
def test_dates(date: Date, given: str, expected: str | None) -> None:
    assert of(given, dates=(date,), genres=LETTER) == expected


def test_only_a_message_is_sent() -> None:
    assert of("dateSent", dates=(Date(type="sent", start="1950"),)) is None


def test_what_it_is_about() -> None:
    lcsh = "http://id.loc.gov/authorities/subjects/"
    found = of(
        "about",
        subjects=(
            Subject(label="War", uri=f"{lcsh}sh1"),
            Subject(label="Stalin", kind="name", name_kind="person"),
            Subject(label=" ", authority="lcsh"),
            Subject(label="Seoul", kind="place"),
        ),
        classifications=(Classification(value="951", scheme="ddc", edition="23", label="Korea"),),
    )
    assert found == [
        {"@type": "DefinedTerm", "name": "War", "sameAs": f"{lcsh}sh1", "inDefinedTermSet": lcsh},
        {"@type": "Person", "name": "Stalin"},
        {"@type": "DefinedTerm", "termCode": "951", "name": "Korea", "inDefinedTermSet": "ddc 23"},
    ]


def test_places() -> None:
    places = (Place(label="Pyongyang", lat=39.0339, lon=125.7543), Place(label="Nowhere", lat=1.0), Place())
    assert of("contentLocation", places=places, subjects=(Subject(label="Seoul", kind="place"),)) == [
        {
            "@type": "Place",
            "name": "Pyongyang",
            "geo": {"@type": "GeoCoordinates", "latitude": 39.0339, "longitude": 125.7543},
        },
        {"@type": "Place", "name": "Nowhere"},
        {"@type": "Place", "name": "Seoul"},
    ]


def test_the_archive_that_keeps_the_original_is_not_who_provides_the_document() -> None:
    source = Source(archive=Named(name="AVPRF"), reference=("Fond 059a", "Opis 5a"))
    found = node(Record(local_id="7", data_provider=Named(name="Digital"), sources=(source,)))
    assert found["holdingArchive"] == {"@type": "ArchiveOrganization", "name": "AVPRF"}
    assert found["itemLocation"] == "AVPRF, Fond 059a, Opis 5a"
    assert found["provider"] == found["sdPublisher"] == {"@type": "Organization", "name": "Digital"}
    alone = node(Record(local_id="7", data_provider=Named(name="Digital")))
    assert alone["holdingArchive"] == {"@type": "ArchiveOrganization", "name": "Digital"}


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("host", "isPartOf"), ("series", "isPartOf"), ("constituent", "hasPart"), ("original", "isBasedOn"),
        ("otherVersion", "workExample"), ("otherFormat", "workExample"), ("references", "citation"),
        ("isReferencedBy", "subjectOf"),
    ],
)  # fmt: skip
def test_relations(kind: Any, given: str) -> None:
    related = (Related(type=kind, label="A", uri="https://a.example.org/8"), Related(type=kind, uri="urn:isbn:1"))
    assert of(given, related=related) == [
        {"@type": "CreativeWork", "name": "A", "url": "https://a.example.org/8"},
        {"@type": "CreativeWork", "identifier": "urn:isbn:1"},
    ]


def test_collections() -> None:
    collections = (Collection(title="C", id="c1", url="https://a.example.org/c"),)
    assert of("isPartOf", collections=collections) == {
        "@type": "Collection", "name": "C", "identifier": "c1", "url": "https://a.example.org/c",
    }  # fmt: skip


def test_rights() -> None:
    found = node(
        Record(
            local_id="7",
            metadata_rights="https://creativecommons.org/publicdomain/zero/1.0/legalcode",
            rights=Rights(
                uri="https://rightsstatements.org/page/CNE/1.0/?language=en",
                licence_uri=BY,
                label="Copyright Not Evaluated",
                statements=(
                    Statement(text="Use it."),
                    Statement(text="Ask.", kind="contact"),
                    Statement(text="Courtesy of A.", kind="credit"),
                    Statement(text="Perhaps in copyright.", kind="copyright"),
                ),
                copyright=Copyright(status="unknown", year="1951"),
                access=Access(level="restricted"),
            ),
            security_markings=(SecurityMarking(level="Secret", status="in_force"), SecurityMarking(level="Top Secret")),
        )
    )
    assert found["license"] == [CNE, BY]
    assert found["usageInfo"] == [
        {"@type": "CreativeWork", "text": "Use it."},
        {"@type": "CreativeWork", "text": "Ask."},
    ]
    assert found["creditText"] == "Courtesy of A."
    assert found["copyrightNotice"] == ["Perhaps in copyright.", "Copyright: unknown, 1951"]
    assert found["copyrightYear"] == 1951
    assert found["conditionsOfAccess"] == ["Restricted access", "Security classification: Secret"]
    assert found["description"] == "Original classification: Top Secret"
    assert found["sdLicense"] == "http://creativecommons.org/publicdomain/zero/1.0/"


def test_rights_of_the_metadata_by_option() -> None:
    assert node(Record(local_id="7"), metadata_rights=BY)["sdLicense"] == BY
    assert node(Record(local_id="7", metadata_rights=CNE), metadata_rights=BY)["sdLicense"] == CNE
    assert "sdLicense" not in node(Record(local_id="7"), metadata_rights="CC0")


def test_files_and_texts() -> None:
    found = node(
        Record(
            local_id="7",
            uploaded="2011-11-20",
            objects=(
                DigitalObject(url="https://a.example.org/7.jpg", role="preview"),
                DigitalObject(url="https://a.example.org/7.tif", role="master", media_type="image/tiff", size=12),
                DigitalObject(url="https://a.example.org/m", role="iiif_manifest"),
                DigitalObject(url="http:///nowhere"),
            ),
            texts=(
                TextVersion(kind="translation", lang="eng", url="https://a.example.org/en", translator="K"),
                TextVersion(kind="ocr", lang="rus", url="https://a.example.org/ocr"),
                TextVersion(kind="transcript", body="Comrade"),
            ),
        )
    )
    assert found["thumbnailUrl"] == "https://a.example.org/7.jpg"
    assert found["encoding"] == [
        {
            "@type": "ImageObject", "contentUrl": "https://a.example.org/7.tif", "encodingFormat": "image/tiff",
            "contentSize": "12 B", "uploadDate": "2011-11-20",
        },
        {
            "@type": "MediaObject", "name": "IIIF manifest", "contentUrl": "https://a.example.org/m",
            "uploadDate": "2011-11-20",
        },
        {"@type": "MediaObject", "name": "OCR text", "contentUrl": "https://a.example.org/ocr", "inLanguage": "ru"},
    ]  # fmt: skip
    assert found["workTranslation"] == {
        "@type": "CreativeWork", "url": "https://a.example.org/en", "inLanguage": "en", "translator": {"name": "K"},
    }  # fmt: skip


def test_languages_and_funding() -> None:
    languages = (LanguageUse(code="rus"), LanguageUse(text="English"), LanguageUse(text="Cipher"))
    assert of("inLanguage", languages=languages) == ["ru", "en", "Cipher"]
    funding = (Funding(funder="F", funder_uri="urn:f", award="A1"), Funding(note_text="With thanks to G."))
    assert of("funding", funding=funding) == {
        "@type": "Grant", "identifier": "A1", "funder": {"@type": "Organization", "name": "F", "sameAs": "urn:f"},
    }  # fmt: skip
    assert "With thanks to G." in of("description", funding=funding)
