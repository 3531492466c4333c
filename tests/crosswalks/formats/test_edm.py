"""EDM row by row: what stands where, what refers to what, and under which option."""

from typing import Any

import pytest
from lxml import etree

from crosswalks import xml
from crosswalks.formats import edm
from crosswalks.record import (
    Access,
    Agent,
    Classification,
    Collection,
    Copyright,
    Date,
    DigitalObject,
    Genre,
    LanguageUse,
    Named,
    Physical,
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
from tests import schemas
from tests.crosswalks.records import case

NS = {prefix: uri for prefix, uri in edm.PREFIXES.items() if prefix}
NIL = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"
CNE = "http://rightsstatements.org/vocab/CNE/1.0/"
NOC_US = "http://rightsstatements.org/vocab/NoC-US/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"
LANDING = "https://a.example.org/7"


def find(record: Record, path: str, **options: Any) -> list[str]:
    """Return what an XPath finds: attribute values, and of elements the text or what they refer to."""
    rendered = edm.render(record, edm.Options(**options))
    assert schemas.validate(rendered) == []
    found = etree.fromstring(rendered).xpath(path, namespaces=NS)
    return [node if isinstance(node, str) else node.get(f"{{{xml.RDF}}}resource") or node.text or "" for node in found]


def of_object(record: Record, element: str, **options: Any) -> list[str]:
    """Return the values of a property of the edm:ProvidedCHO."""
    return find(record, f"edm:ProvidedCHO/{element}", **options)


def of_aggregation(record: Record, element: str, **options: Any) -> list[str]:
    """Return the values of a property of the ore:Aggregation."""
    return find(record, f"ore:Aggregation/{element}", **options)


# What names it


@pytest.mark.parametrize(
    ("record", "base", "expected"),
    [
        (Record(local_id="a/7"), "https://id.example.org/", "https://id.example.org/a%2F7#object"),
        (
            Record(local_id="7", oai_identifier="oai:a.example.org:7", landing_url=LANDING),
            "",
            "oai:a.example.org:7#object",
        ),
        (
            Record(local_id="7", landing_url=LANDING, pids=(Pid(scheme="ark", value="ark:/1/2"),)),
            "",
            "ark:/1/2#object",
        ),
        (Record(local_id="7", landing_url=LANDING), "", f"{LANDING}#object"),
        (Record(local_id="7", landing_url=f"{LANDING}#page"), "", f"{LANDING}#page-object"),
        (Record(local_id="Бумага 7"), "", "#%D0%91%D1%83%D0%BC%D0%B0%D0%B3%D0%B0%207-object"),
        (Record(local_id="7"), "https://id.example.org/?id=", "https://id.example.org/?id=7#object"),
    ],
)
def test_the_object_is_named_by_what_changes_least(record: Record, base: str, expected: str) -> None:
    assert find(record, "edm:ProvidedCHO/@rdf:about", base=base) == [expected]
    assert of_aggregation(record, "edm:aggregatedCHO", base=base) == [expected]
    assert find(record, "ore:Aggregation/@rdf:about", base=base) == [expected.removesuffix("object") + "aggregation"]


def test_classes_stand_in_order_and_the_aggregation_last() -> None:
    root = etree.fromstring(edm.render(case("full"), edm.Options()))
    assert list(dict.fromkeys(etree.QName(node).localname for node in root)) == [
        "ProvidedCHO", "WebResource", "Agent", "Place", "Concept", "Aggregation",
    ]  # fmt: skip


# The document


def test_one_title_in_each_language() -> None:
    titles = (
        Title(value="T", type="translated", lang="fra"),
        Title(value="A", lang="eng"),
        Title(value="B", lang="eng"),
        Title(value="Б", lang="rus"),
        Title(value=" "),
        Title(value="A", type="alternative", lang="eng"),
    )
    record = Record(local_id="7", titles=titles)
    assert of_object(record, "dc:title") == ["A", "Б"]
    assert of_object(record, "dc:title/@xml:lang") == ["en", "ru"]
    assert of_object(record, "dcterms:alternative") == ["B", "T"]


def test_a_title_that_is_not_the_main_one_is_the_title_where_there_is_no_other() -> None:
    titles = (Title(value="A", type="supplied"), Title(value="B", type="uniform", lang="rus"))
    record = Record(local_id="7", titles=titles)
    assert of_object(record, "dc:title") == ["A"]
    assert of_object(record, "dcterms:alternative") == ["B"]


VIAF = "http://viaf.org/viaf/1"


@pytest.mark.parametrize(
    ("relation", "element"), [("creator", "creator"), ("contributor", "contributor"), ("publisher", "publisher")]
)
def test_an_agent_with_a_uri_is_a_class_of_its_own(relation: Any, element: str) -> None:
    who = Agent(name="A", dates="1907-1964", uris=(VIAF, "urn:a", VIAF), relation=relation)
    record = Record(local_id="7", agents=(who, Agent(name="B", dates="1900-", relation=relation)))
    assert of_object(record, f"dc:{element}") == [VIAF, "B, 1900-"]
    agent = f"edm:Agent[@rdf:about='{VIAF}']"
    assert find(record, f"{agent}/skos:prefLabel") == ["A"]
    assert find(record, f"{agent}/dc:date") == ["1907-1964"]
    assert find(record, f"{agent}/owl:sameAs") == ["urn:a"]


def test_who_has_no_part_is_a_subject_that_the_object_has_met() -> None:
    record = Record(
        local_id="7",
        agents=(Agent(name="Kim", uris=(VIAF,)), Agent(name="Pak", role="dpc"), Agent(name="C", role="ivr")),
        subjects=(Subject(label="Stalin", kind="name", uri="http://viaf.org/viaf/2"),),
    )
    assert of_object(record, "dc:subject") == ["Kim", "Pak", "Stalin"]
    assert of_object(record, "edm:hasMet") == [VIAF, "http://viaf.org/viaf/2"]
    assert find(record, "edm:Agent/skos:prefLabel") == ["Kim", "Stalin"]
    assert of_object(record, "dc:contributor") == ["C"]


def test_a_term_with_a_uri_is_a_concept_in_its_scheme() -> None:
    uri = "http://id.loc.gov/authorities/subjects/sh1"
    record = Record(local_id="7", subjects=(Subject(label="War", uri=uri), Subject(label="Peace")))
    assert of_object(record, "dc:subject") == [uri, "Peace"]
    assert find(record, f"skos:Concept[@rdf:about='{uri}']/skos:prefLabel") == ["War"]
    assert find(record, "skos:Concept/skos:inScheme") == ["http://id.loc.gov/authorities/subjects/"]


def test_one_uri_names_one_thing() -> None:
    """A URI that is an agent already is none in dc:subject, whose concept it would be: the label stands there."""
    record = Record(
        local_id="7",
        agents=(Agent(name="A", uris=(VIAF,), relation="creator"), Agent(name="B", uris=(VIAF,), relation="creator")),
        subjects=(Subject(label="S", uri=VIAF),),
    )
    assert of_object(record, "dc:creator") == [VIAF]
    assert of_object(record, "dc:subject") == ["S"]
    assert find(record, "//*/@rdf:about").count(VIAF) == 1


def test_a_web_resource_is_no_agent() -> None:
    record = Record(local_id="7", landing_url=LANDING, agents=(Agent(name="A", uris=(LANDING,), relation="creator"),))
    assert of_object(record, "dc:creator") == ["A"]
    assert find(record, "edm:Agent") == []


def test_library_classifications() -> None:
    uri = "http://dewey.info/class/951/"
    numbers = (
        Classification(value="951", scheme="ddc", edition="23", label="Korea", uri=uri),
        Classification(value="DS935", scheme="lcc", label="North Korea"),
    )
    record = Record(local_id="7", classifications=numbers)
    assert of_object(record, "dc:subject") == [uri, "lcc: DS935", "North Korea"]
    assert find(record, "skos:Concept/skos:notation") == ["951"]
    assert find(record, "skos:Concept/skos:prefLabel") == ["Korea"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(local_id="7", dcmi_type="Text"), ["Text"]),
        (Record(local_id="7", dcmi_type="Text", genres=(Genre(label="telegrams"),)), ["telegrams"]),
        (
            Record(local_id="7", dcmi_type="PhysicalObject", genres=(Genre(label="medals"),)),
            ["medals", "PhysicalObject"],
        ),
        (
            Record(local_id="7", genres=(Genre(label="telegrams", uri="http://vocab.getty.edu/aat/3"),)),
            ["http://vocab.getty.edu/aat/3"],
        ),
        (
            Record(local_id="7", coar_type="http://purl.org/coar/resource_type/c_0857"),
            ["http://purl.org/coar/resource_type/c_0857"],
        ),
        (Record(local_id="7", genres=(Genre(label=" "),)), []),
    ],
)
def test_dc_type(record: Record, expected: list[str]) -> None:
    assert of_object(record, "dc:type") == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"dcmi_type": "Text"}, "TEXT"),
        ({"dcmi_type": "StillImage"}, "IMAGE"),
        ({"dcmi_type": "Image"}, "IMAGE"),
        ({"dcmi_type": "MovingImage"}, "VIDEO"),
        ({"dcmi_type": "Sound"}, "SOUND"),
        ({"dcmi_type": "PhysicalObject"}, "IMAGE"),
        (
            {
                "dcmi_type": "PhysicalObject",
                "objects": (DigitalObject(url="https://a.example.org/m", media_type="model/gltf+json"),),
            },
            "3D",
        ),
        ({"objects": (DigitalObject(url="https://a.example.org/a", media_type="Audio/mpeg"),)}, "SOUND"),
        ({"objects": (DigitalObject(url="https://a.example.org/a", media_type="image/png", role="preview"),)}, ""),
        ({"physical": Physical(media_types=("application/pdf;version=1.4",))}, "TEXT"),
        ({"physical": Physical(media_types=("text/html",))}, ""),
        ({"genres": (Genre(label="Sound recording"),)}, "SOUND"),
        ({"coar_type": "http://purl.org/coar/resource_type/c_12cd"}, "IMAGE"),
        ({"dcmi_type": "Dataset"}, ""),
        ({}, ""),
    ],
)
def test_edm_type(given: dict[str, Any], expected: str) -> None:
    record = Record(local_id="7", **given)
    assert of_object(record, "edm:type") == [expected or "TEXT"]
    assert of_object(record, "edm:type", default_type="VIDEO") == [expected or "VIDEO"]


@pytest.mark.parametrize(
    ("date", "element", "expected"),
    [
        (Date(start="1950-01-19", display="January 19, 1950"), "dcterms:created", "1950-01-19"),
        (Date(start="1950", qualifier="approximate"), "dcterms:created", "1950~"),
        (Date(start="1950", end="1953", qualifier="questionable"), "dcterms:created", "1950?/1953?"),
        (Date(start="1950", end="..", qualifier="approximate"), "dcterms:created", "1950~/.."),
        (Date(start="195X", qualifier="inferred"), "dcterms:created", "195X"),
        (Date(display="before the war"), "dcterms:created", "before the war"),
        (Date(type="issued", start="1960"), "dcterms:issued", "1960"),
        (Date(type="sent", start="1950-01-20"), "dc:date", "1950-01-20"),
        (Date(type="received", start="1950-01-21"), "dc:date", "1950-01-21"),
        (Date(type="copyright", start="1994"), "dc:date", "1994"),
        (Date(type="covered", start="1950", end="1953", display="the war"), "dcterms:temporal", "the war"),
    ],
)
def test_each_type_of_date_has_its_element(date: Date, element: str, expected: str) -> None:
    assert of_object(Record(local_id="7", dates=(date,)), element)[0] == expected


@pytest.mark.parametrize(
    "date", [Date(display="undated"), Date(type="declassified", start="1995"), Date(type="captured", start="2010")]
)
def test_what_is_no_date_of_the_document_is_not_told_of_it(date: Date) -> None:
    record = Record(local_id="7", dates=(date,))
    assert of_object(record, "dcterms:created | edm:ProvidedCHO/dcterms:issued | edm:ProvidedCHO/dc:date") == []


def test_places_with_coordinates_are_classes_of_their_own() -> None:
    record = Record(
        local_id="7",
        landing_url=LANDING,
        places=(
            Place(label="Korea", uri="http://sws.geonames.org/1/"),
            Place(label="Pyongyang", lat=39.0339, lon=125.7543),
            Place(lat=-1e-9, lon=0.0),
            Place(label="Nowhere", lat=1.0),
            Place(uri="http://sws.geonames.org/2/"),
        ),
        subjects=(Subject(label="Seoul", kind="place"),),
    )
    assert of_object(record, "dcterms:spatial") == [
        "http://sws.geonames.org/1/", f"{LANDING}#place-2", f"{LANDING}#place-3", "Nowhere",
        "http://sws.geonames.org/2/", "Seoul",
    ]  # fmt: skip
    assert find(record, "edm:Place/skos:prefLabel") == ["Korea", "Pyongyang"]
    assert find(record, "edm:Place/wgs84:lat") == ["39.0339", "0"]
    assert find(record, "edm:Place/wgs84:long") == ["125.7543", "0"]
    assert find(record, "edm:Place[@rdf:about='http://sws.geonames.org/2/']") == []  # there is nothing to say of it


def test_a_period_with_a_uri_is_a_time_span() -> None:
    uri = "http://www.wikidata.org/entity/Q8683"
    record = Record(local_id="7", subjects=(Subject(label="Cold War", kind="time", uri=uri),))
    assert of_object(record, "dcterms:temporal") == [uri]
    assert find(record, f"edm:TimeSpan[@rdf:about='{uri}']/skos:prefLabel") == ["Cold War"]


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("host", "dcterms:isPartOf"), ("series", "dcterms:isPartOf"), ("constituent", "dcterms:hasPart"),
        ("preceding", "dcterms:replaces"), ("succeeding", "dcterms:isReplacedBy"), ("original", "dcterms:isFormatOf"),
        ("otherFormat", "dcterms:hasFormat"), ("otherVersion", "dcterms:hasVersion"),
        ("references", "dcterms:references"), ("isReferencedBy", "dcterms:isReferencedBy"),
        ("reviewOf", "dc:relation"), ("", "dc:relation"),
    ],
)  # fmt: skip
def test_each_relation_has_its_element(kind: Any, element: str) -> None:
    record = Record(local_id="7", related=(Related(type=kind, label="A", uri="https://a.example.org/8"),))
    assert of_object(record, element) == ["A", "https://a.example.org/8"]


def test_collections_stand_with_hosts() -> None:
    record = Record(
        local_id="7",
        collections=(Collection(title="C", url="https://a.example.org/c"),),
        related=(Related(type="host", label="H"),),
    )
    assert of_object(record, "dcterms:isPartOf") == ["C", "https://a.example.org/c", "H"]


def test_persistent_identifiers_stand_in_both_places() -> None:
    record = Record(local_id="7", landing_url=LANDING, pids=(Pid(scheme="doi", value="10.1/x"),))
    assert of_object(record, "edm:pid") == ["https://doi.org/10.1/x"]
    assert of_object(record, "dc:identifier") == ["https://doi.org/10.1/x", "7"]


def test_languages_of_the_document_are_iso_639_3_those_of_literals_bcp_47() -> None:
    record = Record(
        local_id="7",
        titles=(Title(value="Т", lang="rus"), Title(value="X", lang="qqq")),
        languages=(LanguageUse(code="rus"), LanguageUse(text="English"), LanguageUse(text="Cipher")),
    )
    assert of_object(record, "dc:language") == ["rus", "eng", "Cipher"]
    assert of_object(record, "dc:title[@xml:lang='ru']") == ["Т"]
    assert of_object(record, "dc:title[not(@xml:lang)]") == ["X"]


def test_a_lifted_marking_is_description_and_one_in_force_rights() -> None:
    markings = (SecurityMarking(level="Secret"), SecurityMarking(level="Restricted", status="in_force"))
    record = Record(local_id="7", security_markings=markings)
    assert of_object(record, "dc:description") == ["Original classification: Secret"]
    assert of_object(record, "dc:rights") == ["Security classification: Restricted"]


# Where it is shown

PDF, TIFF, JPEG = "https://a.example.org/7.pdf", "https://a.example.org/7.tiff", "https://a.example.org/7.jpg"
MANIFEST = "https://a.example.org/7/manifest"


def test_each_view_has_its_place_and_its_web_resource() -> None:
    record = Record(
        local_id="7",
        landing_url=LANDING,
        uploaded="2011-11-20",
        dates=(Date(type="captured", start="2010"),),
        objects=(
            DigitalObject(url=JPEG, role="preview"),
            DigitalObject(url=PDF, media_type="application/pdf", size=12),
            DigitalObject(url=TIFF, role="master"),
            DigitalObject(url=f"{PDF}?2"),
            DigitalObject(url=MANIFEST, role="iiif_manifest"),
            DigitalObject(url=LANDING),
            DigitalObject(url=PDF),
        ),
        texts=(TextVersion(kind="translation", lang="eng", url="https://a.example.org/7.en", translator="K"),),
    )
    assert of_aggregation(record, "edm:isShownAt") == [LANDING]
    assert of_aggregation(record, "edm:isShownBy") == [PDF]
    assert of_aggregation(record, "edm:object") == [JPEG]
    assert of_aggregation(record, "edm:hasView") == [TIFF, f"{PDF}?2", "https://a.example.org/7.en"]
    assert find(record, "edm:WebResource/@rdf:about") == [
        LANDING, JPEG, PDF, TIFF, f"{PDF}?2", "https://a.example.org/7.en",
    ]  # fmt: skip
    assert find(record, f"edm:WebResource[@rdf:about='{PDF}']/*") == [
        "application/pdf", "2010", "12 bytes", "2011-11-20", MANIFEST,
    ]  # fmt: skip
    assert find(record, "edm:WebResource[last()]/*") == ["K", "Translation", "eng"]
    assert find(record, "edm:WebResource[dcterms:isReferencedBy]/@rdf:about") == [PDF, TIFF, f"{PDF}?2"]


@pytest.mark.parametrize(
    ("landing", "path"),
    [(LANDING, "edm:WebResource/dcterms:isReferencedBy"), ("", "edm:ProvidedCHO/dcterms:isReferencedBy")],
)
def test_a_manifest_without_a_file_is_told_by_the_page_or_by_the_object(landing: str, path: str) -> None:
    record = Record(local_id="7", landing_url=landing, objects=(DigitalObject(url=MANIFEST, role="iiif_manifest"),))
    assert find(record, "//dcterms:isReferencedBy") == find(record, path) == [MANIFEST]


# Who provides it


def test_the_provider_is_the_aggregator_or_the_data_provider() -> None:
    record = Record(local_id="7", data_provider=Named(name="Archive", uri="https://viaf.org/viaf/9"))
    assert of_aggregation(record, "edm:dataProvider") == ["Archive"]
    assert of_aggregation(record, "edm:provider") == ["Archive"]
    given = {"provider": "Hub", "intermediate_provider": "Network"}
    assert of_aggregation(record, "edm:provider", **given) == ["Hub"]
    assert of_aggregation(record, "edm:intermediateProvider", **given) == ["Network"]
    assert of_aggregation(Record(local_id="7"), "edm:provider", **given) == ["Hub"]
    assert of_aggregation(Record(local_id="7"), "edm:provider", provider=" \x03") == [NIL]


def test_the_profile_names_the_data_provider_where_the_record_does_not() -> None:
    for record in (Record(local_id="7"), Record(local_id="7", data_provider=Named(name=" "))):
        assert of_aggregation(record, "edm:dataProvider", data_provider="Archive") == ["Archive"]
        assert of_aggregation(record, "edm:provider", data_provider="Archive") == ["Archive"]
        assert of_aggregation(record, "edm:dataProvider") == []
    own = Record(local_id="7", data_provider=Named(name="Own"))
    assert of_aggregation(own, "edm:dataProvider", data_provider="Archive") == ["Own"]


def test_an_organisation_that_europeana_knows_is_named_by_its_uri() -> None:
    uri = "http://data.europeana.eu/organization/1482250000002112001"
    record = Record(local_id="7", data_provider=Named(name="Archive", uri=uri))
    assert of_aggregation(record, "edm:dataProvider") == of_aggregation(record, "edm:provider") == [uri]


# Rights


@pytest.mark.parametrize(
    ("uri", "licence", "edm_rights", "dc_rights"),
    [
        (CNE, "", CNE, []),
        ("https://rightsstatements.org/page/CNE/1.0/?language=en", "", CNE, []),
        ("", "https://creativecommons.org/licenses/by/4.0/deed.en", BY, []),
        (CNE, BY, CNE, [f"Licence: {BY}"]),
        (NOC_US, BY, BY, [NOC_US]),
        (NOC_US, "", NOC_US, []),
        ("https://a.example.org/terms", BY, BY, ["https://a.example.org/terms"]),
        ("https://a.example.org/terms", "", "https://a.example.org/terms", []),
        ("", "https://a.example.org/licence", "https://a.example.org/licence", []),
        ("", "", NIL, []),
    ],
)
def test_edm_rights_is_what_europeana_accepts_if_there_is_such(
    uri: str, licence: str, edm_rights: str, dc_rights: list[str]
) -> None:
    record = Record(local_id="7", landing_url=LANDING, rights=Rights(uri=uri, licence_uri=licence))
    assert of_aggregation(record, "edm:rights") == [edm_rights]
    accepted = [edm_rights] if edm_rights in (CNE, BY) else []  # the web resource need not have any
    assert find(record, "edm:WebResource/edm:rights") == accepted
    assert find(record, "edm:WebResource/dc:rights") == dc_rights


def test_a_file_may_have_rights_of_its_own() -> None:
    record = Record(
        local_id="7",
        rights=Rights(uri=CNE),
        objects=(
            DigitalObject(url=PDF, rights_uri=BY),
            DigitalObject(url=TIFF, role="master", rights_uri=NOC_US),
            DigitalObject(url=JPEG, role="preview"),
        ),
    )
    assert find(record, f"edm:WebResource[@rdf:about='{PDF}']/*[local-name()='rights']") == [BY]
    assert find(record, f"edm:WebResource[@rdf:about='{TIFF}']/edm:rights") == []
    assert find(record, f"edm:WebResource[@rdf:about='{TIFF}']/dc:rights") == [NOC_US]
    assert find(record, f"edm:WebResource[@rdf:about='{JPEG}']/edm:rights") == [CNE]


RIGHTS = Rights(
    uri=CNE,
    label="Ask the estate.",
    statements=(Statement(text="Ask first.", lang="eng"), Statement(text=CNE), Statement(text=NOC_US)),
    holders=(Agent(name="The estate"),),
    copyright=Copyright(status="in copyright"),
    access=Access(level="restricted", until="2030"),
)
USE = ["Ask the estate.", "Ask first.", f"Further rights statement: {NOC_US}", "Restricted access until 2030"]


def test_words_about_use_stand_with_what_is_shown_those_about_the_document_with_it() -> None:
    objects = (DigitalObject(url=PDF), DigitalObject(url=TIFF, role="master"))
    record = Record(local_id="7", landing_url=LANDING, objects=objects, rights=RIGHTS)
    assert of_object(record, "dc:rights") == ["Copyright: in copyright", "Rights holder: The estate"]
    assert find(record, f"edm:WebResource[@rdf:about='{LANDING}']/dc:rights") == USE
    assert find(record, f"edm:WebResource[@rdf:about='{PDF}']/dc:rights") == USE
    assert find(record, f"edm:WebResource[@rdf:about='{TIFF}']/dc:rights") == []
    assert of_aggregation(record, "dc:rights") == []


def test_words_about_use_stand_with_the_aggregation_where_nothing_is_shown() -> None:
    assert of_aggregation(Record(local_id="7", rights=RIGHTS), "dc:rights") == USE
