"""I12: `kill -9` of a loader, at any moment, loses nothing that was reported as loaded; loading again completes it."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from crosswalks.record import Abstract, Record, Title, dump
from models import store
from models.engine import open_engine, writing
from models.tables import item, quarantine, rendition
from tests.databases import Backend
from tests.functional.servers import PROJECT, environment, sheaf

RECORDS = 4000
KILLS = 6
LONG = Abstract(value="words " * 100)  # so that several processes take part in the load


@pytest.fixture
def dump_file(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    records = (
        Record(local_id=f"r{n:05d}", titles=(Title(value=f"Letter {n}"),), abstracts=(LONG,), sets=(f"s{n % 3}:t",))
        for n in range(RECORDS)
    )
    path.write_bytes(b"".join(dump(record) + b"\n" for record in records) + b'{"broken": true}\n')
    return path


def contents(url: str) -> tuple[list[object], list[object], list[object]]:
    """Return everything that is stored, but for stamps."""
    engine = open_engine(url)
    with engine.connect() as connection:
        columns = (item.c.identifier, item.c.deleted, item.c.specs, item.c.record, rendition.c.prefix, rendition.c.body)
        joined = select(*columns).join_from(item, rendition).order_by(item.c.identifier, rendition.c.prefix)
        renditions = [tuple(row) for row in connection.execute(joined)]
        lists = "SELECT prefix, spec, count(*) FROM stream JOIN listing ON stream_id = id GROUP BY 1, 2 ORDER BY 1, 2"
        listed = [tuple(row) for row in connection.exec_driver_sql(lists)]
        held = [tuple(row) for row in connection.execute(select(quarantine.c.position, quarantine.c.reason))]
    engine.dispose()
    return renditions, listed, held


def stored(watch: Engine) -> int:
    """Return how many items a repository holds, seen from outside while it is being written."""
    with watch.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(item)).scalar_one())


def load_and_kill(env: dict[str, str], watch: Engine, source: Path, report: Path, chance: random.Random) -> int:
    """Start a load, kill it soon after it has stored more; return how many records it had reported until then."""
    wanted = stored(watch) + chance.randint(1, RECORDS // 4)
    command = [sys.executable, "-m", "oai.cli", "load", str(source), "--report", str(report)]
    loader = subprocess.Popen(
        command, env={**env, "PYTHONPATH": str(PROJECT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while loader.poll() is None and stored(watch) < wanted:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.1))
    loader.kill()  # SIGKILL, unless it has ended
    loader.wait()
    with writing(watch) as connection:  # a server may still be busy with what it had been sent: its lock says so
        connection.execute(store._lock)
    return report.read_bytes().count(b'"added"') if report.exists() else 0


def test_a_load_that_was_killed_is_completed_by_loading_again(
    backend: Backend, tmp_path: Path, dump_file: Path
) -> None:
    with backend.lend() as undisturbed, backend.lend() as disturbed:
        sheaf("load", str(dump_file), env=environment(tmp_path, undisturbed), cwd=tmp_path, check=1)
        env, watch = environment(tmp_path, disturbed), open_engine(disturbed)
        chance = random.Random(20)  # noqa: S311 - a seed, not a secret
        kept: list[int] = []
        while len(kept) < KILLS and stored(watch) < RECORDS:
            reported = load_and_kill(env, watch, dump_file, tmp_path / f"report-{len(kept)}.jsonl", chance)
            renditions, listed, _ = contents(disturbed)
            kept.append(len(renditions) // 2)
            assert kept[-1] >= reported
            assert sum(count for _, spec, count in listed if spec == "") == len(renditions)
        watch.dispose()
        assert any(0 < count < RECORDS for count in kept), f"no kill fell into the middle of the load: {kept}"
        sheaf("load", str(dump_file), env=env, cwd=tmp_path, check=1)
        assert contents(disturbed) == contents(undisturbed)
