"""How gunicorn runs Sheaf: `sheaf serve` uses this, and so may `gunicorn -c gunicorn.conf.py`.

The environment sets what differs between machines: SHEAF_BIND, SHEAF_WORKERS and SHEAF_THREADS. For the settings see
https://gunicorn.org/reference/settings/. A proxy in front is welcome but not trusted: addresses in responses come from
the settings, so its headers have nothing to tell.
"""

import os
import signal
from pathlib import Path

from gunicorn.http.message import Request
from gunicorn.workers.base import Worker

MOST_WORKERS = 8
"""Without SHEAF_WORKERS there is a worker for each processor, up to this: containers see more than they may use."""


def _number(variable: str, default: int) -> int:
    """Return a variable's value; a wrong one ends the start with a sentence."""
    text = os.environ.get(variable, "").strip()
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise SystemExit(f"The environment variable {variable} is {text!r}; it must be a whole number of 1 or more.")
    return int(text)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


wsgi_app = "wsgi:application"
pythonpath = str(Path(__file__).resolve().parent)
bind = os.environ.get("SHEAF_BIND", "").strip() or "127.0.0.1:8000"

workers = _number("SHEAF_WORKERS", min(_processors(), MOST_WORKERS))
worker_class = "gthread"
threads = _number("SHEAF_THREADS", 4)
# The application is made once and shared by fork; it opens no database connection before its first request, since
# connections do not survive a fork.
preload_app = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - heartbeats never wait for a disk
control_socket_disable = True

# A harvester asks for page after page on one connection, and thinks between them.
keepalive = 30
timeout = 60
graceful_timeout = 30

# Seven arguments, of which the longest is a token of a few hundred characters; longer requests may come by POST.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190

forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}

accesslog = None
errorlog = "-"
loglevel = "info"


def post_worker_init(worker: Worker) -> None:
    """End a worker in the same way whatever signal ends it: what it is sending is sent, idle connections are closed.

    gunicorn's handler for SIGINT and SIGQUIT takes a lock of the thread pool. Where a worker held it already, or the
    master's signal came on top of the terminal's Ctrl-C, it waited for itself until `graceful_timeout`. The one for
    SIGTERM takes no lock, and may come twice.
    """
    for ending in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(ending, worker.handle_exit)


def pre_request(worker: Worker, _request: Request) -> None:
    """End a connection with its next response once the master has been killed.

    A worker notices that within a second, and takes no new connection. gunicorn goes on answering on those that are in
    use, as if nothing had happened, for `graceful_timeout`; until then the address is taken, and no other master can
    begin.
    """
    if worker.ppid != os.getppid():
        worker.alive = False
