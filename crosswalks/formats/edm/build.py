"""Building EDM: literals, references, and the contextual classes that references lead to.

A value is a literal or a reference, never both (Europeana refuses an element with rdf:resource and text). A reference
may bring a contextual class with it: an edm:Agent, edm:Place, edm:TimeSpan or skos:Concept that says what its URI
names. One URI names one thing: where it is taken by a thing of another class, the value is written as a literal.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import clean, languages, xml

ABOUT: Final = f"{{{xml.RDF}}}about"
RESOURCE: Final = f"{{{xml.RDF}}}resource"

# An empty list, in RDF: what is written where the schema demands a URI and nothing is known.
NOTHING: Final = f"{xml.RDF}nil"


class Context(NamedTuple):
    """A contextual class: the name of its element, and its properties in the order of the schema."""

    tag: str
    properties: "tuple[tuple[str, Value], ...]"


class Value(NamedTuple):
    """A literal with its language (ISO 639-3), or a reference if there is a `uri`."""

    text: str = ""
    lang: str = ""
    uri: str = ""
    context: Context | None = None


Contexts = dict[str, Context]


def dc(name: str) -> str:
    """Return the name of an element of Dublin Core as lxml writes it."""
    return f"{{{xml.DC}}}{name}"


def dcterms(name: str) -> str:
    """Return the name of an element of the DCMI terms as lxml writes it."""
    return f"{{{xml.DCTERMS}}}{name}"


def edm(name: str) -> str:
    """Return the name of an element of EDM as lxml writes it."""
    return f"{{{xml.EDM}}}{name}"


def skos(name: str) -> str:
    """Return the name of an element of SKOS as lxml writes it."""
    return f"{{{xml.SKOS}}}{name}"


def link(uri: str) -> Value:
    """Return a reference to a URI; to nothing, which is not written, where it can be none."""
    return Value(uri=clean.uri(uri) if uri else "")


def node(parent: etree._Element, tag: str, about: str) -> etree._Element:
    """Return a new description of what `about` names."""
    return etree.SubElement(parent, tag, {ABOUT: about})


def write(parent: etree._Element, tag: str, values: Iterable[Value], contexts: Contexts | None = None) -> None:
    """Write each value that is neither empty nor there already as an element of its own.

    `contexts` holds what each URI names; contextual classes that the values bring are added to it.
    """
    written: set[Value] = set()
    for given in values:
        value = _settled(given, contexts)
        if (value.text or value.uri) and value not in written:
            written.add(value)
            _element(parent, tag, value)


def _settled(value: Value, contexts: Contexts | None) -> Value:
    """Return the value as it can be written: a reference, or a clean literal in a language that has a tag."""
    if value.uri and (value.context is None or _names(value.uri, value.context, contexts)):
        return Value(uri=value.uri)
    return Value(clean.text(value.text), languages.bcp47(value.lang) if value.lang else "")


def _names(uri: str, context: Context, contexts: Contexts | None) -> bool:
    """Return whether the URI names a thing of this class, noting it where nothing has been said of the URI yet."""
    return contexts is not None and contexts.setdefault(uri, context).tag == context.tag


def _element(parent: etree._Element, tag: str, value: Value) -> None:
    """Write one value, its language as a tag already."""
    element = etree.SubElement(parent, tag)
    if value.uri:
        element.set(RESOURCE, value.uri)
        return
    element.text = value.text
    if value.lang:
        element.set(xml.XML_LANG, value.lang)
