"""I9: a record that cannot be published is quarantined with its reason; the last good version stays served."""

import msgspec
import pytest
from sqlalchemy import Engine

from crosswalks.formats import mods, oai_dc
from crosswalks.record import Record, Title, dump
from crosswalks.registry import FORMATS, Codec
from models import admin, query
from oai import ingest
from tests.loading import SETTINGS, load, results, served

ID = "oai:archive.example.org:b"


def lines(*records: Record | bytes) -> bytes:
    return b"".join((each if isinstance(each, bytes) else dump(each)) + b"\n" for each in records)


def record(local_id: str, title: str = "A letter") -> Record:
    return Record(local_id=local_id, titles=(Title(value=title),))


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the crosswalk to MODS stumble over one title."""

    def render(record: Record, options: mods.Options) -> bytes:
        if record.titles[0].value == "stumble":
            raise ZeroDivisionError("division by zero")
        return mods.render(record, options)

    codec = FORMATS["mods"]
    broken = Codec(codec.name, codec.namespace, codec.schema, render, codec.options)
    monkeypatch.setitem(FORMATS, "mods", broken)


@pytest.mark.usefixtures("stumbling")
def test_a_crosswalk_that_fails_quarantines_its_record_only(engine: Engine) -> None:
    outcomes = load(engine, lines(record("a"), record("b", "stumble"), record("c")), name="x.jsonl")
    assert results(outcomes) == ["added", "quarantined", "added"]
    assert outcomes[1].identifier == ID
    assert "the crosswalk to mods failed: ZeroDivisionError: division by zero" in outcomes[1].reason
    assert served(engine, ID, "oai_dc") is None


@pytest.mark.usefixtures("stumbling")
def test_the_last_good_version_stays_served(engine: Engine) -> None:
    load(engine, lines(record("b", "good")), name="x.jsonl")
    before = {prefix: served(engine, ID, prefix) for prefix in ("oai_dc", "mods")}
    assert results(load(engine, lines(record("b", "stumble")), name="x.jsonl")) == ["quarantined"]
    assert {prefix: served(engine, ID, prefix) for prefix in ("oai_dc", "mods")} == before
    assert b"good" in (before["mods"] or b"")


def test_bad_lines_are_quarantined_and_the_rest_is_loaded(engine: Engine) -> None:
    bad = [b'{"titles": []}', b"not json", b'{"local_id": "x", "colour": "red"}', b'{"local_id": "a\xff"}']
    outcomes = load(engine, lines(record("a"), *bad, record("z")), name="x.jsonl")
    assert results(outcomes) == ["added", *["quarantined"] * 4, "added"]
    for outcome in outcomes[1:5]:
        assert outcome.position
        assert outcome.reason
        assert outcome.advice
    with query.reading(engine) as connection:
        assert [entry.position for entry in admin.quarantined(connection)] == [o.position for o in outcomes[1:5]]


def test_the_second_of_two_records_with_one_identifier_is_quarantined(engine: Engine) -> None:
    outcomes = load(engine, lines(record("a", "first"), record("a", "second")), name="x.jsonl")
    assert results(outcomes) == ["added", "quarantined"]
    assert "first in x.jsonl" in outcomes[1].reason
    assert b"first" in (served(engine, "oai:archive.example.org:a", "oai_dc") or b"")


def test_a_mended_file_clears_its_quarantine(engine: Engine) -> None:
    load(engine, lines(record("a"), b"not json"), name="x.jsonl")
    load(engine, lines(b"another file"), name="y.jsonl")
    load(engine, lines(record("a"), record("b")), name="x.jsonl")
    with query.reading(engine) as connection:
        assert [entry.name for entry in admin.quarantined(connection)] == ["y.jsonl"]


def test_a_file_that_broke_halfway_settles_nothing(engine: Engine) -> None:
    load(engine, lines(record("a"), b"not json"), name="x.jsonl")
    load(engine, b"", name="x.jsonl")
    with query.reading(engine) as connection:
        assert "not json" in "".join(
            (admin.quarantined_one(connection, entry.id) or entry).content.decode()
            for entry in admin.quarantined(connection)
        )


def again(engine: Engine, **changes: object) -> list[ingest.Outcome]:
    return list(ingest.retry(engine, msgspec.structs.replace(SETTINGS, **changes)))


def test_what_can_be_loaded_now_leaves_the_quarantine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(mods, "render", lambda *_: 1 / 0)
        codec = FORMATS["mods"]
        broken = Codec(codec.name, codec.namespace, codec.schema, mods.render, codec.options)
        patched.setitem(FORMATS, "mods", broken)
        assert results(load(engine, lines(record("b")), name="x.jsonl", sets=["letters"])) == ["quarantined"]
    assert results(again(engine)) == ["added"]
    with query.reading(engine) as connection:
        assert list(admin.quarantined(connection)) == []
        view = admin.item_of(connection, ID)
    assert view is not None
    assert view.sets == ("letters",)


def test_a_duplicate_never_takes_the_place_of_the_first_by_a_retry(engine: Engine) -> None:
    load(engine, lines(record("b", "first"), record("b", "second")), name="x.jsonl")
    (outcome,) = again(engine)
    assert outcome.result == "quarantined"
    assert "stands twice" in outcome.reason
    assert b"first" in (served(engine, ID, "oai_dc") or b"")


def test_a_record_that_alone_would_get_another_identifier_waits_for_its_file(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two records without identifiers are `coll` and `coll#2` by the file's name; alone, the second would be `coll`."""
    one = "<mods><titleInfo><title>{}</title></titleInfo></mods>"
    collection = (
        f'<modsCollection xmlns="http://www.loc.gov/mods/v3">{one.format("one")}{one.format("two")}</modsCollection>'
    )

    def stumble(record: Record, options: oai_dc.Options) -> bytes:
        if record.titles[0].value == "two":
            raise ValueError("two")
        return oai_dc.render(record, options)

    with monkeypatch.context() as patched:
        codec = FORMATS["oai_dc"]
        broken = Codec(codec.name, codec.namespace, codec.schema, stumble, codec.options)
        patched.setitem(FORMATS, "oai_dc", broken)
        assert results(load(engine, collection.encode(), name="coll.xml")) == ["added", "quarantined"]
    (outcome,) = again(engine)
    assert outcome.result == "quarantined"
    assert "load coll.xml again" in outcome.advice
    assert b"one" in (served(engine, "oai:archive.example.org:coll", "oai_dc") or b"")
    assert results(load(engine, collection.encode(), name="coll.xml")) == ["unchanged", "added"]


def test_an_identifier_that_is_no_uri_is_quarantined(engine: Engine) -> None:
    outcomes = load(engine, lines(b'{"local_id":"a","oai_identifier":"ex:a b"}', record("c")), name="x.jsonl")
    assert results(outcomes) == ["quarantined", "added"]


def test_a_record_above_the_limit_is_quarantined(engine: Engine) -> None:
    huge = Record(local_id="a", titles=(Title(value="x" * 5_000_000),))
    outcomes = load(engine, lines(huge, record("b")), name="x.jsonl")
    assert results(outcomes) == ["quarantined", "added"]
    assert "max_record_bytes" in outcomes[0].advice
