"""Records that MODS can say in full: what it has an element for, in values as cataloguers write them.

Left out is what cannot come back:
- what MODS writes for readers and not as data: which file is how large, who set a marking and when, copyright as facts,
  places of the document's origin, the number of an award and who gave it beside what a note says of it;
- a subject of the kind "place", which is one of the places;
- in titles, names and citations, a mark of ISBD at the end (`Title :`, `Smith,`), since catalogues leave it there where
  the next part follows, and the source takes it away. Other values keep theirs;
- a word that is a code, a year, a role, or says nothing, in place of what it stands for: each value has a word that
  begins with "x".

A name stands there once, with one role; a statement of rights is no address.
"""

from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from crosswalks.formats.best_date import best_date
from crosswalks.formats.wording import limit
from crosswalks.record import (
    Abstract,
    Access,
    Agent,
    Classification,
    Collection,
    Date,
    DigitalObject,
    Funding,
    Genre,
    Identifier,
    LanguageUse,
    Named,
    Note,
    Physical,
    Pid,
    Place,
    Record,
    Related,
    Rights,
    SecurityMarking,
    Source,
    Statement,
    Subject,
    TextVersion,
    Title,
)
from crosswalks.rights import label as rights_label

# An ordinary word of any script; "x" before it, so that it is no code, year, role or word that says nothing
WORD = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=2, max_size=8).map(lambda word: f"x{word}")
# What cataloguers write: `War and peace : a study`, `Smith, J.`, `What now?`, `To be continued...`, `Women--History`
_BEFORE = st.sampled_from(["", "", "", "1984 ", "[", "(", '"', "...", "the ", "La ", "'"])
_BETWEEN = st.sampled_from(
    [" ", " ", ", ", " : ", ": ", "--", " / ", " = ", " ; ", "; ", ". ", " - ", " & ", "-", "'", " (2) ", "/", " | "]
)
_BEHIND = st.sampled_from(
    ["", "", ".", "?", "!", "...", ")", "]", '"', " 7", ", J.", ", Jr.", " [1950]", ", 1900-1950"]
)
_MARKS = st.sampled_from(["", "", ",", ";", ":", " :", " /", " =", " ;", "-", "--", " ("])


def _phrases() -> st.SearchStrategy[str]:
    """Return a strategy of one or two words, or three, with marks before, between and behind them."""
    inner = st.builds(lambda word, mark, rest: f"{word}{mark}{rest}", WORD, _BETWEEN, WORD)
    longer = st.builds(lambda words, mark, rest: f"{words}{mark}{rest}", inner, _BETWEEN, WORD)
    return WORD | st.builds(lambda *parts: "".join(parts), _BEFORE, WORD | inner | longer, _BEHIND)


WORDS = _phrases()
TEXTS = st.builds(lambda text, mark: f"{text}{mark}", WORDS, _MARKS)
MAYBE = st.just("") | WORDS
LANGUAGES = st.sampled_from(["", "eng", "rus", "kor", "fra", "cmn"])
YEARS = st.integers(1000, 2020).map(str)
DAYS = st.dates().map(lambda day: day.isoformat()).filter(lambda day: day > "1000")
ADDRESSES = WORDS.map(lambda word: f"https://a.org/{word.encode().hex()}")
MAYBE_ADDRESS = st.just("") | ADDRESSES
KINDS = st.sampled_from(["person", "corporate", "family", "conference", ""])
AUTHORITIES = st.sampled_from(["", "lcsh", "aat", "local"])
URI = st.sampled_from(["", "http://rightsstatements.org/vocab/InC/1.0/", "http://creativecommons.org/licenses/by/4.0/"])


def some(strategy: st.SearchStrategy[Any], key: Any = None) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a strategy of a few different values; different in what `key` gives of them."""
    return st.lists(strategy, max_size=3, unique_by=key or (lambda value: value)).map(tuple)


def agents() -> st.SearchStrategy[tuple[Agent, ...]]:
    """Return a strategy of names with a part in the document, then publishers."""
    parts = st.sampled_from(
        [("aut", "creator"), ("", "creator"), ("edt", "contributor"), ("", "contributor"), ("rcp", "contributor"),
         ("rcp", "creator"), ("", "funder"), ("asn", "contributor")]
    )  # fmt: skip
    named = st.builds(
        lambda name, kind, dates, uris, part: Agent(
            name=name, kind=kind, dates=dates, uris=uris, role=part[0], relation=part[1]
        ),
        WORDS, KINDS, st.sampled_from(["", "1900-1950", "1900-"]), some(ADDRESSES), parts,
    )  # fmt: skip
    publishers = st.builds(
        Agent, name=WORDS, relation=st.just("publisher"), uris=some(ADDRESSES).map(lambda found: found[:1])
    )
    return st.builds(lambda first, last: first + last, some(named, lambda each: each.name), some(publishers))


def dates() -> st.SearchStrategy[tuple[Date, ...]]:
    """Return a strategy of dates, one of each type."""
    types = st.sampled_from(
        ["created", "issued", "copyright", "captured", "valid", "modified", "sent", "received", "other"]
    )
    qualifiers = st.sampled_from(["", "approximate", "inferred", "questionable"])
    plain = st.builds(Date, type=types, start=YEARS | DAYS, qualifier=qualifiers)
    return some(plain, lambda date: date.type)


def subjects() -> st.SearchStrategy[tuple[Subject, ...]]:
    """Return a strategy of subject terms."""
    terms = st.builds(
        Subject, label=TEXTS, kind=st.sampled_from(["topic", "time", "occupation", "genre"]),
        authority=AUTHORITIES, uri=MAYBE_ADDRESS,
    )  # fmt: skip
    names = st.builds(
        Subject, label=WORDS, kind=st.just("name"), authority=AUTHORITIES, uri=MAYBE_ADDRESS, name_kind=KINDS
    )
    titles = st.builds(Subject, label=WORDS, kind=st.just("title"), authority=AUTHORITIES, uri=MAYBE_ADDRESS)
    return some(terms | names | titles, lambda each: each.label)


def rights() -> st.SearchStrategy[Rights]:
    """Return a strategy of rights."""
    kinds = st.sampled_from(["use", "copyright", "credit", "contact"])
    access = [
        Access(),
        Access(level="restricted", note=limit("restricted", "")),
        Access(level="metadata_only", note=limit("metadata_only", "")),
        Access(level="embargoed", note=limit("embargoed", "2099-01-01"), until="2099-01-01"),
    ]
    return st.builds(
        lambda uri, **others: Rights(uri=uri, label=rights_label(uri), **others),
        uri=URI,
        statements=some(st.builds(Statement, text=TEXTS, lang=LANGUAGES, kind=kinds), lambda each: each.text),
        holders=some(st.builds(Agent, name=WORDS, relation=st.just("rights_holder"))),
        access=st.sampled_from(access) | st.builds(Access, level=st.just(""), note=TEXTS),
    )


def representable() -> st.SearchStrategy[Record]:
    """Return a strategy of Records that MODS can say in full; the best date is the key date."""
    return _records().map(_with_key_date)


def _with_key_date(record: Record) -> Record:
    """Return the Record with its best date marked, as MODS marks it."""
    best = best_date(record)
    return replace(record, dates=tuple(replace(date, key=date is best) for date in record.dates))


def _records() -> st.SearchStrategy[Record]:
    """Return a strategy of the Records without a mark on a date."""
    return st.builds(
        Record,
        local_id=st.just("7"),
        landing_url=MAYBE_ADDRESS,
        pids=some(st.builds(Pid, scheme=st.sampled_from(["doi", "handle", "urn"]), value=WORDS)),
        uploaded=DAYS | st.just(""),
        created=DAYS | st.just(""),
        updated=DAYS | st.just(""),
        record_language=LANGUAGES,
        description_standards=some(TEXTS),
        data_provider=st.none() | st.builds(Named, name=WORDS.map(lambda word: f"Archive {word}"), uri=MAYBE_ADDRESS),
        titles=some(
            st.builds(
                Title, value=WORDS, type=st.sampled_from(["main", "alternative", "translated", "uniform", "supplied"]),
                lang=LANGUAGES, non_sort=MAYBE, sub=MAYBE, part_no=MAYBE, part_name=MAYBE,
            )
        ),
        agents=agents(),
        dates=dates(),
        languages=some(
            st.builds(
                LanguageUse, code=st.sampled_from(["eng", "rus", "kor", "cmn"]),
                part=st.sampled_from(["", "original", "translation", "summary"]),
            )
        ),
        dcmi_type=st.sampled_from(["", "Text", "StillImage", "MovingImage", "Sound", "Dataset", "Event", "Collection"]),
        coar_type=st.sampled_from(["", "http://purl.org/coar/resource_type/c_18cf"]),
        genres=some(st.builds(Genre, label=TEXTS, authority=AUTHORITIES, uri=MAYBE_ADDRESS)),
        physical=st.builds(
            Physical, extents=some(TEXTS), forms=some(TEXTS), media_types=st.sampled_from([(), ("image/tiff",)])
        ),
        abstracts=some(st.builds(Abstract, value=TEXTS, lang=LANGUAGES)),
        notes=some(st.builds(Note, value=TEXTS, type=st.sampled_from(["", "venue", "ownership"]), label=MAYBE)),
        texts=some(
            st.builds(
                TextVersion, kind=st.sampled_from(["transcript", "translation", "ocr"]), lang=LANGUAGES, url=ADDRESSES,
                translator=MAYBE,
            )
        ),
        subjects=subjects(),
        places=some(
            st.builds(Place, label=TEXTS, authority=AUTHORITIES, uri=MAYBE_ADDRESS)
            | st.builds(Place, label=TEXTS, lat=st.just(39.5), lon=st.just(-125.25))
        ),
        classifications=some(
            st.builds(
                Classification, value=YEARS | TEXTS, scheme=st.sampled_from(["", "lcc", "ddc", "local"]), edition=MAYBE,
                label=MAYBE, uri=MAYBE_ADDRESS,
            )
        ),
        security_markings=some(
            st.builds(SecurityMarking, level=TEXTS, status=st.just("lifted"),
                      applies_to=st.sampled_from(["document", "title", "abstract", "record"]))
        ),
        sources=some(
            st.builds(Source, citation=WORDS, archive=st.none() | st.builds(Named, name=WORDS, uri=MAYBE_ADDRESS),
                      reference=some(WORDS).map(lambda found: found[:1]), url=MAYBE_ADDRESS)
        ),
        collections=some(st.builds(Collection, title=WORDS, id=MAYBE, url=MAYBE_ADDRESS)),
        related=some(
            st.builds(Related, label=WORDS, uri=MAYBE_ADDRESS,
                      type=st.sampled_from(["preceding", "succeeding", "series", "references", "reviewOf", ""]))
        ),
        identifiers=some(st.builds(Identifier, value=TEXTS, type=st.sampled_from(["", "isbn", "local", "lccn"]))),
        funding=some(st.builds(Funding, note_text=TEXTS, funder_uri=MAYBE_ADDRESS)),
        objects=some(
            st.builds(
                DigitalObject, url=ADDRESSES, role=st.sampled_from(["access", "preview", "master", "iiif_manifest"])
            )
        ),
        rights=rights(),
    )  # fmt: skip
