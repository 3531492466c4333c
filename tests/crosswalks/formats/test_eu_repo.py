"""The info:eu-repo terms in oai_dc that OpenAIRE 3 asks for."""

import pytest

from crosswalks.record import (
    Access,
    Date,
    Funding,
    Genre,
    Identifier,
    Pid,
    Record,
    Rights,
    SecurityMarking,
)
from tests.crosswalks.formats.finding import values

SEMANTICS = "info:eu-repo/semantics/"


def test_openaire_wants_its_own_type_first() -> None:
    report = Record(local_id="7", coar_type="http://purl.org/coar/resource_type/c_93fc", dcmi_type="Text")
    assert values(report, "type", openaire=True) == [f"{SEMANTICS}report", "Text"]
    telegram = Record(local_id="7", dcmi_type="Text", genres=(Genre(label="telegrams"),))
    assert values(telegram, "type", openaire=True) == [f"{SEMANTICS}other", "Text", "telegrams"]
    assert values(telegram, "type") == ["Text", "telegrams"]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2030-12-31", ["1950", "info:eu-repo/date/embargoEnd/2030-12-31"]),
        ("2030-12-31T00:00:00Z", ["1950", "info:eu-repo/date/embargoEnd/2030-12-31"]),
        ("2030", ["1950"]),  # no day, no term
        ("", ["1950"]),
    ],
)
def test_openaire_wants_the_end_of_an_embargo_as_a_date(until: str, expected: list[str]) -> None:
    rights = Rights(access=Access(level="embargoed", until=until))
    record = Record(local_id="7", dates=(Date(start="1950"),), rights=rights)
    assert values(record, "date", openaire=True) == expected
    assert values(record, "rights", openaire=True)[-1] == f"{SEMANTICS}embargoedAccess"
    assert values(record, "date") == ["1950"]


def test_openaire_wants_the_date_of_issue_and_any_date_rather_than_none() -> None:
    issued = Record(local_id="7", dates=(Date(start="1950"), Date(type="issued", start="1993")))
    assert (values(issued, "date"), values(issued, "date", openaire=True)) == (["1950"], ["1993"])
    wide = Record(local_id="7", dates=(Date(start="1914", end="1918"),))
    assert (values(wide, "date"), values(wide, "date", openaire=True)) == ([], ["1916"])
    assert values(wide, "coverage", openaire=True) == ["1914/1918"]


@pytest.mark.parametrize(
    ("funding", "expected"),
    [
        (Funding(funder="European Commission", award="244909"), ["EC//244909"]),
        (Funding(funder="A/B Foundation", award="G/7"), ["A%2FB Foundation//G%2F7"]),
        (Funding(award="info:eu-repo/grantAgreement/EC/FP7/244909"), ["EC/FP7/244909"]),
        (Funding(funder="Leon Levy Foundation"), []),
        (Funding(award="G-7"), []),
        (Funding(note_text="Paid by the EC, award 244909"), []),
    ],
)
def test_openaire_wants_grants_as_relations(funding: Funding, expected: list[str]) -> None:
    record = Record(local_id="7", funding=(funding,))
    assert values(record, "relation", openaire=True) == [f"info:eu-repo/grantAgreement/{grant}" for grant in expected]
    assert values(record, "relation") == []


def test_openaire_wants_further_identifiers_as_relations() -> None:
    record = Record(
        local_id="7",
        pids=(Pid(scheme="doi", value="10.1/x"), Pid(scheme="handle", value="1/2")),
        identifiers=(Identifier(value="978", type="isbn"), Identifier(value="1", type="issn"), Identifier(value="x")),
    )
    terms = [f"{SEMANTICS}altIdentifier/{term}" for term in ("doi/10.1/x", "hdl/1/2", "isbn/978")]
    assert values(record, "relation", openaire=True) == terms


@pytest.mark.parametrize("options", [{"openaire": True}, {"access_terms": True}])
def test_a_marking_in_force_shuts_an_open_document(options: dict[str, bool]) -> None:
    record = Record(local_id="7", security_markings=(SecurityMarking(level="Secret", status="in_force"),))
    terms = [value for value in values(record, "rights", **options) if value.startswith(SEMANTICS)]
    assert terms == [f"{SEMANTICS}restrictedAccess"]
