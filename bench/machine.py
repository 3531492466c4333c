"""What was measured, and on what: enough to compare two runs, nothing that tells one machine from its like."""

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.corpus import PROJECT

_WRITTEN = (":!bench/results", ":!bench/results.md", ":!bench/plans-*.md", ":!bench/latency-*.svg")
_PACKAGES = ("Flask", "SQLAlchemy", "gunicorn", "isal", "psycopg", "PyMySQL", "mysqlclient")


def describe(database: str) -> dict[str, str]:
    """Return machine, versions, commit and day, in words."""
    return {
        "machine": f"{os.cpu_count()} cores of {_processor()}, {_memory():.0f} GiB of memory",
        "python": f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        "packages": ", ".join(filter(None, map(_package, _PACKAGES))),
        "database": database,
        "commit": commit(),
        "date": datetime.now(UTC).date().isoformat(),
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def commit() -> str:
    """Return the abbreviated id of the commit that is measured, `-dirty` when something differs from it.

    What earlier measurements have written does not count.
    """
    found = _git("rev-parse", "--short", "HEAD")
    return f"{found}-dirty" if _git("status", "--porcelain", "--", ".", *_WRITTEN) else found or "unknown"


def _git(*words: str) -> str:
    """Return what git says, or nothing where there is no repository."""
    command = ["git", *words]
    done = subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, text=True)
    return done.stdout.strip()


def _processor() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _package(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except ModuleNotFoundError:
        return ""
