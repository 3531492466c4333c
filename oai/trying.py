"""Crosswalks tried out on a file: what records become in each format, what is lost of them, and whether it is valid.

Nothing is stored and no database is opened.
"""

import io
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import BinaryIO, NamedTuple

from lxml import etree

from crosswalks import losses, native, xml
from crosswalks.losses import Value
from crosswalks.record import Record
from crosswalks.registry import SOURCES
from crosswalks.sources import streams
from crosswalks.sources.detect import detect
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from oai import drafts
from oai.drawing import notes
from oai.profiles import Bound
from oai.settings import Settings


class Rendition(NamedTuple):
    """One record in one format.

    `faults` says how it breaks its schema; None where no grammar of the format is at hand. `missing` is what those who
    harvest the format demand beside, and the Record does not tell. `lost` are the texts of the Record that it does not
    hold.
    """

    prefix: str
    metadata: bytes
    faults: tuple[str, ...] | None
    missing: tuple[str, ...]
    lost: tuple[Value, ...]


class Tried(NamedTuple):
    """One record of a file: its place and identifier, what was guessed when it was read, and its renditions.

    `fault` is why there are none, with what to do about it.
    """

    position: str
    identifier: str
    notes: tuple[str, ...]
    renditions: tuple[Rendition, ...]
    fault: str = ""
    advice: str = ""


def records(
    stream: BinaryIO,
    name: str,
    settings: Settings,
    formats: Mapping[str, Bound],
    *,
    source: str = "auto",
    limit: int | None = None,
) -> Iterator[Tried]:
    """Yield the records of a stream, at most `limit`, each in the given formats.

    `source` is a name of SOURCES, or `auto` to tell by the content.
    """
    opened = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    kind = detect(opened.peek(65536), name) if source == "auto" else source
    options = ReadOptions(max_record_bytes=settings.max_record_bytes)
    found = SOURCES[kind].read(streams.unpacked(opened), name, options)
    for each in islice(found, limit):
        yield _tried(each, settings, formats)


def _tried(found: Entry | Fault, settings: Settings, formats: Mapping[str, Bound]) -> Tried:
    if isinstance(found, Fault):
        return Tried(found.position, "", (), (), found.reason, found.advice)
    if found.record is None:
        return Tried(found.position, found.identifier, ("It is a deletion, which has no metadata.",), ())
    try:
        identifier = drafts.identify(found, settings)
        described = drafts.Described(identifier, found.record, found.native, None)
        made = {prefix: drafts.metadata(described, settings, bound) for prefix, bound in formats.items()}
    except drafts.UnfitError as error:
        return Tried(found.position, error.identifier, found.notes, (), error.reason, error.advice)
    record = drafts.with_defaults(found.record, settings)
    renditions = tuple(
        _rendition(record, metadata, formats[prefix], whole=drafts.kept(found.native, formats[prefix]) is not None)
        for prefix, metadata in made.items()
    )
    return Tried(found.position, identifier, notes(found, settings), renditions)


def _rendition(record: Record, metadata: bytes, bound: Bound, *, whole: bool) -> Rendition:
    """Return metadata with what is to be said of it; nothing is lost where the codec keeps the `whole` native."""
    missing = bound.codec.missing(record, bound.options) if bound.codec.missing else ()
    lost = () if whole and bound.transform is None else tuple(losses.lost(record, metadata))
    return Rendition(bound.prefix, metadata, _faults(metadata, bound), tuple(missing), lost)


def _faults(metadata: bytes, bound: Bound) -> tuple[str, ...] | None:
    """Return how metadata breaks the schema of its format, or None where that cannot be told here."""
    if native.has_grammar(bound.form):
        return native.faults(xml.parse(metadata), bound.form)
    if bound.codec.own is not None and bound.transform is None:
        schema = _schema(bound.codec.own.document())
        schema.validate(xml.parse(metadata))
        return tuple(f"line {fault.line}: {fault.message}" for fault in schema.error_log)
    return None


@cache
def _schema(document: bytes) -> etree.XMLSchema:
    """Return the compiled schema of a format of our own."""
    return etree.XMLSchema(xml.parse(document))
