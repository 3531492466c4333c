"""A filled repository: a tree of sets, a large and a small set, a rare format, and datestamps spread over DAYS days.

With BENCH_KEEP=1 it stays for the next run, which takes it again unless the migrations have changed since.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import migrations
from bench import corpus, databases, floor
from models import store
from models.engine import open_engine
from oai.ingest import header

DAYS = 50
FIRST_DAY = date(2026, 1, 1)
"""Items are published evenly over DAYS days from this one on."""

FLOOR_ITEMS = 100_000
"""At most so many records are put where the floor reads them."""

BATCH = 1000
_CLOCK = int(datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC).timestamp())


class Collection(NamedTuple):
    """A repository to measure: its database, its size, and how long publishing took when it was filled."""

    kind: str
    items: int
    url: str
    seconds: float


@contextmanager
def filled(kind: str, items: int) -> Iterator[Collection]:
    """Yield a filled repository; it is dropped at the end, unless BENCH_KEEP=1."""
    note = databases.CACHE / f"{kind}-{items}.json"
    seconds = _kept(note)
    if seconds is None:
        url = databases.create(kind, items)
        seconds = _fill(url, items)
        floor.fill(url, min(items, FLOOR_ITEMS))
        note.write_text(json.dumps({"revision": _revision(), "seconds": seconds}))
    try:
        yield Collection(kind, items, databases.url(kind, items), seconds)
    finally:
        if os.environ.get("BENCH_KEEP") != "1":
            note.unlink(missing_ok=True)
            databases.drop(kind, items)


def day(number: int) -> str:
    """Return one of the days on which items were published."""
    return (FIRST_DAY + timedelta(days=number)).isoformat()


def _kept(note: Path) -> float | None:
    """Return the seconds that filling took if the kept repository can be used again."""
    if not note.exists():
        return None
    noted = json.loads(note.read_text())
    return float(noted["seconds"]) if noted["revision"] == _revision() else None


def _revision() -> str:
    """Return what changes with the tables and with what is put into them."""
    sources = [*Path(migrations.__file__).parent.glob("versions/*.py"), Path(__file__), Path(corpus.__file__)]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sorted(sources))).hexdigest()


def _fill(url: str, items: int) -> float:
    """Publish `items` items into an empty database; return the seconds that publishing took."""
    done, spent = 0, 0.0
    engine = open_engine(url, clock=lambda: _CLOCK + done * DAYS * 86_400 // items)
    migrations.upgrade(engine)
    made = corpus.drafts(items)
    while batch := list(islice(made, max(1, min(BATCH, items // DAYS)))):
        begun = time.perf_counter()
        store.publish(engine, batch, header=header)
        spent += time.perf_counter() - begun
        done += len(batch)
    with engine.connect() as connection:  # what a server would do by itself some time later
        for statement in _SETTLE.get(engine.dialect.name, ()):
            connection.exec_driver_sql(statement)
    engine.dispose()
    return spent


_SETTLE = {
    "sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)",),
    "postgresql": ("VACUUM (ANALYZE)", "CHECKPOINT"),
}
