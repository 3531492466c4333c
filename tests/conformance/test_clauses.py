"""Every clause of the table, asked of a real repository; and the document that is made of it."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import collection, golden, schemas
from tests.conformance import document
from tests.conformance.clauses import CLAUSES, ELSEWHERE, Clause, Elsewhere

PROJECT = Path(__file__).resolve().parents[2]
NAMESPACES = {"o": collection.OAI["oai"], "xsi": "http://www.w3.org/2001/XMLSchema-instance"}
FORM = "application/x-www-form-urlencoded"

each = pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: f"{clause.section} {clause.says}")


@pytest.fixture
def pages_of_three(reading_room: collection.Archive) -> FlaskClient:
    """Return a client of the archive in pages of three."""
    return reading_room.client(page_size=3)


def ask(client: FlaskClient, clause: Clause) -> tuple[str, TestResponse]:
    """Return the query of a clause, its token filled in, and the response."""
    query = clause.request.removeprefix("POST ")
    if clause.first:
        (token,) = collection.found(client.get(f"/oai?{clause.first}"), "//oai:resumptionToken")
        query = query.format(token=token)
    if clause.request.startswith("POST "):
        return query, client.post("/oai", data=query, content_type=FORM)
    return query, client.get(f"/oai?{query}")


@each
def test_clause(pages_of_three: FlaskClient, clause: Clause) -> None:
    _, response = ask(pages_of_three, clause)
    assert collection.codes(response) == clause.errors
    root = collection.tree(response)
    for expression in clause.holds:
        assert root.xpath(f"boolean({expression})", namespaces=NAMESPACES) is True, (expression, response.text)


@each
def test_what_holds_of_every_response(pages_of_three: FlaskClient, clause: Clause) -> None:
    query, response = ask(pages_of_three, clause)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/xml; charset=UTF-8"
    nameless = {"badVerb", "badArgument"} & set(clause.errors)
    (request,) = collection.tree(response).iter("{*}request")
    assert dict(request.attrib) == ({} if nameless else dict(parse_qsl(query)))
    assert schemas.validate(response.data) == []


def test_every_code_of_the_protocol_is_in_the_table_or_in_a_test_of_its_own() -> None:
    shown = {code for clause in CLAUSES for code in clause.errors} | {"noSetHierarchy"}
    assert len(shown) == 8
    assert any("noSetHierarchy" in rule.says for rule in ELSEWHERE)


@pytest.mark.parametrize("rule", ELSEWHERE, ids=lambda rule: rule.says)
def test_the_tests_named_in_the_document_exist(rule: Elsewhere) -> None:
    path, _, name = rule.test.partition("::")
    assert f"def {name}(" in (PROJECT / path).read_text(encoding="utf-8") if name else (PROJECT / path).exists()


def test_the_document_is_up_to_date() -> None:
    golden.check(PROJECT / "docs" / "conformance.md", document.render())
