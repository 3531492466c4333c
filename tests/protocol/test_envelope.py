"""The envelope: well-formed whatever the text, and the containers valid against the official schemas."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from oai.protocol import envelope
from tests import schemas

legal = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r")


@given(st.text(legal))
def test_text_is_read_back_as_it_was(value: str) -> None:
    root = etree.fromstring(envelope.element("a", value))
    assert (root.text or "") == value


@given(st.text(legal))
def test_an_attribute_is_read_back_as_it_was_white_space_too(value: str) -> None:
    root = etree.fromstring(b"<a%b/>" % envelope.attribute("b", value))
    assert root.get("b") == value


@given(st.text(st.characters(), max_size=30))
def test_nothing_makes_it_ill_formed(value: str) -> None:
    etree.fromstring(b"<a%b>%b</a>" % (envelope.attribute("b", value), envelope.text(value)))


def test_what_xml_forbids_is_seen_to_be_lost() -> None:
    assert envelope.text("a\x00b\x1b\ufffe\ud800") == "a\ufffdb\ufffd\ufffd\ufffd".encode()


def test_a_header_has_its_parts_in_the_order_of_the_schema() -> None:
    live = envelope.header("oai:a.b:1&2", 0, ["a", "b:c"], deleted=False)
    assert live == (
        b"<header><identifier>oai:a.b:1&amp;2</identifier><datestamp>1970-01-01T00:00:00Z</datestamp>"
        b"<setSpec>a</setSpec><setSpec>b:c</setSpec></header>"
    )
    gone = envelope.header("oai:a.b:1", 59, [], deleted=True)
    assert gone == (
        b'<header status="deleted"><identifier>oai:a.b:1</identifier>'
        b"<datestamp>1970-01-01T00:00:59Z</datestamp></header>"
    )


def test_each_about_holds_one_container() -> None:
    assert envelope.body(b"<m/>", [b"<r/>", b"<p/>"]) == (
        b"<metadata><m/></metadata><about><r/></about><about><p/></about>"
    )


def test_the_rights_of_the_metadata_are_a_reference() -> None:
    container = envelope.about_rights("http://creativecommons.org/publicdomain/zero/1.0/")
    assert b'<rightsReference ref="http://creativecommons.org/publicdomain/zero/1.0/"/>' in container
    assert schemas.validate(container) == []


def test_provenance_keeps_the_words_of_the_origin() -> None:
    before = envelope.origin_description(
        "http://first.example/oai", "oai:first.example:9", "2020-01-01T00:00:00Z", "http://www.loc.gov/mods/v3",
        "2021-01-01", altered=True,
    )  # fmt: skip
    described = envelope.origin_description(
        "http://elsewhere.example/oai?x=1&y", "oai:elsewhere.example:4", "2023-12-31", "http://www.loc.gov/mods/v3",
        "2024-02-29T00:00:00Z", altered=False, origin=before,
    )  # fmt: skip
    container = envelope.about_provenance(described)
    assert schemas.validate(container) == []
    origin = etree.fromstring(container)[0]
    assert origin[4][1].text == "oai:first.example:9"
    assert dict(origin.attrib) == {"harvestDate": "2024-02-29T00:00:00Z", "altered": "false"}
    assert [part.text for part in origin][:4] == [
        "http://elsewhere.example/oai?x=1&y", "oai:elsewhere.example:4", "2023-12-31", "http://www.loc.gov/mods/v3",
    ]  # fmt: skip


def test_the_token_that_ends_a_list_is_empty_and_does_not_expire() -> None:
    assert (
        envelope.token("", cursor=4, size=6) == b'<resumptionToken completeListSize="6" cursor="4"></resumptionToken>'
    )
    assert envelope.token("", cursor=4, size=0) == b'<resumptionToken cursor="4"></resumptionToken>'
    assert envelope.token("a&b", cursor=0, size=6, expires=0) == (
        b'<resumptionToken expirationDate="1970-01-01T00:00:00Z" completeListSize="6" cursor="0">a&amp;b'
        b"</resumptionToken>"
    )
