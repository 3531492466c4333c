"""The processes that read and render: none while a load is small, then as many as were asked for.

They share nothing with this process but the portions they are handed and the drafts they hand back. None of them opens
the database: there is one publisher, here.
"""

import os
from concurrent.futures import Future
from typing import Final, NamedTuple, Self

from oai.drawing import Drawing, Portion
from oai.outcomes import Drawn
from oai.workers import Answer, EndedError, Workers

PATIENCE: Final = 1_000_000
"""Bytes that this process reads itself, in half a second, before it starts others, which takes them as long."""

MOST: Final = 4
"""More processes than these would wait for the publisher."""

GROUP_BYTES: Final = 131_072
GROUP_PORTIONS: Final = 64
"""Portions are handed over together until there are so many bytes, or so many of them."""

AHEAD_BYTES: Final = 2_097_152
"""How many bytes a process may have before it: it goes on while a batch is published, and memory stays flat."""


class CrewError(Exception):
    """A process that was reading and rendering has ended; the message is a sentence."""


class _Group:
    """Portions that are handed over together; `future` is set when they have been."""

    def __init__(self) -> None:
        self.portions: list[Portion] = []
        self.size = 0
        self.future: Future[Answer] | None = None


class Ticket(NamedTuple):
    """What a portion is taken back by."""

    group: _Group
    place: int
    size: int


def processes_here() -> int:
    """Return how many processes are started when nobody says how many: one for each processor, up to a bound."""
    try:
        available = len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux tells how many of the processors are ours
        available = os.cpu_count() or 1
    return min(available, MOST)


class Crew:
    """A context manager that ends the processes when it is left."""

    def __init__(self, own: Drawing, processes: int) -> None:
        self._own = own
        self._processes = processes
        self._workers: Workers | None = None
        self._done = 0
        self._ahead = 0
        self._open = _Group()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._workers is not None:
            self._workers.close()

    @property
    def is_full(self) -> bool:
        """Whether something must be taken back before more is begun."""
        return self._ahead > (AHEAD_BYTES * self._processes if self._workers is not None else 0)

    def begin(self, portion: Portion) -> Ticket:
        """Return the ticket of a portion that will be worked on, or has been, here."""
        self._ahead += max(portion.size, 1)
        if self._workers is None:
            self._workers = self._start()
        if self._workers is None:
            return self._draw_here(portion)
        group = self._open
        group.portions.append(portion)
        group.size += portion.size
        if group.size >= GROUP_BYTES or len(group.portions) >= GROUP_PORTIONS:
            self._hand_over(group)
        return Ticket(group, len(group.portions) - 1, max(portion.size, 1))

    def take(self, ticket: Ticket) -> list[Drawn] | None:
        """Return what has become of a portion, when it is done.

        Raises:
            CrewError: a process has ended.
            oai.workers.FailedError: something went wrong in a process, by a fault of ours.

        """
        self.drop(ticket)
        future = ticket.group.future or self._hand_over(ticket.group)
        try:
            return future.result()[ticket.place]
        except EndedError as error:
            raise CrewError(
                "A process that was rendering records has ended, perhaps killed for want of memory; what was reported"
                " is stored, and loading again completes the rest (with --processes 1 it all happens in one process)"
            ) from error

    def drop(self, ticket: Ticket) -> None:
        """Forget a portion: nobody will ask for it."""
        self._ahead -= ticket.size

    def _draw_here(self, portion: Portion) -> Ticket:
        """Return the ticket of a portion that has been worked on in this process."""
        group = _Group()
        group.future = Future()
        group.future.set_result([self._own.portion(portion)])
        self._done += portion.size
        return Ticket(group, 0, max(portion.size, 1))

    def _start(self) -> Workers | None:
        """Return the processes, if it is time for them."""
        if self._processes < 2 or self._done < PATIENCE:
            return None
        return Workers(self._processes, self._own.settings, self._own.options)

    def _hand_over(self, group: _Group) -> "Future[Answer]":
        """Give a group to the processes; return what will hold their answer."""
        if self._workers is None:
            raise RuntimeError("there are no processes to hand anything to")
        self._open = _Group()
        group.future = self._workers.submit(group.portions)
        return group.future
