"""A watcher: it looks into the tables at random moments, each time in one statement, which sees one snapshot.

A batch is a transaction, so of each batch it must see all records that are written once, in all formats, or none.
"""

import random
import time
from collections import Counter
from threading import Event, Thread

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from models.engine import open_engine, reading
from models.tables import SHIFT, item, rendition
from tests.chaos import writing
from tests.chaos.counts import Counts

RECENT = 10
"""Seconds that it looks back; the stamps of a batch are of one second."""

_newest = select(item.c.identifier, rendition.c.prefix).join_from(rendition, item)


class Watcher(Thread):
    """It watches until it is closing time."""

    def __init__(self, url: str, *, chance: random.Random, counts: Counts) -> None:
        super().__init__(name="watcher", daemon=True)
        self.closing = Event()
        self._engine = open_engine(url)
        self._chance, self._counts = chance, counts

    def run(self) -> None:
        """Look again and again."""
        while not self.closing.is_set():
            try:
                self._look()
            except DBAPIError:
                self._counts.add("connections lost")
            time.sleep(self._chance.uniform(0, 0.3))
        self._engine.dispose()

    def _look(self) -> None:
        since = rendition.c.stamp >= (int(time.time()) - RECENT) << SHIFT
        with reading(self._engine) as connection:
            rows = connection.execute(_newest.where(since)).all()
        self._counts.add("snapshots")
        seen = Counter((writing.batch_of(identifier), prefix) for identifier, prefix in rows)
        for (batch, prefix), number in seen.items():
            if batch and number != writing.NEW:
                self._counts.wrong("torn", f"{number} of the {writing.NEW} new records of {batch} are in {prefix}")
