"""accessCondition: the rights in the document, and restrictions on seeing it.

https://www.loc.gov/standards/mods/userguide/accesscondition.html. The rights URI stands in xlink:href, where four
hubs look for it, and in valueURI, where MODS 3.8 puts it. A marking still in force has no type, as the DLF/Aquifer
guidelines have it for government classifications.
"""

from lxml import etree

from crosswalks import rights
from crosswalks.formats import wording
from crosswalks.formats.mods.build import add, attributes, tag
from crosswalks.formats.mods.options import Options
from crosswalks.record import Record, Rights

ACCESS_CONDITION, NOTE = tag("accessCondition"), tag("note")
USE = "use and reproduction"

RESTRICTION = "restriction on access"
FREETEXT = "freetext"
"""The type of a note in which the Northwest hub reads statements of rights."""

STATEMENT_LABELS = {"use": "Rights", "copyright": "Copyright", "credit": "Credit", "contact": "Contact"}


def conditions(root: etree._Element, record: Record, options: Options) -> None:
    """Write URI, statements, copyright, holders, access, and markings still in force, in this order."""
    own = record.rights
    known = rights.canonical(own.uri)
    main = known or rights.canonical(own.licence_uri)
    _uris(root, own, known, main, options)
    _statements(root, own, main, options)
    add(root, ACCESS_CONDITION, wording.copyright_line(own.copyright), {"type": USE})
    if options.rights_holder == "accessCondition":
        for holder in wording.rights_holders(record):
            add(root, ACCESS_CONDITION, holder.name, {"type": USE, "displayLabel": "Rights holder"})
    limited = own.access.level in wording.LIMITS
    words = wording.statement(wording.access(own.access), main)
    add(root, ACCESS_CONDITION, words, {"type": RESTRICTION} if limited else {"displayLabel": "Access"})
    for marking in record.security_markings:
        if marking.status == "in_force":
            given = attributes(type=options.marking_type, displayLabel=wording.marking_label(marking))
            add(root, ACCESS_CONDITION, wording.marking(marking), given)


def _uris(root: etree._Element, own: Rights, known: str, main: str, options: Options) -> None:
    """Write the one canonical URI as a link; a licence beside it, and URIs of no known vocabulary, as text.

    DPLA refuses a record with two valid rights URIs.
    """
    if main:
        _linked(root, main, wording.own_label(own.label, known) if known else "", options)
    if not known:
        add(root, ACCESS_CONDITION, wording.statement(own.label, main), {"type": USE})
        add(root, ACCESS_CONDITION, own.uri, {"type": USE})
    licence = rights.canonical(own.licence_uri) or own.licence_uri
    if licence != main:
        text = wording.labelled(rights.label(licence), licence)
        add(root, ACCESS_CONDITION, text, {"type": USE, "displayLabel": "Licence"})


def _linked(root: etree._Element, uri: str, label: str, options: Options) -> None:
    """Write a canonical rights URI with its label, or itself, as text."""
    own = "" if rights.canonical(label) else label
    text = uri if options.rights_text == "uri" else own or rights.label(uri)
    given = attributes(type=USE, authorityURI=rights.authority(uri), valueURI=uri, href=uri)
    add(root, ACCESS_CONDITION, text, given, empty=True)


def _statements(root: etree._Element, own: Rights, main: str, options: Options) -> None:
    """Write the statements in words, all in their order: how to credit the archive is one of them."""
    name = NOTE if options.statement_type == FREETEXT else ACCESS_CONDITION
    for statement in own.statements:
        label = STATEMENT_LABELS[statement.kind]
        given = attributes(type=options.statement_type, displayLabel=label, lang=statement.lang)
        add(root, name, wording.statement(statement.text, main), given)
