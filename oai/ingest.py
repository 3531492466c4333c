"""Loading, deleting and retrying: records → renditions → store, in batches, with quarantine and report.

An Outcome is yielded only when its batch has been committed, so that what was reported as loaded is loaded, whatever
happens next (I12). A record that cannot be published goes into quarantine and harms no other (I9).
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, NamedTuple

from sqlalchemy import Engine

from crosswalks.registry import SOURCES
from crosswalks.sources.detect import detect
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from models import admin, query, store
from models.plan import Draft
from oai import drafts, profiles
from oai.protocol import envelope
from oai.seen import Seen
from oai.settings import Settings

BATCH_RECORDS = 500
BATCH_BYTES = 16_000_000
"""A batch is published when it has this many records, or this many bytes of renditions."""

Result = Literal["added", "changed", "unchanged", "deleted", "quarantined", "draft", "unknown"]


class Input(NamedTuple):
    """Something to load: its name, as reports show it, and how to open it for reading bytes."""

    name: str
    open: Callable[[], BinaryIO]


class Outcome(NamedTuple):
    """What became of one record: where it stood, its identifier (or empty), the result, and why.

    `notes` are sentences about what was guessed, moved to another field or dropped.
    """

    name: str
    position: str
    identifier: str
    result: Result
    reason: str = ""
    advice: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Load:
    """One run: what it works with, and what it has done so far."""

    engine: Engine
    settings: Settings
    formats: Mapping[str, profiles.Bound]
    options: ReadOptions
    dry_run: bool
    job_id: int = 0
    counts: dict[str, int] = field(default_factory=dict)


class _Waiting(NamedTuple):
    """A record on its way: exactly one of `draft` and `rejected` is set."""

    name: str
    position: str
    draft: Draft | None
    rejected: store.Rejected | None
    is_draft: bool = False
    notes: tuple[str, ...] = ()


def load(
    engine: Engine,
    settings: Settings,
    inputs: Iterable[Input],
    *,
    source: str = "auto",
    sets: Sequence[str] = (),
    id_from: str = "auto",
    dry_run: bool = False,
) -> Iterator[Outcome]:
    """Yield an outcome for every record of the inputs, in their order, each after its batch is committed.

    `source` is a name of SOURCES, or `auto` to tell by the content. With `dry_run` nothing is written and the outcomes
    are those that a load would have.

    Raises:
        NamespaceError: the repository's identifiers were made under another namespace.

    """
    options = ReadOptions(id_from=id_from, max_record_bytes=settings.max_record_bytes, sets=tuple(sets))
    run = _Load(engine, settings, profiles.bind(settings), options, dry_run)
    if not dry_run:
        store.bind_namespace(engine, settings.namespace)
        run.job_id = store.start_job(engine, "load")
    try:
        with Seen() as seen:
            for outcome in _batches(run, inputs, source, seen):
                run.counts[outcome.result] = run.counts.get(outcome.result, 0) + 1
                yield outcome
    finally:
        if not dry_run:
            _finish(run)


def _finish(run: _Load) -> None:
    logged = ("added", "changed", "unchanged", "deleted", "quarantined")
    store.finish_job(run.engine, run.job_id, {result: run.counts.get(result, 0) for result in logged})


def _batches(run: _Load, inputs: Iterable[Input], source: str, seen: Seen) -> Iterator[Outcome]:
    """Yield the outcomes of all inputs; a batch may span several of them."""
    batch: list[_Waiting] = []
    done: list[str] = []
    size = 0
    for each in inputs:
        for waiting in _waiting(run, each, source, seen):
            batch.append(waiting)
            size += sum(map(len, waiting.draft.bodies.values())) if waiting.draft else 0
            if len(batch) >= BATCH_RECORDS or size >= BATCH_BYTES:
                yield from _publish(run, batch, done)
                batch, done, size = [], [], 0
        done.append(each.name)
    yield from _publish(run, batch, done)


def _waiting(run: _Load, each: Input, source: str, seen: Seen) -> Iterator[_Waiting]:
    """Yield every record of an input as a draft, or as rejected."""
    for kind, found in _read(run, each, source):
        if isinstance(found, Fault):
            yield _reject(run, each.name, kind, found)
            continue
        try:
            draft = drafts.draw(found, run.settings, run.formats, run.options.sets)
        except drafts.UnfitError as error:
            fault = Fault(found.position, error.reason, error.advice, found.content)
            yield _reject(run, each.name, kind, fault, error.identifier)
            continue
        if first := seen.before(draft.identifier, f"{each.name}, {found.position}"):
            reason = f"the identifier {draft.identifier} stands twice in this load, first in {first}"
            fault = Fault(found.position, reason, "give each record an identifier of its own", found.content)
            yield _reject(run, each.name, kind, fault, draft.identifier)
            continue
        is_draft = found.record is not None and found.record.state == "draft"
        yield _Waiting(each.name, found.position, draft, None, is_draft, _notes(found))


def _notes(entry: Entry) -> tuple[str, ...]:
    native = entry.native
    if native is None or native.dissemination is not None:
        return entry.notes
    first, more = native.faults[0], len(native.faults) - 1
    also = f" (and {more} more)" if more else ""
    return (*entry.notes, f"breaks the {native.prefix} schema, so that a valid record is made from it: {first}{also}")


def _read(run: _Load, each: Input, source: str) -> Iterator[tuple[str, Entry | Fault]]:
    """Yield what stands in an input, with the name of the source that read it."""
    try:
        with each.open() as raw:
            stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[type-var]
            kind = detect(stream.peek(65536), each.name) if source == "auto" else source
            if kind is None:
                reason = "this is none of the formats that Sheaf reads"
                yield "", Fault("start", reason, f"name its format with --from: {', '.join(SOURCES)}")
                return
            for found in SOURCES[kind].read(stream, each.name, run.options):
                yield kind, found
    except OSError as error:
        yield "", Fault("start", f"cannot be read: {error.strerror or error}", "check the file and its permissions")


def _reject(run: _Load, name: str, source: str, fault: Fault, identifier: str = "") -> _Waiting:
    content = fault.content if len(fault.content) <= run.settings.max_record_bytes else b""
    sets, id_from = " ".join(run.options.sets), run.options.id_from
    rejected = store.Rejected(
        name, fault.position, source, identifier, fault.reason, fault.advice, sets, id_from, content
    )
    return _Waiting(name, fault.position, None, rejected)


def _publish(run: _Load, batch: Sequence[_Waiting], done: Sequence[str]) -> Iterator[Outcome]:
    """Commit a batch, then yield its outcomes in order; settle the quarantine of the inputs that are `done`."""
    new = [waiting.draft for waiting in batch if waiting.draft]
    if run.dry_run:
        published = iter(store.foresee(run.engine, new))
    else:
        published = iter(store.publish(run.engine, new, header=header))
        store.reject(run.engine, run.job_id, [waiting.rejected for waiting in batch if waiting.rejected])
        store.settle(run.engine, run.job_id, done)
    for waiting in batch:
        yield _rejection(waiting.rejected) if waiting.rejected else _success(waiting, next(published))


def header(identifier: str, second: int, specs: Sequence[str], deleted: bool) -> bytes:
    """Return the header of a record, as the store asks for it when it publishes."""
    return envelope.header(identifier, second, specs, deleted=deleted)


def _rejection(rejected: store.Rejected) -> Outcome:
    return Outcome(
        rejected.name, rejected.position, rejected.identifier, "quarantined", rejected.reason, rejected.advice
    )


def _success(waiting: _Waiting, published: store.Published) -> Outcome:
    result: Result = published.result
    reason = ""
    if waiting.is_draft and result == "unchanged":
        result, reason = "draft", "its state is draft, so it is not published"
    elif waiting.is_draft:
        reason = "its state is draft again, so it is withdrawn from harvesters"
    return Outcome(waiting.name, waiting.position, published.identifier, result, reason=reason, notes=waiting.notes)


def delete(
    engine: Engine, settings: Settings, identifiers: Iterable[str], *, dry_run: bool = False
) -> Iterator[Outcome]:
    """Yield an outcome for every identifier: deleted, unchanged (it was deleted before), or unknown."""
    run = _Load(engine, settings, {}, ReadOptions(), dry_run)
    run.job_id = 0 if dry_run else store.start_job(engine, "delete")
    try:
        for batch in _chunks(dict.fromkeys(identifiers)):
            for outcome in _delete(run, batch):
                run.counts[outcome.result] = run.counts.get(outcome.result, 0) + 1
                yield outcome
    finally:
        if not dry_run:
            _finish(run)


def _delete(run: _Load, identifiers: Sequence[str]) -> Iterator[Outcome]:
    with query.reading(run.engine) as connection:
        known = [name for name in identifiers if admin.item_of(connection, name)]
    gone = [Draft(name, True, "", (), b"", None, {}) for name in known]
    published = store.foresee(run.engine, gone) if run.dry_run else store.publish(run.engine, gone, header=header)
    results = dict(published)
    for name in identifiers:
        if name in results:
            yield Outcome("", "", name, results[name])
        else:
            yield Outcome("", "", name, "unknown", "there is no item with this identifier", "see `sheaf list`")


def _chunks(names: Iterable[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for name in names:
        chunk.append(name)
        if len(chunk) == BATCH_RECORDS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def retry(engine: Engine, settings: Settings, ids: Sequence[int] | None = None) -> Iterator[Outcome]:
    """Yield an outcome for every record of the quarantine (or those of `ids`), read again as it was kept.

    What is loaded now leaves the quarantine; what fails again stays, with its new reason in the outcome.
    """
    with query.reading(engine) as connection:
        wanted = [entry.id for entry in admin.quarantined(connection)] if ids is None else list(ids)
    store.bind_namespace(engine, settings.namespace)
    for key in wanted:
        yield from _retry(engine, settings, key)


def _retry(engine: Engine, settings: Settings, key: int) -> Iterator[Outcome]:
    with query.reading(engine) as connection:
        entry = admin.quarantined_one(connection, key)
    if entry is None:
        yield Outcome(
            "", str(key), "", "unknown", "there is no such entry in quarantine", "see `sheaf quarantine list`"
        )
        return
    if not entry.content:
        reason = "its bytes were not kept"
        yield Outcome(entry.name, entry.position, entry.identifier, "quarantined", reason, "load the file again")
        return
    options = ReadOptions(entry.id_from, settings.max_record_bytes, tuple(entry.sets.split()))
    run = _Load(engine, settings, profiles.bind(settings), options, dry_run=False)
    source = Input(entry.name, lambda: io.BytesIO(entry.content))
    with Seen() as seen:
        batch = list(_waiting(run, source, entry.source or "auto", seen))
    again = next((waiting.rejected for waiting in batch if waiting.rejected), None)
    if again is not None:
        yield _rejection(again)._replace(position=entry.position)
        return
    drafted = [waiting.draft for waiting in batch if waiting.draft]
    published = store.publish(engine, drafted, header=header)
    store.release(engine, [key])
    for waiting, done in zip(batch, published, strict=True):
        yield _success(waiting._replace(position=entry.position), done)
