"""Rights in the document: their URI, what is said of them, who may see it, licence and holders."""

from collections.abc import Iterator

from crosswalks import rights
from crosswalks.formats import wording
from crosswalks.formats.oai_qdc import schemes
from crosswalks.formats.oai_qdc.options import Options
from crosswalks.formats.oai_qdc.schemes import Value
from crosswalks.record import Record


def rights_values(record: Record, options: Options) -> Iterator[Value]:
    """Yield the rights URI first and alone, then what is said of rights in words, unless that is wanted elsewhere."""
    yield schemes.address(_rights_uri(record))
    if options.statements == "rights":
        yield from _statements(record)


def _rights_uri(record: Record) -> str:
    """Return the one canonical rights URI, that of the licence where there is no other, or ""."""
    return rights.canonical(record.rights.uri) or rights.canonical(record.rights.licence_uri)


def _statements(record: Record) -> Iterator[Value]:
    """Yield what is said of rights beside their URI: a URI of no known vocabulary, label, statements, copyright."""
    own, main = record.rights, _rights_uri(record)
    known = rights.canonical(own.uri)
    yield Value(wording.own_label(own.label, known))
    yield schemes.address("" if known else own.uri)
    yield from (Value(wording.statement(statement.text, main), statement.lang) for statement in own.statements)
    yield Value(wording.copyright_line(own.copyright))


def access(record: Record, options: Options) -> Iterator[Value]:
    """Yield who may see the document unless everybody may, and security markings still in force."""
    if options.statements == "accessRights":
        yield from _statements(record)
    yield Value(wording.access(record.rights.access))
    for marking in record.security_markings:
        if marking.status == "in_force":
            yield Value(wording.labelled(wording.marking_label(marking), marking.level))


def licences(record: Record, _: Options) -> Iterator[Value]:
    """Yield the address of the licence: the one stated, and the rights URI where it is a licence."""
    own, uri = record.rights, rights.canonical(record.rights.uri)
    yield schemes.address(rights.canonical(own.licence_uri) or own.licence_uri)
    if uri.startswith(rights.CREATIVE_COMMONS_URI):
        yield schemes.address(uri)


def holders(record: Record, _: Options) -> Iterator[Value]:
    """Yield the holders of rights."""
    yield from (Value(holder.name) for holder in wording.rights_holders(record))
