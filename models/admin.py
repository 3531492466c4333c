"""Every SELECT of the command line: what the repository holds, what is in quarantine, what was done to it.

Listings run in key order from where the last one ended; none of them is on the serving path.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, literal, select

from models.tables import DAY, SHIFT, item, job, publication, quarantine, rendition, stream, tally


class Quarantined(NamedTuple):
    """A record in quarantine; `content`, `sets` (space-separated) and `id_from` are what a retry reads, if `alone`."""

    id: int
    name: str
    position: str
    source: str
    identifier: str
    reason: str
    advice: str
    sets: str
    id_from: str
    alone: bool
    content: bytes
    at: datetime


class ItemView(NamedTuple):
    """An item; `changed` is the time of its latest publication in any format (UTC), None when it has none."""

    identifier: str
    deleted: bool
    source: str
    sets: tuple[str, ...]
    changed: datetime | None
    record: bytes
    native: bytes | None


class Counts(NamedTuple):
    """How much a repository holds: `items` includes the `deleted` ones, `renditions` counts records by prefix."""

    items: int
    deleted: int
    quarantined: int
    renditions: dict[str, int]


class Job(NamedTuple):
    """An entry of the job log, times in UTC; `state` is running, done, interrupted or failed.

    One that was killed stays running without ever being `finished`; its counts are those of its last batch.
    """

    id: int
    command: str
    state: str
    started: datetime
    finished: datetime | None
    added: int
    changed: int
    unchanged: int
    deleted: int
    quarantined: int


def _time(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


_columns = [column for column in quarantine.c if column.name not in {"job_id", "name_key", "place_key", "content"}]


def quarantined(connection: Connection) -> Iterator[Quarantined]:
    """Yield the records in quarantine, oldest first, without their content."""
    for row in connection.execute(select(*_columns).order_by(quarantine.c.id)):
        values = row._asdict()
        yield Quarantined(**{**values, "content": b"", "at": _time(values["at"])})


def quarantined_one(connection: Connection, key: int) -> Quarantined | None:
    """Return one record in quarantine with its content, or None."""
    row = connection.execute(select(*_columns, quarantine.c.content).where(quarantine.c.id == key)).first()
    if row is None:
        return None
    values = row._asdict()
    return Quarantined(**{**values, "at": _time(values["at"])})


_changed = select(func.max(rendition.c.stamp)).where(rendition.c.item_id == item.c.id).scalar_subquery()
_brief = (item.c.identifier, item.c.deleted, item.c.source, item.c.specs, _changed.label("stamp"))


def item_of(connection: Connection, identifier: str) -> ItemView | None:
    """Return the item with an OAI identifier, or None."""
    query = select(*_brief, item.c.record, item.c.native).where(item.c.identifier == identifier)
    row = connection.execute(query).first()
    return None if row is None else _view(row)


def known(connection: Connection, identifiers: Collection[str]) -> set[str]:
    """Return those of the identifiers that name an item, deleted or not."""
    return set(connection.execute(select(item.c.identifier).where(item.c.identifier.in_(identifiers))).scalars())


def items(
    connection: Connection, *, spec: str = "", deleted: bool | None = None, after: str = "", limit: int
) -> list[ItemView]:
    """Return at most `limit` items in the order of their identifiers, from behind `after`, without their bytes.

    `spec` keeps those in a set or in one below it, `deleted` those that are (True) or are not (False) deleted.
    """
    query = select(*_brief, literal(b""), literal(None)).where(item.c.identifier > after)
    if deleted is not None:
        query = query.where(item.c.deleted.is_(deleted))
    if spec:
        padded = literal(" ").concat(item.c.specs).concat(" ")
        within = padded.contains(f" {spec} ", autoescape=True) | padded.contains(f" {spec}:", autoescape=True)
        query = query.where(within)
    return [_view(row) for row in connection.execute(query.order_by(item.c.identifier).limit(limit))]


def _view(row: Any) -> ItemView:
    identifier, deleted, source, specs, stamp, record, native = row
    changed = None if stamp is None else _time(stamp >> SHIFT)
    return ItemView(identifier, deleted, source, tuple(specs.split()), changed, record, native)


class Recipes(NamedTuple):
    """What the live renditions of a live item were made by: the recipe by prefix, None where nobody knows."""

    id: int
    digest: bytes
    live: dict[str, bytes | None]


class Description(NamedTuple):
    """What a live item is rendered from; `digest` is that of the description as it stands."""

    id: int
    identifier: str
    digest: bytes
    source: str
    specs: tuple[str, ...]
    record: bytes
    native: bytes | None
    provenance: bytes | None


def recipes(connection: Connection, *, after: int, limit: int) -> list[Recipes]:
    """Return at most `limit` live items in the order of their ids, from behind `after`."""
    query = select(item.c.id, item.c.digest).where(item.c.id > after, item.c.deleted.is_(False))
    found = {
        row.id: Recipes(row.id, row.digest, {}) for row in connection.execute(query.order_by(item.c.id).limit(limit))
    }
    made = select(rendition.c.item_id, rendition.c.prefix, rendition.c.recipe)
    for row in connection.execute(made.where(rendition.c.item_id.in_(found), rendition.c.deleted.is_(False))):
        found[row.item_id].live[row.prefix] = row.recipe
    return list(found.values())


class Kept(NamedTuple):
    """What is known of a live item, as JSON."""

    id: int
    identifier: str
    record: bytes


def records(connection: Connection, *, after: int, limit: int) -> list[Kept]:
    """Return at most `limit` live items in the order of their ids, from behind `after`."""
    query = select(item.c.id, item.c.identifier, item.c.record).where(item.c.id > after, item.c.deleted.is_(False))
    return [Kept(*row) for row in connection.execute(query.order_by(item.c.id).limit(limit))]


def descriptions(connection: Connection, ids: Collection[int]) -> list[Description]:
    """Return what the live items with these ids are rendered from."""
    columns = [item.c[name] for name in Description._fields]
    query = select(*columns).where(item.c.id.in_(ids), item.c.deleted.is_(False))
    rows = connection.execute(query.order_by(item.c.id))
    return [Description(**{**row._asdict(), "specs": tuple(row.specs.split())}) for row in rows]


def counts(connection: Connection) -> Counts:
    """Return how much the repository holds."""
    kept = dict.fromkeys((False, True), 0)
    kept |= {
        row.deleted: row.count
        for row in connection.execute(select(item.c.deleted, func.count().label("count")).group_by(item.c.deleted))
    }
    waiting = connection.execute(select(func.count()).select_from(quarantine)).scalar_one()
    records = {row.prefix: row.records for row in _tallied(connection) if row.spec == ""}
    return Counts(sum(kept.values()), kept[True], waiting, records)


def set_sizes(connection: Connection) -> dict[str, int]:
    """Return how many records each set lists, tombstones included, in the format that has most of them."""
    sizes: dict[str, int] = {}
    for row in _tallied(connection):
        if row.spec:
            sizes[row.spec] = max(sizes.get(row.spec, 0), row.records)
    return dict(sorted(sizes.items()))


class _Tallied(NamedTuple):
    prefix: str
    spec: str
    records: int


def _tallied(connection: Connection) -> list[_Tallied]:
    query = (
        select(stream.c.prefix, stream.c.spec, func.sum(tally.c.count))
        .join_from(stream, tally, (tally.c.stream_id == stream.c.id) & (tally.c.width == DAY))
        .group_by(stream.c.prefix, stream.c.spec)
    )
    return [_Tallied(prefix, spec, int(count)) for prefix, spec, count in connection.execute(query)]


def namespace(connection: Connection) -> str | None:
    """Return the namespace that the repository's identifiers are made with, or None before the first load."""
    return connection.execute(select(publication.c.namespace)).scalar()


def jobs(connection: Connection, limit: int) -> list[Job]:
    """Return the latest entries of the job log, newest first."""
    rows = connection.execute(select(job).order_by(job.c.id.desc()).limit(limit))
    return [_job(**row._asdict()) for row in rows]


def _job(*, started: int, finished: int | None, **values: int | str) -> Job:
    ended = None if finished is None else _time(finished)
    return Job(**{**values, "started": _time(started), "finished": ended})  # type: ignore[arg-type]
