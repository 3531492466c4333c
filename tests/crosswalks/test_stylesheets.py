"""Style sheets of an archive's own: what they make is served, and they reach nothing but what they are given."""

from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree

from crosswalks import stylesheets, xml
from crosswalks.native import Form
from crosswalks.registry import FORMATS
from tests.crosswalks.records import case

FORM = Form("urn:own", "https://archive.example.org/own.xsd")
MODS = FORMATS["mods"].render(case("telegram"), FORMATS["mods"].options())


def sheet(body: str, top: str = "") -> bytes:
    """Return a style sheet with one template for the root."""
    return (
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:o="urn:own"'
        f' xmlns:m="{xml.MODS}" exclude-result-prefixes="m" xmlns:exsl="http://exslt.org/common"'
        f' extension-element-prefixes="exsl">{top}<xsl:template match="/">{body}</xsl:template></xsl:stylesheet>'
    ).encode()


def test_what_it_makes_is_served_with_its_schema() -> None:
    apply = stylesheets.load(sheet('<o:own><xsl:value-of select="//m:note[@type]"/></o:own>'), FORM)
    root = etree.fromstring(apply(MODS))
    assert root.tag == "{urn:own}own"
    assert root.get(xml.SCHEMA_LOCATION) == "urn:own https://archive.example.org/own.xsd"
    assert root.text
    assert not apply(MODS).startswith(b"<?xml")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<not closed", "no XSLT 1.0"),
        (b"<html/>", "no XSLT 1.0"),
        (sheet("<o:own/>", '<xsl:include href="other.xsl"/>'), "another file"),
        (b'<!DOCTYPE x [<!ENTITY e "v">]><x>&e;</x>', "no XSLT 1.0"),
    ],
)
def test_what_is_no_style_sheet_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(stylesheets.StylesheetError, match=why):
        stylesheets.load(content, FORM)


@pytest.mark.parametrize(
    ("body", "why"),
    [("", "makes nothing"), ("text", "makes nothing"), ("<other/>", "makes 'other' of it, which is not in urn:own"),
     ('<xsl:message terminate="yes">stop</xsl:message>', "failed")],
)  # fmt: skip
def test_what_is_not_of_the_format_is_an_error_of_that_record(body: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        stylesheets.load(sheet(body), FORM)(MODS)


def test_it_reads_and_writes_no_file_and_no_address(tmp_path: Path) -> None:
    secret, written = tmp_path / "secret.xml", tmp_path / "written.xml"
    secret.write_text("<s>secret</s>")
    for address in (secret.as_uri(), str(secret), "http://127.0.0.1:9/x"):
        apply = stylesheets.load(sheet(f"<o:own><xsl:copy-of select=\"document('{address}')\"/></o:own>"), FORM)
        try:
            made = apply(MODS)
        except ValueError:
            continue
        assert b"secret" not in made
    writing = sheet(f'<o:own><exsl:document href="{written}"><a/></exsl:document></o:own>')
    with suppress(ValueError):
        stylesheets.load(writing, FORM)(MODS)
    assert not written.exists()
