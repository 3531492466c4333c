"""One run: everything is begun, killed for a while, let come to rest, and reckoned up.

Every choice (what is written, what is killed and when, which harvests are abandoned) follows from the seed. What the
machine makes of it does not: a run with the same seed does the same, at other moments.
"""

import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from models.engine import open_engine
from tests.chaos.counts import Counts
from tests.chaos.database import Database, MissingError
from tests.chaos.harvesters import ORDERS, Harvester
from tests.chaos.killer import Killer
from tests.chaos.reckoning import reckon
from tests.chaos.watcher import Watcher
from tests.chaos.web import Web
from tests.chaos.writers import Writer
from tests.functional.servers import environment, sheaf

WRITERS = 3
SETTLING = 120
"""Seconds in which the writers must have finished, and the harvesters after them, once nothing is killed any more."""

PAGE_SIZE = "40"


class Plan(NamedTuple):
    """What a run is made of; with `early_stamp` the publication clock is broken on purpose."""

    database: str
    seconds: float
    seed: int
    early_stamp: bool = False
    keep: bool = False

    def chance(self, name: str) -> random.Random:
        """Return the chance that one part of the run takes its choices from."""
        return random.Random(f"{self.seed} {name}")  # noqa: S311 - a seed, not a secret


Thread = Harvester | Watcher | Writer


def run(plan: Plan) -> tuple[Counts, Path | None]:
    """Return what happened, and the folder with the logs when it was kept: on request, or since something is wrong."""
    counts = Counts()
    folder = Path(tempfile.mkdtemp(prefix="sheaf-chaos-"))
    folder.chmod(0o711)  # a database server runs as another user
    try:
        with _database(plan, folder) as database, _web(database, folder) as web:
            _rage(plan, database, web, folder, counts)
    except (MissingError, KeyboardInterrupt, SystemExit):
        shutil.rmtree(folder)
        raise
    except Exception as error:
        error.add_note(f"The logs are in {folder}.")
        raise
    if plan.keep or counts.failures():
        return counts, folder
    shutil.rmtree(folder)
    return counts, None


@contextmanager
def _database(plan: Plan, folder: Path) -> Iterator[Database]:
    """Yield the database of a run, with empty tables."""
    database = Database(plan.database, folder)
    try:
        database.make()
        sheaf("db", "upgrade", env=environment(folder, database.url), cwd=folder)
        yield database
    finally:
        database.stop()


@contextmanager
def _web(database: Database, folder: Path) -> Iterator[Web]:
    web = Web(environment(folder, database.url, SHEAF_PAGE_SIZE=PAGE_SIZE), folder)
    try:
        web.start()
        yield web
    finally:
        web.stop()


def _rage(plan: Plan, database: Database, web: Web, folder: Path, counts: Counts) -> None:
    writers, harvesters = _writers(plan, database, folder, counts), _harvesters(plan, web, counts)
    watcher = Watcher(database.url, chance=plan.chance("watcher"), counts=counts)
    killer = Killer(database, web, writers, chance=plan.chance("killer"), counts=counts)
    try:
        for thread in (*writers, *harvesters, watcher):
            thread.start()
        killer.rage(plan.seconds, each=not plan.early_stamp)
        for each in (writers, [watcher], harvesters):  # the last harvests begin when the last write is there
            _close(each)
    finally:
        _give_up([*writers, *harvesters, watcher])
    engine = open_engine(database.url)
    reckon(engine, harvesters, writers, counts)
    engine.dispose()


def _writers(plan: Plan, database: Database, folder: Path, counts: Counts) -> list[Writer]:
    env = environment(folder, database.url)
    names = [f"w{number}" for number in range(WRITERS)]
    return [
        Writer(name, env=env, folder=folder, chance=plan.chance(name), counts=counts, early=plan.early_stamp)
        for name in names
    ]


def _harvesters(plan: Plan, web: Web, counts: Counts) -> list[Harvester]:
    return [Harvester(order, port=web.port, chance=plan.chance(str(order)), counts=counts) for order in ORDERS]


def _close(threads: Sequence[Thread]) -> None:
    """Let threads come to their end.

    Raises:
        TimeoutError: one of them does not.

    """
    for thread in threads:
        thread.closing.set()
    deadline = time.monotonic() + SETTLING
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            raise TimeoutError(f"{thread.name} has not finished {SETTLING} s after the last kill")


def _give_up(threads: Sequence[Thread]) -> None:
    """Let nobody go on when a run ends early."""
    for thread in threads:
        thread.closing.set()
        if not isinstance(thread, Watcher):
            thread.giving_up.set()
    for thread in threads:
        while thread.is_alive():
            if isinstance(thread, Writer):
                thread.kill()
            thread.join(0.2)
