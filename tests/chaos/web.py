"""gunicorn as it is run in production: a master and its workers, which are killed and come back."""

import http.client
import random
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.chaos import processes
from tests.functional.servers import PROJECT, free_port


class Web:
    """gunicorn on a free port of the loopback."""

    def __init__(self, env: Mapping[str, str], folder: Path) -> None:
        self.port = free_port()
        self._env = {
            **env,
            "SHEAF_BIND": f"127.0.0.1:{self.port}",
            "SHEAF_BASE_URL": f"http://127.0.0.1:{self.port}/oai",
            "SHEAF_WORKERS": "2",
        }
        self._folder = folder
        self._begun: list[processes.Process] = []

    def start(self) -> None:
        """Run gunicorn until it answers; its port may be taken for a while by the workers of a killed master."""
        processes.wait_until(self._is_up, f"gunicorn does not answer; see {self._folder / 'gunicorn.log'}")

    def supervise(self) -> None:
        """Begin another master when there is none: SIGHUP ends one that has not yet come to handle it."""
        if self._begun[-1].poll() is not None:
            self._begin()

    def kill_worker(self, chance: random.Random) -> bool:
        """Kill one of the workers; return whether there was one."""
        workers = processes.children(self._begun[-1].pid)
        return bool(workers) and processes.kill(chance.choice(workers))

    def kill_master(self, chance: random.Random) -> bool:
        """Kill the master alone, and start another after a moment."""
        self._begun[-1].kill()
        self._begun[-1].wait()
        time.sleep(chance.uniform(0, 1))
        self.start()
        return True

    def reload(self) -> bool:
        """Let gunicorn replace its workers; return whether it runs."""
        if self._begun[-1].poll() is not None:
            return False
        self._begun[-1].send_signal(signal.SIGHUP)
        return True

    def stop(self) -> None:
        """End gunicorn, and whatever is left of masters that were killed."""
        if self._begun:
            processes.end(self._begun[-1], signal.SIGTERM)
        for master in self._begun:
            processes.end_group(master.pid)

    def _is_up(self) -> bool:
        if not self._begun or self._begun[-1].poll() is not None:
            self._begin()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/oai?verb=Identify")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return self._begun[-1].poll() is None

    def _begin(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", str(PROJECT / "gunicorn.conf.py")]
        log = self._folder / "gunicorn.log"
        self._begun.append(processes.start(command, folder=self._folder, env=self._env, log=log))
