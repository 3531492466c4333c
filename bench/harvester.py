"""Harvests: lists followed by their resumption tokens to the end, by one process or several that start together."""

import multiprocessing
import re
import time
from collections.abc import Sequence
from html import unescape
from multiprocessing.synchronize import Barrier
from typing import NamedTuple
from urllib.parse import quote_plus, urlencode

from bench.wire import Wire, WireError

_TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)</resumptionToken>")
_IDENTIFIER = re.compile(rb"<header><identifier>([^<]+)<")
_CLOSING = {"ListRecords": b"</record>", "ListIdentifiers": b"</header>", "ListSets": b"</set>"}
_TAIL = 4096
_processes = multiprocessing.get_context("fork")


class Ask(NamedTuple):
    """A list to follow; `records` bounds how much of it, by whole pages."""

    verb: str = "ListRecords"
    prefix: str = "oai_dc"
    spec: str = ""
    first: str = ""
    last: str = ""
    coding: str = "identity"
    records: int = 1 << 62

    def query(self) -> str:
        """Return the query of the first page."""
        named = {"metadataPrefix": self.prefix, "set": self.spec, "from": self.first, "until": self.last}
        return urlencode({"verb": self.verb, **{name: value for name, value in named.items() if value}})


class Harvest(NamedTuple):
    """What one or several harvesters got: seconds from the first request to the last response, and of each page."""

    records: int
    seconds: float
    latencies: list[float]
    wire: int
    coding: str

    @property
    def rate(self) -> float:
        """Return records per second."""
        return self.records / self.seconds


class _Part(NamedTuple):
    begun: float
    ended: float
    harvest: Harvest


def harvest(port: int, ask: Ask, harvesters: int = 1) -> Harvest:
    """Return the figures of harvesters that follow the same list at the same time."""
    barrier = _processes.Barrier(harvesters)
    with _processes.Pool(harvesters, _meet_at, (barrier,)) as pool:
        parts = pool.starmap(_follow, [(port, ask)] * harvesters, chunksize=1)
    return Harvest(
        records=sum(part.harvest.records for part in parts),
        seconds=max(part.ended for part in parts) - min(part.begun for part in parts),
        latencies=[seconds for part in parts for seconds in part.harvest.latencies],
        wire=sum(part.harvest.wire for part in parts),
        coding=parts[0].harvest.coding,
    )


def _meet_at(barrier: Barrier) -> None:
    """Keep the place where the harvesters of a pool wait for one another."""
    global _start  # noqa: PLW0603 - a process of a pool gets nothing else that it could keep
    _start = barrier


_start: Barrier


def _follow(port: int, ask: Ask) -> _Part:
    """Follow a list; return the figures with the times of the first request and of the last response."""
    latencies: list[float] = []
    records = wire = 0
    query, coding = ask.query(), ""
    with Wire(port, ask.coding) as connection:
        _start.wait()
        begun = time.perf_counter()
        while query and records < ask.records:
            answer = connection.get(query)
            latencies.append(answer.seconds)
            found = answer.body.count(_CLOSING[ask.verb])
            if not found:
                raise WireError(f"{query} was answered with {answer.body[-500:]!r}")
            records += found
            wire, coding = wire + answer.wire, answer.coding
            query = following(ask.verb, answer.body)
        ended = time.perf_counter()
    return _Part(begun, ended, Harvest(records, ended - begun, latencies, wire, coding))


def following(verb: str, body: bytes) -> str:
    """Return the query of the page after this one, or nothing."""
    found = _TOKEN.search(body, max(0, len(body) - _TAIL))
    return f"verb={verb}&resumptionToken={quote_plus(unescape(found[1].decode()))}" if found else ""


def identifiers(port: int, days: Sequence[str]) -> list[str]:
    """Return identifiers from all over a repository: some of each day."""
    found: list[str] = []
    with Wire(port) as connection:
        for day in days:
            body = connection.get(Ask("ListIdentifiers", first=day, last=day).query()).body
            found += [name.decode() for name in _IDENTIFIER.findall(body)[:20]]
    return found


def repeat(port: int, queries: Sequence[str]) -> Harvest:
    """Return the figures of queries that are asked one after the other; each counts as one record."""
    with Wire(port) as connection:
        connection.get(queries[0])
        begun = time.perf_counter()
        answers = [connection.get(query) for query in queries]
        seconds = time.perf_counter() - begun
    if wrong := next((answer.body for answer in answers if b"<error" in answer.body), None):
        raise WireError(f"a request was answered with {wrong[-500:]!r}")
    wire = sum(answer.wire for answer in answers)
    return Harvest(len(answers), seconds, [answer.seconds for answer in answers], wire, answers[0].coding)
