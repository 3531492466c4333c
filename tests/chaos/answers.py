"""Responses as a harvester gets them over HTTP: whole and well-formed, or torn."""

import gzip
import hashlib
import http.client
import re
import urllib.parse
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

OAI = "{http://www.openarchives.org/OAI/2.0/}"
WAITING = 30
_RECORD = re.compile(rb"<record>(<header.*?</header>)(.*?)</record>", re.DOTALL)
_HEADER = re.compile(rb"<header.*?</header>", re.DOTALL)
_IDENTIFIER = re.compile(rb"<identifier>(.*?)</identifier>")


class TornError(Exception):
    """A response with HTTP 200 that is not whole, or not well-formed."""


class Held(NamedTuple):
    """What a harvester keeps of a record: its header as it came, and a digest of its body (none: headers only)."""

    header: bytes
    digest: bytes

    @property
    def deleted(self) -> bool:
        """Whether the header says that the record is deleted."""
        return self.header.startswith(b'<header status="deleted"')


class Page(NamedTuple):
    """What a response says."""

    date: str
    error: str
    records: dict[str, Held]
    token: str


class Reply(NamedTuple):
    """A response of HTTP."""

    status: int
    retry_after: str
    body: bytes


class Client:
    """A harvester's connection, which is kept as long as it lasts."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAITING)

    def get(self, arguments: Mapping[str, str], *, packed: bool) -> Reply:
        """Return the response to a request.

        Raises:
            OSError, http.client.HTTPException: the connection was lost; what came before is known not to be whole.
            TornError: nothing tells whether the response is whole.

        """
        headers = {"Accept-Encoding": "gzip"} if packed else {}
        try:
            self._connection.request("GET", f"/oai?{urllib.parse.urlencode(arguments)}", headers=headers)
            return _read(self._connection.getresponse())
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def _read(response: http.client.HTTPResponse) -> Reply:
    length = response.headers["Content-Length"]
    body = response.read()  # http.client raises when it is shorter than Content-Length
    if length is None or int(length) != len(body):
        raise TornError(f"Content-Length is {length}, and {len(body)} bytes came")
    if response.headers["Content-Encoding"] == "gzip":
        try:
            body = gzip.decompress(body)
        except (EOFError, OSError) as error:
            raise TornError(f"the gzip stream is damaged: {error}") from error
    return Reply(response.status, response.headers.get("Retry-After", ""), body)


def page(body: bytes) -> Page:
    """Return what a response says.

    Raises:
        TornError: it is not well-formed, or not a response.

    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise TornError(f"not well-formed: {error}") from error
    date, error = root.findtext(f"{OAI}responseDate"), root.find(f"{OAI}error")
    if date is None or len(root) != 3:
        raise TornError("not a response of OAI-PMH")
    records = _records(body)
    if len(records) != len(root.findall(f"{OAI}*/{OAI}record") or root.findall(f"{OAI}*/{OAI}header")):
        raise TornError("a record stands twice in a page, or not in its place")
    token = root.findtext(f"{OAI}*/{OAI}resumptionToken") or ""
    return Page(date, "" if error is None else str(error.get("code")), records, token)


def _records(body: bytes) -> dict[str, Held]:
    pairs = _RECORD.findall(body) or [(header, None) for header in _HEADER.findall(body)]
    return dict(held(header, content) for header, content in pairs)


def held(header: bytes, body: bytes | None) -> tuple[str, Held]:
    """Return the identifier in a header, and what a harvester keeps of the record; a body of None is not kept."""
    found = _IDENTIFIER.search(header)
    assert found is not None
    digest = b"" if body is None else hashlib.blake2b(body, digest_size=16).digest()
    return found[1].decode(), Held(header, digest)
