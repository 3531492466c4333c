"""The publication clock under any interleaving (I3, I4, I5, I6, I7, I8, I12), on each kind of database.

What the machine does is in tests.machine.machine; what it expects, in tests.machine.harvesters and contents.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from models.engine import open_engine
from tests.databases import Backend, clear
from tests.machine import actors
from tests.machine.machine import Repository

EXAMPLES = {"sqlite": 80, "postgresql": 20, "mariadb": 15}
STEPS = 30


def test_no_interleaving_makes_a_replica_differ(backend: Backend) -> None:
    with backend.lend() as lent, actors.reading_stops():

        @contextmanager
        def again() -> Iterator[str]:
            """Yield the same repository each time, emptied, as that is quicker than the whole of `lend`."""
            engine = open_engine(lent)
            clear(engine)
            engine.dispose()
            yield lent

        class Here(Repository):
            options: ClassVar[dict[str, Any]] = {
                "lend": backend.lend if backend.name == "sqlite" else again,
                "sever": None if backend.name == "sqlite" else backend.sever,
            }

        search = settings(max_examples=EXAMPLES[backend.name], stateful_step_count=STEPS)
        run_state_machine_as_test(Here, settings=search)
