"""Identifiers: minted by the oai-identifier rules, checked for URI syntax."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai.protocol import identifiers

# The pattern of sampleIdentifier in oai-identifier.xsd (2007-06-07)
SCHEMA = re.compile(r"oai:[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+:[a-zA-Z0-9\-_.!~*'();/?:@&=+$,%]+")
writable = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(writable)
def test_every_local_identifier_can_be_minted_and_read_back(local: str) -> None:
    minted = identifiers.mint("archive.example.org", local)
    assert SCHEMA.fullmatch(minted)
    assert identifiers.is_uri(minted)
    assert unquote(minted.removeprefix("oai:archive.example.org:")) == local


def test_what_may_stand_stays_and_the_rest_is_escaped_in_upper_case() -> None:
    plain = "a-Z_0.9!~*'();/?:@&=+$,"
    assert identifiers.mint("archive.example.org", plain) == f"oai:archive.example.org:{plain}"
    assert identifiers.mint("archive.example.org", "a b#<%é") == "oai:archive.example.org:a%20b%23%3C%25%C3%A9"


@pytest.mark.parametrize("namespace", ["archive.example.org", "ebibpol.p.lodz.pl", "a.b", "X-1.Org"])
def test_a_domain_name_can_be_a_namespace(namespace: str) -> None:
    identifiers.check_namespace(namespace)


@pytest.mark.parametrize(
    "namespace", ["", "localhost", "archive.3d.org", "1.example.org", "-a.org", "a..org", "a.org.", "a_b.org",
                  "a.org\n", "http://a.org", "é.org", "a.org:80", "a." + "b" * 260],
)  # fmt: skip
def test_anything_else_cannot(namespace: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(namespace))):
        identifiers.check_namespace(namespace)
    with pytest.raises(ValueError, match="namespace"):
        identifiers.mint(namespace, "1")


@pytest.mark.parametrize(
    "identifier",
    [
        "oai:archive.example.org:1", "oai:arXiv.org:cs/0112017", "http://archive.example.org/1", "urn:isbn:0451450523",
        "https://archive.example.org/a?b=c#d", "info:lccn/2002022641", "hdl:10.1000/182", "x:1", "oai:a.b:%3C",
        "urn:dpla.lib.utk.edu.p16108coll12:oai:cdm16108.contentdm.oclc.org:p16108coll12/6",
    ],
)  # fmt: skip
def test_uris_name_items(identifier: str) -> None:
    identifiers.check(identifier)


@pytest.mark.parametrize(
    ("identifier", "why"),
    [
        ("", "empty"),
        ("112135", "not a URI"),
        ("volvoices 3778", "not a URI"),
        ("x:", "not a URI"),
        ("x:a b", "not a URI"),
        ("x:é", "not a URI"),
        ("x:%zz", "not a URI"),
        ('invalid"id', "not a URI"),
        ("x:a#b#c", "not a URI"),
        ("1x:a", "not a URI"),
        ("x:a\n", "not a URI"),
        ("http://", "no host"),
        ("https:///path", "no host"),
        ("oai:localhost:1", "not an oai-identifier"),
        ("oai:archive.3d.org:1", "not an oai-identifier"),
        ("oai:a.b:", "not an oai-identifier"),
        ("oai:a.b:%3c", "not an oai-identifier"),
        ("OAI:a.b:1", "not an oai-identifier"),
        ("x:" + "1" * 511, "longer than 512"),
    ],
)
def test_what_names_no_item_is_refused_with_a_sentence(identifier: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        identifiers.check(identifier)


def test_an_empty_local_identifier_is_refused() -> None:
    with pytest.raises(ValueError, match="without a local identifier"):
        identifiers.mint("archive.example.org", "")
