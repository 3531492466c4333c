"""The shape of the Record has every field, and refuses what nothing could write."""

import msgspec
import pytest
from msgspec import Struct

from crosswalks import shape
from crosswalks.record import Place, Record, Rights, SetSpec


def test_every_field_is_there_in_its_order() -> None:
    for part in (Record, Rights, Place):
        assert [field.name for field in shape.fields(part)] == [field.name for field in msgspec.structs.fields(part)]


def test_lists_and_optional_values_are_seen_through() -> None:
    found = {field.name: field for part in (Record, Place, Rights) for field in shape.fields(part)}
    assert (found["sets"].many, found["sets"].kind.pattern) == (True, SetSpec.__metadata__[0].pattern)
    assert (found["lat"].many, found["lat"].kind.ge, found["lat"].default) == (False, -90, None)
    assert found["local_id"].required
    assert not found["titles"].required
    assert found["copyright"].kind.cls.__name__ == "Copyright"


class Numbers(Struct):
    by_name: dict[str, int]


class Either(Struct):
    value: int | str


class Nested(Struct):
    rows: tuple[tuple[str, ...], ...]


@pytest.mark.parametrize("part", [Numbers, Either, Nested])
def test_a_type_without_a_shape_is_an_error(part: type[Struct]) -> None:
    with pytest.raises(TypeError, match="has no shape"):
        shape.fields(part)


def test_only_parts_have_fields() -> None:
    with pytest.raises(TypeError, match="no part of a Record"):
        shape.fields(int)
