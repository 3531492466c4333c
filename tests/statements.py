"""The SQL that reaches SQLite, as the database itself reports it: with its values, whoever sent it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Yield a list that fills with the statements sent on any connection of the engine while the block runs."""
    seen: list[str] = []
    traced: list[Any] = []

    def trace(driver: Any, *_: object) -> None:
        driver.set_trace_callback(seen.append)
        traced.append(driver)

    event.listen(engine, "checkout", trace)
    try:
        yield seen
    finally:
        event.remove(engine, "checkout", trace)
        for driver in traced:
            driver.set_trace_callback(None)


def explain(connection: Connection, statement: str) -> list[str]:
    """Return the steps of SQLite's plan for a statement."""
    return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
