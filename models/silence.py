"""Limits for a server that says nothing: it has accepted a statement, or its kernel has, and no answer comes.

TCP notices a machine that is gone, not one whose server is frozen, or a proxy that forwards nothing. A request that
waits for one would hold a thread of its worker for ever, and soon there is none left to say 503.
"""

import math
import time
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIModule

Answer = TypeVar("Answer")
Steps = Generator[Any, Any, Answer]


def limit(engine: Engine, seconds: float) -> None:
    """Make every statement of an engine end after so many seconds without an answer, with its connection.

    The driver then raises its OperationalError, as for any connection that was lost. SQLite has no server.
    """
    if engine.dialect.name == "postgresql":
        errors = engine.dialect.loaded_dbapi
        event.listen(engine, "connect", lambda driver, _: setattr(driver, "wait", _limited(driver, errors, seconds)))
    elif engine.dialect.driver == "pymysql":
        event.listen(engine, "connect", lambda driver, _: setattr(driver, "_read_timeout", seconds))
    elif engine.dialect.name != "sqlite":  # mysqlclient, which takes it from the start, and in whole seconds
        event.listen(engine, "do_connect", partial(_ask_for, {"read_timeout": math.ceil(seconds)}))


def _ask_for(wanted: dict[str, Any], _dialect: object, _record: object, _given: object, named: dict[str, Any]) -> None:
    """Add arguments to those by which a driver connects; what the URL says wins."""
    named.update(wanted | named)


def _limited(driver: Any, errors: DBAPIModule, seconds: float) -> Callable[..., Any]:
    """Return what a connection of psycopg waits by; it looks up ten times a second, whatever it waits for."""
    wait = driver.wait

    def until(steps: Steps[Answer], deadline: float) -> Steps[Answer]:
        try:
            wanted = next(steps)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() > deadline:
                    driver.close()
                    raise errors.OperationalError(f"the server has said nothing for {seconds:g} s")
                wanted = steps.send(ready)
        except StopIteration as end:
            answer: Answer = end.value
            return answer

    def limited(steps: Steps[Answer], *rest: Any, **options: Any) -> Answer:
        answer: Answer = wait(until(steps, time.monotonic() + seconds), *rest, **options)
        return answer

    return limited
