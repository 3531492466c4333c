"""Real records, each in every format: read, rendered, and held against the official schemas.

`python -m tests.corpora_check` goes through all of the corpora, prints what became of them, and ends with status 1 when
a rendition was invalid or a crosswalk stumbled. `--every 50` takes one file in fifty, `--few 3` three records of each
at most, as the test of the suite does; an archive's name (`marcxml.tar.gz`) takes that one only.
"""

import argparse
import io
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import click

from crosswalks import registry
from crosswalks.sources.detect import detect
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from tests import corpora, schemas

ARCHIVES: Final = ("mods-utk.tar.gz", "marcxml.tar.gz", "oai-pages.tar.gz")
SUFFIXES: Final = (".xml", ".xml.gz")
LARGEST: Final = 8_000_000  # bytes; a record of 4 MB is among the MARC ones
SHOWN: Final = 20
HEAD: Final = 65536  # bytes by which a file is recognised


@dataclass
class Tally:
    """What became of the records of an archive; the counts of reasons are by their words, without the values."""

    records: int = 0
    deleted: int = 0
    seconds: float = 0.0
    as_it_came: int = 0
    quarantined: Counter[str] = field(default_factory=Counter)
    derived: Counter[str] = field(default_factory=Counter)
    valid: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def found(archive: str, *, every: int = 1, few: int | None = None) -> Iterator[tuple[str, Entry | Fault]]:
    """Yield the name of one file in `every` of an archive with each Entry and Fault of it, or with a `few` of them."""
    files = (member for member in corpora.members(archive) if member[0].endswith(SUFFIXES))
    for name, content in islice(files, 0, None, every):
        source = registry.SOURCES[detect(content[:HEAD], name)]
        entries = source.read(io.BytesIO(content), name, ReadOptions(max_record_bytes=LARGEST))
        yield from ((name, each) for each in islice(entries, few))


def check(entries: Iterable[tuple[str, Entry | Fault]]) -> Tally:
    """Return what became of the entries."""
    tally, start = Tally(), time.perf_counter()
    for name, each in entries:
        if isinstance(each, Fault):
            tally.quarantined[reason(each.reason)] += 1
        elif each.record is None:
            tally.deleted += 1
        else:
            tally.records += 1
            _render(f"{name}, {each.position}", each, tally)
    tally.seconds = time.perf_counter() - start
    return tally


def _render(where: str, entry: Entry, tally: Tally) -> None:
    """Count what is valid of an entry: in every format from its Record, and as it came where that is served."""
    assert entry.record is not None
    for name, codec in registry.FORMATS.items():
        try:
            faults = schemas.validate(codec.render(entry.record, codec.options()))
        except Exception as error:  # noqa: BLE001 - whatever stumbles is reported, and the rest still checked
            faults = [f"{type(error).__name__}: {error}"]
        tally.valid[name] += not faults
        tally.wrong += [f"{where}, {name}: {fault}" for fault in faults[:1]]
    if entry.native is None:
        return
    if entry.native.dissemination is None:
        tally.derived[reason(f"{entry.native.prefix}: {entry.native.faults[0]}")] += 1
        return
    tally.as_it_came += 1
    tally.wrong += [f"{where}, as it came: {fault}" for fault in schemas.validate(entry.native.dissemination)[:1]]


def reason(text: str) -> str:
    """Return a reason without the values and numbers in it, so that equal ones are counted together."""
    return re.sub(r"\b\d+\b", "N", re.sub(r"'[^']*'", "'…'", text))[:160]


def told(archive: str, tally: Tally) -> Iterator[str]:
    """Yield the lines of a report."""
    pace = tally.records / tally.seconds if tally.seconds else 0
    yield (
        f"{archive}: {tally.records} records in {len(registry.FORMATS)} formats, {pace:.0f} records/s; {tally.deleted} "
        f"deleted, {tally.as_it_came} also valid as they came, {tally.derived.total()} derived, "
        f"{tally.quarantined.total()} quarantined"
    )
    for title, counts in (("derived", tally.derived), ("quarantined", tally.quarantined)):
        yield from (f"  {title} {count}: {words}" for words, count in counts.most_common(SHOWN))
    for name, count in tally.valid.items():
        yield f"  {name}: {count} of {tally.records} valid"
    yield from (f"  invalid: {line}" for line in tally.wrong[:SHOWN])


def main(arguments: list[str]) -> int:
    """Print a report on each archive; return 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpora_check", description=__doc__)
    parser.add_argument("archives", nargs="*", metavar="ARCHIVE", help=", ".join(ARCHIVES))
    parser.add_argument("--every", type=int, default=1, metavar="N", help="check one file in N")
    parser.add_argument("--few", type=int, metavar="N", help="check N records of a file at most")
    given = parser.parse_args(arguments)
    if corpora.shared() is None:
        parser.error("no corpora: set SHEAF_SHARED to the folder that holds them")
    wrong = 0
    for archive in given.archives or ARCHIVES:
        tally = check(found(archive, every=given.every, few=given.few))
        wrong += len(tally.wrong)
        click.echo("\n".join(told(archive, tally)))
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
