"""The streams and sets that a publication writes to: looked up, and made where they are new."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, TypeAlias

from sqlalchemy import ARRAY, Column, ColumnElement, Connection, Select, String, bindparam, func, insert, select

from models.plan import Plan
from models.tables import repository_set, stream

Key: TypeAlias = tuple[str, str]
"""(prefix, setSpec); the setSpec is '' for the whole repository."""

AT_ONCE: Final = 10_000
"""Sets that one statement names. A batch may have more than PostgreSQL (65,535) and SQLite (32,766) take parameters."""


def write_streams(connection: Connection, planned: Plan) -> dict[Key, int]:
    """Return the ids of the streams that a plan touches; make those that are new."""
    wanted = {(version.prefix, spec) for version, specs in planned.versions() for spec in specs}
    wanted |= {(old.prefix, spec) for old, specs in planned.retired() for spec in specs}
    known = _ids(connection, wanted)
    if missing := sorted(wanted - known.keys()):
        connection.execute(insert(stream), [{"prefix": prefix, "spec": spec} for prefix, spec in missing])
        known |= _ids(connection, missing)
    return known


def _ids(connection: Connection, wanted: Iterable[Key]) -> dict[Key, int]:
    """Return the ids of those streams that there are, format by format, as the index has them."""
    query = _lookup(connection, stream.c.id, stream.c.prefix == bindparam("prefix"))
    return {
        (prefix, spec): found
        for prefix, keys in groupby(sorted(wanted), itemgetter(0))
        for specs in _chunks([spec for _, spec in keys])
        for spec, found in connection.execute(query, {"prefix": prefix, "specs": specs})
        if found is not None
    }


def write_sets(connection: Connection, planned: Plan) -> None:
    """Make the sets of a plan that are new."""
    wanted = {spec for change in planned.changes if change.touched for spec in change.closure if spec}
    query = _lookup(connection, repository_set.c.spec)
    known = {found for specs in _chunks(sorted(wanted)) for _, found in connection.execute(query, {"specs": specs})}
    if missing := sorted(wanted - known):
        connection.execute(insert(repository_set), [{"spec": spec} for spec in missing])


def _lookup(connection: Connection, sought: Column[Any], *conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the query for those of `specs` that a table has, each with the column sought of its row.

    PostgreSQL is made to look at one row for each, and tells None for what it does not find. Of a table that it has no
    statistics of yet, it would compare every row with every value: minutes for 66,000 new streams, instead of a second.
    """
    spec = sought.table.c.spec
    if connection.dialect.name == "postgresql":
        named = func.unnest(bindparam("specs", type_=ARRAY(String))).column_valued("named")
        return select(named, select(sought).where(spec == named, *conditions).scalar_subquery())
    return select(spec, sought).where(spec.in_(bindparam("specs", expanding=True)), *conditions)


def _chunks(specs: Sequence[str]) -> Iterator[Sequence[str]]:
    return (specs[start : start + AT_ONCE] for start in range(0, len(specs), AT_ONCE))
