"""subjects: names, terms and genres with their schemes, and library classifications as `551 Geology`."""

from collections.abc import Iterable

from lxml import etree

from crosswalks.formats import wording
from crosswalks.formats.datacite import schemes
from crosswalks.formats.datacite.build import add, drop_empty, group
from crosswalks.record import Genre, Record


def subjects(root: etree._Element, record: Record, genres: Iterable[Genre], *, times: bool) -> None:
    """Write what the document is about, its classifications, and `genres`; places and most times stand elsewhere."""
    element = group(root, "subjects")
    for text, code, uri in dict.fromkeys(_terms(record, genres, times=times)):
        scheme = schemes.scheme(code, uri)
        add(element, "subject", text, subjectScheme=scheme.name, schemeURI=scheme.uri, valueURI=uri)
    drop_empty(root, element)


def _terms(record: Record, genres: Iterable[Genre], *, times: bool) -> Iterable[tuple[str, str, str]]:
    """Yield text, code of the scheme, and address of each subject."""
    for agent in record.agents:
        if wording.is_subject(agent):
            yield wording.heading(agent), "", next(iter(agent.uris), "")
    for subject in record.subjects:
        if subject.kind != "place" and (times or subject.kind != "time"):
            yield subject.label, subject.authority, subject.uri
    for number in record.classifications:
        yield wording.joined((number.value, number.label), " "), number.scheme, number.uri
    for genre in genres:
        yield genre.label, genre.authority, genre.uri
