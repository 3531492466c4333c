"""XML for the crosswalks: the namespaces, one safe parser, and the few helpers that build and write trees.

Every document from outside goes through `parser()`, `pull_parser()` or `parse()`: no network, no file, no DTD, no
entity is ever expanded, and a document that declares or needs entities is refused, since an unexpanded reference could
not be served again.
Namespaces are declared on the root of what is built, as OAI-PMH asks of the metadata part
(https://www.openarchives.org/OAI/openarchivesprotocol.html#Record).
"""

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree

OAI_PMH: Final = "http://www.openarchives.org/OAI/2.0/"
OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
EDM: Final = "http://www.europeana.eu/schemas/edm/"
ORE: Final = "http://www.openarchives.org/ore/terms/"
OWL: Final = "http://www.w3.org/2002/07/owl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
WGS84: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
OAI_QDC: Final = "http://worldcat.org/xmlschemas/qdc-1.0/"
MODS: Final = "http://www.loc.gov/mods/v3"
MARC: Final = "http://www.loc.gov/MARC21/slim"
XLINK: Final = "http://www.w3.org/1999/xlink"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
XML: Final = "http://www.w3.org/XML/1998/namespace"
SHEAF: Final = "urn:uuid:7bc59e1a-3b2f-479b-999d-ccb0329a9404"
"""Our own, in nobody's domain: the addresses that a repository is served at belong to whoever runs it."""

XML_LANG: Final = f"{{{XML}}}lang"
XLINK_HREF: Final = f"{{{XLINK}}}href"
SCHEMA_LOCATION: Final = f"{{{XSI}}}schemaLocation"
XSI_TYPE: Final = f"{{{XSI}}}type"


class UnsafeXml(ValueError):  # noqa: N818 - it says what the document is
    """The document declares entities, or uses entities that nothing declares."""


class _Nowhere(etree.Resolver):
    """Gives an empty document for every other one that the document asks for, and opens nothing.

    A DOCTYPE that names a DTD is no reason to refuse a record, so nothing is raised. It has to be a text, since libxml2
    opens the file after all when it is told that the document is empty (lxml 6.1, `resolve_empty`).
    """

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """Return a document without any declaration."""
        del system_url, public_id
        return self.resolve_string("<!-- -->", context)


# collect_ids=False is in neither parser: it makes libxml2 read the DTD that a DOCTYPE names in spite of load_dtd=False
_NOWHERE: Final = _Nowhere()


def parser() -> etree.XMLParser[etree._Element]:
    """Return a new parser that never reads anything but the bytes it is given."""
    safe: etree.XMLParser[etree._Element] = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    safe.resolvers.add(_NOWHERE)
    return safe


def pull_parser(tags: Sequence[str]) -> "etree.XMLPullParser[etree._Element]":
    """Return a new parser to feed with bytes, which reports the start and end of elements with these names.

    It never reads anything but the bytes it is fed.
    """
    safe: etree.XMLPullParser[etree._Element] = etree.XMLPullParser(
        events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    safe.resolvers.add(_NOWHERE)
    return safe


def parse(data: bytes) -> etree._Element:
    """Return the root element of a document.

    Raises:
        lxml.etree.XMLSyntaxError: the bytes are not one well-formed XML document.
        UnsafeXml: the document declares entities or refers to undeclared ones.

    """
    root = etree.fromstring(data, parser())
    if not root.getroottree().docinfo.doctype:
        return root
    if declares_entities(root):
        raise UnsafeXml("the document type declares entities; documents with entity declarations are refused")
    if any(True for _ in root.iter(etree.Entity)):
        raise UnsafeXml("the document uses entity references that only its DTD could explain; write the characters")
    return root


def declares_entities(node: etree._Element) -> bool:
    """Return whether the document of the node declares entities, as the parser saw it."""
    document = node.getroottree().docinfo
    subsets = (document.internalDTD, document.externalDTD)
    return any(True for subset in subsets if subset is not None for _ in subset.iterentities())


def root(tag: str, *, prefixes: dict[str | None, str], location: str) -> etree._Element:
    """Return a new root element with its namespaces declared and `location` as its xsi:schemaLocation."""
    element = etree.Element(tag, nsmap=prefixes)
    element.set(SCHEMA_LOCATION, location)
    return element


def serialise(element: etree._Element) -> bytes:
    """Return the element as UTF-8 without XML declaration and without what follows it in its document."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)
