"""Record -> oai_openaire, the application profile of the OpenAIRE Guidelines for Literature Repositories, version 4.

https://openaire-guidelines-for-literature-repository-managers.readthedocs.io/en/v4.0.0/. Its schema lets any element
occur any number of times; how often it should is in the guidelines, and in `missing`. What a Record does not tell is
left out, never invented.
"""

from collections.abc import Callable
from typing import Final

from lxml import etree

from crosswalks import xml
from crosswalks.formats.datacite import content, identifiers, places
from crosswalks.formats.datacite.build import KERNEL
from crosswalks.formats.oai_openaire import access, attribution, dates, description, kind
from crosswalks.formats.oai_openaire.namespace import OAIRE
from crosswalks.formats.oai_openaire.obligations import missing
from crosswalks.formats.oai_openaire.options import Options
from crosswalks.record import Record

__all__ = ["NAMESPACE", "SCHEMA", "Options", "missing", "render"]

NAMESPACE: Final = OAIRE
SCHEMA: Final = "https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd"

PARTS: Final[tuple[Callable[[etree._Element, Record, Options], None], ...]] = (
    attribution.titles,
    attribution.creators,
    attribution.contributors,
    attribution.funding_references,
    identifiers.alternate_identifiers,
    description.related_identifiers,
    description.languages_used,
    description.publishers,
    dates.dates,
    kind.resource_type,
    description.descriptions,
    description.formats,
    description.identifier,
    access.rights,
    description.sources,
    description.subjects,
    access.licence_condition,
    description.coverage,
    content.sizes,
    places.geo_locations,
    access.files,
)


def render(record: Record, options: Options) -> bytes:
    """Return the oaire:resource element of a Record."""
    root = xml.root(
        f"{{{OAIRE}}}resource",
        prefixes={"oaire": OAIRE, "datacite": KERNEL, "dc": xml.DC, "xsi": xml.XSI},
        location=f"{OAIRE} {SCHEMA}",
    )
    for part in PARTS:
        part(root, record, options)
    return xml.serialise(root)
