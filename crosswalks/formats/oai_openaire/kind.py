"""resourceType: exactly one term of the COAR vocabulary, with its name, and OpenAIRE's own class above it."""

from lxml import etree

from crosswalks import vocabularies
from crosswalks.formats import coar
from crosswalks.formats.datacite.build import add
from crosswalks.formats.oai_openaire.namespace import OAIRE
from crosswalks.formats.oai_openaire.options import Options
from crosswalks.record import Record


def resource_type(root: etree._Element, record: Record, options: Options) -> None:
    """Write the COAR type of the record; "other" where nothing nearer is known."""
    code = coar.resource_type(record)
    add(
        root,
        "resourceType",
        vocabularies.COAR_TYPES[code],
        namespace=OAIRE,
        resourceTypeGeneral=options.resource_type_general or coar.KINDS[code].openaire,
        uri=f"{vocabularies.COAR_TYPE_URI}{code}",
    )
