"""The full record is full, and what each format loses of it is exactly what is written here."""

from collections.abc import Iterator

import msgspec
import pytest
from lxml import etree
from msgspec import inspect

from crosswalks import losses, registry, shape
from crosswalks.record import Record
from tests import golden
from tests.crosswalks.records import DATA, case

ADMINISTRATION = {"Record.oai_identifier", "Record.sets", "Record.metadata_rights"}
OF_FILES = {"DigitalObject.media_type", "DigitalObject.rights_uri"}

# Fields of which some value does not reach the format, beside coded ones: crosswalks lose these on purpose.
LOST = {
    "oai_dc": ADMINISTRATION | OF_FILES | {
        "Agent.uris",
        "Classification.edition",
        "Classification.uri",
        "Collection.id",
        "Date.display",
        "Date.end",
        "Date.start",
        "DigitalObject.url",
        "Funding.funder_uri",
        "Genre.authority",
        "Genre.uri",
        "Named.uri",
        "Note.type",
        "Place.authority",
        "Place.uri",
        "Record.coar_type",
        "Record.created",
        "Record.description_standards",
        "Record.updated",
        "Record.uploaded",
        "SecurityMarking.authority",
        "SecurityMarking.declassified_on",
        "SecurityMarking.event",
        "SecurityMarking.original_text",
        "SecurityMarking.system",
        "Source.reference",
        "Subject.authority",
        "Subject.uri",
        "TextVersion.body",
        "TextVersion.translator",
        "TextVersion.url",
    },
    "oai_qdc": ADMINISTRATION | OF_FILES | {
        "Agent.uris",
        "Classification.edition",
        "Classification.uri",
        "Collection.id",
        "Date.display",
        "Date.end",
        "Date.start",
        "DigitalObject.url",
        "Funding.funder_uri",
        "Genre.authority",
        "Genre.uri",
        "Named.uri",
        "Note.type",
        "Place.authority",
        "Place.uri",
        "Record.coar_type",
        "Record.created",
        "Record.description_standards",
        "Record.updated",
        "SecurityMarking.authority",
        "SecurityMarking.declassified_on",
        "SecurityMarking.event",
        "SecurityMarking.original_text",
        "SecurityMarking.system",
        "Source.reference",
        "Subject.authority",
        "Subject.uri",
        "TextVersion.body",
        "TextVersion.translator",
    },
    "mods": ADMINISTRATION | OF_FILES | {
        "Date.display",  # the words of a declassification whose day stands with the marking
        "Date.start",
        "TextVersion.body",  # a full text is linked, never included
    },
    "marc21": ADMINISTRATION | {
        "Classification.uri",  # of a Dewey number; the others have $0
        "Date.display",  # the words of a declassification whose day stands with the marking
        "Date.start",
        "Funding.funder_uri",
        "Identifier.type",  # the tag tells it
        "Identifier.value",  # an ISBN is without its hyphens
        "Named.uri",
        "Note.type",  # the tag tells it
        "Place.authority",  # the second indicator tells it
        "Record.created",  # 008 has its day, yymmdd
        "Record.updated",  # 005 has it as yyyymmddhhmmss
        "Record.uploaded",
        "SecurityMarking.declassified_on",  # 355 has it as yyyymmdd
        "Subject.authority",  # the second indicator tells it
        "TextVersion.body",  # a full text is linked, never included
    },
    "edm": {
        "Classification.edition",
        "Collection.id",
        "Date.display",  # the code alone, where there is one
        "Date.start",  # of a declassification
        "Funding.funder_uri",
        "Named.uri",
        "Note.type",
        "Place.authority",
        "Record.created",
        "Record.description_standards",
        "Record.metadata_rights",
        "Record.sets",
        "Record.updated",
        "SecurityMarking.authority",
        "SecurityMarking.declassified_on",
        "SecurityMarking.event",
        "SecurityMarking.original_text",
        "SecurityMarking.system",
        "Source.reference",
        "Subject.authority",
        "TextVersion.body",
    },
    "oai_openaire": ADMINISTRATION | {
        "Access.note",
        "Agent.dates",
        "Classification.edition",
        "Collection.id",
        "Collection.title",
        "Copyright.jurisdiction",
        "Copyright.note",
        "Copyright.status",
        "Copyright.year",
        "Date.display",
        "Date.end",
        "Date.start",
        "DigitalObject.rights_uri",
        "Identifier.type",  # written as DataCite has it, `ISBN`
        "LanguageUse.text",
        "Named.uri",
        "Note.type",
        "Place.authority",
        "Place.uri",
        "Record.created",
        "Record.description_standards",
        "Record.updated",
        "Related.label",
        "Rights.label",  # of the rights URI, where there is a licence too
        "Rights.uri",  # where there is a licence too
        "SecurityMarking.authority",
        "SecurityMarking.declassified_on",
        "SecurityMarking.event",
        "SecurityMarking.level",  # one in force is the access right
        "SecurityMarking.original_text",
        "SecurityMarking.system",
        "Source.reference",
        "Statement.text",
        "Subject.authority",  # written as `LCSH`
        "TextVersion.body",
        "TextVersion.translator",
    },
    "oai_datacite": ADMINISTRATION | {
        "Agent.dates",
        "Classification.edition",
        "Collection.id",
        "Date.start",  # seasons in words
        "DigitalObject.rights_uri",
        "DigitalObject.url",  # by option
        "Genre.authority",
        "Genre.uri",  # the first genre is resourceType, which has no address
        "Identifier.type",  # written as DataCite has it, `ISBN`
        "LanguageUse.text",
        "Named.uri",
        "Note.type",
        "Place.authority",
        "Place.uri",
        "Record.coar_type",  # its general type and its name are written
        "Record.created",
        "Record.description_standards",
        "Record.updated",
        "SecurityMarking.authority",
        "SecurityMarking.declassified_on",
        "SecurityMarking.event",
        "SecurityMarking.original_text",
        "SecurityMarking.system",
        "Source.reference",
        "Subject.authority",  # written as `LCSH`
        "TextVersion.body",
        "TextVersion.translator",
    },
    "sheaf": set(),
}  # fmt: skip


def structs(part: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """Yield a part of the Record and every part that it is made of."""
    yield part
    for field in shape.fields(part):
        if isinstance(field.kind, inspect.StructType):
            yield from structs(field.kind.cls)


def parts(value: object) -> Iterator[msgspec.Struct]:
    """Yield a struct and every struct within it."""
    if isinstance(value, msgspec.Struct):
        yield value
        for field in msgspec.structs.fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item)


def test_full_record_sets_every_field_of_every_part() -> None:
    every = {f"{part.__name__}.{field.name}" for part in structs(Record) for field in shape.fields(part)}
    given = {
        f"{type(part).__name__}.{field.name}"
        for part in parts(case("full"))
        for field in msgspec.structs.fields(part)
        if getattr(part, field.name) != field.default
    }
    assert every - given == set()


@pytest.mark.parametrize("name", registry.FORMATS)
def test_all_of_the_full_record_is_rendered_but_what_the_format_loses(name: str) -> None:
    codec = registry.FORMATS[name]
    record = case("full")
    assert {value.field for value in losses.lost(record, codec.render(record, codec.options()))} == LOST[name]


@pytest.mark.parametrize("name", registry.FORMATS)
def test_each_field_stands_where_it_belongs(name: str) -> None:
    """Every (field, place) pair: a value in the wrong element is as bad as a lost one."""
    codec = registry.FORMATS[name]
    root = etree.fromstring(codec.render(case("full"), codec.options()))
    pairs = {
        f"{value.field} -> {place}"
        for value in losses.values(case("full"))
        for node in root.iter()
        for place, text in _values(node)
        if value.text in text
    }
    golden.check(DATA / f"full.{name}.fields.txt", "".join(f"{pair}\n" for pair in sorted(pairs)).encode())


def _step(node: etree._Element) -> str:
    """Return the name of an element; of a field in MARC its tag, of a subfield its code."""
    code = node.get("code")
    return node.get("tag") or (f"${code}" if code else etree.QName(node).localname)


def _values(node: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield path and value of an element's text and of its attributes."""
    above = [_step(parent) for parent in node.iterancestors()][:-1]
    path = "/".join([*reversed(above), _step(node)])
    yield path, node.text or ""
    for key, value in node.attrib.items():
        yield f"{path}/@{etree.QName(key).localname}", value
