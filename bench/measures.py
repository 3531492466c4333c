"""The ratios that design figures are set for: Sheaf against a ready page, and its own pages against one another.

Sheaf and the ceiling take turns, so that each pair of figures was taken at the same time of day; a ratio is the median
of the pairs' ratios.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from bench import collection, servers
from bench.collection import Collection
from bench.corpus import SMALL
from bench.harvester import Ask, Harvest, following, harvest, identifiers, repeat
from bench.results import Ratio
from bench.servers import Server
from bench.wire import Wire

IDENTITY = {"sqlite": 0.50, "postgresql": 0.33, "mariadb": 0.33, "mysqlclient": 0.33}
"""The share of the ceiling that ListRecords has to reach; MariaDB's is PostgreSQL's."""

PART = 100_000
"""Where a whole harvest adds nothing, this many records of it."""

REPEATS = 100

AGAIN = "a page that another harvester just had / ceiling"
"""A ratio that is measured though Sheaf does not offer it: no page comes from memory."""


class Bench(NamedTuple):
    """Everything that runs while a repository is measured."""

    repository: Collection
    sheaf: Server
    ceiling: Server
    packed: Server
    record: Server
    queries: list[str]
    runs: int


@contextmanager
def bench(repository: Collection, sheaf: Server, runs: int) -> Iterator[Bench]:
    """Run the ceilings beside Sheaf: a page of the list, the same packed, a record of GetRecord."""
    names = identifiers(sheaf.port, [collection.day(number) for number in range(collection.DAYS)])
    queries = [f"verb=GetRecord&metadataPrefix=oai_dc&identifier={name}" for name in names]
    page, record = _second_page(sheaf), _typical(sheaf, queries)
    with (
        servers.ceiling(page) as ceiling,
        servers.ceiling(page, gzip=True) as packed,
        servers.ceiling(record) as ready,
    ):
        for server in (sheaf, ceiling):  # every worker's first requests cost more
            harvest(server.port, Ask(records=PART // 2), 4)
        yield Bench(repository, sheaf, ceiling, packed, ready, queries, runs)


def _second_page(server: Server) -> bytes:
    """Return a page with a token that leads on, or the only page."""
    with Wire(server.port) as connection:
        first = connection.get(Ask().query()).body
        after = following("ListRecords", first)
        return connection.get(after).body if after else first


def _typical(server: Server, queries: list[str]) -> bytes:
    """Return the response of median length."""
    with Wire(server.port) as connection:
        return sorted((connection.get(query).body for query in queries), key=len)[len(queries) // 2]


def listing(bench: Bench) -> tuple[list[Ratio], list[Harvest]]:
    """Return the ratios of whole harvests, and the harvests."""
    pairs = []
    for _ in range(bench.runs):
        ours = harvest(bench.sheaf.port, Ask())
        pairs.append((ours, harvest(bench.ceiling.port, Ask(records=ours.records))))
    target = IDENTITY[bench.repository.kind]
    shares = [ours.rate / ready.rate for ours, ready in pairs]
    depths = [_depth(ours.latencies) for ours, _ in pairs]
    ratios = [
        Ratio("ListRecords, identity / ceiling", ">=", target, shares),
        Ratio("last tenth of the pages / first tenth", "<=", 1.05, depths),
    ]
    return ratios, [ours for ours, _ in pairs]


def _depth(latencies: list[float]) -> float:
    """Return the median of the last tenth over that of the first, without the first page and the short last one."""
    inner = latencies[1:-1] or latencies
    tenth = max(1, len(inner) // 10)
    return statistics.median(inner[-tenth:]) / statistics.median(inner[:tenth])


def packed(bench: Bench) -> Ratio:
    """Return gzip against the ready page packed anew for each request, by isal at level 1."""
    ask = Ask(coding="gzip", records=min(PART, bench.repository.items))
    shares = []
    for _ in range(bench.runs):
        ours = harvest(bench.sheaf.port, ask)
        shares.append(ours.rate / harvest(bench.packed.port, ask).rate)
    return Ratio("ListRecords, gzip / ceiling with isal level 1", ">=", 0.80, shares)


def again(bench: Bench) -> Ratio:
    """Return pages asked for by a second harvester just behind a first against the ceiling."""
    shares = []
    for _ in range(bench.runs):
        behind = _one_behind_another(bench.sheaf, min(PART, bench.repository.items))
        ready = _one_behind_another(bench.ceiling, min(PART, bench.repository.items))
        shares.append(sum(ready) / sum(behind))
    return Ratio(AGAIN, ">=", 0.80, shares)


def _one_behind_another(server: Server, records: int) -> list[float]:
    """Return the seconds of each page for a harvester that asks for what another one has just asked for."""
    behind: list[float] = []
    query = Ask().query()
    with Wire(server.port) as first, Wire(server.port) as second:
        while query and len(behind) * 100 < records:
            answer = first.get(query)
            behind.append(second.get(query).seconds)
            query = following("ListRecords", answer.body)
    return behind


def beginnings(bench: Bench) -> list[Ratio]:
    """Return the first page of the list, and the only page of the smallest set, against the median page."""
    first, small = Ask().query(), Ask(spec=SMALL).query()
    firsts, smalls = [], []
    for _ in range(bench.runs):
        median = statistics.median(harvest(bench.sheaf.port, Ask(records=PART // 4)).latencies[1:])
        firsts.append(statistics.median(repeat(bench.sheaf.port, [first] * REPEATS).latencies) / median)
        smalls.append(statistics.median(repeat(bench.sheaf.port, [small] * REPEATS).latencies) / median)
    return [
        Ratio("first page, with completeListSize / median page", "<=", 2.0, firsts),
        Ratio("smallest set / median page", "<=", 1.5, smalls),
    ]


def single(bench: Bench) -> Ratio:
    """Return GetRecord against a view that returns bytes of its median length."""
    shares = []
    for _ in range(bench.runs):
        ours = repeat(bench.sheaf.port, bench.queries)
        shares.append(ours.rate / repeat(bench.record.port, bench.queries).rate)
    return Ratio("GetRecord / view that returns the same bytes", ">=", 0.50, shares)
