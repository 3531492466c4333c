"""What a source yields: an Entry for each record that it could read, a Fault for each that it could not.

A source never raises for bad input. One bad record harms no other: it becomes a Fault with its place, the reason and
what to do about it, and reading goes on behind it where that is possible.

Provenance carries what the `about/provenance` container of a harvested record needs:
<https://www.openarchives.org/OAI/2.0/guidelines-provenance.htm>. What a harvested record says of the rights in its
metadata (<https://www.openarchives.org/OAI/2.0/guidelines-rights.htm>) is in `Record.metadata_rights`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, TypeAlias

from crosswalks.record import Record


class Native(NamedTuple):
    """A record in the format it came in.

    `content` is the whole file, byte for byte, when the file is this one record; a record out of a larger file is its
    root element written again with the namespaces in scope, the same in canonical XML. `dissemination` is the form
    that may be served under `prefix` (see `crosswalks.native`), or None when `faults` says how the record breaks its
    schema.
    """

    prefix: str
    content: bytes
    dissemination: bytes | None
    faults: tuple[str, ...] = ()


class Provenance(NamedTuple):
    """Where a harvested record came from, in the terms of the provenance guidelines; `""` where not stated.

    `altered` is true as soon as anything of the metadata differs from what was harvested, even its schemaLocation.
    `origin` is what the harvested record itself said of where it came from: the originDescription within this one.
    """

    base_url: str
    identifier: str
    datestamp: str
    namespace: str
    harvest_date: str
    altered: bool
    origin: "Provenance | None" = None


class Entry(NamedTuple):
    """One record read, or one deletion.

    `record` is None exactly when `deleted`. `identifier` is the OAI identifier that came with the record, or `""`.
    `notes` are sentences about what was guessed, routed or dropped. `content` is what a quarantine would keep.
    """

    position: str
    record: Record | None
    native: Native | None = None
    identifier: str = ""
    deleted: bool = False
    provenance: Provenance | None = None
    notes: tuple[str, ...] = ()
    content: bytes = b""


class Fault(NamedTuple):
    """One record, or one file, that could not be read: where, why, and what to do. `content` may be empty.

    `position` begins with "record" when the fault is that of one record, behind which reading went on. `is_empty` says
    that nothing is wrong: there is no record where there need not be one.
    """

    position: str
    reason: str
    advice: str
    content: bytes = b""
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: the identifier rule (`crosswalks.sources.identity`), the largest record in bytes, further sets."""

    id_from: str = "auto"
    max_record_bytes: int = 1_048_576
    sets: tuple[str, ...] = ()


Reader: TypeAlias = Callable[[BinaryIO, str, ReadOptions], Iterator[Entry | Fault]]
