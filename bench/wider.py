"""What has no target of its own: verbs, codings, harvesters at once, page sizes, sets, a rare format, a day, the floor.

Each row is measured as often as the ratios; the rows take turns.
"""

import statistics
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple, TypeAlias

from bench import collection, databases, servers
from bench.collection import FLOOR_ITEMS
from bench.corpus import LARGE, RARE, SMALL
from bench.harvester import Ask, Harvest, harvest, repeat
from bench.measures import PART, REPEATS, Bench
from bench.results import Row, quantile
from bench.servers import Server

PAGE_SIZES = (500, 1000)
Rows: TypeAlias = Mapping[str, tuple[Server, Callable[[], Harvest]]]


class Sample(NamedTuple):
    """One run of a row: what was harvested, and the processor time of Sheaf's workers and of the database."""

    harvest: Harvest
    cpu: float
    database_cpu: float | None


def measure(bench: Bench) -> list[Row]:
    """Return the rows of the wider table."""
    database = databases.server_pid(bench.repository.url)
    rows = _measured(_rows(bench), bench.runs, database)
    for size in PAGE_SIZES:
        with servers.sheaf(bench.repository, size) as server:
            rows += _measured(_sized(server, size, bench.repository.items), bench.runs, database)
    with servers.floor(bench.repository.url) as floor:
        rows += _measured(_compared(bench, floor), bench.runs, database)
    return rows


def _rows(bench: Bench) -> Rows:
    """Return what is asked of Sheaf with pages of 100."""
    server, port, half = bench.sheaf, bench.sheaf.port, collection.DAYS // 2
    lists = {
        "ListRecords": Ask(),
        "ListRecords, the last fifth": Ask(first=collection.day(collection.DAYS * 4 // 5)),
        "ListRecords, a day": Ask(first=collection.day(half), last=collection.day(half)),
        "ListRecords, large set": Ask(spec=LARGE),
        "ListRecords, set with subsets": Ask(spec="municipal"),
        "ListRecords, nested set": Ask(spec="municipal:registers"),
        "ListIdentifiers": Ask("ListIdentifiers"),
    }
    rows = {name: (server, partial(harvest, port, _part(ask))) for name, ask in lists.items()}
    for coding in ("gzip", "zstd"):
        if coding == _offered(port, coding):
            rows[f"ListRecords, {coding}"] = (server, partial(harvest, port, _part(Ask(coding=coding))))
    for count in (2, 4):
        rows[f"ListRecords, {count} harvesters"] = (server, partial(harvest, port, _part(Ask()), count))
    repeated = {
        f"ListRecords, set of {10} items": Ask(spec=SMALL).query(),
        "ListRecords, rare format": Ask(prefix=RARE).query(),
        "Identify": "verb=Identify",
        "ListSets": "verb=ListSets",
        "ListMetadataFormats": "verb=ListMetadataFormats",
    }
    rows |= {name: (server, partial(repeat, port, [query] * REPEATS * 5)) for name, query in repeated.items()}
    rows["GetRecord"] = (server, partial(repeat, port, bench.queries))
    return rows


def _part(ask: Ask) -> Ask:
    return ask._replace(records=PART)


def _offered(port: int, coding: str) -> str:
    """Return the coding in which the server answers somebody who asks for this one."""
    try:
        return harvest(port, Ask(coding=coding, records=1)).coding
    except Exception:  # noqa: BLE001 - no library to unpack it: the coding is left out
        return ""


def _sized(server: Server, size: int, items: int) -> Rows:
    """Return what is asked of Sheaf with larger pages."""
    lists = {"ListRecords": Ask(records=min(PART, items)), "ListIdentifiers": Ask("ListIdentifiers", records=PART)}
    return {f"{name}, pages of {size}": (server, partial(harvest, server.port, ask)) for name, ask in lists.items()}


def _compared(bench: Bench, floor: Server) -> Rows:
    """Return what is asked of the servers that Sheaf is compared with."""
    records = min(FLOOR_ITEMS, bench.repository.items)
    ceiling = bench.ceiling
    return {
        f"floor, of {records} items": (floor, partial(harvest, floor.port, Ask())),
        "ceiling": (ceiling, partial(harvest, ceiling.port, Ask(records=PART))),
        "view that returns a record": (bench.record, partial(repeat, bench.record.port, bench.queries)),
    }


def _measured(rows: Rows, runs: int, database: int | None) -> list[Row]:
    """Return rows, each from the medians of its runs; the rows take turns."""
    samples: dict[str, list[Sample]] = {name: [] for name in rows}
    for _ in range(runs):
        for name, (server, call) in rows.items():
            samples[name].append(_sampled(server, call, database))
    return [_row(name, taken) for name, taken in samples.items()]


def _sampled(server: Server, call: Callable[[], Harvest], database: int | None) -> Sample:
    before, database_before = servers.cpu(servers.workers(server)), servers.cpu(servers.family(database))
    done = call()
    spent = servers.cpu(servers.workers(server)) - before
    database_spent = servers.cpu(servers.family(database)) - database_before
    return Sample(done, spent, None if database is None else database_spent)


def _row(name: str, samples: list[Sample]) -> Row:
    pages = [len(sample.harvest.latencies) for sample in samples]
    known = [sample.database_cpu for sample in samples if sample.database_cpu is not None]
    return Row(
        name=name,
        rate=statistics.median(sample.harvest.rate for sample in samples),
        kb=statistics.median(sample.harvest.wire for sample in samples) / pages[0] / 1000,
        p50=statistics.median(quantile(sample.harvest.latencies, 0.50) for sample in samples) * 1000,
        p99=statistics.median(quantile(sample.harvest.latencies, 0.99) for sample in samples) * 1000,
        cpu=sum(sample.cpu for sample in samples) / sum(pages) * 1000,
        database_cpu=sum(known) / sum(pages) * 1000 if known else None,
    )
