"""The description containers: valid against the official schemas with everything set."""

from lxml import etree

from oai.protocol import descriptions
from tests import schemas


def names(container: bytes) -> list[str]:
    return [etree.QName(node).localname for node in etree.fromstring(container).iter()]


def test_the_oai_identifier_declares_its_namespace_as_the_default() -> None:
    container = descriptions.oai_identifier("archive.example.org")
    assert container.startswith(b'<oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier" ')
    assert schemas.validate(container) == []
    assert [part.text for part in etree.fromstring(container)] == [
        "oai", "archive.example.org", ":", "oai:archive.example.org:letters/1950-01-19",
    ]  # fmt: skip


def test_friends() -> None:
    container = descriptions.friends(["https://a.example/oai?x=1&y=2", "http://b.example/oai"])
    assert schemas.validate(container) == []
    assert etree.fromstring(container)[0].text == "https://a.example/oai?x=1&y=2"
    assert names(container) == ["friends", "baseURL", "baseURL"]


def test_branding() -> None:
    icon = descriptions.icon("http://a.example/i.png", link="http://a.example/", title="A & B", width=88, height=31)
    sheet = descriptions.rendering(
        "http://a.example/x.xsl", namespace="http://www.loc.gov/mods/v3", mime_type="text/xsl"
    )
    container = descriptions.branding([icon, sheet])
    assert schemas.validate(container) == []
    assert names(container) == [
        "branding", "collectionIcon", "url", "link", "title", "width", "height", "metadataRendering",
    ]  # fmt: skip
    assert etree.fromstring(container)[1].get("mimeType") == "text/xsl"
    assert schemas.validate(descriptions.branding([descriptions.icon("http://a.example/i.png")])) == []


def test_eprints() -> None:
    parts = [
        descriptions.policy(name, text="Free & open", url="http://a.example/")
        for name in ("content", "metadataPolicy", "dataPolicy", "submissionPolicy")
    ]
    assert schemas.validate(descriptions.eprints([*parts, b"<comment>c</comment>"])) == []
    assert schemas.validate(descriptions.eprints(parts[1:3])) == []


def test_the_rights_manifest_speaks_of_metadata() -> None:
    container = descriptions.rights_manifest(["http://creativecommons.org/publicdomain/zero/1.0/"])
    assert schemas.validate(container) == []
    assert etree.fromstring(container).get("appliesTo") == "http://www.openarchives.org/OAI/2.0/entity#metadata"


def test_a_set_is_described_as_oai_dc_since_bare_text_is_invalid() -> None:
    container = descriptions.set_description("Letters <1945–1955> & enclosures")
    assert schemas.validate(container) == []
    (description,) = etree.fromstring(container)
    assert description.text == "Letters <1945–1955> & enclosures"
    assert description.tag == "{http://purl.org/dc/elements/1.1/}description"
