"""Processes that are begun, watched and killed: each leads a group of its own, and writes into a log of its own."""

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

Process = subprocess.Popen[bytes]

STARTING = 60
"""Seconds that a server may take until it answers, and a process until it has ended."""


def start(command: Sequence[str], *, folder: Path, env: Mapping[str, str], log: Path, user: str = "") -> Process:
    """Return a process whose output is added to `log`; who is root runs it as `user`."""
    other: dict[str, Any] = {}
    if user and os.geteuid() == 0:
        other = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    with log.open("ab") as output:
        return subprocess.Popen(
            command, cwd=folder, env=env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, **other
        )


def children(pid: int) -> list[int]:
    """Return the processes that a process has begun and that are alive."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    return [int(child) for child, parent, state in rows if int(parent) == pid and not state.startswith("Z")]


def kill(pid: int) -> bool:
    """Send SIGKILL; return whether there was a process to get it."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def kill_family(process: Process) -> None:
    """Kill a process and its children at once, as a power cut would, and wait until it has gone."""
    family = children(process.pid)
    kill(process.pid)
    for child in family:
        kill(child)
    process.wait()


def end(process: Process, how: signal.Signals) -> None:
    """Ask a process to end, and kill it with its children when it does not."""
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(STARTING)
    except subprocess.TimeoutExpired:
        kill_family(process)


def end_group(leader: int) -> None:
    """Wait a little until a group whose leader has gone is empty; kill what stays."""
    for _ in range(50):
        try:
            os.killpg(leader, 0)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(0.1)
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def wait_until(true: Callable[[], bool], what: str, seconds: float = STARTING) -> None:
    """Return when something has become true.

    Raises:
        TimeoutError: it has not, within that time.

    """
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"after {seconds:.0f} s: {what}")
        time.sleep(0.05)
