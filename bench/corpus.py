"""Records to fill a repository with: those of make_records.py, put into further sets, a few in a rare format too.

make_records.py is looked for in ../shared/tools, or in tools below where SHEAF_SHARED points. It runs in a process of
its own, beside the one that publishes.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.plan import Draft, minimal
from oai.protocol import envelope

PROJECT = Path(__file__).resolve().parents[1]
MAKER = Path(os.environ.get("SHEAF_SHARED", PROJECT.parent / "shared")) / "tools" / "make_records.py"

LARGE, SMALL, RARE = "large", "small", "rare"
"""A set of every second item, a set of SMALL_ITEMS items, and a format that RARE_ITEMS items have."""

SMALL_ITEMS = 10
RARE_ITEMS = 50

_MODS = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Item {number}</title></titleInfo></mods>'


def drafts(items: int) -> Iterator[Draft]:
    """Return `items` drafts with oai_dc of 2.1 kB on average; the same ones whenever they are made."""
    command = [sys.executable, str(MAKER), str(items), "-", "--no-mods"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as made:
        assert made.stdout is not None  # noqa: S101 - asked for in the line above
        for number, line in enumerate(made.stdout):
            yield _draft(json.loads(line), number, items)
    if made.returncode:
        raise SystemExit(f"bench: {MAKER.name} failed; SHEAF_SHARED must name the folder that holds tools/{MAKER.name}")


def _draft(made: dict[str, Any], number: int, items: int) -> Draft:
    """Return a made record as a draft; those made as deleted come live, so that every page is full."""
    metadata = (made["oai_dc"] or "<oai_dc:dc/>").encode()
    bodies = {"oai_dc": envelope.body(metadata, [])}
    if number % max(1, items // RARE_ITEMS) == 0:
        bodies[RARE] = envelope.body(_MODS.format(number=number).encode(), [])
    specs = minimal([*made["sets"], *_further_sets(number, items)])
    return Draft(made["identifier"], False, "oai_dc", specs, b"{}", metadata, bodies)


def _further_sets(number: int, items: int) -> list[str]:
    """Return the large set for every second item, the small one for items spread over the whole."""
    small = number % max(1, items // SMALL_ITEMS) == 0
    return [LARGE] * (number % 2 == 0) + [SMALL] * small
