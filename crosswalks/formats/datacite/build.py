"""Building elements of the kernel: cleaned text, cleaned attributes, and nothing that would be empty."""

from typing import Final

from lxml import etree

from crosswalks import clean, languages, xml

KERNEL: Final = "http://datacite.org/schema/kernel-4"
_URI_ATTRIBUTES: Final = frozenset({"awardURI", "rightsURI", "schemeURI", "uri", "valueURI"})


def add(
    parent: etree._Element, name: str, text: str, *, namespace: str = KERNEL, **attributes: str
) -> etree._Element | None:
    """Return a new child with the cleaned text; None, and no child, when there is no text.

    Attributes that are empty, or should be addresses and are none, are left out; `lang` (ISO 639-3) is xml:lang.
    """
    value = clean.text(text)
    if not value:
        return None
    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    element.text = value
    for key, given in attributes.items():
        if cleaned := _attribute(key, given):
            element.set(xml.XML_LANG if key == "lang" else key, cleaned)
    return element


def _attribute(name: str, value: str) -> str:
    """Return the clean value of an attribute, or ""."""
    if name == "lang":
        return languages.bcp47(value)
    return clean.uri(value) if name in _URI_ATTRIBUTES else clean.text(value)


def group(parent: etree._Element, name: str, *, namespace: str = KERNEL) -> etree._Element:
    """Return a new child to be filled; `drop_empty` takes it out again if nothing came."""
    return etree.SubElement(parent, f"{{{namespace}}}{name}")


def drop_empty(parent: etree._Element, element: etree._Element) -> None:
    """Take a wrapper without children out of its parent again."""
    if not len(element):
        parent.remove(element)
