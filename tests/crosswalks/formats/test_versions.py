"""A codec's version goes up with every change of what it writes: `sheaf render` would not see the change otherwise.

The versions stand in versions.json, each with a digest of what the format makes of every case.
SHEAF_GOLDEN=rewrite takes another digest of a case only together with another version, so a change of golden files ends
here until the version is raised. New cases and new formats are just added.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from crosswalks import registry
from tests.crosswalks.records import CASES, case

KEPT = Path(__file__).with_name("versions.json")


def kept() -> dict[str, Any]:
    """Return version and digests of each format as they were last written down."""
    found: dict[str, Any] = json.loads(KEPT.read_text())
    return found


def digests(name: str) -> dict[str, str]:
    """Return a digest of what a format makes of each case."""
    codec = registry.FORMATS[name]
    return {each: hashlib.sha256(codec.render(case(each), codec.options())).hexdigest()[:12] for each in CASES}


def rewrite() -> None:
    """Write down new versions, cases and formats; what a version wrote before stays."""
    before, now = kept(), {}
    for name, codec in registry.FORMATS.items():
        old = before.get(name, {"version": 0})
        same = old["cases"] if old["version"] == codec.version else {}
        now[name] = {
            "version": codec.version,
            "cases": digests(name) | {key: same[key] for key in CASES if key in same},
        }
    KEPT.write_text(json.dumps(now, indent=1) + "\n")


@pytest.mark.parametrize("name", registry.FORMATS)
def test_the_version_goes_up_with_what_is_written(name: str) -> None:
    if os.environ.get("SHEAF_GOLDEN") == "rewrite":
        rewrite()
    written = kept().get(name)
    assert written, "a new codec: run `make golden`"
    assert written["version"] == registry.FORMATS[name].version, "a new version: run `make golden`"
    changed = [each for each, digest in digests(name).items() if written["cases"].get(each) != digest]
    assert changed == [], "raise the version of this codec in crosswalks/registry.py, then run `make golden`"
