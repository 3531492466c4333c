"""Controlled terms."""

from typing import get_args, get_type_hints

import pytest

from crosswalks import vocabularies
from crosswalks.record import Record


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("rcp", "rcp"), ("RCP", "rcp"), ("Addressee", "rcp"), ("recipient", "rcp"), ("Author.", "aut"),
        ("http://id.loc.gov/vocabulary/relators/pht", "pht"), ("relators:pht", "pht"), ("wst", "wst"),
        ("ambassador", ""), ("", ""),
    ],
)  # fmt: skip
def test_relator_code(role: str, code: str) -> None:
    assert vocabularies.relator_code(role) == code


def test_relators_go_there_and_back() -> None:
    assert all(len(code) == 3 and code.islower() for code in vocabularies.RELATORS)
    assert {vocabularies.relator_code(term) for term in vocabularies.RELATORS.values()} == set(vocabularies.RELATORS)
    assert vocabularies.relator_term("rcp") == "addressee"
    assert vocabularies.relator_term("xxx") == ""


def test_types_are_dcmi_types() -> None:
    dcmi = {value for value in get_args(get_type_hints(Record)["dcmi_type"]) if value}
    assert set(vocabularies.TYPE_OF_RESOURCE) <= dcmi
    assert set(vocabularies.DCMI_TYPE.values()) <= dcmi
    assert dcmi - set(vocabularies.TYPE_OF_RESOURCE) == {"Dataset", "Event", "InteractiveResource", "Service"}


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("http://vocab.getty.edu/aat/300026909", ("aat", "http://vocab.getty.edu/aat/")),
        ("https://www.viaf.org/viaf/1", ("viaf", "https://viaf.org/viaf/")),
        ("http://id.loc.gov/authorities/subjects/sh1", ("lcsh", "http://id.loc.gov/authorities/subjects/")),
        ("http://a.example.org/viaf.org/viaf/1", None),
        ("urn:isbn:1", None),
    ],
)
def test_authority_of(uri: str, expected: tuple[str, str] | None) -> None:
    assert vocabularies.authority_of(uri) == expected


@pytest.mark.parametrize("word", ["mixed material", "digital", "tactile"])
def test_no_type_is_invented_for_a_word_that_states_none(word: str) -> None:
    assert word not in vocabularies.DCMI_TYPE
