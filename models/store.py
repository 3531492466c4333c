"""Publication of batches (I3, I4, I6, I12), quarantine, and the job log: what loading, deleting and rendering write.

A batch is published in one transaction that holds the publication's row: its stamps are later than every earlier stamp,
and no earlier than any second that a response was dated with (models.promise).
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from models import bulk, clock, plan
from models.engine import reading, writing
from models.plan import Draft, Plan, Result
from models.streams import write_sets, write_streams
from models.tables import SHIFT, item, job, listing, publication, quarantine, rendition, sealing_key
from models.tally import adjust

Header = Callable[[str, int, Sequence[str], bool], bytes]
"""(identifier, second, setSpecs, deleted) → the complete header of a record."""


class Published(NamedTuple):
    """What became of one draft; `moved` are the formats in which it has a new datestamp."""

    identifier: str
    result: Result
    moved: tuple[str, ...] = ()


class NamespaceError(Exception):
    """The identifier namespace differs from the one that the repository's items were made with."""


def publish(engine: Engine, drafts: Sequence[Draft], *, header: Header, namespace: str = "") -> list[Published]:
    """Publish drafts as one batch, whole or not at all, and return what became of each, in order.

    Only what is served and differs from what is stored gets a new stamp; a batch that changes nothing writes nothing.
    The drafts' identifiers must differ from one another. `namespace` is the one that they were made with; the first
    batch of a repository freezes it.

    Raises:
        NamespaceError: items exist that were made under another namespace.

    """
    with reading(engine) as connection:
        planned = plan.draw_up(connection, drafts)
    if planned.writes:
        with writing(engine) as connection:
            planned = _publish(connection, drafts, header, namespace)
    return _results(planned)


def _publish(connection: Connection, drafts: Sequence[Draft], header: Header, namespace: str) -> Plan:
    """Write a batch and return what was written; the drafts are held against the store that no other writer changes."""
    stamp = _first_stamp(connection)
    if namespace:
        _freeze(connection, namespace)
    planned = plan.draw_up(connection, drafts)
    last = _write(connection, planned, stamp, header)
    connection.execute(update(publication).values(last_stamp=last))
    return planned


def _first_stamp(connection: Connection) -> int:
    """Take the publication lock and return the first stamp that may be given under it.

    It is later than every stamp before it (I3), and no earlier than any promise (I4), whatever the clock says.
    """
    promised, last = connection.execute(_lock).one()
    second = max(promised, clock.now(connection))
    return int(max(last + 1, second << SHIFT))


def foresee(engine: Engine, drafts: Sequence[Draft]) -> list[Published]:
    """Return what `publish` would make of the drafts, without writing anything."""
    with reading(engine) as connection:
        return _results(plan.draw_up(connection, drafts))


# On a server this row is the publication lock: the transaction that holds it is the only publisher. Whatever else could
# meet another writer's rows takes it first too, so that two writers never wait for each other.
_lock = select(publication.c.promised, publication.c.last_stamp).where(publication.c.id == 1).with_for_update()


def _results(planned: Plan) -> list[Published]:
    return [
        Published(change.draft.identifier, change.result, tuple(version.prefix for version in change.versions))
        for change in planned.changes
    ]


def _write(connection: Connection, planned: Plan, stamp: int, header: Header) -> int:
    """Write a plan with stamps from `stamp` on; return the last stamp taken (`stamp - 1` when none was)."""
    write_sets(connection, planned)
    _write_items(connection, planned)
    streams = write_streams(connection, planned)
    counts: dict[tuple[int, int], int] = {}
    gone = planned.retired()
    if gone:
        entries = [(streams[old.prefix, spec], old.stamp) for old, specs in gone for spec in specs]
        connection.execute(_delete_listing, [{"s": stream, "t": old} for stream, old in entries])
        connection.execute(_delete_rendition, [{"t": old.stamp} for old, _ in gone])
        for stream, old_stamp in entries:
            counts[stream, old_stamp >> SHIFT] = counts.get((stream, old_stamp >> SHIFT), 0) - 1
    header = cache(header)  # all formats of an item have the same
    rows, entries = [], []
    for version, specs in planned.versions():
        head = header(version.identifier, stamp >> SHIFT, version.specs, version.deleted)
        own = (version.item_id, version.prefix, version.deleted, version.digest, head, version.body, version.recipe)
        rows.append((stamp, *own))
        for spec in specs:
            key = streams[version.prefix, spec]
            entries.append((key, stamp))
            counts[key, stamp >> SHIFT] = counts.get((key, stamp >> SHIFT), 0) + 1
        stamp += 1
    if remade := [{"t": old.stamp, "by": old.recipe} for old in planned.remade()]:
        connection.execute(_remake, remade)
    if rows:
        bulk.insert(connection, rendition, rows)
        bulk.insert(connection, listing, entries)
    adjust(connection, counts)
    return stamp - 1


_delete_listing = delete(listing).where(listing.c.stream_id == bindparam("s"), listing.c.stamp == bindparam("t"))
_delete_rendition = delete(rendition).where(rendition.c.stamp == bindparam("t"))
_remake = update(rendition).where(rendition.c.stamp == bindparam("t")).values(recipe=bindparam("by"))
_revise_item = update(item).where(item.c.id == bindparam("key"))
_delete_item = update(item).where(item.c.id == bindparam("key")).values(deleted=True)


def _write_items(connection: Connection, planned: Plan) -> None:
    if new := [{"id": change.item_id, **change.row()} for change in planned.changes if change.new]:
        connection.execute(insert(item), new)
    old = [change for change in planned.changes if change.touched and not change.new and change.draft.base is None]
    if revised := [{"key": change.item_id, **change.row()} for change in old if change.draft.record]:
        connection.execute(_revise_item, revised)
    if deleted := [{"key": change.item_id} for change in old if not change.draft.record]:
        connection.execute(_delete_item, deleted)


def add_sealing_key(engine: Engine) -> None:
    """Make a new key that seals resumption tokens from now on; tokens under the older keys stay valid."""
    with writing(engine) as connection:
        connection.execute(insert(sealing_key).values(key=secrets.token_urlsafe(48), created=clock.now(connection)))


def check_namespace(connection: Connection, namespace: str) -> None:
    """Return nothing when identifiers may be made with a namespace: it is frozen once the repository holds items.

    Raises:
        NamespaceError: items exist that were made under another namespace.

    """
    frozen = connection.execute(select(publication.c.namespace)).scalar()
    if frozen in {None, namespace} or connection.execute(select(item.c.id).limit(1)).first() is None:
        return
    raise NamespaceError(
        f"namespace is {namespace!r}, but the identifiers in this repository were made with {frozen!r}; "
        "identifiers are permanent: restore the setting, or use another database"
    )


def _freeze(connection: Connection, namespace: str) -> None:
    check_namespace(connection, namespace)
    connection.execute(update(publication).where(publication.c.id == 1).values(namespace=namespace))


class Rejected(NamedTuple):
    """A record that could not be loaded.

    A later attempt reads `content` with `sets` (space-separated) and `id_from`; `alone` says whether these tell all
    that there is to know of the record. They do not for one that came in a harvest, or that repeats an identifier.
    """

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


def start_job(engine: Engine, command: str) -> int:
    """Open an entry of the job log; return its id."""
    with writing(engine) as connection:
        opening = insert(job).values(command=command, state="running", started=clock.now(connection))
        opened = connection.execute(opening).inserted_primary_key
        return int(opened[0]) if opened else 0


def finish_job(engine: Engine, job_id: int, state: Literal["done", "interrupted", "failed"]) -> None:
    """Close an entry of the job log."""
    with writing(engine) as connection:
        ended = update(job).where(job.c.id == job_id).values(state=state, finished=clock.now(connection))
        connection.execute(ended)


def count_job(engine: Engine, job_id: int, counts: Mapping[str, int]) -> None:
    """Write into the job log how many outcomes of each kind there have been."""
    with writing(engine) as connection:
        connection.execute(update(job).where(job.c.id == job_id).values(dict(counts)))


def reject(engine: Engine, job_id: int, rejected: Sequence[Rejected]) -> None:
    """Put records into quarantine; an earlier entry of the same place is replaced."""
    if not rejected:
        return
    with writing(engine) as connection:
        connection.execute(_lock)
        at = clock.now(connection)
        rows = [
            {
                **entry._asdict(),
                "name_key": _key(entry.name),
                "place_key": _key(entry.name, entry.position),
                "job_id": job_id,
                "at": at,
            }
            for entry in rejected
        ]
        connection.execute(_delete_place, [{"p": row["place_key"]} for row in rows])
        connection.execute(insert(quarantine), list({row["place_key"]: row for row in rows}.values()))


_delete_place = delete(quarantine).where(quarantine.c.place_key == bindparam("p"))


def _key(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()


def settle(engine: Engine, job_id: int, names: Sequence[str]) -> None:
    """Drop what earlier loads of these sources left in quarantine, now that they have been read to their ends."""
    keys = {_key(name) for name in names}
    with reading(engine) as connection:
        found = select(quarantine.c.name_key).where(quarantine.c.name_key.in_(keys), quarantine.c.job_id != job_id)
        stale = [{"n": key, "j": job_id} for key in set(connection.execute(found).scalars())]
    if stale:
        with writing(engine) as connection:
            connection.execute(_lock)
            connection.execute(_delete_stale, stale)


_delete_stale = delete(quarantine).where(quarantine.c.name_key == bindparam("n"), quarantine.c.job_id != bindparam("j"))


def release(engine: Engine, ids: Iterable[int] | None) -> int:
    """Drop entries of the quarantine, all of them with None; return how many there were."""
    with writing(engine) as connection:
        connection.execute(_lock)
        dropping = delete(quarantine)
        return connection.execute(dropping if ids is None else dropping.where(quarantine.c.id.in_(list(ids)))).rowcount
