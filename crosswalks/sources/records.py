"""Source `records`: Sheaf's own Record as JSON: one object a line (JSON Lines), one array, or one object.

The shape is that of `crosswalks.record`, published as JSON Schema. JSON: <https://www.rfc-editor.org/rfc/rfc8259>;
JSON Lines: <https://jsonlines.org/>. A line that is wrong harms no other; an array is read element by element.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, Final

import msgspec

from crosswalks import record
from crosswalks.record import Record
from crosswalks.sources import identity, json_texts, parts, record_json
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from crosswalks.sources.json_texts import Text
from crosswalks.sources.parts import Part, Parts
from crosswalks.sources.streams import filled, grown, has_ended

_RULES: Final = ("auto", "filename", "content")
_LINE_BREAK: Final = re.compile(rb"\n")


def read(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry | Fault]:
    """Yield an Entry for each Record, a Fault for each that cannot be read."""
    if options.id_from not in _RULES:
        yield Fault(
            "file",
            f"An identifier cannot be taken by the XPath {options.id_from}: these records are JSON.",
            "Use --id-from auto, filename or content for records.",
        )
        return
    yield from _entries(json_texts.texts(stream, options.max_record_bytes), name, options, 0)


def _cut(stream: BinaryIO, options: ReadOptions) -> Iterator[Part]:
    """Yield the parts of JSON Lines; anything else is read in its order."""
    buffer = filled(stream, parts.SIZE)
    if options.id_from not in _RULES or json_texts.layout(buffer) != "lines":
        yield Part(buffer, 0, 0, None)
        return
    number = line = 0
    while True:
        buffer = grown(buffer, stream, _LINE_BREAK, options.max_record_bytes)
        more = filled(stream, parts.SIZE)
        end = buffer.rfind(b"\n") + 1 if more else len(buffer)
        whole = end > 0 if more else has_ended(stream) and number + len(buffer.strip()) > 0
        content = buffer[:end] if whole else buffer + more
        holds = sum(1 for each in content.split(b"\n") if each.strip()) if whole else None
        yield Part(content, number, line, holds)
        if holds is None or not more:
            return
        number, line, buffer = number + holds, line + content.count(b"\n"), buffer[end:] + more


def _part(found: Part, name: str, options: ReadOptions) -> list[Entry | Fault] | None:
    """Return what stands in the lines of a part; None when they are not as many records as they were taken for."""
    texts = list(json_texts.lines(json_texts.buffered(BytesIO(found.content)), options.max_record_bytes, found.line))
    if len(texts) != found.holds:
        return None
    return [_entry(text, name, number, options) for number, text in enumerate(texts, found.number + 1)]


def _resume(stream: BinaryIO, name: str, options: ReadOptions, after: Part) -> Iterator[Entry | Fault]:
    """Yield what stands in the rest of a file, which begins with the content of a part."""
    if not after.line:
        yield from read(stream, name, options)
        return
    texts = json_texts.lines(json_texts.buffered(stream), options.max_record_bytes, after.line)
    yield from _entries(texts, name, options, after.number)


PARTS: Final = Parts(_cut, _part, _resume)


def _entries(texts: Iterator[Text | Fault], name: str, options: ReadOptions, number: int) -> Iterator[Entry | Fault]:
    """Yield the Entries of JSON values, so many records being read already."""
    try:
        damaged = False
        for text in texts:
            if isinstance(text, Fault):
                damaged = True
                yield text
                continue
            number += 1
            yield _entry(text, name, number, options)
        if not number and not damaged:
            yield Fault("file", "The file holds no record.", "Check how it was exported, and load it again.")
    except (OSError, EOFError, zlib.error) as error:
        yield Fault("file", f"The file cannot be read: {error}.", "Check the file and its permissions.")


def _entry(text: Text, name: str, number: int, options: ReadOptions) -> Entry | Fault:
    """Return the Entry of one JSON value."""
    position = f"record {number}, line {text.line}"
    if text.content is None:
        return Fault(
            position, f"The record is larger than {options.max_record_bytes:,} bytes.",
            "Move long texts out of the record, or raise max_record_bytes in the settings.",
        )  # fmt: skip
    try:
        found, remarks = record_json.parse(text.content)
    except (ValueError, RecursionError) as error:  # msgspec's errors are ValueErrors
        return _fault(error, position, text.content)
    found, notes = _identified(found, name, number, options)
    sets = (*found.sets, *(spec for spec in options.sets if spec not in found.sets))
    if sets != found.sets:
        found = msgspec.structs.replace(found, sets=sets)
    return Entry(position, found, identifier=found.oai_identifier, notes=(*remarks, *notes), content=text.content)


def _fault(error: Exception, position: str, content: bytes) -> Fault:
    """Return the Fault of a JSON value that is no Record, or of text that is no JSON."""
    malformed = isinstance(error, msgspec.DecodeError) and not isinstance(error, msgspec.ValidationError)
    if malformed or not isinstance(error, ValueError) or isinstance(error, UnicodeDecodeError):
        return Fault(position, f"The line is not JSON: {error}.", "Correct the JSON, in UTF-8.", content)
    return Fault(position, record_json.explain(error, content), "Correct the field that is named.", content)


def _identified(found: Record, name: str, number: int, options: ReadOptions) -> tuple[Record, tuple[str, ...]]:
    """Return the Record with the identifier that the rule gives, and a note when it is another than its own."""
    if options.id_from == "auto":
        return found, ()
    value = identity.from_name(name, number)
    if options.id_from == "content":
        value = identity.from_content(record.dump(found))
    return msgspec.structs.replace(found, local_id=value), (f"The identifier {value} replaces {found.local_id}.",)
