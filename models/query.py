"""Every SELECT of the serving path. Each is an index range or a key lookup, whatever the repository's size (I2).

A request reads the `moment` first and its data afterwards. That order is what makes responseDate a promise (I4): what
was not yet visible to the data's statement is stamped at or after the moment's second.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    BigInteger,
    CompoundSelect,
    Connection,
    Dialect,
    Engine,
    Integer,
    Select,
    String,
    bindparam,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.sql.compiler import SQLCompiler

from models import clock
from models.tables import (
    DAY,
    SECOND,
    SHIFT,
    item,
    listing,
    publication,
    rendition,
    repository_set,
    sealing_key,
    stream,
    tally,
)

Query: TypeAlias = Select[Any] | CompoundSelect[Any]

END_OF_TIME = (1 << 63) - 1
"""A stamp later than any."""

PAGE_BYTES = 8_000_000
"""Bodies of one page: it ends behind the record that exceeds this, so that a worker's memory stays small."""

CHUNK = 32
"""Rows taken from the cursor at a time."""


class Moment(NamedTuple):
    """The clock as a request found it: seconds `now`, seconds `since` a batch is being published, the `last` stamp."""

    now: int
    since: int | None
    last: int

    @property
    def second(self) -> int:
        """The responseDate: nothing that this request cannot see will be stamped before this second (I4)."""
        return self.now if self.since is None else min(self.now, self.since)


class Row(NamedTuple):
    """A published record: its complete header, and its metadata and about containers (empty when deleted)."""

    stamp: int
    header: bytes
    body: bytes


def _fetch(
    connection: Connection,
    statement: Query,
    values: Mapping[str, object],
    *,
    enough: Callable[[Sequence[tuple[Any, ...]]], bool] | None = None,
) -> Sequence[tuple[Any, ...]]:
    """Return the rows of a statement, straight from the driver's cursor.

    SQLAlchemy compiles the statement once for each dialect; going through its execution for each request would cost as
    much as the page itself (100 of 550 µs). When the driver fails, SQLAlchemy runs the statement once more, so that
    the error, and the connection, are dealt with in its way.
    """
    text, names, fixed = _compiled(statement, connection.dialect)
    given = {**fixed, **values}
    try:
        cursor = connection.connection.cursor()
        cursor.execute(text, given if names is None else [given[name] for name in names])
        rows: list[tuple[Any, ...]] = []
        while chunk := cursor.fetchmany(CHUNK):
            rows += chunk
            if enough and enough(rows):
                break
        cursor.close()
    except connection.dialect.loaded_dbapi.Error:
        return [tuple(row) for row in connection.execute(statement, values)]  # in full: an answer, or its error
    return rows


@cache
def _compiled(statement: Query, dialect: Dialect) -> tuple[str, list[str] | None, Mapping[str, object]]:
    """Return a statement's text, the order of its parameters (None: by name), and those whose values are fixed."""
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - for the type checker
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    return str(compiled), compiled.positiontup, fixed


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection for one request's reads; no transaction is held between statements."""
    with engine.connect().execution_options(reading=True) as connection:
        yield connection


_moment = select(publication.c.since, publication.c.last_stamp).where(publication.c.id == 1)


def moment(connection: Connection) -> Moment:
    """Return the clock of this request; call it before anything else is read.

    Raises:
        LookupError: the database holds no repository yet (`sheaf db upgrade` makes one).

    """
    now = clock.now(connection)
    rows = _fetch(connection, _moment, {})
    if not rows:
        raise LookupError("the database holds no repository")
    return Moment(now, *rows[0])


_stream = (
    select(stream.c.id)
    .where(stream.c.prefix == bindparam("prefix", type_=String), stream.c.spec == bindparam("spec", type_=String))
    .scalar_subquery()
)
_range = (
    listing.c.stream_id == _stream,
    listing.c.stamp > bindparam("after", type_=BigInteger),
    listing.c.stamp < bindparam("before", type_=BigInteger),
)
_headers = (
    select(rendition.c.stamp, rendition.c.header, literal(b"").label("body"))
    .join_from(listing, rendition, rendition.c.stamp == listing.c.stamp)
    .where(*_range)
    .order_by(listing.c.stamp)
    .limit(bindparam("limit", type_=Integer))
)
_records = (
    select(rendition.c.stamp, rendition.c.header, rendition.c.body)
    .join_from(listing, rendition, rendition.c.stamp == listing.c.stamp)
    .where(*_range)
    .order_by(listing.c.stamp)
    .limit(bindparam("limit", type_=Integer))
)


def page(
    connection: Connection, *, prefix: str, spec: str, after: int, before: int | None, limit: int, bodies: bool
) -> list[Row]:
    """Return at most `limit` records of a stream in publication order, with `after` < stamp < `before`.

    Reading ends early behind the record with which the bodies exceed PAGE_BYTES, but not before the second.

    `spec` is a setSpec, or empty for the whole repository; without `bodies` every body is empty. An unknown prefix or
    set gives an empty list.
    """
    values = {
        "prefix": prefix,
        "spec": spec,
        "after": after,
        "before": END_OF_TIME if before is None else before,
        "limit": limit,
    }
    rows = _fetch(connection, _records if bodies else _headers, values, enough=_enough if bodies else None)
    return list(map(Row._make, rows))


def _enough(rows: Sequence[tuple[Any, ...]]) -> bool:
    return len(rows) > 1 and sum([len(body) for _, _, body in rows]) > PAGE_BYTES


def _tallied(width: int, name: str) -> Select[int]:
    return select(func.coalesce(func.sum(tally.c.count), 0).label("count")).where(
        tally.c.stream_id == _stream,
        tally.c.width == width,
        tally.c.start >= bindparam(f"{name}_from", type_=BigInteger),
        tally.c.start < bindparam(f"{name}_to", type_=BigInteger),
    )


_size = union_all(_tallied(DAY, "days"), _tallied(SECOND, "head"), _tallied(SECOND, "tail"))


def size(connection: Connection, *, prefix: str, spec: str, first: int | None, last: int | None) -> int:
    """Return how many records a stream has between two seconds, both included; None leaves that end open.

    Whole days are summed from the tally of days, the seconds of a broken day at either end from that of seconds: no
    list is counted.
    """
    low = 0 if first is None else max(0, first)
    high = END_OF_TIME >> SHIFT if last is None else last + 1
    days_from, days_to = -(-low // DAY) * DAY, high // DAY * DAY
    if days_from > days_to:
        days_from = days_to = high
    values = {
        "prefix": prefix,
        "spec": spec,
        "days_from": days_from,
        "days_to": days_to,
        "head_from": low,
        "head_to": min(days_from, high),
        "tail_from": days_to,
        "tail_to": high,
    }
    return sum(int(count) for (count,) in _fetch(connection, _size, values))


_rendition = (
    select(rendition.c.stamp, rendition.c.header, rendition.c.body)
    .join_from(item, rendition, rendition.c.item_id == item.c.id)
    .where(item.c.identifier == bindparam("identifier"), rendition.c.prefix == bindparam("prefix"))
)


def rendition_of(connection: Connection, *, identifier: str, prefix: str) -> Row | None:
    """Return the record of an item in one format, or None when there is no such item or it lacks the format."""
    rows = _fetch(connection, _rendition, {"identifier": identifier, "prefix": prefix})
    return Row._make(rows[0]) if rows else None


_prefixes = (
    select(rendition.c.prefix, rendition.c.deleted)
    .join_from(item, rendition, rendition.c.item_id == item.c.id, isouter=True)
    .where(item.c.identifier == bindparam("identifier"))
    .order_by(rendition.c.prefix)
)


def prefixes(connection: Connection, *, identifier: str) -> list[tuple[str, bool]] | None:
    """Return the formats of an item as (prefix, deleted), or None when there is no such item."""
    rows = _fetch(connection, _prefixes, {"identifier": identifier})
    return [(prefix, bool(deleted)) for prefix, deleted in rows if prefix is not None] if rows else None


_set_specs = (
    select(repository_set.c.spec)
    .where(repository_set.c.spec > bindparam("after"))
    .order_by(repository_set.c.spec)
    .limit(bindparam("limit"))
)


def set_specs(connection: Connection, *, after: str, limit: int) -> list[str]:
    """Return at most `limit` setSpecs later than `after`, in order, that items are or once were in."""
    return [spec for (spec,) in _fetch(connection, _set_specs, {"after": after, "limit": limit})]


def has_sets(connection: Connection) -> bool:
    """Return whether any item is or once was in a set."""
    return bool(set_specs(connection, after="", limit=1))


_earliest = select(func.min(rendition.c.stamp))


def earliest(connection: Connection) -> int | None:
    """Return the second of the oldest record served, or None in an empty repository: one key lookup."""
    ((stamp,),) = _fetch(connection, _earliest, {})
    return None if stamp is None else stamp >> SHIFT


_keys = select(sealing_key.c.key).order_by(sealing_key.c.id.desc())


def sealing_keys(connection: Connection) -> list[str]:
    """Return the keys that seal resumption tokens, newest first."""
    return [key for (key,) in _fetch(connection, _keys, {})]
