"""I4, I5 and I12 with real processes: nothing is missed, stale, torn or lost, whatever is killed; see tests.chaos.run.

And the run can fail: with a clock that is broken on purpose it finds what harvesters missed.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.chaos.counts import Counts
from tests.chaos.database import NAMES, MissingError
from tests.chaos.run import Plan, run

RUNS = 4
"""A broken clock shows in the first run, unless the machine is so busy that nobody harvests at the right moment."""


def chaos(plan: Plan) -> tuple[Counts, Path | None]:
    """Return what a run counted; skip the test, or fail it when nothing may be skipped, without the programs for it."""
    try:
        return run(plan)
    except MissingError as error:
        if os.environ.get("SHEAF_TEST_STRICT") == "1":
            pytest.fail(str(error), pytrace=False)
        pytest.skip(str(error))


@pytest.mark.parametrize("database", NAMES)
def test_nothing_is_missed_while_processes_are_killed(database: str) -> None:
    counts, folder = chaos(Plan(database, seconds=5, seed=4))
    assert not counts.failures(), "\n".join([counts.table(), *counts.notes, f"logs: {folder}"])
    assert folder is None
    assert counts["loader kills"]
    assert counts["worker kills"]
    assert counts["database kills"] or database == "sqlite"


@pytest.mark.parametrize("database", NAMES)
def test_a_stamp_that_is_taken_before_the_lock_is_found_out(database: str) -> None:
    for seed in range(RUNS):
        counts, folder = chaos(Plan(database, seconds=2, seed=seed, early_stamp=True))
        if folder:
            shutil.rmtree(folder)
        if counts["missed"]:
            return
    pytest.fail(f"nothing was missed in {RUNS} runs")
