"""XML for the crosswalks: the namespaces, one safe parser, and the few helpers that build and write trees.

Every document from outside goes through `parser()` or `parse()`: no network, no DTD, no entity is ever expanded, and
a document that declares or needs entities is refused, since an unexpanded reference could not be served again.
Namespaces are declared on the root of what is built, as OAI-PMH asks of the metadata part
(https://www.openarchives.org/OAI/openarchivesprotocol.html#Record).
"""

from typing import Any, Final

from lxml import etree

OAI_PMH: Final = "http://www.openarchives.org/OAI/2.0/"
OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC: Final = "http://purl.org/dc/elements/1.1/"
MODS: Final = "http://www.loc.gov/mods/v3"
XLINK: Final = "http://www.w3.org/1999/xlink"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
XML: Final = "http://www.w3.org/XML/1998/namespace"

XML_LANG: Final = f"{{{XML}}}lang"
XLINK_HREF: Final = f"{{{XLINK}}}href"
SCHEMA_LOCATION: Final = f"{{{XSI}}}schemaLocation"


class UnsafeXml(ValueError):  # noqa: N818 - it says what the document is
    """The document declares entities, or uses entities that nothing declares."""


class _Nowhere(etree.Resolver):
    """Refuses every document but the one being parsed.

    Without it libxml2 still opens the files that parameter entities of the internal subset name.
    """

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """Return nothing.

        Raises:
            UnsafeXml: always.

        """
        del public_id, context
        raise UnsafeXml(f"the document asks for another one, {system_url}; external entities are refused")


NOWHERE: Final = _Nowhere()


def parser() -> etree.XMLParser[etree._Element]:
    """Return a new parser that never reads anything but the bytes it is given."""
    safe: etree.XMLParser[etree._Element] = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    safe.resolvers.add(NOWHERE)
    return safe


def parse(data: bytes) -> etree._Element:
    """Return the root element of a document.

    Raises:
        lxml.etree.XMLSyntaxError: the bytes are not one well-formed XML document.
        UnsafeXml: the document declares entities or refers to undeclared ones.

    """
    root = etree.fromstring(data, parser())
    refuse_entities(root)
    return root


def refuse_entities(root: etree._Element) -> None:
    """Return nothing if the document of `root` is free of entities.

    Raises:
        UnsafeXml: its DOCTYPE declares an entity, or an entity reference stands unexpanded in the tree.

    """
    document = root.getroottree().docinfo
    if not document.doctype:
        return
    for subset in (document.internalDTD, document.externalDTD):
        if subset is not None and any(True for _ in subset.iterentities()):
            raise UnsafeXml("the document type declares entities; documents with entity declarations are refused")
    if any(True for _ in root.iter(etree.Entity)):
        raise UnsafeXml("the document uses entity references that only its DTD could explain; write the characters")


def root(tag: str, *, prefixes: dict[str | None, str], location: str) -> etree._Element:
    """Return a new root element with its namespaces declared and `location` as its xsi:schemaLocation."""
    element = etree.Element(tag, nsmap=prefixes)
    element.set(SCHEMA_LOCATION, location)
    return element


def child(parent: etree._Element, tag: str, text: str = "", attributes: dict[str, str] | None = None) -> etree._Element:
    """Return a new last child of `parent`; `text` and `attributes` must hold characters of XML 1.0 only."""
    element = etree.SubElement(parent, tag, attributes)
    if text:
        element.text = text
    return element


def serialise(element: etree._Element) -> bytes:
    """Return the element as UTF-8 without XML declaration and without what follows it in its document."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)
