"""oai_datacite: what is said of rights."""

import pytest
from lxml import etree

from crosswalks.formats import oai_datacite
from crosswalks.formats.oai_datacite import Options, terms
from crosswalks.record import (
    Access,
    Record,
    Rights,
    SecurityMarking,
    Statement,
)
from tests.crosswalks.formats.finding import NAMESPACES
from tests.crosswalks.formats.finding import datacite as find

CC = "http://creativecommons.org/"


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        (Rights(uri="http://rightsstatements.org/vocab/InC/1.0/", label="In copyright here"),
         [("In copyright here", "http://rightsstatements.org/vocab/InC/1.0/", None)]),
        (Rights(licence_uri="https://creativecommons.org/licenses/by/4.0"),
         [("Attribution 4.0 International (CC BY 4.0)", f"{CC}licenses/by/4.0/", "cc-by-4.0")]),
        (Rights(uri="https://creativecommons.org/publicdomain/zero/1.0/", licence_uri=f"{CC}publicdomain/zero/1.0/"),
         [("CC0 1.0 Universal", f"{CC}publicdomain/zero/1.0/", "cc0-1.0")]),
        (Rights(uri=f"{CC}licenses/by/4.0/", label="Free", licence_uri=f"{CC}licenses/by/4.0/"),
         [("Free", f"{CC}licenses/by/4.0/", "cc-by-4.0")]),
        (Rights(uri="https://a.example.org/t"), [("https://a.example.org/t", "https://a.example.org/t", None)]),
        (Rights(label="Ask", statements=(Statement(text="Ask"), Statement(text="Credit us."))),
         [("Ask", None, None), ("Credit us.", None, None)]),
        (Rights(access=Access(level="restricted", until="2030")), [("Restricted access until 2030", None, None)]),
        (Rights(), []),
    ],
)  # fmt: skip
def test_what_is_said_of_rights(rights: Rights, expected: list[tuple[str | None, ...]]) -> None:
    root = etree.fromstring(oai_datacite.render(Record(local_id="7", rights=rights), Options()))
    nodes = root.iter(f"{{{NAMESPACES['d']}}}rights")
    found = [(node.text, node.get("rightsURI"), node.get("rightsIdentifier")) for node in nodes]
    assert found == expected


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        (f"{CC}licenses/by-nc-sa/3.0/", "cc-by-nc-sa-3.0"),
        (f"{CC}licenses/by/3.0/us/", ""),
        (f"{CC}licenses/by/2.1/", ""),
        (f"{CC}publicdomain/mark/1.0/", ""),
        ("http://rightsstatements.org/vocab/InC/1.0/", ""),
        ("licenses/by/4.0/", ""),
    ],
)
def test_spdx_knows_the_licences_that_it_lists(uri: str, expected: str) -> None:
    assert terms.spdx(uri) == expected


def test_access_terms_are_for_those_who_ask() -> None:
    record = Record(local_id="7", rights=Rights(access=Access(level="metadata_only", note="Closed.")))
    assert find(record, "//d:rights") == ["Closed."]
    assert find(record, "//d:rights[@rightsURI='info:eu-repo/semantics/closedAccess']", access_terms=True) == [
        "Closed Access"
    ]


def test_a_marking_is_description_once_it_is_lifted_and_rights_until_then() -> None:
    markings = (SecurityMarking(level="Secret"), SecurityMarking(level="Restricted", status="in_force"))
    record = Record(local_id="7", security_markings=markings)
    assert find(record, "//d:description[@descriptionType='Other']") == ["Original classification: Secret"]
    assert find(record, "//d:rights") == ["Security classification: Restricted"]
