"""gunicorn comes back after a crash of its master, however busy the harvesters keep its workers."""

import http.client
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from tests.chaos.web import Web
from tests.functional.servers import PROJECT, environment, sheaf


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


SIGNALLED = """
import os, runpy, signal, sys
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import PollableMethodQueue, ThreadWorker

config = Config()
worker = ThreadWorker(0, os.getppid(), [], None, 30, config, Logger(config))
worker.tpool, worker.method_queue = worker.get_thread_pool(), PollableMethodQueue()
worker.method_queue.init()
worker.PIPE = os.pipe2(os.O_NONBLOCK)
worker.init_signals()
runpy.run_path(sys.argv[1])["post_worker_init"](worker)
with worker.tpool._shutdown_lock:
    for each in (signal.SIGINT, signal.SIGQUIT):
        os.kill(os.getpid(), each)
print("ending" if not worker.alive else "alive")
"""


def test_a_signal_that_meets_a_worker_with_a_lock_in_its_hand_ends_it() -> None:
    """Ctrl-C reaches it from the terminal and, as another signal, from the master, whatever it is doing."""
    command = [sys.executable, "-c", SIGNALLED, str(PROJECT / "gunicorn.conf.py")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout == "ending\n", done.stderr
