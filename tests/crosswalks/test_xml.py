"""The safe parser and the serialiser."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from crosswalks import xml

BILLION_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
UNUSED_ENTITY = b'<!DOCTYPE x [<!ENTITY a "ha">]><x/>'
PARAMETER_ENTITY = b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://a.example.org/x.dtd"> %a;]><x/>'
UNDECLARED = b'<!DOCTYPE x SYSTEM "x.dtd"><x>caf&eacute;</x>'


@pytest.mark.parametrize("data", [BILLION_LAUGHS, UNUSED_ENTITY, PARAMETER_ENTITY, UNDECLARED])
def test_documents_with_entities_are_refused(data: bytes) -> None:
    with pytest.raises(xml.UnsafeXml, match="entit"):
        xml.parse(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_external_entity_is_never_read(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]><x>&a;</x>'
    with pytest.raises(xml.UnsafeXml):
        xml.parse(text.encode(encoding))


@pytest.mark.parametrize("asks", ["%a;", ""])
def test_a_parameter_entity_is_refused(tmp_path: Path, asks: str) -> None:
    other = tmp_path / "other.dtd"
    other.write_text('<!ATTLIST x leaked CDATA "yes">')
    text = f'<!DOCTYPE x [<!ENTITY % a SYSTEM "{other.as_uri()}"> {asks}]><x/>'
    with pytest.raises(xml.UnsafeXml, match="declares entities"):
        xml.parse(text.encode())


OPEN = """
import sys
from crosswalks import xml
text = f'<!DOCTYPE x SYSTEM "{sys.argv[1]}"><x/>'.encode()
assert not xml.parse(text).attrib
parser = xml.pull_parser(["x"])
parser.feed(text + b"<!-- -->" * 9999)
assert not parser.close().attrib
"""


def test_no_parser_opens_the_dtd_that_a_doctype_names(tmp_path: Path) -> None:
    """A pipe stands for the file: whoever opens it waits for ever."""
    os.mkfifo(tmp_path / "pipe")
    run = [sys.executable, "-c", OPEN, (tmp_path / "pipe").as_uri()]
    subprocess.run(run, check=True, cwd=Path(__file__).parents[2], timeout=30)


def test_a_plain_document_type_is_no_danger() -> None:
    assert xml.parse(b"<!DOCTYPE x><x>&amp;&#1069;</x>").text == "&Э"


@pytest.mark.parametrize("data", [b"", b"<x>", b"<x/><y/>", b"\xff\xfe<x/>", b"<x>\x03</x>"])
def test_what_is_not_well_formed_is_a_syntax_error(data: bytes) -> None:
    with pytest.raises(etree.XMLSyntaxError):
        xml.parse(data)


def test_serialise_leaves_out_declaration_and_tail() -> None:
    root = xml.parse('<?xml version="1.0"?><r><a xmlns="urn:x">й</a> tail</r>'.encode())
    assert xml.serialise(root[0]) == '<a xmlns="urn:x">й</a>'.encode()


def test_root_declares_its_namespaces_and_schema() -> None:
    root = xml.root("{urn:x}r", prefixes={None: "urn:x", "xsi": xml.XSI}, location="urn:x http://x.example.org/x.xsd")
    etree.SubElement(root, "{urn:x}c", {"a": "1"}).text = "text"
    etree.SubElement(root, "{urn:x}d")
    assert xml.serialise(root) == (
        b'<r xmlns="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:schemaLocation="urn:x http://x.example.org/x.xsd"><c a="1">text</c><d/></r>'
    )
