"""I2: every statement of the serving path is an index range or a key lookup, and there are few of them."""

import re

import pytest
from sqlalchemy import Engine

from models import query, store
from models.tables import SHIFT
from tests.clock import Clock
from tests.drafts import draft, header, name
from tests.statements import counted, explain


@pytest.fixture
def repository(engine: Engine, clock: Clock) -> Engine:
    """Return a repository with a large set, a set of three, and a format that few items have."""
    for number in range(0, 600, 50):
        clock.second += 1000
        sets = ("large", "small") if number == 0 else ("large",)
        drafts = [
            draft(n, sets=sets if n < 3 else ("large",), prefixes=("oai_dc", "mods", "rare") if n < 5 else ("oai_dc",))
            for n in range(number, number + 50)
        ]
        store.publish(engine, drafts, header=header)
    return engine


@pytest.mark.parametrize(("spec", "prefix"), [("", "oai_dc"), ("large", "oai_dc"), ("small", "oai_dc"), ("", "rare")])
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
        assert explain(connection, statement) == [
            "SEARCH listing USING PRIMARY KEY (stream_id=? AND stamp>? AND stamp<?)",
            "SCALAR SUBQUERY 1",
            "SEARCH stream USING COVERING INDEX sqlite_autoindex_stream_1 (prefix=? AND spec=?)",
            "SEARCH rendition USING INTEGER PRIMARY KEY (rowid=?)",
        ]


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
    assert not [step for step in plans if re.search(r"\bSCAN\b|TEMP B-TREE", step)]


def test_the_oldest_record_is_found_by_key(repository: Engine) -> None:
    # SQLite calls a minimum of the primary key a SEARCH without a bound: it reads one entry.
    with counted(repository) as seen, query.reading(repository) as connection:
        query.earliest(connection)
        (statement,) = seen
        assert explain(connection, statement) == ["SEARCH rendition"]


def test_a_rare_format_pages_without_passing_the_others(repository: Engine) -> None:
    with query.reading(repository) as connection:
        rows = query.page(connection, prefix="rare", spec="", after=0, before=None, limit=10, bodies=True)
        count = query.size(connection, prefix="rare", spec="", first=None, last=None)
    assert [row.header.decode().split("|")[0] for row in rows] == [name(n) for n in range(5)]
    assert count == 5
