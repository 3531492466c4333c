"""subjects, language, sizes, formats and descriptions."""

from lxml import etree

from crosswalks import clean, languages
from crosswalks.formats.datacite import content
from crosswalks.formats.datacite import subjects as shared
from crosswalks.formats.datacite.build import add, drop_empty, group
from crosswalks.formats.oai_datacite import kind
from crosswalks.formats.oai_datacite.options import Options
from crosswalks.record import Record


def subjects(root: etree._Element, record: Record, _: Options) -> None:
    """Write the subjects, times among them, and the genres for which the resource type has no room."""
    shared.subjects(root, record, kind.genres(record)[1:], times=True)


def language(root: etree._Element, record: Record, _: Options) -> None:
    """Write the one language of the document: that of the original, else the first, where its code is known."""
    uses = sorted(record.languages, key=lambda use: use.part not in ("original", ""))
    codes = (languages.bcp47(use.code or languages.code(use.text)) for use in uses)
    add(root, "language", next(filter(None, codes), ""))


def sizes(root: etree._Element, record: Record, _: Options) -> None:
    """Write extents and the sizes of files."""
    content.sizes(root, record)


def formats(root: etree._Element, record: Record, _: Options) -> None:
    """Write physical forms and media types, those of the files too, each once."""
    files = (file.media_type for file in record.objects if file.role == "access")
    element = group(root, "formats")
    for value in dict.fromkeys(map(clean.text, (*record.physical.forms, *record.physical.media_types, *files))):
        add(element, "format", value)
    drop_empty(root, element)


def descriptions(root: etree._Element, record: Record, _: Options) -> None:
    """Write the descriptions with their types."""
    element = group(root, "descriptions")
    for found in content.descriptions(record):
        add(element, "description", found.text, descriptionType=found.type, lang=found.lang)
    drop_empty(root, element)
