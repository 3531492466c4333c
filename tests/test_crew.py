"""Reading and rendering in several processes: the same outcomes as in one, and none of them left behind."""

import io
import multiprocessing
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from sqlalchemy import Engine

from crosswalks.record import Abstract, Record, Title, dump
from crosswalks.sources import parts
from crosswalks.sources.entry import ReadOptions
from crosswalks.sources.parts import Part
from models import store
from oai import crew, ingest, portions, workers
from oai.cli.edge import explain
from oai.cli.shell import Shell
from oai.drafts import UnfitError
from oai.drawing import Drawing, Portion
from tests import corpora
from tests.functional.servers import PROJECT, environment
from tests.loading import SETTINGS

EVERY = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes for the first byte, and cut inputs of more than 20 kB."""
    monkeypatch.setattr(crew, "PATIENCE", 0)
    monkeypatch.setattr(portions, "WHOLE", 20_000)


def lines(count: int, size: int = 400) -> bytes:
    """Return so many records as JSON Lines, every hundredth wrong, and the last one once more."""
    records = (
        b'{"broken": true}'
        if number % 100 == 99
        else dump(Record(local_id=str(number), titles=(Title(value="T"),), abstracts=(Abstract(value="x" * size),)))
        for number in range(count)
    )
    content = b"\n".join(records) + b"\n"
    return content + content.splitlines()[0]


def outcomes(engine: Engine, files: dict[str, bytes], processes: int) -> list[ingest.Outcome]:
    """Return what would become of files that exist in memory only."""
    inputs = [ingest.Input(name, lambda content=content: io.BytesIO(content)) for name, content in files.items()]
    return list(ingest.load(engine, SETTINGS, inputs, processes=processes, dry_run=True))


@EVERY
@pytest.mark.parametrize("archive", ["nasty.tar.gz", "mods-utk.tar.gz"])
def test_the_outcomes_are_those_of_one_process(engine: Engine, archive: str) -> None:
    members = sorted(corpora.members(archive), key=lambda member: member[0])
    files = {name: content for name, content in members if len(content) < 200_000}
    large = [(name, content) for name, content in members if len(content) >= 200_000]
    mixed = dict(list(files.items())[:300:2]) | dict(large[:3]) | {"l.jsonl": lines(1000)}
    assert outcomes(engine, mixed, 2) == outcomes(engine, mixed, 1)


@EVERY
def test_a_damaged_file_is_read_in_its_order_and_the_next_one_in_parts(engine: Engine) -> None:
    one = '<mods><titleInfo><title>T</title></titleInfo><identifier type="local">{}</identifier></mods>\n'
    head, tail = b'<modsCollection xmlns="http://www.loc.gov/mods/v3">\n', b"</modsCollection>"
    many = ["".join(one.format(f"{part}-{n}") for n in range(900)).encode() for part in range(3)]
    files = {
        "damaged.xml": head + many[0] + b"<mods><note>A & B</note></mods>\n" + many[1] + tail,
        "sound.xml": head + many[2] + tail,
        "cut.xml": head + many[2][:-20],
    }
    found = outcomes(engine, files, 2)
    assert found == outcomes(engine, files, 1)
    assert next(each.position for each in found if "well-formed" in each.reason).startswith("record 901, line 902")
    assert sum(each.result == "added" for each in found) == 2700


def collection(numbers: range, every: int = 0) -> bytes:
    """Return a file of MODS records with these numbers, each `every`-th of them no XML."""
    wrong = "<mods><note>A & B</note></mods>"
    sound = '<mods><titleInfo><title>T</title></titleInfo><identifier type="local">{}</identifier></mods>'
    each = "\n".join(wrong if every and number % every == 1 else sound.format(number) for number in numbers)
    return f'<modsCollection xmlns="http://www.loc.gov/mods/v3">\n{each}\n</modsCollection>\n'.encode()


GIVEN_UP = {
    "two roots": (collection(range(300)) + collection(range(300, 3000)), "Extra content"),
    "much damage": (collection(range(3000), every=4), "More than 100 places"),
}


@EVERY
@pytest.mark.parametrize("case", GIVEN_UP)
def test_nothing_is_loaded_from_behind_the_place_where_reading_gave_up(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """However much of that file the other processes have read by then; the next file is read again."""
    monkeypatch.setattr(parts, "SIZE", 60_000)
    content, why = GIVEN_UP[case]
    files = {"bad.xml": content, "next.xml": collection(range(9000, 9300))}
    alone = outcomes(engine, files, 1)
    assert why in [each for each in alone if each.name == "bad.xml"][-1].reason
    assert len(alone) < 1000
    for processes in (2, 4):
        assert outcomes(engine, files, processes) == alone


@EVERY
def test_what_is_small_is_read_without_any_process(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PATIENCE", 1_000_000)
    files = {f"{number}.jsonl": lines(2) for number in range(9)}
    inputs = [ingest.Input(name, lambda content=content: io.BytesIO(content)) for name, content in files.items()]
    for _ in ingest.load(engine, SETTINGS, inputs, processes=2):
        assert not multiprocessing.active_children()


@EVERY
def test_a_process_that_is_killed_ends_the_load_with_a_sentence(engine: Engine) -> None:
    inputs = [ingest.Input("many.jsonl", lambda: io.BytesIO(lines(9000)))]
    running = ingest.load(engine, SETTINGS, inputs, processes=2)
    reported = [next(running).identifier]
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    with pytest.raises(crew.CrewError) as raised:
        reported += [outcome.identifier for outcome in running]
    assert "killed" in explain(raised.value, Shell()).message
    assert not multiprocessing.active_children()
    again = {each.identifier: each.result for each in reversed(list(ingest.load(engine, SETTINGS, inputs)))}
    assert [again[name] for name in reported if name] == ["unchanged"] * sum(map(bool, reported))


def dies_while_it_answers(pipe: Connection, *_: object) -> None:
    """Stand in for a process that is killed when half of its answer is written."""
    pipe.recv()
    os.write(pipe.fileno(), struct.pack("!i", 1000) + b"half")


def test_half_an_answer_is_the_end_of_a_process_not_of_the_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_work", dies_while_it_answers)
    pair = workers.Workers(2, SETTINGS, ReadOptions())
    for answer in [pair.submit([]) for _ in range(2)]:
        with pytest.raises(workers.EndedError):
            answer.result(timeout=60)
    pair.close()


FAILURES = {
    "cannot be sent": etree.XMLSyntaxError("no end tag", 1, 2, 3),
    "cannot be received": UnfitError("no title", "add one"),
    "says nothing": MemoryError(),
}


def stumbles(pipe: Connection, *given: Any) -> None:
    """Stand in for a process in which reading a portion fails, in a way that its name tells."""

    def portion(_: Drawing, given: Portion) -> None:
        raise FAILURES[given.name]

    Drawing.portion = portion  # type: ignore[method-assign,assignment]
    workers._work(pipe, *given)


def test_whatever_goes_wrong_in_a_process_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(workers, "_work", stumbles)
        one = workers.Workers(1, SETTINGS, ReadOptions())
    for name, error in FAILURES.items():
        answer = one.submit([Portion(name, "mods", Part(b"", 0, 0, None), True)])
        with pytest.raises(workers.FailedError) as raised:
            answer.result(timeout=60)
        told = explain(raised.value, Shell())
        assert told.exit_code == 70
        assert f"{type(error).__name__}: {error}" in told.message
        assert "raise FAILURES[given.name]" in "".join(raised.value.__notes__)
    one.close()


@EVERY
def test_a_load_that_is_left_leaves_no_process(engine: Engine) -> None:
    running = ingest.load(engine, SETTINGS, [ingest.Input("a", lambda: io.BytesIO(lines(9000)))], processes=2)
    next(running)
    assert multiprocessing.active_children()
    running.close()
    assert not multiprocessing.active_children()


@EVERY
def test_a_load_that_fails_while_it_publishes_leaves_no_process(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "publish", publish)
    inputs = [ingest.Input("a", lambda: io.BytesIO(lines(9000)))]
    with pytest.raises(KeyboardInterrupt) as raised:
        list(ingest.load(engine, SETTINGS, inputs, processes=2))
    assert not multiprocessing.active_children()
    assert raised.tb is not None  # which keeps all that has not been closed


def children(pid: int) -> list[int]:
    """Return the processes below a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    """Return whether a process runs (one that has ended and waits to be collected does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def loader(tmp_path: Path, database_url: str) -> Iterator[subprocess.Popen[str]]:
    """Yield a `sheaf load` that has started processes and is in the middle of its work."""
    source = tmp_path / "many.jsonl"
    source.write_bytes(lines(60_000))
    command = [sys.executable, "-m", "oai.cli", "load", str(source), "--processes", "2"]
    env = {**environment(tmp_path, database_url), "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        while process.poll() is None and len(children(process.pid)) < 3:  # two, and Python's own tracker of resources
            time.sleep(0.01)
        time.sleep(0.3)
        yield process
        process.kill()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="tells processes by /proc")
@EVERY
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_load(loader: subprocess.Popen[str], how: signal.Signals) -> None:
    below = children(loader.pid)
    assert len(below) >= 2
    if how != signal.SIGKILL:  # a terminal sends it to all of them, as systemd does
        os.killpg(loader.pid, how)
    else:
        os.kill(loader.pid, how)
    _, told = loader.communicate(timeout=60)
    deadline = time.monotonic() + 60
    while any(map(alive, below)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, below))
    assert "Traceback" not in told
    if how != signal.SIGKILL:
        assert loader.returncode == 128 + how
        assert "Interrupted" in told
