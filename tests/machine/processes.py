"""Processes of a repository: each with a clock, a pool of connections and promises of its own, asked through HTTP."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from unittest import mock

from msgspec.structs import replace
from sqlalchemy import Engine, event

from models import store
from models.engine import open_engine
from models.plan import Draft
from models.promise import Promises
from oai.app import create_app
from oai.protocol import datestamp
from tests.clock import NOON, Clock
from tests.collection import SETTINGS
from tests.machine import actors

PAGE = 2
"""Records of a page, so that short lists have many."""


class Page(NamedTuple):
    """A response to a list request: records as (header, body), bodies empty for ListIdentifiers.

    `date` is the responseDate, `code` the error, if any; `token` is empty where the list ends, `expires` where it does
    not say; `rest` is the response without its times and the token, which hold when it was given.
    """

    date: int
    code: str
    records: list[tuple[bytes, bytes]]
    token: str
    cursor: int | None
    size: int | None
    expires: str
    rest: bytes


_record = re.compile(rb"(<header(?: status=\"deleted\")?>.*?</header>)(.*?)(?=</record>|<header|<resumption|</ListId)")
_token = re.compile(
    rb"<resumptionToken(?: expirationDate=\"(?P<expires>[^\"]*)\")?(?: completeListSize=\"(?P<size>\d+)\")?"
    rb" cursor=\"(?P<cursor>\d+)\">(?P<token>[^<]*)</resumptionToken>"
)
_date = re.compile(rb"<responseDate>(.*?)</responseDate>")
_code = re.compile(rb"<error code=\"(\w+)\"")


def parse(response: bytes) -> Page:
    """Return what a response says."""
    date, code, token = _date.search(response), _code.search(response), _token.search(response)
    assert date, response
    given = token.groupdict() if token else {}
    rest = _date.sub(b"", response)
    for part in (given.get("token"), given.get("expires")):
        rest = rest.replace(part, b"") if part else rest
    return Page(
        datestamp.lower(date[1].decode()),
        code[1].decode() if code else "",
        _record.findall(response),
        (given.get("token") or b"").decode(),
        int(given["cursor"]) if token else None,
        int(given["size"]) if given.get("size") else None,
        (given.get("expires") or b"").decode(),
        rest,
    )


def engine(url: str, clock: Clock | None = None) -> Engine:
    """Return an engine whose writes need not survive a power cut."""
    opened = open_engine(url, clock=clock)
    if opened.dialect.name == "sqlite":
        event.listen(opened, "connect", lambda driver, _: driver.execute("PRAGMA synchronous = OFF"))
    return opened


class Process:
    """A process that serves and publishes; its clock stands until it is moved."""

    def __init__(self, url: str, offset: int) -> None:
        self.clock = Clock(NOON + offset)
        self.engine = engine(url, self.clock)
        actors.watch(self.engine)
        made: list[Promises] = []
        with mock.patch("oai.app.Promises", lambda engine: made.append(Promises(engine)) or made[0]):
            self.app = create_app(replace(SETTINGS, page_size=PAGE), engine=self.engine)
        self.promises = made[0]
        self._asking = self.promises._lock = actors.Owned()  # type: ignore[assignment]

    def answer(self, arguments: dict[str, str]) -> Page:
        """Return the answer to a list request."""
        response = self.app.test_client().get("/oai", query_string=arguments)
        assert response.status_code == 200, response.data
        return parse(response.data)

    def publish(self, drafts: Sequence[Draft]) -> list[store.Published]:
        """Publish a batch, headers made as loading makes them."""
        return store.publish(self.engine, drafts, header=actors.header())

    def waits(self, actor: actors.Actor | None = None) -> bool:
        """Return whether a request would have to wait for another one of this process, which asks for its promise."""
        return self.promises._kept is None and self._asking.owner not in {None, actor}

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()
