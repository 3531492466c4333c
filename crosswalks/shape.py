"""The shape of the Record, field by field, as its types say it: for what treats all fields alike and forgets none."""

from functools import cache
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct, inspect

Kind: TypeAlias = (
    inspect.StructType | inspect.StrType | inspect.LiteralType | inspect.BoolType | inspect.IntType | inspect.FloatType
)
"""What one value is made of."""


class Field(NamedTuple):
    """A field of a part of the Record: whether it holds `many` values, and what one of them is.

    A field that is not required is at its `default` where it says nothing.
    """

    name: str
    kind: Kind
    many: bool
    required: bool
    default: Any


@cache
def fields(part: type[Struct]) -> tuple[Field, ...]:
    """Return the fields of a part of the Record in their order.

    Raises:
        TypeError: a field is of a type that nothing here can write.

    """
    kind = inspect.type_info(part)
    if not isinstance(kind, inspect.StructType):
        raise TypeError(f"{part} is no part of a Record")
    return tuple(_field(each) for each in kind.fields)


def _field(given: inspect.Field) -> Field:
    """Return one field."""
    kind = _plain(given.type)
    many = isinstance(kind, inspect.VarTupleType)
    single = _plain(kind.item_type) if isinstance(kind, inspect.VarTupleType) else kind
    if not isinstance(single, Kind):
        raise TypeError(f"the field {given.name} is of a type that has no shape here: {single}")
    return Field(given.name, single, many, given.required, given.default)


def _plain(kind: inspect.Type) -> inspect.Type:
    """Return a type without its description, and without the None that stands for its absence."""
    if isinstance(kind, inspect.Metadata):
        return _plain(kind.type)
    if isinstance(kind, inspect.UnionType):
        others = [_plain(each) for each in kind.types if not isinstance(each, inspect.NoneType)]
        return others[0] if len(others) == 1 else kind
    return kind
