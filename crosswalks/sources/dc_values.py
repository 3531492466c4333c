"""What the values of Dublin Core's elements say, in oai_dc and oai_qdc alike.

https://www.dublincore.org/specifications/dublin-core/dces/. What the formats keep by a prefix is understood again.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal

from crosswalks import dates, dewey, languages, vocabularies
from crosswalks.markings import is_marking
from crosswalks.record import (
    Abstract,
    Agent,
    Classification,
    Date,
    DateType,
    DcmiType,
    Genre,
    Identifier,
    LanguageUse,
    Note,
    Physical,
    Pid,
    PidScheme,
    Place,
    Related,
    RelationType,
    SecurityMarking,
    Source,
    Subject,
)
from crosswalks.sources import identity, markings, nodes, oai_dc_fields, oai_dc_rights
from crosswalks.sources.coordinates import point
from crosswalks.sources.dcmi_types import dcmi
from crosswalks.sources.oai_dc_fields import Fields, Value
from crosswalks.sources.pids import pid

Relation = Literal["creator", "contributor", "publisher"]

_ROLE: Final = re.compile(r"(.+) \(([^()]+)\)")
_INFO_CLASS: Final = re.compile(r"info:eu-repo/classification/([A-Za-z0-9_-]+)/(\S.*)")
_SCHEMED: Final = re.compile(
    r"(lcc|ddc|udc|nlm|nal|sudocs|bcl|rvk|sdnb|bkl|msc|jacs|acmccs|lcco|clc|ndc):\s*(\S.*)", re.IGNORECASE
)
_NUMBERED: Final = ("DDC", "LCC", "UDC")
_AUTHORITIES: Final = {"LCSH": "lcsh", "MESH": "mesh"}
_MEDIA: Final = re.compile(r"(?:application|audio|font|image|message|model|multipart|text|video)/[\w.+-]+")
_TYPED: Final = re.compile(r"(isbn|issn|lccn|oclc|ismn|pmid|pmcid|arxiv):\s*(\S.*)", re.IGNORECASE)
_PIDS: Final[tuple[tuple[re.Pattern[str], PidScheme], ...]] = (
    (re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)10\.\S+", re.IGNORECASE), "doi"),
    (re.compile(r"(?:https?://hdl\.handle\.net/|hdl:\s*)\S+", re.IGNORECASE), "handle"),
    (re.compile(r"(?:https?://[^/]+/)?ark:/?\S+", re.IGNORECASE), "ark"),
    (re.compile(r"urn:[a-z0-9][a-z0-9-]+:\S+", re.IGNORECASE), "urn"),
)
# "CE" and "AD" are of a time only beside a figure: Ceará, CE is a state of Brazil
_ERA: Final = r"(?:b\.?c\.?(?:e\.?)?|a\.?d\.?|c\.?e\.?)(?!\w)"
_TIME: Final = re.compile(rf"\bcentur(?:y|ies)\b|\d ?{_ERA}|\b{_ERA} ?\d|^\d{{4}}s?\b|^undated$", re.IGNORECASE)


def agents(fields: Fields, relation: Relation) -> Iterator[Agent]:
    """Yield names; a role of the relator list in parentheses behind a name is its role."""
    for value in fields.parts(relation):
        found = _ROLE.fullmatch(value)
        code = vocabularies.relator_code(found.group(2)) if found is not None else ""
        if found is not None and code:
            yield Agent(name=found.group(1), role=code, relation=relation)
        else:
            yield Agent(name=value, relation=relation)


def subjects(fields: Fields) -> tuple[tuple[Subject, ...], tuple[Classification, ...]]:
    """Return terms, one each, and the classification numbers among them, by their encoding scheme or their prefix."""
    terms: list[Subject] = []
    numbers: dict[tuple[str, str], Classification] = {}
    for value in fields.values["subject"]:
        if markings.stated(value.text) is not None:
            continue
        scheme, number = _number(value)
        if scheme:
            same = dewey.plain(number) if scheme == "ddc" else number.replace(" ", "")
            numbers.setdefault((scheme, same), Classification(scheme=scheme, value=number))
        else:
            authority = _AUTHORITIES.get(value.scheme, "")
            terms += [Subject(label=term, authority=authority) for term in oai_dc_fields.split(value.text)]
    return tuple(terms), tuple(numbers.values())


def _number(value: Value) -> tuple[str, str]:
    """Return scheme and number of a classification; "" and "" for anything else, and for a security marking."""
    found = _INFO_CLASS.fullmatch(value.text) or _SCHEMED.fullmatch(value.text)
    scheme, number = (found.group(1).lower(), found.group(2)) if found is not None else ("", "")
    if value.scheme in _NUMBERED:
        scheme, number = value.scheme.lower(), value.text
    return ("", "") if is_marking(number) else (scheme, number)


def types(fields: Fields) -> tuple[DcmiType, list[Genre]]:
    """Return the DCMI type and the other types; a COAR type is a genre with its address."""
    kind: DcmiType = ""
    genres = []
    for value in fields.parts("type"):
        own = dcmi(value)
        if own and not kind:
            kind = own
        elif value.startswith(vocabularies.COAR_TYPE_URI) and nodes.uri(value):
            genres.append(Genre(label=value, uri=nodes.uri(value)))
        elif not own or own != kind:
            genres.append(Genre(label=own or value))
    return kind, genres


def physical(fields: Fields) -> Physical:
    """Return media types; of the rest, what has a figure as extent and what has none as form."""
    values = fields.parts("format")
    media = tuple(value for value in values if _MEDIA.fullmatch(value))
    rest = [value for value in values if value not in media]
    counted = {value for value in rest if any(map(str.isdecimal, value))}
    return Physical(
        extents=tuple(value for value in rest if value in counted),
        forms=tuple(value for value in rest if value not in counted),
        media_types=media,
    )


def identifiers(fields: Fields, local_id: str) -> tuple[str, tuple[Pid, ...], tuple[Identifier, ...]]:
    """Return the first web address as landing page, persistent identifiers, and all others but the local one."""
    landing = ""
    pids: dict[Pid, None] = {}
    others = []
    for value in fields.texts("identifier"):
        scheme = next((scheme for pattern, scheme in _PIDS if pattern.fullmatch(value)), None)
        address = nodes.url(value) if value.lower().startswith(("http://", "https://")) else ""
        if scheme is not None:
            pids[pid(scheme, value)] = None
        if address and not landing:
            landing = address
        elif scheme is None and value != local_id and identity.stated(value):
            others.append(_typed(value, address))
    return landing, tuple(pids), tuple(others)


def _typed(value: str, address: str) -> Identifier:
    """Return an identifier with the type that its prefix states."""
    found = _TYPED.fullmatch(value)
    if found is not None:
        return Identifier(value=found.group(2), type=found.group(1).lower())
    return Identifier(value=value, type="uri" if address else "")


def sources(fields: Fields) -> Iterator[Source]:
    """Yield where the document was taken from."""
    for value in fields.texts("source"):
        address = nodes.url(value) if value.lower().startswith(("http://", "https://")) else ""
        yield Source(url=address) if address else Source(citation=value)


def languages_used(fields: Fields) -> Iterator[LanguageUse]:
    """Yield each language once, as its code where one is known."""
    written = [part for value in fields.texts("language") for part in languages.split(value)]
    uses = [LanguageUse(code=code) if (code := languages.code(part)) else LanguageUse(text=part) for part in written]
    yield from dict.fromkeys(uses)


def descriptions(fields: Fields) -> tuple[tuple[Abstract, ...], tuple[Note, ...], tuple[SecurityMarking, ...]]:
    """Return the first description as summary, the others as notes, labelled ones as lifted markings.

    A marking among the subjects is one, too.
    """
    marked = [marking for text in fields.texts("subject") if (marking := markings.stated(text)) is not None]
    others = []
    for value, lang, *_ in fields.values["description"]:
        found = markings.LABELLED.fullmatch(value)
        if found is not None:
            marked.append(markings.read(found[3], found[1], "lifted"))
        else:
            others.append((value, lang))
    summary = tuple(Abstract(value=value, lang=lang) for value, lang in others[:1])
    return summary, tuple(Note(value=value) for value, _ in others[1:]), tuple(marked)


def dated(values: list[Value], kind: DateType) -> Iterator[Date]:
    """Yield dates of one kind; the end of an embargo is none of them."""
    for value in (value.text for value in values):
        if oai_dc_rights.embargo_end(value):
            continue
        read = dates.normalise(value)
        display = "" if value == read.start else value
        yield Date(type=kind, display=display, start=read.start, end=read.end, qualifier=read.qualifier)


def related(values: list[Value], kind: RelationType = "") -> Iterator[Related]:
    """Yield related resources of one kind, by address or in words."""
    for value in (value.text for value in values):
        address = nodes.url(value) if value.lower().startswith(("http://", "https://")) else ""
        yield Related(type=kind, uri=address) if address else Related(type=kind, label=value)


def coverage(values: list[Value]) -> tuple[tuple[Subject, ...], tuple[Place, ...]]:
    """Return times and places; what reads as a date or names a century is a time, anything else a place."""
    times, places = [], []
    for whole in (value.text for value in values):
        for value in [whole] if point(whole) else oai_dc_fields.split(whole):
            where = point(value)
            if where is not None:
                places.append(Place(lat=where[0], lon=where[1]))
            elif dates.normalise(value).start or _TIME.search(value):
                times.append(Subject(label=value, kind="time"))
            else:
                places.append(Place(label=value))
    return tuple(times), tuple(places)
