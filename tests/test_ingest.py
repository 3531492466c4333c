"""Loading as a whole: drafts and withdrawals, dry runs that tell the truth, batches that stay small, the job log."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from crosswalks.record import Record, Title, dump
from models import admin, query, store
from oai import ingest
from tests.loading import SETTINGS, load, results, served

ID = "oai:archive.example.org:"


def lines(*records: Record | bytes) -> bytes:
    return b"".join((each if isinstance(each, bytes) else dump(each)) + b"\n" for each in records)


def record(local_id: str, title: str = "A letter", **fields: Any) -> Record:
    return Record(local_id=local_id, titles=(Title(value=title),), **fields)


def listed(engine: Engine) -> dict[str, bool]:
    """Return the identifiers that oai_dc lists, and whether each is deleted."""
    with query.reading(engine) as connection:
        page = query.page(connection, prefix="oai_dc", spec="", after=0, before=None, limit=1000, bodies=False)
    headers = [header.decode() for header in page.headers]
    return {
        header.partition("<identifier>")[2].partition("<")[0].removeprefix(ID): 'status="deleted"' in header
        for header in headers
    }


def test_a_draft_is_never_public(engine: Engine) -> None:
    outcomes = load(engine, lines(record("a", state="draft"), record("b")), name="x.jsonl")
    assert results(outcomes) == ["draft", "added"]
    assert "draft" in outcomes[0].reason
    assert listed(engine) == {"b": False}
    with query.reading(engine) as connection:
        assert query.prefixes(connection, identifier=f"{ID}a") is None


def test_a_public_record_that_becomes_a_draft_is_withdrawn_and_may_return(engine: Engine) -> None:
    load(engine, lines(record("a")), name="x.jsonl")
    assert results(load(engine, lines(record("a", state="draft")), name="x.jsonl")) == ["deleted"]
    assert listed(engine) == {"a": True}
    outcomes = load(engine, lines(record("a")), name="x.jsonl")
    assert results(outcomes) == ["restored"]
    assert "live again" in outcomes[0].reason
    assert listed(engine) == {"a": False}


def test_a_withdrawn_record_is_a_tombstone_from_the_first(engine: Engine) -> None:
    assert results(load(engine, lines(record("a", state="withdrawn")), name="x.jsonl")) == ["deleted"]
    assert listed(engine) == {"a": True}
    assert served(engine, f"{ID}a", "mods") == b""
    assert results(load(engine, lines(record("a", state="withdrawn")), name="x.jsonl")) == ["unchanged"]


def test_a_dry_run_says_what_the_load_then_does_and_writes_nothing(engine: Engine) -> None:
    load(engine, lines(record("same"), record("edited"), record("gone"), record("back")), name="x.jsonl")
    list(ingest.delete(engine, SETTINGS, [f"{ID}back"]))
    mixed = lines(
        record("same"), record("edited", "Edited"), record("gone", state="withdrawn"), record("back"), record("new"),
        record("new", "twice"), record("hidden", state="draft"), b"not json",
    )  # fmt: skip
    with query.reading(engine) as connection:
        before = (query.moment(connection), admin.counts(connection), admin.jobs(connection, 9))
    foreseen = load(engine, mixed, name="y.jsonl", dry_run=True)
    with query.reading(engine) as connection:
        assert (query.moment(connection), admin.counts(connection), admin.jobs(connection, 9)) == before
    done = load(engine, mixed, name="y.jsonl")
    assert foreseen == done
    assert results(done) == [
        "unchanged", "changed", "deleted", "restored", "added", "quarantined", "draft", "quarantined",
    ]  # fmt: skip


@pytest.mark.parametrize("dry_run", [True, False])
def test_another_namespace_is_refused_before_anything_is_read(engine: Engine, dry_run: bool) -> None:
    load(engine, lines(record("a")), name="x.jsonl")
    with pytest.raises(store.NamespaceError, match=r"made with 'archive\.example\.org'"):
        load(engine, lines(record("b")), name="x.jsonl", namespace="other.example.org", dry_run=dry_run)
    assert listed(engine) == {"a": False}


def test_the_first_batch_freezes_the_namespace(engine: Engine) -> None:
    load(engine, lines(b"not json"), name="x.jsonl", namespace="other.example.org")
    load(engine, lines(record("a")), name="x.jsonl")
    with query.reading(engine) as connection:
        assert admin.namespace(connection) == "archive.example.org"


def test_a_wrong_rule_for_identifiers_is_refused_before_anything_is_read(engine: Engine) -> None:
    with pytest.raises(ValueError, match="no XPath either"):
        load(engine, lines(record("a")), name="x.jsonl", id_from="foo[")


def test_batches_are_small_in_bytes_as_well(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is held back until a batch is complete counts: renditions, natives, and what is refused."""
    monkeypatch.setattr(ingest, "BATCH_BYTES", 10_000)
    taken = 0

    def inputs() -> Iterator[ingest.Input]:
        nonlocal taken
        for number in range(40):
            taken += 1
            content = lines(b'{"broken": "' + b"x" * 1000 + b'"}' if number % 2 else record(str(number), "y" * 1000))
            yield ingest.Input(f"{number}.jsonl", lambda content=content: io.BytesIO(content))

    outcomes = ingest.load(engine, SETTINGS, inputs())
    next(outcomes)
    assert taken < 20
    assert sum(1 for _ in outcomes) == 39


def test_deleting_tells_known_from_unknown(engine: Engine) -> None:
    load(engine, lines(record("a"), record("b")), name="x.jsonl")
    outcomes = list(ingest.delete(engine, SETTINGS, [f"{ID}a", "oai:elsewhere.example.org:1", f"{ID}a"]))
    assert [(outcome.identifier, outcome.result) for outcome in outcomes] == [
        (f"{ID}a", "deleted"),
        ("oai:elsewhere.example.org:1", "unknown"),
    ]
    assert results(list(ingest.delete(engine, SETTINGS, [f"{ID}a"]))) == ["unchanged"]
    assert listed(engine) == {"a": True, "b": False}


def test_the_job_log_says_what_was_done_and_how_it_ended(engine: Engine) -> None:
    load(engine, lines(record("a"), record("b"), b"not json"), name="x.jsonl")
    interrupted = ingest.load(
        engine, SETTINGS, [ingest.Input("y.jsonl", lambda: io.BytesIO(lines(record("c"), record("d"))))]
    )
    next(interrupted)
    interrupted.close()
    list(ingest.retry(engine, SETTINGS))
    with query.reading(engine) as connection:
        jobs = [(job.command, job.state, job.added, job.quarantined) for job in admin.jobs(connection, 9)]
    assert jobs == [("retry", "done", 0, 1), ("load", "interrupted", 2, 0), ("load", "done", 2, 1)]


def test_the_rights_in_harvested_metadata_are_not_ours_to_state(engine: Engine) -> None:
    harvested = b"""<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>
    <request>http://other.example.org/oai</request><ListRecords><record><header>
    <identifier>oai:other.example.org:1</identifier><datestamp>2025-01-01</datestamp></header><metadata>
    <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>T</dc:title></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>"""
    cc0 = "http://creativecommons.org/publicdomain/zero/1.0/"
    assert results(load(engine, harvested, metadata_rights=cc0)) == ["added"]
    body = served(engine, "oai:other.example.org:1", "oai_dc") or b""
    assert b"<provenance" in body
    assert b"rightsReference" not in body
    load(engine, lines(record("a")), name="x.jsonl", metadata_rights=cc0)
    assert cc0.encode() in (served(engine, f"{ID}a", "oai_dc") or b"")
