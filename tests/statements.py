"""The SQL that reaches a database, with its values, whoever sent it; and how the database would run it."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from pymysql.cursors import Cursor as MariaCursor
from sqlalchemy import Connection, Engine, event


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Yield a list that fills with the statements sent on any connection of the engine while the block runs.

    SQLite reports them itself; on a server they are taken where the driver's cursor gets them.
    """
    seen: list[str] = []
    watch, leave = _WATCHES[engine.dialect.driver]
    traced: list[Any] = []

    def trace(driver: Any, *_: object) -> None:
        watch(driver, seen.append)
        traced.append(driver)

    with engine.connect():  # what a driver sends when it connects is not of the block
        pass
    event.listen(engine, "checkout", trace)
    try:
        yield seen
    finally:
        event.remove(engine, "checkout", trace)
        for driver in traced:
            leave(driver)


Watch = Callable[[Any, Callable[[str], None]], None]


def _watch_psycopg(driver: Any, tell: Callable[[str], None]) -> None:
    class Watched(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            tell(psycopg.ClientCursor(self.connection).mogrify(query, params))
            return super().execute(query, params, **options)

    driver.cursor_factory = Watched


def _watch_pymysql(driver: Any, tell: Callable[[str], None]) -> None:
    class Watched(MariaCursor):
        def execute(self, query: str, args: Any = None) -> int:
            tell(self.mogrify(query, args))
            return super().execute(query, args)

    driver.cursorclass = Watched


def _watch_mysqlclient(driver: Any, tell: Callable[[str], None]) -> None:
    from MySQLdb.cursors import Cursor

    class Watched(Cursor):
        def _query(self, q: bytes) -> Any:
            tell(q.decode(errors="replace"))
            return super()._query(q)

    driver.cursorclass = Watched


def _leave_mysqlclient(driver: Any) -> None:
    from MySQLdb.cursors import Cursor

    driver.cursorclass = Cursor


_WATCHES: dict[str, tuple[Watch, Callable[[Any], None]]] = {
    "pysqlite": (
        lambda driver, tell: driver.set_trace_callback(tell),
        lambda driver: driver.set_trace_callback(None),
    ),
    "psycopg": (_watch_psycopg, lambda driver: setattr(driver, "cursor_factory", psycopg.Cursor)),
    "mysqldb": (_watch_mysqlclient, _leave_mysqlclient),
    "pymysql": (_watch_pymysql, lambda driver: setattr(driver, "cursorclass", MariaCursor)),
}


def explain(connection: Connection, statement: str) -> list[str]:
    """Return the steps of a database's plan for a statement, in its own words, shortened to what reads what and how.

    SQLite: the steps as they are. PostgreSQL: "Index Scan pk_rendition". MariaDB: "listing range PRIMARY", and
    "filesort" or "temporary_table" where it needs one.
    """
    statement = statement.replace("%", "%%") if connection.dialect.name == "mariadb" else statement
    match connection.dialect.name:
        case "sqlite":
            return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
        case "postgresql":
            found = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}").scalar_one()
            return list(_postgresql(found if isinstance(found, list) else json.loads(found)))
        case _:
            found = connection.exec_driver_sql(f"EXPLAIN FORMAT=JSON {statement}").scalar_one()
            return list(_mariadb(json.loads(found)))


def _postgresql(node: Any) -> Iterator[str]:
    for each in node if isinstance(node, list) else [node]:
        plan = each.get("Plan", each)
        index = plan.get("Index Name", plan.get("Relation Name", ""))
        yield f"{plan['Node Type']} {index}".strip()
        yield from _postgresql(plan.get("Plans", []))


def _mariadb(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _mariadb(each)
    elif isinstance(node, dict):
        if "table_name" in node:
            yield re.sub(
                r" +", " ", f"{node['table_name']} {node.get('access_type', '')} {node.get('key', '')}"
            ).strip()
        for name, value in node.items():
            if name in {"filesort", "temporary_table"}:
                yield name
            yield from _mariadb(value)
