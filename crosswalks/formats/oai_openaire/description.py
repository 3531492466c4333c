"""The elements that OpenAIRE keeps from Dublin Core, identifier, subjects and relations.

The values of dc:publisher, dc:source and the times in dc:coverage are those of oai_dc.
"""

from collections.abc import Iterable
from typing import Final

from lxml import etree

from crosswalks import clean, languages, xml
from crosswalks.formats import oai_dc
from crosswalks.formats.datacite import content, identifiers, relations
from crosswalks.formats.datacite import subjects as shared
from crosswalks.formats.datacite.build import add
from crosswalks.formats.oai_openaire.options import Options
from crosswalks.record import Record

_PLAIN: Final = oai_dc.Options()


def _write(root: etree._Element, name: str, values: Iterable[oai_dc.Value]) -> None:
    """Write an element of Dublin Core for each value, each once."""
    for text, lang in dict.fromkeys((clean.text(text), lang) for text, lang in values):
        add(root, name, text, namespace=xml.DC, lang=lang)


def related_identifiers(root: etree._Element, record: Record, _: Options) -> None:
    """Write related resources with an address; how they are related has to be known."""
    known = (found for found in relations.relations(record) if found.type not in relations.NEW)
    relations.related_identifiers(root, known)


def languages_used(root: etree._Element, record: Record, _: Options) -> None:
    """Write each language as ISO 639-3; one without a code is left out."""
    _write(root, "language", ((use.code or languages.code(use.text), "") for use in record.languages))


def publishers(root: etree._Element, record: Record, _: Options) -> None:
    """Write the publishers and the institution that provides the description."""
    _write(root, "publisher", oai_dc.publishers(record, _PLAIN))


def descriptions(root: etree._Element, record: Record, _: Options) -> None:
    """Write summaries, markings that have been lifted, notes and acknowledgements."""
    _write(root, "description", ((found.text, found.lang) for found in content.descriptions(record)))


def formats(root: etree._Element, record: Record, _: Options) -> None:
    """Write physical forms and media types; extents are sizes."""
    _write(root, "format", ((value, "") for value in (*record.physical.forms, *record.physical.media_types)))


def identifier(root: etree._Element, record: Record, _: Options) -> None:
    """Write the one identifier, as a link where it is one; none if nothing but a local number is known."""
    for found in identifiers.identifiers(record)[:1]:
        add(root, "identifier", found.link, identifierType="HANDLE" if found.type == "Handle" else found.type)


def sources(root: etree._Element, record: Record, _: Options) -> None:
    """Write where the original is kept."""
    _write(root, "source", oai_dc.sources(record, _PLAIN))


def subjects(root: etree._Element, record: Record, _: Options) -> None:
    """Write subjects, classifications, and the genres, for which resourceType has no room."""
    shared.subjects(root, record, record.genres, times=False)


def coverage(root: etree._Element, record: Record, _: Options) -> None:
    """Write the times that the document concerns; places are geoLocations."""
    _write(root, "coverage", oai_dc.times(record))
