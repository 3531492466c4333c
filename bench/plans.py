"""What the databases say that they do for a page: the plans of the statements that real requests send.

Sheaf answers requests in this process while its database connections note every statement; each is then explained:
EXPLAIN QUERY PLAN (SQLite), EXPLAIN (ANALYZE, BUFFERS) (PostgreSQL), ANALYZE FORMAT=JSON (MariaDB). Lists are asked for
at their start, in the middle and at the end: the whole repository's, a large set's and a small one's.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from flask.testing import FlaskClient
from psycopg import sql
from sqlalchemy import Engine, event

from bench import collection, machine, servers
from bench.collection import DAYS, Collection
from bench.corpus import LARGE, SMALL
from bench.harvester import Ask, following
from models.engine import open_engine
from oai import settings
from oai.app import create_app

FOLDER = Path(__file__).resolve().parent
_PLACES = {"start": "", "middle": collection.day(DAYS // 2), "end": collection.day(DAYS - 1)}
_LISTS = {"the whole repository": "", "the large set": LARGE, "the small set": SMALL}

# What an index range is not: whole tables of which more than a few rows were read, sorting, temporary tables.
# alembic_version has one row.
_WRONG = {
    "sqlite": re.compile(r"\bSCAN (?!CONSTANT|alembic_version)|TEMP B-TREE"),
    "postgresql": re.compile(r"Seq Scan on (?:listing|rendition|item|tally)|\bSort\b|Materialize|Bitmap"),
    "mariadb": re.compile(r'"access_type": "(?:ALL|index)"|filesort|temporary'),
}


class Statement(NamedTuple):
    """A statement as the driver got it: its text and its parameters (None where the text holds them)."""

    text: str
    values: Any


class Plan(NamedTuple):
    """The plan of a statement that was sent for a request."""

    request: str
    statement: Statement
    plan: str
    ranges_only: bool


def write(repository: Collection, database: str) -> Path:
    """Write the plans of a repository's pages to plans-<database>.md; return the file."""
    plans = list(explained(repository))
    kept = all(plan.ranges_only for plan in plans)
    lines = [
        f"# What {database} does for a page",
        "",
        f"{repository.items:,} items, commit {machine.commit()}. Made by `make bench`.",
        "",
        f"Index ranges and key look-ups only: **{'yes' if kept else 'no'}**.",
    ]
    for plan in plans:
        mark = "" if plan.ranges_only else " — not an index range"
        lines += ["", f"## {plan.request}{mark}", "", *_quoted("sql", _shown(plan.statement)), *_quoted("", plan.plan)]
    path = FOLDER / f"plans-{repository.kind}.md"
    path.write_text("\n".join(lines) + "\n")
    return path


def _quoted(language: str, text: str) -> list[str]:
    return [f"```{language}", text, "```"]


def _shown(statement: Statement) -> str:
    values = "" if statement.values is None else f"\n-- {statement.values}"
    return statement.text + values


def explained(repository: Collection) -> Iterator[Plan]:
    """Yield the plan of every statement that pages at all places need."""
    said: list[Statement] = []
    engine = open_engine(repository.url)
    event.listen(engine, "connect", lambda driver, _: _listen(driver, said))
    client = create_app(settings.load(None, servers.settings(repository)).settings, engine=engine).test_client()
    client.get("/oai?" + Ask().query())  # keys and clock are read once
    for name, query in _requests(client):
        said.clear()
        client.get(f"/oai?{query}")
        for statement in tuple(said):
            yield _explain(engine, repository.kind, name, statement)
    engine.dispose()


def _requests(client: FlaskClient) -> Iterator[tuple[str, str]]:
    """Yield requests with what they ask for: the list at each place, and the page behind it where one follows."""
    for list_name, spec in _LISTS.items():
        for place, day in _PLACES.items():
            query = Ask(spec=spec, first=day).query()
            follow = following("ListRecords", client.get(f"/oai?{query}").data)
            yield f"A page of {list_name}, {place}", follow or query
    yield "The first page of the whole repository, with completeListSize", Ask().query()
    day = collection.day(DAYS // 2)
    yield "The first page of a day", Ask(first=day, last=day).query()
    names = client.get("/oai?" + Ask("ListIdentifiers").query()).text
    identifier = names.partition("<identifier>")[2].partition("<")[0]
    yield "GetRecord", f"verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}"


def _listen(driver: Any, said: list[Statement]) -> None:
    """Make a driver's connection note what it is sent."""
    if hasattr(driver, "set_trace_callback"):
        driver.set_trace_callback(lambda text: said.append(Statement(text, None)))
        return
    kind = "cursor_factory" if hasattr(driver, "cursor_factory") else "cursorclass"
    setattr(driver, kind, _noting(getattr(driver, kind), said))


def _noting(base: type[Any], said: list[Statement]) -> type[Any]:
    """Return a class of cursors that notes what is executed."""

    def execute(self: Any, text: Any, values: Any = None, *rest: Any, **options: Any) -> Any:
        said.append(Statement(text, values))
        return base.execute(self, text, values, *rest, **options)

    return type("Noting", (base,), {"execute": execute})


def _explain(engine: Engine, kind: str, request: str, statement: Statement) -> Plan:
    """Return the plan of a statement, run once more to be explained."""
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(_PREFIX[kind] + statement.text, *([] if statement.values is None else [statement.values]))
        plan = _told(cursor)
        if kind == "postgresql":
            plan += "\n\n-- The same as a prepared statement, with a plan for any values:\n" + _generic(
                cursor, statement
            )
        cursor.close()
    wrong = _WRONG[kind].search(plan)
    return Plan(request, statement, _SHORT.get(kind, str)(plan), wrong is None)


def _told(cursor: Any) -> str:
    return "\n".join(str(row[-1]) for row in cursor.fetchall())


def _generic(cursor: Any, statement: Statement) -> str:
    """Return PostgreSQL's plan of a statement that was sent often, which is made without looking at the values."""
    names = list(dict.fromkeys(_NAMED.findall(statement.text)))
    text = _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", statement.text)
    given = ", ".join(sql.Literal(statement.values[name]).as_string(cursor.connection) for name in names)
    cursor.execute("SET plan_cache_mode = force_generic_plan")
    cursor.execute(f"PREPARE bench AS {text}")
    cursor.execute(f"{_PREFIX['postgresql']} EXECUTE bench{f'({given})' if given else ''}")
    plan = _told(cursor)
    cursor.execute("DEALLOCATE bench")
    cursor.execute("RESET plan_cache_mode")
    return plan


_NAMED = re.compile(r"%\((\w+)\)s")
_PREFIX = {
    "sqlite": "EXPLAIN QUERY PLAN ",
    "postgresql": "EXPLAIN (ANALYZE, BUFFERS) ",
    "mariadb": "ANALYZE FORMAT=JSON ",
}
KINDS: Final = tuple(_PREFIX)
"""The databases whose plans are told; a driver does not change them."""


def _compact(plan: str) -> str:
    """Return MariaDB's plan without what says nothing here."""
    return json.dumps(_pruned(json.loads(plan)), indent=1)


def _pruned(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _pruned(value) for name, value in node.items() if name not in _UNTOLD}
    return [_pruned(entry) for entry in node] if isinstance(node, list) else node


_UNTOLD = {"possible_keys", "r_table_time_ms", "r_other_time_ms", "filtered", "r_filtered", "query_optimization"}
_SHORT: dict[str, Callable[[str], str]] = {"mariadb": _compact}
