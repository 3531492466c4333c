"""The machine can fail: a clock broken on purpose is found, by what harvesters end up with alone.

The stamps and pages themselves are not looked at here (`closely`), so that this shows what comparing the replicas is
worth. Hypothesis draws the same examples every time. PostgreSQL and MariaDB would only be slower: the breaks are in
what all three share.
"""

from typing import Any, ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.databases import Backend
from tests.machine import actors
from tests.machine.breaks import BREAKS, Break
from tests.machine.machine import Repository

SEARCH = settings(
    max_examples=400,
    stateful_step_count=20,
    derandomize=True,
    database=None,
    print_blob=False,
    phases=[Phase.generate],
    report_multiple_bugs=False,
)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__)
def test_a_broken_clock_is_found(backend: Backend, broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    class Here(Repository):
        options: ClassVar[dict[str, Any]] = {"lend": backend.lend, "closely": False}

    broken(monkeypatch)
    kind, words = BREAKS[broken]
    with actors.reading_stops(), pytest.raises(kind, match=words):
        run_state_machine_as_test(Here, settings=SEARCH)
