"""A harvester of one list: what it asks, what it holds, and what it may expect to hold when a harvest has ended.

**What a replica must equal.** Let a harvest begin, with its first request, after commit b, and end, with its last,
after commit e. For each record that was in the list from b to e, the harvester holds the version of commit b or a later
one.
Nothing else is asked; if nothing was committed meanwhile, this says that it holds the list exactly as it is. That is
asked of full harvests (I5) and, with what it held before, of those `from` the date of the first response of the last
harvest that was completed (I4).

**What it may hold besides.** A record that left the harvester's set stays with it, in the last version that it was
given in the set: the protocol has no word for leaving a set. Only who asks for it by name can tell that it is old.

**Never** does it get a version that was not the record's own, in the list, at a moment of the request; or one older
than what it holds; or one out of the range that it asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from oai.protocol import datestamp
from tests.machine.contents import name_of
from tests.machine.model import Key, Model, Stream, Version
from tests.machine.processes import PAGE, Page


class Range(NamedTuple):
    """`from` and `until` as they are sent, empty where there is none."""

    first: str = ""
    last: str = ""

    @property
    def low(self) -> int:
        """The first second."""
        return datestamp.lower(self.first) if self.first else 0

    @property
    def high(self) -> int:
        """The last second."""
        return datestamp.upper(self.last) if self.last else 1 << 42


@dataclass
class Harvest:
    """A harvest under way: the commit before its first request, and what has come so far."""

    asked: Range
    chained: bool
    begun: int
    date: int = -1
    token: str = ""
    expires: str = ""
    size: int | None = None
    records: list[bytes] = field(default_factory=list)
    after: int = -1
    delivered: dict[str, int] = field(default_factory=dict)


class Asked(NamedTuple):
    """A request that was answered, after which commit it was sent, and until when the token in it holds, if any."""

    arguments: dict[str, str]
    page: Page
    begun: int
    expires: str


def refused_in_time(expires: str, latest: int) -> bool:
    """Return whether a token may be refused by a process whose clock has shown `latest`."""
    return bool(expires) and latest > datestamp.lower(expires)


@dataclass
class Harvester:
    """`holds` maps identifiers to the place of a version in the record's history; `since` is where it goes on."""

    verb: str
    stream: Stream
    model: Model
    holds: dict[str, int] = field(default_factory=dict)
    since: int | None = None
    harvest: Harvest | None = None
    last: Asked | None = None

    def begin(self, asked: Range | None = None, *, full: bool = False) -> Harvest:
        """Return the harvest under way, or a new one: of a range, of everything, or of what came since the last."""
        if self.harvest is None:
            if asked is None and full:
                self.holds.clear()
                self.since = None
            since = Range() if self.since is None else Range(datestamp.text(self.since))
            self.harvest = Harvest(since if asked is None else asked, asked is None, self.model.commits)
        return self.harvest

    def arguments(self) -> dict[str, str]:
        """Return the next request of the harvest under way."""
        harvest = self.begin()
        if harvest.token:
            return {"verb": self.verb, "resumptionToken": harvest.token}
        given = {"metadataPrefix": self.stream.prefix, "set": self.stream.spec}
        given |= {"from": harvest.asked.first, "until": harvest.asked.last}
        return {"verb": self.verb, **{name: value for name, value in given.items() if value}}

    def take(self, arguments: dict[str, str], page: Page, *, begun: int, exactly: bool, latest: int) -> bool:
        """Take a page that was asked for after commit `begun`; return whether it ended the harvest.

        `exactly` says that nothing was committed while it was answered: it must then be the page that the model gives.
        `latest` is the latest second that the clock of the process which answered has ever shown.
        """
        harvest = self.begin()
        if page.code == "badResumptionToken":
            assert refused_in_time(harvest.expires, latest), "a token is refused before it has expired (I8)"
            self.harvest = self.last = None
            return False
        assert page.code in {"", "noRecordsMatch"}, page
        harvest.date = page.date if harvest.date < 0 else harvest.date
        if exactly:
            self._compare(harvest, page)
        self._count(harvest, page)
        for header, body in page.records:
            self._hold(harvest, header, body, begun)
        self.last = Asked(arguments, page, begun, harvest.expires) if begun == self.model.commits else None
        harvest.token, harvest.expires = page.token, page.expires
        return not page.token and self._end(harvest)

    def _compare(self, harvest: Harvest, page: Page) -> None:
        """Hold a page against the model, to the byte."""
        asked = harvest.asked
        listed = list(self.model.listed(self.stream, asked.low, asked.high))
        rest = [(name, version) for name, version in listed if version.stamp > harvest.after]
        expected = [(v.header(n), v.shown.body if self.verb == "ListRecords" else b"") for n, v in rest[:PAGE]]
        assert page.records == expected, "a page differs from the list (I3)"
        assert bool(page.token) == (len(rest) > PAGE), "a token is given exactly when something follows"
        if page.token and harvest.after < 0:
            assert page.size == len(listed), "completeListSize differs from the list where it starts"

    def _count(self, harvest: Harvest, page: Page) -> None:
        """Hold cursor and completeListSize against what has come before."""
        if page.cursor is not None:
            assert page.cursor == len(harvest.records), f"cursor {page.cursor} after {len(harvest.records)} records"
            assert page.size is not None
            assert harvest.size in {None, page.size}
            harvest.size = page.size
        harvest.records += [header for header, _ in page.records]

    def _hold(self, harvest: Harvest, header: bytes, body: bytes, begun: int) -> None:
        name = name_of(header)
        place, version = self._version(name, header, body, begun)
        assert self.stream.has(version.shown), f"{name} is not in the list"
        assert harvest.asked.low <= version.second <= harvest.asked.high, f"{name} is out of the range"
        assert version.stamp > max(harvest.delivered.values(), default=-1), f"{name} is out of order (I3)"
        assert place >= self.holds.get(name, -1), f"{name} comes in an older version than before"
        harvest.delivered[name], self.holds[name], harvest.after = version.stamp, place, version.stamp

    def _version(self, name: str, header: bytes, body: bytes, begun: int) -> tuple[int, Version]:
        """Return the latest version since a commit that looks like a delivered record, with its place."""
        key = (name, self.stream.prefix)
        versions = self.model.history.get(key, [])
        for place in range(len(versions) - 1, max(self.model.at(key, begun), 0) - 1, -1):
            shown = versions[place].shown
            if versions[place].header(name) == header and (self.verb != "ListRecords" or shown.body == body):
                return place, versions[place]
        raise AssertionError(f"{name} was delivered as it never was: {header!r} {body!r}")

    def _end(self, harvest: Harvest) -> bool:
        """Hold what the harvester has against what it must have."""
        for name, first, versions in self._throughout(harvest):
            if harvest.chained:
                assert self.holds.get(name, -1) >= first, f"{name} is missed (I4, I5)"
            elif len(versions) == 1 and harvest.asked.low <= versions[0].second <= harvest.asked.high:
                assert name in harvest.delivered, f"{name} is missed in a range"
        if harvest.chained:
            self.since = harvest.date
        self.harvest = None
        return True

    def _throughout(self, harvest: Harvest) -> Iterator[tuple[str, int, list[Version]]]:
        """Yield the records that were in the list during all of a harvest, with the place of the first version then."""
        for name, prefix in self.model.history:
            key: Key = (name, prefix)
            versions = self.model.during(key, harvest.begun, self.model.commits)
            if prefix == self.stream.prefix and versions and all(self.stream.has(each.shown) for each in versions):
                yield name, self.model.at(key, harvest.begun), versions
