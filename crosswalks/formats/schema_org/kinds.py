"""@type: an ArchiveComponent, and what kind of work it is where schema.org has a type for that.

https://schema.org/ArchiveComponent. The kind is told by the genres, the COAR type, or the DCMI type.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import clean, vocabularies
from crosswalks.record import Record

COMPONENT: Final = "ArchiveComponent"
MESSAGE: Final = "Message"

# Genres, in the singular, as catalogues and COAR call them.
GENRES: Final = {
    "telegram": MESSAGE, "cable": MESSAGE, "letter": MESSAGE, "email": MESSAGE, "postcard": MESSAGE,
    "photograph": "Photograph", "photo": "Photograph", "negative": "Photograph", "map": "Map", "atlas": "Atlas",
    "painting": "Painting", "drawing": "Drawing", "poster": "Poster", "sculpture": "Sculpture",
    "manuscript": "Manuscript", "book": "Book", "book part": "Chapter", "chapter": "Chapter", "report": "Report",
    "thesis": "Thesis", "dissertation": "Thesis", "article": "Article", "journal article": "ScholarlyArticle",
    "newspaper": "Newspaper", "newspaper article": "NewsArticle", "periodical": "Periodical",
    "sheet music": "SheetMusic", "score": "SheetMusic", "play": "Play", "dataset": "Dataset",
    "collection": "Collection",
}  # fmt: skip
DCMI_TYPES: Final = {"Collection": "Collection", "Dataset": "Dataset", "Software": "SoftwareApplication"}


def types(record: Record) -> list[str]:
    """Return the types of a document: ArchiveComponent, then one more specific, CreativeWork if there is no other."""
    return [COMPONENT, next(filter(None, _told(record)), "CreativeWork")]


def _told(record: Record) -> Iterator[str]:
    """Yield the types that each part of the record tells, or "", the most specific first."""
    for genre in record.genres:
        yield _of_genre(genre.label)
    yield _of_genre(vocabularies.COAR_TYPES.get(record.coar_type.rpartition("/")[2], ""))
    yield DCMI_TYPES.get(record.dcmi_type, "")


def _of_genre(label: str) -> str:
    """Return the type of a genre in the singular or the plural, or ""."""
    word = clean.text(label).casefold()
    singular = word.removesuffix("s")
    return GENRES.get(word) or GENRES.get(singular) or GENRES.get(f"{word.removesuffix('es')}is", "")
