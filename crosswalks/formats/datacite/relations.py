"""relatedIdentifier: what is related and has an address of a kind that DataCite knows.

https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/relationType/.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import clean
from crosswalks.formats.datacite.build import add, drop_empty, group
from crosswalks.record import Record
from crosswalks.sources import pids

# MODS relatedItem type -> relationType
TYPES: Final = {
    "preceding": "Continues",
    "succeeding": "IsContinuedBy",
    "original": "IsDerivedFrom",
    "host": "IsPartOf",
    "constituent": "HasPart",
    "series": "IsPartOf",
    "otherVersion": "HasVersion",
    "otherFormat": "IsVariantFormOf",
    "isReferencedBy": "IsReferencedBy",
    "references": "References",
    "reviewOf": "Reviews",
    "": "Other",
}
# What the list of DataCite 4.1 lacks, which OpenAIRE took.
NEW: Final = frozenset({"Other", "HasTranslation"})

_DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)(10\..+)", re.IGNORECASE)
_HANDLE: Final = re.compile(r"https?://hdl\.handle\.net/.+", re.IGNORECASE)


class Relation(NamedTuple):
    """An address and how the document is related to it; `scheme` names the scheme if the other one is metadata."""

    uri: str
    type: str
    scheme: str = ""


def relations(record: Record) -> Iterator[Relation]:
    """Yield collections and related resources that have an address."""
    yield from (Relation(collection.url, "IsPartOf") for collection in record.collections)
    yield from (Relation(related.uri, TYPES[related.type]) for related in record.related)


def related_identifiers(root: etree._Element, found: Iterable[Relation]) -> None:
    """Write each relation once, if its address is of a kind that DataCite knows."""
    element = group(root, "relatedIdentifiers")
    for relation in dict.fromkeys(found):
        kind, value = identified(relation.uri)
        if kind:
            add(
                element,
                "relatedIdentifier",
                value,
                relatedIdentifierType=kind,
                relationType=relation.type,
                relatedMetadataScheme=relation.scheme,
                relationTypeInformation="not stated" if relation.type == "Other" else "",
            )
    drop_empty(root, element)


def identified(uri: str) -> tuple[str, str]:
    """Return type and value of an address as a relatedIdentifier; the type is "" for a kind that DataCite lacks."""
    address = clean.uri(uri)
    if found := _DOI.fullmatch(clean.text(uri)):
        return "DOI", found[1]
    if _HANDLE.fullmatch(address):
        return "Handle", pids.pid("handle", address).value
    for start, kind in (("http:", "URL"), ("https:", "URL"), ("ftp:", "URL"), ("ark:", "ARK"), ("urn:", "URN")):
        if address.lower().startswith(start):
            return kind, address
    return "", address
