"""Processes that read and render, each at the end of a pipe of its own.

A pool of Python's own has one pipe for all results. A process that is killed while it writes there leaves half a
message, and whoever reads waits for the rest for ever, since other processes hold the pipe's other end. Here nobody
else does: whatever way a process ends, the reader of its pipe is told.
"""

import multiprocessing
import signal
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import NamedTuple

from crosswalks.sources.entry import ReadOptions
from oai.drawing import Drawing, Portion, drawing
from oai.outcomes import Drawn
from oai.settings import Settings

Answer = list[list[Drawn] | None]

_ENDING = (signal.SIGINT, signal.SIGTERM)


class EndedError(Exception):
    """A process has ended, although nobody told it to."""


class FailedError(Exception):
    """Something went wrong in a process: the message names the exception there, a note has its traceback."""


class _Failure(NamedTuple):
    """What went wrong in a process. It is sent as text, since not every exception survives a pipe."""

    what: str
    traceback: str

    def error(self) -> FailedError:
        """Return what is to be raised here."""
        error = FailedError(self.what)
        error.add_note(f"In the process that rendered:\n{self.traceback}")
        return error


class Workers:
    """So many processes, and a thread of this one for each, which hands over and takes back."""

    def __init__(self, number: int, settings: Settings, options: ReadOptions) -> None:
        # A forked process would have this one's connections and locks, in whatever state they are.
        context = multiprocessing.get_context("spawn")
        self._processes: list[BaseProcess] = []
        self._idle: SimpleQueue[Connection] = SimpleQueue()
        with _uninterrupted():
            for _ in range(number):
                here, there = context.Pipe()
                process = context.Process(target=_work, args=(there, settings, options), daemon=True)
                process.start()
                there.close()
                self._processes.append(process)
                self._idle.put(here)
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="worker")

    def submit(self, portions: Sequence[Portion]) -> "Future[Answer]":
        """Return what will hold every record of each portion, or EndedError, or FailedError."""
        return self._threads.submit(self._ask, portions)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.kill()
            process.join()
        self._threads.shutdown()
        while not self._idle.empty():
            self._idle.get().close()

    def _ask(self, portions: Sequence[Portion]) -> Answer:
        pipe = self._idle.get()
        try:
            pipe.send(portions)
            answer: Answer | _Failure = pipe.recv()
        except (EOFError, OSError) as error:
            raise EndedError from error
        finally:
            self._idle.put(pipe)
        if isinstance(answer, _Failure):
            raise answer.error()
        return answer


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back what ends all processes at once: those that are started meanwhile inherit that.

    A terminal sends Ctrl-C to all of them, and systemd SIGTERM; the first of them ends the others.
    """
    resource_tracker.ensure_running()  # Python's own helper: when it is started, Ctrl-C is let through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, settings: Settings, options: ReadOptions) -> None:
    """Answer until the other end of the pipe is closed, as it is too when the process there is killed."""
    for number in _ENDING:
        signal.signal(number, signal.SIG_IGN)
    ours = drawing(settings, options)
    while True:
        try:
            pipe.send(_answer(ours, pipe.recv()))
        except (EOFError, OSError):
            return


def _answer(ours: Drawing, portions: Sequence[Portion]) -> Answer | _Failure:
    """Return every record of each portion, or what went wrong, to be raised where the portions came from."""
    try:
        return [ours.portion(portion) for portion in portions]
    except Exception as error:  # noqa: BLE001 - it goes to where the load is
        return _Failure(f"{type(error).__name__}: {error}", traceback.format_exc())
