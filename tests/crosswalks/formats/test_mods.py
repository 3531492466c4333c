"""MODS row by row: what stands where, with which attributes, and under which option."""

from typing import Any

import pytest
from lxml import etree

from crosswalks import xml
from crosswalks.formats import mods
from crosswalks.record import (
    Access,
    Agent,
    Copyright,
    Date,
    Named,
    Record,
    Rights,
    SecurityMarking,
    Source,
    Statement,
    TextVersion,
    Title,
)
from tests.crosswalks.records import case

NS = {"m": xml.MODS, "xlink": xml.XLINK}


def find(record: Record, path: str, **options: Any) -> list[str]:
    """Return the texts or attribute values that an XPath with prefix m finds."""
    found = etree.fromstring(mods.render(record, mods.Options(**options))).xpath(path, namespaces=NS)
    return [node if isinstance(node, str) else (node.text or "") for node in found]


def test_the_main_title_bears_no_attribute() -> None:
    record = Record(local_id="7", titles=(Title(value="A", lang="eng"), Title(value="B", type="translated")))
    assert find(record, "m:titleInfo[not(@*)]/m:title") == ["A"]
    assert find(record, "m:titleInfo[not(@*)]/m:title/@xml:lang") == ["en"]
    assert find(record, "m:titleInfo/@type") == ["translated"]


def test_a_creator_in_some_capacity_is_called_creator_too() -> None:
    record = Record(local_id="7", agents=(Agent(name="A", kind="person", role="aut", relation="creator"),))
    assert find(record, "m:name[@type='personal']//m:roleTerm[@type='code'][@authority='marcrelator']") == [
        "aut",
        "cre",
    ]
    assert find(record, "m:name//m:roleTerm[@type='text']") == ["author", "creator"]
    assert find(record, "m:name//@valueURI")[0] == "http://id.loc.gov/vocabulary/relators/aut"


def test_a_role_outside_the_list_is_text_alone() -> None:
    record = Record(local_id="7", agents=(Agent(name="A", role="cipher clerk", relation="contributor"),))
    assert find(record, "//m:roleTerm[not(@authority)][@type='text']") == ["cipher clerk"]
    assert find(record, "//m:roleTerm") == ["cipher clerk"]


def test_who_has_no_part_is_a_subject() -> None:
    record = Record(local_id="7", agents=(Agent(name="Kim", kind="person"),))
    assert find(record, "m:name") == []
    assert find(record, "m:subject/m:name[@type='personal']/m:namePart") == ["Kim"]


@pytest.mark.parametrize(
    ("kind", "element", "given"),
    [
        ("created", "dateCreated", {}),
        ("issued", "dateIssued", {}),
        ("copyright", "copyrightDate", {}),
        ("captured", "dateCaptured", {}),
        ("valid", "dateValid", {}),
        ("modified", "dateModified", {}),
        ("other", "dateOther", {}),
        ("sent", "dateOther", {"type": "sent"}),
        ("received", "dateOther", {"type": "received"}),
    ],
)
def test_each_type_of_date_has_its_element(kind: Any, element: str, given: dict[str, str]) -> None:
    root = etree.fromstring(mods.render(Record(local_id="7", dates=(Date(type=kind, start="1950"),)), mods.Options()))
    (node,) = root.findall(f"m:originInfo/m:{element}", NS)
    key = {} if kind in ("captured", "valid", "modified") else {"keyDate": "yes"}  # not dates of the document itself
    assert (node.text, dict(node.attrib)) == ("1950", {"encoding": "w3cdtf"} | key | given)


def test_a_date_in_words_is_coded_and_shown() -> None:
    record = Record(local_id="7", dates=(Date(start="1950", qualifier="approximate", display="ca. 1950"),))
    assert find(record, "m:originInfo/m:dateCreated[@qualifier='approximate'][@encoding='w3cdtf']") == ["1950"]
    assert find(record, "m:originInfo/m:displayDate") == ["ca. 1950"]


def test_a_range_has_two_points_and_one_key() -> None:
    record = Record(local_id="7", dates=(Date(start="1945", end="1950-06~"),))
    assert find(record, "//m:dateCreated[@point='start'][@encoding='w3cdtf'][@keyDate='yes']") == ["1945"]
    assert find(record, "//m:dateCreated[@point='end'][@encoding='edtf'][not(@keyDate)]") == ["1950-06~"]


@pytest.mark.parametrize(
    ("dates", "key"),
    [
        ((Date(start="1950"), Date(type="issued", start="1960", key=True)), "1960"),
        ((Date(start="1950", key=True), Date(type="issued", start="1960", key=True)), "1950"),
        ((Date(type="issued", start="1960"), Date(start="1950")), "1950"),
        ((Date(display="undated"), Date(type="issued", start="1960")), "1960"),
        ((Date(display="undated"),), "undated"),
        ((Date(type="uploaded", start="2011"), Date(type="other", start="1950")), "1950"),
        ((Date(type="covered", start="1950", key=True), Date(start="1951")), "1951"),
        ((Date(type="captured", start="2010", key=True), Date(start="1914")), "1914"),
        ((Date(display="before 1950"), Date(type="issued", start="2010")), "before 1950"),
    ],
)
def test_exactly_one_date_is_the_key_date(dates: tuple[Date, ...], key: str) -> None:
    assert find(Record(local_id="7", dates=dates), "//*[@keyDate]") == [key]


def test_an_upload_is_never_the_key_date_nor_written_twice() -> None:
    record = Record(local_id="7", uploaded="2011-11-20", dates=(Date(type="uploaded", start="2011-11-20"),))
    assert find(record, "//m:dateOther[@type='uploaded'][not(@keyDate)]") == ["2011-11-20"]
    assert find(record, "//@keyDate") == []


def test_a_lifted_marking_is_a_note_and_nothing_else() -> None:
    root = etree.fromstring(mods.render(case("telegram"), mods.Options()))
    (note,) = [node for node in root.iter() if "Secret" in (node.text or "")]
    assert note.tag == f"{{{xml.MODS}}}note"
    assert dict(note.attrib) == {"type": "original classification", "displayLabel": "Original classification"}
    assert note.text == "Secret"


def test_a_declassification_is_told_in_the_note() -> None:
    marking = SecurityMarking(level="Secret")
    record = Record(local_id="7", security_markings=(marking,), dates=(Date(type="declassified", start="1995-05-01"),))
    assert find(record, "m:note") == ["Secret", "declassified 1995-05-01"]


@pytest.mark.parametrize("kind", ["", "restriction on access"])
def test_a_marking_in_force_is_an_access_condition_untyped_unless_wanted(kind: str) -> None:
    record = Record(local_id="7", security_markings=(SecurityMarking(level="Secret", status="in_force"),))
    path = "m:accessCondition[@displayLabel='Security classification']"
    assert find(record, path, marking_type=kind) == ["Secret"]
    assert find(record, f"{path}/@type", marking_type=kind) == ([kind] if kind else [])
    assert find(record, "m:note") == []


URI = "http://rightsstatements.org/vocab/CNE/1.0/"


def test_the_rights_uri_is_in_href_and_value_uri() -> None:
    record = Record(local_id="7", rights=Rights(uri=URI))
    condition = "m:accessCondition[@type='use and reproduction']"
    assert find(record, condition) == ["Copyright Not Evaluated"]
    assert find(record, condition, rights_text="uri") == [URI]
    assert find(record, f"{condition}/@xlink:href") == find(record, f"{condition}/@valueURI") == [URI]


def test_a_record_links_one_rights_uri_at_most() -> None:
    rights = Rights(uri=URI, licence_uri="http://creativecommons.org/licenses/by/4.0/")
    record = Record(local_id="7", rights=rights)
    assert find(record, "m:accessCondition/@xlink:href") == [URI]
    assert find(record, "m:accessCondition[@displayLabel='Licence']") == [
        "Attribution 4.0 International (CC BY 4.0): http://creativecommons.org/licenses/by/4.0/"
    ]


def test_statements_have_the_type_that_a_hub_wants() -> None:
    record = Record(
        local_id="7", rights=Rights(statements=(Statement(text="Ask."), Statement(text="Cite.", kind="credit")))
    )
    assert find(record, "m:accessCondition[@type='use and reproduction']") == ["Ask.", "Cite."]
    assert find(
        record, "m:accessCondition[@type='local rights statement']", statement_type="local rights statement"
    ) == ["Ask.", "Cite."]
    assert find(record, "m:note") == []
    assert find(record, "m:accessCondition[@displayLabel='Credit']") == ["Cite."]


def test_a_rights_holder_is_a_condition_or_a_name() -> None:
    record = Record(local_id="7", rights=Rights(holders=(Agent(name="The estate", kind="family"),)))
    assert find(record, "m:accessCondition[@displayLabel='Rights holder']") == ["The estate"]
    assert find(record, "m:name") == []
    assert find(record, "m:accessCondition", rights_holder="name") == []
    assert find(record, "m:name[.//m:roleTerm='cph']/m:namePart", rights_holder="name") == ["The estate"]


@pytest.mark.parametrize(
    ("access", "expected"),
    [
        (Access(), []),
        (Access(note="Open for research"), []),
        (Access(level="", note="Ask at the desk"), []),
        (Access(level="embargoed", until="2030-01-01"), ["Embargoed until 2030-01-01"]),
        (Access(level="restricted"), ["Restricted access"]),
        (Access(level="restricted", note="Reading room only"), ["Reading room only"]),
        (Access(level="embargoed", note="Closed until 2030", until="2030"), ["Closed until 2030"]),
    ],
)
def test_access_is_told_only_if_it_is_limited(access: Access, expected: list[str]) -> None:
    record = Record(local_id="7", rights=Rights(access=access))
    assert find(record, "m:accessCondition[@type='restriction on access']") == expected


def test_the_archive_of_the_original_is_never_the_data_provider() -> None:
    record = Record(
        local_id="7",
        data_provider=Named(name="Us"),
        sources=(Source(archive=Named(name="AVPRF"), reference=("f. 1", "d. 2")),),
    )
    assert find(record, "m:location/m:physicalLocation") == ["Us"]
    assert find(record, "m:relatedItem[@type='original']/m:location/m:physicalLocation") == ["AVPRF"]
    assert find(record, "m:relatedItem[@type='original']/m:titleInfo/m:title") == ["AVPRF, f. 1, d. 2"]
    assert find(record, "m:relatedItem[@type='original']/m:location/m:shelfLocator") == ["f. 1, d. 2"]


def test_the_landing_page_is_primary_in_the_spelling_that_a_hub_wants() -> None:
    record = Record(local_id="7", landing_url="https://a.example.org/7")
    assert find(record, "m:location/m:url[@access='object in context']/@usage") == ["primary"]
    assert find(record, "m:location/m:url/@usage", url_usage="primary display") == ["primary display"]


def test_ownership_is_a_note_on_request() -> None:
    record = Record(local_id="7", data_provider=Named(name="Us"))
    assert find(record, "m:recordInfo/m:recordContentSource") == ["Us"]
    assert find(record, "m:note") == []
    assert find(record, "m:note[@type='ownership']", ownership_note=True) == ["Us"]


def test_a_full_text_is_linked_and_never_included() -> None:
    texts = (
        TextVersion(
            kind="translation", lang="eng", url="https://a.example.org/en", body="The whole text", translator="T"
        ),
        TextVersion(kind="transcript", body="The whole text"),
    )
    record = Record(local_id="7", texts=texts)
    assert find(record, "m:relatedItem/@type") == ["otherVersion"]
    assert find(record, "m:relatedItem/m:location/m:url") == ["https://a.example.org/en"]
    assert b"whole text" not in mods.render(record, mods.Options())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Text", "text"),
        ("StillImage", "still image"),
        ("Sound", "sound recording"),
        ("Event", "Event"),
        ("Dataset", "Dataset"),
    ],
)
def test_types_without_a_counterpart_keep_their_dcmi_name(kind: Any, expected: str) -> None:
    record = Record(local_id="7", dcmi_type=kind)
    assert find(record, "m:typeOfResource") == [expected]
    assert bool(find(record, "m:typeOfResource/@valueURI")) == (kind == expected)


def test_a_collection_says_so() -> None:
    assert find(Record(local_id="7", dcmi_type="Collection"), "m:typeOfResource[@collection='yes']") == [
        "mixed material"
    ]


def test_a_record_of_nothing_printable_still_has_one_element() -> None:
    root = etree.fromstring(mods.render(Record(local_id="\x03"), mods.Options()))
    assert [node.tag for node in root] == [f"{{{xml.MODS}}}identifier"]


def test_a_note_on_access_that_is_no_limit_is_told_as_one_of_neither() -> None:
    record = Record(local_id="7", rights=Rights(access=Access(note="Open for research")))
    assert find(record, "m:accessCondition[not(@type)][@displayLabel='Access']") == ["Open for research"]


def test_facts_of_copyright_are_a_condition_of_use() -> None:
    facts = Copyright(status="in copyright", year="1950", jurisdiction="United Kingdom", note="Crown work.")
    record = Record(local_id="7", rights=Rights(copyright=facts))
    line = "Copyright: in copyright, 1950, United Kingdom. Crown work."
    assert find(record, "m:accessCondition[@type='use and reproduction']") == [line]


def test_a_second_rights_uri_is_never_the_text_of_a_condition() -> None:
    further = "https://rightsstatements.org/vocab/InC/1.0/"
    record = Record(local_id="7", rights=Rights(uri=URI, label=further, statements=(Statement(text=further),)))
    assert find(record, "m:accessCondition") == [
        "Copyright Not Evaluated",
        "Further rights statement: http://rightsstatements.org/vocab/InC/1.0/",
    ]


def test_statements_keep_their_order() -> None:
    kinds = ("credit", "use", "contact", "copyright", "credit")
    statements = tuple(Statement(text=f"{number}", kind=kind) for number, kind in enumerate(kinds))
    assert find(Record(local_id="7", rights=Rights(statements=statements)), "m:accessCondition") == list("01234")
