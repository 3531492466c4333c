"""Rendering anew: what is out of date is made again, only what differs moves, and nothing that is stored is lost."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, update

from crosswalks import registry
from crosswalks.record import Record, Rights, Title, dump
from models import admin, query, store
from models.tables import SHIFT, item
from oai import rendering
from oai.ingest import header
from oai.rendering import Rendered
from oai.settings import Profile, Settings
from tests.clock import Clock
from tests.crosswalks.sources.reading import dc, harvested, response
from tests.loading import SETTINGS, load, results, served

ID = "oai:archive.example.org:"
CNE = "http://rightsstatements.org/vocab/CNE/1.0/"
HUB = Profile(codec="mods", options={"rights_text": "uri"})
FORMATS = {"oai_dc": Profile(), "mods": Profile(), "mods_hub": HUB}
PLAIN_HUB = {**FORMATS, "mods_hub": Profile(codec="mods")}


def settings(**changes: Any) -> Settings:
    return replace(SETTINGS, formats=FORMATS, **changes)


def lines(*records: Record) -> bytes:
    return b"".join(dump(record) + b"\n" for record in records)


def record(local_id: str, title: str = "A letter", **fields: Any) -> Record:
    return Record(local_id=local_id, titles=(Title(value=title),), **fields)


def datestamps(engine: Engine) -> Mapping[tuple[str, str], int]:
    """Return the second of every record, by format and local identifier."""
    found = {}
    for prefix in FORMATS:
        with query.reading(engine) as connection:
            page = query.page(connection, prefix=prefix, spec="", after=0, before=None, limit=1000, bodies=False)
        for head, stamp in zip(page.headers, page.stamps, strict=True):
            name = head.decode().partition("<identifier>")[2].partition("<")[0].removeprefix(ID)
            found[prefix, name] = stamp >> SHIFT
    return found


def fill(engine: Engine, *records: Record, **changes: Any) -> None:
    assert set(results(load(engine, lines(*records), name="x.jsonl", formats=FORMATS, **changes))) == {"added"}


def render(engine: Engine, settings: Settings, **options: Any) -> list[Rendered]:
    return list(rendering.render(engine, settings, **options))


def test_what_was_just_loaded_is_up_to_date(engine: Engine) -> None:
    fill(engine, record("a"), record("b", rights=Rights(uri=CNE)))
    load(engine, f"<mods xmlns='{registry.FORMATS['mods'].namespace}'><note>n</note></mods>".encode(), formats=FORMATS)
    assert render(engine, settings()) == []


def test_a_new_base_url_moves_what_names_a_schema_there_and_nothing_else(engine: Engine) -> None:
    formats = {**FORMATS, "sheaf": Profile()}
    load(engine, lines(record("a"), record("b")), name="x.jsonl", formats=formats)
    assert render(engine, replace(settings(), formats=formats)) == []
    moved = replace(settings(base_url="https://new.example.org/oai"), formats=formats)
    assert {done.identifier: done.moved for done in render(engine, moved)} == {
        f"{ID}a": ("sheaf",),
        f"{ID}b": ("sheaf",),
    }
    assert b" https://new.example.org/oai/schemas/sheaf.xsd" in (served(engine, f"{ID}a", "sheaf") or b"")
    assert b"<oai_identifier>oai:archive.example.org:a<" in (served(engine, f"{ID}a", "sheaf") or b"")
    assert render(engine, moved) == []


def test_an_option_moves_just_the_records_that_a_dry_run_counts(engine: Engine, clock: Clock) -> None:
    fill(engine, *(record(f"n{n}", rights=Rights(uri=CNE if n % 3 == 0 else "")) for n in range(7)))
    before = datestamps(engine)
    clock.second += 60
    changed = replace(settings(), formats=PLAIN_HUB)
    foreseen = render(engine, changed, dry_run=True)
    assert datestamps(engine) == before
    assert render(engine, changed) == foreseen
    moved = {key for key, second in datestamps(engine).items() if second == clock.second}
    assert moved == {("mods_hub", "n0"), ("mods_hub", "n3"), ("mods_hub", "n6")}
    assert {(prefix, done.identifier.removeprefix(ID)) for done in foreseen for prefix in done.moved} == moved
    assert len(foreseen) == 7  # all were made anew, and know what by
    assert render(engine, changed) == []


def test_only_what_is_out_of_date_is_made(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(engine, record("a", rights=Rights(uri=CNE)), record("b"))
    made: list[str] = []
    codec = registry.FORMATS["oai_dc"]

    def noted(record: Record, options: Any) -> bytes:
        made.append(record.local_id)
        return codec.render(record, options)

    monkeypatch.setitem(registry.FORMATS, "oai_dc", dataclasses.replace(codec, render=noted))
    assert len(render(engine, replace(settings(), formats=PLAIN_HUB))) == 2
    assert made == []
    render(engine, settings(default_rights=CNE))
    assert made == ["a", "b"]


def test_a_kept_native_that_is_no_xml_harms_no_other(engine: Engine) -> None:
    (loaded,) = load(engine, BROKEN, name="1.xml")
    fill(engine, record("b"))
    with engine.begin() as connection:
        connection.execute(update(item).where(item.c.identifier == loaded.identifier).values(native=b"<cut"))
    failed, *done = render(engine, replace(SETTINGS, on_invalid_native="serve"))
    assert failed.identifier == loaded.identifier
    assert "cannot be served" in failed.reason
    assert [each.reason for each in done] == [""]


def test_a_new_version_of_a_codec_that_writes_the_same_moves_nothing(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, record("a"))
    before = datestamps(engine)
    clock.second += 60
    codec = registry.FORMATS["oai_dc"]
    monkeypatch.setitem(registry.FORMATS, "oai_dc", dataclasses.replace(codec, version=codec.version + 1))
    assert render(engine, settings()) == [Rendered(f"{ID}a", ())]
    assert datestamps(engine) == before
    assert render(engine, settings()) == []


def test_a_new_crosswalk_is_seen_by_its_version(engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(engine, record("a"))
    clock.second += 60
    codec = registry.FORMATS["oai_dc"]
    newer = dataclasses.replace(codec, version=codec.version + 1, render=lambda _record, _options: b"<better/>")
    monkeypatch.setitem(registry.FORMATS, "oai_dc", newer)
    assert render(engine, settings()) == [Rendered(f"{ID}a", ("oai_dc",))]
    assert served(engine, f"{ID}a", "oai_dc") == b"<metadata><better/></metadata>"
    stamps = datestamps(engine)
    assert stamps["oai_dc", "a"] == clock.second
    assert stamps["mods", "a"] < clock.second


def test_a_default_of_the_collection_moves_what_it_speaks_for(engine: Engine, clock: Clock) -> None:
    fill(engine, record("none"), record("own", rights=Rights(uri=CNE)))
    clock.second += 60
    render(engine, settings(default_rights=CNE))
    moved = {name for (_, name), second in datestamps(engine).items() if second == clock.second}
    assert moved == {"none"}
    assert CNE.encode() in (served(engine, f"{ID}none", "oai_dc") or b"")


def test_one_format_leaves_the_others_as_they_are(engine: Engine, clock: Clock) -> None:
    fill(engine, record("a"))
    clock.second += 60
    assert render(engine, settings(default_rights=CNE), only=["mods"]) == [Rendered(f"{ID}a", ("mods",))]
    stamps = datestamps(engine)
    assert [prefix for prefix in FORMATS if stamps[prefix, "a"] == clock.second] == ["mods"]
    (rest,) = render(engine, settings(default_rights=CNE))
    assert set(rest.moved) == {"oai_dc", "mods_hub"}


def test_a_format_that_is_offered_no_longer_is_deleted_and_one_that_is_new_is_made(engine: Engine) -> None:
    fill(engine, record("a"))
    fewer = replace(SETTINGS, formats={"oai_dc": Profile(), "mods": Profile()})
    assert render(engine, fewer) == [Rendered(f"{ID}a", ("mods_hub",))]
    assert served(engine, f"{ID}a", "mods_hub") == b""
    assert render(engine, fewer) == []
    assert render(engine, settings()) == [Rendered(f"{ID}a", ("mods_hub",))]
    assert served(engine, f"{ID}a", "mods_hub")


def test_deleted_items_stay_deleted(engine: Engine) -> None:
    fill(engine, record("a"), record("b"))
    store.publish(engine, [gone("a")], header=header)
    assert [done.identifier for done in render(engine, settings(default_rights=CNE))] == [f"{ID}b"]
    assert served(engine, f"{ID}a", "oai_dc") == b""


def gone(local_id: str) -> Any:
    return store.Draft(f"{ID}{local_id}", True, "", (), b"", None, {})


@pytest.mark.parametrize("change", ["edited", "deleted"])
def test_what_changes_meanwhile_is_left_alone(engine: Engine, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rendition of an older description must not cover a newer one, nor bring back what was deleted."""
    fill(engine, record("a", "Old"))
    publish = store.publish

    def late(*arguments: Any, **named: Any) -> Any:
        monkeypatch.setattr(store, "publish", publish)
        if change == "edited":
            load(engine, lines(record("a", "New")), name="x.jsonl", formats=FORMATS)
        else:
            store.publish(engine, [gone("a")], header=header)
        return publish(*arguments, **named)

    monkeypatch.setattr(store, "publish", late)
    assert render(engine, settings(default_rights=CNE)) == [Rendered(f"{ID}a", ())]
    body = served(engine, f"{ID}a", "oai_dc")
    assert body == b"" if change == "deleted" else b"New" in (body or b"") and b"Old" not in (body or b"")


def test_the_description_stays_as_it_was_loaded(engine: Engine) -> None:
    fill(engine, record("a", sets=("letters",)))
    with query.reading(engine) as connection:
        before = admin.item_of(connection, f"{ID}a")
    render(engine, settings(default_rights=CNE))
    with query.reading(engine) as connection:
        after = admin.item_of(connection, f"{ID}a")
    assert before
    assert after
    assert after._replace(changed=None) == before._replace(changed=None)


def test_natives_and_provenance_come_back_as_a_load_makes_them(engine: Engine) -> None:
    """Whatever was served of a harvested native is served again, but for what the change speaks of."""
    page = response(harvested(dc("<dc:title>T</dc:title><dc:rights>Free</dc:rights>"))).encode()
    (outcome,) = load(engine, page, formats=FORMATS)
    kept = {prefix: served(engine, outcome.identifier, prefix) for prefix in FORMATS}
    assert all(b"<provenance" in (body or b"") for body in kept.values())
    changed = settings(default_rights=CNE)
    render(engine, changed)
    rendered = {prefix: served(engine, outcome.identifier, prefix) for prefix in FORMATS}
    assert rendered["oai_dc"] == kept["oai_dc"]  # the native
    load(engine, page, formats=FORMATS, default_rights=CNE)
    assert rendered == {prefix: served(engine, outcome.identifier, prefix) for prefix in FORMATS}
    assert rendered["mods"] != kept["mods"]


def test_a_crosswalk_that_stumbles_leaves_the_last_good_version(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, record("a"), record("b"))
    before = served(engine, f"{ID}a", "oai_dc")
    codec = registry.FORMATS["oai_dc"]

    def stumble(record: Record, options: Any) -> bytes:
        if record.local_id == "a":
            raise ZeroDivisionError("stumbled")
        return codec.render(record, options)

    newer = dataclasses.replace(codec, version=codec.version + 1, render=stumble)
    monkeypatch.setitem(registry.FORMATS, "oai_dc", newer)
    first, second = render(engine, settings())
    assert "the crosswalk to oai_dc failed: ZeroDivisionError: stumbled" in first.reason
    assert second == Rendered(f"{ID}b", ())
    assert served(engine, f"{ID}a", "oai_dc") == before


def test_a_stored_record_that_cannot_be_read_harms_no_other(engine: Engine) -> None:
    fill(engine, record("a"), record("b"))
    with engine.begin() as connection:
        spoilt = update(item).where(item.c.identifier == f"{ID}a").values(record=b'{"local_id": ""}')
        connection.execute(spoilt)
    failed, done = render(engine, settings(default_rights=CNE))
    assert failed.reason.startswith("its stored Record cannot be read: ")
    assert done.identifier == f"{ID}b"


BROKEN = f"<mods xmlns='{registry.FORMATS['mods'].namespace}'><note>n</note><colour>red</colour></mods>".encode()


def test_an_invalid_native_is_derived_served_or_put_aside(engine: Engine) -> None:
    (derived,) = load(engine, BROKEN, name="1.xml")
    assert "so that a valid record is made from it" in derived.notes[-1]
    assert b"colour" not in (served(engine, derived.identifier, "mods") or b"")
    (as_it_is,) = load(engine, BROKEN, name="1.xml", on_invalid_native="serve")
    assert as_it_is.result == "changed"
    assert "is served as it is" in as_it_is.notes[-1]
    assert b"<colour>red</colour>" in (served(engine, derived.identifier, "mods") or b"")
    (aside,) = load(engine, BROKEN, name="1.xml", on_invalid_native="quarantine")
    assert aside.result == "quarantined"
    assert "breaks the mods schema: line 1" in aside.reason
    assert "on_invalid_native" in aside.advice
    assert b"<colour>red</colour>" in (served(engine, derived.identifier, "mods") or b"")  # the last good version


def test_the_setting_for_invalid_natives_can_be_applied_to_what_is_stored(engine: Engine) -> None:
    (loaded,) = load(engine, BROKEN, name="1.xml")
    two = replace(SETTINGS, on_invalid_native="serve")
    assert render(engine, two) == [Rendered(loaded.identifier, ("mods",))]
    assert b"<colour>red</colour>" in (served(engine, loaded.identifier, "mods") or b"")
    (failed,) = render(engine, replace(SETTINGS, on_invalid_native="quarantine"))
    assert "breaks the mods schema" in failed.reason


def test_large_collections_are_made_in_batches(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "BATCH_RECORDS", 3)
    fill(engine, *(record(f"n{n}") for n in range(10)))
    told: list[int] = []
    done = render(engine, settings(default_rights=CNE), seen=told.append)
    assert len(done) == 10
    assert told == [3, 6, 9, 10, 10]
    with query.reading(engine) as connection:
        latest = admin.jobs(connection, 1)[0]
    assert (latest.command, latest.state, latest.changed) == ("render", "done", 10)
