"""The fields of Zotero's items beside the same fields of the Record that Sheaf reads.

Zotero tests its readers of MODS and MARC by the items that it expects of a file: title, creators, date, language, and
so on. An item has fewer fields than a Record, and some that depend on its type; here they have one name each.
"""

import json
from collections.abc import Iterator
from typing import Any

from crosswalks import xml
from crosswalks.formats import wording
from crosswalks.formats.best_date import best_date
from crosswalks.record import Record
from tests.oracles.normal import both, their
from tests.oracles.pairs import Pair, Value, files, words

# What Zotero calls otherwise in items of another type; what it makes up itself, such as the type, is not compared
_FIELDS = {
    "title": "title", "date": "date", "language": "language", "abstractNote": "abstract", "publisher": "publisher",
    "label": "publisher", "company": "publisher", "place": "place", "ISBN": "identifier", "ISSN": "identifier",
    "callNumber": "call number", "url": "url", "rights": "rights", "archiveLocation": "location", "edition": "edition",
    "numPages": "extent", "series": "host", "publicationTitle": "host", "bookTitle": "host", "websiteTitle": "host",
    "journalAbbreviation": "host", "volume": "part", "issue": "part", "pages": "part", "numberOfVolumes": "extent",
    "extra": "identifier", "documentNumber": "part", "billNumber": "part", "session": "part", "scale": "scale",
    "audioRecordingFormat": "form", "legislativeBody": "creator", "committee": "creator", "code": "host",
    "codePages": "part", "codeVolume": "part",
}  # fmt: skip
_LISTS = {"tags": ("tag", "subject"), "notes": ("note", "note")}


def cases(kind: str) -> list[tuple[bytes, list[dict[str, Any]]]]:
    """Return the files of a format that Zotero is tested with, each with the items that it expects."""
    found = json.loads(files()[f"zotero/{kind}_testcases.json"])
    return [(case["input"].encode(), case["items"]) for case in found]


def theirs(item: dict[str, Any]) -> Iterator[Value]:
    """Yield the fields of an item."""
    yield from (Value(name, str(item[field])) for field, name in _FIELDS.items() if item.get(field))
    for creator in item.get("creators", ()):
        yield Value("creator", " ".join(filter(None, (creator.get("lastName"), creator.get("firstName")))))
    for field, (key, name) in _LISTS.items():
        yield from (Value(name, each[key] if isinstance(each, dict) else str(each)) for each in item.get(field, ()))


def ours(record: Record) -> Iterator[Value]:
    """Yield the same fields of a Record."""
    yield from (Value("title", wording.title(each)) for each in record.titles)
    for agent in record.agents:
        yield Value("publisher" if agent.relation == "publisher" else "creator", agent.name)
    dates = [best] if (best := best_date(record)) is not None else []
    yield from (Value("date", each.start or each.display) for each in dates)
    yield from (Value("language", use.code or use.text) for use in record.languages)
    yield from (Value("abstract", each.value) for each in record.abstracts)
    yield from _numbers(record)
    for terms in (record.subjects, record.places, record.genres):
        yield from (Value("subject", each.label) for each in terms)
    yield from _rights(record)
    yield from _related(record)
    yield from (Value("extent", each) for each in record.physical.extents)
    yield from (Value("form", each) for each in record.physical.forms)
    yield from map(_note, record.notes)


def _note(note: Any) -> Value:
    """Return a note, or what is one only because a Record has no field for it."""
    names = {"Place of origin": "place", "Edition": "edition", "Scale": "scale"}
    return Value(names.get(note.label, "note"), note.value)


def _numbers(record: Record) -> Iterator[Value]:
    """Yield identifiers, call numbers and addresses."""
    yield from (Value("identifier", each.value) for each in record.identifiers)
    yield from (Value("identifier", each.value) for each in record.pids)
    yield from (Value("call number", each.value) for each in record.classifications)
    yield from (Value("url", each) for each in (record.landing_url, *(each.url for each in record.objects)) if each)


def _rights(record: Record) -> Iterator[Value]:
    """Yield what is said of rights, and where the original is."""
    yield from (Value("rights", each.text) for each in record.rights.statements)
    yield from (Value("rights", each) for each in (record.rights.uri, record.rights.access.note) if each)
    yield from (Value("location", wording.citation(each)) for each in record.sources)
    yield from (Value("location", each.name) for each in [record.data_provider] if each is not None)


def _related(record: Record) -> Iterator[Value]:
    """Yield the collections and related resources."""
    yield from (Value("host", each.title) for each in record.collections)
    yield from (Value("host", each.label) for each in record.related if each.label)


def without_note_types(pair: Pair) -> Pair:
    """Notes are compared without the type that Zotero writes before them, `statement of responsibility: …`."""
    types = {node.get("type", "") for node in pair.given.iter(f"{{{xml.MODS}}}note")} | {"Table of Contents"}

    def bare(value: Value) -> Value:
        label, colon, rest = value.text.partition(": ")
        is_typed = value.element == "note" and colon and label in types
        return value._replace(text=rest) if is_typed else value

    return their(pair, bare)


def names_in_any_order(pair: Pair) -> Pair:
    """Names are compared by their words in any order: Zotero has first and last names, a Record a name in one line."""

    def ordered(value: Value) -> Value:
        is_name = value.element == "creator"
        return value._replace(text=" ".join(sorted(words(value.text)))) if is_name else value

    return both(pair, ordered)
