"""Harvesters: each keeps a replica and harvests for ever, `from` the responseDate of its last complete harvest.

A lost connection and a 503 are answered by asking again, a badResumptionToken by beginning that harvest anew. Now and
then a harvester dies in the middle, and begins anew too. One begins with nothing every time.
"""

import random
import time
from collections import Counter
from collections.abc import Mapping
from http.client import HTTPException
from threading import Event, Thread
from typing import NamedTuple

from tests.chaos import writing
from tests.chaos.answers import Client, Held, Page, Reply, TornError, page
from tests.chaos.counts import Counts

PATIENCE = 0.2
"""Seconds until a request is repeated; Retry-After is longer than a run."""

NOTHING_YET = frozenset({"", "noRecordsMatch", "noSetHierarchy"})
"""Errors that a harvester may meet: nothing is new, and no item is in a set before the first is."""


class Order(NamedTuple):
    """What a harvester harvests."""

    prefix: str = "oai_dc"
    spec: str = ""
    verb: str = "ListRecords"
    in_full: bool = False

    def arguments(self) -> dict[str, str]:
        """Return the arguments of a first request."""
        chosen = {"set": self.spec} if self.spec else {}
        return {"verb": self.verb, "metadataPrefix": self.prefix, **chosen}

    def __str__(self) -> str:
        return " ".join(filter(None, [self.verb, self.prefix, self.spec, "in full" if self.in_full else ""]))


ORDERS = (
    Order(),
    Order("mods"),
    Order(spec="a"),
    Order("mods", spec="c"),
    Order(verb="ListIdentifiers"),
    Order(in_full=True),
)


class _AnewError(Exception):
    """A harvest has to begin anew."""


class Harvester(Thread):
    """One harvester and its replica, `holds`. It ends after the first harvest that begins when it is closing time."""

    def __init__(self, order: Order, *, port: int, chance: random.Random, counts: Counts) -> None:
        super().__init__(name=str(order), daemon=True)
        self.order = order
        self.holds: dict[str, Held] = {}
        self.closing = Event()
        self.giving_up = Event()
        self._since = ""
        self._client = Client(port)
        self._chance, self._counts = chance, counts

    def run(self) -> None:
        """Harvest, and once more when it is closing time."""
        last = False
        while not last and not self.giving_up.is_set():
            last = self.closing.is_set()
            try:
                self._harvest(last=last)
            except _AnewError:
                last = False
            time.sleep(self._chance.uniform(0, 0.6))
        self._client.close()

    def _harvest(self, *, last: bool) -> None:
        in_full = not self._since or (self.order.in_full and not last)
        arguments = self.order.arguments() | ({} if in_full else {"from": self._since})
        pages = -1 if last or self._chance.random() > 0.1 else self._chance.randint(1, 5)
        got: dict[str, Held] = {}
        since = ""
        while arguments:
            found = self._page(arguments)
            since = since or found.date
            got |= found.records
            arguments = {"verb": self.order.verb, "resumptionToken": found.token} if found.token else {}
            pages -= 1
            if pages == 0 and arguments:
                self._counts.add("abandoned harvests")
                raise _AnewError
        self._keep(got, since, in_full=in_full)

    def _keep(self, got: Mapping[str, Held], since: str, *, in_full: bool) -> None:
        self._look_for_halves(got)
        self.holds = dict(got) if in_full else self.holds | got
        self._since = since
        self._counts.add("full harvests" if in_full else "incremental harvests")

    def _page(self, arguments: Mapping[str, str]) -> Page:
        """Return the next page that says something."""
        while not self.giving_up.is_set():
            try:
                reply = self._client.get(arguments, packed=self._chance.random() < 0.5)
                if reply.status == 200:
                    return self._read(reply)
                self._refused(reply)
            except TornError as error:
                self._counts.wrong("torn", f"{self.order}: {error}")
            except (OSError, HTTPException):
                self._counts.add("connections lost")
            time.sleep(PATIENCE)
        raise _AnewError

    def _read(self, reply: Reply) -> Page:
        found = page(reply.body)
        self._counts.add("pages")
        if found.error == "badResumptionToken":
            self._counts.wrong("faults", f"{self.order}: a token of this run was refused")
            raise _AnewError
        if found.error not in NOTHING_YET:
            self._counts.wrong("faults", f"{self.order}: {found.error}")
        return found

    def _refused(self, reply: Reply) -> None:
        if reply.status == 503 and reply.retry_after:
            self._counts.add("answers 503")
        else:
            self._counts.wrong("faults", f"{self.order}: HTTP {reply.status}; see gunicorn.log")

    def _look_for_halves(self, got: Mapping[str, Held]) -> None:
        """Count batches of which a complete harvest brought some of the records that are written once."""
        batches = Counter(filter(None, map(writing.batch_of, got)))
        for batch, number in batches.items():
            if number != writing.NEW:
                self._counts.wrong("torn", f"{self.order}: {number} of the {writing.NEW} new records of {batch}")
