"""Reading from replicas: copies of the database that show what the primary wrote, in that order, but later.

A promise that is read *on a replica* holds for what that replica shows afterwards (I4). Let T be the promise, and B a
batch that the replica does not show when the data is read. The replica had shown the commit of T before that, and shows
commits in the primary's order, so B was committed after T; hence it took the publication's lock after T was committed,
and is stamped in second T or later (models.promise). How far the replica lags does not matter.

Three things follow, and this module is what keeps them:

- The promise is read in every request, on the connection that its data is read on: behind one address there may be
  several replicas, and one's promise says nothing of what another shows.
- The promise is moved on where that can be done, on the primary, and no request ever waits for the primary.
- A list that one replica began, another may go on with only if it shows as much as the pages before: a record that
  moved to the end of the list must be there (I5), and what the first page's date leaves out must not be missing (I4).
  So a token says what was seen.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from models import clock, query
from models.engine import open_engine
from models.promise import REFUSED_SECONDS, renew
from models.query import Moment

WAIT_SECONDS = 0.5
"""For how long a request waits for a replica to show something; streaming takes some milliseconds."""

STEP_SECONDS = 0.01
"""How long it waits between two looks."""

STALE_SECONDS = 5
"""The age from which a promise is worth waiting for: while somebody harvests, none gets as old."""

PATIENCE_SECONDS = 10
"""For how long nobody waits after a replica did not show a new promise in time."""

RIPE_SECONDS = 3600
"""The age from which a key that was made on the primary seals tokens: by then every replica can open them."""

_log = logging.getLogger(__name__)


class BehindError(Exception):
    """The replica does not show yet what the pages before showed; another one may, or this one in a moment."""


def open_replica(url: str, *, patience: float | None = None) -> Engine:
    """Return an engine that reads from a replica, or from one of several behind one address (see `open_engine`)."""
    return open_engine(url, patience=patience).execution_options(replica=True)


def _is_replica(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("replica"))


class ReplayedPromises:
    """What a process that reads from replicas promises harvesters; one per process, shared by its threads."""

    def __init__(self, primary: Engine) -> None:
        self._primary = primary
        self._asking = Lock()  # held by the thread that asks the primary
        self._due = 0  # ticks: not before that is the primary asked again
        self._patient = 0  # ticks: not before that does a request wait again

    def moment(self, connection: Connection) -> Moment:
        """Return the publication clock as this replica shows it. Call it before anything else is read.

        Once a second the promise is moved on, in a thread of its own: a primary that does not answer must not hold a
        harvester. If the promise had grown old, the request that began this waits a little for it to arrive here, so
        that the only harvester of a quiet repository, once a week, is not told the date of the week before.

        Raises:
            LookupError: the replica holds no repository yet.

        """
        moment, tick = query.moment(connection), clock.tick(connection)
        if moment.second >= moment.now or tick < self._due or not self._asking.acquire(blocking=False):
            return moment
        self._due = tick + 1
        moved: Future[bool] = Future()
        try:
            Thread(target=self._move_on, args=(moved, tick), name="promise", daemon=True).start()
        except RuntimeError as error:  # no more threads to be had
            self._asking.release()
            _log.warning("responses bear an older date, as the primary cannot be asked: %s", error)
            return moment
        if moment.now - moment.second < STALE_SECONDS or tick < self._patient:
            return moment
        return self._awaited(connection, moment, moved, tick)

    def _move_on(self, moved: "Future[bool]", tick: int) -> None:
        """Move the promise on to the primary's present; a primary that cannot do that is left alone for a while."""
        done = False
        try:
            done = renew(self._primary)
        except SQLAlchemyError as error:
            self._due = tick + REFUSED_SECONDS
            _log.warning(
                "responses bear an older date, as the promise cannot be moved on: %s", getattr(error, "orig", error)
            )
        finally:
            self._asking.release()
            moved.set_result(done)

    def _awaited(self, connection: Connection, before: Moment, moved: "Future[bool]", tick: int) -> Moment:
        """Return the moment with a later promise, or as it is when none is to come, or none comes in time."""
        latest = before

        def settled() -> bool:
            nonlocal latest
            refused = moved.done() and not moved.result()
            latest = query.moment(connection)
            return refused or latest.second > before.second

        if not _wait(settled):
            self._patient = tick + PATIENCE_SECONDS
        return latest


def seen(connection: Connection, moment: Moment) -> int:
    """Return a stamp that is no earlier than any that this request's statements have seen.

    A replica goes on replaying between two statements, so it is asked again. Elsewhere nobody needs to be exact: what
    was seen on the primary can be seen there again.
    """
    return query.moment(connection).last if _is_replica(connection) else moment.last


def require(connection: Connection, moment: Moment, stamp: int) -> None:
    """Make sure that a replica shows what a page before has `seen`; a primary that was restored may never again.

    Raises:
        BehindError: it does not, and did not within WAIT_SECONDS.

    """
    if not _is_replica(connection) or moment.last >= stamp:
        return
    if not _wait(lambda: query.moment(connection).last >= stamp):
        raise BehindError("the replica is behind the one that gave the page before")


def ripe(connection: Connection, now: int) -> int:
    """Return the second before which a key must have been made to seal tokens here.

    A replica that has not yet replayed a rotation cannot open what is sealed with the new key, and would refuse a good
    token. Therefore a new key opens tokens at once, but seals them only when it has been everywhere for long.
    """
    return now - RIPE_SECONDS if _is_replica(connection) else query.END_OF_TIME


def _wait(settled: Callable[[], bool]) -> bool:
    """Return whether something is settled, asking again and again for WAIT_SECONDS."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not settled():
        if time.monotonic() > deadline:
            return False
        time.sleep(STEP_SECONDS)
    return True
