"""The values of a record in qualified Dublin Core by their terms, and what becomes of those that are none.

https://www.dublincore.org/specifications/dublin-core/dcmi-terms/. An element of the fifteen counts the same in either
namespace. The elements of EDM that some hubs of DPLA put beside them break the schema, but what they say is clear
(https://github.com/dpla/ingestion3).
"""

from collections import Counter, defaultdict
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import xml
from crosswalks.sources import nodes, oai_dc_fields
from crosswalks.sources.oai_dc_fields import Fields, Value

EDM: Final = "http://www.europeana.eu/schemas/edm/"
REFINEMENTS: Final = (
    "abstract", "accessRights", "accrualMethod", "accrualPeriodicity", "accrualPolicy", "alternative", "audience",
    "available", "bibliographicCitation", "conformsTo", "created", "dateAccepted", "dateCopyrighted", "dateSubmitted",
    "educationLevel", "extent", "hasFormat", "hasPart", "hasVersion", "instructionalMethod", "isFormatOf", "isPartOf",
    "isReferencedBy", "isReplacedBy", "isRequiredBy", "issued", "isVersionOf", "license", "mediator", "medium",
    "modified", "provenance", "references", "replaces", "requires", "rightsHolder", "spatial", "tableOfContents",
    "temporal", "valid",
)  # fmt: skip
_TERMS: Final = {name.lower(): name for name in (*oai_dc_fields.ELEMENTS, *REFINEMENTS)} | {"licence": "license"}
_OF_EDM: Final = {
    "rights": "rights", "dataProvider": "dataProvider", "isShownAt": "isShownAt", "preview": "preview",
    "object": "preview",
}  # fmt: skip


class Terms(NamedTuple):
    """The values by term, those of EDM among them, and notes on elements that were left out."""

    values: defaultdict[str, list[Value]]
    notes: list[str]

    def fields(self) -> Fields:
        """Return the values of the fifteen elements alone."""
        return Fields({name: self.values[name] for name in oai_dc_fields.ELEMENTS}, [], self.notes)

    def texts(self, term: str) -> list[str]:
        """Return the texts of a term."""
        return [value.text for value in self.values[term]]

    def parts(self, *terms: str) -> list[str]:
        """Return the texts of terms that hold lists, one value each."""
        return [part for term in terms for text in self.texts(term) for part in oai_dc_fields.split(text)]


def terms(element: etree._Element) -> Terms:
    """Return the values that are not empty; also of elements that a repository has wrapped once more."""
    found = Terms(defaultdict(list), [])
    lost: Counter[str] = Counter()
    for node in oai_dc_fields.holders(element):
        text = nodes.words(node)
        if not text:
            continue
        name = _term(node)
        if name:
            found.values[name].append(Value(text, nodes.lang(node), node, _scheme(node)))
        else:
            lost[etree.QName(node).localname] += 1
    found.notes.extend(
        f"The element {name} is none of Dublin Core's and was left out ({nodes.times(count)})."
        for name, count in lost.items()
    )
    return found


def _term(node: etree._Element) -> str:
    """Return the term that an element stands for, or ""."""
    name = etree.QName(node)
    if name.namespace in (xml.DC, xml.DCTERMS):
        return _TERMS.get(name.localname.lower(), "")
    if name.localname == "thumbnail":
        return "preview"
    return _OF_EDM.get(name.localname, "") if name.namespace == EDM else ""


def _scheme(node: etree._Element) -> str:
    """Return the name of the encoding scheme that an element states, `DDC` of `dcterms:DDC`, or ""."""
    return node.get(xml.XSI_TYPE, "").strip().rpartition(":")[2]
