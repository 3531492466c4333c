"""oai_qdc row by row: what stands in which term, of which encoding scheme, and under which option."""

from typing import Any

import pytest
from hypothesis import given
from lxml import etree

from crosswalks import xml
from crosswalks.formats import oai_dc, oai_qdc
from crosswalks.record import (
    Abstract,
    Access,
    Agent,
    Classification,
    Collection,
    Copyright,
    Date,
    DigitalObject,
    Genre,
    Identifier,
    LanguageUse,
    Named,
    Note,
    Physical,
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
from tests import schemas
from tests.crosswalks.formats.test_any_record import any_record
from tests.crosswalks.records import case, records

CNE = "http://rightsstatements.org/vocab/CNE/1.0/"
INC = "http://rightsstatements.org/vocab/InC/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"
EVERY_OPTION = oai_qdc.Options(object_urls=True, provenance=True, statements="accessRights", iiif_manifests=True)


def written(record: Record, **options: Any) -> list[tuple[str, str, str]]:
    """Return term, encoding scheme and text of each element but the local identifier."""
    root = etree.fromstring(oai_qdc.render(record, oai_qdc.Options(**options)))
    found = [
        (etree.QName(node).localname, node.get(xml.XSI_TYPE, "").removeprefix("dcterms:"), node.text or "")
        for node in root
    ]
    return [each for each in found if each != ("identifier", "", "7")]


def values(record: Record, term: str, **options: Any) -> list[str]:
    """Return the texts of one term."""
    return [text for name, _, text in written(record, **options) if name == term]


def test_each_term_is_in_its_own_namespace() -> None:
    root = etree.fromstring(oai_qdc.render(case("full"), EVERY_OPTION))
    spaces = {etree.QName(node).localname: etree.QName(node).namespace for node in root}
    fifteen = {etree.QName(tag).localname for tag, _ in oai_dc.ELEMENTS}
    assert {name for name, space in spaces.items() if space == xml.DC} <= fifteen
    assert {name for name, space in spaces.items() if space == xml.DCTERMS} == {
        "alternative", "abstract", "provenance", "created", "issued", "dateCopyrighted", "valid", "modified",
        "available", "extent", "medium", "isPartOf", "hasFormat", "hasVersion", "isReferencedBy", "spatial", "temporal",
        "accessRights", "license", "rightsHolder",
    }  # fmt: skip


SCHEME = "http://purl.org/dc/terms/"
ROWS = [
    (Record(local_id="7", titles=(Title(value="B", type="alternative"), Title(value="A", non_sort="The"))),
     [("title", "", "The A"), ("alternative", "", "B")]),
    (Record(local_id="7", agents=(Agent(name="A", relation="creator", dates="1907-1964"),)),
     [("creator", "", "A, 1907-1964")]),
    (Record(local_id="7", agents=(Agent(name="A", relation="contributor", role="rcp"), Agent(name="B"))),
     [("contributor", "", "A (addressee)"), ("subject", "", "B")]),
    (Record(local_id="7", agents=(Agent(name="A", relation="publisher"),), data_provider=Named(name="B")),
     [("publisher", "", "A"), ("publisher", "", "B")]),
    (Record(local_id="7", agents=(Agent(name="A", relation="rights_holder"),)), [("rightsHolder", "", "A")]),
    (Record(local_id="7", subjects=(Subject(label="A", authority="lcsh"), Subject(label="B", authority="MeSH"),
                                    Subject(label="C", authority="fast"),
                                    Subject(label="D", uri="http://id.loc.gov/authorities/subjects/sh1"))),
     [("subject", "LCSH", "A"), ("subject", "MESH", "B"), ("subject", "", "C"), ("subject", "LCSH", "D")]),
    (Record(local_id="7", subjects=(Subject(label="A", kind="place"), Subject(label="1950", kind="time"))),
     [("spatial", "", "A"), ("temporal", "W3CDTF", "1950")]),
    # a time without seconds is W3CDTF, but none of XML Schema's
    (Record(local_id="7", subjects=(Subject(label="1950-01-19T10:00Z", kind="time"),)),
     [("temporal", "", "1950-01-19T10:00Z")]),
    (Record(local_id="7", places=(Place(label="A", authority="tgn"), Place(label="B", lat=1.5, lon=-2.0))),
     [("spatial", "TGN", "A"), ("spatial", "", "B"), ("spatial", "", "1.5, -2")]),
    (Record(local_id="7", classifications=(
        Classification(value="DS935", scheme="lcc"), Classification(value="951.9", scheme="ddc", label="Korea"),
        Classification(value="94(519)", scheme="udc"), Classification(value="WA 1", scheme="nlm"))),
     [("subject", "LCC", "DS935"), ("subject", "DDC", "951.9"), ("subject", "", "Korea"),
      ("subject", "UDC", "94(519)"), ("subject", "", "nlm: WA 1")]),
    (Record(local_id="7", abstracts=(Abstract(value="A"),), notes=(Note(value="B", label="C"),)),
     [("abstract", "", "A"), ("description", "", "C: B")]),
    (Record(local_id="7", security_markings=(SecurityMarking(level="Secret"),)),
     [("description", "", "Original classification: Secret")]),
    (Record(local_id="7", security_markings=(SecurityMarking(level="Secret", status="in_force"),)),
     [("accessRights", "", "Security classification: Secret")]),
    (Record(local_id="7", dcmi_type="Text", genres=(Genre(label="still image"), Genre(label="Text", authority="x"))),
     [("type", "DCMIType", "Text"), ("type", "DCMIType", "StillImage")]),
    (Record(local_id="7", genres=(Genre(label="letters"),)), [("type", "", "letters")]),
    (Record(local_id="7", physical=Physical(extents=("1 leaf",), forms=("ink",), media_types=("image/jp2", "jpeg"))),
     [("extent", "", "1 leaf"), ("medium", "", "ink"), ("format", "IMT", "image/jp2"), ("format", "", "jpeg")]),
    (Record(local_id="7", landing_url="https://x.org/7", pids=(Pid(scheme="doi", value="10.1/x"),),
            identifiers=(Identifier(value="1", type="isbn"), Identifier(value="MSS:12"))),
     [("identifier", "URI", "https://x.org/7"), ("identifier", "URI", "https://doi.org/10.1/x"),
      ("identifier", "", "isbn: 1"), ("identifier", "", "MSS:12")]),
    (Record(local_id="7", sources=(Source(citation="f. 3", archive=Named(name="A"), url="http://x.org/s"),)),
     [("source", "", "f. 3"), ("source", "", "A"), ("source", "URI", "http://x.org/s")]),
    (Record(local_id="7", languages=(LanguageUse(code="rus"), LanguageUse(text="Cipher"))),
     [("language", "", "rus"), ("language", "", "Cipher")]),
    (Record(local_id="7", collections=(Collection(title="A", url="http://x.org/c"),)),
     [("isPartOf", "", "A"), ("isPartOf", "URI", "http://x.org/c")]),
    (Record(local_id="7", texts=(TextVersion(kind="ocr", url="http://x.org/o"),
                                 TextVersion(kind="translation", url="http://x.org/t"),
                                 TextVersion(kind="transcript", body="Comrade!"))),
     [("hasFormat", "URI", "http://x.org/o"), ("hasVersion", "URI", "http://x.org/t")]),
    (Record(local_id="7", uploaded="2011-11-20T10:00:00Z"), [("available", "W3CDTF", "2011-11-20")]),
    (Record(local_id="7", rights=Rights(uri="https://rightsstatements.org/page/InC/1.0/?language=en")),
     [("rights", "URI", INC)]),
    (Record(local_id="7", rights=Rights(uri=BY, label="Attribution 4.0")),
     [("rights", "URI", BY), ("rights", "", "Attribution 4.0"), ("license", "URI", BY)]),
    (Record(local_id="7", rights=Rights(licence_uri="https://creativecommons.org/licenses/by/4.0")),
     [("rights", "URI", BY), ("license", "URI", BY)]),
    (Record(local_id="7", rights=Rights(uri=CNE, licence_uri="https://x.org/licence")),
     [("rights", "URI", CNE), ("license", "URI", "https://x.org/licence")]),
    (Record(local_id="7", rights=Rights(uri="https://x.org/terms")), [("rights", "URI", "https://x.org/terms")]),
    (Record(local_id="7", rights=Rights(uri=CNE, statements=(Statement(text="Ask."), Statement(text=INC)))),
     [("rights", "URI", CNE), ("rights", "", "Ask."), ("rights", "", f"Further rights statement: {INC}")]),
    (Record(local_id="7", rights=Rights(copyright=Copyright(status="unknown"), holders=(Agent(name="A"),))),
     [("rights", "", "Copyright: unknown"), ("rightsHolder", "", "A")]),
    (Record(local_id="7", rights=Rights(access=Access(level="embargoed", until="2030"))),
     [("accessRights", "", "Embargoed until 2030")]),
    (Record(local_id="7", rights=Rights(access=Access(note="Open for research"))),
     [("accessRights", "", "Open for research")]),
]  # fmt: skip


@pytest.mark.parametrize(("record", "expected"), ROWS)
def test_row(record: Record, expected: list[tuple[str, str, str]]) -> None:
    assert written(record) == expected


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        ("preceding", "replaces"),
        ("succeeding", "isReplacedBy"),
        ("original", "isFormatOf"),
        ("host", "isPartOf"),
        ("series", "isPartOf"),
        ("constituent", "hasPart"),
        ("otherVersion", "hasVersion"),
        ("otherFormat", "hasFormat"),
        ("isReferencedBy", "isReferencedBy"),
        ("references", "references"),
        ("reviewOf", "relation"),
        ("", "relation"),
    ],
)
def test_a_related_resource_stands_in_the_term_of_its_relation(kind: Any, term: str) -> None:
    record = Record(local_id="7", related=(Related(type=kind, label="A", uri="http://x.org/r"),))
    assert written(record) == [(term, "", "A"), (term, "URI", "http://x.org/r")]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(start="1950-01-19"), [("created", "W3CDTF", "1950-01-19")]),
        (Date(type="issued", start="1950", display="ca. 1950"), [("issued", "W3CDTF", "1950")]),
        (Date(type="copyright", start="1950"), [("dateCopyrighted", "W3CDTF", "1950")]),
        (Date(type="valid", start="1950"), [("valid", "W3CDTF", "1950")]),
        (Date(type="modified", start="1950"), [("modified", "W3CDTF", "1950")]),
        (Date(type="uploaded", start="1950"), [("available", "W3CDTF", "1950")]),
        (Date(type="sent", start="1950"), [("date", "W3CDTF", "1950")]),
        (Date(type="received", start="1950"), [("date", "W3CDTF", "1950")]),
        (Date(type="other", display="in the year of the Tiger"), [("date", "", "in the year of the Tiger")]),
        (Date(start="1945", end="1950"), [("created", "", "1945/1950")]),
        (Date(start="195X", display="the fifties, 1950s"), [("created", "", "the fifties, 1950s")]),
        (Date(display="undated"), []),
        (Date(start="0000"), [("created", "", "0000")]),  # a year that XML Schema does not know
        (Date(type="captured", start="2010"), []),
        (Date(type="declassified", start="1995"), []),
        (Date(type="covered", start="1950", end="1953", display="the war"),
         [("temporal", "", "the war"), ("temporal", "", "1950/1953")]),
        (Date(type="covered", start="1950"), [("temporal", "W3CDTF", "1950")]),
    ],
)  # fmt: skip
def test_date(date: Date, expected: list[tuple[str, str, str]]) -> None:
    record = Record(local_id="7", dates=(date,))
    assert written(record) == expected
    assert schemas.validate(oai_qdc.render(record, oai_qdc.Options())) == []


def test_an_element_with_a_scheme_has_no_language() -> None:
    root = etree.fromstring(oai_qdc.render(case("full"), EVERY_OPTION))
    assert [node for node in root if node.get(xml.XSI_TYPE) and node.get(xml.XML_LANG)] == []
    assert [node.get(xml.XML_LANG) for node in root.iter(f"{{{SCHEME}}}abstract")] == ["en"]


def test_nothing_is_said_twice_in_one_term() -> None:
    record = Record(local_id="7", titles=(Title(value="A"), Title(value=" A "), Title(value="A", lang="eng")))
    assert values(record, "title") == ["A", "A"]  # once without, once with language


def test_a_number_of_two_schemes_is_two_numbers() -> None:
    numbers = (Classification(value="100", scheme="lcc"), Classification(value="100", scheme="ddc"))
    assert values(Record(local_id="7", classifications=numbers), "subject") == ["100", "100"]


FILES = (
    DigitalObject(url="https://x.org/7.pdf"),
    DigitalObject(url="https://x.org/7.jpg", role="preview"),
    DigitalObject(url="https://x.org/7/manifest", role="iiif_manifest"),
)


def test_addresses_of_files_are_identifiers_only_on_request() -> None:
    record = Record(local_id="7", objects=FILES)
    assert values(record, "identifier") == []
    assert values(record, "identifier", object_urls=True) == ["https://x.org/7.pdf"]


def test_iiif_manifests_refer_to_the_document_only_on_request() -> None:
    record = Record(local_id="7", objects=FILES)
    assert values(record, "isReferencedBy") == []
    assert values(record, "isReferencedBy", iiif_manifests=True) == ["https://x.org/7/manifest"]


def test_the_data_provider_is_provenance_only_on_request() -> None:
    record = Record(local_id="7", data_provider=Named(name="A"))
    assert values(record, "provenance") == []
    assert values(record, "provenance", provenance=True) == ["A"]


def test_statements_of_rights_may_stand_in_access_rights() -> None:
    rights = Rights(uri=CNE, statements=(Statement(text="Ask."),), access=Access(level="restricted"))
    record = Record(local_id="7", rights=rights)
    assert values(record, "rights", statements="accessRights") == [CNE]
    assert values(record, "accessRights", statements="accessRights") == ["Ask.", "Restricted access"]


def test_a_lifted_marking_is_description_and_never_anything_else() -> None:
    assert [term for term, _, text in written(case("telegram")) if "Secret" in text] == ["description"]


@pytest.mark.parametrize("options", [oai_qdc.Options(), EVERY_OPTION])
@any_record
@given(record=records())
def test_is_valid_by_every_version_of_the_schemas(options: oai_qdc.Options, record: Record) -> None:
    """Which version OCLC's own schema takes its types from is not known."""
    root = etree.fromstring(oai_qdc.render(record, options))
    for version in ("2006/01/06", "2008/02/11"):
        schema = schemas.qualified_dc(version)
        assert schema.validate(root), schema.error_log
