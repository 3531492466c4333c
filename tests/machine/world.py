"""A repository, its processes, what happens in it one step at a time, and the model beside it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import Any

from sqlalchemy.exc import DBAPIError

from models.plan import Draft
from tests.machine import contents
from tests.machine.actors import Actor, Crash
from tests.machine.harvesters import Harvester
from tests.machine.model import Model
from tests.machine.processes import Page, Process, engine

Lend = Callable[[], AbstractContextManager[str]]
Sever = Callable[[Any], None]
"""Ends a connection from the server's side."""


class Writer(Actor):
    """A process that publishes a batch."""

    def __init__(self, process: Process, drafts: Sequence[Draft]) -> None:
        super().__init__(lambda: process.publish(drafts))
        self.drafts = drafts


class Request(Actor):
    """A harvester's request on its way; `begun` is the commit before it."""

    def __init__(self, harvester: Harvester, process: Process) -> None:
        arguments = harvester.arguments()
        super().__init__(lambda: process.answer(arguments))
        self.harvester, self.process, self.arguments = harvester, process, arguments
        self.begun = harvester.model.commits


class World:
    """A repository under test.

    With `closely` every page and every stamp is held against the model; without, only what harvesters end up with.
    """

    def __init__(self, lend: Lend, offsets: Sequence[int], *, closely: bool = True, sever: Sever | None = None) -> None:
        self._stack = ExitStack()
        url = self._stack.enter_context(lend())
        self.processes = [Process(url, offset) for offset in offsets]
        self.model = Model()
        self.actors: list[Actor] = []
        self.closely = closely
        self.sever = sever
        self.sound = True  # false once something was found: what comes after it would only hide it
        self._promised = 0
        self._watch = engine(url)

    @property
    def holder(self) -> Actor | None:
        """The actor that has the publication lock."""
        return next((actor for actor in self.actors if actor.holds), None)

    def may_go(self, actor: Actor) -> bool:
        """Return whether an actor can go on without waiting for another one."""
        if isinstance(actor, Writer):
            return actor.at != "lock" or self.holder is None
        return not (isinstance(actor, Request) and actor.at in {"start", "read"} and actor.process.waits(actor))

    def start(self, actor: Actor, stops: int | None) -> None:
        """Let an actor begin, and pass some of the places where it stops, all of them with None."""
        self.actors.append(actor)
        self.go_on(actor, stops)

    def go_on(self, actor: Actor, stops: int | None) -> None:
        """Let an actor go on past some places, as far as it need not wait; deal with its outcome if it ends."""
        self.sound, passed = False, 0
        while actor.at and self.may_go(actor) and (stops is None or passed <= stops):
            actor.go_on()
            passed += 1
        if not actor.at:
            self._ended(actor)
        self.sound = True

    def crash(self, actor: Actor) -> None:
        """Let an actor's process die where it stands; nothing of what it had begun may remain."""
        self.sound = False
        actor.crash()
        assert isinstance(actor.error, Crash), actor.error
        self.actors.remove(actor)
        self._check({})
        self.sound = True

    def cut(self, actor: Actor) -> None:
        """Cut the connection of the actor that has the lock; it finds out at its next statement."""
        assert self.sever
        self.sound = False
        self.sever(actor.connection)
        while actor.at:
            actor.go_on()
        self.actors.remove(actor)
        if isinstance(actor, Writer):
            assert isinstance(actor.error, DBAPIError), actor.error
        elif actor.error is None:
            self._answered(actor)
        self._check({})
        self.sound = True

    def close(self) -> None:
        """End everything, whatever has happened."""
        for actor in self.actors:
            actor.crash()
        for process in self.processes:
            process.close()
        self._watch.dispose()
        self._stack.close()

    def _ended(self, actor: Actor) -> None:
        self.actors.remove(actor)
        if actor.error:
            raise actor.error
        if isinstance(actor, Writer):
            self._published(actor)
        else:
            self._answered(actor)

    def _published(self, writer: Writer) -> None:
        moved, results = self.model.apply(writer.drafts)
        assert [done.result for done in writer.result] == results
        self._check(moved)

    def _check(self, moved: dict[Any, Any]) -> None:
        contents.check(self._watch, self.model, moved, self._promised if self.closely else None)

    def _answered(self, request: Any) -> None:
        page: Page = request.result
        self._promised = max(self._promised, page.date)
        request.harvester.take(
            request.arguments,
            page,
            begun=request.begun,
            exactly=self.closely and request.begun == self.model.commits,
            latest=request.process.clock.latest,
        )
