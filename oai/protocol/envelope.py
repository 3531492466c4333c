"""The bytes of a response: the envelope around verbs and errors, headers, records and the `about` containers.

Nothing here builds a tree: every function joins bytes, and whatever came from outside goes through `text` or
`attribute` first, so that the result is well-formed XML 1.0 whatever the text.

- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#XMLResponse
- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#Record
- https://www.openarchives.org/OAI/2.0/guidelines-rights.htm
- https://www.openarchives.org/OAI/2.0/guidelines-provenance.htm
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from oai.protocol import datestamp

_OAI = "http://www.openarchives.org/OAI/2.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_OPEN = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    b' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">'
    b"<responseDate>"
)
_CLOSE = b"</OAI-PMH>\n"

# https://www.w3.org/TR/xml/#charsets: what no XML 1.0 document may hold, not even as a character reference.
_illegal = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_markup = re.compile('[&<>"\t\n\r]')
_references = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_plain = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def is_legal(value: str) -> bool:
    """Return whether XML 1.0 allows every character of the text."""
    return _illegal.search(value) is None


def text(value: str) -> bytes:
    """Return the content of an element; characters that XML forbids become U+FFFD, so that their loss is seen."""
    return _illegal.sub("\ufffd", value).translate(_plain).encode()


def attribute(name: str, value: str) -> bytes:
    """Return ` name="value"`, white space as references: a parser would make spaces of bare tabs and newlines."""
    safe = _markup.sub(lambda found: _references[found[0]], _illegal.sub("\ufffd", value))
    return f' {name}="{safe}"'.encode()


def element(name: str, value: str) -> bytes:
    """Return `<name>value</name>`."""
    return b"<%b>%b</%b>" % (name.encode(), text(value), name.encode())


def container(name: str, namespace: str, schema: str, content: bytes, *, attributes: bytes = b"") -> bytes:
    """Return the root element of a description or `about` container, which declares its own namespaces and schema."""
    declarations = (
        attribute("xmlns", namespace)
        + attribute("xmlns:xsi", _XSI)
        + attribute("xsi:schemaLocation", f"{namespace} {schema}")
    )
    return b"<%b%b%b>%b</%b>" % (name.encode(), declarations, attributes, content, name.encode())


def request(base_url: str, arguments: Iterable[tuple[str, str]] = ()) -> bytes:
    """Return the `request` element; give no arguments with badVerb and badArgument (section 3.2, point 2)."""
    attributes = b"".join(attribute(name, value) for name, value in arguments)
    return b"<request%b>%b</request>" % (attributes, text(base_url))


def response(second: int, asked: bytes, content: Iterable[bytes]) -> bytes:
    """Return a whole response: responseDate, the `request` element, and the verb's element or the errors."""
    parts = (_OPEN, datestamp.text(second).encode(), b"</responseDate>", asked, *content, _CLOSE)
    return b"".join(parts)


def error(code: str, message: str) -> bytes:
    """Return one `error` element."""
    return b"<error%b>%b</error>" % (attribute("code", code), text(message))


def token(value: str, *, cursor: int, size: int | None, expires: int | None = None) -> bytes:
    """Return a `resumptionToken` element; the empty one that ends a sequence has no value and no expirationDate."""
    return b"<resumptionToken%b%b%b>%b</resumptionToken>" % (
        b"" if expires is None else attribute("expirationDate", datestamp.text(expires)),
        attribute("completeListSize", str(size)) if size else b"",
        attribute("cursor", str(cursor)),
        text(value),
    )


def header(identifier: str, second: int, specs: Sequence[str], *, deleted: bool) -> bytes:
    """Return the `header` element of a record: identifier, datestamp, the given setSpecs in their order, status."""
    status = b' status="deleted"' if deleted else b""
    sets = b"".join(element("setSpec", spec) for spec in specs)
    stamp = element("datestamp", datestamp.text(second))
    return b"<header%b>%b%b%b</header>" % (status, element("identifier", identifier), stamp, sets)


def body(metadata: bytes, abouts: Sequence[bytes]) -> bytes:
    """Return what follows the header of a live record: the metadata, and one `about` for each container."""
    return b"<metadata>%b</metadata>%b" % (metadata, b"".join(b"<about>%b</about>" % about for about in abouts))


@lru_cache(maxsize=64)
def about_rights(uri: str) -> bytes:
    """Return the `rights` container that names the licence of the metadata; it never speaks of the resource."""
    return container("rights", f"{_OAI}rights/", f"{_OAI}rights.xsd", rights_reference(uri))


def rights_reference(uri: str) -> bytes:
    """Return the `rightsReference` element of the rights schema."""
    return b"<rightsReference%b/>" % attribute("ref", uri)


def about_provenance(origin: bytes) -> bytes:
    """Return the `provenance` container around the description of where a re-exported record was harvested."""
    return container("provenance", f"{_OAI}provenance", f"{_OAI}provenance.xsd", origin)


def origin_description(
    base_url: str,
    identifier: str,
    datestamp: str,
    namespace: str,
    harvest_date: str,
    *,
    altered: bool,
    origin: bytes = b"",
) -> bytes:
    """Return where a record was harvested, and when, in the words of then; `origin` is where it came from before that.

    Both dates keep the granularity they were written in. The schema allows one origin at the top, and one in each.
    """
    return b"<originDescription%b%b>%b%b%b%b%b</originDescription>" % (
        attribute("harvestDate", harvest_date),
        attribute("altered", "true" if altered else "false"),
        element("baseURL", base_url),
        element("identifier", identifier),
        element("datestamp", datestamp),
        element("metadataNamespace", namespace),
        origin,
    )
