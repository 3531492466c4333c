"""Finding what a rendition says, for the tests of the formats."""

from typing import Any, Final

from lxml import etree

from crosswalks import xml
from crosswalks.formats import oai_datacite, oai_dc, oai_openaire
from crosswalks.record import Record

NAMESPACES: Final = {
    "o": "http://namespace.openaire.eu/schema/oaire/",
    "e": "http://schema.datacite.org/oai/oai-1.1/",
    "d": "http://datacite.org/schema/kernel-4",
    "dc": xml.DC,
}
RESOURCE: Final = "e:payload/d:resource"


def values(record: Record, element: str, **options: bool) -> list[str]:
    """Return the texts of one element in oai_dc."""
    root = etree.fromstring(oai_dc.render(record, oai_dc.Options(**options)))
    return [node.text or "" for node in root.iter(f"{{{xml.DC}}}{element}")]


def openaire(record: Record, path: str, **options: Any) -> list[str]:
    """Return the texts or attribute values that an XPath finds in oai_openaire."""
    return _found(oai_openaire.render(record, oai_openaire.Options(**options)), path)


def datacite(record: Record, path: str, **options: Any) -> list[str]:
    """Return the texts or attribute values that an XPath finds in the resource of oai_datacite."""
    below = path if path.startswith("/") else f"/{path}"
    return _found(oai_datacite.render(record, oai_datacite.Options(**options)), f"{RESOURCE}{below}")


def _found(rendition: bytes, path: str) -> list[str]:
    """Return the texts or attribute values that an XPath finds."""
    found = etree.fromstring(rendition).xpath(path, namespaces=NAMESPACES)
    return [node if isinstance(node, str) else (node.text or "") for node in found]
