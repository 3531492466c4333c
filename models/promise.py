"""The promise that a responseDate makes: what the response could not see will be stamped no earlier (I4).

A response is dated with a second that stands, committed, in the publication's row: `promised`. Whoever moves it on, and
whoever publishes, holds that row's lock from before reading it until after committing, so that they follow one another:

- a batch that was published before the promise is visible to whoever reads data after it;
- a batch that is published after it finds it in the row, and takes its stamps from that second on.

No clock is part of that argument. A clock that is set back, or that differs between machines, makes promises and stamps
stand still until it has caught up, and nothing is missed. A promise never ends, either: it holds for whatever is read
later, so a process asks once a second and dates every response of that second with the answer.

A request that finds the promise older than the present moves it on, but never waits for a lock: while a batch is being
written, or where the database may not be written to, the older promise is given, which is as true.

Where the data is read from replicas, the promise is too: models.replica.
"""

import logging
from threading import Lock

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import DBAPIError

from models import clock, query
from models.engine import writing
from models.query import Moment
from models.tables import publication

REFUSED_SECONDS = 60
"""For how long a database that may not be written to is not asked again."""

_log = logging.getLogger(__name__)


class Promises:
    """What a process promises harvesters; one per process, shared by its threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._kept: tuple[int, Moment] | None = None  # replaced whole: threads see the old pair or the new one
        self._refused = range(0)  # the seconds in which the database is not asked to be written to

    def moment(self, connection: Connection) -> Moment:
        """Return the publication clock for one request, its promise moved on to the present if that can be done.

        Call it before anything else is read. One of the threads asks the database, once a second; the others go on
        with the promise before it.

        Raises:
            LookupError: the database holds no repository yet.

        """
        tick, kept = clock.tick(connection), self._kept
        if kept and kept[0] == tick:
            return kept[1]
        if not self._lock.acquire(blocking=kept is None) and kept:
            return kept[1]
        try:
            self._kept = tick, self._renewed(connection)
            return self._kept[1]
        finally:
            self._lock.release()

    def _renewed(self, connection: Connection) -> Moment:
        moment = query.moment(connection)
        if moment.second >= moment.now or moment.now in self._refused:
            return moment
        try:
            renew(self._engine, moment.now)
        except DBAPIError as error:
            if not _is_busy(error):
                self._refused = range(moment.now, moment.now + REFUSED_SECONDS)
                _log.warning("responses bear an older date, as the promise cannot be written: %s", error.orig)
        return query.moment(connection)


def _is_busy(error: DBAPIError) -> bool:
    """Return whether SQLite refused since a batch is being written."""
    return str(getattr(error.orig, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


def renew(engine: Engine, second: int | None = None) -> bool:
    """Promise `second` (None: the database's present) unless a later one is promised already.

    Return whether that much is promised now: it is not when a publisher holds the lock.

    Raises:
        sqlalchemy.exc.DBAPIError: the row cannot be written, or (SQLite) another process is writing.

    """
    with writing(engine, patient=False) as connection:
        if connection.dialect.name == "postgresql":  # a request must not wait for a standby
            connection.exec_driver_sql("SELECT set_config('synchronous_commit', 'local', true)")
        promised = connection.execute(_promised).scalar()
        until = clock.now(connection) if second is None else second
        if promised is not None and promised < until:
            connection.execute(_promise, {"promised": until})
    return promised is not None


_promised = select(publication.c.promised).where(publication.c.id == 1).with_for_update(skip_locked=True)
_promise = update(publication).where(publication.c.id == 1)
