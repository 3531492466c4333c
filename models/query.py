"""Every SELECT of the serving path. Each is an index range or a key lookup, whatever the repository's size (I2).

A request reads the `moment` first and its data afterwards. That order is what makes responseDate a promise (I4): what
was not yet visible to the data's statement is stamped at or after the moment's second (models.promise).
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Connection,
    Dialect,
    Integer,
    Select,
    String,
    bindparam,
    column,
    func,
    literal,
    select,
    table,
    union_all,
)
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.compiler import SQLCompiler

from models import clock
from models.engine import failure, reading
from models.tables import (
    DAY,
    REVISION,
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

__all__ = [
    "Moment", "Page", "Row", "earliest", "has_sets", "moment", "page", "prefixes", "reading", "rendition_of",
    "sealing_keys", "set_specs", "size",
]  # fmt: skip

Query: TypeAlias = Select[Any] | CompoundSelect[Any]

END_OF_TIME = (1 << 63) - 1
"""A stamp later than any."""

PAGE_BYTES = 8_000_000
"""Bodies of one page: it ends before the record that would exceed this, so that a response stays small."""

CHUNK = 32
"""Rows taken from SQLite at a time when their size is watched; a server's driver has received all of them already."""


class Moment(NamedTuple):
    """The publication clock as a request found it.

    `now` is the database's time and `last` the last stamp. `second` is what the response may be dated with: nothing
    that is published after this was read will be stamped before that second (I4).
    """

    now: int
    second: int
    last: int


class Row(NamedTuple):
    """A published record: its complete header, and its metadata and about containers (empty when deleted)."""

    stamp: int
    header: bytes
    body: bytes


class Page(NamedTuple):
    """A page of a list, by columns, since a page is joined from them: `more` says whether the list goes on behind it.

    Bodies are empty for deleted records, and all of them where only headers were asked for.
    """

    stamps: Sequence[int]
    headers: Sequence[bytes]
    bodies: Sequence[bytes]
    more: bool


def _fetch(
    connection: Connection, statement: Query, values: Mapping[str, object], *, most: int = 0
) -> list[tuple[Any, ...]]:
    """Return the rows of a statement, straight from the driver's cursor.

    With `most`, SQLite is not read further once the last columns have more bytes than that together and there are two.

    SQLAlchemy compiles the statement once for each dialect; going through its execution for each request would cost as
    much as the page itself (100 of 550 µs). PostgreSQL sends binary rows: as text, bytes are sent as hexadecimal digits
    (740 µs for a page of 100 records instead of 270).

    A statement that fails is not run again: that would double the time of one that took too long, and hide why.

    Raises:
        sqlalchemy.exc.DBAPIError: the driver failed, as SQLAlchemy would have put it.

    """
    text, names, fixed = _compiled(statement, connection.dialect)
    given = {**fixed, **values}
    binary = {"binary": True} if connection.dialect.driver == "psycopg" else {}
    try:
        with closing(connection.connection.cursor(**binary)) as cursor:
            cursor.execute(text, given if names is None else [given[name] for name in names])
            if most and connection.dialect.name == "sqlite":
                return _up_to(most, cursor)
            return list(cursor.fetchall())
    except connection.dialect.loaded_dbapi.Error as error:
        raise failure(error, connection.dialect, connection, statement=text) from error


def _up_to(most: int, cursor: DBAPICursor) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    size = 0
    while (size <= most or len(rows) < 2) and (chunk := cursor.fetchmany(CHUNK)):
        rows += chunk
        size += sum([len(row[-1]) for row in chunk])
    return rows


@cache
def _compiled(statement: Query, dialect: Dialect) -> tuple[str, list[str] | None, Mapping[str, object]]:
    """Return a statement's text, the order of its parameters (None: by name), and those whose values are fixed."""
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - for the type checker
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    return str(compiled), compiled.positiontup, fixed


_revision = select(column("version_num", String)).select_from(table("alembic_version")).scalar_subquery()
_clock = (_revision.label("revision"), publication.c.promised, publication.c.last_stamp)
_moment = select(*_clock).where(publication.c.id == 1)


@cache
def _moment_by(dialect: str) -> Query:
    return select(clock.column(dialect), *_clock).where(publication.c.id == 1)


def moment(connection: Connection) -> Moment:
    """Return the publication clock as it stands (models.promise moves it on); read it before anything else.

    Raises:
        LookupError: the database holds no repository yet (`sheaf db upgrade` makes one), or one of another version.

    """
    now = clock.local(connection)
    rows = _fetch(connection, _moment_by(connection.dialect.name) if now is None else _moment, {})
    if not rows:
        raise LookupError("the database holds no repository")
    now, revision, promised, last = rows[0] if now is None else (now, *rows[0])
    if revision != REVISION:
        raise LookupError(f"the database is at schema {revision}, this Sheaf needs {REVISION}")
    return Moment(now, max(promised, last >> SHIFT), last)


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


def _walk(body: ColumnElement[bytes]) -> Query:
    """Return the statement of a page. MariaDB must be told to begin with the list, however short it takes it to be."""
    return (
        select(rendition.c.stamp, rendition.c.header, body)
        .prefix_with("STRAIGHT_JOIN", dialect="mysql")
        .prefix_with("STRAIGHT_JOIN", dialect="mariadb")
        .join_from(listing, rendition, rendition.c.stamp == listing.c.stamp)
        .where(*_range)
        .order_by(listing.c.stamp)
        .limit(bindparam("limit", type_=Integer))
    )


_headers = _walk(literal(b"").label("body"))
_records = _walk(rendition.c.body)


def page(
    connection: Connection, *, prefix: str, spec: str, after: int, before: int | None, limit: int, bodies: bool
) -> Page:
    """Return at most `limit` records of a stream in publication order, with `after` < stamp < `before`.

    The page ends early before the record with which the bodies would exceed PAGE_BYTES, but holds one at least.

    `spec` is a setSpec, or empty for the whole repository; without `bodies` every body is empty. An unknown prefix or
    set gives an empty page.
    """
    values = {
        "prefix": prefix,
        "spec": spec,
        "after": after,
        "before": END_OF_TIME if before is None else before,
        "limit": limit + 1,  # one more tells whether the list goes on, so that no list ends in an empty page
    }
    rows = _fetch(connection, _records if bodies else _headers, values, most=PAGE_BYTES if bodies else 0)
    if not rows:
        return Page((), (), (), False)
    stamps, headers, texts = zip(*rows, strict=True)
    end = min(limit, _fitting(texts))
    return Page(stamps[:end], headers[:end], texts[:end], end < len(rows))


def _fitting(bodies: Sequence[bytes]) -> int:
    """Return how many of the bodies PAGE_BYTES hold, but at least one."""
    sizes = list(accumulate(map(len, bodies)))
    return max(1, bisect_right(sizes, PAGE_BYTES))


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
)


def prefixes(connection: Connection, *, identifier: str) -> list[tuple[str, bool]] | None:
    """Return the formats of an item as (prefix, deleted), or None when there is no such item."""
    rows = _fetch(connection, _prefixes, {"identifier": identifier})
    return sorted((prefix, bool(deleted)) for prefix, deleted in rows if prefix is not None) if rows else None


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


_keys = select(sealing_key.c.key).order_by(sealing_key.c.created > bindparam("ripe"), sealing_key.c.id.desc())


def sealing_keys(connection: Connection, *, ripe: int = END_OF_TIME) -> list[str]:
    """Return the keys that open resumption tokens, the one that seals them first: the newest made before `ripe`."""
    return [key for (key,) in _fetch(connection, _keys, {"ripe": ripe})]
