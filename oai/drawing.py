"""From the bytes of an input to drafts: read, crosswalk, render. All that takes thought when records are loaded.

Nothing here knows the database, so that it may go on in any process, several at once.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crosswalks.registry import SOURCES
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from crosswalks.sources.parts import Part
from models.store import Rejected
from oai import drafts, profiles
from oai.outcomes import Drawn
from oai.settings import Settings


class Portion(NamedTuple):
    """Bytes of an input: all of it, or a part. `source` is what reads it."""

    name: str
    source: str
    part: Part
    whole: bool

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.part.content)


class Drawing(NamedTuple):
    """How the records of a load are read and rendered."""

    settings: Settings
    formats: Mapping[str, profiles.Bound]
    options: ReadOptions

    def portion(self, given: Portion) -> list[Drawn] | None:
        """Return every record of a portion; None when the input must be read in its order from here on."""
        source = SOURCES[given.source]
        found: Iterable[Entry | Fault] | None
        if given.whole:
            found = source.read(io.BytesIO(given.part.content), given.name, self.options)
        else:
            found = source.parts.read(given.part, given.name, self.options)
        return None if found is None else list(self.records(found, given.name, given.source))

    def records(self, found: Iterable[Entry | Fault], name: str, source: str) -> Iterator[Drawn]:
        """Yield every record that was found as a draft, or as rejected."""
        for each in found:
            if isinstance(each, Fault) and each.is_empty:
                yield Drawn(name, each.position, source, None, None, notes=(each.reason,))
                continue
            if isinstance(each, Fault):
                yield self.reject(each, name, source, alone=source == "records")
                continue
            try:
                draft = drafts.draw(each, self.settings, self.formats, self.options.sets)
            except drafts.UnfitError as error:
                fault = Fault(each.position, error.reason, error.advice, each.content)
                yield self.reject(fault, name, source, error.identifier, alone=each.provenance is None)
                continue
            is_draft = each.record is not None and each.record.state == "draft"
            yield Drawn(name, each.position, source, draft, None, is_draft, notes(each, self.settings), each.content)

    def reject(self, fault: Fault, name: str, source: str, identifier: str = "", *, alone: bool) -> Drawn:
        """Return a record as rejected; `alone` says whether its bytes alone tell which record it is."""
        content = fault.content if len(fault.content) <= self.settings.max_record_bytes else b""
        rejected = Rejected(
            name=name,
            position=fault.position,
            source=source,
            identifier=identifier,
            reason=fault.reason,
            advice=fault.advice,
            sets=" ".join(self.options.sets),
            id_from=self.options.id_from,
            alone=alone,
            content=content,
        )
        return Drawn(name, fault.position, source, None, rejected)


def drawing(settings: Settings, options: ReadOptions) -> Drawing:
    """Return how records are read with these options and rendered as the settings say."""
    return Drawing(settings, profiles.bind(settings), options)


def notes(entry: Entry, settings: Settings) -> tuple[str, ...]:
    """Return what the report says of a record that was loaded."""
    if entry.record is not None and not entry.record.titles:
        entry = entry._replace(notes=(*entry.notes, "It has no title."))
    native = entry.native
    if native is None or native.dissemination is not None:
        return entry.notes
    first, more = native.faults[0], len(native.faults) - 1
    also = f" (and {more} more)" if more else ""
    served = settings.on_invalid_native == "serve"
    what = "and is served as it is" if served else "so that a valid record is made from it"
    return (*entry.notes, f"breaks the {native.prefix} schema, {what}: {first}{also}")
