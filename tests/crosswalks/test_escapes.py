"""What XML cannot carry is written so that it can be read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crosswalks import escapes

TEXT = st.text(
    st.sampled_from("\x00\x03\x1f\ufffe\uffff\\u0041a\t\r\n\x85\U0001fffe") | st.characters(exclude_categories=["Cs"])
)


@given(TEXT)
def test_what_was_escaped_can_be_read_again(text: str) -> None:
    assert escapes.unescape(escapes.escape(text)) == text


@given(TEXT)
def test_xml_carries_what_was_escaped_and_what_needs_no_escape(text: str) -> None:
    element = etree.Element("a")
    element.text = escapes.escape(text) if escapes.needed(text) else text
    assert etree.fromstring(etree.tostring(element)).text == (element.text or None)


@pytest.mark.parametrize("code", [0, 8, 11, 12, 14, 31, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_what_xml_forbids_needs_escapes(code: int) -> None:
    assert escapes.needed(chr(code))
    assert escapes.escape(chr(code)) == f"\\u{code:04x}"


@pytest.mark.parametrize("code", [9, 10, 13, 32, 0x7F, 0x85, 0x2028, 0xFFFD, 0x10000, 0x1FFFE, 0x10FFFF])
def test_what_xml_allows_needs_none(code: int) -> None:
    assert not escapes.needed(chr(code))
    assert escapes.escape(chr(code)) == chr(code)


def test_what_is_no_escape_stays() -> None:
    assert escapes.unescape(r"C:\users \u12 \u00e9 \u00E9 \ud800 \uDFFF") == r"C:\users \u12 é é \ud800 \uDFFF"
