"""Record -> oai_datacite: DataCite's kernel 4 in the envelope that DataCite made for OAI-PMH.

https://schema.datacite.org/oai/oai-1.1/ and https://schema.datacite.org/meta/kernel-4/. The envelope, since that is
what the prefix means to those who harvest DataCite and Zenodo; kernel and schemaVersion are named as DataCite's own
provider names them, without a minor version. The resource inside names its own schema, as it does there.

What the kernel demands and a Record does not tell is said by the standard value for unknown information, `:unav`.
"""

from collections.abc import Callable
from typing import Final

from lxml import etree

from crosswalks import clean, xml
from crosswalks.formats.datacite import identifiers, places
from crosswalks.formats.datacite.build import KERNEL
from crosswalks.formats.oai_datacite import attribution, content, dates, identity, kind, related, terms
from crosswalks.formats.oai_datacite.options import UNKNOWN, Options
from crosswalks.record import Record

__all__ = ["NAMESPACE", "SCHEMA", "Options", "render"]

NAMESPACE: Final = "http://schema.datacite.org/oai/oai-1.1/"
SCHEMA: Final = "http://schema.datacite.org/oai/oai-1.1/oai.xsd"
KERNEL_SCHEMA: Final = "http://schema.datacite.org/meta/kernel-4/metadata.xsd"
VERSION: Final = "4"

PARTS: Final[tuple[Callable[[etree._Element, Record, Options], None], ...]] = (
    identity.identifier,
    attribution.creators,
    attribution.titles,
    attribution.publisher,
    dates.publication_year,
    kind.resource_type,
    content.subjects,
    attribution.contributors,
    dates.dates,
    content.language,
    identifiers.alternate_identifiers,
    related.related_identifiers,
    content.sizes,
    content.formats,
    terms.rights_list,
    content.descriptions,
    places.geo_locations,
    attribution.funding_references,
    related.related_items,
)


def render(record: Record, options: Options) -> bytes:
    """Return the oai_datacite element of a Record."""
    root = xml.root(
        f"{{{NAMESPACE}}}oai_datacite", prefixes={None: NAMESPACE, "xsi": xml.XSI}, location=f"{NAMESPACE} {SCHEMA}"
    )
    for name, text in (
        ("schemaVersion", VERSION),
        ("datacentreSymbol", clean.text(options.datacentre_symbol) or UNKNOWN),
    ):
        etree.SubElement(root, f"{{{NAMESPACE}}}{name}").text = text
    payload = etree.SubElement(root, f"{{{NAMESPACE}}}payload")
    _resource(payload, record, options)
    return xml.serialise(root)


def _resource(payload: etree._Element, record: Record, options: Options) -> None:
    """Write the resource in the kernel's namespace."""
    resource = etree.SubElement(payload, f"{{{KERNEL}}}resource", nsmap={None: KERNEL})
    resource.set(xml.SCHEMA_LOCATION, f"{KERNEL} {KERNEL_SCHEMA}")
    for part in PARTS:
        part(resource, record, options)
