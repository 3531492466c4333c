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
from crosswalks.record import Access, Record

ACCESS_CONDITION = tag("accessCondition")
USE = "use and reproduction"

STATEMENT_LABELS = {"use": "Rights", "copyright": "Copyright", "contact": "Contact"}
ACCESS_LABELS = {
    "embargoed": "Embargoed",
    "restricted": "Restricted access",
    "metadata_only": "Metadata only: the document is not accessible",
}


def conditions(root: etree._Element, record: Record, options: Options) -> None:
    """Write the rights URI, statements, holders, limits of access, and markings still in force, in this order."""
    _uris(root, record, options)
    _statements(root, record, options)
    if options.rights_holder == "accessCondition":
        for holder in wording.rights_holders(record):
            add(root, ACCESS_CONDITION, holder.name, {"type": USE, "displayLabel": "Rights holder"})
    _access(root, record.rights.access)
    for marking in record.security_markings:
        if marking.status == "in_force":
            given = attributes(type=options.marking_type, displayLabel=wording.marking_label(marking))
            add(root, ACCESS_CONDITION, wording.marking(marking), given)


def _uris(root: etree._Element, record: Record, options: Options) -> None:
    """Write the one canonical URI as a link; a licence beside it, and URIs of no known vocabulary, as text.

    DPLA refuses a record with two valid rights URIs.
    """
    own = record.rights
    known, licence = rights.canonical(own.uri), rights.canonical(own.licence_uri)
    if known or licence:
        _linked(root, known or licence, own.label if known else "", options)
    if known and licence and licence != known:
        add(root, ACCESS_CONDITION, f"{rights.label(licence)}: {licence}", {"type": USE, "displayLabel": "Licence"})
    if not known:
        add(root, ACCESS_CONDITION, own.label, {"type": USE})
        add(root, ACCESS_CONDITION, own.uri, {"type": USE})
    if not licence:
        add(root, ACCESS_CONDITION, own.licence_uri, {"type": USE, "displayLabel": "Licence"})


def _linked(root: etree._Element, uri: str, label: str, options: Options) -> None:
    """Write a canonical rights URI with its label, or itself, as text."""
    text = uri if options.rights_text == "uri" else label or rights.label(uri)
    given = attributes(type=USE, authorityURI=rights.authority(uri), valueURI=uri, href=uri)
    add(root, ACCESS_CONDITION, text, given, empty=True)


def _statements(root: etree._Element, record: Record, options: Options) -> None:
    """Write the statements in words; how to cite the document is a note."""
    for statement in record.rights.statements:
        if statement.kind != "credit":
            label = STATEMENT_LABELS[statement.kind]
            given = attributes(type=options.statement_type, displayLabel=label, lang=statement.lang)
            add(root, ACCESS_CONDITION, statement.text, given)


def _access(root: etree._Element, access: Access) -> None:
    """Write a limit of access, only if there is one."""
    if access.level != "open":
        until = f" until {access.until}" if access.until else ""
        add(
            root,
            ACCESS_CONDITION,
            f"{access.note or ACCESS_LABELS[access.level]}{until if until not in access.note else ''}",
            {"type": "restriction on access"},
        )
