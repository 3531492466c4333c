"""The reckoning: every replica is held against the store, and the store against what was acknowledged.

What the protocol cannot tell is not asked for: an item that left a set is not announced to the harvesters of that set,
so a replica of a set may hold what the set no longer lists.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Engine, select

from crosswalks.record import parse
from models.engine import reading
from models.tables import item, listing, rendition, stream
from tests.chaos import answers, writing
from tests.chaos.answers import Held
from tests.chaos.counts import Counts
from tests.chaos.harvesters import Harvester, Order
from tests.chaos.writers import Writer
from tests.chaos.writing import State


def reckon(engine: Engine, harvesters: Iterable[Harvester], writers: Iterable[Writer], counts: Counts) -> None:
    """Count what is missed, stale and lost."""
    with reading(engine) as connection:
        for harvester in harvesters:
            _compare(harvester, _listed(connection, harvester.order), counts)
            counts.add("replicas compared")
        stored = _stored(connection)
    for writer in writers:
        for identifier, wanted in writer.holds.items():
            if stored.get(identifier) != wanted:
                counts.wrong("lost", f"{identifier} is {stored.get(identifier)}; acknowledged was {wanted}")


def _listed(connection: Connection, order: Order) -> dict[str, Held]:
    """Return what a full harvest must bring, read from the tables."""
    rows = (
        select(rendition.c.header, rendition.c.body)
        .join_from(stream, listing, listing.c.stream_id == stream.c.id)
        .join(rendition, rendition.c.stamp == listing.c.stamp)
        .where(stream.c.prefix == order.prefix, stream.c.spec == order.spec)
    )
    bodies = order.verb == "ListRecords"
    return dict(answers.held(header, body if bodies else None) for header, body in connection.execute(rows))


def _stored(connection: Connection) -> dict[str, State]:
    rows = connection.execute(select(item.c.identifier, item.c.record, item.c.deleted))
    return {
        identifier: State(writing.version_of(parse(record).titles[0].value), bool(deleted))
        for identifier, record, deleted in rows
    }


def _compare(harvester: Harvester, listed: Mapping[str, Held], counts: Counts) -> None:
    holds, order = harvester.holds, harvester.order
    for identifier, wanted in listed.items():
        found = holds.get(identifier)
        if found is None or (wanted.deleted and not found.deleted):
            counts.wrong("missed", f"{order}: {wanted.header!r}; held is {found and found.header!r}")
        elif found != wanted:
            counts.wrong("stale", f"{order}: {found.header!r} instead of {wanted.header!r}")
    if not order.spec:
        for identifier in holds.keys() - listed.keys():
            counts.wrong("stale", f"{order}: {identifier} is not in the store")
