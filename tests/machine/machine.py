"""The state machine: writers, deleters, harvesters, crashes and clocks in any order, down to single statements."""

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from models.plan import Draft
from oai.protocol import datestamp
from tests.clock import NOON
from tests.machine.actors import Actor
from tests.machine.harvesters import Harvester, Range, refused_in_time
from tests.machine.model import Stream
from tests.machine.processes import Process
from tests.machine.world import Request, World, Writer

DAY = 86_400
SETS = [(), ("s",), ("s:t",), ("s:t", "u"), ("u",)]


def draft(number: int, bodies: dict[str, str], specs: tuple[str, ...], kind: str) -> Draft:
    """Return an item whose formats say short words; it is live, deleted, or withdrawn (deleted with a description)."""
    name = f"oai:archive.example.org:{number}"
    if kind == "deleted":
        return Draft(name, True, "", (), b"", None, {})
    shown = {prefix: f"<metadata><{prefix}>{word}</{prefix}></metadata>".encode() for prefix, word in bodies.items()}
    record = repr((bodies, specs)).encode()
    return Draft(name, kind == "withdrawn", "records", specs, record, None, shown)


words = st.sampled_from(["x", "y"])
bodies = st.one_of(
    st.fixed_dictionaries({"oai_dc": words, "mods": words}),
    st.fixed_dictionaries({"oai_dc": words}),
)
kinds = st.sampled_from(["live"] * 5 + ["deleted", "withdrawn"])
drafts = st.builds(draft, st.integers(0, 5), bodies, st.sampled_from(SETS), kinds)
batches = st.lists(drafts, min_size=1, max_size=4, unique_by=lambda draft: draft.identifier)
harvesters = st.builds(
    lambda verb, prefix, spec: (verb, Stream(prefix, spec)),
    st.sampled_from(["ListRecords", "ListRecords", "ListIdentifiers"]),
    st.sampled_from(["oai_dc", "oai_dc", "mods"]),
    st.sampled_from(["", "", "", "s", "s:t", "u"]),
)
waits = st.sampled_from([0, 0, 1, 1, 2, DAY // 2])
"""How long after the step before; the race is often won or lost within a second."""
jumps = st.sampled_from([0, 0, 1, 60, DAY, -1, -2, -60, -DAY])
"""By how much a clock is set wrong; 0 sets all of them to the latest."""
stops = st.one_of(st.none(), st.integers(0, 4))
places = st.integers(0, 4)
which = st.integers(0, 2)
deaths = st.sampled_from([False, False, False, True])


class Repository(RuleBasedStateMachine):
    """Three processes with clocks of their own, and three harvesters. `world` is made of what the class is given."""

    options: ClassVar[dict[str, Any]] = {}

    @initialize(
        offsets=st.lists(st.sampled_from([0, 0, 0, 0, 1, 1, -DAY]), min_size=3, max_size=3),
        kinds=st.lists(harvesters, min_size=3, max_size=3),
        batch=batches,
    )
    def begin(self, offsets: list[int], kinds: list[tuple[str, Stream]], batch: list[Draft]) -> None:
        self.world = World(offsets=offsets, **self.options)
        self.harvesters = [Harvester(verb, stream, self.world.model) for verb, stream in kinds]
        self.publish(0, batch, None, 0)

    @property
    def processes(self) -> list[Process]:
        """The processes."""
        return self.world.processes

    def wait(self, seconds: int) -> None:
        """Let time pass on all machines."""
        for process in self.processes:
            process.clock.second += seconds

    @rule(process=which, batch=batches, stops=stops, wait=waits)
    def publish(self, process: int, batch: list[Draft], stops: int | None, wait: int) -> None:
        """Publish a batch, or begin to."""
        self.wait(wait)
        self.world.start(Writer(self.processes[process], batch), stops)

    @rule(seconds=jumps, process=which)
    def set_a_clock(self, seconds: int, process: int) -> None:
        """Let the clock of one process jump, or bring all together."""
        if seconds:
            clock = self.processes[process].clock
            clock.second = max(clock.second + seconds, NOON - 10 * DAY)
            return
        latest = max(each.clock.second for each in self.processes)
        for each in self.processes:
            each.clock.second = latest

    @rule(harvester=which, process=which, stops=stops, full=st.booleans(), wait=waits)
    def ask(self, harvester: int, process: int, stops: int | None, full: bool, wait: int) -> None:
        """Ask for the next page of a harvest; the request may be held up on its way."""
        self.wait(wait)
        asking, process_asked = self.harvesters[harvester], self.processes[process]
        if self._idle(asking) and not process_asked.waits():
            asking.begin(full=full)
            self.world.start(Request(asking, process_asked), stops)

    @rule(harvester=which, process=which, wait=waits, again=st.booleans())
    def harvest(self, harvester: int, process: int, wait: int, again: bool) -> None:
        """Take all the rest of a list, or a new one; with `again`, come twice."""
        self.wait(wait)
        for _ in range(1 + again):
            self._finish(self.harvesters[harvester], self.processes[process])

    @rule(harvester=which, process=which, place=places, publisher=which, batch=batches, wait=waits, dies=deaths)
    def overtake(
        self, *, harvester: int, process: int, place: int, publisher: int, batch: list[Draft], wait: int, dies: bool
    ) -> None:
        """Publish a batch while the first request of a harvest is held up somewhere."""
        asking, process_asked = self.harvesters[harvester], self.processes[process]
        self._finish(asking, process_asked)
        if self._idle(asking) and not process_asked.waits():
            request = Request(asking, process_asked)
            self.world.start(request, place)
            self.publish(publisher, batch, None, 0)
            self._resume(request, wait, dies=dies)
            self._finish(asking, process_asked)

    @rule(harvester=which, process=which, place=places, publisher=which, batch=batches, wait=waits, dies=deaths)
    def fall_in(
        self, *, harvester: int, process: int, place: int, publisher: int, batch: list[Draft], wait: int, dies: bool
    ) -> None:
        """Make a harvest while a publication is held up somewhere."""
        writer = Writer(self.processes[publisher], batch)
        self.world.start(writer, place)
        self.harvest(harvester, process, wait, again=True)
        self._resume(writer, 0, dies=dies)

    def _resume(self, actor: Actor, wait: int, *, dies: bool) -> None:
        self.wait(wait)
        if actor.at and dies:
            self.world.crash(actor)
        elif actor.at:
            self.world.go_on(actor, None)

    @rule(harvester=which, process=which, low=st.integers(0, 3), high=st.integers(0, 2), days=st.booleans())
    def harvest_a_range(self, harvester: int, process: int, low: int, high: int, days: bool) -> None:
        """Begin a list with from and until, which other steps continue."""
        asking, process_asked = self.harvesters[harvester], self.processes[process]
        if not self._idle(asking) or asking.harvest or process_asked.waits():
            return
        start = (self.world.model.last_stamp() >> 20) - low
        bounds = [datestamp.text(each)[: 10 if days else None] for each in (start, start + high)]
        asking.begin(Range(*bounds))
        self.world.start(Request(asking, process_asked), None)

    @rule(harvester=which, process=which)
    def ask_again(self, harvester: int, process: int) -> None:
        """Repeat the last request: while nothing has changed, the answer is the same (I8)."""
        asking, process_asked = self.harvesters[harvester], self.processes[process]
        if asking.last is None or process_asked.waits():
            return
        before = asking.last
        if before.begun == self.world.model.commits:
            page = process_asked.answer(before.arguments)
            refused = page.code == "badResumptionToken"
            latest = process_asked.clock.latest
            assert refused_in_time(before.expires, latest) if refused else page.rest == before.page.rest

    @precondition(lambda self: self.world.actors)
    @rule(actor=st.integers(0, 9), stops=stops, wait=waits, dies=deaths)
    def go_on(self, actor: int, stops: int | None, wait: int, dies: bool) -> None:
        """Let something that was held up go on, or its process die."""
        self.wait(wait)
        chosen = self.world.actors[actor % len(self.world.actors)]
        if dies:
            self.world.crash(chosen)
        else:
            self.world.go_on(chosen, stops)

    @precondition(lambda self: self.world.sever and self.world.holder)
    @rule()
    def cut(self) -> None:
        """Let the server end the connection of whoever holds the publication lock."""
        assert self.world.holder
        self.world.cut(self.world.holder)

    def teardown(self) -> None:
        """All that was begun is ended; then each harvester comes once more."""
        if not hasattr(self, "world"):
            return
        try:
            if self.world.sound:
                self._settle()
        finally:
            self.world.close()

    def _settle(self) -> None:
        self.wait(1)
        while self.world.actors:
            self.world.go_on(next(actor for actor in self.world.actors if self.world.may_go(actor)), None)
        for harvester in self.harvesters:
            for _ in range(2):
                self._finish(harvester, self.processes[0])

    def _idle(self, harvester: Harvester) -> bool:
        """Return whether a harvester waits for no answer."""
        return not any(isinstance(each, Request) and each.harvester is harvester for each in self.world.actors)

    def _finish(self, harvester: Harvester, process: Process) -> None:
        while self._idle(harvester) and not process.waits():
            harvester.begin()
            self.world.start(Request(harvester, process), None)
            if harvester.harvest is None:
                return
