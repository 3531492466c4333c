"""Record -> EDM external, the Europeana Data Model as data providers and aggregators deliver it.

https://europeana.atlassian.net/wiki/spaces/EF/pages/987791389; schema http://www.europeana.eu/schemas/edm/EDM.xsd. One
edm:ProvidedCHO, an edm:WebResource for each view of it, the contextual classes that it refers to, and one
ore:Aggregation: Europeana takes no other number of the first and the last.
"""

from crosswalks import xml
from crosswalks.formats.edm import document
from crosswalks.formats.edm.document import PREFIXES, SCHEMA
from crosswalks.formats.edm.options import Options
from crosswalks.formats.edm.rules import missing
from crosswalks.record import Record

__all__ = ["PREFIXES", "SCHEMA", "Options", "missing", "render"]


def render(record: Record, options: Options) -> bytes:
    """Return the rdf:RDF element of a Record."""
    return xml.serialise(document.tree(record, options))
