"""What a harvest wraps around metadata: header and about containers.

The record: <https://www.openarchives.org/OAI/openarchivesprotocol.html#Record>; where it came from before:
<https://www.openarchives.org/OAI/2.0/guidelines-provenance.htm>; the rights in the metadata:
<https://www.openarchives.org/OAI/2.0/guidelines-rights.htm>.
"""

from typing import Final, NamedTuple

from lxml import etree

from crosswalks.sources import nodes
from crosswalks.sources.entry import Provenance

RIGHTS: Final = "http://www.openarchives.org/OAI/2.0/rights/"
PROVENANCE: Final = "http://www.openarchives.org/OAI/2.0/provenance"
# Who passed a record on is told by one description within the other; so many hands no record has been through
_MOST_HANDS: Final = 16


class Header(NamedTuple):
    """The header of a harvested record; `base_url` and `response_date` come from the response around it.

    `rights` is the address of the rights in the metadata, `origin` where the record came from before, as its about
    containers have them; `notes` says what of these is not kept.
    """

    identifier: str
    datestamp: str
    deleted: bool
    base_url: str
    response_date: str
    rights: str = ""
    origin: Provenance | None = None
    notes: tuple[str, ...] = ()


class Parts(NamedTuple):
    """The header, the first element within `metadata`, the payload, and the about containers of a `record` element."""

    header: etree._Element | None
    metadata: etree._Element | None
    payload: etree._Element | None
    about: list[etree._Element]


def parts(record: etree._Element, payload: str) -> Parts:
    """Return what a `record` element holds."""
    header = other = element = None
    about = []
    for child in record.iterchildren(etree.Element):
        name = local(child)
        if name == "header":
            header = child
        elif name == "about":
            about.append(child)
        elif name == "metadata":
            element = next(child.iterchildren(payload), None)
            other = next(child.iterchildren(etree.Element), None)
        elif is_payload(child, payload) and element is None:
            element = child
    return Parts(header, other, element, about)


def header(node: etree._Element, about: list[etree._Element], *, base_url: str, response_date: str) -> Header:
    """Return the header of a harvested record, with what its about containers say."""
    texts = {local(child): (child.text or "").strip() for child in node.iterchildren(etree.Element)}
    uri, notes = _rights(about)
    return Header(
        texts.get("identifier", ""), texts.get("datestamp", ""), node.get("status") == "deleted",
        base_url, response_date, uri, _origin(about), notes,
    )  # fmt: skip


def _rights(about: list[etree._Element]) -> tuple[str, tuple[str, ...]]:
    """Return the first address of the rights in the metadata, and a note on what else is said of them."""
    stated = [
        child for each in about for child in each.iter(f"{{{RIGHTS}}}rightsReference", f"{{{RIGHTS}}}rightsDefinition")
    ]
    addresses = [address for node in stated if (address := nodes.uri(node.get("ref")))]
    lost = [node for node in stated if nodes.uri(node.get("ref")) != (addresses[0] if addresses else "")]
    note = "What the harvested record says of the rights in its metadata beside one address is not kept."
    return addresses[0] if addresses else "", (note,) if lost or (stated and not addresses) else ()


def _origin(about: list[etree._Element]) -> Provenance | None:
    """Return where the record came from before it was harvested, as it says itself."""
    for each in about:
        for node in each.iter(f"{{{PROVENANCE}}}originDescription"):
            return _described(node, _MOST_HANDS)
    return None


def _described(node: etree._Element, most: int) -> Provenance:
    """Return an originDescription and those within it."""
    texts = {local(child): nodes.words(child) for child in node.iterchildren(etree.Element) if not len(child)}
    within = next(node.iterchildren(f"{{{PROVENANCE}}}originDescription"), None)
    return Provenance(
        texts.get("baseURL", ""), texts.get("identifier", ""), texts.get("datestamp", ""),
        texts.get("metadataNamespace", ""), node.get("harvestDate", "").strip(), node.get("altered") in ("true", "1"),
        _described(within, most - 1) if within is not None and most else None,
    )  # fmt: skip


def is_payload(node: etree._Element, payload: str) -> bool:
    """Return whether an element is a payload by its name, which may be one in any namespace, `{*}qualifieddc`."""
    return node.tag == payload or (payload.startswith("{*}") and local(node) == payload[3:])


def local(node: etree._Element) -> str:
    """Return the name of an element without its namespace, but with a prefix that nothing declares."""
    return str(node.tag).rpartition("}")[2]


def namespace(node: etree._Element) -> str:
    """Return the namespace of an element; "" without one."""
    return str(node.tag)[1:].rpartition("}")[0]
