"""The web resources of a record, and how the aggregation refers to each.

The landing page is edm:isShownAt; the first file edm:isShownBy, further ones and texts edm:hasView; the first preview
edm:object. An IIIF manifest is no view: the views refer to it (dcterms:isReferencedBy), as Europeana's IIIF profile
has it (https://europeana.atlassian.net/wiki/spaces/EF/pages/1503756289).
"""

from collections.abc import Iterator
from typing import NamedTuple

from crosswalks import clean
from crosswalks.formats.edm.build import edm
from crosswalks.record import DigitalObject, Record, TextVersion

IS_SHOWN_AT, IS_SHOWN_BY, HAS_VIEW, OBJECT = edm("isShownAt"), edm("isShownBy"), edm("hasView"), edm("object")


class View(NamedTuple):
    """A web resource: its address, the element of the aggregation that refers to it, and what it is made of.

    The landing page is neither a file nor a text.
    """

    url: str
    role: str
    file: DigitalObject | None = None
    text: TextVersion | None = None


def views(record: Record) -> list[View]:
    """Return the web resources, each address once, the landing page first."""
    found: dict[str, View] = {}
    for view in _all(record):
        if view.url:
            found.setdefault(view.url, view)
    return list(found.values())


def _all(record: Record) -> Iterator[View]:
    """Yield the landing page, the files and the texts."""
    yield View(clean.uri(record.landing_url), IS_SHOWN_AT)
    first = {"access": IS_SHOWN_BY, "preview": OBJECT}
    for file in record.objects:
        url = clean.uri(file.url)
        if file.role != "iiif_manifest" and url:
            yield View(url, first.pop(file.role, HAS_VIEW), file)
    for text in record.texts:
        yield View(clean.uri(text.url), HAS_VIEW, text=text)


def manifests(record: Record) -> list[str]:
    """Return the addresses of the IIIF manifests."""
    return [clean.uri(file.url) for file in record.objects if file.role == "iiif_manifest"]


def bears_manifests(record: Record) -> bool:
    """Return whether there is a web resource that can refer to a manifest: the page or a file of the document."""
    return any(refers(view, record) for view in views(record))


def refers(view: View, record: Record) -> bool:
    """Return whether a web resource refers to the manifests: each file of the document, or the page without any."""
    if view.file:
        return view.file.role in ("access", "master")
    return view.role == IS_SHOWN_AT and not any(file.role in ("access", "master") for file in record.objects)
