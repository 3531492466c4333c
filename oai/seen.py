"""The identifiers that one load has met, kept on disk when they are many, so that memory stays flat."""

import sqlite3
from typing import NamedTuple, Self


class Stood(NamedTuple):
    """Where an identifier stood, and in which format it was harvested; the format is empty when it was not."""

    place: str
    form: str


class Seen:
    """Identifiers with the place where each first stood; a context manager that forgets them at its end."""

    def __enter__(self) -> Self:
        self._places = sqlite3.connect("", isolation_level=None)
        self._places.execute(
            "CREATE TABLE seen (identifier TEXT PRIMARY KEY, place TEXT NOT NULL, form TEXT NOT NULL) WITHOUT ROWID"
        )
        self._places.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self._places.close()

    def before(self, identifier: str, stood: Stood) -> Stood | None:
        """Return where an identifier stood before, or remember this place and return None."""
        added = self._places.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (identifier, *stood))
        if added.rowcount:
            return None
        found = self._places.execute("SELECT place, form FROM seen WHERE identifier = ?", (identifier,)).fetchone()
        return Stood(*found)
