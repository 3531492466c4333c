"""What a repository must hold after a series of batches, told in the simplest words: the expectation of the machine.

A *record* is an item in one format. Each of its versions bears the number of the commit that published it. Nothing here
is taken from Sheaf but the shape of a draft and of a header: what moves, and in which lists it stands, is said anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from models.plan import Draft
from oai import ingest

SHIFT = 20

Key = tuple[str, str]
"""A record: (identifier, metadataPrefix)."""


class Shown(NamedTuple):
    """What a record shows harvesters; it is published anew exactly when this changes (I6)."""

    specs: tuple[str, ...]
    deleted: bool
    body: bytes


class Version(NamedTuple):
    """A record as one commit published it."""

    commit: int
    stamp: int
    shown: Shown

    @property
    def second(self) -> int:
        """The datestamp."""
        return self.stamp >> SHIFT

    def header(self, identifier: str) -> bytes:
        """Return the header as harvesters get it."""
        return ingest.header(identifier, self.second, self.shown.specs, self.shown.deleted)


class Item(NamedTuple):
    """An item: whether it is deleted, its sets, and its description as stored."""

    deleted: bool
    specs: tuple[str, ...]
    described: tuple[object, ...]


class Stream(NamedTuple):
    """A list that can be harvested."""

    prefix: str
    spec: str

    def has(self, shown: Shown) -> bool:
        """Return whether a record is in the list: in its set, or in a set below it (§2.6)."""
        return not self.spec or any(spec == self.spec or spec.startswith(f"{self.spec}:") for spec in shown.specs)


@dataclass
class Model:
    """The repository's whole history; `commits` counts the batches that changed something, from 0 on."""

    commits: int = 0
    items: dict[str, Item] = field(default_factory=dict)
    history: dict[Key, list[Version]] = field(default_factory=dict)

    def shown(self) -> dict[Key, Shown]:
        """Return what every record shows now."""
        return {key: versions[-1].shown for key, versions in self.history.items()}

    def last_stamp(self) -> int:
        """Return the latest stamp."""
        return max((versions[-1].stamp for versions in self.history.values()), default=0)

    def apply(self, drafts: Sequence[Draft]) -> tuple[dict[Key, Shown], list[str]]:
        """Return which records a batch moves, with what they show then, and what becomes of each draft."""
        before = self.shown()
        moved: dict[Key, Shown] = {}
        results = []
        for draft in drafts:
            after = self._after(draft, before)
            changed = {key: shown for key, shown in after.items() if before.get(key) != shown}
            results.append(self._item(draft, bool(changed)))
            moved |= changed
        return moved, results

    def _after(self, draft: Draft, before: dict[Key, Shown]) -> dict[Key, Shown]:
        """Return what a draft makes its item's records show."""
        name, known = draft.identifier, self.items.get(draft.identifier)
        mine = {key: shown for key, shown in before.items() if key[0] == name}
        if not draft.deleted:  # a format in which it is no longer made is deleted
            gone = {key: Shown(draft.specs, True, b"") for key in mine}
            return gone | {(name, p): Shown(draft.specs, False, body) for p, body in draft.bodies.items()}
        if known is None:
            return {(name, prefix): Shown(draft.specs, True, b"") for prefix in draft.bodies}
        return {key: shown if shown.deleted else Shown(known.specs, True, b"") for key, shown in mine.items()}

    def _item(self, draft: Draft, moves: bool) -> str:
        """Take a draft's item over; return what became of it."""
        name, known = draft.identifier, self.items.get(draft.identifier)
        described = (draft.source, draft.specs, draft.record, draft.native)
        if known is None:
            if draft.deleted and not draft.bodies:
                return "unchanged"
            self.items[name] = Item(draft.deleted, draft.specs, described)
            return "deleted" if draft.deleted else "added"
        described = described if draft.record else known.described
        specs = known.specs if draft.deleted else draft.specs
        self.items[name] = Item(draft.deleted, specs, described)
        if known.deleted != draft.deleted:
            return "deleted" if draft.deleted else "restored"
        return "changed" if moves or described != known.described else "unchanged"

    def publish(self, stamps: dict[Key, tuple[int, Shown]]) -> None:
        """Enter a commit: the stamps that were given, with what the records show."""
        self.commits += bool(stamps)
        for key, (stamp, shown) in stamps.items():
            self.history.setdefault(key, []).append(Version(self.commits, stamp, shown))

    def at(self, key: Key, commit: int) -> int:
        """Return the place in its history of the version that a record had after a commit, -1 when it was not there."""
        return sum(version.commit <= commit for version in self.history.get(key, ())) - 1

    def during(self, key: Key, first: int, last: int) -> list[Version]:
        """Return the versions that a record had from one commit to another; empty if it was not there throughout."""
        start = self.at(key, first)
        return [] if start < 0 else self.history[key][start : self.at(key, last) + 1]

    def listed(self, stream: Stream, low: int = 0, high: int = 1 << 42) -> Iterator[tuple[str, Version]]:
        """Yield what a list holds between two seconds, both included, in its order."""
        records = [(name, versions[-1]) for (name, prefix), versions in self.history.items() if prefix == stream.prefix]
        for name, version in sorted(records, key=lambda record: record[1].stamp):
            if stream.has(version.shown) and low <= version.second <= high:
                yield name, version
