"""rdf:RDF: the whole description of a document, class by class.

Europeana's own repository advertises the namespace of EDM (https://github.com/europeana/OAI-PMH). The schema is that of
the root's namespace, RDF: an xsi:schemaLocation with any other could not be validated.
"""

from typing import Final

from lxml import etree

from crosswalks import xml
from crosswalks.formats.edm import aggregation, cho, contexts, views, web
from crosswalks.formats.edm.build import Context, Contexts, node, write
from crosswalks.formats.edm.options import Options
from crosswalks.record import Record

SCHEMA: Final = "http://www.europeana.eu/schemas/edm/EDM.xsd"

PREFIXES: Final[dict[str | None, str]] = {
    "rdf": xml.RDF,
    "edm": xml.EDM,
    "ore": xml.ORE,
    "dc": xml.DC,
    "dcterms": xml.DCTERMS,
    "skos": xml.SKOS,
    "owl": xml.OWL,
    "wgs84": xml.WGS84,
    "xsi": xml.XSI,
}


def tree(record: Record, options: Options) -> etree._Element:
    """Return the rdf:RDF element of a Record."""
    root = xml.root(f"{{{xml.RDF}}}RDF", prefixes=PREFIXES, location=f"{xml.RDF} {SCHEMA}")
    named: Contexts = {view.url: Context(web.WEB_RESOURCE, ()) for view in views.views(record)}
    cho.write_object(root, record, options, named)
    web.write_resources(root, record)
    for tag in contexts.CLASSES:
        for uri, context in named.items():
            if context.tag == tag:
                element = node(root, tag, uri)
                for name, value in context.properties:
                    write(element, name, [value])
    aggregation.write_aggregation(root, record, options)
    return root
