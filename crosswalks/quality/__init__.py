"""What a record lacks, and what in it harvesters stumble over: rules for every service, and further ones for some.

The rules of each profile are visible literals in `crosswalks.quality.profiles`. A rule that says `refused` is one
without which the service takes no record, or shows it to nobody; the others cost it readers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from crosswalks.record import Record

Severity = Literal["refused", "poorer"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `find(record)` yields what breaks it, each in words, or an empty text when nothing more is to be said.

    `name` is short and stays the same, for scripts; `summary` says what is wrong, `advice` what to do about it. With
    `apart`, each text that is yielded is counted on its own: there are few.
    """

    name: str
    severity: Severity
    summary: str
    advice: str
    find: Callable[[Record], Iterator[str]]
    apart: bool = False


class Finding(NamedTuple):
    """A rule that a record breaks, and what breaks it."""

    rule: Rule
    value: str


def findings(record: Record, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    """Yield every finding of a record; `record` has the collection's defaults."""
    for rule in rules:
        for value in rule.find(record):
            yield Finding(rule, value)
