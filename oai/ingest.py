"""Loading, deleting and retrying: records → renditions → store, in batches, with quarantine and report.

An Outcome is yielded only when its batch has been committed, so that what was reported as loaded is loaded, whatever
happens next (I12). A record that cannot be published goes into quarantine and harms no other (I9).
"""

import io
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine

from crosswalks.sources import identity
from crosswalks.sources.entry import Fault, ReadOptions
from models import admin, store
from models.engine import reading
from models.plan import Draft
from oai import portions
from oai.drawing import Drawing, drawing
from oai.jobs import job
from oai.outcomes import Drawn, Input, Outcome, emptiness, rejection, success
from oai.protocol import envelope
from oai.seen import Seen, Stood
from oai.settings import Settings

__all__ = ["Input", "Outcome", "delete", "header", "load", "retry"]

BATCH_RECORDS = 500
BATCH_BYTES = 16_000_000
"""A batch is published when it has this many records, or this many bytes of renditions."""

LOGGED = ("added", "changed", "unchanged", "deleted", "quarantined")
"""The results that the job log counts; it counts what was restored as changed."""


@dataclass(slots=True)
class _Load:
    """One run: what it works with, and what it has done so far."""

    engine: Engine
    drawing: Drawing
    processes: int = 1
    dry_run: bool = False
    job_id: int = 0
    counts: Counter[str] = field(default_factory=Counter)


@contextmanager
def _logged(run: _Load, command: str) -> Iterator[None]:
    """Keep an entry of the job log while the block runs; a dry run leaves no trace."""
    if run.dry_run:
        yield
        return
    with job(run.engine, command) as run.job_id:
        yield


def load(
    engine: Engine,
    settings: Settings,
    inputs: Iterable[Input],
    *,
    source: str = "auto",
    sets: Sequence[str] = (),
    id_from: str = "auto",
    processes: int = 1,
    dry_run: bool = False,
) -> Generator[Outcome, None, None]:
    """Yield an outcome for every record of the inputs, in their order, each after its batch is committed.

    Whoever may leave it before its end closes it: until then processes run and files are open.

    `source` is a name of SOURCES, or `auto` to tell by the content. `processes` read and render beside this one, which
    publishes, once the load turns out to be large; with 1 all happens here. With `dry_run` nothing is written and the
    outcomes are those that a load would have.

    Raises:
        NamespaceError: the repository's identifiers were made under another namespace.
        ValueError: `id_from` is no rule for identifiers.
        CrewError: one of the processes has ended.

    """
    identity.check(id_from)
    with reading(engine) as connection:
        store.check_namespace(connection, settings.namespace)
    options = ReadOptions(id_from=id_from, max_record_bytes=settings.max_record_bytes, sets=tuple(sets))
    run = _Load(engine, drawing(settings, options), processes, dry_run)
    drawn = portions.drawn(inputs, source, run.drawing, processes)
    with _logged(run, "load"), Seen() as seen, closing(drawn):
        yield from _batches(run, _once(run, drawn, seen))


def _batches(run: _Load, found: Iterable[Drawn | Input]) -> Iterator[Outcome]:
    """Yield the outcomes of all inputs; a batch may span several of them."""
    batch: list[Drawn] = []
    done: list[str] = []
    size, whole = 0, True
    for each in found:
        if isinstance(each, Input):
            done += [each.name] if whole and each.lasting else []
            whole = True
            continue
        batch.append(each)
        size += each.size()
        whole = whole and not each.ends_input
        if len(batch) >= BATCH_RECORDS or size >= BATCH_BYTES:
            yield from _publish(run, batch, done)
            batch, done, size = [], [], 0
    yield from _publish(run, batch, done)


def _once(run: _Load, found: Iterable[Drawn | Input], seen: Seen) -> Iterator[Drawn | Input]:
    """Yield what was found, but reject a record whose identifier an earlier one has."""
    for each in found:
        if isinstance(each, Input) or each.draft is None:
            yield each
            continue
        stands = Stood(f"{each.name}, {each.position}", each.draft.source if each.draft.provenance else "")
        first = seen.before(each.draft.identifier, stands)
        yield _twice(run, each, each.draft.identifier, first, stands) if first else each


def _twice(run: _Load, again: Drawn, identifier: str, first: Stood, stands: Stood) -> Drawn:
    """Return a record as rejected because its identifier stands elsewhere already."""
    reason = f"the identifier {identifier} stands twice in this load, first in {first.place}"
    advice = "give each record an identifier of its own"
    if first.form and stands.form and first.form != stands.form:
        advice = f"it was harvested in two formats, {first.form} and {stands.form}: load one of the two"
    fault = Fault(again.position, reason, advice, again.content)
    return run.drawing.reject(fault, again.name, again.source, identifier, alone=False)


def _publish(run: _Load, batch: Sequence[Drawn], done: Sequence[str]) -> Iterator[Outcome]:
    """Commit a batch, then yield its outcomes in order; settle the quarantine of the inputs that are `done`.

    What is refused is put aside first: a crash in between leaves it there, and loading again completes the rest.
    """
    new = [waiting.draft for waiting in batch if waiting.draft]
    if run.dry_run:
        published = store.foresee(run.engine, new)
    else:
        store.reject(run.engine, run.job_id, [waiting.rejected for waiting in batch if waiting.rejected])
        published = store.publish(run.engine, new, header=header, namespace=run.drawing.settings.namespace)
        store.settle(run.engine, run.job_id, done)
    results = iter(published)
    outcomes = [_outcome(waiting, results) for waiting in batch]
    _count(run, outcomes)
    yield from outcomes


def _outcome(waiting: Drawn, results: Iterator[store.Published]) -> Outcome:
    """Return what became of a record; of a draft the next of the results tells."""
    if waiting.rejected:
        return rejection(waiting.rejected)
    return success(waiting, next(results)) if waiting.draft else emptiness(waiting)


def _count(run: _Load, outcomes: Sequence[Outcome]) -> None:
    run.counts.update(outcome.result for outcome in outcomes)
    if outcomes and not run.dry_run:
        counts = {result: run.counts[result] for result in LOGGED}
        store.count_job(run.engine, run.job_id, {**counts, "changed": counts["changed"] + run.counts["restored"]})


def header(identifier: str, second: int, specs: Sequence[str], deleted: bool) -> bytes:
    """Return the header of a record, as the store asks for it when it publishes."""
    return envelope.header(identifier, second, specs, deleted=deleted)


def delete(
    engine: Engine, settings: Settings, identifiers: Iterable[str], *, dry_run: bool = False
) -> Generator[Outcome, None, None]:
    """Yield an outcome for every identifier: deleted, unchanged (it was deleted before), or unknown."""
    run = _Load(engine, drawing(settings, ReadOptions()), dry_run=dry_run)
    with _logged(run, "delete"):
        for batch in _chunks(dict.fromkeys(identifiers)):
            outcomes = _delete(run, batch)
            _count(run, outcomes)
            yield from outcomes


def _delete(run: _Load, identifiers: Sequence[str]) -> list[Outcome]:
    with reading(run.engine) as connection:
        known = admin.known(connection, identifiers)
    gone = [Draft(name, True, "", (), b"", None, {}) for name in identifiers if name in known]
    published = store.foresee(run.engine, gone) if run.dry_run else store.publish(run.engine, gone, header=header)
    results = {done.identifier: done.result for done in published}
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


def retry(engine: Engine, settings: Settings, ids: Sequence[int] | None = None) -> Generator[Outcome, None, None]:
    """Yield an outcome for every record of the quarantine (or those of `ids`), read again as it was kept.

    What is loaded now leaves the quarantine. What fails again stays, and so does a record whose bytes alone do not say
    which it is: one that came in a harvest, repeats an identifier, or stood in a file that could not be read.
    """
    with reading(engine) as connection:
        store.check_namespace(connection, settings.namespace)
        wanted = [entry.id for entry in admin.quarantined(connection)] if ids is None else list(ids)
    run = _Load(engine, drawing(settings, ReadOptions()))
    with _logged(run, "retry"):
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
    limit = run.drawing.settings.max_record_bytes
    again = run.drawing._replace(options=ReadOptions(entry.id_from, limit, tuple(entry.sets.split())))
    source = Input(entry.name, lambda: io.BytesIO(entry.content))
    with Seen() as seen:
        found = _once(run, portions.drawn([source], entry.source or "auto", again, 1), seen)
        batch = [each for each in found if isinstance(each, Drawn) and (each.draft or each.rejected)]
    for waiting in batch:
        if waiting.rejected:
            return [_still(entry, waiting.rejected.reason, waiting.rejected.advice)]
        if waiting.draft and entry.identifier and waiting.draft.identifier != entry.identifier:
            return [_still(entry, entry.reason, f"load {entry.name} again: alone it has another identifier")]
    drafted = [waiting.draft for waiting in batch if waiting.draft]
    published = store.publish(run.engine, drafted, header=header, namespace=run.drawing.settings.namespace)
    store.release(run.engine, [key])
    return [
        success(waiting._replace(position=entry.position), done) for waiting, done in zip(batch, published, strict=True)
    ]


def _still(entry: admin.Quarantined, reason: str, advice: str) -> Outcome:
    """Return the outcome of a record that stays in quarantine."""
    return Outcome(entry.name, entry.position, entry.identifier, "quarantined", reason, advice)
