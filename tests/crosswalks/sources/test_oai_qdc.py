"""oai_qdc -> Record: each term says what its definition says, and a rights URI counts wherever it stands."""

import pytest

from crosswalks.record import (
    Abstract,
    Access,
    Agent,
    Classification,
    Collection,
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
    SecurityMarking,
    Source,
    Statement,
    Subject,
    Title,
)
from crosswalks.sources import oai_dc_fields
from crosswalks.sources.entry import Fault
from crosswalks.sources.oai_qdc_terms import REFINEMENTS
from tests.crosswalks.sources.reading import DC, DCTERMS, dc, harvested, one, qdc, qdc_record, read, response

ALL = [f"dc:{name}" for name in oai_dc_fields.ELEMENTS] + [f"dcterms:{name}" for name in REFINEMENTS]
INC = "http://rightsstatements.org/vocab/InC/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"


def value(term: str, text: str, scheme: str = "") -> Record:
    given = f' xsi:type="dcterms:{scheme}"' if scheme else ""
    return qdc_record(f"<{term}{given}>{text}</{term}>")


@pytest.mark.parametrize("blank", ["<{0}/>", "<{0}> \n </{0}>", "<{0}>&lt;br/&gt;</{0}>", "<{0}>null</{0}>"])
def test_blank_elements_say_nothing(blank: str) -> None:
    assert qdc_record("".join(blank.format(name) for name in ALL)) == Record(local_id="file")


@pytest.mark.parametrize("term", ALL)
def test_every_term_says_something(term: str) -> None:
    assert value(term, "1950") != Record(local_id="file")


@pytest.mark.parametrize("name", oai_dc_fields.ELEMENTS)
def test_an_element_counts_the_same_in_either_namespace(name: str) -> None:
    assert value(f"dcterms:{name}", "A 1950") == value(f"dc:{name}", "A 1950")


def test_titles() -> None:
    found = qdc_record(
        '<dcterms:alternative>C</dcterms:alternative><dc:title xml:lang="ru">A</dc:title><dc:title>B</dc:title>'
    )
    assert found.titles == (
        Title(value="A", lang="rus"), Title(value="B"), Title(value="C", type="alternative"),
    )  # fmt: skip


def test_names() -> None:
    found = qdc_record(
        "<dc:contributor>B (addressee)</dc:contributor><dc:creator>A; C</dc:creator><dc:publisher>D</dc:publisher>"
    )
    assert found.agents == (
        Agent(name="A", relation="creator"), Agent(name="C", relation="creator"),
        Agent(name="B", role="rcp", relation="contributor"), Agent(name="D", relation="publisher"),
    )  # fmt: skip


def test_the_abstract_is_the_summary_and_descriptions_are_notes() -> None:
    found = qdc_record(
        '<dc:description>N</dc:description><dcterms:abstract xml:lang="en">S</dcterms:abstract>'
        "<dc:description>M</dc:description><dc:description>Original classification: Secret</dc:description>"
    )
    assert found.abstracts == (Abstract(value="S", lang="eng"),)
    assert found.notes == (Note(value="N"), Note(value="M"))
    assert found.security_markings == (SecurityMarking(level="Secret"),)


def test_without_an_abstract_the_first_description_is_the_summary() -> None:
    found = qdc_record("<dc:description>S</dc:description><dc:description>N</dc:description>")
    assert (found.abstracts, found.notes) == ((Abstract(value="S"),), (Note(value="N"),))


@pytest.mark.parametrize(
    ("term", "note"),
    [
        ("tableOfContents", Note(value="A", type="table of contents")),
        ("provenance", Note(value="A", type="ownership")),
        ("bibliographicCitation", Note(value="A", type="preferred citation")),
        ("audience", Note(value="A", label="Audience")),
        ("educationLevel", Note(value="A", label="Education level")),
        ("mediator", Note(value="A", label="Mediator")),
        ("dateSubmitted", Note(value="A", label="Date submitted")),
    ],
)
def test_terms_without_a_field_are_notes(term: str, note: Note) -> None:
    assert value(f"dcterms:{term}", "A").notes == (note,)


@pytest.mark.parametrize(
    ("text", "scheme", "subjects", "numbers"),
    [
        ("War; Peace", "", (Subject(label="War"), Subject(label="Peace")), ()),
        ("War", "LCSH", (Subject(label="War", authority="lcsh"),), ()),
        ("War", "MESH", (Subject(label="War", authority="mesh"),), ()),
        ("DS935", "LCC", (), (Classification(value="DS935", scheme="lcc"),)),
        ("951.9", "DDC", (), (Classification(value="951.9", scheme="ddc"),)),
        ("94(519)", "UDC", (), (Classification(value="94(519)", scheme="udc"),)),
        ("nlm: WA 1", "", (), (Classification(value="WA 1", scheme="nlm"),)),
        ("Secret", "DDC", (Subject(label="Secret"),), ()),
        ("lcc: Secret", "", (Subject(label="lcc: Secret"),), ()),
    ],
)
def test_subject(text: str, scheme: str, subjects: tuple[Subject, ...], numbers: tuple[Classification, ...]) -> None:
    found = value("dc:subject", text, scheme)
    assert (found.subjects, found.classifications) == (subjects, numbers)


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        ("dcterms:created", "created"),
        ("dcterms:issued", "issued"),
        ("dcterms:dateCopyrighted", "copyright"),
        ("dcterms:valid", "valid"),
        ("dcterms:modified", "modified"),
        ("dc:date", "other"),
    ],
)
def test_each_date_is_of_its_kind(term, kind) -> None:
    assert value(term, "1950-01-19", "W3CDTF").dates == (Date(type=kind, start="1950-01-19"),)
    assert value(term, "January 1950").dates == (Date(type=kind, start="1950-01", display="January 1950"),)


def test_available_is_when_the_document_was_put_on_the_web() -> None:
    found = qdc_record("<dcterms:available>2011</dcterms:available><dcterms:available>2012</dcterms:available>")
    assert (found.uploaded, found.dates) == ("2011", (Date(type="uploaded", start="2012"),))
    words = value("dcterms:available", "May 2011")
    assert (words.uploaded, words.dates) == ("", (Date(type="uploaded", start="2011-05", display="May 2011"),))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1879; 1880; 1881", (Date(start="1879", end="1881"),)),
        ("1879; 1881", (Date(start="1879"), Date(start="1881"))),
        ("1879; 1879", (Date(start="1879"), Date(start="1879"))),
        ("1880; 1879", (Date(start="1880"), Date(start="1879"))),
        ("1879; 1880; May 1881", (Date(start="1879"), Date(start="1880"), Date(start="1881-05", display="May 1881"))),
        ("1879; or so", (Date(display="1879; or so"),)),
    ],
)
def test_a_list_of_years_is_the_range_that_it_was_made_of(text: str, dates: tuple[Date, ...]) -> None:
    assert value("dcterms:created", text).dates == dates


def test_types() -> None:
    found = qdc_record("<dc:type>Still Image; drawings</dc:type><dc:type>Text</dc:type>")
    assert (found.dcmi_type, found.genres) == ("StillImage", (Genre(label="drawings"), Genre(label="Text")))


def test_extent_medium_and_format() -> None:
    found = qdc_record(
        "<dc:format>audio/mpeg3; text/plain</dc:format><dcterms:extent>8 3/16 inches</dcterms:extent>"
        "<dcterms:medium>ink; paper</dcterms:medium><dc:format>2 leaves</dc:format>"
    )
    assert found.physical == Physical(
        extents=("8 3/16 inches", "2 leaves"), forms=("ink", "paper"), media_types=("audio/mpeg3", "text/plain")
    )


def test_identifiers() -> None:
    found = qdc_record(
        "<dc:identifier>MS 1</dc:identifier><dcterms:identifier>http://x.org/1</dcterms:identifier>"
        "<dc:identifier>https://doi.org/10.1/a</dc:identifier><dc:identifier>isbn: 12</dc:identifier>"
    )
    assert (found.local_id, found.landing_url) == ("MS 1", "http://x.org/1")
    assert found.pids == (Pid(scheme="doi", value="10.1/a"),)
    assert found.identifiers == (Identifier(value="12", type="isbn"),)


def test_the_identifier_may_stand_in_either_namespace() -> None:
    assert value("dcterms:identifier", "MS 1").local_id == "MS 1"


def test_source_and_language() -> None:
    found = qdc_record("<dc:source>AVPRF, f. 3</dc:source><dc:language>English; spa</dc:language>")
    assert found.sources == (Source(citation="AVPRF, f. 3"),)
    assert found.languages == (LanguageUse(code="eng"), LanguageUse(code="spa"))


def test_what_it_is_part_of_is_a_collection_by_its_title() -> None:
    found = qdc_record("<dcterms:isPartOf>Papers</dcterms:isPartOf><dcterms:isPartOf>http://x.org/c</dcterms:isPartOf>")
    assert found.collections == (Collection(title="Papers"),)
    assert found.related == (Related(type="host", uri="http://x.org/c"),)


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        ("dcterms:hasPart", "constituent"),
        ("dcterms:replaces", "preceding"),
        ("dcterms:isReplacedBy", "succeeding"),
        ("dcterms:isFormatOf", "original"),
        ("dcterms:hasFormat", "otherFormat"),
        ("dcterms:isVersionOf", "otherVersion"),
        ("dcterms:hasVersion", "otherVersion"),
        ("dcterms:references", "references"),
        ("dcterms:isReferencedBy", "isReferencedBy"),
        ("dcterms:requires", ""),
        ("dcterms:isRequiredBy", ""),
        ("dcterms:conformsTo", ""),
        ("dc:relation", ""),
    ],
)
def test_each_relation_is_of_its_kind(term, kind) -> None:
    assert value(term, "A").related == (Related(type=kind, label="A"),)
    assert value(term, "http://x.org/r").related == (Related(type=kind, uri="http://x.org/r"),)


@pytest.mark.parametrize(
    ("text", "scheme", "places"),
    [
        ("Seoul; Pyongyang", "", (Place(label="Seoul"), Place(label="Pyongyang"))),
        ("Seoul", "TGN", (Place(label="Seoul", authority="tgn"),)),
        ("39.03, 125.75", "", (Place(lat=39.03, lon=125.75),)),
        ("east=125.75; north=39.03; name=Pyongyang", "Point", (Place(label="Pyongyang", lat=39.03, lon=125.75),)),
        ("East = 125.75; North=39.03", "", (Place(lat=39.03, lon=125.75),)),
        ("east=925.75; north=39.03", "Point", (Place(label="east=925.75; north=39.03"),)),
        ("northlimit=40; southlimit=38", "Box", (Place(label="northlimit=40; southlimit=38"),)),
        ("1950-1953", "", (Place(label="1950-1953"),)),  # spatial says that it is a place
    ],
)
def test_spatial(text: str, scheme: str, places: tuple[Place, ...]) -> None:
    found = value("dcterms:spatial", text, scheme)
    assert (found.places, found.subjects) == (places, ())


@pytest.mark.parametrize(
    ("text", "subjects", "dates"),
    [
        ("Cold War; 1950-1953", (Subject(label="Cold War", kind="time"), Subject(label="1950-1953", kind="time")), ()),
        ("name=The war; start=1950; end=1953-07", (),
         (Date(type="covered", display="The war", start="1950", end="1953-07"),)),
        ("start=1950;", (), (Date(type="covered", start="1950", end=".."),)),
        ("end=1953; scheme=W3C-DTF", (), (Date(type="covered", start="..", end="1953"),)),
        ("name=Cenozoic", (Subject(label="name=Cenozoic", kind="time"),), ()),
    ],
)  # fmt: skip
def test_temporal(text: str, subjects: tuple[Subject, ...], dates: tuple[Date, ...]) -> None:
    found = value("dcterms:temporal", text)
    assert (found.subjects, found.dates, found.places) == (subjects, dates, ())


def test_coverage_is_place_or_time() -> None:
    found = qdc_record("<dc:coverage>Seoul; 1950-1953</dc:coverage>")
    assert (found.places, found.subjects) == ((Place(label="Seoul"),), (Subject(label="1950-1953", kind="time"),))


@pytest.mark.parametrize("term", ["dc:rights", "dcterms:rights", "dcterms:accessRights"])
@pytest.mark.parametrize(
    "text", [INC, f" {INC}", "https://rightsstatements.org/page/InC/1.0/", f'&lt;a href="{INC}"&gt;{INC}&lt;/a&gt;']
)
def test_a_rights_uri_counts_wherever_it_stands(term: str, text: str) -> None:
    found = value(term, text).rights
    assert (found.uri, found.access) == (INC, Access())


def test_the_licence_stands_beside_the_rights_uri() -> None:
    found = qdc_record(
        f"<dcterms:license>https://creativecommons.org/licenses/by/4.0</dcterms:license><dc:rights>{INC}</dc:rights>"
    )
    assert (found.rights.uri, found.rights.licence_uri) == (INC, BY)


def test_a_licence_said_twice_is_one() -> None:
    found = qdc_record(f"<dcterms:license>{BY}</dcterms:license><dc:rights>{BY}</dc:rights>").rights
    assert (found.uri, found.licence_uri, found.statements) == (BY, "", ())


def test_licences_of_other_kinds() -> None:
    found = qdc_record(
        "<dcterms:license>https://x.org/l</dcterms:license><dcterms:license>Ask us.</dcterms:license>"
        f"<dcterms:license>{BY}</dcterms:license>"
    ).rights
    assert (found.uri, found.licence_uri) == ("", "https://x.org/l")
    assert found.statements == (Statement(text="Ask us."), Statement(text=BY))


def test_holders_of_rights() -> None:
    found = value("dcterms:rightsHolder", "Smith; Sons").rights.holders
    assert found == (Agent(name="Smith; Sons", relation="rights_holder"),)


@pytest.mark.parametrize(
    ("texts", "access"),
    [
        (["Open to all"], Access(note="Open to all")),
        (["Closed until 2030"], Access(level="restricted", note="Closed until 2030", until="2030")),
        (["Ask at the desk"], Access(level="", note="Ask at the desk")),
        (["Open to all", "Under embargo"], Access(level="embargoed", note="Open to all; Under embargo")),
        (["info:eu-repo/semantics/restrictedAccess"], Access(level="restricted")),
        (
            ["info:eu-repo/semantics/closedAccess", "By appointment"],
            Access(level="metadata_only", note="By appointment"),
        ),
    ],
)
def test_access(texts: list[str], access: Access) -> None:
    inner = "".join(f"<dcterms:accessRights>{text}</dcterms:accessRights>" for text in texts)
    assert qdc_record(inner).rights.access == access


@pytest.mark.parametrize(
    ("text", "marking"),
    [
        (
            "Security classification (title): Secret",
            SecurityMarking(level="Secret", applies_to="title", status="in_force"),
        ),
        ("[TOP SECRET]", SecurityMarking(level="[TOP SECRET]", status="in_force")),
    ],
)
def test_a_security_marking_in_access_rights_is_in_force(text: str, marking: SecurityMarking) -> None:
    found = value("dcterms:accessRights", text)
    assert (found.security_markings, found.rights.access) == ((marking,), Access())


def test_restricted_is_a_limit_of_access_rather_than_a_marking() -> None:
    found = value("dcterms:accessRights", "Restricted")
    assert (found.security_markings, found.rights.access) == ((), Access(level="restricted", note="Restricted"))


EDM = (
    '<dc:title>T</dc:title><x xmlns:edm="http://www.europeana.eu/schemas/edm/"><edm:isShownAt>http://x.org/1</edm:isShownAt>'
    "<edm:dataProvider>A</edm:dataProvider><edm:preview>http://x.org/t.jpg</edm:preview>"
    f"<edm:rights>{INC}</edm:rights><edm:bogus>b</edm:bogus></x><dc:identifier>http://x.org/2</dc:identifier>"
)


def test_elements_of_edm_are_understood_though_they_break_the_schema() -> None:
    entry = one("oai_qdc", qdc(EDM))
    found = entry.record
    assert (found.landing_url, found.data_provider, found.rights.uri) == ("http://x.org/1", Named(name="A"), INC)
    assert found.objects == (DigitalObject(url="http://x.org/t.jpg", role="preview"),)
    assert (entry.native.dissemination, len(entry.native.faults)) == (None, 1)
    assert "The element bogus is none of Dublin Core's and was left out (once)." in entry.notes


NAMESPACES = (
    "http://worldcat.org/xmlschemas/qdc-1.0/", "http://www.bl.uk/namespaces/oai_dcq/", "http://dspace.org/qualifieddc/",
)  # fmt: skip


def wrapped(record: str) -> list[str]:
    """Return files that hold the record once or twice, in every way in which records come."""
    return [
        record,
        f"<collection>{record}{record}</collection>",
        response(harvested(record), harvested(record, "oai:example.org:2")),
        response(harvested(record), harvested("", "oai:example.org:3", "deleted"), verb="GetRecord"),
    ]


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_the_container_is_read_in_any_namespace_and_wrapping(namespace: str) -> None:
    counts = []
    for content in wrapped(qdc("<dc:title>T</dc:title>", namespace)):
        found = read("oai_qdc", content)
        records = [entry for entry in found if not entry.deleted]
        counts.append((len(records), len(found)))
        assert all(entry.record.titles == (Title(value="T"),) for entry in records)
        assert all((entry.native.dissemination is not None) is (namespace == NAMESPACES[0]) for entry in records)
    assert counts == [(1, 1), (2, 2), (2, 2), (1, 2)]


def test_a_container_without_a_namespace() -> None:
    entry = one(
        "oai_qdc", f'<qualifieddc xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}"><dc:title>T</dc:title></qualifieddc>'
    )
    assert entry.record.titles == (Title(value="T"),)
    assert "without a namespace" in entry.native.faults[0]


def test_a_container_within_another_record_is_not_one_of_its_own() -> None:
    (fault,) = read("oai_qdc", f"<a><b>{qdc('')}</b></a>")
    assert isinstance(fault, Fault)
    assert "not as a record of its own" in fault.reason


def test_another_format_is_a_fault_that_says_so() -> None:
    (fault,) = read("oai_qdc", response(harvested(dc("<dc:title>T</dc:title>"))))
    assert fault.reason == "The record holds oai_dc, not qualified Dublin Core."
    (alone,) = read("oai_qdc", dc(""))
    assert alone.reason == (
        "The file holds no qualified Dublin Core record: its root element is dc, which looks like Dublin Core."
    )


def test_a_harvested_record_keeps_its_identifier() -> None:
    found = one("oai_qdc", response(harvested(qdc("<dc:identifier>7</dc:identifier>"))))
    assert (found.identifier, found.record.local_id) == ("oai:example.org:1", "1")
    assert found.provenance.namespace == "http://worldcat.org/xmlschemas/qdc-1.0/"


def test_markup_that_was_not_escaped_is_taken_for_text():
    found = qdc_record("<dcterms:abstract>H<sub>2</sub>O <em>here</em></dcterms:abstract>")
    assert [each.value for each in found.abstracts] == ["H2O here"]
