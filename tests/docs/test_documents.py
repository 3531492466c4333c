"""The documents say what the code does: schemas, invariants, decisions and links are held against it."""

import json
import re
from pathlib import Path

import jsonschema
import msgspec
import pytest

from crosswalks import record
from crosswalks.formats.sheaf import schema as sheaf_schema
from crosswalks.registry import FORMATS, SOURCES
from oai.protocol import errors
from tests import golden

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
PAGES = sorted([*PROJECT.glob("*.md"), *DOCS.rglob("*.md")])


def test_the_schema_of_the_record_is_up_to_date() -> None:
    schema = json.dumps(record.json_schema(), indent=2, ensure_ascii=False) + "\n"
    golden.check(DOCS / "record.schema.json", schema.encode())


def test_the_xml_schema_of_the_record_is_up_to_date() -> None:
    golden.check(DOCS / "sheaf.xsd", sheaf_schema.document())


def test_the_schema_accepts_what_the_record_accepts() -> None:
    schema = json.loads((DOCS / "record.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    lines = (PROJECT / "oai" / "demo" / "records.jsonl").read_text().splitlines()
    assert [error for line in lines for error in validator.iter_errors(json.loads(line))] == []
    for wrong in (
        {},
        {"local_id": ""},
        {"local_id": "a", "colour": "red"},
        {"local_id": "a", "landing_url": "ftp://x"},
        {"local_id": "a", "landing_url": "http://x\n"},
        {"local_id": "a", "sets": ["letters\n"]},
        {"local_id": "a", "record_language": "\n"},
    ):
        assert list(validator.iter_errors(wrong))
        with pytest.raises(msgspec.ValidationError):
            record.parse(json.dumps(wrong))


def test_every_invariant_has_its_tests() -> None:
    rows = re.findall(r"^\| I(\d+) \|.*`(test_i\d+_)\*`", (DOCS / "invariants.md").read_text(), re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 14))
    for number, prefix in rows:
        assert prefix == f"test_i{int(number):02d}_"
        assert list((PROJECT / "tests" / "invariants").glob(f"{prefix}*.py")), f"I{number} has no test"


def test_decisions_are_numbered_without_a_gap_and_say_their_status() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text()
        assert text.startswith(f"# {int(page.name[:4])}. ")
        assert "Status: " in text
        assert "## Context" in text
        assert "## Decision" in text
        assert "## Consequences" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_source_format_and_error_code_is_documented() -> None:
    loading = (DOCS / "loading.md").read_text()
    assert [name for name in SOURCES if f"`{name}`" not in loading] == []
    formats = (DOCS / "formats.md").read_text()
    assert [name for name in FORMATS if f"`{name}`" not in formats] == []
    codes = {kind.code for kind in _kinds(errors.ProtocolError)}
    conformance = (DOCS / "conformance.md").read_text()
    assert codes
    assert [code for code in codes if code not in conformance] == []


def _kinds(kind: type[errors.ProtocolError]) -> list[type[errors.ProtocolError]]:
    return [leaf for child in kind.__subclasses__() for leaf in (_kinds(child) or [child])]
