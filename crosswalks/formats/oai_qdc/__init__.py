"""Record -> oai_qdc, qualified Dublin Core as CONTENTdm, Omeka and the hubs of DPLA exchange it.

http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd, a container for the elements of Dublin Core and for the terms that
refine them (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/). One function per element, in the order
in which they are written; what no term refines is said as in oai_dc. `schemes` names the encoding schemes.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from crosswalks import clean, languages, xml
from crosswalks.formats import oai_dc
from crosswalks.formats.oai_qdc import access, content, links, origin
from crosswalks.formats.oai_qdc.content import as_in_oai_dc
from crosswalks.formats.oai_qdc.options import Options
from crosswalks.formats.oai_qdc.schemes import Value, Values
from crosswalks.record import Record

__all__ = ["SCHEMA", "Options", "render"]

SCHEMA: Final = "http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd"


def render(record: Record, options: Options) -> bytes:
    """Return the oai_qdc:qualifieddc element of a Record. Values are clean, in order, and none is written twice."""
    root = xml.root(
        f"{{{xml.OAI_QDC}}}qualifieddc",
        prefixes={"oai_qdc": xml.OAI_QDC, "dc": xml.DC, "dcterms": xml.DCTERMS, "xsi": xml.XSI},
        location=f"{xml.OAI_QDC} {SCHEMA}",
    )
    for tag, values in ELEMENTS:
        _write(root, tag, values(record, options))
    return xml.serialise(root)


def _write(root: etree._Element, tag: str, values: Iterator[Value]) -> None:
    """Write each value that is neither empty nor there already; the same in another scheme is another value."""
    written: set[Value] = set()
    for raw in values:
        value = raw._replace(text=clean.text(raw.text))
        if value.text and value not in written:
            written |= {value, value._replace(scheme="")}
            element = etree.SubElement(root, tag)
            element.text = value.text
            if value.scheme:
                element.set(xml.XSI_TYPE, f"dcterms:{value.scheme}")
            elif value.lang and (short := languages.bcp47(value.lang)):
                element.set(xml.XML_LANG, short)


_DC, _TERMS = f"{{{xml.DC}}}", f"{{{xml.DCTERMS}}}"
ELEMENTS: Final[tuple[tuple[str, Values], ...]] = (
    (f"{_DC}title", content.titles),
    (f"{_TERMS}alternative", content.alternatives),
    (f"{_DC}creator", as_in_oai_dc(oai_dc.creators)),
    (f"{_DC}contributor", as_in_oai_dc(oai_dc.contributors)),
    (f"{_DC}subject", content.subjects),
    (f"{_TERMS}abstract", content.abstracts),
    (f"{_DC}description", content.descriptions),
    (f"{_DC}publisher", as_in_oai_dc(oai_dc.publishers)),
    (f"{_TERMS}provenance", content.provenance),
    (f"{_TERMS}created", origin.dates("created")),
    (f"{_TERMS}issued", origin.dates("issued")),
    (f"{_TERMS}dateCopyrighted", origin.dates("copyright")),
    (f"{_TERMS}valid", origin.dates("valid")),
    (f"{_TERMS}modified", origin.dates("modified")),
    (f"{_TERMS}available", origin.available),
    (f"{_DC}date", origin.dates("sent", "received", "other")),
    (f"{_DC}type", content.types),
    (f"{_TERMS}extent", content.extents),
    (f"{_TERMS}medium", content.media),
    (f"{_DC}format", content.formats),
    (f"{_DC}identifier", links.identifiers),
    (f"{_DC}source", links.sources),
    (f"{_DC}language", as_in_oai_dc(oai_dc.language)),
    (f"{_TERMS}isPartOf", links.collections),
    (f"{_TERMS}hasPart", links.related("constituent")),
    (f"{_TERMS}replaces", links.related("preceding")),
    (f"{_TERMS}isReplacedBy", links.related("succeeding")),
    (f"{_TERMS}isFormatOf", links.related("original")),
    (f"{_TERMS}hasFormat", links.versions("otherFormat", "transcript", "ocr")),
    (f"{_TERMS}hasVersion", links.versions("otherVersion", "translation")),
    (f"{_TERMS}references", links.related("references")),
    (f"{_TERMS}isReferencedBy", links.referring),
    (f"{_DC}relation", links.related("", "reviewOf")),
    (f"{_TERMS}spatial", content.places),
    (f"{_TERMS}temporal", content.periods),
    (f"{_DC}rights", access.rights_values),
    (f"{_TERMS}accessRights", access.access),
    (f"{_TERMS}license", access.licences),
    (f"{_TERMS}rightsHolder", access.holders),
)
