"""Record -> MODS 3.8, https://www.loc.gov/standards/mods/v3/mods-3-8.xsd.

One module per group of top-level elements, one function per element, written in the order of `PARTS`. The hubs that
harvest MODS read it differently; what they contradict each other in is an option.
"""

from collections.abc import Callable
from typing import Final

from lxml import etree

from crosswalks import native, xml
from crosswalks.formats.mods import access, content, links, names, natives, origin, record_info, resource
from crosswalks.formats.mods.build import add, tag
from crosswalks.formats.mods.options import Options
from crosswalks.record import Record

__all__ = ["SCHEMA", "Options", "adapt", "render"]

SCHEMA: Final = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"

PARTS: Final[tuple[Callable[[etree._Element, Record, Options], None], ...]] = (
    names.titles,
    names.names,
    resource.type_of_resource,
    resource.genres,
    origin.origin_info,
    resource.languages_used,
    resource.physical_description,
    content.abstracts,
    content.notes,
    content.subjects,
    content.places,
    content.periods,
    content.classifications,
    links.identifiers,
    links.originals,
    links.collections,
    links.related_items,
    links.texts,
    links.location,
    access.conditions,
    record_info.record_info,
)


def render(record: Record, options: Options) -> bytes:
    """Return the mods element of a Record, version 3.8, never without a child."""
    root = xml.root(
        tag("mods"), prefixes={None: xml.MODS, "xlink": xml.XLINK, "xsi": xml.XSI}, location=f"{xml.MODS} {SCHEMA}"
    )
    root.set("version", "3.8")
    for part in PARTS:
        part(root, record, options)
    if not len(root):  # a local identifier of nothing but control characters: the schema still wants one element
        add(root, tag("identifier"), "", {"type": "local"}, empty=True)
    return xml.serialise(root)


def adapt(dissemination: bytes, options: Options) -> bytes:
    """Return a valid native MODS, as it may be served, with the options applied and nothing else changed."""
    return natives.adapt(dissemination, native.Form(xml.MODS, SCHEMA), options)
