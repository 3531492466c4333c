"""What the writers of a run write: files of Records in which some are new, some changed, and some everybody's.

Each record carries the version of the write that it came with. A file is made of batches (`command.BATCH`), and each
batch of NEW records that nobody ever touches again and that are in the same sets: whoever sees some of them and not all
has seen half a batch; whoever misses one will not be helped by a later change of it.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from crosswalks.record import Abstract, Record, Title, dump
from tests.chaos.command import BATCH

NEW, CHANGED, SHARED = 10, 10, BATCH - 20
"""Records of a batch: written once; the writer's own, written again and again; written by all writers."""

MOST_BATCHES = 5
OWN_POOL = 120
SHARED_POOL = 60
SETS: tuple[tuple[str, ...], ...] = ((), ("a",), ("a:b",), ("c",), ("a:b", "c"))
PREFIX = "oai:archive.example.org:"
ONCE = ".once"
"""What stands in the identifiers of the NEW; before it stands which batch it was."""


class State(NamedTuple):
    """What an item shall be after a write."""

    version: int
    deleted: bool


class Write(NamedTuple):
    """One run of the command: its arguments, its batches, and what each of the writer's own items is afterwards."""

    arguments: tuple[str, ...]
    batches: int
    wants: dict[str, State]


def title(local: str, version: int) -> str:
    """Return the title of a record, which tells its version."""
    return f"Letter {local}, version {version}"


def version_of(text: str) -> int:
    """Return the version that a title tells."""
    return int(text.rpartition(" ")[2])


def batch_of(identifier: str) -> str:
    """Return the batch that a record came with, if it is one that is written once."""
    batch, found, _ = identifier.partition(ONCE)
    return batch if found else ""


def load(writer: str, version: int, chance: random.Random, folder: Path) -> Write:
    """Write a file of Records; return the command that loads it."""
    batches = chance.randint(2, MOST_BATCHES)
    records = list(_records(writer, version, batches, chance))
    path = folder / f"{writer}-{version}.jsonl"
    path.write_bytes(b"".join(dump(record) + b"\n" for record in records))
    own = [record.local_id for record in records if record.local_id.startswith(writer)]
    wants = {PREFIX + local: State(version, deleted=False) for local in own}
    return Write(("load", str(path), "--report", "-"), batches, wants)


def delete(writer: str, version: int, chance: random.Random, folder: Path, known: dict[str, State]) -> Write:
    """Name some of the writer's own items and some of everybody's; return the command that deletes them."""
    own = chance.sample(sorted(name for name in known if not batch_of(name)), min(len(known) // 4, 2 * BATCH))
    shared = [PREFIX + name for name in _some("shared", SHARED_POOL, 2 * SHARED, chance)]
    path = folder / f"{writer}-{version}.txt"
    path.write_text("\n".join([*own, *shared]))
    wants = {name: State(known[name].version, deleted=True) for name in own}
    batches = -(-(len(own) + len(shared)) // BATCH)
    return Write(("delete", "--from-file", str(path), "--yes", "--report", "-"), batches, wants)


def _records(writer: str, version: int, batches: int, chance: random.Random) -> Iterator[Record]:
    own = _some(f"{writer}.own", OWN_POOL, batches * CHANGED, chance)
    shared = _some("shared", SHARED_POOL, batches * SHARED, chance)
    for number in range(batches):
        sets = chance.choice(SETS)
        for each in range(NEW):
            yield _record(f"{writer}.{version}.{number}{ONCE}{each}", version, sets, chance)
        for local in (*own[number::batches], *shared[number::batches]):
            yield _record(local, version, chance.choice(SETS), chance)


def _record(local: str, version: int, sets: tuple[str, ...], chance: random.Random) -> Record:
    abstract = Abstract(value="It grows and shrinks. " * chance.randint(1, 40))
    return Record(local_id=local, titles=(Title(value=title(local, version)),), abstracts=(abstract,), sets=sets)


def _some(stem: str, pool: int, number: int, chance: random.Random) -> list[str]:
    return chance.sample([f"{stem}{n:03d}" for n in range(pool)], number)
