"""Loading, deleting and retrying: records → renditions → store, in batches, with quarantine and report.

An Outcome is yielded only when its batch has been committed, so that what was reported as loaded is loaded, whatever
happens next (I12). A record that cannot be published goes into quarantine and harms no other (I9).
"""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, NamedTuple

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from crosswalks.registry import SOURCES
from crosswalks.sources import identity
from crosswalks.sources.detect import detect
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from models import admin, store
from models.engine import reading
from models.plan import Draft
from oai import drafts, profiles
from oai.protocol import envelope
from oai.seen import Seen
from oai.settings import Settings

BATCH_RECORDS = 500
BATCH_BYTES = 16_000_000
"""A batch is published when it has this many records, or this many bytes of renditions."""

LOGGED = ("added", "changed", "unchanged", "deleted", "quarantined")
"""The results that the job log counts; it counts what was restored as changed."""

Result = Literal["added", "changed", "unchanged", "restored", "deleted", "quarantined", "draft", "unknown"]


RECORD = "record"
"""How the position of a fault begins that is one record's; any other tells that the input was not read to its end."""


class Input(NamedTuple):
    """Something to load: its name, as reports show it, and how to open it for reading bytes.

    `lasting` says that the same name will mean the same thing tomorrow, as a file's does and stdin's does not.
    """

    name: str
    open: Callable[[], BinaryIO]
    lasting: bool = True


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
    dry_run: bool = False
    job_id: int = 0
    counts: Counter[str] = field(default_factory=Counter)


class _Waiting(NamedTuple):
    """A record on its way: exactly one of `draft` and `rejected` is set."""

    name: str
    position: str
    draft: Draft | None
    rejected: store.Rejected | None
    is_draft: bool = False
    notes: tuple[str, ...] = ()

    def size(self) -> int:
        """Return how many bytes it holds in memory."""
        if self.rejected:
            return len(self.rejected.content)
        draft = self.draft
        return len(draft.record) + len(draft.native or b"") + sum(map(len, draft.bodies.values())) if draft else 0


@contextmanager
def _job(run: _Load, command: str) -> Iterator[None]:
    """Keep an entry of the job log while the block runs; a dry run leaves no trace."""
    if run.dry_run:
        yield
        return
    run.job_id = store.start_job(run.engine, command)
    state: Literal["done", "interrupted", "failed"] = "failed"
    try:
        yield
        state = "done"
    except (KeyboardInterrupt, GeneratorExit):
        state = "interrupted"
        raise
    finally:
        with suppress(SQLAlchemyError):  # what ended the block says more than a log that could not be written
            store.finish_job(run.engine, run.job_id, state)


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
        ValueError: `id_from` is no rule for identifiers.

    """
    identity.check(id_from)
    with reading(engine) as connection:
        store.check_namespace(connection, settings.namespace)
    options = ReadOptions(id_from=id_from, max_record_bytes=settings.max_record_bytes, sets=tuple(sets))
    run = _Load(engine, settings, profiles.bind(settings), options, dry_run)
    with _job(run, "load"), Seen() as seen:
        yield from _batches(run, inputs, source, seen)


def _batches(run: _Load, inputs: Iterable[Input], source: str, seen: Seen) -> Iterator[Outcome]:
    """Yield the outcomes of all inputs; a batch may span several of them."""
    batch: list[_Waiting] = []
    done: list[str] = []
    size = 0
    for each in inputs:
        whole = True
        for waiting in _waiting(run, each, source, seen):
            batch.append(waiting)
            size += waiting.size()
            whole = whole and not (waiting.rejected and not waiting.position.startswith(RECORD))
            if len(batch) >= BATCH_RECORDS or size >= BATCH_BYTES:
                yield from _publish(run, batch, done)
                batch, done, size = [], [], 0
        if whole and each.lasting:
            done.append(each.name)
    yield from _publish(run, batch, done)


def _waiting(run: _Load, each: Input, source: str, seen: Seen) -> Iterator[_Waiting]:
    """Yield every record of an input as a draft, or as rejected."""
    for kind, found in _read(run, each, source):
        if isinstance(found, Fault):
            yield _reject(run, each.name, kind, found, alone=kind == "records")
            continue
        try:
            draft = drafts.draw(found, run.settings, run.formats, run.options.sets)
        except drafts.UnfitError as error:
            fault = Fault(found.position, error.reason, error.advice, found.content)
            yield _reject(run, each.name, kind, fault, error.identifier, alone=found.provenance is None)
            continue
        if first := seen.before(draft.identifier, f"{each.name}, {found.position}"):
            reason = f"the identifier {draft.identifier} stands twice in this load, first in {first}"
            fault = Fault(found.position, reason, "give each record an identifier of its own", found.content)
            yield _reject(run, each.name, kind, fault, draft.identifier, alone=False)
            continue
        is_draft = found.record is not None and found.record.state == "draft"
        yield _Waiting(each.name, found.position, draft, None, is_draft, _notes(found))


def _notes(entry: Entry) -> tuple[str, ...]:
    """Return what the report says of a record that was loaded."""
    if entry.record is not None and not entry.record.titles:
        entry = entry._replace(notes=(*entry.notes, "It has no title."))
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
            for found in SOURCES[kind].read(stream, each.name, run.options):
                yield kind, found
    except OSError as error:
        yield "", Fault("file", f"cannot be read: {error.strerror or error}", "check the file and its permissions")


def _reject(run: _Load, name: str, source: str, fault: Fault, identifier: str = "", *, alone: bool) -> _Waiting:
    content = fault.content if len(fault.content) <= run.settings.max_record_bytes else b""
    rejected = store.Rejected(
        name=name,
        position=fault.position,
        source=source,
        identifier=identifier,
        reason=fault.reason,
        advice=fault.advice,
        sets=" ".join(run.options.sets),
        id_from=run.options.id_from,
        alone=alone,
        content=content,
    )
    return _Waiting(name, fault.position, None, rejected)


def _publish(run: _Load, batch: Sequence[_Waiting], done: Sequence[str]) -> Iterator[Outcome]:
    """Commit a batch, then yield its outcomes in order; settle the quarantine of the inputs that are `done`.

    What is refused is put aside first: a crash in between leaves it there, and loading again completes the rest.
    """
    new = [waiting.draft for waiting in batch if waiting.draft]
    if run.dry_run:
        published = store.foresee(run.engine, new)
    else:
        store.reject(run.engine, run.job_id, [waiting.rejected for waiting in batch if waiting.rejected])
        published = store.publish(run.engine, new, header=header, namespace=run.settings.namespace)
        store.settle(run.engine, run.job_id, done)
    results = iter(published)
    outcomes = [
        _rejection(waiting.rejected) if waiting.rejected else _success(waiting, next(results)) for waiting in batch
    ]
    _count(run, outcomes)
    yield from outcomes


def _count(run: _Load, outcomes: Sequence[Outcome]) -> None:
    run.counts.update(outcome.result for outcome in outcomes)
    if outcomes and not run.dry_run:
        counts = {result: run.counts[result] for result in LOGGED}
        store.count_job(run.engine, run.job_id, {**counts, "changed": counts["changed"] + run.counts["restored"]})


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
    elif result == "restored":
        reason = "it had been deleted, and is live again"
    return Outcome(waiting.name, waiting.position, published.identifier, result, reason=reason, notes=waiting.notes)


def delete(
    engine: Engine, settings: Settings, identifiers: Iterable[str], *, dry_run: bool = False
) -> Iterator[Outcome]:
    """Yield an outcome for every identifier: deleted, unchanged (it was deleted before), or unknown."""
    run = _Load(engine, settings, {}, ReadOptions(), dry_run)
    with _job(run, "delete"):
        for batch in _chunks(dict.fromkeys(identifiers)):
            outcomes = _delete(run, batch)
            _count(run, outcomes)
            yield from outcomes


def _delete(run: _Load, identifiers: Sequence[str]) -> list[Outcome]:
    with reading(run.engine) as connection:
        known = admin.known(connection, identifiers)
    gone = [Draft(name, True, "", (), b"", None, {}) for name in identifiers if name in known]
    published = store.foresee(run.engine, gone) if run.dry_run else store.publish(run.engine, gone, header=header)
    results = dict(published)
    return [
        Outcome("", "", name, results[name])
        if name in results
        else Outcome("", "", name, "unknown", "there is no item with this identifier", "see `sheaf list`")
        for name in identifiers
    ]


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

    What is loaded now leaves the quarantine. What fails again stays, and so does a record whose bytes alone do not say
    which it is: one that came in a harvest, repeats an identifier, or stood in a file that could not be read.
    """
    with reading(engine) as connection:
        store.check_namespace(connection, settings.namespace)
        wanted = [entry.id for entry in admin.quarantined(connection)] if ids is None else list(ids)
    run = _Load(engine, settings, profiles.bind(settings), ReadOptions())
    with _job(run, "retry"):
        for key in wanted:
            outcomes = _retry(run, key)
            _count(run, outcomes)
            yield from outcomes


def _retry(run: _Load, key: int) -> list[Outcome]:
    with reading(run.engine) as connection:
        entry = admin.quarantined_one(connection, key)
    if entry is None:
        reason = "there is no such entry in quarantine"
        return [Outcome("", str(key), "", "unknown", reason, "see `sheaf quarantine list`")]
    if not entry.content:
        return [_still(entry, "its bytes were not kept", f"load {entry.name} again")]
    if not entry.alone:
        return [_still(entry, entry.reason, f"{entry.advice.rstrip('.')}; then load {entry.name} again")]
    run.options = ReadOptions(entry.id_from, run.settings.max_record_bytes, tuple(entry.sets.split()))
    source = Input(entry.name, lambda: io.BytesIO(entry.content))
    with Seen() as seen:
        batch = list(_waiting(run, source, entry.source or "auto", seen))
    for waiting in batch:
        if waiting.rejected:
            return [_still(entry, waiting.rejected.reason, waiting.rejected.advice)]
        if waiting.draft and entry.identifier and waiting.draft.identifier != entry.identifier:
            return [_still(entry, entry.reason, f"load {entry.name} again: alone it has another identifier")]
    drafted = [waiting.draft for waiting in batch if waiting.draft]
    published = store.publish(run.engine, drafted, header=header, namespace=run.settings.namespace)
    store.release(run.engine, [key])
    return [
        _success(waiting._replace(position=entry.position), done)
        for waiting, done in zip(batch, published, strict=True)
    ]


def _still(entry: admin.Quarantined, reason: str, advice: str) -> Outcome:
    """Return the outcome of a record that stays in quarantine."""
    return Outcome(entry.name, entry.position, entry.identifier, "quarantined", reason, advice)
