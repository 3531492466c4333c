"""How far both sides of a kind of pairs agree, element by element, and what explains the rest."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from tests.oracles.pairs import Pair, Value, words

Normalisation: TypeAlias = Callable[[Pair], Pair]
"""What makes a known fault, or a mere habit of writing, no difference. Its docstring says why it may."""


class Difference(NamedTuple):
    """A value that only one side has, once both are normalised; `is_ours` says which."""

    pair: Pair
    value: Value
    is_ours: bool


Explanation: TypeAlias = Callable[[Difference], bool]
"""Whether a difference is of a kind that is understood. Its docstring says in one line what it is."""


@dataclass
class Row:
    """The counts of one element: before and after normalisation, and what then only one side has."""

    theirs: int = 0
    ours: int = 0
    before: int = 0
    theirs_after: int = 0
    ours_after: int = 0
    after: int = 0


@dataclass
class Agreement:
    """All rows of a kind of pairs, the differences by what explains them, and those that nothing explains."""

    pairs: int = 0
    rows: defaultdict[str, Row] = field(default_factory=lambda: defaultdict(Row))
    explained: defaultdict[str, list[Difference]] = field(default_factory=lambda: defaultdict(list))
    unexplained: list[Difference] = field(default_factory=list)


def key(value: Value) -> tuple[str, str]:
    """Return what two values that say the same have in common: their element, and their words in order."""
    return value.element, " ".join(words(value.text))


def compare(
    pairs: Iterable[Pair], normalisations: Sequence[Normalisation], explanations: Sequence[Explanation]
) -> Agreement:
    """Return how far both sides of the pairs agree."""
    agreement = Agreement()
    for pair in pairs:
        agreement.pairs += 1
        _count_before(pair, agreement)
        for normalisation in normalisations:
            pair = normalisation(pair)  # noqa: PLW2901 - each works on what the one before has made
        _count_after(pair, agreement, explanations)
    return agreement


def _count_before(pair: Pair, agreement: Agreement) -> None:
    """Count the values of both sides as they stand, and those that are equal to the letter."""
    theirs, ours = Counter(pair.theirs), Counter(pair.ours)
    for value, count in theirs.items():
        agreement.rows[value.element].theirs += count
        agreement.rows[value.element].before += min(count, ours[value])
    for value, count in ours.items():
        agreement.rows[value.element].ours += count


def _count_after(pair: Pair, agreement: Agreement, explanations: Sequence[Explanation]) -> None:
    """Count the values that say the same, each once, and sort the others by what explains them."""
    theirs, ours = ({key(value): value for value in side} for side in (pair.theirs, pair.ours))
    for element, _ in theirs:
        agreement.rows[element].theirs_after += 1
    for element, _ in ours:
        agreement.rows[element].ours_after += 1
    for element, _ in theirs.keys() & ours.keys():
        agreement.rows[element].after += 1
    different = [Difference(pair, theirs[each], False) for each in theirs if each not in ours]
    different += [Difference(pair, ours[each], True) for each in ours if each not in theirs]
    for each in different:
        name = next((explanation.__name__ for explanation in explanations if explanation(each)), "")
        (agreement.explained[name] if name else agreement.unexplained).append(each)
