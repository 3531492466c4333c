"""MARC 21 as data that reading and writing share: which tag, indicator or code stands for which part of a Record.

The format: https://www.loc.gov/marc/bibliographic/. Types of note and their tags:
https://www.loc.gov/standards/mods/mods-notes.html. Source codes: https://www.loc.gov/standards/sourcelist/.
"""

from typing import Final, NamedTuple

from crosswalks.record import AppliesTo, DateType, DcmiType, LanguagePart, NameKind, PidScheme, RelationType

# Leader/06 -> DCMI type. What is mixed need be no collection, and a kit says nothing of its parts.
DCMI_TYPES: Final[dict[str, DcmiType]] = {
    "a": "Text",
    "c": "Text",  # notated music
    "d": "Text",  # notated music in manuscript
    "e": "Image",  # maps
    "f": "Image",  # maps in manuscript
    "g": "MovingImage",
    "i": "Sound",
    "j": "Sound",
    "k": "StillImage",
    "m": "Software",
    "p": "Collection",
    "r": "PhysicalObject",
    "t": "Text",
}

# DCMI type -> Leader/06. MARC has no code for what is not known: such a record is language material, as it is in the
# Library of Congress's own conversion of Dublin Core.
RECORD_TYPES: Final[dict[DcmiType, str]] = {
    "": "a",
    "Collection": "p",
    "Dataset": "m",
    "Event": "r",
    "Image": "k",
    "InteractiveResource": "m",
    "MovingImage": "g",
    "PhysicalObject": "r",
    "Service": "m",
    "Software": "m",
    "Sound": "i",
    "StillImage": "k",
    "Text": "a",
}

# Genres, and physical forms, that tell more of Leader/06 than the DCMI type does, by what the type says.
TYPED_GENRES: Final[dict[str, dict[str, str]]] = {
    "a": dict.fromkeys(
        (
            "correspondence", "diaries", "diary", "handwritten", "letter", "letters", "manuscript", "manuscripts",
            "memoranda", "memorandum", "memorandums", "telegram", "telegrams", "typescript", "typescripts",
        ),
        "t",
    ) | dict.fromkeys(("notated music", "scores", "sheet music"), "c"),
    "i": dict.fromkeys(("music", "musical sound recording", "sound recording-musical"), "j"),
    "k": dict.fromkeys(("atlas", "atlases", "cartographic", "map", "maps"), "e"),
}  # fmt: skip
MANUSCRIPT: Final = "t"

# 336 by Leader/06, and by DCMI type where that says more: term and code of RDA's content types. Left out is what may be
# of several kinds, such as speech and noise in "i".
CONTENT_TYPES: Final[dict[str, tuple[str, str]]] = {
    "a": ("text", "txt"),
    "c": ("notated music", "ntm"),
    "e": ("cartographic image", "cri"),
    "g": ("two-dimensional moving image", "tdi"),
    "j": ("performed music", "prm"),
    "k": ("still image", "sti"),
    "t": ("text", "txt"),
    "Dataset": ("computer dataset", "cod"),
    "PhysicalObject": ("three-dimensional form", "tdf"),
    "Software": ("computer program", "cop"),
}

# The last two digits of the tag of a name (100, 600, 700 …) by its kind, and back; a name of no known kind has none.
NAME_TAGS: Final[dict[NameKind, str]] = {"person": "00", "family": "00", "corporate": "10", "conference": "11"}
NAME_KINDS: Final[dict[str, NameKind]] = {"00": "person", "10": "corporate", "11": "conference"}
FAMILY: Final = "3"  # first indicator of X00

# A library classification by its Library of Congress source code -> tag and indicators; 084 takes all others, with $2.
CLASSIFICATIONS: Final[dict[str, tuple[str, str, str]]] = {
    "lcc": ("050", " ", "4"),
    "nlm": ("060", " ", "4"),
    "udc": ("080", " ", " "),
    "ddc": ("082", "0", "4"),
    "sudocs": ("086", "0", " "),
    "cacodoc": ("086", "1", " "),
}
OTHER_CLASSIFICATION: Final = "084"

# Second indicator of 6XX -> source of the heading. The name authority file goes with LCSH; 4: not specified; 7: in $2.
SUBJECT_SOURCES: Final[dict[str, str]] = {
    "0": "lcsh",
    "1": "lcshac",
    "2": "mesh",
    "3": "nal",
    "5": "cash",
    "6": "rvm",
}

# 024 -> persistent identifier, by the code in $2.
PID_SCHEMES: Final[dict[str, PidScheme]] = {"doi": "doi", "hdl": "handle", "ark": "ark", "urn": "urn"}


class Place(NamedTuple):
    """Where a value stands: tag, indicators, and the code of its subfield."""

    tag: str
    ind1: str
    ind2: str
    code: str


# Type of identifier -> where it stands. What no longer holds has the code $z instead where there is one.
IDENTIFIERS: Final[dict[str, Place]] = {
    "lccn": Place("010", " ", " ", "a"),
    "isbn": Place("020", " ", " ", "a"),
    "issn": Place("022", " ", " ", "a"),
    "issn-l": Place("022", " ", " ", "l"),
    "isrc": Place("024", "0", " ", "a"),
    "upc": Place("024", "1", " ", "a"),
    "ismn": Place("024", "2", " ", "a"),
    "ean": Place("024", "3", " ", "a"),
    "sici": Place("024", "4", " ", "a"),
    "strn": Place("027", " ", " ", "a"),
    "issue number": Place("028", "0", "2", "a"),
    "matrix number": Place("028", "1", "2", "a"),
    "music plate": Place("028", "2", "2", "a"),
    "music publisher": Place("028", "3", "2", "a"),
    "videorecording identifier": Place("028", "4", "2", "a"),
    "coden": Place("030", " ", " ", "a"),
    "oclc": Place("035", " ", " ", "a"),
    "stock number": Place("037", " ", " ", "a"),
    "report number": Place("088", " ", " ", "a"),
}
OCLC: Final = "(OCoLC)"
LCCN: Final = "(DLC)"

# Types of identifier that are source codes of 024 $2 (https://www.loc.gov/standards/sourcelist/standard-identifier.html).
IDENTIFIER_SOURCES: Final = frozenset(
    {
        "ark", "doi", "gtin-14", "hdl", "isan", "isil", "isni", "istc", "iswc", "local", "orcid", "scopus", "uri",
        "urn", "viaf", "wikidata",
    }
)  # fmt: skip

# Type of note -> where it stands. A type that is not here is 500.
NOTES: Final[dict[str, Place]] = {
    "acquisition": Place("541", " ", " ", "a"),
    "action": Place("583", " ", " ", "a"),
    "additional physical form": Place("530", " ", " ", "a"),
    "bibliography": Place("504", " ", " ", "a"),
    "biographical/historical": Place("545", " ", " ", "a"),
    "citation/reference": Place("510", "0", " ", "a"),
    "creation/production credits": Place("508", " ", " ", "a"),
    "date": Place("518", " ", " ", "a"),
    "date/sequential designation": Place("362", "1", " ", "a"),
    "exhibitions": Place("585", " ", " ", "a"),
    "funding": Place("536", " ", " ", "a"),
    "handwritten": Place("562", " ", " ", "a"),
    "language": Place("546", " ", " ", "a"),
    "medium": Place("340", " ", " ", "a"),
    "numbering": Place("515", " ", " ", "a"),
    "organization": Place("351", " ", " ", "a"),
    "original location": Place("535", "1", " ", "a"),
    "original version": Place("534", " ", " ", "n"),
    "ownership": Place("561", " ", " ", "a"),
    "performers": Place("511", "0", " ", "a"),
    "preferred citation": Place("524", " ", " ", "a"),
    "publications": Place("581", " ", " ", "a"),
    "reproduction": Place("533", " ", " ", "a"),
    "restriction": Place("506", "1", " ", "a"),
    "source characteristics": Place("786", "0", " ", "n"),
    "source dimensions": Place("786", "0", " ", "n"),
    "source identifier": Place("786", "0", " ", "o"),
    "source note": Place("786", "0", " ", "n"),
    "source type": Place("786", "0", " ", "n"),
    "statement of responsibility": Place("245", " ", " ", "c"),
    "system details": Place("538", " ", " ", "a"),
    "table of contents": Place("505", "0", " ", "a"),
    "thesis": Place("502", " ", " ", "a"),
    "venue": Place("518", " ", " ", "a"),
    "version identification": Place("562", " ", " ", "c"),
}
GENERAL_NOTE: Final = Place("500", " ", " ", "a")

# 355 -> what a security marking stood on, by the first indicator.
MARKED: Final[dict[AppliesTo, str]] = {"document": "0", "title": "1", "abstract": "2", "record": "5"}

# Kind of relation -> tag and indicators of the linking entry; its label is $t ($a in 510 and 830), its address $o.
RELATED: Final[dict[RelationType, tuple[str, str, str]]] = {
    "isReferencedBy": ("510", "0", " "),
    "original": ("534", " ", " "),
    "host": ("773", "0", " "),
    "constituent": ("774", "0", " "),
    "otherVersion": ("775", "0", " "),
    "otherFormat": ("776", "0", " "),
    "preceding": ("780", "0", "0"),
    "succeeding": ("785", "0", "0"),
    "references": ("787", "0", "8"),
    "reviewOf": ("787", "0", "8"),
    "": ("787", "0", " "),
    "series": ("830", " ", "0"),
}
# What 787 says of the relation in $i, for the kinds that have no tag of their own.
RELATIONS_IN_WORDS: Final[dict[RelationType, str]] = {"references": "References", "reviewOf": "Review of"}

# Second indicator of 264 by the type of the date in $c; publishers are in $b of 264 _1.
STATEMENTS: Final[dict[DateType, str]] = {"created": "0", "issued": "1", "copyright": "4"}
# 518 $o by the type of the date in $d: what befell the document, beside being made and published.
EVENTS: Final[dict[DateType, str]] = {
    "captured": "Captured",
    "declassified": "Declassified",
    "received": "Received",
    "sent": "Sent",
}
# 046: subfields of the first or only date and of the last, by the type of the date; $2 is edtf.
CODED_DATES: Final[dict[DateType, tuple[str, str]]] = {
    "created": ("k", "l"),
    "modified": ("j", ""),
    "valid": ("m", "n"),
}

# Subfields of 041 by the part of the document that is in the language. Sound has $d for $a. Text has $a for $t.
LANGUAGE_PARTS: Final[dict[LanguagePart, str]] = {
    "": "a",
    "original": "h",
    "summary": "b",
    "transcript": "t",
    "translation": "a",
}

# Addresses (less `www.`) that stand for the thing itself go to $1, those of descriptions of it, all others, to $0:
# https://www.loc.gov/aba/pcc/bibframe/TaskGroups/formulate_obtain_URI_guidelines.pdf.
REAL_WORLD: Final = (
    "dbpedia.org/resource/",
    "id.loc.gov/rwo/",
    "isni.org/isni/",
    "orcid.org/",
    "ror.org/",
    "sws.geonames.org/",
    "viaf.org/viaf/",
    "wikidata.org/entity/",
)
