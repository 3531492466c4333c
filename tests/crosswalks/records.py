"""Hypothesis strategies for Records, made from the Record type itself, and the Records kept as files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from crosswalks.record import Record, dump, parse

DATA = Path(__file__).parent / "data"
CASES = sorted(path.stem for path in DATA.glob("*.json") if "." not in path.stem)  # an expectation may be JSON too

# What breaks naive writers of XML, beside ordinary text.
HOSTILE = (
    "\x00", "\x03", "\x0b", "\x1a", "\ufffe", "\uffff", "]]>", "<b>", "</p>", "<!--", "&amp;", "&#3;", "&", "<",
    '"', "\n", " ",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=4), max_size=4).map("".join)
DATES = st.sampled_from(
    (
        "1950-01-19", "1950-01", "1950", "195X", "1950?", "..", "1950/", "ca. 1950", "undated", "1950-13", "1945-1950",
        "2011-11-20T10:00:00Z",
    )
)  # fmt: skip


def case(name: str) -> Record:
    """Return the Record of `data/<name>.json`."""
    return parse((DATA / f"{name}.json").read_bytes())


def records() -> st.SearchStrategy[Record]:
    """Return a strategy of Records that decode."""
    return _strategy(inspect.type_info(Record)).map(lambda record: parse(dump(record)))


def _strategy(kind: inspect.Type) -> st.SearchStrategy[Any]:
    """Return a strategy of the values of a msgspec type."""
    return STRATEGIES[type(kind)](kind)


def _struct(kind: inspect.StructType) -> st.SearchStrategy[Any]:
    """Return a strategy of one part of a Record, any of its optional fields left out."""
    required = {field.name: _field(field) for field in kind.fields if field.required}
    optional = {field.name: _field(field) for field in kind.fields if not field.required}
    return st.fixed_dictionaries(required, optional=optional).map(lambda values: kind.cls(**values))


def _field(field: inspect.Field) -> st.SearchStrategy[Any]:
    """Return the strategy of one field; the fields of a Date hold dates more often than not."""
    plain = _strategy(field.type)
    return plain | DATES if field.name in ("start", "end", "display", "created", "uploaded") else plain


def _text(kind: inspect.StrType) -> st.SearchStrategy[str]:
    """Return a strategy of strings that satisfy a pattern or a least length."""
    if kind.pattern:
        return st.from_regex(kind.pattern, fullmatch=True)
    return TEXT.filter(lambda value: len(value) >= (kind.min_length or 0))


STRATEGIES: dict[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    inspect.StructType: _struct,
    inspect.UnionType: lambda kind: st.one_of([_strategy(one) for one in kind.types]),
    inspect.LiteralType: lambda kind: st.sampled_from(kind.values),
    inspect.VarTupleType: lambda kind: st.lists(_strategy(kind.item_type), max_size=2).map(tuple),
    inspect.Metadata: lambda kind: _strategy(kind.type),
    inspect.FloatType: lambda kind: st.floats(kind.ge, kind.le),
    inspect.IntType: lambda kind: st.integers(kind.ge, 10**12),
    inspect.BoolType: lambda _: st.booleans(),
    inspect.NoneType: lambda _: st.none(),
    inspect.StrType: _text,
}
