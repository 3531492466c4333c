"""Building JSON-LD: nodes of clean values, in which nothing is empty and nothing said twice."""

from collections.abc import Iterable

from crosswalks import clean

Node = dict[str, object]
Value = str | int | float | Node


def node(kind: str, **properties: Value | Iterable[Value] | None) -> Node:
    """Return a node of a type of schema.org, or of none, with the properties that have a value.

    Text is cleaned. What is a type and nothing else is empty.
    """
    found: Node = {
        name: value for name, given in properties.items() if (value := one_or_all(_values(given))) is not None
    }
    return {"@type": kind, **found} if found and kind else found


def one_or_all(values: Iterable[Value]) -> Value | list[Value] | None:
    """Return the values that are not empty, each once: None, the only one, or a list."""
    found: list[Value] = []
    for value in values:
        cleaned = clean.text(value) if isinstance(value, str) else value
        if cleaned not in ("", {}) and cleaned not in found:
            found.append(cleaned)
    return found if len(found) > 1 else found[0] if found else None


def _values(given: Value | Iterable[Value] | None) -> Iterable[Value]:
    """Return one or several values as several."""
    if given is None:
        return ()
    return (given,) if isinstance(given, str | int | float | dict) else given
