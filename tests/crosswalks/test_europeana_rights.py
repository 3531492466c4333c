"""Europeana's list of rights URIs, held against the patterns in the schema of EDM itself."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crosswalks import europeana_rights, rights
from tests import corpora

SCHEMA = "schemas/store/www.europeana.eu/schemas/edm/EDM-EXTERNAL-MAIN.xsd"
CC = "http://creativecommons.org/"


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of the Schematron rules in the official schema."""
    found = etree.parse(corpora.require(SCHEMA)).iterfind(".//{http://www.w3.org/2001/XMLSchema}pattern[@value]")
    compiled = tuple(re.compile(str(node.get("value"))) for node in found)
    assert len(compiled) == 8
    return compiled


def official(uri: str) -> bool:
    return any(pattern.search(uri) for pattern in patterns())


@pytest.mark.parametrize("code", rights.STATEMENTS)
def test_statements(code: str) -> None:
    uri = f"{rights.STATEMENTS_URI}{code}/1.0/"
    assert europeana_rights.accepted(uri) is official(uri)
    assert europeana_rights.accepted(uri) is (code in ("NoC-NC", "NoC-OKLR", "InC", "InC-EDU", "InC-OW-EU", "CNE"))


@pytest.mark.parametrize("version", rights.VERSIONS)
def test_every_licence_in_every_port(version: str) -> None:
    ports = {"", "us", "xx", "igo", "scotland"}.union(*europeana_rights.PORTS.values())
    kinds = [*rights.LICENCES, *rights.RETIRED_LICENCES]
    uris = [f"{CC}licenses/{kind}/{version}/{port}{'/' if port else ''}" for kind in kinds for port in ports]
    assert [uri for uri in uris if europeana_rights.accepted(uri) is not official(uri)] == []
    assert any(map(europeana_rights.accepted, uris))


@pytest.mark.parametrize(
    "uri",
    [
        "",
        CC,
        f"{CC}licenses/by/4.0",
        f"{CC}licences/by/4.0/",
        f"{CC}licenses/by/4.0//",
        f"{CC}licenses/by/3.0/de/x/",
        f"{CC}publicdomain/mark/1.0/x/",
        f"{CC}publicdomain/mark/1.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "http://rightsstatements.org/vocab/InC/1.0",
        "https://a.example.org/terms",
        "http://www.europeana.eu/rights/rr-f/",
    ],
)
def test_what_is_not_on_the_list(uri: str) -> None:
    assert not europeana_rights.accepted(uri)
    assert not official(uri)


@given(st.from_regex(r"https?://(rightsstatements|creativecommons)\.org/[a-z/.\d-]*", fullmatch=True))
def test_nothing_else_is_accepted(uri: str) -> None:
    assert europeana_rights.accepted(uri) is official(uri)
    canonical = rights.canonical(uri)
    assert europeana_rights.accepted(canonical) is (canonical != "" and official(canonical))
