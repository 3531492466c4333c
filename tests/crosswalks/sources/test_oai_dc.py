"""oai_dc -> Record: nothing is claimed that Dublin Core does not say, and what labels keep is understood again."""

import pytest

from crosswalks import registry
from crosswalks.record import (
    Abstract,
    Access,
    Agent,
    Classification,
    Date,
    DigitalObject,
    Genre,
    Identifier,
    LanguageUse,
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
from tests.crosswalks.records import CASES, case
from tests.crosswalks.sources.reading import dc, dc_record, one

NAMES = (
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
    "source", "language", "relation", "coverage", "rights",
)  # fmt: skip


@pytest.mark.parametrize("blank", ["<dc:{0}/>", "<dc:{0}> \n </dc:{0}>", "<dc:{0}>&lt;br/&gt;</dc:{0}>"])
def test_blank_elements_say_nothing(blank):
    assert dc_record("".join(blank.format(name) for name in NAMES)) == Record(local_id="file")


def value(name: str, text: str, attributes: str = "") -> Record:
    return dc_record(f"<dc:{name}{attributes}>{text}</dc:{name}>")


def test_titles_keep_order_and_language():
    found = dc_record('<dc:title xml:lang="ru">Ф</dc:title><dc:title xml:lang="en">F</dc:title>')
    assert found.titles == (Title(value="Ф", lang="rus"), Title(value="F", lang="eng", type="alternative"))


def test_names_keep_their_element_and_a_role_in_parentheses():
    found = dc_record(
        "<dc:contributor>B (addressee)</dc:contributor><dc:creator>A (Moscow)</dc:creator>"
        "<dc:publisher>C</dc:publisher>"
    )
    assert found.agents == (
        Agent(name="A (Moscow)", relation="creator"),
        Agent(name="B", role="rcp", relation="contributor"),
        Agent(name="C", relation="publisher"),
    )


@pytest.mark.parametrize("element", ["creator", "contributor", "publisher"])
def test_a_list_of_names_is_a_name_each(element):
    found = value(element, "Smith, J.; Doe, K. (editor);").agents
    assert found == (Agent(name="Smith, J.", relation=element), Agent(name="Doe, K.", role="edt", relation=element))


def test_formats_are_one_value_each_but_for_what_belongs_together():
    found = value("format", "image/jp2; 3 leaves; paper").physical
    assert found == Physical(extents=("3 leaves",), forms=("paper",), media_types=("image/jp2",))
    whole = value("format", "1 photograph : silver ; 9 x 12 cm").physical
    assert whole == Physical(extents=("1 photograph : silver ; 9 x 12 cm",))


def test_words_of_programs_for_nothing_say_nothing_and_are_noted():
    inner = "<dc:title>T</dc:title><dc:creator>null</dc:creator><dc:subject>null</dc:subject><dc:date>NaN</dc:date>"
    entry = one("oai_dc", dc(inner))
    assert (entry.record.agents, entry.record.subjects, entry.record.dates) == ((), (), ())
    assert "The value 'null' says nothing and was left out (2 times)." in entry.notes
    assert value("creator", "Nan, A.").agents == (Agent(name="Nan, A.", relation="creator"),)


def test_end_of_an_embargo_is_no_date_of_the_document():
    found = value("date", "info:eu-repo/date/embargoEnd/2031-05-01")
    assert (found.dates, found.rights.access) == ((), Access(level="embargoed", until="2031-05-01"))
    stated = dc_record(
        "<dc:date>info:eu-repo/date/embargoEnd/2031-05-01</dc:date>"
        "<dc:rights>info:eu-repo/semantics/closedAccess</dc:rights>"
    )
    assert stated.rights.access == Access(level="metadata_only", until="2031-05-01")


STRAYS = (
    "<dc:title>T</dc:title><dc:rights.uri>https://creativecommons.org/licenses/by/4.0</dc:rights.uri>"
    "<dc:contributor.author>A</dc:contributor.author><dc:issued>1950</dc:issued>"
    "<dc:thumbnail>http://x.org/t.jpg</dc:thumbnail><dc:rightsHolder>Heirs</dc:rightsHolder>"
    '<dcterms:spatial xmlns:dcterms="http://purl.org/dc/terms/">Seoul</dcterms:spatial>'
    "<dc:location>Box 3</dc:location><dc:location>Box 4</dc:location>"
    '<dc:issued content="metadata update">2021-04-14</dc:issued>'
    "<dc:date.accessioned>2021</dc:date.accessioned>"
)


def test_elements_that_dublin_core_does_not_have_count_as_what_they_refine_or_are_noted():
    entry = one("oai_dc", dc(STRAYS))
    found = entry.record
    assert entry.native.dissemination is None
    assert (found.rights.uri, found.rights.holders) == (BY, (Agent(name="Heirs", relation="rights_holder"),))
    assert found.agents == (Agent(name="A", relation="creator"),)
    assert found.dates == (Date(type="other", start="1950"),)
    assert found.places == (Place(label="Seoul"),)
    assert found.objects == (DigitalObject(url="http://x.org/t.jpg", role="preview"),)
    assert [note for note in entry.notes if "none of Dublin Core's" in note] == [
        "The element location is none of Dublin Core's and was left out (2 times).",
        "The element issued is none of Dublin Core's and was left out (once).",
        "The element date.accessioned is none of Dublin Core's and was left out (once).",
    ]


def test_first_description_is_the_summary_and_a_labelled_one_the_marking():
    found = dc_record(
        "<dc:description>Original classification: Top Secret</dc:description>"
        '<dc:description xml:lang="en">S</dc:description><dc:description>N</dc:description>'
    )
    assert found.abstracts == (Abstract(value="S", lang="eng"),)
    assert found.notes == (Note(value="N"),)
    assert found.security_markings == (SecurityMarking(level="Top Secret"),)


@pytest.mark.parametrize(
    ("text", "subjects", "numbers"),
    [
        ("War", (Subject(label="War"),), ()),
        ("War; Peace;", (Subject(label="War"), Subject(label="Peace")), ()),
        ("lcc: DS935", (), (Classification(value="DS935", scheme="lcc"),)),
        ("info:eu-repo/classification/ddc/951.9", (), (Classification(value="951.9", scheme="ddc"),)),
        ("Korea: a history", (Subject(label="Korea: a history"),), ()),
    ],
)
def test_subject(text, subjects, numbers):
    found = value("subject", text)
    assert (found.subjects, found.classifications) == (subjects, numbers)


def test_classification_said_twice_is_one():
    found = dc_record(
        "<dc:subject>ddc: 951.9</dc:subject><dc:subject>info:eu-repo/classification/ddc/951.9</dc:subject>"
    )
    assert found.classifications == (Classification(value="951.9", scheme="ddc"),)


def test_a_dewey_number_with_marks_of_segmentation_is_the_same_without() -> None:
    found = dc_record(
        "<dc:subject>ddc: 951.904/242</dc:subject><dc:subject>info:eu-repo/classification/ddc/951.904242</dc:subject>"
        "<dc:subject>udc: 94/99</dc:subject><dc:subject>info:eu-repo/classification/udc/9499</dc:subject>"
    )
    assert [each.value for each in found.classifications] == ["951.904/242", "94/99", "9499"]


def test_date_is_of_no_known_kind():
    assert value("date", "1950-01-19").dates == (Date(type="other", start="1950-01-19"),)
    assert value("date", "January 1950").dates == (Date(type="other", start="1950-01", display="January 1950"),)


@pytest.mark.parametrize(
    ("text", "kind", "genres"),
    [
        ("Text", "Text", ()),
        ("still image", "StillImage", ()),
        ("http://purl.org/dc/dcmitype/Sound", "Sound", ()),
        ("telegrams", "", (Genre(label="telegrams"),)),
        ("Text; letters;", "Text", (Genre(label="letters"),)),
        ("text; still image", "Text", (Genre(label="StillImage"),)),
    ],
)
def test_type(text, kind, genres):
    found = value("type", text)
    assert (found.dcmi_type, found.genres) == (kind, genres)


def test_coar_type_is_known_by_its_address():
    found = value("type", "http://purl.org/coar/resource_type/c_0857")
    assert (found.coar_type, found.genres) == ("http://purl.org/coar/resource_type/c_0857", ())


def test_format():
    found = dc_record("<dc:format>image/jp2</dc:format><dc:format>3 leaves</dc:format><dc:format>paper</dc:format>")
    assert found.physical == Physical(extents=("3 leaves",), forms=("paper",), media_types=("image/jp2",))


def test_identifiers():
    found = dc_record(
        "<dc:identifier>MS 1</dc:identifier><dc:identifier>http://x.org/1</dc:identifier>"
        "<dc:identifier>http://x.org/2</dc:identifier><dc:identifier>https://doi.org/10.1/a</dc:identifier>"
        "<dc:identifier>isbn: 12</dc:identifier><dc:identifier>ark:/1/a</dc:identifier>"
    )
    assert (found.local_id, found.landing_url) == ("MS 1", "http://x.org/1")
    assert found.pids == (Pid(scheme="doi", value="10.1/a"), Pid(scheme="ark", value="ark:/1/a"))
    assert found.identifiers == (Identifier(value="http://x.org/2", type="uri"), Identifier(value="12", type="isbn"))


def test_a_resolver_s_address_alone_is_landing_page_and_persistent_identifier():
    found = value("identifier", "https://doi.org/10.1/a")
    assert (found.landing_url, found.pids) == ("https://doi.org/10.1/a", (Pid(scheme="doi", value="10.1/a"),))


def test_source_and_relation():
    found = dc_record(
        "<dc:source>AVPRF, f. 3</dc:source><dc:source>http://x.org/s</dc:source>"
        "<dc:relation>Papers</dc:relation><dc:relation>http://x.org/r</dc:relation>"
    )
    assert found.sources == (Source(citation="AVPRF, f. 3"), Source(url="http://x.org/s"))
    assert found.related == (Related(label="Papers"), Related(uri="http://x.org/r"))


def test_languages():
    found = dc_record(
        "<dc:language>en_US; German</dc:language><dc:language>eng</dc:language><dc:language>Xyz</dc:language>"
    )
    assert found.languages == (LanguageUse(code="eng"), LanguageUse(code="deu"), LanguageUse(text="Xyz"))


@pytest.mark.parametrize(
    ("text", "subjects", "places"),
    [
        ("Korea (North)", (), (Place(label="Korea (North)"),)),
        ("1950-1953", (Subject(label="1950-1953", kind="time"),), ()),
        ("20th century", (Subject(label="20th century", kind="time"),), ()),
        ("39.03, 125.75", (), (Place(lat=39.03, lon=125.75),)),
        ("39.03; 125.75", (), (Place(lat=39.03, lon=125.75),)),
        ("Seoul; Pyongyang;", (), (Place(label="Seoul"), Place(label="Pyongyang"))),
        ("Ceará, CE, Brazil", (), (Place(label="Ceará, CE, Brazil"),)),
        ("Ad Dawhah", (), (Place(label="Ad Dawhah"),)),
        ("500 B.C.", (Subject(label="500 B.C.", kind="time"),), ()),
        ("44 BC - AD 14", (Subject(label="44 BC - AD 14", kind="time"),), ()),
        ("A.D. 79", (Subject(label="A.D. 79", kind="time"),), ()),
        ("name=A; northlimit=1", (), (Place(label="name=A; northlimit=1"),)),
    ],
)
def test_coverage_is_place_or_time(text, subjects, places):
    found = value("coverage", text)
    assert (found.subjects, found.places) == (subjects, places)


IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"


def test_rights_told_by_their_own_form():
    found = dc_record(
        "<dc:rights>Ask us.</dc:rights><dc:rights>info:eu-repo/semantics/restrictedAccess</dc:rights>"
        "<dc:rights>https://rightsstatements.org/page/InC/1.0/?language=en</dc:rights>"
        "<dc:rights>Rights holder: Heirs</dc:rights><dc:rights>Security classification: Secret</dc:rights>"
        "<dc:rights>https://creativecommons.org/licenses/by/4.0</dc:rights>"
    )
    assert (found.rights.uri, found.rights.licence_uri) == (IN_COPYRIGHT, BY)
    assert found.rights.statements == (Statement(text="Ask us."),)
    assert found.rights.holders == (Agent(name="Heirs", relation="rights_holder"),)
    assert found.rights.access == Access(level="restricted")
    assert found.security_markings == (SecurityMarking(level="Secret", status="in_force"),)


def test_rights_in_an_html_anchor_keep_address_and_words():
    found = value("rights", f'&lt;a href="{IN_COPYRIGHT}"&gt;In Copyright&lt;/a&gt;').rights
    assert (found.uri, found.statements) == (IN_COPYRIGHT, (Statement(text="In Copyright"),))


def test_second_rights_uri_is_kept_as_text_and_noted():
    second = "http://rightsstatements.org/vocab/NKC/1.0/"
    entry = one("oai_dc", dc(f"<dc:rights>{IN_COPYRIGHT}</dc:rights><dc:rights>{second}</dc:rights>"))
    assert entry.record.rights.statements == (Statement(text=second),)
    assert any(second in note for note in entry.notes)


@pytest.mark.parametrize("name", CASES)
def test_record_rendered_and_read_again_renders_the_same(name):
    codec = registry.FORMATS["oai_dc"]
    first = codec.render(case(name), codec.options())
    entry = one("oai_dc", first)
    assert entry.native.faults == ()
    second = codec.render(entry.record, codec.options())
    assert codec.render(one("oai_dc", second).record, codec.options()) == second


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("H<sub>2</sub>O <!-- water -->here", "H2O here"),
        ('Image in: <a href="/items?a=1">Ruysch, <em>Thesaurus</em></a> (1717)', "Image in: Ruysch, Thesaurus (1717)"),
        ("<x:span xmlns:x='http://www.w3.org/1999/xhtml'>Words</x:span>", "Words"),
        ("a<part>b</part>c", "a b c"),
        ("<p/>", None),
    ],
)
def test_markup_that_was_not_escaped_is_taken_for_text(inner, text):
    found = value("description", inner).abstracts
    assert [each.value for each in found] == ([text] if text else [])


@pytest.mark.parametrize(
    "inner",
    [
        "<f:Person xmlns:f='http://xmlns.com/foaf/0.1/'><f:name>Ann Lee</f:name><f:mbox>a@b.org</f:mbox></f:Person>",
        "<r:Bag xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:li>Physics</r:li><r:li>Law</r:li></r:Bag>",
    ],
)
def test_structure_within_an_element_is_no_text_and_what_it_holds_is_noted(inner):
    entry = one("oai_dc", dc(f"<dc:creator>{inner}</dc:creator>"))
    assert entry.record.agents == ()
    assert any("left out" in note for note in entry.notes)


@pytest.mark.parametrize("namespace", ["http://purl.org/dc/elements/1.1/", "http://www.openarchives.org/OAI/2.0/", ""])
def test_tags_of_html_have_the_namespace_of_whatever_they_stand_in(namespace):
    inner = f'<dc:source>In: <em xmlns="{namespace}">Thesaurus</em></dc:source>'
    assert dc_record(inner).sources[0].citation == "In: Thesaurus"


@pytest.mark.parametrize(
    ("words", "level", "until"),
    [
        ("Restricted access", "restricted", ""),
        ("Access restricted until 2050", "embargoed", "2050"),
        ("Closed", "restricted", ""),
        ("Not open to the public.", "restricted", ""),
        ("Embargoed until 2050-01-01", "embargoed", "2050-01-01"),
        ("This file is closed to researchers", "restricted", ""),
        ("Access to the original papers is restricted by the donor", "restricted", ""),
        ("Permission is needed to publish", "open", ""),
        ("Use of this image is restricted to teaching", "open", ""),
        ("Restricted use", "open", ""),
        ("No access restrictions", "open", ""),
        ("No access fees", "open", ""),
        ("No access to the public", "restricted", ""),
        ("No known copyright restrictions", "open", ""),
    ],
)
def test_statement_that_surely_limits_access_is_about_access(words, level, until):
    entry = one("oai_dc", dc(f"<dc:rights>{words}</dc:rights>"))
    access, statements = entry.record.rights.access, entry.record.rights.statements
    assert (access.level, access.until) == (level, until)
    assert (access.note or statements[0].text) == words
    assert bool(statements) == (level == "open")
    assert any("Access was taken" in note for note in entry.notes) == (level != "open")


def test_term_of_access_counts_more_than_words():
    open_access = "<dc:rights>info:eu-repo/semantics/openAccess</dc:rights>"
    found = dc_record(f"{open_access}<dc:rights>Restricted access to the originals</dc:rights>").rights
    assert (found.access.level, len(found.statements)) == ("open", 1)


@pytest.mark.parametrize("element", ["rights", "subject", "description"])
def test_original_classification_is_a_lifted_marking_wherever_it_stands(element):
    found = dc_record(f"<dc:{element}>Original classification: Secret</dc:{element}>")
    assert found.security_markings == (SecurityMarking(level="Secret", status="lifted"),)
    assert (found.subjects, found.rights.statements, found.abstracts) == ((), (), ())


def test_rights_in_an_anchor_that_was_not_escaped_keep_their_address():
    assert value("rights", f'<a href="{IN_COPYRIGHT}">In Copyright</a>').rights.uri == IN_COPYRIGHT


def test_values_within_a_wrapper_are_found_beside_those_with_markup():
    found = dc_record("<wrapper><dc:title>T<sup>1</sup></dc:title><dc:date>1950</dc:date></wrapper>")
    assert (found.titles[0].value, found.dates[0].start) == ("T1", "1950")
