"""Pieces of values, and whether they stand in other values: what the explanations ask."""

import re
from collections.abc import Iterable
from functools import lru_cache

from tests.oracles.pairs import Value, words

# What parts statements: `;`, `--`, `|`, `=`, ` : `, ` / `, brackets and the ends of sentences; and what parts one
_STATEMENTS = re.compile(r"[;|=\n()\[\]•]|--+|\s[-:/–]\s?|:\s|\.\s|\.$")
_PARTS = re.compile(r"[,:/.،]")


@lru_cache(maxsize=65536)
def line(text: str) -> str:
    """Return the words of a text in one line with a blank around each, so that a part of it is a run of words."""
    found = words(text)
    return f" {' '.join(found)} " if found else ""


@lru_cache(maxsize=65536)
def statements(text: str) -> tuple[str, ...]:
    """Return the statements of a text that have words."""
    return tuple(each for each in _STATEMENTS.split(text) if line(each))


@lru_cache(maxsize=65536)
def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a statement, such as both of a name, as lines."""
    return tuple(found for each in _PARTS.split(text) if (found := line(each)))


@lru_cache(maxsize=65536)
def _told(text: str) -> frozenset[str]:
    """Return the lines of all statements of a text and of their parts."""
    found = [line(each) for each in statements(text)]
    return frozenset([line(text), *found, *(part for each in statements(text) for part in parts(each))])


def stands(wanted: str, value: Value, element: str) -> bool:
    """Return whether a line of words is said by a value: in the same element a run of its words.

    In another element it must be a statement, or three words in a row: `War` is not said by a note about a war.
    """
    if value.element == element or wanted.count(" ") > 3:
        return wanted in line(value.text)
    return wanted in _told(value.text)


def said(statement: str, value: Value, element: str) -> bool:
    """Return whether a value says a statement, whole or each part of it: `Mann, Thomas` is also `Thomas Mann`."""
    is_whole = stands(line(statement), value, element)
    is_turned = value.element == element and sorted(words(statement)) == sorted(words(value.text))
    return is_whole or is_turned or all(stands(part, value, element) for part in parts(statement))


def all_said(text: str, element: str, values: Iterable[Value]) -> bool:
    """Return whether each statement of a text is said by one of the values."""
    found = tuple(values)
    return all(any(said(each, value, element) for value in found) for each in statements(text))


def without(mine: str, other: str) -> str:
    """Return what a line says beside another that is a run of its words."""
    before, _, behind = mine.partition(other)
    return f"{before.strip()} | {behind.strip()}"
