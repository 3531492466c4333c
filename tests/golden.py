"""Golden files: an expectation beside its case, compared byte for byte, rewritten by SHEAF_GOLDEN=rewrite."""

import difflib
import os
from pathlib import Path


def check(path: Path, got: bytes) -> None:
    """Assert that `path` holds exactly `got`; with SHEAF_GOLDEN=rewrite in the environment, make it so first."""
    if os.environ.get("SHEAF_GOLDEN") == "rewrite":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(got)
    assert path.exists(), f"{path} is missing: run the test once with SHEAF_GOLDEN=rewrite and read the result"
    expected = path.read_bytes()
    assert got == expected, _difference(path, expected, got)


def _difference(path: Path, expected: bytes, got: bytes) -> str:
    """Return a unified diff of the two texts."""
    before, after = (content.decode("utf-8", "backslashreplace").splitlines() for content in (expected, got))
    return "\n".join(difflib.unified_diff(before, after, f"{path.name} (golden)", f"{path.name} (now)", lineterm=""))
