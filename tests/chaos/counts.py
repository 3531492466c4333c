"""What happened in a run, counted: what was done, what was killed, and what must never happen."""

from collections import Counter
from threading import Lock

WRITES = ("writes acknowledged", "batches", "loads", "deletes")
HARVESTS = ("full harvests", "incremental harvests", "abandoned harvests", "pages", "answers 503", "connections lost")
KILLS = ("loader", "worker", "master", "database")
NEVER = {
    "missed": "records that the store lists and a harvester has not, or not as deleted",
    "stale": "records that a harvester has in another version than the store",
    "torn": "responses that were cut or not well-formed, batches that were seen half",
    "lost": "acknowledged writes that are not in the store",
    "faults": "HTTP 500, commands that ended as they should not",
}
MOST_NOTES = 5
"""Of each kind."""


class Counts:
    """Counts that threads share, and a few sentences on what went wrong."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counter: Counter[str] = Counter()
        self.notes: list[str] = []

    def __getitem__(self, name: str) -> int:
        return self._counter[name]

    def add(self, name: str, number: int = 1) -> None:
        """Count something that happened."""
        with self._lock:
            self._counter[name] += number

    def wrong(self, name: str, note: str) -> None:
        """Count something that must never happen, and say what it was."""
        self.add(name)
        if self[name] <= MOST_NOTES:
            self.notes.append(f"{name}: {note}")

    def failures(self) -> list[str]:
        """Return what is wrong with a run; one in which nothing happened shows nothing."""
        found = [f"{self[name]} {name}" for name in NEVER if self[name]]
        if not sum(self[f"{kind} kills"] for kind in KILLS):
            found.append("nothing was killed")
        idle = [name for name in ("writes acknowledged", "incremental harvests", "snapshots") if not self[name]]
        return found + [f"no {name}" for name in idle]

    def table(self) -> str:
        """Return the counts, one a line."""
        kills = [f"{kind} kills" for kind in KILLS]
        names = [*WRITES, *HARVESTS, "snapshots", *kills, "reloads (HUP)", "replicas compared", *NEVER]
        return "\n".join(f"  {name:22}{self[name]:>9,}" for name in names)
