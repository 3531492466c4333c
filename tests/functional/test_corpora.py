"""Real records of every kind, a few of each file: whatever is read of them is valid in every format.

`python -m tests.corpora_check` goes through all of them.
"""

from dataclasses import replace
from typing import Any

import pytest

from crosswalks import registry
from tests import corpora_check


@pytest.mark.parametrize(
    ("archive", "every", "records", "as_it_came"),
    [("mods-utk.tar.gz", 60, 73, 73), ("marcxml.tar.gz", 3, 46, 30), ("oai-pages.tar.gz", 3, 63, 33)],
)
def test_what_is_read_of_real_files_is_valid_in_every_format(
    archive: str, every: int, records: int, as_it_came: int
) -> None:
    tally = corpora_check.check(corpora_check.found(archive, every=every, few=3))
    assert tally.wrong == []
    assert tally.valid == dict.fromkeys(registry.FORMATS, tally.records)
    assert (tally.records, tally.as_it_came, tally.derived.total()) == (records, as_it_came, records - as_it_came)


def stumble(*_: Any) -> bytes:
    """Raise what a crosswalk might."""
    raise ValueError("no such thing")


def test_what_is_invalid_or_stumbles_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    formats = registry.FORMATS
    broken = {
        "oai_dc": replace(formats["oai_dc"], render=stumble),
        "marc21": replace(formats["marc21"], render=lambda *_: b"<record/>"),
    }
    monkeypatch.setattr(registry, "FORMATS", formats | broken)
    tally = corpora_check.check(corpora_check.found("mods-utk.tar.gz", every=1000, few=1))
    assert tally.records == 5
    assert (tally.valid["oai_dc"], tally.valid["marc21"], tally.valid["edm"]) == (0, 0, 5)
    assert len(tally.wrong) == 10
    assert any("oai_dc: ValueError: no such thing" in line for line in tally.wrong)
    assert any("marc21: payload: the root names no schema" in line for line in tally.wrong)
    assert "  oai_dc: 0 of 5 valid" in corpora_check.told("mods-utk.tar.gz", tally)
