"""identifier and alternateIdentifier: what leads to the document first, everything else beside it.

The identifier is the DOI, else the handle, else the landing page, else an ARK or URN, which no resolver is known for,
else another address. OpenAIRE wants it as a link, DataCite a DOI or handle without its resolver.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import clean
from crosswalks.formats import wording
from crosswalks.formats.datacite.build import add, group
from crosswalks.record import PidScheme, Record
from crosswalks.sources import pids

# Type of an identifier, as records write it -> as DataCite does
TYPES: Final = {
    "ark": "ARK", "arxiv": "arXiv", "bibcode": "bibcode", "doi": "DOI", "ean": "EAN13", "eissn": "EISSN",
    "handle": "Handle", "hdl": "Handle", "isbn": "ISBN", "issn": "ISSN", "issn-l": "LISSN", "istc": "ISTC",
    "pmid": "PMID", "purl": "PURL", "upc": "UPC", "uri": "URL", "url": "URL", "urn": "URN",
}  # fmt: skip


class Identifier(NamedTuple):
    """An identifier with its type, as it is written alone and as a link; the same where it is no link."""

    type: str
    value: str
    link: str


def identifiers(record: Record) -> list[Identifier]:
    """Return the identifiers that hold everywhere, the one to be preferred first."""
    return list(dict.fromkeys(_identifiers(record)))


def _identifiers(record: Record) -> Iterator[Identifier]:
    """Yield what `identifiers` returns."""
    yield from _pids(record, "doi", "handle")
    if landing := clean.uri(record.landing_url):
        yield Identifier("URL", landing, landing)
    yield from _pids(record, "ark", "urn")
    for identifier in filter(wording.is_valid, record.identifiers):
        address = clean.uri(identifier.value)
        if address.startswith(("http://", "https://")):
            yield Identifier("URL", address, address)


def _pids(record: Record, *wanted: PidScheme) -> Iterator[Identifier]:
    """Yield the persistent identifiers of some schemes, in the order of these."""
    for scheme in wanted:
        for pid in record.pids:
            if pid.scheme == scheme and clean.text(pid.value):
                own = pids.pid(scheme, clean.text(pid.value))
                link = clean.text(wording.pid(pid))
                bare = own.value if scheme in ("doi", "handle") else link
                yield Identifier(TYPES[scheme], bare, link)


def alternate_identifiers(root: etree._Element, record: Record, _: object = None) -> None:
    """Write every identifier but the first, the local one, and others that still hold, each value once."""
    first, *rest = identifiers(record) or [Identifier("", "", "")]
    element = group(root, "alternateIdentifiers")
    written = {first.value, first.link}
    for kind, value in (*((one.type, one.value) for one in rest), ("local", record.local_id), *_others(record)):
        text = clean.text(value)
        if text not in written:
            written.add(text)
            add(element, "alternateIdentifier", text, alternateIdentifierType=kind)
    if not len(element):
        root.remove(element)


def _others(record: Record) -> Iterator[tuple[str, str]]:
    """Yield type and value of the identifiers that are not persistent ones."""
    for identifier in filter(wording.is_valid, record.identifiers):
        kind = clean.text(identifier.type)
        yield TYPES.get(kind.lower(), kind) or "other", identifier.value
