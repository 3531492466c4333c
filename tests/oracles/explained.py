"""What explains a difference that is left when both sides are normalised. The first that is true of it counts.

Of a value that only the oracle has, it is asked that each statement in it stands in what Sheaf makes of the record. Of
one that only Sheaf has, that each statement in it stands in one field of the input, in a value of the oracle, or is
what a code of that input means. What one side decides otherwise is in `decided`.
"""

from tests.oracles import codes
from tests.oracles.agreement import Difference
from tests.oracles.pairs import Value, words
from tests.oracles.pieces import all_said, line, statements, without


def others(difference: Difference) -> tuple[Value, ...]:
    """Return the values of the other side."""
    return difference.pair.theirs if difference.is_ours else difference.pair.ours


def _is_given(text: str, difference: Difference) -> bool:
    """Return whether each statement stands in one field of the input, or is what one of its codes means."""
    meant, units = codes.meanings(difference.pair.given), difference.pair.units
    if line(text) in meant or any(set(words(text)) <= unit for unit in units):
        return True
    return all(
        line(each) in meant or any(set(words(each)) <= unit for unit in units)
        for each in map(_without_label, statements(text))
    )


def elsewhere(difference: Difference) -> bool:
    """The other side says it in another element.

    `Holberg, Ludvig` is a creator there and a contributor here; a range of years is a date there and coverage here.
    """
    mine = words(difference.value.text)
    return any(words(value.text) == mine for value in others(difference))


def longer(difference: Difference) -> bool:
    """One side says more in one value; the other says the rest elsewhere, or it is what the input or its codes say.

    `Basel : Karger` there, `Karger` here; `Science--Philosophy` there, `Science--Philosophy--History` here.
    """
    mine = line(difference.value.text)
    there = [value for value in others(difference) if value.element == difference.value.element]
    if any(mine in line(value.text) for value in there):
        return True
    shorter = [line(value.text) for value in there if line(value.text) and line(value.text) in mine]
    return any(_is_accounted_for(without(mine, each), difference) for each in shorter)


def _is_accounted_for(rest: str, difference: Difference) -> bool:
    """Return whether the further words of a value are said: the oracle's by Sheaf, those of Sheaf by the input."""
    if difference.is_ours:
        return _is_given(_without_label(rest), difference)
    return _is_said(rest, "", difference)


def _is_said(text: str, element: str, difference: Difference) -> bool:
    """Return whether the other side says each statement of a text that says anything: not `s.n.`."""
    telling = [each for each in statements(text) if line(each) not in _NOTHING]
    return bool(telling) and all(all_said(each, element, others(difference)) for each in telling)


def parted_otherwise(difference: Difference) -> bool:
    """Each of its statements stands within one value of the other side, in another number or order of values.

    `eng;French` is one value there, and two languages here.
    """
    return _is_said(difference.value.text, difference.value.element, difference)


def left_out(difference: Difference) -> bool:
    """A field of the input says it, and the oracle leaves it out.

    The publisher of a series, a shelf mark, a second title.
    """
    units = difference.pair.units
    told = (set(words(each)) for each in (difference.value.text, *statements(difference.value.text)))
    whole, *parts = [any(each <= unit for unit in units) for each in told]
    return difference.is_ours and (whole or all(parts))


def _without_label(text: str) -> str:
    """Return a text without the label that Sheaf writes before it."""
    label, colon, rest = text.partition(":")
    if colon and line(label) in codes.LABELS:
        return rest
    first, _, behind = text.strip().partition(" ")
    return behind if behind and line(first) in codes.LABELS else text


def code_in_words(difference: Difference) -> bool:
    """Sheaf writes a code of the input in words, or a label before a value: a genre, a country, `lccn: …`.

    `lccn: 21026819`; the genre `bibliography`; `Place of origin: New York (State)` for `nyu`.
    """
    return difference.is_ours and _is_given(_without_label(difference.value.text), difference)


def own_identifier(difference: Difference) -> bool:
    """The record has no identifier, and the name of the file takes its place.

    `0041`, where the file is named `0041`.
    """
    is_identifier = difference.value.element in ("identifier", "recordInfo")
    return difference.is_ours and is_identifier and difference.value.text == difference.pair.name.rpartition("/")[2]


_NOTHING = frozenset(
    map(
        line,
        (
            "null", "N/A", "s.l.", "s.n.", "n. pub.", "none", "unknown", "undated", "n.d.", "9999", "uuuu", "ng",
            "publisher not identified", "place of publication not identified", "place of production not identified",
            "unspecified", "not identified", "yyyy-mm-dd", "0000",
            "URN:ISBN:", "volume:", "pages:", "n.p", "null-null", "YYYY-MM-DD/YYYY-MM-DD",
        ),
    )
)  # fmt: skip


def says_nothing(difference: Difference) -> bool:
    """The oracle copies a word, code or caption that stands for nothing: `null`, `9999`, `N/A`, `[s.n.]`, `URN:ISBN:`.

    `null`; `9999`; `[s.n.]`; the years of a person without a name.
    """
    is_name = difference.value.element in ("creator", "contributor")
    nameless = is_name and not any(map(str.isalpha, difference.value.text))
    return not difference.is_ours and (nameless or line(difference.value.text) in _NOTHING)


def run_together(difference: Difference) -> bool:
    """The stylesheet writes parts of a heading without a blank between them.

    `MissionsJesuits` there, `Jesuits--Missions` here.
    """
    text, element = difference.value.text, difference.value.element
    cuts = [place for place in range(1, len(text)) if text[place].isupper() and text[place - 1].isalpha()]
    cuts += [place for place in range(1, len(text)) if text[place].isalpha() and text[place - 1] in ")."]
    return not difference.is_ours and any(
        all_said(f"{text[:place]}; {text[place:]}", element, others(difference)) for place in cuts
    )
