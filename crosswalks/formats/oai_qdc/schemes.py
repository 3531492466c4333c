"""The encoding schemes of qualified Dublin Core: which one a value is of, as xsi:type says it.

http://dublincore.org/schemas/xmls/qdc/2006/01/06/dcterms.xsd. A scheme is named only where the value surely is of it,
and only if DCMI's schemas had it before 2008, since OCLC's may build on the older ones: so languages, which are ISO
639-3, have none. An element with a scheme may have no language.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeAlias, get_args

from crosswalks import clean, dates, edtf, vocabularies
from crosswalks.formats import wording
from crosswalks.formats.oai_qdc.options import Options
from crosswalks.record import Date, DcmiType, Record

_ADDRESS: Final = ("http://", "https://", "urn:")
_MEDIA_TYPE: Final = re.compile(r"(?:application|audio|font|image|message|model|multipart|text|video)/[\w.+-]+")
# By the Library of Congress's codes for sources of terms and of classification numbers
_OF_SOURCE: Final = {"lcsh": "LCSH", "mesh": "MESH", "tgn": "TGN", "ddc": "DDC", "lcc": "LCC", "udc": "UDC"}


class Value(NamedTuple):
    """A value, its language (ISO 639-3 or ""), and the name of its encoding scheme or ""."""

    text: str
    lang: str = ""
    scheme: str = ""


Values: TypeAlias = Callable[[Record, Options], Iterator[Value]]
"""(record, options) → the values of one element."""

_DCMI_TYPES: Final = frozenset(filter(None, get_args(DcmiType)))


def address(value: str) -> Value:
    """Return an address as a URI; anything else as it is."""
    text = clean.text(value)
    uri = clean.uri(text) if text.startswith(_ADDRESS) else ""
    return Value(uri, scheme="URI") if uri and clean.text(uri) == uri else Value(text)


def day(text: str) -> Value:
    """Return a value as W3CDTF where it is a year, a month or a day; XML Schema has no year nought."""
    known = "T" not in text and edtf.is_w3cdtf(text) and not text.startswith("0000")
    return Value(text, scheme="W3CDTF" if known else "")


def date(date: Date) -> Value:
    """Return a date as one W3CDTF value; where there is none, in its own words or as EDTF; "" where it is undated."""
    found = dates.w3cdtf(date)
    words = "" if found else wording.periods(date)[-1]
    return day(found or ("" if dates.is_undated(words) else words))


def media_type(value: str) -> Value:
    """Return an Internet media type as such; anything else as it is."""
    text = clean.text(value)
    return Value(text, scheme="IMT" if _MEDIA_TYPE.fullmatch(text) else "")


def dcmi_type(value: str) -> Value:
    """Return a type of DCMI's list as such; anything else as it is."""
    text = clean.text(value)
    return Value(text, scheme="DCMIType" if text in _DCMI_TYPES else "")


def term(value: str, source: str, uri: str = "") -> Value:
    """Return a term or number of a vocabulary as one of it, known by the code of its source or by its address."""
    known = vocabularies.authority_of(uri) if not source and uri else None
    code = known.code if known else clean.text(source).lower()
    return Value(value, scheme=_OF_SOURCE.get(code, ""))
