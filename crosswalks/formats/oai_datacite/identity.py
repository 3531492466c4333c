"""identifier: exactly one. DataCite registers DOIs only; a harvested record may have another, as the kernel allows."""

from lxml import etree

from crosswalks.formats.datacite.build import add
from crosswalks.formats.datacite.identifiers import Identifier, identifiers
from crosswalks.formats.oai_datacite.options import UNKNOWN, Options
from crosswalks.record import Record


def identifier(root: etree._Element, record: Record, _: Options) -> None:
    """Write the identifier; one that holds in the archive alone is no more than an alternate one."""
    found = next(iter(identifiers(record)), Identifier("DOI", UNKNOWN, UNKNOWN))
    add(root, "identifier", found.value, identifierType=found.type)
