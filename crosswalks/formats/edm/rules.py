"""What a record lacks for Europeana: the rules that go beyond the schema.

They are those of the Schematron within the schema (https://github.com/europeana/metis-schema) and of its successor in
SHACL (https://github.com/europeana/metis-edm-ext-schema), as far as a record can break them. Each is asked of the
rendition itself, so that what is checked is what is served. A rendition that lacks something is still valid.
"""

from collections.abc import Callable
from typing import Final

from lxml import etree

from crosswalks import europeana_rights
from crosswalks.formats.edm import document, kind
from crosswalks.formats.edm.aggregation import AGGREGATION, DATA_PROVIDER, RIGHTS
from crosswalks.formats.edm.build import NOTHING, RESOURCE, dc, dcterms
from crosswalks.formats.edm.cho import PROVIDED_CHO, TYPE
from crosswalks.formats.edm.options import Options
from crosswalks.formats.edm.views import IS_SHOWN_AT, IS_SHOWN_BY
from crosswalks.record import Record


def missing(record: Record, options: Options) -> list[str]:
    """Return what the record lacks for Europeana, a sentence each that begins with the property; empty if nothing."""
    root = document.tree(record, options)
    typed = [] if kind.edm_type(record) or options.default_type else ["edm:type: neither the type nor a file tells it."]
    return [*filter(None, (rule(root) for rule in RULES)), *typed]


def who_provides_it(root: etree._Element) -> str:
    """Return a sentence unless the data provider is named; the aggregator then is, too."""
    return "" if _values(root, AGGREGATION, DATA_PROVIDER) else "edm:dataProvider: the record names no data provider."


def where_it_is_shown(root: etree._Element) -> str:
    """Return a sentence unless there is a landing page or a file."""
    shown = _values(root, AGGREGATION, IS_SHOWN_AT, IS_SHOWN_BY)
    return "" if shown else "edm:isShownAt: there is neither a landing page nor a file to show."


def which_rights(root: etree._Element) -> str:
    """Return a sentence unless the rights URI is one that Europeana accepts."""
    (uri,) = _values(root, AGGREGATION, RIGHTS)
    if europeana_rights.accepted(uri):
        return ""
    return "edm:rights: the record has no rights URI." if uri == NOTHING else f"edm:rights: Europeana refuses {uri}."


def what_it_is_called(root: etree._Element) -> str:
    """Return a sentence unless there is a title or a description."""
    said = _values(root, PROVIDED_CHO, dc("title"), dc("description"))
    return "" if said else "dc:title: there is neither a title nor a description."


def what_it_is_about(root: etree._Element) -> str:
    """Return a sentence unless there is a subject, type, place or time."""
    said = _values(root, PROVIDED_CHO, dc("subject"), dc("type"), dcterms("spatial"), dcterms("temporal"))
    return "" if said else "dc:subject: there is neither a subject nor a type, a place or a time."


def which_language(root: etree._Element) -> str:
    """Return a sentence if it is a text in no language."""
    mute = _values(root, PROVIDED_CHO, TYPE) == ["TEXT"] and not _values(root, PROVIDED_CHO, dc("language"))
    return "dc:language: a text must have a language." if mute else ""


RULES: Final[tuple[Callable[[etree._Element], str], ...]] = (
    who_provides_it,
    where_it_is_shown,
    which_rights,
    what_it_is_called,
    what_it_is_about,
    which_language,
)


def _values(root: etree._Element, of: str, *tags: str) -> list[str]:
    """Return the values of these properties: what they refer to, or their text."""
    return [node.get(RESOURCE) or node.text or "" for thing in root.iter(of) for node in thing.iterchildren(*tags)]
