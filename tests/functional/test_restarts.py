"""gunicorn comes back after a crash of its master, however busy the harvesters keep its workers."""

import http.client
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from tests.chaos.web import Web
from tests.functional.servers import environment, sheaf


@contextmanager
def harvesting(port: int) -> Iterator[None]:
    """Ask one page after another on one connection while the block runs."""
    ended = Event()

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while not ended.is_set():
            with suppress(OSError, http.client.HTTPException):
                connection.request("GET", "/oai?verb=Identify")
                connection.getresponse().read()
                continue
            connection.close()
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def test_a_killed_master_has_a_successor_while_harvesters_are_busy(tmp_path: Path) -> None:
    """Workers without a master leave the address within seconds: graceful_timeout (30 s) is for those who have one."""
    env = environment(tmp_path)
    sheaf("db", "upgrade", env=env, cwd=tmp_path)
    web = Web(env, tmp_path)
    try:
        web.start()
        with harvesting(web.port):
            begun = time.monotonic()
            web.kill_master(random.Random(1))  # noqa: S311 - a seed, not a secret
            assert time.monotonic() - begun < 10
    finally:
        web.stop()
