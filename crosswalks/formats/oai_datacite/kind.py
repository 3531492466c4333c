"""resourceType: DataCite's general type, and beside it one term of some detail, so that both make a pair."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from crosswalks import clean, vocabularies
from crosswalks.formats import coar
from crosswalks.formats.datacite.build import add
from crosswalks.formats.oai_datacite.options import UNKNOWN, Options
from crosswalks.record import Genre, Record

GENERAL: Final[dict[str, str]] = {
    "Collection": "Collection",
    "Dataset": "Dataset",
    "Event": "Event",
    "Image": "Image",
    "InteractiveResource": "InteractiveResource",
    "MovingImage": "Audiovisual",
    "PhysicalObject": "PhysicalObject",
    "Service": "Service",
    "Software": "Software",
    "Sound": "Sound",
    "StillImage": "Image",
    "Text": "Text",
}


def general(record: Record) -> str:
    """Return the resourceTypeGeneral: that of the COAR type, unless it is just "other", else that of the DCMI type."""
    stated = coar.stated(record)
    of_type = GENERAL.get(record.dcmi_type, "Other")
    return coar.KINDS[stated].datacite if stated and coar.KINDS[stated].datacite != "Other" else of_type


def genres(record: Record) -> list[Genre]:
    """Return the genres that say something; the first is the resource type."""
    return [genre for genre in record.genres if clean.text(genre.label)]


def resource_type(root: etree._Element, record: Record, _: Options) -> None:
    """Write both types."""
    add(root, "resourceType", next(filter(None, _terms(record)), UNKNOWN), resourceTypeGeneral=general(record))


def _terms(record: Record) -> Iterator[str]:
    """Yield what the detailed type may be, the best first."""
    yield from (genre.label for genre in genres(record)[:1])
    yield vocabularies.COAR_TYPES.get(clean.text(record.coar_type).rstrip("/").rpartition("/")[2], "")
    yield record.dcmi_type
