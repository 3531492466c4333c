"""completeListSize is what COUNT(*) says of the list as it starts, in any range, after every kind of change."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from models import store
from models.plan import Draft
from models.tables import SHIFT, publication
from oai.protocol import datestamp
from tests import collection
from tests.collection import Archive, deletion, draft, found, header

DAY = 86_400
NOON = datestamp.lower("2024-03-09T12:00:00Z")
MIDNIGHT = datestamp.lower("2024-03-10")
STREAMS = (("oai_dc", ""), ("mods", "letters"), ("mods", "maps"))


def counted(archive: Archive, prefix: str, spec: str, first: str, last: str) -> int:
    """Return how many entries a list has between two dates: counted, not tallied."""
    statement = text(
        "SELECT count(*) FROM listing JOIN stream ON stream_id = stream.id"
        " WHERE prefix = :prefix AND spec = :spec AND stamp >= :low AND stamp < :high"
    )
    low = datestamp.lower(first) << SHIFT if first else 0
    high = datestamp.after_second(datestamp.upper(last)) if last else (1 << 63) - 1
    values = {"prefix": prefix, "spec": spec, "low": low, "high": high}
    with archive.engine.connect() as connection:
        return int(connection.execute(statement, values).scalar_one())


def told(client: FlaskClient, prefix: str, spec: str, first: str, last: str) -> int:
    """Return how many records a list has, as its first page tells; a list of one or none has no need to."""
    asked = {"metadataPrefix": prefix, "set": spec, "from": first, "until": last}
    given = {name: value for name, value in asked.items() if value}
    response = client.get("/oai", query_string={"verb": "ListIdentifiers", **given})
    sizes = found(response, "//oai:resumptionToken/@completeListSize")
    return int(sizes[0]) if sizes else len(found(response, "//oai:header"))


def edges(seconds: Iterable[int]) -> list[tuple[str, str]]:
    """Return ranges in seconds and in days whose ends lie at and behind some seconds; and open ones."""
    ends = sorted({second + near for second in seconds for near in (0, 1)})
    fine, days = [datestamp.text(end) for end in ends], sorted({datestamp.text(end)[:10] for end in ends})
    return [
        (first, last)
        for dates in (["", *fine], ["", *days])
        for first, last in itertools.product(dates, dates)
        if not (first and last) or first <= last
    ]


def compare(archive: Archive, ranges: Sequence[tuple[str, str]]) -> None:
    """Hold every list's size against its count; no tally may be left with nothing to count."""
    client = archive.client(page_size=1)
    for stream, between in itertools.product(STREAMS, ranges):
        where = (*stream, *between)
        assert told(client, *where) == counted(archive, *where), where
    with archive.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM tally WHERE count <= 0")).scalar() == 0


def publish(archive: Archive, when: int, *drafts: Draft) -> None:
    archive.publish(datestamp.text(when), *drafts)


def crash(archive: Archive, when: int) -> None:
    """Begin a publication that ends in the middle."""

    def failing(identifier: str, *_: Any) -> bytes:
        raise OSError(f"no header for {identifier}")

    archive.clock.second = when
    with pytest.raises(OSError, match="no header"):
        store.publish(archive.engine, [draft("1", "maps", title="New"), draft("9", "letters")], header=failing)


def across_a_second(archive: Archive, when: int) -> None:
    """Publish a batch whose stamps run over from one second into the next."""
    archive.clock.second = when
    with archive.engine.begin() as connection:
        last = connection.execute(select(publication.c.last_stamp)).scalar_one()
        second = max(when, (last >> SHIFT) + 1)
        connection.execute(update(publication).values(last_stamp=(second << SHIFT) - 3))
    store.publish(archive.engine, [draft(f"run/{n}", "letters:soviet") for n in range(3)], header=header)


CHANGES: dict[str, Callable[[Archive, int], None]] = {
    "added": lambda archive, when: publish(archive, when, draft("9", "letters:soviet")),
    "changed": lambda archive, when: publish(archive, when, draft("1", "letters:soviet", title="New")),
    "loaded again": lambda archive, when: publish(archive, when, draft("1", "letters:soviet"), draft("2", "maps")),
    "set joined": lambda archive, when: publish(archive, when, draft("1", "letters:soviet", "maps")),
    "set left": lambda archive, when: publish(archive, when, draft("1")),
    "set moved to its parent": lambda archive, when: publish(archive, when, draft("1", "letters")),
    "set exchanged": lambda archive, when: publish(archive, when, draft("1", "maps")),
    "deleted": lambda archive, when: publish(archive, when, deletion("1"), deletion("2"), deletion("nobody")),
    "restored": lambda archive, when: publish(archive, when, draft("3", "maps")),
    "format lapsed": lambda archive, when: publish(archive, when, draft("1", "letters:soviet", formats=["oai_dc"])),
    "format new": lambda archive, when: publish(archive, when, draft("4", "letters", formats=["oai_dc", "mods"])),
    "many at once": lambda archive, when: publish(
        archive, when, *(draft(f"many/{n}", "letters:soviet") for n in range(40))
    ),
    "crashed": crash,
    "across a second": across_a_second,
    "all of it": lambda archive, when: publish(
        archive, when, draft("1", "maps"), deletion("2"), draft("3"), draft("4", formats=["mods"]), draft("5", "maps")
    ),
}
"""What may happen to the items of `begin`."""


def begin(archive: Archive) -> None:
    """Publish four items: two in one second, one deleted in the last second of that day, one without MODS."""
    publish(archive, NOON, draft("1", "letters:soviet"), draft("2", "maps"), draft("3", "letters"))
    publish(archive, MIDNIGHT - 1, deletion("3"), draft("4", "letters", formats=["oai_dc"]))


@pytest.mark.parametrize("change", CHANGES)
def test_a_size_is_the_count_after_every_kind_of_change(empty_archive: Archive, change: str) -> None:
    """The change comes in the second of midnight, hence in another day than all before it."""
    begin(empty_archive)
    CHANGES[change](empty_archive, MIDNIGHT)
    compare(empty_archive, edges([NOON, MIDNIGHT - 1]))


@settings(max_examples=8)
@given(
    changes=st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=6),
    waits=st.lists(st.sampled_from([0, 1, 3600, DAY, 3 * DAY]), min_size=6, max_size=6),
)
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_size_is_the_count_after_any_series_of_changes(backend: Any, changes: list[str], waits: list[int]) -> None:
    with backend.lend() as url:
        archive = collection.empty(url)
        begin(archive)
        when = MIDNIGHT
        for change, wait in zip(changes, waits, strict=False):
            when += wait
            CHANGES[change](archive, when)
        compare(archive, edges([NOON, when]))
        archive.engine.dispose()


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
@pytest.mark.parametrize("asked", [{}, {"set": "letters"}, {"from": "2024-03-02", "until": "2024-03-05"}])
def test_cursors_and_sizes_agree_through_a_list(reading_room: Archive, verb: str, asked: dict[str, str]) -> None:
    client = reading_room.client(page_size=2)
    arguments = {"metadataPrefix": "oai_dc", **asked}
    came: list[str] = []
    cursors, sizes = [], set()
    while arguments:
        response = client.get("/oai", query_string={"verb": verb, **arguments})
        cursors.append((found(response, "//@cursor") or ["0"], len(came)))
        sizes |= set(found(response, "//@completeListSize"))
        came += found(response, "//oai:header/oai:identifier")
        (token,) = found(response, "//oai:resumptionToken") or [""]
        arguments = {"resumptionToken": token} if token else {}
    assert [int(cursor) for (cursor,), _ in cursors] == [before for _, before in cursors]
    assert sizes == {str(len(came))}


def test_a_size_stays_what_it_was_when_the_list_began(archive: Archive) -> None:
    """A list that grows on the way has more records than it said; the next list says how many there are."""
    client = archive.client(page_size=2)
    first = client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc")
    archive.publish("2024-03-09T00:00:00Z", draft("letters/1", title="New"), draft("notes/9"))
    (token,) = found(first, "//oai:resumptionToken")
    second = client.get("/oai", query_string={"verb": "ListIdentifiers", "resumptionToken": token})
    assert found(second, "//@completeListSize") == found(first, "//@completeListSize") == ["7"]
    assert told(client, "oai_dc", "", "", "") == 8
