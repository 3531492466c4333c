"""A clock that stands until a test moves it."""

from dataclasses import dataclass

NOON = 1_767_960_000
"""2026-01-09T12:00:00Z."""


@dataclass
class Clock:
    """A clock in seconds since 1970 (UTC)."""

    second: int = NOON

    def __call__(self) -> int:
        """Return the time."""
        return self.second
