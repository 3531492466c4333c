"""Ways to break the publication clock, or the tokens that lead through its lists; the state machine must find each.

A break takes pytest's monkeypatch and leaves the repository subtly wrong.
"""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import IntegrityError

from models import clock, plan, promise, query, store
from models.engine import reading
from models.query import Moment
from models.tables import SHIFT, publication, rendition
from oai import verbs
from oai.protocol import datestamp
from oai.protocol.resumption import Sealer, SealError, Token

Break = Callable[[pytest.MonkeyPatch], None]

_row = select(publication.c.promised, publication.c.last_stamp).where(publication.c.id == 1)


def stamp_before_the_lock(patch: pytest.MonkeyPatch) -> None:
    """Choose the second of a batch before its transaction; only that stamps increase is seen to under the lock."""
    early = threading.local()
    publish = store.publish

    def publishing(engine: Engine, *arguments: Any, **options: Any) -> Any:
        with reading(engine) as connection:
            early.second = max(connection.execute(_row).one().promised, clock.now(connection))
        return publish(engine, *arguments, **options)

    def first_stamp(connection: Connection) -> int:
        _, last = connection.execute(store._lock).one()
        return int(max(last + 1, early.second << SHIFT))

    patch.setattr(store, "publish", publishing)
    patch.setattr(store, "_first_stamp", first_stamp)


def promise_ignored(patch: pytest.MonkeyPatch) -> None:
    """Let publishers believe their clock, whatever responses were dated with."""

    def first_stamp(connection: Connection) -> int:
        _, last = connection.execute(store._lock).one()
        return int(max(last + 1, clock.now(connection) << SHIFT))

    patch.setattr(store, "_first_stamp", first_stamp)


def promise_not_committed(patch: pytest.MonkeyPatch) -> None:
    """Date responses with the present before it is committed: it never is when a batch is being written."""
    renewed = promise.Promises._renewed

    def hasty(self: promise.Promises, connection: Connection) -> Moment:
        moment = renewed(self, connection)
        return moment._replace(second=max(moment.second, moment.now))

    patch.setattr(promise.Promises, "_renewed", hasty)


class _Late:
    """A moment that is asked for when the response is dated, which is after its data was read."""

    last = 0

    def __init__(self, ask: Callable[[], Moment], now: int) -> None:
        self._ask, self.now = ask, now

    @property
    def second(self) -> int:
        return self._ask().second


def data_before_the_promise(patch: pytest.MonkeyPatch) -> None:
    """Read a page first, and ask for the promise that its response is dated with afterwards."""
    moment = promise.Promises.moment

    def late(self: promise.Promises, connection: Connection) -> _Late:
        return _Late(lambda: moment(self, connection), clock.tick(connection))

    patch.setattr(promise.Promises, "moment", late)


def page_after_a_second(patch: pytest.MonkeyPatch) -> None:
    """Let a token go on behind the second, not behind the stamp, where its page ended."""
    token = verbs._token

    def coarse(verb: str, cursor: int, rest: Any, context: Any) -> bytes:
        behind = datestamp.after_second(datestamp.second(int(rest.after))) - 1
        return token(verb, cursor, rest._replace(after=str(behind)), context)

    patch.setattr(verbs, "_token", coarse)


def lists_in_the_order_of_items(patch: pytest.MonkeyPatch) -> None:
    """Order pages by the age of the items instead of by their stamps."""
    for name in ("_headers", "_records"):
        patch.setattr(query, name, getattr(query, name).order_by(None).order_by(rendition.c.item_id))


def plan_made_before_the_lock(patch: pytest.MonkeyPatch) -> None:
    """Write what was planned without the lock, although another publisher may have been first."""
    draw_up, known = plan.draw_up, threading.local()

    def once(connection: Connection, drafts: Any) -> plan.Plan:
        if connection.get_execution_options().get("writing"):
            planned: plan.Plan = known.planned
            return planned
        known.planned = draw_up(connection, drafts)
        return known.planned

    patch.setattr(plan, "draw_up", once)


def sets_move_nothing(patch: pytest.MonkeyPatch) -> None:
    """Leave sets out of what decides whether a record is published anew (I6)."""
    digest = plan.digest
    patch.setattr(plan, "digest", lambda body, _specs, deleted: digest(body, (), deleted))


def every_token_refused(patch: pytest.MonkeyPatch) -> None:
    """Take no token for one's own, as after a restart with other keys."""

    def unseal(_sealer: Sealer, verb: str, _text: str) -> Token:
        raise SealError(verb)

    patch.setattr(Sealer, "unseal", unseal)


BREAKS: dict[Break, tuple[type[Exception], str]] = {
    stamp_before_the_lock: (AssertionError, "is missed"),
    promise_ignored: (AssertionError, "is missed"),
    promise_not_committed: (AssertionError, "is missed"),
    data_before_the_promise: (AssertionError, "is missed"),
    page_after_a_second: (AssertionError, "is missed"),
    lists_in_the_order_of_items: (AssertionError, "is missed|is out of order"),
    plan_made_before_the_lock: (IntegrityError, "UNIQUE"),
    every_token_refused: (AssertionError, "refused before it has expired"),
    sets_move_nothing: (AssertionError, "I6|delivered as it never was"),
}
"""Every break, with how the machine says that it has found it."""
