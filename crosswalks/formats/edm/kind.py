"""edm:type: TEXT, IMAGE, SOUND, VIDEO or 3D, what Europeana shows a document as.

https://europeana.atlassian.net/wiki/spaces/EF/pages/987791389. It is told by the DCMI type, else by the files, the
genres or the COAR type. A PhysicalObject is 3D only where its file is a model: mostly it is shown as a photograph.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import clean, vocabularies
from crosswalks.record import Record

DCMI_TYPES: Final[dict[str, str]] = {
    "Text": "TEXT",
    "Image": "IMAGE",
    "StillImage": "IMAGE",
    "MovingImage": "VIDEO",
    "Sound": "SOUND",
}
# The beginnings of media types; text/html is left out, since any landing page is that.
MEDIA_TYPES: Final = {
    "model/": "3D",
    "image/": "IMAGE",
    "audio/": "SOUND",
    "video/": "VIDEO",
    "text/plain": "TEXT",
    "text/xml": "TEXT",
    "application/pdf": "TEXT",
    "application/epub+zip": "TEXT",
}
COAR_TYPES: Final = {
    "text": "TEXT", "book": "TEXT", "book part": "TEXT", "journal article": "TEXT", "report": "TEXT", "thesis": "TEXT",
    "letter": "TEXT", "manuscript": "TEXT", "letter to the editor": "TEXT", "image": "IMAGE", "still image": "IMAGE",
    "map": "IMAGE", "moving image": "VIDEO", "video": "VIDEO", "sound": "SOUND",
}  # fmt: skip


def edm_type(record: Record) -> str:
    """Return the edm:type of a document, or "" where nothing tells it."""
    return next(filter(None, _told(record)), "")


def _told(record: Record) -> Iterator[str]:
    """Yield what each part of the record tells of its type, the surest first."""
    yield DCMI_TYPES.get(record.dcmi_type, "")
    yield from map(_of_media, (file.media_type for file in record.objects if file.role in ("access", "master")))
    yield from map(_of_media, record.physical.media_types)
    for genre in record.genres:
        yield DCMI_TYPES.get(vocabularies.DCMI_TYPE.get(clean.text(genre.label).casefold(), ""), "")
    yield COAR_TYPES.get(vocabularies.COAR_TYPES.get(record.coar_type.rpartition("/")[2], ""), "")
    yield "IMAGE" if record.dcmi_type == "PhysicalObject" else ""


def _of_media(media_type: str) -> str:
    """Return the edm:type of a media type, or ""."""
    wanted = clean.text(media_type).lower()
    return next((kind for start, kind in MEDIA_TYPES.items() if wanted.startswith(start)), "")
