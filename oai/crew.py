"""The processes that read and render: none while a load is small, then as many as were asked for.

They share nothing with this process but the portions they are handed and the drafts they hand back. None of them opens
the database: there is one publisher, here.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Final, NamedTuple, Self

from crosswalks.sources.entry import ReadOptions
from oai.drawing import Drawing, Portion, drawing
from oai.outcomes import Drawn
from oai.settings import Settings

PATIENCE: Final = 1_000_000
"""Bytes that this process reads itself, in half a second, before it starts others, which takes them as long."""

MOST: Final = 4
"""More processes than these would wait for the publisher."""

GROUP_BYTES: Final = 131_072
GROUP_PORTIONS: Final = 64
"""Portions are handed over together until there are so many bytes, or so many of them."""

AHEAD_BYTES: Final = 524_288
"""How many bytes a process may have before it, so that it never waits and memory stays flat."""


class CrewError(Exception):
    """A process that was reading and rendering has ended; the message is a sentence."""


class _Group:
    """Portions that are handed over together; `future` is set when they have been."""

    def __init__(self) -> None:
        self.portions: list[Portion] = []
        self.size = 0
        self.future: Future[list[list[Drawn] | None]] | None = None


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
        self._executor: ProcessPoolExecutor | None = None
        self._done = 0
        self._ahead = 0
        self._open = _Group()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    @property
    def is_full(self) -> bool:
        """Whether something must be taken back before more is begun."""
        return self._ahead > (AHEAD_BYTES * self._processes if self._executor is not None else 0)

    def begin(self, portion: Portion) -> Ticket:
        """Return the ticket of a portion that will be worked on, or has been, here."""
        self._ahead += max(portion.size, 1)
        if self._executor is None:
            self._executor = self._start()
        if self._executor is None:
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

        """
        self.drop(ticket)
        if ticket.group.future is None:
            self._hand_over(ticket.group)
        with _explained():
            return ticket.group.future.result()[ticket.place]  # type: ignore[union-attr]

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

    def _start(self) -> ProcessPoolExecutor | None:
        """Return the processes, if it is time for them."""
        if self._processes < 2 or self._done < PATIENCE:
            return None
        # A forked process would have this one's connections and locks, in whatever state they are
        context = multiprocessing.get_context("spawn")
        given = (self._own.settings, self._own.options)
        return ProcessPoolExecutor(self._processes, context, initializer=_set_out, initargs=given)

    def _hand_over(self, group: _Group) -> None:
        """Give a group to the processes; they are started by the first ones."""
        self._open = _Group()
        # Ctrl-C is sent to all processes of a terminal: it is for this one to end the others. They inherit the mask.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            with _explained():
                if self._executor is not None:
                    group.future = self._executor.submit(_draw, group.portions)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _explained() -> Iterator[None]:
    """Say in a sentence that a process has ended."""
    try:
        yield
    except BrokenProcessPool as error:
        raise CrewError(
            "A process that was rendering records has ended, perhaps killed for want of memory; what was reported is"
            " stored, and loading again completes the rest (with --processes 1 it all happens in one process)"
        ) from error


class _Worker:
    """What one of the processes works with."""

    drawing: Drawing


def _set_out(settings: Settings, options: ReadOptions) -> None:
    """Return nothing; make this process ready to draw."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.drawing = drawing(settings, options)


def _end_with_parent() -> None:
    """End this process with the one that started it, even if that was killed and could not say so."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _draw(portions: Sequence[Portion]) -> list[list[Drawn] | None]:
    """Return every record of each portion."""
    return [_Worker.drawing.portion(portion) for portion in portions]
