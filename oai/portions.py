"""Inputs taken apart into portions that any process can read, and put together again in their order."""

import io
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from typing import BinaryIO, Final, NamedTuple, TypeAlias

from crosswalks.registry import SOURCES
from crosswalks.sources import parts, streams
from crosswalks.sources.detect import detect
from crosswalks.sources.entry import Fault
from crosswalks.sources.parts import Part
from oai.crew import Crew, Ticket
from oai.drawing import Drawing, Portion
from oai.outcomes import Drawn, Input

WHOLE: Final = 1_000_000
"""A smaller input is one portion, whatever its layout."""


class _Opened:
    """An input that is being taken apart."""

    def __init__(self, given: Input, source: str, drawing: Drawing) -> None:
        self.input = given
        self.in_order = False  # whether it has been read to its end in its order
        self._source = source
        self._drawing = drawing
        self._stream: BinaryIO = io.BytesIO()
        self._parts: Iterator[Part] = iter(())

    def portions(self) -> Iterator[Portion | Drawn]:
        """Yield the portions of the input, or that it cannot be opened."""
        name = self.input.name
        try:
            with self.input.open() as raw:
                stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[type-var]
                if self._source == "auto":
                    self._source = detect(stream.peek(65536), name)
                self._stream = streams.unpacked(stream)
                most = WHOLE if self.input.lasting else parts.SIZE  # what a pipe has brought is not kept waiting
                head = streams.filled(self._stream, most)
                if len(head) < most and streams.has_ended(self._stream):
                    yield Portion(name, self._source, Part(head, 0, 0, None), True)
                else:
                    yield from self._cut(head)
                self._stream = io.BytesIO()
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
            yield self._drawing.reject(
                Fault("file", reason, "check the file and its permissions"), name, "", alone=False
            )

    def _cut(self, head: bytes) -> Iterator[Portion]:
        """Yield the parts of a large input."""
        self._stream = streams.joined(head, self._stream)
        self._parts = SOURCES[self._source].parts.cut(self._stream, self._drawing.options)
        for part in self._parts:
            yield Portion(self.input.name, self._source, part, False)

    def rest(self, portion: Portion, following: Iterable[Portion]) -> Iterator[Drawn]:
        """Yield every record from a portion on, read in their order; `following` are portions that were cut already."""
        self.in_order = True
        contents = (part.content for part in chain([portion.part], (each.part for each in following), self._parts))
        stream = streams.chained(contents, self._stream)
        resume = SOURCES[self._source].parts.resume
        found = resume(stream, self.input.name, self._drawing.options, portion.part)
        return self._drawing.records(found, self.input.name, self._source)


class _End(NamedTuple):
    """The end of an input, in the queue."""

    opened: _Opened


class _Begun(NamedTuple):
    """A portion in the queue; without a ticket it is to be read in its order."""

    opened: _Opened
    portion: Portion
    ticket: Ticket | None


_Queue: TypeAlias = deque["_Begun | _End | Drawn"]


def drawn(
    inputs: Iterable[Input], source: str, drawing: Drawing, processes: int
) -> Generator[Drawn | Input, None, None]:
    """Yield every record of the inputs in their order, and each input itself when all its records have been yielded.

    `source` is a name of SOURCES, or `auto` to tell by the content. As many processes read and render as are asked
    for, once the load turns out to be large; 1 is this one.

    Raises:
        oai.crew.CrewError: one of the processes has ended.

    """
    with Crew(drawing, processes) as crew:
        queue: _Queue = deque()
        for each in inputs:
            opened = _Opened(each, source, drawing)
            for portion in opened.portions():
                queue.append(portion if isinstance(portion, Drawn) else _begun(crew, opened, portion))
                while queue and (crew.is_full or _must_wait(queue)):
                    yield from _first(queue, crew)
                if opened.in_order:
                    break
            queue.append(_End(opened))
        while queue:
            yield from _first(queue, crew)


def _must_wait(queue: _Queue) -> bool:
    """Return whether nothing can be cut off behind the last in the queue: the rest of its input is read in order."""
    last = queue[-1]
    return isinstance(last, _Begun) and last.ticket is None


def _begun(crew: Crew, opened: _Opened, portion: Portion) -> _Begun:
    """Return a portion that is being worked on."""
    in_order = portion.part.holds is None and not portion.whole
    return _Begun(opened, portion, None if in_order else crew.begin(portion))


def _first(queue: _Queue, crew: Crew) -> Iterator[Drawn | Input]:
    """Yield what has become of the first in the queue."""
    first = queue.popleft()
    if isinstance(first, Drawn):
        yield first
    elif isinstance(first, _End):
        yield first.opened.input
    else:
        found = crew.take(first.ticket) if first.ticket is not None else None
        yield from found if found is not None else _in_order(first, queue, crew)


def _in_order(first: _Begun, queue: _Queue, crew: Crew) -> Iterator[Drawn]:
    """Yield every record of an input from a portion on; nothing of that input is left in the queue."""
    following = _following(queue, crew, first)
    yield from first.opened.rest(first.portion, following)
    for _ in following:  # reading may have given up before them, and what lies behind that place is not to be loaded
        pass


def _following(queue: _Queue, crew: Crew, first: _Begun) -> Iterator[Portion]:
    """Yield the portions of the same input that are in the queue, and take them out of it."""
    while queue and isinstance(queue[0], _Begun) and queue[0].opened is first.opened:
        begun = queue.popleft()
        if isinstance(begun, _Begun):
            if begun.ticket is not None:
                crew.drop(begun.ticket)
            yield begun.portion
