"""I12: `kill -9` of a loader, at any moment, loses nothing that was reported as loaded; loading again completes it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from crosswalks.record import Record, Title, dump
from models.engine import open_engine
from models.tables import item, publication, quarantine, rendition
from tests.functional.servers import PROJECT, environment, sheaf

RECORDS = 4000


@pytest.fixture
def dump_file(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    records = (
        Record(local_id=f"r{n:05d}", titles=(Title(value=f"Letter {n}"),), sets=(f"s{n % 3}:t",))
        for n in range(RECORDS)
    )
    path.write_bytes(b"".join(dump(record) + b"\n" for record in records) + b'{"broken": true}\n')
    return path


def contents(folder: Path) -> tuple[list[object], list[object], list[object], object]:
    """Return everything that is stored, but for stamps, and the announcement of a publication under way."""
    engine = open_engine(f"sqlite:///{folder / 'sheaf.db'}")
    with engine.connect() as connection:
        columns = (item.c.identifier, item.c.deleted, item.c.specs, item.c.record, rendition.c.prefix, rendition.c.body)
        joined = select(*columns).join_from(item, rendition).order_by(item.c.identifier, rendition.c.prefix)
        renditions = [tuple(row) for row in connection.execute(joined)]
        lists = "SELECT prefix, spec, count(*) FROM stream JOIN listing ON stream_id = id GROUP BY 1, 2 ORDER BY 1, 2"
        listed = [tuple(row) for row in connection.exec_driver_sql(lists)]
        held = [tuple(row) for row in connection.execute(select(quarantine.c.position, quarantine.c.reason))]
        since = connection.execute(select(publication.c.since)).scalar()
    engine.dispose()
    return renditions, listed, held, since


def prepare(folder: Path) -> dict[str, str]:
    folder.mkdir()
    env = environment(folder)
    sheaf("db", "upgrade", env=env, cwd=folder)
    return env


def stored(folder: Path) -> int:
    """Return how many items a repository holds, seen from outside while it is being written."""
    with closing(sqlite3.connect(folder / "sheaf.db", timeout=30)) as connection:
        return int(connection.execute("SELECT count(*) FROM item").fetchone()[0])


def load_and_kill(env: dict[str, str], source: Path, report: Path, folder: Path, chance: random.Random) -> int:
    """Start a load, kill it soon after it has stored more; return how many records it had reported until then."""
    wanted = stored(folder) + chance.randint(1, RECORDS // 4)
    command = [sys.executable, "-m", "oai.cli", "load", str(source), "--report", str(report)]
    loader = subprocess.Popen(
        command, env={**env, "PYTHONPATH": str(PROJECT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while loader.poll() is None and stored(folder) < wanted:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.1))
    os.kill(loader.pid, signal.SIGKILL)
    loader.wait()
    return report.read_bytes().count(b'"added"') if report.exists() else 0


def test_a_load_that_was_killed_is_completed_by_loading_again(tmp_path: Path, dump_file: Path) -> None:
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    sheaf("load", str(dump_file), env=prepare(undisturbed), cwd=tmp_path, check=1)
    env = prepare(disturbed)
    chance = random.Random(20)  # noqa: S311 - a seed, not a secret
    kept: list[int] = []
    while len(kept) < 10 and stored(disturbed) < RECORDS:
        reported = load_and_kill(env, dump_file, tmp_path / f"report-{len(kept)}.jsonl", disturbed, chance)
        renditions, listed, _, _ = contents(disturbed)
        kept.append(len(renditions) // 2)
        assert kept[-1] >= reported
        assert sum(count for _, spec, count in listed if spec == "") == len(renditions)
    assert any(0 < count < RECORDS for count in kept), f"no kill fell into the middle of the load: {kept}"
    sheaf("load", str(dump_file), env=env, cwd=tmp_path, check=1)
    assert contents(disturbed) == contents(undisturbed)
