"""A crosswalk that gets worse is seen: what Sheaf renders is spoilt, and an element agrees less or is unexplained."""

from collections.abc import Callable, Sequence
from functools import cache

import pytest
from lxml import etree

from crosswalks import xml
from tests import corpora
from tests.oracles.agreement import Agreement, Explanation, compare
from tests.oracles.kinds import KINDS, Kind, measured
from tests.oracles.pairs import Pair, Value, words

Mutation = Callable[[Pair], tuple[Value, ...]]


def without(*elements: str) -> Mutation:
    """Return the mutation that leaves out elements, their names as they begin."""
    return lambda pair: tuple(value for value in pair.ours if not value.element.startswith(elements))


def without_addresses(pair: Pair) -> tuple[Value, ...]:
    """Return what Sheaf renders without any address."""
    return tuple(value for value in pair.ours if "://" not in value.text)


def cut(*elements: str) -> Mutation:
    """Return the mutation that cuts subtitles off: what stands behind the first colon, or else half of the words."""

    def changed(value: Value) -> Value:
        head, colon, _ = value.text.partition(":")
        parts = value.text.split()
        return value._replace(text=head if colon else " ".join(parts[: (len(parts) + 1) // 2]))

    return lambda pair: tuple(changed(each) if each.element.startswith(elements) else each for each in pair.ours)


def with_wrong_years(pair: Pair) -> tuple[Value, ...]:
    """Return what Sheaf renders with the last two figures of each year turned round and one added: 1905 is 1951."""

    def wrong(value: Value) -> Value:
        text = value.text
        is_year = value.element.startswith(("date", "copyrightDate")) and text[:4].isdecimal()
        return value._replace(text=f"{text[:2]}{text[3]}{(int(text[2]) + 1) % 10}{text[4:]}") if is_year else value

    return tuple(map(wrong, pair.ours))


def with_a_place(pair: Pair) -> tuple[Value, ...]:
    """Return what Sheaf renders with a place that nobody named."""
    return (*pair.ours, Value("coverage", "Atlantis"), Value("description", "Place of origin: Atlantis"))


def with_another_title(pair: Pair) -> tuple[Value, ...]:
    """Return what Sheaf renders with a title that nobody gave it."""
    return tuple(value._replace(text="Untold") if value.element.startswith("title") else value for value in pair.ours)


def without_added_names(pair: Pair) -> tuple[Value, ...]:
    """Return what Sheaf renders without the names of fields 7XX of MARC."""
    added = {
        word
        for node in pair.given.iter(f"{{{xml.MARC}}}datafield")
        if node.get("tag", "").startswith(("70", "71"))
        for text in etree.XPath("*[@code='a']/text()")(node)
        for word in words(text)
    }
    names = ("contributor", "name")
    return tuple(
        value for value in pair.ours if not (value.element in names and set(words(value.text)) & added)
    )  # fmt: skip


@cache
def pairs(name: str) -> tuple[Pair, ...]:
    """Return the pairs of a kind, read once."""
    return tuple(next(kind for kind in KINDS if kind.name == name).pairs())


def spoilt(kind: Kind, mutation: Mutation, explanations: Sequence[Explanation]) -> Agreement:
    """Return how far both sides agree once what Sheaf renders is spoilt."""
    made = (Pair(pair.name, pair.given, pair.theirs, mutation(pair)) for pair in pairs(kind.name))
    return compare(made, kind.normalisations, explanations)


def is_seen(kind: Kind, mutation: Mutation) -> bool:
    """Return whether an element agrees less often, or else a difference is not explained."""
    rows = spoilt(kind, mutation, ()).rows  # explanations take their time
    has_fallen = any(rows[name].after < row.after for name, row in measured(kind.name).rows.items())
    return has_fallen or bool(spoilt(kind, mutation, kind.explanations).unexplained)


EVERYWHERE = ("mods2dc", "marc2dc", "dc2mods", "marc2mods", "utk-dc-mods", "zotero")
IN_DC = ("mods2dc", "marc2dc", "utk-dc-mods")
MUTATIONS = (
    ("rights dropped", without("rights", "accessCondition"), EVERYWHERE),
    ("dates dropped", without("date"), EVERYWHERE),
    ("creators dropped", without("creator", "name"), EVERYWHERE),
    ("contributors dropped", without("contributor"), ("mods2dc", "marc2dc")),
    ("added names dropped", without_added_names, ("marc2dc", "marc2mods")),
    ("identifiers dropped", without("identifier"), EVERYWHERE),
    ("addresses dropped", without_addresses, ("mods2dc", "marc2mods", "zotero", "utk-dc-mods")),
    ("relations dropped", without("relation", "relatedItem", "host"), EVERYWHERE),
    ("subjects dropped", without("subject"), EVERYWHERE),
    ("subtitles cut off", cut("title"), EVERYWHERE),
    ("descriptions cut off", cut("description", "abstract", "note"), EVERYWHERE),
    ("wrong years", with_wrong_years, EVERYWHERE),
    ("an invented place", with_a_place, IN_DC),
    ("an invented title", with_another_title, EVERYWHERE),
)  # fmt: skip


@pytest.mark.parametrize(
    ("mutation", "name"),
    [pytest.param(mutation, name, id=f"{told}-{name}") for told, mutation, names in MUTATIONS for name in names],
)
def test_a_crosswalk_that_gets_worse_is_seen(mutation: Mutation, name: str) -> None:
    corpora.require("corpora/pairs.tar.gz")
    kind = next(kind for kind in KINDS if kind.name == name)
    assert is_seen(kind, mutation)


LOST = {
    "mods2dc": {"rights", "identifier", "relation", "creator", "title", "date"},
    "marc2dc": {"title", "creator", "contributor", "subject"},
    "utk-dc-mods": {"rights", "identifier", "relation", "creator", "subject", "coverage"},
}


@pytest.mark.parametrize("name", sorted(LOST))
def test_an_element_that_is_lost_is_not_explained_away(name: str) -> None:
    corpora.require("corpora/pairs.tar.gz")
    kind = next(kind for kind in KINDS if kind.name == name)
    for element in LOST[name]:
        found = spoilt(kind, without(element), kind.explanations)
        assert element in {each.value.element for each in found.unexplained}, element


def test_two_cataloguers_do_not_hide_that_nothing_is_left_of_rights_relations_and_identifiers() -> None:
    corpora.require("corpora/pairs.tar.gz")
    kind = next(kind for kind in KINDS if kind.name == "utk-dc-mods")
    found = spoilt(kind, without("rights", "relation", "identifier"), kind.explanations)
    assert {"rights", "relation", "identifier"} <= {each.value.element for each in found.unexplained}
