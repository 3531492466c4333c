"""The killer: SIGKILL for loaders, workers, the master and the database server, in an order that the seed decides."""

import random
import time
from collections.abc import Callable, Sequence

from tests.chaos.counts import Counts
from tests.chaos.database import Database
from tests.chaos.web import Web
from tests.chaos.writers import Writer

PAUSES = (0.2, 1.2)
"""Seconds between two strokes."""

WEIGHTS = {"loader kills": 4, "worker kills": 4, "master kills": 1, "reloads (HUP)": 1, "database kills": 2}
"""How often each is chosen; every kind has its turn first. A database is killed every 10 to 15 s at most."""

DATABASE_PAUSE = (10, 15)


class Killer:
    """Whom it may kill, and what it does to each."""

    def __init__(
        self, database: Database, web: Web, writers: Sequence[Writer], *, chance: random.Random, counts: Counts
    ) -> None:
        self._database, self._web, self._writers = database, web, writers
        self._chance, self._counts = chance, counts
        self._spared_until = 0.0
        self._strokes: dict[str, Callable[[], bool]] = {
            "loader kills": self._kill_loader,
            "worker kills": lambda: web.kill_worker(chance),
            "master kills": lambda: web.kill_master(chance),
            "reloads (HUP)": web.reload,
        }
        if database.serves:
            self._strokes["database kills"] = self._kill_database

    def rage(self, seconds: float, *, each: bool) -> None:
        """Kill for so many seconds, and (`each`) until every kind has had its turn; then let all come up again."""
        until = time.monotonic() + seconds
        turns = self._chance.sample(sorted(self._strokes), len(self._strokes) if each else 0)
        while turns or time.monotonic() < until:
            time.sleep(self._chance.uniform(*PAUSES))
            self._web.supervise()
            kind = turns[-1] if turns else self._choice()
            if self._strokes[kind]():
                self._counts.add(kind)
                turns = turns[:-1]
        self._database.start()
        self._web.start()

    def _choice(self) -> str:
        return self._chance.choices(list(self._strokes), [WEIGHTS[kind] for kind in self._strokes])[0]

    def _kill_loader(self) -> bool:
        return any(writer.kill() for writer in self._chance.sample(self._writers, len(self._writers)))

    def _kill_database(self) -> bool:
        if time.monotonic() < self._spared_until:
            return False
        self._database.kill()
        time.sleep(self._chance.uniform(0, 1.5))
        self._database.start()
        self._spared_until = time.monotonic() + self._chance.uniform(*DATABASE_PAUSE)
        return True
