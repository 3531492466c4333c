"""The internal Record: what Sheaf knows of one described document.

A Record is the pivot of every crosswalk: sources read into it, formats render from it. It is a frozen value, decoded
and validated by msgspec; an empty value means "not stated" and is never rendered. All text is Unicode, NFC not
assumed; dates are W3CDTF or EDTF strings; language codes are ISO 639-3; URIs are absolute.

The shape is published as JSON Schema (docs/record.schema.json), made from this module by `json_schema()`.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from crosswalks import markings

# Patterns end in `$(?!\n)`, since `$` alone also stands before a line break at the end, which JSON Schema would refuse.
Text = Annotated[str, Meta(min_length=1)]
Uri = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9+.\-]*:\S+$(?!\n)")]
HttpUrl = Annotated[str, Meta(pattern=r"^https?://\S+$(?!\n)")]
MaybeUri = Annotated[str, Meta(pattern=r"^([A-Za-z][A-Za-z0-9+.\-]*:\S+)?$(?!\n)")]
MaybeHttpUrl = Annotated[str, Meta(pattern=r"^(https?://\S+)?$(?!\n)")]
Language = Annotated[str, Meta(pattern=r"^([a-z]{3})?$(?!\n)", description="ISO 639-3 code, or empty when unknown")]
SetSpec = Annotated[str, Meta(pattern=r"^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$(?!\n)")]


# The lists that sources and formats share; a value outside its list is an error where it is read.
Relation = Literal["creator", "contributor", "associated", "publisher", "rights_holder", "funder"]
NameKind = Literal["person", "corporate", "family", "conference", ""]
DateType = Literal[
    "created", "issued", "sent", "received", "uploaded", "declassified", "covered",
    "copyright", "captured", "valid", "modified", "other",
]  # fmt: skip
Qualifier = Literal["approximate", "inferred", "questionable", ""]
LanguagePart = Literal["original", "translation", "transcript", "summary", ""]
PidScheme = Literal["handle", "ark", "doi", "urn"]
TextKind = Literal["transcript", "translation", "ocr"]
AppliesTo = Literal["document", "title", "abstract", "record"]
RelationType = Literal[
    "preceding", "succeeding", "original", "host", "constituent", "series", "otherVersion", "otherFormat",
    "isReferencedBy", "references", "reviewOf", "",
]  # fmt: skip
ObjectRole = Literal["access", "preview", "master", "transcript", "iiif_manifest"]
StatementKind = Literal["use", "copyright", "credit", "contact"]
AccessLevel = Literal["open", "embargoed", "restricted", "metadata_only", ""]
DcmiType = Literal[
    "Collection", "Dataset", "Event", "Image", "InteractiveResource", "MovingImage", "PhysicalObject", "Service",
    "Software", "Sound", "StillImage", "Text", "",
]  # fmt: skip


class _Value(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A frozen part of a Record: unknown fields are errors, fields at their default are left out of JSON."""


class Pid(_Value, frozen=True):
    """A persistent identifier, in its scheme's own syntax (`10.1000/182` for a DOI, no resolver address)."""

    scheme: PidScheme
    value: Text


class Named(_Value, frozen=True):
    """A name with the URI that identifies it, when one is known."""

    name: Text
    uri: MaybeUri = ""


class Title(_Value, frozen=True):
    """A title in its parts, as MODS titleInfo has them."""

    value: Text
    type: Literal["main", "alternative", "translated", "uniform", "supplied"] = "main"
    lang: Language = ""
    non_sort: str = ""
    sub: str = ""
    part_no: str = ""
    part_name: str = ""


class Agent(_Value, frozen=True):
    """A person, body, family or conference, with its part in the document.

    `role` is a marcrelator code when one fits, else the term as given; empty when the part is not stated.
    """

    name: Text
    kind: NameKind = ""
    role: str = ""
    uris: tuple[Uri, ...] = ()
    dates: str = ""
    relation: Relation = "associated"


class Date(_Value, frozen=True):
    """A date of the document: `start` and `end` as W3CDTF or EDTF, `display` as written. Never all three empty."""

    type: DateType = "created"
    display: str = ""
    start: str = ""
    end: str = ""
    qualifier: Qualifier = ""
    key: bool = False


class LanguageUse(_Value, frozen=True):
    """A language (ISO 639-3, or `text` when no code is known) and the part of the document that is in it."""

    code: Language = ""
    part: LanguagePart = ""
    text: str = ""


class Genre(_Value, frozen=True):
    """What the document is, as a term of a vocabulary (`aat`, `lcgft`, …) or free text."""

    label: Text
    authority: str = ""
    uri: MaybeUri = ""


class Physical(_Value, frozen=True):
    """Extent, physical form, and Internet media types of the object."""

    extents: tuple[Text, ...] = ()
    forms: tuple[Text, ...] = ()
    media_types: tuple[Text, ...] = ()


class Abstract(_Value, frozen=True):
    """A summary of the document."""

    value: Text
    lang: Language = ""


class Note(_Value, frozen=True):
    """A note; `type` is a term of the Library of Congress's list of MODS note types, or empty."""

    value: Text
    type: str = ""
    label: str = ""


class TextVersion(_Value, frozen=True):
    """A transcript, translation or OCR of the document: at `url`, or in `body`."""

    kind: TextKind
    lang: Language = ""
    url: MaybeHttpUrl = ""
    body: str = ""
    translator: str = ""


class Subject(_Value, frozen=True):
    """What the document is about. `name` subjects may say what kind of name it is."""

    label: Text
    kind: Literal["topic", "name", "place", "time", "title", "occupation", "genre"] = "topic"
    authority: str = ""
    uri: MaybeUri = ""
    name_kind: NameKind = ""


class Place(_Value, frozen=True):
    """A place that the document concerns; coordinates in decimal degrees (WGS 84), both or neither."""

    label: str = ""
    authority: str = ""
    uri: MaybeUri = ""
    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None = None


class Classification(_Value, frozen=True):
    """A number of a library classification; `scheme` is a Library of Congress source code (lcc, ddc, udc, …).

    A security classification such as "Secret" is a SecurityMarking, never this.
    """

    value: Text
    scheme: str = ""
    edition: str = ""
    label: str = ""
    uri: MaybeUri = ""

    def __post_init__(self) -> None:
        if markings.is_scheme(self.scheme) or markings.is_marking(self.value):
            raise ValueError(
                f"{self.value!r} is a security marking: it belongs in security_markings, not in classifications"
            )


class SecurityMarking(_Value, frozen=True):
    """An archival security marking. `level` is the normalised marking, `original_text` what stands on the paper."""

    level: Text
    original_text: str = ""
    original_lang: Language = ""
    system: str = ""
    applies_to: AppliesTo = "document"
    status: Literal["lifted", "in_force"] = "lifted"
    declassified_on: str = ""
    authority: str = ""
    event: str = ""


class Source(_Value, frozen=True):
    """Where the original is kept: a citation, the archive, and the path to the papers (fond, opis, delo, list …)."""

    citation: str = ""
    archive: Named | None = None
    reference: tuple[Text, ...] = ()
    url: MaybeHttpUrl = ""


class Collection(_Value, frozen=True):
    """A collection that the document belongs to."""

    title: Text
    id: str = ""
    url: MaybeHttpUrl = ""


class Related(_Value, frozen=True):
    """A related resource; `type` is a MODS relatedItem type, or empty."""

    type: RelationType = ""
    label: str = ""
    uri: MaybeUri = ""


class Identifier(_Value, frozen=True):
    """Any further identifier with its type (`isbn`, `lccn`, `local` …), or an empty type."""

    value: Text
    type: str = ""


class Funding(_Value, frozen=True):
    """Who paid for what. `note_text` is the acknowledgement as the funder wants it read."""

    funder: str = ""
    funder_uri: MaybeUri = ""
    award: str = ""
    note_text: str = ""
    scope: Literal["digitisation", "translation", "research", ""] = ""


class DigitalObject(_Value, frozen=True):
    """A file of the document on the web."""

    url: HttpUrl
    role: ObjectRole = "access"
    media_type: str = ""
    size: Annotated[int, Meta(ge=0)] | None = None
    rights_uri: MaybeUri = ""


class Statement(_Value, frozen=True):
    """A statement of rights in words."""

    text: Text
    lang: Language = ""
    kind: StatementKind = "use"


class Copyright(_Value, frozen=True):
    """Copyright as catalogued facts, as in copyrightMD."""

    status: str = ""
    year: str = ""
    jurisdiction: str = ""
    note: str = ""


class Access(_Value, frozen=True):
    """Who may see the document now (an empty level: not known); `until` is the day an embargo ends (W3CDTF)."""

    level: AccessLevel = "open"
    note: str = ""
    until: str = ""


class Rights(_Value, frozen=True):
    """The rights in the document (never those in the metadata, which are Record.metadata_rights).

    `uri` is one canonical RightsStatements.org or Creative Commons URI (http, trailing slash); it is never guessed.
    """

    uri: MaybeUri = ""
    label: str = ""
    statements: tuple[Statement, ...] = ()
    holders: tuple[Agent, ...] = ()
    copyright: Copyright | None = None
    licence_uri: MaybeUri = ""
    access: Access = Access()


class Record(_Value, frozen=True):
    """One described document. `local_id` is its identifier in the archive's own system and never changes.

    `oai_identifier` is left empty unless the record already has one: Sheaf then makes `oai:<namespace>:<local_id>`.
    """

    local_id: Text
    oai_identifier: MaybeUri = ""
    landing_url: MaybeHttpUrl = ""
    pids: tuple[Pid, ...] = ()
    state: Literal["draft", "public", "withdrawn"] = "public"
    uploaded: str = ""
    created: str = ""
    updated: str = ""
    sets: tuple[SetSpec, ...] = ()
    record_language: Language = ""
    description_standards: tuple[Text, ...] = ()
    data_provider: Named | None = None
    metadata_rights: MaybeUri = ""

    titles: tuple[Title, ...] = ()
    agents: tuple[Agent, ...] = ()
    dates: tuple[Date, ...] = ()
    languages: tuple[LanguageUse, ...] = ()
    dcmi_type: DcmiType = ""
    coar_type: MaybeUri = ""
    genres: tuple[Genre, ...] = ()
    physical: Physical = Physical()
    abstracts: tuple[Abstract, ...] = ()
    notes: tuple[Note, ...] = ()
    texts: tuple[TextVersion, ...] = ()
    subjects: tuple[Subject, ...] = ()
    places: tuple[Place, ...] = ()
    classifications: tuple[Classification, ...] = ()
    security_markings: tuple[SecurityMarking, ...] = ()
    sources: tuple[Source, ...] = ()
    collections: tuple[Collection, ...] = ()
    related: tuple[Related, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    funding: tuple[Funding, ...] = ()
    objects: tuple[DigitalObject, ...] = ()
    rights: Rights = Rights()


_decoder = msgspec.json.Decoder(Record)
_encoder = msgspec.json.Encoder()


def parse(data: bytes | str) -> Record:
    """Return the Record that a JSON object describes.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of the wrong shape; the message ends in its path.
        msgspec.DecodeError: the text is not JSON.

    """
    return _decoder.decode(data)


def dump(record: Record) -> bytes:
    """Return the Record as one line of JSON; `parse(dump(record)) == record`."""
    return _encoder.encode(record)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a Record, with every part's description."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
