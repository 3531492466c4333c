"""Qualified Dublin Core's rights, accessRights, license and rightsHolder -> rights.

A rights URI counts wherever it stands; hubs put it into any of them. What dcterms:accessRights says in words is about
access, as the term is defined ("who may access the resource or an indication of its security status").
"""

from msgspec.structs import replace

from crosswalks import rights
from crosswalks.markings import is_marking
from crosswalks.record import Access, Agent, Rights, SecurityMarking, Statement
from crosswalks.sources import access_words, nodes, oai_dc_rights
from crosswalks.sources.oai_dc_fields import Value
from crosswalks.sources.oai_qdc_terms import Terms


def conditions(found: Terms) -> tuple[Rights, tuple[SecurityMarking, ...]]:
    """Return the rights of the document, and the security markings that are in force."""
    told = [value for value in found.values["accessRights"] if oai_dc_rights.is_told(value)]
    words = [value.text for value in found.values["accessRights"] if value not in told]
    fields = found.fields()
    fields.values["rights"] = [*fields.values["rights"], *told]
    stated = oai_dc_rights.Conditions(fields, found.notes)
    own = stated.rights()
    licence, statements = _licences(found.values["license"], own)
    marked = [word for word in words if is_marking(word) and not access_words.level(word)]
    return replace(
        own,
        licence_uri=licence,
        statements=(*own.statements, *statements),
        holders=(*own.holders, *(Agent(name=name, relation="rights_holder") for name in found.texts("rightsHolder"))),
        access=_access(own.access, [word for word in words if word not in marked]),
    ), (*stated.markings, *(SecurityMarking(level=word, status="in_force") for word in marked))


def _licences(values: list[Value], own: Rights) -> tuple[str, list[Statement]]:
    """Return the address of the licence, unless the rights URI is the same, and what else is said of licences."""
    licence, statements = own.licence_uri, []
    for value in values:
        known = rights.canonical(value.text) or rights.canonical(access_words.anchor(value.node))
        address = known or nodes.uri(value.text)
        if address and address in (own.uri, licence):
            continue
        if address and not licence:
            licence = address
        else:
            statements.append(Statement(text=value.text, lang=value.lang))
    return licence, statements


def _access(stated: Access, words: list[str]) -> Access:
    """Return what is said of access, in words or by a term, as strict as the strictest of it."""
    said = [Access(level=access_words.level(word), note=word, until=access_words.until(word)) for word in words]
    return access_words.together([*said, *([stated] if stated != Access() else [])])
