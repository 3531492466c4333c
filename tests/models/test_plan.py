"""Sets as trees: what a header says, and which lists an item is in (§2.6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.plan import closure, minimal

specs = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(":".join), max_size=6)


@pytest.mark.parametrize(
    ("given_specs", "expected"),
    [
        ((), ()),
        (("a",), ("a",)),
        (("a", "a:b"), ("a:b",)),
        (("a:b", "a", "ab", "a:b:c", "c"), ("a:b:c", "ab", "c")),
        (("b", "a", "b"), ("a", "b")),
    ],
)
def test_a_header_carries_the_deepest_specs_only(given_specs: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert minimal(given_specs) == expected


@given(specs)
def test_the_minimal_specs_say_the_same_as_all(every: list[str]) -> None:
    assert closure(minimal(every)) == closure(every)


@given(specs)
def test_an_item_is_listed_in_its_sets_and_all_above_them(every: list[str]) -> None:
    expected = {""} | {":".join(spec.split(":")[: n + 1]) for spec in every for n in range(spec.count(":") + 1)}
    assert set(closure(every)) == expected
