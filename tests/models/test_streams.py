"""A batch may have any number of sets: no statement that looks them up grows with them."""

import re

import pytest
from sqlalchemy import Engine, select

from models import store, streams
from models.tables import repository_set, stream
from tests.drafts import PREFIXES, draft, header
from tests.statements import counted

SETS = 1203


def drafts(text: str) -> list[store.Draft]:
    """Return three items in so many sets, the last of which all have in common."""
    return [draft(n, text, sets=(*(f"s{n}-{m}" for m in range(SETS // 3)), "s:common")) for n in range(3)]


def test_sets_are_looked_up_a_few_at_a_time(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when all of them are known, when none is, and when they leave the item."""
    monkeypatch.setattr(streams, "AT_ONCE", 100)
    for batch in (drafts("new"), drafts("changed"), [draft(n) for n in range(3)]):
        with counted(engine) as statements:
            store.publish(engine, batch, header=header)
        named = [len(re.findall(r"\bs\d-\d+\b", each)) for each in statements if str(each).startswith("SELECT")]
        assert max(named) <= 100
        assert sum(named) >= SETS
    expected = {spec for each in drafts("") for spec in each.specs} | {"s"}
    with engine.connect() as connection:
        assert set(connection.execute(select(repository_set.c.spec)).scalars()) == expected
        made = {(row.prefix, row.spec) for row in connection.execute(select(stream))}
    assert made == {(prefix, spec) for prefix in PREFIXES for spec in expected | {""}}
