"""The leader, 24 characters: https://www.loc.gov/marc/bibliographic/bdleader.html.

Lengths and addresses are noughts, as everywhere in MARCXML. Whether a record is complete is not known; that no ISBD
punctuation is added is said in position 18.
"""

from typing import Final

from crosswalks import clean, marc
from crosswalks.record import Record

_ISBD: Final = frozenset({"aacr", "aacr2", "aacr2r", "isbd", "isbdu", "isbd(g)", "rda"})
_ARCHIVAL: Final = frozenset({"appm", "dacs", "ead", "isad", "isadg", "isad(g)", "mad", "rad", "radc"})

_COAR_MANUSCRIPTS: Final = ("/c_0857", "/c_0040")


def leader(record: Record) -> str:
    """Return the leader of a record."""
    standards = {clean.text(each).casefold() for each in record.description_standards}
    level = "c" if record.dcmi_type == "Collection" else "m"
    control = "a" if standards & _ARCHIVAL else " "
    form = "c" if standards & _ISBD else "n"  # ISBD without its punctuation, or neither
    return f"00000n{record_type(record)}{level}{control}a2200000u{form} 4500"


def record_type(record: Record) -> str:
    """Return the type of record, position 06: by the DCMI type, and by genre and form where these say more."""
    code = marc.RECORD_TYPES[record.dcmi_type]
    known = marc.TYPED_GENRES.get(code, {})
    words = (*(genre.label for genre in record.genres), *record.physical.forms)
    told = next(filter(None, (known.get(clean.text(word).casefold(), "") for word in words)), "")
    if not told and code == "a" and _is_paper(record):
        return marc.MANUSCRIPT
    return told or code


def _is_paper(record: Record) -> bool:
    """Return whether a text is a letter or a manuscript by its COAR type, or is kept in an archive, unpublished."""
    kept = record.dcmi_type == "Text" and any(source.archive or source.reference for source in record.sources)
    return kept or record.coar_type.endswith(_COAR_MANUSCRIPTS)
