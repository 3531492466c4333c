"""Calls that run at once, one step at a time: what a state machine lets happen between any two of their statements.

An actor is a call in a thread of its own. It stops at named places and goes on when it is told to, so that only one
thread runs at any moment and the same steps have the same outcome. The places are where the order of events can matter:

    read      before a statement of the serving path
    lock      before the publication lock is taken (`BEGIN IMMEDIATE`, `SELECT … FOR UPDATE`)
    locked    as soon as it is held
    header    while the batch is being written, at its first record
    commit    before the transaction is committed

Outside actors these places do nothing.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

from sqlalchemy import Connection, Engine, event

from models import query
from oai import ingest

PATIENCE = 30
"""Seconds after which an actor counts as stuck; nothing that the machine does should ever wait for a lock."""


class Crash(BaseException):
    """An actor's process has died."""


class Actor:
    """A call that stops; `at` is the place where it stands, empty when it has ended with a `result` or an `error`.

    `holds` says that it has the publication lock, `seen` how many places it has been to.
    """

    def __init__(self, call: Callable[[], Any]) -> None:
        self.at = "start"
        self.holds = False
        self.result: Any = None
        self.error: BaseException | None = None
        self.connection: Connection | None = None
        self._dies = False
        self._turn, self._pause = threading.Lock(), threading.Lock()  # each is given by whoever the other waits for
        self._turn.acquire()
        self._pause.acquire()
        self._thread = threading.Thread(target=self._run, args=(call,), daemon=True)
        self._thread.start()

    def go_on(self) -> None:
        """Run to the next place, or to the end."""
        self._turn.release()
        if not self._pause.acquire(timeout=PATIENCE):
            raise TimeoutError(f"an actor waits for something since {self.at!r}")
        if not self.at:
            self._thread.join()

    def crash(self) -> None:
        """Die where it stands; an open transaction is undone, as the database does when a process has gone."""
        self._dies = True
        while self.at:
            self.go_on()

    def stop(self, place: str) -> None:
        """Stand at a place until told to go on; called in the actor's own thread."""
        if self._dies:
            return
        self.at = place
        self._pause.release()
        self._turn.acquire()
        if self._dies:
            raise Crash

    def _run(self, call: Callable[[], Any]) -> None:
        _here.actor = self
        self._turn.acquire()
        try:
            if not self._dies:
                self.result = call()
        except BaseException as error:  # noqa: BLE001 - the machine looks at it
            self.error = error
        self.at, self.holds, self.connection = "", False, None
        self._pause.release()


_here = threading.local()


def _actor() -> Actor | None:
    return getattr(_here, "actor", None)


def stop(place: str) -> None:
    """Stop the current actor, if the caller is one."""
    if actor := _actor():
        actor.stop(place)


def first(place: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that stops at its first call, and then calls."""
    waiting = [place]

    def stopping(*arguments: Any) -> Any:
        if waiting:
            stop(waiting.pop())
        return call(*arguments)

    return stopping


class Owned:
    """A lock that knows which actor has it."""

    def __init__(self) -> None:
        self.owner: Actor | None = None
        self._lock = threading.Lock()

    def acquire(self, *, blocking: bool = True) -> bool:
        """Take the lock, as threading.Lock does."""
        got = self._lock.acquire(blocking=blocking)
        self.owner = _actor() if got else self.owner
        return got

    def release(self) -> None:
        """Give the lock back."""
        self.owner = None
        self._lock.release()


def header() -> Callable[[str, int, Sequence[str], bool], bytes]:
    """Return what a batch's headers are made with: the house's own function, stopped at the first record."""
    return first("header", ingest.header)


def watch(engine: Engine) -> None:
    """Make whoever uses the engine stop at lock, locked and commit."""
    event.listen(engine, "before_cursor_execute", _before)
    event.listen(engine, "after_cursor_execute", _after)
    event.listen(engine, "commit", _commit)


def _is_lock(statement: str) -> bool:
    return statement == "BEGIN IMMEDIATE" or "FOR UPDATE" in statement


def _before(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
    if _is_lock(statement):
        stop("lock")


def _after(connection: Connection, cursor: Any, statement: str, *_: object) -> None:
    actor = _actor()
    if actor and _is_lock(statement) and cursor.rowcount:  # SKIP LOCKED finds no row that another has locked
        actor.holds, actor.connection = True, connection
        actor.stop("locked")


def _commit(_connection: Connection) -> None:
    if actor := _actor():
        actor.stop("commit")
        actor.holds = False


@contextmanager
def reading_stops() -> Iterator[None]:
    """Make actors stop before every statement of the serving path, which passes SQLAlchemy's events by."""
    fetch = query._fetch

    def stopping(*arguments: Any, **options: Any) -> Any:
        stop("read")
        return fetch(*arguments, **options)

    with mock.patch.object(query, "_fetch", stopping):
        yield
