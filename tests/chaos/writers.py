"""Writers: each runs `sheaf load` and `sheaf delete`, one after another, and repeats what was cut off until it is done.

What the command reported is acknowledged. When a command is repeated, what had been acknowledged must come back as
unchanged: if not, it had been lost.
"""

import json
import random
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event, Thread

from tests.chaos import processes, writing
from tests.chaos.counts import Counts
from tests.chaos.writing import State, Write
from tests.functional.servers import PROJECT

DONE = frozenset({"added", "changed", "unchanged", "restored", "deleted"})
REFUSED = "quarantined"
ENDINGS = frozenset({0, 1, 3, -9})
"""Done; done, but an identifier to delete is unknown; the database is away; killed."""


class Writer(Thread):
    """One writer. `holds` tells what its own items are in the store once it has ended."""

    def __init__(
        self, name: str, *, env: Mapping[str, str], folder: Path, chance: random.Random, counts: Counts, early: bool
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.holds: dict[str, State] = {}
        self.closing = Event()
        self.giving_up = Event()
        self._process: processes.Process | None = None
        self._early = ["--early-stamp"] if early else []
        self._env = {**env, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}
        self._folder, self._chance, self._counts = folder, chance, counts

    def run(self) -> None:
        """Write until it is closing time."""
        version = 0
        while not self.closing.is_set():
            version += 1
            self._finish(self._next(version), version)
            time.sleep(self._chance.uniform(0, 0.2))

    def kill(self) -> bool:
        """Kill the command that is running; return whether there was one."""
        process = self._process
        if process is None or process.poll() is not None:
            return False
        process.kill()
        return True

    def _next(self, version: int) -> Write:
        if version % 3 == 0:
            self._counts.add("deletes")
            return writing.delete(self.name, version, self._chance, self._folder, self.holds)
        self._counts.add("loads")
        return writing.load(self.name, version, self._chance, self._folder)

    def _finish(self, write: Write, version: int) -> None:
        """Run a command until it has come to its end."""
        acknowledged: set[str] = set()
        attempt = 0
        while not self.giving_up.is_set():
            attempt += 1
            report = self._folder / f"{self.name}-{version}-{attempt}.report"
            code = self._run(write, report)
            self._judge(code, report)
            acknowledged |= self._acknowledged(report, acknowledged)
            if code in {0, 1}:
                self._settle(write, acknowledged)
                return
            time.sleep(self._chance.uniform(0, 0.5))

    def _run(self, write: Write, report: Path) -> int:
        command = [sys.executable, "-m", "tests.chaos.command", *self._early, *write.arguments]
        self._process = processes.start(command, folder=self._folder, env=self._env, log=report)
        return self._process.wait()

    def _judge(self, code: int, report: Path) -> None:
        if code not in ENDINGS or "Traceback" in report.read_text():
            self._counts.wrong("faults", f"a command ended with exit code {code}; see {report}")

    def _acknowledged(self, report: Path, before: set[str]) -> set[str]:
        """Return which records a command has reported as written; they count when they were not reported before."""
        found: set[str] = set()
        for name, result in _outcomes(report):
            if result == REFUSED:
                self._counts.wrong("faults", f"{name} was quarantined; see {report}")
            if name in before and self._is_own(name) and result != "unchanged":
                self._counts.wrong("lost", f"{name} had been acknowledged and came back as {result}; see {report}")
            if result in DONE:
                found.add(name)
        self._counts.add("writes acknowledged", len(found - before))
        return found

    def _settle(self, write: Write, acknowledged: set[str]) -> None:
        """Note what the store must hold now."""
        self._counts.add("batches", write.batches)
        self.holds |= write.wants
        if silent := write.wants.keys() - acknowledged:
            self._counts.wrong("lost", f"{min(silent)} was not reported by a command that came to its end")

    def _is_own(self, name: str) -> bool:
        return name.startswith(f"{writing.PREFIX}{self.name}.")


def _outcomes(report: Path) -> Iterator[tuple[str, str]]:
    """Yield (identifier, result) of a report whose last line may have been cut off."""
    for line in report.read_text().splitlines(keepends=True):
        if line.startswith("{") and line.endswith("}\n"):
            outcome = json.loads(line)
            yield outcome.get("identifier", ""), outcome["result"]
