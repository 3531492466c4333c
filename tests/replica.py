"""A harvester reduced to what the invariants speak of: it keeps what it was given and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from models import query
from models.promise import Promises
from models.tables import SHIFT


@dataclass
class Replica:
    """What a harvester of one stream holds: the bodies by identifier, None for a deleted record."""

    engine: Engine
    prefix: str = "oai_dc"
    spec: str = ""
    limit: int = 3
    since: int = 0
    holds: dict[str, bytes | None] = field(default_factory=dict)
    deliveries: int = 0
    stamps: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Harvest from a process of its own."""
        self._promises = Promises(self.engine)

    def harvest(self, between: list[Callable[[], object]] | None = None) -> None:
        """Take everything from `since` on, page by page; `between` holds calls to make after each page."""
        after, first = (self.since << SHIFT) - 1, True
        while True:
            with query.reading(self.engine) as connection:
                moment = self._promises.moment(connection)
                page = self._page(connection, after)
            if first:
                self.since, first = moment.second, False
            for taken in zip(page.stamps, page.headers, page.bodies, strict=True):
                self._take(*taken)
            if not page.more:
                return
            after = page.stamps[-1]
            if between:
                between.pop(0)()

    def _page(self, connection: Connection, after: int) -> query.Page:
        return query.page(
            connection, prefix=self.prefix, spec=self.spec, after=after, before=None, limit=self.limit, bodies=True
        )

    def _take(self, stamp: int, header: bytes, body: bytes) -> None:
        identifier, _, _, state = header.decode().split("|")
        self.holds[identifier] = None if state == "deleted" else body
        self.deliveries += 1
        self.stamps.append(stamp)
