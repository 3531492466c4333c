"""Record -> MARC 21 in MARCXML, http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd.

One module per group of fields, one function per field or kind of field. The parts yield fields in any order; they are
written in the order of their tags. No ISBD punctuation is added, and no field is without the subfield that it is for.
"""

from collections.abc import Callable
from typing import Final

from lxml import etree

from crosswalks import xml
from crosswalks.formats.marc21 import (
    access,
    fields,
    fixed,
    languages,
    leader,
    links,
    names,
    notes,
    numbers,
    origin,
    subjects,
    titles,
)
from crosswalks.formats.marc21.options import Options
from crosswalks.record import Record

__all__ = ["SCHEMA", "Options", "render"]

SCHEMA: Final = "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"

PARTS: Final[tuple[Callable[[Record, Options], fields.Fields], ...]] = (
    numbers.identifiers,
    numbers.persistent,
    numbers.coordinates,
    numbers.control_number,
    numbers.source,
    languages.codes,
    numbers.coded_dates,
    subjects.classifications,
    titles.titles,
    names.names,
    origin.statements,
    origin.extents,
    origin.content_type,
    origin.forms,
    origin.formats,
    notes.markings,
    notes.notes,
    notes.abstracts,
    notes.funding,
    access.restrictions,
    access.terms,
    access.copyright_status,
    origin.events,
    languages.words,
    subjects.subjects,
    subjects.periods,
    subjects.places,
    subjects.genres,
    origin.dcmi_type,
    links.collections,
    links.related,
    links.locations,
    links.originals,
)


def render(record: Record, options: Options) -> bytes:
    """Return the record element of a Record: leader, control fields, data fields in the order of their tags."""
    root = xml.root(f"{{{xml.MARC}}}record", prefixes={None: xml.MARC, "xsi": xml.XSI}, location=f"{xml.MARC} {SCHEMA}")
    etree.SubElement(root, fields.LEADER).text = leader.leader(record)
    for tag, value in fixed.control_fields(record, options):
        etree.SubElement(root, fields.CONTROL_FIELD, {"tag": tag}).text = value
    for found in fields.arrange(each for part in PARTS for each in part(record, options)):
        fields.write(root, found)
    return xml.serialise(root)
