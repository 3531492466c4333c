"""oai_dc row by row: what stands where, in which order, and under which option."""

import pytest
from lxml import etree

from crosswalks.formats import oai_dc
from crosswalks.record import (
    Access,
    Agent,
    Classification,
    Copyright,
    Date,
    DigitalObject,
    Genre,
    Identifier,
    Pid,
    PidScheme,
    Place,
    Record,
    Rights,
    SecurityMarking,
    Statement,
    Title,
)
from tests.crosswalks.formats.finding import values
from tests.crosswalks.records import case


def test_elements_stand_in_the_order_of_the_table() -> None:
    root = etree.fromstring(oai_dc.render(case("full"), oai_dc.Options()))
    names = list(dict.fromkeys(etree.QName(node).localname for node in root))
    assert names == [
        "title", "creator", "contributor", "subject", "description", "publisher", "date", "type", "format",
        "identifier", "source", "language", "relation", "coverage", "rights",
    ]  # fmt: skip


def test_the_landing_page_is_the_first_identifier_then_pids_then_local_ones() -> None:
    record = Record(
        local_id="7",
        landing_url="https://a.example.org/7",
        pids=(Pid(scheme="doi", value="10.1/x"), Pid(scheme="ark", value="12/3"), Pid(scheme="handle", value="https://hdl.handle.net/1/2")),
        identifiers=(
            Identifier(value="978-0", type="isbn"), Identifier(value="ISBN 978-1", type="isbn"),
            Identifier(value="b7", type="local"), Identifier(value="x"),
        ),
    )  # fmt: skip
    assert values(record, "identifier") == [
        "https://a.example.org/7", "https://doi.org/10.1/x", "ark:12/3", "https://hdl.handle.net/1/2", "7",
        "isbn: 978-0", "ISBN 978-1", "b7", "x",
    ]  # fmt: skip


def test_addresses_of_files_are_identifiers_only_on_request() -> None:
    record = Record(
        local_id="7",
        objects=(
            DigitalObject(url="https://a.example.org/7.pdf"),
            DigitalObject(url="https://a.example.org/7.jpg", role="preview"),
        ),
    )
    assert values(record, "identifier") == ["7"]
    assert values(record, "identifier", object_urls=True) == ["7", "https://a.example.org/7.pdf"]


def test_the_rights_uri_is_first_and_alone_and_a_marking_in_force_last() -> None:
    record = Record(
        local_id="7",
        rights=Rights(
            uri="https://rightsstatements.org/page/InC/1.0/?language=en",
            label="In Copyright",
            statements=(Statement(text="Ask first."), Statement(text="Ask again.", kind="contact")),
            holders=(Agent(name="The estate"),),
            access=Access(level="restricted"),
        ),
        security_markings=(SecurityMarking(level="Secret", status="in_force"),),
    )
    texts = [
        "http://rightsstatements.org/vocab/InC/1.0/", "Ask first.", "Ask again.", "Rights holder: The estate",
        "Restricted access",
    ]  # fmt: skip
    marking = "Security classification: Secret"
    assert values(record, "rights") == [*texts, marking]
    assert values(record, "rights", access_terms=True) == [*texts, "info:eu-repo/semantics/restrictedAccess", marking]


@pytest.mark.parametrize(
    ("uri", "licence", "expected"),
    [
        ("", "", []),
        ("", "https://creativecommons.org/licenses/by/4.0", ["http://creativecommons.org/licenses/by/4.0/"]),
        (
            "http://rightsstatements.org/vocab/InC/1.0/",
            "http://creativecommons.org/licenses/by/4.0/",
            # DPLA refuses two rights URIs in one record
            ["http://rightsstatements.org/vocab/InC/1.0/", "Licence: http://creativecommons.org/licenses/by/4.0/"],
        ),
        ("http://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/rdf",
         ["http://creativecommons.org/licenses/by/4.0/"]),
        ("https://a.example.org/terms", "", ["https://a.example.org/terms"]),
    ],
)  # fmt: skip
def test_one_rights_uri_at_most(uri: str, licence: str, expected: list[str]) -> None:
    assert values(Record(local_id="7", rights=Rights(uri=uri, licence_uri=licence)), "rights") == expected


def test_a_lifted_marking_is_description_and_never_rights_subject_or_type() -> None:
    record = case("telegram")
    assert "Original classification: Secret" in values(record, "description")
    for element in ("rights", "subject", "type"):
        assert not any("Secret" in value for value in values(record, element))


@pytest.mark.parametrize(
    ("dates", "date", "coverage"),
    [
        ((Date(start="1950-01-19"),), ["1950-01-19"], []),
        ((Date(start="1950", qualifier="approximate", display="ca. 1950"),), ["1950"], []),
        ((Date(start="1945", end="1950"),), [], ["1945/1950"]),
        ((Date(start="195X", display="the fifties, 1950s"),), [], ["the fifties, 1950s"]),
        ((Date(display="undated"),), [], []),
        ((Date(type="issued", start="1960"), Date(start="1950")), ["1950"], []),
        ((Date(type="issued", start="1960", key=True), Date(start="1950")), ["1960"], []),
        ((Date(start="1945", end="1950"), Date(type="issued", start="1951")), [], ["1945/1950"]),
        ((Date(display="before 1950"), Date(type="issued", start="2010")), [], ["before 1950"]),
        ((Date(display="undated"), Date(type="issued", start="1960")), ["1960"], []),
        ((Date(start="1914", end="1918", display="Undated"),), [], ["1914/1918"]),
        ((Date(type="covered", start="1950", end="1953", display="the war"),), [], ["the war", "1950/1953"]),
        ((Date(start="1956-10-19", end="1956-10-20"),), ["1956-10"], []),
        ((Date(start="19 January 1950", end="21 January 1950"),), ["1950-01"], []),
        ((Date(type="captured", start="2010"), Date(type="valid", start="2011")), [], []),
        ((Date(type="modified", start="2012", key=True),), [], []),
        ((Date(type="uploaded", start="2011"), Date(type="declassified", start="1995")), [], []),
        ((Date(type="covered", start="1950", end="1953"),), [], ["1950/1953"]),
    ],
)
def test_one_date_at_most_and_periods_as_coverage(
    dates: tuple[Date, ...], date: list[str], coverage: list[str]
) -> None:
    record = Record(local_id="7", dates=dates, uploaded="2011-11-20")
    assert values(record, "date") == date
    assert values(record, "coverage") == coverage


@pytest.mark.parametrize(
    ("agent", "element", "expected"),
    [
        (Agent(name="A", relation="creator", role="aut"), "creator", "A"),
        (Agent(name="A", relation="creator", dates="1907-1964"), "creator", "A, 1907-1964"),
        (Agent(name="A, 1907-1964", relation="creator", dates="1907-1964"), "creator", "A, 1907-1964"),
        (Agent(name="A", relation="contributor", role="rcp"), "contributor", "A (addressee)"),
        (Agent(name="A", relation="contributor", role="Recipient"), "contributor", "A (addressee)"),
        (Agent(name="A", relation="contributor", role="cipher clerk"), "contributor", "A (cipher clerk)"),
        (Agent(name="A", relation="contributor", role="ctb"), "contributor", "A"),
        (Agent(name="A", relation="contributor"), "contributor", "A"),
        (Agent(name="A", relation="associated", role="ivr"), "contributor", "A (interviewer)"),
        (Agent(name="A", relation="associated"), "subject", "A"),
        (Agent(name="A", relation="associated", role="dpc"), "subject", "A"),
        (Agent(name="A", relation="publisher"), "publisher", "A"),
        (Agent(name="A", relation="rights_holder"), "rights", "Rights holder: A"),
        (Agent(name="A", relation="funder"), "contributor", "A (funder)"),
    ],
)
def test_each_agent_stands_in_one_element(agent: Agent, element: str, expected: str) -> None:
    root = etree.fromstring(oai_dc.render(Record(local_id="7", agents=(agent,)), oai_dc.Options()))
    found = {(etree.QName(node).localname, node.text) for node in root} - {("identifier", "7")}
    assert found == {(element, expected)}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (Title(value="Telegram", non_sort="The"), "The Telegram"),
        (Title(value="histoire", non_sort="L'"), "L'histoire"),
        (Title(value="Telegram", sub="a copy", part_no="2", part_name="End"), "Telegram: a copy. 2, End"),
    ],
)
def test_a_title_is_one_line(title: Title, expected: str) -> None:
    assert values(Record(local_id="7", titles=(title,)), "title") == [expected]


def test_main_titles_come_first_and_nothing_is_said_twice() -> None:
    titles = (Title(value="B", type="alternative"), Title(value="A"), Title(value=" A "), Title(value="A", lang="eng"))
    assert values(Record(local_id="7", titles=titles), "title") == ["A", "A", "B"]  # once without, once with language


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(label="Pyongyang", lat=39.0339, lon=125.7543), ["Pyongyang", "39.0339, 125.7543"]),
        (Place(lat=39.0339, lon=-0.0), ["39.0339, 0"]),
        (Place(lat=39.0), []),
    ],
)
def test_a_place_is_its_name_and_its_coordinates(place: Place, expected: list[str]) -> None:
    assert values(Record(local_id="7", places=(place,)), "coverage") == expected


CNE = "http://rightsstatements.org/vocab/CNE/1.0/"
INC = "http://rightsstatements.org/vocab/InC/1.0/"


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        (Rights(uri=CNE, label="copyright not evaluated"), [CNE]),
        (Rights(uri=CNE, label="Ask the estate."), [CNE, "Ask the estate."]),
        (Rights(uri=CNE, statements=(Statement(text=INC),)), [CNE, f"Further rights statement: {INC}"]),
        (Rights(uri=CNE, statements=(Statement(text=f"{CNE} "),)), [CNE]),
        (Rights(access=Access(level="restricted", until="2030")), ["Restricted access until 2030"]),
        (Rights(access=Access(level="embargoed", note="Closed.", until="2030")), ["Embargoed until 2030: Closed."]),
        (Rights(access=Access(note="Open for research")), ["Open for research"]),
        (Rights(access=Access(level="", note="Ask at the desk")), ["Ask at the desk"]),
        (Rights(copyright=Copyright(status="in copyright", year="1950")), ["Copyright: in copyright, 1950"]),
        (Rights(copyright=Copyright()), []),
    ],
)
def test_what_is_said_of_rights(rights: Rights, expected: list[str]) -> None:
    assert values(Record(local_id="7", rights=rights), "rights") == expected


def test_no_access_term_where_nothing_is_known() -> None:
    record = Record(local_id="7", rights=Rights(access=Access(level="")))
    assert values(record, "rights", access_terms=True) == []


def test_an_old_doi_is_a_uri() -> None:
    record = Record(local_id="7", pids=(Pid(scheme="doi", value="10.1002/(SICI)1<1::AID-X>3.0"),))
    assert values(record, "identifier")[0] == "https://doi.org/10.1002/(SICI)1%3C1::AID-X%3E3.0"


def test_identifiers_that_no_longer_hold_or_say_nothing_new_are_left_out() -> None:
    others = (Identifier(value="g1976", type="filename"), Identifier(value="1-2", type="issn (invalid)"))
    assert values(Record(local_id="g1976", identifiers=others), "identifier") == ["g1976"]


def test_a_further_type_of_resource_is_said_in_dcmi_s_words() -> None:
    genres = (Genre(label="still image"), Genre(label="notated music", authority="marcgt"), Genre(label="letters"))
    record = Record(local_id="7", dcmi_type="Text", genres=genres)
    assert values(record, "type") == ["Text", "StillImage", "notated music", "letters"]


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("handle", "hdl:1/2", "https://hdl.handle.net/1/2"),
        ("handle", "1/2", "https://hdl.handle.net/1/2"),
        ("doi", "DOI: 10.1/x", "https://doi.org/10.1/x"),
        ("ark", "ark:12/3", "ark:12/3"),
        ("urn", "nbn:de:1", "urn:nbn:de:1"),
    ],
)
def test_a_persistent_identifier_has_its_scheme_once(scheme: PidScheme, value: str, expected: str) -> None:
    record = Record(local_id="7", pids=(Pid(scheme=scheme, value=value),))
    assert values(record, "identifier") == [expected, "7"]


@pytest.mark.parametrize(
    ("name", "dates", "expected"),
    [
        ("Brugsch-Bey, Emil", "1842-1930", "Brugsch-Bey, Emil, 1842-1930"),
        ("Brugsch-Bey, Emil, 1842-", "1842-1930", "Brugsch-Bey, Emil, 1842-1930"),
        ("Brugsch-Bey, Emil, 1842-1930", "1842-1930", "Brugsch-Bey, Emil, 1842-1930"),
        ("Brugsch-Bey, Emil, 1841-", "1842-1930", "Brugsch-Bey, Emil, 1841-, 1842-1930"),
        ("1842-", "1842-1930", "1842-1930"),
    ],
)
def test_dates_of_life_stand_once_behind_a_name(name: str, dates: str, expected: str) -> None:
    record = Record(local_id="7", agents=(Agent(name=name, dates=dates, relation="creator"),))
    assert values(record, "creator") == [expected]


@pytest.mark.parametrize(
    ("number", "term"), [("951.9", True), ("951", True), ("[Fic]", False), ("K", False), ("92", False)]
)
def test_only_a_number_of_dewey_is_a_term_of_info_eu_repo(number, term):
    found = values(Record(local_id="1", classifications=(Classification(value=number, scheme="ddc"),)), "subject")
    assert found == [f"ddc: {number}", *([f"info:eu-repo/classification/ddc/{number}"] if term else [])]
