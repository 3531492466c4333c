"""rightsList: the terms of use by their addresses, then everything that is said of rights in words.

https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/rights/. Licences of Creative Commons have their SPDX
identifiers too (https://spdx.org/licenses/), in the small letters that DataCite uses.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import clean
from crosswalks import rights as rights_uris
from crosswalks.formats import eu_repo, wording
from crosswalks.formats.datacite.build import add, drop_empty, group
from crosswalks.formats.oai_datacite.options import Options
from crosswalks.record import Record, Rights

_SPDX: Final = re.compile(r"licenses/((?:by|by-sa|by-nd|by-nc|by-nc-sa|by-nc-nd)/(?:1\.0|2\.0|2\.5|3\.0|4\.0))/")
_ZERO: Final = "publicdomain/zero/1.0/"


class Term(NamedTuple):
    """A statement of rights, its language, and the address of what it states."""

    text: str
    lang: str = ""
    uri: str = ""


def rights_list(root: etree._Element, record: Record, options: Options) -> None:
    """Write URI, licence, statements, copyright, access, and markings still in force, in this order."""
    element = group(root, "rightsList")
    for term in dict.fromkeys(_terms(record, options)):
        identifier = spdx(term.uri)
        scheme = {"rightsIdentifierScheme": "SPDX", "schemeURI": "https://spdx.org/licenses/"} if identifier else {}
        add(element, "rights", term.text, rightsURI=term.uri, rightsIdentifier=identifier, lang=term.lang, **scheme)
    drop_empty(root, element)


def _terms(record: Record, options: Options) -> Iterator[Term]:
    """Yield what is said of rights; the holders are contributors."""
    own = record.rights
    yield from _addresses(own)
    yield from _statements(own)
    yield Term(wording.copyright_line(own.copyright))
    yield Term(wording.access(own.access))
    if options.access_terms and (term := eu_repo.access_term(record)):
        yield Term(eu_repo.ACCESS_LABELS[wording.access_level(record)], "", term)
    for marking in record.security_markings:
        if marking.status == "in_force":
            yield Term(wording.labelled(wording.marking_label(marking), marking.level))


def _addresses(own: Rights) -> Iterator[Term]:
    """Yield the rights URI and the licence, each with its name; an address without a name is its own."""
    known = rights_uris.canonical(own.uri)
    uri = known or clean.uri(own.uri)
    yield Term(clean.text(own.label) or rights_uris.label(known) or uri, "", uri)
    licence = rights_uris.canonical(own.licence_uri) or clean.uri(own.licence_uri)
    if licence != uri:
        yield Term(rights_uris.label(licence) or licence, "", licence)


def _statements(own: Rights) -> Iterator[Term]:
    """Yield the statements; one that is a known address stands in its place, and but once."""
    for each in own.statements:
        known = rights_uris.canonical(clean.text(each.text))
        if not known:
            yield Term(each.text, each.lang)
        elif known not in (rights_uris.canonical(own.uri), rights_uris.canonical(own.licence_uri)):
            yield Term(rights_uris.label(known) or known, "", known)


def spdx(uri: str) -> str:
    """Return the SPDX identifier of a canonical licence URI in small letters; "" for all others."""
    path = uri.removeprefix(rights_uris.CREATIVE_COMMONS_URI)
    if path == uri:
        return ""
    found = _SPDX.fullmatch(path)
    return f"cc-{found[1].replace('/', '-')}" if found else "cc0-1.0" if path == _ZERO else ""
