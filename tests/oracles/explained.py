"""What explains a difference that is left when both sides are normalised. The first that is true of it counts.

Of a value that only the oracle has, it is asked that nothing in it is lost: each of its words stands in what Sheaf
makes of the record. Of one that only Sheaf has, that nothing in it is made up: each of its words stands in the input,
or is what a code in the input means. What one side decides otherwise is in `decided`.
"""

from functools import cache

from crosswalks import languages, marc, marc_countries, record, vocabularies
from crosswalks.sources.marcxml import fixed, identifiers, notes, scripts
from tests.oracles.agreement import Difference
from tests.oracles.pairs import Value, words

_LABELS = (
    "place of origin audience part physical description edition scale rights holder copyright contents frequency "
    "duration producer arrangement repository licence statement further publication in another script issn isbn "
    "oclc nbn lccn local address original classification info eu repo ddc uri url of related statement "
    "display name as displayed projection coordinates personal corporate government musical presentation"
)


def others(difference: Difference) -> tuple[Value, ...]:
    """Return the values of the other side."""
    return difference.pair.theirs if difference.is_ours else difference.pair.ours


def elsewhere(difference: Difference) -> bool:
    """The other side says it in another element.

    `Holberg, Ludvig` is a creator there and a contributor here; a range of years is a date there and coverage here.
    """
    mine = words(difference.value.text)
    return any(words(value.text) == mine for value in others(difference))


def longer(difference: Difference) -> bool:
    """One side says more in one value: a label, a role, a date, a subtitle, a subdivision.

    `Basel : Karger` there, `Karger` here; `Science--Philosophy` there, `Science--Philosophy--History` here.
    """
    mine = f" {' '.join(words(difference.value.text))} "
    there = (value.text for value in others(difference) if value.element == difference.value.element)
    return any(mine in other or other in mine for text in there if (other := f" {' '.join(words(text))} ").strip())


def parted_otherwise(difference: Difference) -> bool:
    """Both sides have all of its words, in another number or order of values.

    `eng;French` is one value there, and two languages here.
    """
    return set(words(difference.value.text)) <= {word for value in others(difference) for word in words(value.text)}


def left_out(difference: Difference) -> bool:
    """The input says it, and the oracle leaves it out.

    The publisher of a series, a shelf mark, a second title.
    """
    return difference.is_ours and set(words(difference.value.text)) <= difference.pair.said


def _side_by_side(word: str) -> list[str]:
    """Return the codes of languages that stand side by side in a word, `engswe`."""
    is_several = 3 < len(word) <= 30 and len(word) % 3 == 0
    return [word[place : place + 3] for place in range(0, len(word), 3)] if is_several else []


@cache
def _vocabulary() -> frozenset[str]:
    """Return the words that Sheaf puts in place of codes, and the labels that it writes before values."""
    tables = [
        vars(module) for module in (fixed, marc, vocabularies, marc_countries, identifiers, notes, scripts, record)
    ]
    found = [text for table in tables for value in table.values() for text in _texts(value)]
    return frozenset(word for text in (_LABELS, *found) for word in words(text))


def _texts(value: object) -> list[str]:
    """Return the texts in a table."""
    if isinstance(value, dict):
        return [text for each in value.items() for text in _texts(each)]
    if isinstance(value, tuple | list | frozenset):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def code_in_words(difference: Difference) -> bool:
    """Sheaf writes a code of the input in words, or a label before a value: a genre, a country, `lccn: …`.

    `lccn: 21026819`; the genre `bibliography`; `Place of origin: New York (State)` for `nyu`.
    """
    known = difference.pair.said | _vocabulary()
    coded = {languages.code(code) for word in difference.pair.said for code in (word, *_side_by_side(word))}
    return difference.is_ours and set(words(difference.value.text)) <= known | coded


def own_identifier(difference: Difference) -> bool:
    """The record has no identifier, and the name of the file takes its place.

    `0041`, where the file is named `0041`.
    """
    return difference.is_ours and difference.pair.name.endswith(difference.value.text.strip())


_NOTHING = frozenset(
    words(
        "null n a p s l none not identified unspecified unknown undated date yyyy mm dd uuuu 9999 0000 ng "
        "publisher pub place of production"
    )
)


def says_nothing(difference: Difference) -> bool:
    """The oracle copies a word or code that stands for nothing: `null`, `9999`, `N/A`, `[s.n.]`, a caption alone.

    `null`; `9999`; `[s.n.]`; `volume:`
    """
    found = set(words(difference.value.text))
    is_name = difference.value.element in ("creator", "contributor")
    nameless = is_name and not any(map(str.isalpha, difference.value.text))
    return not difference.is_ours and (found <= _NOTHING or nameless or difference.value.text.endswith(":"))


def run_together(difference: Difference) -> bool:
    """The stylesheet writes parts of a heading without a blank between them.

    `MissionsJesuits` there, `Jesuits--Missions` here.
    """
    there = {word for value in others(difference) for word in words(value.text)}
    return not difference.is_ours and all(
        word in there or any(word[:place] in there and word[place:] in there for place in range(1, len(word)))
        for word in words(difference.value.text)
    )


def not_in_the_input(difference: Difference) -> bool:
    """The oracle says what the input does not: the other cataloguer knew it.

    `black-and-white photographs`, where the MODS says `photographs`.
    """
    return not difference.is_ours and not set(words(difference.value.text)) <= difference.pair.said
