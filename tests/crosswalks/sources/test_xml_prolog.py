"""What stands before the root element, whatever its length."""

import pytest

from crosswalks.sources import xml_prolog
from tests.crosswalks.sources.reading import mods, within_a_minute


@pytest.mark.parametrize(
    ("head", "root", "entities"),
    [
        (b"<mods/>", "mods", False),
        (b"<?xml version='1.0'?>\n<!-- <x> --><m:mods a='b'>", "mods", False),
        (b"<!DOCTYPE mods><mods/>", "mods", False),
        (b'<!DOCTYPE mods SYSTEM "a>b.dtd" [ <!-- \' --> <!ELEMENT mods ANY> <?x ]>?> ]><mods/>', "mods", False),
        (b"<!DOCTYPE mods [<!ENTITY a 'b'>]><mods/>", "mods", True),
        (b"<!DOCTYPE mods [<!ENTITY % a SYSTEM 'b'> %a;]><mods/>", "mods", True),
        (b"<!DOCTYPE mods [<!-- <!ENTITY a 'b'> -->]><mods/>", "mods", False),
        (b"<!DOCTYPE mods [<!ATTLIST mods a CDATA '<!ENTITY'>]><mods/>", "mods", False),
        (b"<!-- <!DOCTYPE x [<!ENTITY y 'z'>]> --><mods/>", "mods", False),
        (b"<mods><![CDATA[<!DOCTYPE x [<!ENTITY y 'z'>]>]]></mods>", "mods", False),
        (b"<!-- never closed", "", False),
        (b"<!DOCTYPE mods [<!ENTITY", "", True),
        (b"<?xml", "", False),
        (b"text", "", False),
        (b"", "", False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_root_and_entities(head, root, entities, encoding):
    found = xml_prolog.walk(head.decode().encode(encoding))
    assert (found.root, found.declares_entities) == (root, entities)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"<mods/>", "UTF-8"),
        (b"<?xml version='1.0' encoding = 'windows-1252' standalone='yes'?>", "windows-1252"),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='latin-1'?>", "UTF-8"),
        ("<mods/>".encode("utf-16"), "UTF-16"),
        ("<mods/>".encode("utf-16-be"), "UTF-16"),
    ],
)
def test_encoding(head, encoding):
    assert xml_prolog.walk(head).encoding == encoding


@pytest.mark.parametrize(
    "text", ["<?", "<!--", "<!DOCTYPE", "<!DOCTYPE x [", "<!DOCTYPE <", "<!ENTITY", "'", "<!DOCTYPE x <!--"]
)
def test_a_head_of_nothing_but_beginnings_is_read(text):
    """By patterns that look for an end from each beginning, such a head took seconds."""
    many = text * (1_000_000 // len(text))
    assert within_a_minute(f"<!DOCTYPE {many}").startswith("Fault")
    assert within_a_minute(many + mods("")).startswith("Fault")
