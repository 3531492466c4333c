"""The `sheaf` command as the writers of a run start it: in small batches, so that many are under way.

With `--early-stamp` before its arguments the publication clock is broken on purpose: the second of a batch's stamps is
taken before the publication lock, as a clock that knows no promises would. A run must find that out.
"""

import sys
import time
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, select

from models import clock, store
from models.engine import reading
from models.plan import Draft
from models.tables import SHIFT, publication
from oai import ingest
from oai.cli import main

BATCH = 25
"""Records in a batch."""

EARLY = "--early-stamp"
DELAY = 0.7
"""Seconds between stamp and lock when the clock is broken: time for a harvester to be promised a later second."""

_publish = store.publish


def _second(engine: Engine) -> int:
    with reading(engine) as connection:
        promised = connection.execute(select(publication.c.promised)).scalar_one()
        return int(max(promised, clock.now(connection)))


def _publish_early(
    engine: Engine, drafts: Sequence[Draft], *, header: store.Header, namespace: str = ""
) -> list[store.Published]:
    """Publish as `store.publish` does, but with a second that was read without a lock; stamps stay unique."""
    second = _second(engine)
    time.sleep(DELAY)

    def first_stamp(connection: Connection) -> int:
        _, last = connection.execute(store._lock).one()
        return int(max(last + 1, second << SHIFT))

    store._first_stamp = first_stamp
    return _publish(engine, drafts, header=header, namespace=namespace)


if __name__ == "__main__":
    ingest.BATCH_RECORDS = BATCH
    if EARLY in sys.argv:
        sys.argv.remove(EARLY)
        store.publish = _publish_early
    main()
