"""rights, licenseCondition and file: who may see the document, under which terms it may be used, and where it is.

https://openaire-guidelines-for-literature-repository-managers.readthedocs.io/en/v4.0.0/field_accessrights.html and its
neighbours. rights holds the level of access and nothing else; statements in words have no place.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from crosswalks import clean
from crosswalks import rights as rights_uris
from crosswalks.formats import coar, publication, wording
from crosswalks.formats.datacite.build import add
from crosswalks.formats.oai_openaire.namespace import OAIRE
from crosswalks.formats.oai_openaire.options import Options
from crosswalks.record import Record

_OBJECT_TYPES: Final = {"Text": "fulltext", "Dataset": "dataset", "Software": "software"}


def access_right(record: Record, options: Options) -> coar.AccessRight | None:
    """Return the access right of a record; None where neither record nor options tell one."""
    return coar.ACCESS_RIGHTS.get(wording.access_level(record) or options.unknown_access)


def rights(root: etree._Element, record: Record, options: Options) -> None:
    """Write the access right."""
    if found := access_right(record, options):
        add(root, "rights", found.label, rightsURI=found.uri)


def licence_condition(root: etree._Element, record: Record, _: Options) -> None:
    """Write the licence, else the rights statement, by its address and name; it begins when an embargo ends."""
    if uri := _terms(record):
        own = clean.text(record.rights.label) if uri == rights_uris.canonical(record.rights.uri) else ""
        end = publication.embargo_end(record)
        name = own or rights_uris.label(uri) or uri
        add(root, "licenseCondition", name, namespace=OAIRE, uri=uri, startDate=end if len(end) == 10 else "")


def _terms(record: Record) -> str:
    """Return the address of the terms of use: a known licence, a known rights URI, or any other of both."""
    own = record.rights
    known = rights_uris.canonical(own.licence_uri) or rights_uris.canonical(own.uri)
    return known or clean.uri(own.licence_uri) or clean.uri(own.uri)


def files(root: etree._Element, record: Record, options: Options) -> None:
    """Write the addresses of files, transcripts and translations, each once."""
    if not options.files:
        return
    found = access_right(record, options)
    written: set[str] = set()
    for url, media_type, kind in _files(record):
        if url and url not in written:
            written.add(url)
            access = found.uri if found else ""
            add(root, "file", url, namespace=OAIRE, accessRightsURI=access, mimeType=media_type, objectType=kind)


def _files(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield address, media type and objectType of each file."""
    for file in record.objects:
        whole = file.role in ("access", "master")
        kind = _OBJECT_TYPES.get(record.dcmi_type, "other") if whole else "other"
        yield clean.uri(file.url), file.media_type, "fulltext" if file.role == "transcript" else kind
    yield from ((clean.uri(text.url), "", "fulltext") for text in record.texts)
