"""Whatever a Record holds, what is rendered is valid, clean and the same each time."""

import os
import subprocess
import sys

from hypothesis import HealthCheck, given, settings
from lxml import etree

from crosswalks import clean, registry
from crosswalks.record import Record
from tests import schemas
from tests.crosswalks.records import records

# Crosswalks clean what they show; `sheaf` keeps it to the letter (test_sheaf.py), also where it is only white space.
CROSSWALKS = [name for name in registry.FORMATS if name != "sheaf"]

any_record = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

# MARC's, in which blanks stand for themselves
FIXED_LENGTH = ("leader", "controlfield")


def rendered(record: Record) -> dict[str, bytes]:
    """Return a Record in every format: to draw one takes longer than to render it in all."""
    return {name: codec.render(record, codec.options()) for name, codec in registry.FORMATS.items()}


@any_record
@given(record=records())
def test_is_valid_against_the_official_schema(record: Record) -> None:
    faults = {name: schemas.validate(metadata) for name, metadata in rendered(record).items()}
    assert {name: found for name, found in faults.items() if found} == {}


@any_record
@given(record=records())
def test_is_clean_and_never_empty(record: Record) -> None:
    made = rendered(record)
    for name in CROSSWALKS:
        root = etree.fromstring(made[name])
        for node in root.iter():
            text = node.text or ""
            assert text == clean.text(text) or etree.QName(node).localname in FIXED_LENGTH, name
            assert text or len(node) or node is root or node.attrib, name  # an empty element says nothing
            assert all(node.attrib.values()), name


@any_record
@given(record=records(), other=records())
def test_does_not_depend_on_what_was_rendered_before(record: Record, other: Record) -> None:
    """A cached set of attributes that somebody changes would show in the next record."""
    first = rendered(record)
    rendered(other)
    assert rendered(record) == first


RENDER_ALL = """
import sys
from crosswalks import registry
from tests.crosswalks.records import CASES, case
for codec in registry.FORMATS.values():
    for name in CASES:
        sys.stdout.buffer.write(codec.render(case(name), codec.options()) + b"\\n")
"""


def test_does_not_depend_on_the_process() -> None:
    """Sets come in another order in every process; what is rendered may not, or every load would be a change."""
    found = {
        subprocess.run(
            [sys.executable, "-c", RENDER_ALL],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1
