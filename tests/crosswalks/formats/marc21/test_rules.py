"""Whatever a Record holds, its MARC 21 keeps the rules of the format, under any options."""

from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from crosswalks.formats import marc21
from crosswalks.formats.marc21.fields import Field, arrange
from crosswalks.record import (
    Record,
    Subject,
)
from crosswalks.sources.entry import Entry
from tests import corpora, schemas
from tests import marc21 as format_rules
from tests.crosswalks.formats.marc21.lines import SLIM, lines, of, tree
from tests.crosswalks.records import CASES, case, records
from tests.crosswalks.sources.reading import read

any_record = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


OPTIONS = st.builds(
    marc21.Options,
    marking_note=st.booleans(),
    untyped_names=st.sampled_from(("uncontrolled", "personal")),
    created_as=st.sampled_from(("production", "publication")),
    organization=st.sampled_from(("", "DLC")),
)


@any_record
@given(record=records(), options=OPTIONS)
def test_any_record_keeps_the_rules_of_the_format_and_the_schema(record: Record, options: marc21.Options) -> None:
    rendered = marc21.render(record, options)
    assert format_rules.faults(etree.fromstring(rendered)) == []
    assert schemas.validate(rendered) == []


@pytest.mark.parametrize("name", CASES)
def test_the_cases_keep_the_rules_of_the_format(name: str) -> None:
    assert format_rules.faults(tree(case(name))) == []


def test_the_rules_see_what_breaks_them() -> None:
    root = tree(case("full"))
    field = root.find(f"{SLIM}datafield[@tag='245']")
    assert field is not None
    field.set("ind1", "7")
    root.append(etree.fromstring(etree.tostring(field)))
    field.append(etree.fromstring(f'<subfield xmlns="{SLIM[1:-1]}" code="h">x</subfield>'))
    found = format_rules.faults(root)
    for part in ("245 has ind1 7", "245 stands 2 times", "245 has $h", "out of order", "245 says 7"):
        assert any(part in fault for fault in found), part


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (
            Field("245", "14", (("a", "The T"), ("b", "sub"), ("c", "A."))),
            ("246", "3 ", (("a", "The T"), ("b", "sub"))),
        ),
        (Field("130", "4 ", (("a", "The U"),)), ("730", "4 ", (("a", "The U"),))),
        (Field("240", "12", (("a", "A U"),)), ("730", "2 ", (("a", "A U"),))),
        (Field("010", "  ", (("a", "n 1"),)), ("035", "  ", (("a", "(DLC)n 1"),))),
    ],
)
def test_what_the_format_allows_once_goes_elsewhere_the_second_time(field: Field, expected: Field) -> None:
    first = field._replace(subfields=(("a", "first"),))
    assert arrange([None, first, field, field]) == sorted([first, expected])


def test_nothing_is_said_twice() -> None:
    subjects = (Subject(label="War"), Subject(label=" War "))
    assert lines(of(subjects=subjects), "650") == ["650 _4 $a War"]


def test_real_records_keep_the_rules_of_the_format() -> None:
    """Every tenth file of Tennessee's MODS."""
    found = {
        entry.record.local_id: format_rules.faults(tree(entry.record))
        for name, content in islice(corpora.members("mods-utk.tar.gz", ".xml"), 0, None, 10)
        for entry in read("mods", content, name)
        if isinstance(entry, Entry) and entry.record
    }
    assert len(found) > 400
    assert {number: faults for number, faults in found.items() if faults} == {}
