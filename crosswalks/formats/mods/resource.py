"""typeOfResource, genre, language and physicalDescription: what kind of thing the document is.

https://www.loc.gov/standards/mods/userguide/typeofresource.html and its neighbours.
"""

from lxml import etree

from crosswalks import languages, vocabularies
from crosswalks.formats.mods.build import add, attributes, authority, drop_empty, tag
from crosswalks.formats.mods.options import Options
from crosswalks.record import Record

TYPE_OF_RESOURCE, GENRE = tag("typeOfResource"), tag("genre")
LANGUAGE, LANGUAGE_TERM = tag("language"), tag("languageTerm")
PHYSICAL_DESCRIPTION = tag("physicalDescription")
FORM, MEDIA_TYPE, EXTENT = tag("form"), tag("internetMediaType"), tag("extent")


def type_of_resource(root: etree._Element, record: Record, _: Options) -> None:
    """Write the DCMI type as typeOfResource, in DCMI's own word where MODS has none (`Event`)."""
    kind = record.dcmi_type
    if term := vocabularies.TYPE_OF_RESOURCE.get(kind):
        add(root, TYPE_OF_RESOURCE, term, attributes(collection="yes" if kind == "Collection" else ""))
    elif kind:
        add(
            root,
            TYPE_OF_RESOURCE,
            kind,
            attributes(
                authority="dcmitype",
                authorityURI=vocabularies.DCMI_TYPE_URI,
                valueURI=f"{vocabularies.DCMI_TYPE_URI}{kind}",
            ),
        )


def genres(root: etree._Element, record: Record, _: Options) -> None:
    """Write the genres, and the COAR resource type as one of them."""
    for genre in record.genres:
        add(root, GENRE, genre.label, authority(genre.authority, genre.uri))
    if record.coar_type:
        label = vocabularies.COAR_TYPES.get(record.coar_type.rpartition("/")[2], record.coar_type)
        coar = attributes(authority="coar", authorityURI=vocabularies.COAR_TYPE_URI, valueURI=record.coar_type)
        add(root, GENRE, label, coar)


def languages_used(root: etree._Element, record: Record, _: Options) -> None:
    """Write each language with the part of the document that is in it."""
    for use in record.languages:
        language(root, use.code or languages.code(use.text), use.text, objectPart=use.part)


def language(parent: etree._Element, code: str, text: str, *, name: str = LANGUAGE, **others: str) -> None:
    """Write a language as its iso639-2b code, or its iso639-3 code where it has no other, and its English name."""
    element = etree.SubElement(parent, name, attributes(**others))
    short = languages.iso639_2b(code)
    add(element, LANGUAGE_TERM, short or code, {"type": "code", "authority": "iso639-2b" if short else "iso639-3"})
    add(element, LANGUAGE_TERM, languages.name(code) or text, {"type": "text"})
    drop_empty(parent, element)


def physical_description(root: etree._Element, record: Record, _: Options) -> None:
    """Write form, media type and extent."""
    physical = record.physical
    element = etree.SubElement(root, PHYSICAL_DESCRIPTION)
    for name, values in ((FORM, physical.forms), (MEDIA_TYPE, physical.media_types), (EXTENT, physical.extents)):
        for value in values:
            add(element, name, value)
    drop_empty(root, element)
