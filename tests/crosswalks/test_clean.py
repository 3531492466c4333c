"""Cleaning: what aggregators cannot bear goes, every letter stays."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crosswalks import clean
from tests.crosswalks.records import TEXT


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("plain text", "plain text"),
        ("  two\n lines\tand\xa0a  tab\u3000 ", "two lines and a tab"),
        ("forbidden\x00\x03\x08\x1a\ufffe\uffff letters", "forbidden letters"),
        ("one\x0bword\x0ceach\x1fside", "one word each side"),
        ("<p>One.</p><p>Two.<br/>Three.</p>", "One. Two. Three."),
        ("H<sub>2</sub>O and <I class='x'>italic</I>", "H2O and italic"),
        ("seen<!-- unseen -->too", "seen too"),
        ("an <!-- open comment", "an <!-- open comment"),
        ("&lt;p&gt;escaped once more&lt;/p&gt;", "escaped once more"),
        ("R&amp;D &amp;amp; more", "R&D & more"),
        ("caf&eacute; &#1069;&#x43B; &nbsp; x", "café Эл x"),
        ("&notaname; &copy &;", "&notaname; &copy &;"),
        ("&#0;&#xD800;&#11;", "\ufffd\ufffd"),
        ("<illegible> said <Vyshinsky>, 3 < 4 > 2", "<illegible> said <Vyshinsky>, 3 < 4 > 2"),
        ("می‌خواهم", "می‌خواهم"),  # the zero-width non-joiner belongs to the word
        ("a <b and c> d", "a <b and c> d"),
        ("<a href='x>y' title=z>link</a> <td nowrap>cell</td>", "link cell"),
        ("it\x92s 5\x96 6", "it’s 5– 6"),
        ("\xc2\xa9 Ã©tÃ© â€œquotedâ€\x9d", "© été “quoted”"),
        ("AMANHÃ… IRMÃ", "AMANHÃ… IRMÃ"),  # Portuguese, not misread
        ("cafÃ© Ñ", "cafÃ© Ñ"),  # not sure: the whole is no UTF-8
        ("", ""),
    ],
)
def test_text(raw: str, expected: str) -> None:
    assert clean.text(raw) == expected


@given(TEXT)
def test_text_is_idempotent_and_fit_for_xml(raw: str) -> None:
    once = clean.text(raw)
    assert clean.text(once) == once
    assert once == once.strip()
    element = etree.Element("x")
    element.text = once  # lxml refuses what XML 1.0 forbids
    assert etree.fromstring(etree.tostring(element)).text == (once or None)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&ÂÃâ\ufffe\uffff")))
def test_text_without_markup_loses_nothing_but_white_space(raw: str) -> None:
    assert "".join(clean.text(raw).split()) == "".join(raw.split())


@pytest.mark.parametrize(
    "attack",
    [
        "<b" * 20_000 + ">" * 20_000,
        "&" + "amp;" * 50_000,
        "<!--" * 50_000,
        "<b " * 50_000,
        "&amp;lt;b" * 9_000,
        "<b a=b" * 50_000,
        "<b " + " a=b" * 90_000,
    ],
)
def test_nested_markup_ends_and_stays_clean(attack: str) -> None:
    once = clean.text(attack)
    assert clean.text(once) == once


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://a.example.org/x?y=1#z", "https://a.example.org/x?y=1#z"),
        ("  https://a.example.org/x y ", "https://a.example.org/x%20y"),
        ("http://a.example.org/б", "http://a.example.org/%D0%B1"),
        ("http://a.example.org/100%", "http://a.example.org/100%25"),
        ("http://a.example.org/%20", "http://a.example.org/%20"),
        ("http://a.example.org/a[1]#b#c", "http://a.example.org/a%5B1%5D#b%23c"),
        ("http://a.example.org:8080/\x03", "http://a.example.org:8080/"),
        ("http://a.example.org:port/", ""),
        ("http:///nowhere", ""),
        ("urn:nbn:de:1-2", "urn:nbn:de:1-2"),
        ("no address", ""),
        ("a.example.org", ""),
        ("urn:", ""),
        ("", ""),
    ],
)
def test_uri(raw: str, expected: str) -> None:
    assert clean.uri(raw) == expected


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9+.\-]*:(//)?\S+", fullmatch=True))
def test_uri_holds_only_what_rfc_3986_allows(raw: str) -> None:
    once = clean.uri(raw)
    assert clean.uri(once) == once
    assert re.fullmatch(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*", once)
    assert once.count("#") <= 1
