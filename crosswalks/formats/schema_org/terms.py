"""license, usageInfo, copyrightNotice, conditionsOfAccess: under which terms the document may be seen and used.

https://schema.org/license. As Europeana does in its own JSON-LD, statements of RightsStatements.org are given as
`license` too. Conditions of access are in words, and never about rights: https://schema.org/conditionsOfAccess.
"""

import re
from collections.abc import Iterator

from crosswalks import clean, rights
from crosswalks.formats import wording
from crosswalks.formats.schema_org.build import Node, Value, node
from crosswalks.record import Record

_YEAR = re.compile(r"\d{4}")


def licences(record: Record) -> Iterator[Value]:
    """Yield the rights URI, the licence, and statements that are known addresses."""
    for uri in (record.rights.uri, record.rights.licence_uri):
        yield rights.canonical(uri) or clean.uri(uri)
    yield from (rights.canonical(clean.text(statement.text)) for statement in record.rights.statements)


def usage(record: Record) -> Iterator[Node]:
    """Yield what is said of use: the label where it is no standard one, and statements."""
    own = record.rights
    yield node("CreativeWork", text=wording.own_label(own.label, rights.canonical(own.uri)))
    for statement in own.statements:
        if statement.kind in ("use", "contact") and not rights.canonical(clean.text(statement.text)):
            yield node("CreativeWork", text=statement.text)


def credit(record: Record) -> Iterator[Value]:
    """Yield how to credit the archive."""
    yield from (statement.text for statement in record.rights.statements if statement.kind == "credit")


def notices(record: Record) -> Iterator[Value]:
    """Yield what is said of copyright."""
    yield from (statement.text for statement in record.rights.statements if statement.kind == "copyright")
    yield wording.copyright_line(record.rights.copyright)


def copyright_year(record: Record) -> Iterator[Value]:
    """Yield the year of copyright."""
    facts = record.rights.copyright
    if facts and _YEAR.fullmatch(facts.year) and facts.year.isascii():
        yield int(facts.year)


def access(record: Record) -> Iterator[Value]:
    """Yield limits of access, and markings still in force."""
    yield wording.access(record.rights.access)
    for marking in record.security_markings:
        if marking.status == "in_force":
            yield wording.labelled(wording.marking_label(marking), marking.level)
