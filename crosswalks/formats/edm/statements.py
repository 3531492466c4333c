"""edm:rights and dc:rights: one URI that Europeana accepts, and all that is said of rights in words.

https://pro.europeana.eu/page/available-rights-statements. edm:rights is about the digital object, so words about its
use stand with the web resources; holders, copyright and markings in force are about the document. No URI is guessed:
where the schema demands one and Europeana accepts none of the record's, the record's own is written, and a reference
to nothing where it has none, so that Europeana refuses the record instead of mislabelling it.
"""

from collections.abc import Iterator

from crosswalks import clean, rights
from crosswalks.europeana_rights import accepted
from crosswalks.formats import wording
from crosswalks.formats.edm.build import NOTHING, Value, link
from crosswalks.record import DigitalObject, Record


def accepted_uri(record: Record) -> str:
    """Return the record's rights URI, or failing that its licence, that Europeana accepts; "" if it accepts neither."""
    return next(filter(accepted, map(rights.canonical, (record.rights.uri, record.rights.licence_uri))), "")


def demanded_uri(record: Record) -> str:
    """Return what edm:rights of the aggregation says: an accepted URI, else the record's own, else nothing's."""
    own = (_normal(record.rights.uri), _normal(record.rights.licence_uri))
    return accepted_uri(record) or next(filter(None, own), NOTHING)


def of_the_file(file: DigitalObject, record: Record) -> str:
    """Return the accepted URI of a file: its own, or the record's where it has none of its own; else ""."""
    own = rights.canonical(file.rights_uri)
    return own if accepted(own) else "" if file.rights_uri else accepted_uri(record)


def in_words(record: Record) -> Iterator[Value]:
    """Yield what is said of use: label, the URIs that are not in edm:rights, statements, access."""
    own, main = record.rights, demanded_uri(record)
    known = rights.canonical(own.uri)
    yield Value(wording.own_label(own.label, known))
    if _normal(own.uri) != main:
        yield link(_normal(own.uri))
    if (licence := _normal(own.licence_uri)) != main:
        yield Value(wording.labelled("Licence", licence))
    yield from (Value(wording.statement(each.text, main), each.lang) for each in own.statements)
    yield Value(wording.access(own.access))


def of_the_document(record: Record) -> Iterator[Value]:
    """Yield who holds rights in the document, its copyright, and markings still in force."""
    yield Value(wording.copyright_line(record.rights.copyright))
    yield from (Value(wording.labelled("Rights holder", who.name)) for who in wording.rights_holders(record))
    for marking in record.security_markings:
        if marking.status == "in_force":
            yield Value(wording.labelled(wording.marking_label(marking), marking.level))


def _normal(uri: str) -> str:
    """Return a rights URI in its canonical form, any other as a URI; "" if it can be none."""
    return rights.canonical(uri) or (clean.uri(uri) if uri else "")
