"""What is remembered of a collection stays small, however long its values are."""

import pytest

from crosswalks import clean, dates, edtf, rights
from crosswalks.formats.mods import build
from crosswalks.record import Date


@pytest.mark.parametrize(
    ("ask", "cache"),
    [
        (rights.canonical, rights._canonical),
        (rights.label, rights._canonical),
        (edtf.is_edtf, edtf._is_edtf),
        (clean.uri, clean._remembered_uri),
        (lambda text: dates.settle(Date(display=text)), dates._remembered),
        (lambda text: build.attributes(displayLabel=text), build._cached),
        (lambda text: build.authority(code=text), build._cached),
    ],
    ids=["canonical", "label", "is_edtf", "uri", "settle", "attributes", "authority"],
)
def test_a_long_text_is_not_remembered(ask, cache):
    cache.cache_clear()
    for text in ("x" * 301, "y" * 100_000):
        ask(text)
    assert cache.cache_info().currsize == 0
