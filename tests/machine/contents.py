"""What a database holds, read past Sheaf's own queries, and held against the model (I3, I6, I7, I12, list sizes)."""

import re
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, text

from models.tables import DAY
from tests.machine.model import SHIFT, Key, Model, Shown, Stream

_identifier = re.compile(rb"<identifier>(.*?)</identifier>")

SPECS = ("", "s", "s:t", "u")
"""The sets of the machine's items, with their parent and the whole repository."""


def check(engine: Engine, model: Model, moved: dict[Key, Shown], promised: int | None) -> None:
    """Enter what a batch moved into the model with the stamps that the database gave it, and compare everything.

    `promised` is the latest second that a response had been dated with before the batch was committed (I4); None leaves
    it to the harvesters to find out.
    """
    last = model.last_stamp()
    with engine.connect() as connection:
        stored = _records(connection)
        given = {key: (stored[key][0], shown) for key, shown in moved.items() if key in stored}
        assert given.keys() == moved.keys(), "records that were published are not in the database"
        stamps = [stamp for stamp, _ in given.values()]
        assert len(set(stamps)) == len(stamps), "two records share a stamp"
        assert min(stamps, default=last + 1) > last, "not published anew, or stamped before an earlier commit (I3, I6)"
        if promised and stamps:
            assert min(stamps) >> SHIFT >= promised, "stamped before the date of a response that could not see it (I4)"
        model.publish(given)
        expected = {key: _expected(model, key) for key in model.history}
        assert stored == expected, "records differ from what was published (I6, I7, I12)"
        lists = _lists(connection)
        assert lists == _expected_lists(model), "lists differ from the records' sets"
        assert _tallies(connection) == _counted(lists), "tallies differ from the lists"
        assert connection.execute(text("SELECT count(*) FROM tally WHERE count <= 0")).scalar() == 0


def _records(connection: Connection) -> dict[Key, tuple[int, bytes, bytes]]:
    """Return every record's stamp, header and body."""
    rows = connection.execute(text("SELECT prefix, stamp, header, body FROM rendition"))
    return {(name_of(header), prefix): (stamp, bytes(header), bytes(body)) for prefix, stamp, header, body in rows}


def name_of(header: bytes) -> str:
    """Return the identifier in a header."""
    found = _identifier.search(header)
    assert found
    return found[1].decode()


def _expected(model: Model, key: Key) -> tuple[int, bytes, bytes]:
    version = model.history[key][-1]
    return version.stamp, version.header(key[0]), version.shown.body


Lists = dict[tuple[str, str], list[int]]


def _lists(connection: Connection) -> Lists:
    """Return the stamps of every list that is not empty."""
    rows = connection.execute(
        text("SELECT prefix, spec, stamp FROM listing JOIN stream ON stream_id = stream.id ORDER BY stamp")
    )
    lists: Lists = {}
    for prefix, spec, stamp in rows:
        lists.setdefault((prefix, spec), []).append(stamp)
    return lists


def _expected_lists(model: Model) -> Lists:
    prefixes = {prefix for _, prefix in model.history}
    streams = [Stream(prefix, spec) for prefix in prefixes for spec in SPECS]
    lists = {(stream.prefix, stream.spec): [version.stamp for _, version in model.listed(stream)] for stream in streams}
    return {stream: stamps for stream, stamps in lists.items() if stamps}


def _tallies(connection: Connection) -> dict[tuple[str, str, int, int], int]:
    rows = connection.execute(
        text("SELECT prefix, spec, width, start, count FROM tally JOIN stream ON stream_id = stream.id")
    )
    return {(prefix, spec, width, start): int(count) for prefix, spec, width, start, count in rows}


def _counted(lists: Lists) -> dict[tuple[str, str, int, int], int]:
    """Return how many entries each list has in each day and each second."""
    return dict(Counter(key for stream, stamps in lists.items() for stamp in stamps for key in _times(stream, stamp)))


def _times(stream: tuple[str, str], stamp: int) -> Sequence[tuple[str, str, int, int]]:
    second = stamp >> SHIFT
    return (*stream, DAY, second // DAY * DAY), (*stream, 1, second)
