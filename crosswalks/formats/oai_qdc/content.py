"""What the document says and is: titles, subjects, summaries, notes, types, extent, places and times."""

from collections.abc import Callable, Iterator
from typing import Final

from msgspec.structs import replace

from crosswalks import clean, vocabularies
from crosswalks.formats import oai_dc, wording
from crosswalks.formats.oai_qdc import schemes
from crosswalks.formats.oai_qdc.options import Options
from crosswalks.formats.oai_qdc.schemes import Value, Values
from crosswalks.record import Record

_IN_OAI_DC: Final = oai_dc.Options()


def as_in_oai_dc(values: Callable[[Record, oai_dc.Options], Iterator[oai_dc.Value]]) -> Values:
    """Return the function of an element that says the same as in oai_dc."""
    return lambda record, _: (Value(text, lang) for text, lang in values(record, _IN_OAI_DC))


def titles(record: Record, _: Options) -> Iterator[Value]:
    """Yield the main titles."""
    yield from (Value(wording.title(title), title.lang) for title in record.titles if title.type == "main")


def alternatives(record: Record, _: Options) -> Iterator[Value]:
    """Yield all other titles."""
    yield from (Value(wording.title(title), title.lang) for title in record.titles if title.type != "main")


def subjects(record: Record, _: Options) -> Iterator[Value]:
    """Yield names associated with the document, subject terms, and library classifications with their captions.

    A scheme that Dublin Core has no name for stands before its number, as in oai_dc.
    """
    yield from (Value(wording.heading(agent)) for agent in record.agents if wording.is_subject(agent))
    for subject in record.subjects:
        if subject.kind not in ("place", "time"):
            yield schemes.term(subject.label, subject.authority, subject.uri)
    for number in record.classifications:
        known = schemes.term(number.value, number.scheme)
        yield known if known.scheme else Value(wording.labelled(number.scheme, number.value))
        yield Value(number.label)


def abstracts(record: Record, _: Options) -> Iterator[Value]:
    """Yield the summaries."""
    yield from (Value(abstract.value, abstract.lang) for abstract in record.abstracts)


def descriptions(record: Record, options: Options) -> Iterator[Value]:
    """Yield markings that have been lifted, notes and acknowledgements of funders."""
    return as_in_oai_dc(oai_dc.descriptions)(replace(record, abstracts=()), options)


def provenance(record: Record, options: Options) -> Iterator[Value]:
    """Yield the institution that provides the description, if wanted here."""
    if options.provenance and record.data_provider:
        yield Value(record.data_provider.name)


def types(record: Record, _: Options) -> Iterator[Value]:
    """Yield the DCMI type, then the genres; a further type of resource among them as its DCMI type."""
    yield schemes.dcmi_type(record.dcmi_type)
    for genre in record.genres:
        kind = vocabularies.DCMI_TYPE.get(clean.text(genre.label).casefold(), "")
        yield Value(genre.label) if genre.authority else schemes.dcmi_type(kind or genre.label)


def extents(record: Record, _: Options) -> Iterator[Value]:
    """Yield the extent."""
    yield from map(Value, record.physical.extents)


def media(record: Record, _: Options) -> Iterator[Value]:
    """Yield the physical form."""
    yield from map(Value, record.physical.forms)


def formats(record: Record, _: Options) -> Iterator[Value]:
    """Yield the media types."""
    yield from map(schemes.media_type, record.physical.media_types)


def places(record: Record, _: Options) -> Iterator[Value]:
    """Yield the places that the document concerns, with their coordinates."""
    for place in record.places:
        yield schemes.term(place.label, place.authority, place.uri)
        yield Value(wording.coordinates(place))
    for subject in record.subjects:
        if subject.kind == "place":
            yield schemes.term(subject.label, subject.authority, subject.uri)


def periods(record: Record, _: Options) -> Iterator[Value]:
    """Yield the times that the document concerns."""
    yield from (schemes.day(clean.text(subject.label)) for subject in record.subjects if subject.kind == "time")
    for date in record.dates:
        if date.type == "covered":
            yield from map(schemes.day, wording.periods(date))
