"""Records to load, made by make_records.py, which is found in ../shared/tools or where SHEAF_SHARED points."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crosswalks import xml

PROJECT = Path(__file__).resolve().parents[1]
PROGRAM = Path(os.environ.get("SHEAF_SHARED", PROJECT.parent / "shared")) / "tools" / "make_records.py"


def records(items: int) -> Iterator[dict[str, Any]]:
    """Yield made records that are not deleted."""
    command = [sys.executable, str(PROGRAM), str(items), "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        yield from (record for line in process.stdout or () if (record := json.loads(line))["mods"])


def mods(items: int) -> Iterator[bytes]:
    """Yield the lines of one modsCollection."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="{xml.MODS}">\n'.encode()
    yield from (f"{record['mods']}\n".encode() for record in records(items))
    yield b"</modsCollection>\n"


def json_lines(items: int) -> Iterator[bytes]:
    """Yield Records as JSON Lines."""
    yield from (json.dumps(_record(record)).encode() + b"\n" for record in records(items))


def _record(made: dict[str, Any]) -> dict[str, Any]:
    """Return a made record as a Record, as JSON has it."""
    dc = made["dc"]
    return {
        "local_id": made["identifier"],
        "titles": [{"value": value} for value in dc.get("title", [])],
        "agents": [{"name": value, "relation": "creator"} for value in dc.get("creator", [])],
        "abstracts": [{"value": value} for value in dc.get("description", [])],
        "subjects": [{"label": value} for value in dc.get("subject", [])],
        "dates": [{"display": value} for value in dc.get("date", [])],
    }


def write(path: Path, lines: Iterator[bytes], *, most: float = float("inf")) -> Path:
    """Write lines into a file, so many bytes of them at most; return its path."""
    with path.open("wb") as file:
        for line in lines:
            if file.tell() < most or line.startswith(b"</"):
                file.write(line)
    return path
