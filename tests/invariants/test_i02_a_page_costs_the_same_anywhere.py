"""I2: every statement of the serving path is an index range or a key lookup, and there are few of them.

The repository has 20,000 items in 500 small sets and one large one, and its tables are analysed: on much smaller ones
PostgreSQL would rather read a whole table, and rightly.
"""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from models import query, store
from models.engine import open_engine
from models.tables import SHIFT, metadata
from tests import databases
from tests.clock import Clock
from tests.drafts import draft, header, name
from tests.statements import counted, explain

ITEMS = 20_000
BATCH = 2_500
ANALYSE = {"sqlite": "ANALYZE", "postgresql": "ANALYZE", "mariadb": "ANALYZE TABLE"}

PAGE = {
    "sqlite": [
        "SEARCH listing USING PRIMARY KEY (stream_id=? AND stamp>? AND stamp<?)",
        "SCALAR SUBQUERY 1",
        "SEARCH stream USING COVERING INDEX sqlite_autoindex_stream_1 (prefix=? AND spec=?)",
        "SEARCH rendition USING INTEGER PRIMARY KEY (rowid=?)",
    ],
    "postgresql": [
        "Limit",
        "Index Scan uq_stream_prefix_spec",
        "Nested Loop",
        "Index Only Scan pk_listing",
        "Index Scan pk_rendition",
    ],
    "mariadb": ["listing range PRIMARY", "rendition eq_ref PRIMARY", "stream const uq_stream_prefix_spec"],
}
"""How each database reads a page: the list by its primary key, in order, and each entry's rendition by its own."""

FIRST_KEY = {
    "sqlite": ["SEARCH rendition"],  # a minimum of the primary key, without a bound: it reads one entry
    "postgresql": ["Result", "Limit", "Index Only Scan pk_rendition"],
    "mariadb": [],  # "Select tables optimized away": it was read while planning
}


def sets_of(number: int) -> tuple[str, ...]:
    return ("large", f"box:{number // 40}", *(("small",) if number < 3 else ()))


@pytest.fixture(scope="module")
def repository(backend: databases.Backend) -> Iterator[Engine]:
    """Yield a repository with a large set, a set of three, many of forty, and a format that few items have."""
    with backend.lend() as url:
        clock = Clock()
        engine = open_engine(url, clock=clock)
        for start in range(0, ITEMS, BATCH):
            clock.second += 20_000
            drafts = [
                draft(n, sets=sets_of(n), prefixes=("oai_dc", "rare") if n < 5 else ("oai_dc",))
                for n in range(start, start + BATCH)
            ]
            store.publish(engine, drafts, header=header)
        with engine.connect() as connection:
            for table in metadata.tables:
                connection.exec_driver_sql(f"{ANALYSE[backend.name]} {table}")
        yield engine
        engine.dispose()


@pytest.mark.parametrize(
    ("spec", "prefix"), [("", "oai_dc"), ("large", "oai_dc"), ("small", "oai_dc"), ("box:7", "oai_dc"), ("", "rare")]
)
@pytest.mark.parametrize("where", [0, 0.5, 0.99])
@pytest.mark.parametrize("bodies", [True, False])
def test_a_list_page_is_one_index_range(repository: Engine, spec: str, prefix: str, where: float, bodies: bool) -> None:
    with query.reading(repository) as connection:
        moment = query.moment(connection)
        first = query.earliest(connection)
        assert first is not None
        after = int((first + where * (moment.now - first)) * 2**SHIFT) - 1
    with counted(repository) as seen, query.reading(repository) as connection:
        query.page(connection, prefix=prefix, spec=spec, after=after, before=None, limit=101, bodies=bodies)
        (statement,) = seen
        assert explain(connection, statement) == PAGE[repository.dialect.name]


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.parametrize("bodies", [True, False])
def test_the_plan_that_postgresql_keeps_for_all_values_is_the_same(repository: Engine, bodies: bool) -> None:
    """A statement that a connection sends often is planned once, without its values."""
    text, _, fixed = query._compiled(query._records if bodies else query._headers, repository.dialect)
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", text)))
    values = {"prefix": "'oai_dc'", "spec": "''", "after": "5", "before": str(1 << 62), "limit": "101"}
    values |= dict.fromkeys(fixed, "''")
    generic = re.sub(r"%\((\w+)\)s", lambda found: f"${names.index(found[1]) + 1}", text)
    with repository.connect() as connection:
        connection.exec_driver_sql("SET plan_cache_mode = force_generic_plan")
        connection.exec_driver_sql(f"PREPARE page AS {generic}")
        assert explain(connection, f"EXECUTE page({', '.join(values[each] for each in names)})") == PAGE["postgresql"]
        connection.invalidate()  # the setting goes with the connection


def test_no_statement_of_the_serving_path_scans_or_sorts(repository: Engine) -> None:
    with counted(repository) as seen, query.reading(repository) as connection:
        now = query.moment(connection).now
        query.size(connection, prefix="oai_dc", spec="", first=None, last=None)
        query.size(connection, prefix="oai_dc", spec="large", first=now - 100_000, last=now)
        query.rendition_of(connection, identifier=name(7), prefix="oai_dc")
        query.prefixes(connection, identifier=name(7))
        query.set_specs(connection, after="l", limit=10)
        executed = list(seen)
        plans = [step for statement in executed for step in explain(connection, statement)]
    assert len(executed) == 6
    assert plans
    bad = r"^SCAN|TEMP B-TREE|Seq Scan|Sort|Bitmap|Hash|\w ALL|\w index|filesort|temporary_table"
    one_row = {"Seq Scan publication", "Seq Scan alembic_version", "alembic_version index PRIMARY"}
    harmless = {"UNION ALL", *one_row, *(step for step in plans if step.startswith("SCAN alembic_version"))}
    assert [step for step in plans if re.search(bad, step) and step not in harmless] == []


def test_the_oldest_record_is_found_by_key(backend: databases.Backend, repository: Engine) -> None:
    with counted(repository) as seen, query.reading(repository) as connection:
        query.earliest(connection)
        (statement,) = seen
        assert explain(connection, statement) == FIRST_KEY[backend.name]


def test_a_connection_is_lent_and_returned_without_a_statement(repository: Engine) -> None:
    with counted(repository) as seen:
        for _ in range(3):
            with query.reading(repository) as connection:
                query.moment(connection)
    assert len(seen) == 3, seen


def test_a_rare_format_pages_without_passing_the_others(repository: Engine) -> None:
    with query.reading(repository) as connection:
        page = query.page(connection, prefix="rare", spec="", after=0, before=None, limit=10, bodies=True)
        count = query.size(connection, prefix="rare", spec="", first=None, last=None)
    assert [header.decode().split("|")[0] for header in page.headers] == [name(n) for n in range(5)]
    assert count == 5
