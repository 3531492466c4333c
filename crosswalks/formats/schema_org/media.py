"""encoding, thumbnailUrl and workTranslation: the files of the document, and its texts.

https://schema.org/MediaObject. A full text stands in no landing page twice: texts are linked, never included.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import clean, languages, rights
from crosswalks.formats.schema_org.build import Node, Value, node
from crosswalks.record import DigitalObject, Record, TextVersion

# The beginnings of media types.
TYPES: Final = {"image/": "ImageObject", "audio/": "AudioObject", "video/": "VideoObject", "model/": "3DModel"}
NAMES: Final = {"transcript": "Transcript", "ocr": "OCR text", "iiif_manifest": "IIIF manifest"}


def encodings(record: Record) -> Iterator[Node]:
    """Yield the files of the document, its transcripts, and its IIIF manifests."""
    yield from (_file(file, record) for file in record.objects if file.role != "preview")
    for text in record.texts:
        if text.kind != "translation" and (url := clean.uri(text.url)):
            tag = languages.bcp47(text.lang)
            yield node("MediaObject", name=NAMES[text.kind], contentUrl=url, inLanguage=tag)


def _file(file: DigitalObject, record: Record) -> Node:
    """Return one file; nothing for an address that is none."""
    url = clean.uri(file.url)
    size = f"{file.size} B" if file.size is not None else ""
    licence = rights.canonical(file.rights_uri) or clean.uri(file.rights_uri)
    return node(
        _type(file.media_type),
        name=NAMES.get(file.role, ""),
        contentUrl=url,
        encodingFormat=file.media_type,
        contentSize=size,
        license=licence,
        uploadDate=record.uploaded,
    ) if url else {}  # fmt: skip


def _type(media_type: str) -> str:
    """Return the type of a file by its media type."""
    wanted = clean.text(media_type).lower()
    return next((kind for start, kind in TYPES.items() if wanted.startswith(start)), "MediaObject")


def thumbnails(record: Record) -> Iterator[Value]:
    """Yield the addresses of previews."""
    yield from (clean.uri(file.url) for file in record.objects if file.role == "preview")


def translations(record: Record) -> Iterator[Node]:
    """Yield the translations that are on the web."""
    for text in record.texts:
        if text.kind == "translation" and (url := clean.uri(text.url)):
            yield _translation(text, url)


def _translation(text: TextVersion, url: str) -> Node:
    """Return one translation."""
    translator = node("", name=text.translator)
    return node("CreativeWork", url=url, inLanguage=languages.bcp47(text.lang), translator=translator)
