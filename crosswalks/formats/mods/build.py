"""Building MODS elements: cleaned text, cleaned attributes, and nothing that would be empty."""

from functools import lru_cache

from lxml import etree

from crosswalks import clean, languages, vocabularies, xml

_NAMESPACE = f"{{{xml.MODS}}}"
_URI_ATTRIBUTES = frozenset({"valueURI", "authorityURI", xml.XLINK_HREF})


def tag(name: str) -> str:
    """Return the name of a MODS element as lxml writes it."""
    return _NAMESPACE + name


def add(
    parent: etree._Element, name: str, text: str = "", attributes: dict[str, str] | None = None, *, empty: bool = False
) -> etree._Element | None:
    """Return a new child with the cleaned text; None, and no child, when there is no text and it may not be empty."""
    value = clean.text(text)
    if not value and not empty:
        return None
    element = etree.SubElement(parent, name, attributes)
    if value:
        element.text = value
    return element


def attributes(**values: str) -> dict[str, str]:
    """Return the attributes that are not empty, cleaned: `href` as xlink:href, `lang` (ISO 639-3) as xml:lang.

    Most sets of attributes are the same in every record, hence a cache: nobody may change what is returned.
    """
    return _cached(**values) if _short(values) else _attributes(**values)


def _attributes(*, lang: str = "", href: str = "", **values: str) -> dict[str, str]:
    """Return what `attributes` does."""
    given = {name: value for name, value in values.items() if value}
    if href:
        given[xml.XLINK_HREF] = href
    cleaned = {
        name: clean.uri(value) if name in _URI_ATTRIBUTES else clean.text(value) for name, value in given.items()
    }
    if lang:
        cleaned[xml.XML_LANG] = languages.bcp47(lang)
    return {name: value for name, value in cleaned.items() if value}


def authority(code: str = "", uri: str = "", **others: str) -> dict[str, str]:
    """Return authority, authorityURI and valueURI of a term, as far as its code or its address tells them."""
    known = vocabularies.authority_of(uri) if uri else None
    if known is None:
        return attributes(authority=code, valueURI=uri, **others)
    return attributes(authority=code or known.code, authorityURI=known.uri, valueURI=uri, **others)


_cached = lru_cache(maxsize=8192)(_attributes)
_LONGEST = 300  # what is longer is rarely said twice, and would fill the memory


def _short(values: dict[str, str]) -> bool:
    """Return whether all the values are short enough to be kept."""
    return all(len(value) <= _LONGEST for value in values.values())


def drop_empty(parent: etree._Element, element: etree._Element) -> None:
    """Take a wrapper without children out of its parent again."""
    if not len(element):
        parent.remove(element)
