"""Counts of the streams by day and by second, kept with every publication, so that no list is ever counted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete
from sqlalchemy.dialects import mysql, postgresql, sqlite

from models.tables import DAY, SECOND, tally


def adjust(connection: Connection, counts: Mapping[tuple[int, int], int]) -> None:
    """Add `counts`, by (stream id, second), to the tallies; a count that comes to nothing is dropped."""
    deltas: dict[tuple[int, int, int], int] = {}
    for (stream_id, second), count in counts.items():
        for width in (DAY, SECOND):
            key = (stream_id, width, second // width * width)
            deltas[key] = deltas.get(key, 0) + count
    rows = [{"stream_id": s, "width": w, "start": t, "count": count} for (s, w, t), count in deltas.items() if count]
    if rows:
        connection.execute(_upsert(connection.dialect.name), rows)
    if fallen := [{"s": r["stream_id"], "w": r["width"], "t": r["start"]} for r in rows if r["count"] < 0]:
        connection.execute(_drop_empty, fallen)


_drop_empty = delete(tally).where(
    tally.c.stream_id == bindparam("s"),
    tally.c.width == bindparam("w"),
    tally.c.start == bindparam("t"),
    tally.c.count == 0,
)


def _upsert(dialect: str) -> Any:
    if dialect in ("mysql", "mariadb"):
        adding = mysql.insert(tally)
        return adding.on_duplicate_key_update(count=tally.c.count + adding.inserted.count)
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    upsert = build(tally)
    return upsert.on_conflict_do_update(
        index_elements=["stream_id", "width", "start"], set_={"count": tally.c.count + upsert.excluded.count}
    )
