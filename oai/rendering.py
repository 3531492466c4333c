"""Rendering anew what is stored, after a crosswalk, its options or a setting of the collection has changed.

Each rendition knows its recipe: what it was made by, and of which description (models.plan.recipe). Those whose recipe
is no longer the one in force are made again, outside any lock, from the Record and the native that are kept; only those
whose bytes differ move their datestamps (I6). What a load or a deletion changes meanwhile is left to it.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import NamedTuple

import msgspec
from lxml import etree
from sqlalchemy import Engine

from crosswalks import native, xml
from crosswalks.record import parse
from crosswalks.registry import FORMATS
from crosswalks.sources.entry import Native
from models import admin, plan, store
from models.engine import reading
from oai import drafts, profiles
from oai.ingest import BATCH_BYTES, BATCH_RECORDS, header
from oai.jobs import job
from oai.profiles import Bound
from oai.settings import Settings

AT_ONCE = 50
"""Items whose descriptions are read together."""


class Rendered(NamedTuple):
    """What became of one item: the formats in which harvesters are sent it again, or why it stays as it was."""

    identifier: str
    moved: tuple[str, ...]
    reason: str = ""
    advice: str = ""


class _Run(NamedTuple):
    """One run: what it works with; `whole` says that what is not among the formats is offered no longer."""

    engine: Engine
    settings: Settings
    formats: Mapping[str, Bound]
    whole: bool


def render(
    engine: Engine,
    settings: Settings,
    *,
    only: Sequence[str] = (),
    dry_run: bool = False,
    seen: Callable[[int], object] = lambda _: None,
) -> Generator[Rendered, None, None]:
    """Yield every item of which something was made by what is no longer in force, after its batch is committed.

    `only` names the formats to make; without it all that are offered are made, and what is offered no longer is
    deleted for harvesters, as a load would do. `seen` is told how many items have been looked at. With `dry_run`
    nothing is written, and what is yielded is what would have been.
    """
    bound = profiles.bind(settings)
    formats = {prefix: bound[prefix] for prefix in only or bound}
    run = _Run(engine, settings, formats, whole=not only)
    changed = 0
    with nullcontext(0) if dry_run else job(engine, "render") as number:
        for batch in _batches(run, seen):
            done = _publish(run, batch, dry_run=dry_run)
            changed += sum(bool(each.moved) for each in done)
            if not dry_run:
                store.count_job(engine, number, {"changed": changed})
            yield from done


def _batches(run: _Run, seen: Callable[[int], object]) -> Iterator[list[plan.Draft | Rendered]]:
    """Yield drafts of the items whose renditions are out of date, and those that cannot be made, in batches."""
    batch: list[plan.Draft | Rendered] = []
    size, after, looked = 0, -1, 0
    while True:
        with reading(run.engine) as connection:
            chunk = admin.recipes(connection, after=after, limit=BATCH_RECORDS)
        stale = {item.id: prefixes for item in chunk if (prefixes := _stale(run, item))}
        for item in _kept(run, list(stale)):
            drawn = _draw(run, item, stale[item.id])
            batch.append(drawn)
            size += 0 if isinstance(drawn, Rendered) else sum(map(len, drawn.bodies.values()))
            if len(batch) >= BATCH_RECORDS or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
        looked += len(chunk)
        seen(looked)
        if not chunk:
            yield batch
            return
        after = chunk[-1].id


def _kept(run: _Run, ids: Sequence[int]) -> Iterator[admin.Description]:
    """Yield what items are rendered from, read a few at a time: natives may be large."""
    for start in range(0, len(ids), AT_ONCE):
        with reading(run.engine) as connection:
            found = admin.descriptions(connection, ids[start : start + AT_ONCE])
        yield from found


def _stale(run: _Run, item: admin.Recipes) -> frozenset[str]:
    """Return the formats in which an item is missing, or made by something else, or no longer offered."""
    wanted = {prefix: plan.recipe(bound.recipe, item.digest) for prefix, bound in run.formats.items()}
    due = {prefix for prefix, recipe in wanted.items() if item.live.get(prefix) != recipe}
    return frozenset(due | (item.live.keys() - wanted.keys() if run.whole else set()))


def _draw(run: _Run, item: admin.Description, prefixes: frozenset[str]) -> plan.Draft | Rendered:
    """Return an item as it is to be served from now on in the formats named; the others stay as they are."""
    formats = {prefix: bound for prefix, bound in run.formats.items() if prefix in prefixes}
    kept = _native(item.source, item.native) if item.native is not None else None
    try:
        described = drafts.Described(item.identifier, parse(item.record), kept, item.provenance)
        bodies = drafts.render(described, run.settings, formats)
    except msgspec.DecodeError as error:
        return Rendered(item.identifier, (), f"its stored Record cannot be read: {error}", "load it again")
    except drafts.UnfitError as error:
        return Rendered(item.identifier, (), error.reason, error.advice)
    draft = plan.Draft(
        item.identifier, False, item.source, item.specs, item.record, item.native, bodies,
        recipes=drafts.recipes(formats), provenance=item.provenance, base=item.digest, only=prefixes,
    )  # fmt: skip
    return plan.digested(draft)


def _native(prefix: str, content: bytes) -> Native | None:
    """Return the native as it is when it is loaded; None when it is in no format that is known now."""
    codec = FORMATS.get(prefix)
    if codec is None:
        return None
    try:
        element = xml.parse(content)
    except (etree.XMLSyntaxError, xml.UnsafeXml) as error:
        return Native(prefix, content, None, (str(error),))
    faults = native.faults(element, codec)
    return Native(prefix, content, None if faults else native.disseminate(element, codec), faults)


def _publish(run: _Run, batch: Iterable[plan.Draft | Rendered], *, dry_run: bool) -> list[Rendered]:
    """Commit a batch; return what became of its items."""
    new = [each for each in batch if isinstance(each, plan.Draft)]
    published = store.foresee(run.engine, new) if dry_run else store.publish(run.engine, new, header=header)
    failed = [each for each in batch if isinstance(each, Rendered)]
    return failed + [Rendered(done.identifier, done.moved) for done in published]
