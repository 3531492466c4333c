"""What publishing a batch would change: drafts held against what is stored (I6).

A record is published anew exactly when its digest changes: that of its body (metadata and about), its item's sets, and
whether it is deleted. An item whose stored description changes without any such difference is updated in place.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from models.tables import item, rendition

Result = Literal["added", "changed", "unchanged", "restored", "deleted"]
"""What becomes of an item: `restored` is one that had been deleted and is live again."""


NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Draft(NamedTuple):
    """An item as it is to be from now on.

    `specs` are minimal setSpecs; `bodies` gives each format's metadata and about containers. A deleted draft keeps the
    description that is stored, if any; its `bodies` name the formats in which an item that was never here is deleted.
    `recipes` tells, for each format, what its body was made by (crosswalk, version, options). `provenance` is where a
    harvested item came from, as it stands in the bodies. `digests` are those that `digested` gives, so that whoever
    renders computes them too, away from the publisher.

    With `base`, only what is served is new: the description is the stored one with that digest, and the draft is for
    nothing when the store has another by now. `only` then names the formats that it speaks of; None means all.
    """

    identifier: str
    deleted: bool
    source: str
    specs: tuple[str, ...]
    record: bytes
    native: bytes | None
    bodies: Mapping[str, bytes]
    digests: "Digests | None" = None
    recipes: Mapping[str, bytes] = NOTHING
    provenance: bytes | None = None
    base: bytes | None = None
    only: frozenset[str] | None = None

    def speaks_of(self, prefix: str) -> bool:
        """Return whether the draft is about a format: without a body in it, it says that there is none any more."""
        return self.only is None or prefix in self.only


class Digests(NamedTuple):
    """The digests of a draft: of its description, of what is served of it in each format, and of what made that."""

    described: bytes
    bodies: Mapping[str, bytes]
    recipes: Mapping[str, bytes] = NOTHING


class Stored(NamedTuple):
    """A stored rendition, without its bytes."""

    stamp: int
    prefix: str
    deleted: bool
    digest: bytes
    recipe: bytes | None = None


class Version(NamedTuple):
    """A record to be published."""

    identifier: str
    item_id: int
    prefix: str
    specs: tuple[str, ...]
    deleted: bool
    digest: bytes
    body: bytes
    recipe: bytes | None = None


class Change(NamedTuple):
    """One draft against the store: what to write, and which stored renditions it retires.

    `remade` are stored renditions whose bytes stay as they are, with the recipe that makes them now.
    """

    draft: Draft
    item_id: int
    new: bool
    touched: bool
    result: Result
    digest: bytes
    specs: tuple[str, ...]
    closure: tuple[str, ...]
    old_closure: tuple[str, ...]
    versions: tuple[Version, ...]
    retired: tuple[Stored, ...]
    remade: tuple[Stored, ...] = ()

    def row(self) -> dict[str, Any]:
        """Return the item's columns as the draft has them, but for its id."""
        draft = self.draft
        return {
            "identifier": draft.identifier,
            "deleted": draft.deleted,
            "source": draft.source,
            "specs": " ".join(self.specs),
            "digest": self.digest,
            "record": draft.record,
            "native": draft.native,
            "provenance": draft.provenance,
        }


class Plan(NamedTuple):
    """All changes of a batch."""

    changes: list[Change]

    @property
    def writes(self) -> bool:
        """Whether the plan changes anything."""
        return any(change.touched or change.remade for change in self.changes)

    def versions(self) -> Iterator[tuple[Version, tuple[str, ...]]]:
        """Yield what is published with its streams' setSpecs, format by format: neighbours in a list lie together."""
        pairs = [(version, change.closure) for change in self.changes for version in change.versions]
        yield from sorted(pairs, key=lambda pair: pair[0].prefix)

    def remade(self) -> list[Stored]:
        """Return the stored renditions that only get another recipe."""
        return [stored for change in self.changes for stored in change.remade]

    def retired(self) -> list[tuple[Stored, tuple[str, ...]]]:
        """Return the stored renditions that go, with the setSpecs of the streams that list them."""
        return [(stored, change.old_closure) for change in self.changes for stored in change.retired]


def minimal(specs: Iterable[str]) -> tuple[str, ...]:
    """Return setSpecs without the ancestors of others, sorted: `a:b` says `a` too (§2.6)."""
    every = set(specs)
    ancestors = {ancestor for spec in every for ancestor in _ancestors(spec)}
    return tuple(sorted(every - ancestors))


def closure(specs: Iterable[str]) -> tuple[str, ...]:
    """Return the streams' setSpecs of an item: the whole repository (''), its sets, and their ancestors (§2.6)."""
    every = {"", *specs}
    for spec in specs:
        every.update(_ancestors(spec))
    return tuple(sorted(every))


def _ancestors(spec: str) -> Iterator[str]:
    while ":" in spec:
        spec = spec.rpartition(":")[0]
        yield spec


def draw_up(connection: Connection, drafts: Sequence[Draft]) -> Plan:
    """Return the plan of a batch, read from the store as this transaction sees it."""
    drafts = [digested(draft) for draft in drafts]
    names = [draft.identifier for draft in drafts]
    items = {row.identifier: row for row in connection.execute(_items, {"names": names})}
    stored: dict[int, list[Stored]] = {row.id: [] for row in items.values()}
    for row in connection.execute(_renditions, {"ids": list(stored)}):
        stored[row.item_id].append(Stored(row.stamp, row.prefix, row.deleted, row.digest, row.recipe))
    next_id = (connection.execute(_last_id).scalar() or 0) + 1
    changes = []
    for draft in drafts:
        known = items.get(draft.identifier)
        if draft.base is not None and (known is None or known.deleted or known.digest != draft.base):
            changes.append(_nothing(draft))
        elif known is None:
            changes.append(_addition(draft, next_id))
            next_id += 1
        elif draft.deleted:
            changes.append(_deletion(draft, known, stored[known.id]))
        else:
            changes.append(_revision(draft, known, stored[known.id]))
    return Plan(changes)


_items = select(item.c.id, item.c.identifier, item.c.deleted, item.c.specs, item.c.digest).where(
    item.c.identifier.in_(bindparam("names", expanding=True))
)
_renditions = select(
    rendition.c.item_id,
    rendition.c.stamp,
    rendition.c.prefix,
    rendition.c.deleted,
    rendition.c.digest,
    rendition.c.recipe,
).where(rendition.c.item_id.in_(bindparam("ids", expanding=True)))
_last_id = select(func.max(item.c.id))


def _nothing(draft: Draft) -> Change:
    """Return the change of a draft that was made of a description that the store has no longer."""
    return Change(draft, 0, False, False, "unchanged", b"", (), (), (), (), ())


def _addition(draft: Draft, item_id: int) -> Change:
    if draft.deleted and not draft.bodies:  # never public here, so there is nothing to tell harvesters (E23)
        return Change(draft, item_id, False, False, "unchanged", b"", (), (), (), (), ())
    versions = _versions(draft, item_id)
    streams = closure(draft.specs)
    result: Result = "deleted" if draft.deleted else "added"
    return Change(draft, item_id, True, True, result, _digests(draft).described, draft.specs, streams, (), versions, ())


def _deletion(draft: Draft, row: Any, stored: Sequence[Stored]) -> Change:
    # A tombstone keeps its sets: harvesters of a set must learn of the deletion (checklist E26).
    specs = tuple(row.specs.split())
    streams = closure(specs)
    live = tuple(old for old in stored if not old.deleted)
    versions = tuple(
        Version(draft.identifier, row.id, old.prefix, specs, True, digest(b"", specs, True), b"") for old in live
    )
    described = _digests(draft).described if draft.record else row.digest
    deleted = bool(live) or not row.deleted
    touched = deleted or row.digest != described
    result: Result = "deleted" if deleted else "changed" if touched else "unchanged"
    return Change(draft, row.id, False, touched, result, described, specs, streams, streams, versions, live)


def _revision(draft: Draft, row: Any, stored: Sequence[Stored]) -> Change:
    was = {old.prefix: old for old in stored}
    versions = tuple(
        version
        for version in _versions(draft, row.id)
        if version.prefix not in was or was[version.prefix].digest != version.digest
    )
    moved = {version.prefix for version in versions}
    lapsed = _lapsed(draft, row.id, stored)
    versions += lapsed
    moved |= {version.prefix for version in lapsed}
    retired = tuple(old for old in stored if old.prefix in moved)
    recipes = _digests(draft).recipes
    remade = tuple(
        old._replace(recipe=recipes[old.prefix])
        for old in stored
        if old.prefix not in moved and recipes.get(old.prefix, old.recipe) != old.recipe
    )
    described = _digests(draft).described
    touched = bool(versions or retired) or row.digest != described or row.deleted
    result: Result = "restored" if row.deleted else "changed" if touched else "unchanged"
    old_streams = closure(row.specs.split())
    return Change(
        draft,
        row.id,
        False,
        touched,
        result,
        described,
        draft.specs,
        closure(draft.specs),
        old_streams,
        versions,
        retired,
        remade,
    )


def _lapsed(draft: Draft, item_id: int, stored: Sequence[Stored]) -> tuple[Version, ...]:
    """Return tombstones for formats in which an item is no longer made, for those who harvested them (§2.5.1)."""
    specs = draft.specs
    gone = [old.prefix for old in stored if old.prefix not in draft.bodies and draft.speaks_of(old.prefix)]
    tombstone = digest(b"", specs, True)
    known = {old.prefix: old.digest for old in stored}
    return tuple(
        Version(draft.identifier, item_id, prefix, specs, True, tombstone, b"")
        for prefix in gone
        if known[prefix] != tombstone
    )


def _versions(draft: Draft, item_id: int) -> tuple[Version, ...]:
    _, digests, recipes = _digests(draft)
    return tuple(
        Version(
            draft.identifier, item_id, prefix, draft.specs, draft.deleted, digests[prefix],
            b"" if draft.deleted else body, recipes.get(prefix),
        )
        for prefix, body in draft.bodies.items()
    )  # fmt: skip


def digested(draft: Draft) -> Draft:
    """Return the draft with its digests."""
    return draft._replace(digests=_digests(draft))


def _digests(draft: Draft) -> Digests:
    """Return the digests that a draft has, or that it is to have."""
    if draft.digests is not None:
        return draft.digests
    bodies = {prefix: digest(body, draft.specs, draft.deleted) for prefix, body in draft.bodies.items()}
    described = _described(draft)
    recipes = {prefix: recipe(by, described) for prefix, by in draft.recipes.items()}
    return Digests(described, bodies, recipes)


def recipe(by: bytes, described: bytes) -> bytes:
    """Return the 16 bytes that tell what a rendition was made by, and of which description."""
    return hashlib.blake2b(by + described, digest_size=16).digest()


def digest(body: bytes, specs: Sequence[str], deleted: bool) -> bytes:
    """Return the 16 bytes that decide whether a record is published anew (I6)."""
    state = hashlib.blake2b(digest_size=16)
    state.update(b"deleted" if deleted else b"live")
    state.update(b"\0" + " ".join(specs).encode() + b"\0")
    state.update(b"" if deleted else body)
    return state.digest()


def _described(draft: Draft) -> bytes:
    state = hashlib.blake2b(digest_size=16)
    for part in (draft.source.encode(), " ".join(draft.specs).encode(), draft.record, draft.native or b""):
        state.update(len(part).to_bytes(8, "big") + part)
    return state.digest()
