"""A clock that stands until a test moves it."""

from dataclasses import dataclass

NOON = 1_767_960_000
"""2026-01-09T12:00:00Z."""


@dataclass
class Clock:
    """A clock in seconds since 1970 (UTC); `latest` is the latest time that it has told."""

    second: int = NOON
    latest: int = 0

    def __call__(self) -> int:
        """Return the time."""
        self.latest = max(self.latest, self.second)
        return self.second
