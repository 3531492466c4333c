"""Reference data that lies beside the project: official schemas and real records, for tests only.

They are found in `../shared` next to the project's folder, or where SHEAF_SHARED points. Tests that need them are
skipped with one line when they are absent, and fail under SHEAF_TEST_STRICT=1.
"""

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


def shared() -> Path | None:
    """Return the folder of reference data, or None when there is none."""
    named = os.environ.get("SHEAF_SHARED", "")
    folder = Path(named) if named else PROJECT.parent / "shared"
    return folder if folder.is_dir() else None


def require(path: str) -> Path:
    """Return the file or folder at `path` below the reference data; skip the test, or fail it, when it is absent."""
    folder = shared()
    if folder is not None and (folder / path).exists():
        return folder / path
    reason = f"reference data {path} not found (set SHEAF_SHARED to the folder that holds it)"
    if os.environ.get("SHEAF_TEST_STRICT") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def members(archive: str, suffix: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the regular files in `corpora/<archive>` whose name ends in `suffix`."""
    with tarfile.open(require(f"corpora/{archive}")) as opened:
        for entry in opened:
            content = opened.extractfile(entry) if entry.isfile() and entry.name.endswith(suffix) else None
            if content is not None:
                yield entry.name, content.read()
