"""Whatever a Record holds, what is rendered is valid, clean and the same each time."""

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from crosswalks import clean, registry
from crosswalks.record import Record, dump, parse
from tests import schemas
from tests.crosswalks.records import records

any_record = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("name", registry.FORMATS)
@any_record
@given(record=records())
def test_is_valid_against_the_official_schema(name: str, record: Record) -> None:
    codec = registry.FORMATS[name]
    assert schemas.validate(codec.render(record, codec.options())) == []


@pytest.mark.parametrize("name", registry.FORMATS)
@any_record
@given(record=records())
def test_is_clean_and_never_empty(name: str, record: Record) -> None:
    codec = registry.FORMATS[name]
    root = etree.fromstring(codec.render(record, codec.options()))
    for node in root.iter():
        text = node.text or ""
        assert text == clean.text(text)
        assert text or len(node) or node is root or node.attrib  # an empty element says nothing
        assert all(node.attrib.values())


@pytest.mark.parametrize("name", registry.FORMATS)
@any_record
@given(record=records())
def test_depends_on_the_record_alone(name: str, record: Record) -> None:
    codec = registry.FORMATS[name]
    assert codec.render(record, codec.options()) == codec.render(parse(dump(record)), codec.options())
