"""Rights URIs: a dozen spellings, one canonical form, never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswalks import rights

CNE = "http://rightsstatements.org/vocab/CNE/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (CNE, CNE),
        ("http://rightsstatements.org/vocab/CNE/1.0/ ", CNE),
        ("http://rightsstatements.org/vocab/CNE/1.0", CNE),
        ("https://rightsstatements.org/page/CNE/1.0/?language=en", CNE),
        ("https://rightsstatements.org/page/CNE/1.0/en/", CNE),
        ("http://www.rightsstatements.org/vocab/cne/1.0/", CNE),
        ("http://rightsstatements.org/vocab/noc-oklr/1.0/", "http://rightsstatements.org/vocab/NoC-OKLR/1.0/"),
        ("https://creativecommons.org/licenses/by/4.0/rdf", BY),
        ("https://www.creativecommons.org/licenses/by/4.0", BY),
        ("https://creativecommons.org/licenses/by/4.0/deed.de", BY),
        ("https://creativecommons.org/licenses/by/4.0/legalcode", BY),
        ("https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1", BY),
        ("https://creativecommons.org/licenses/by/3.0/us/deed.en", "http://creativecommons.org/licenses/by/3.0/us/"),
        (
            "https://creativecommons.org/licenses/by/2.5/scotland/deed.en",
            "http://creativecommons.org/licenses/by/2.5/scotland/",
        ),
        ("https://creativecommons.org/licenses/by-nc-nd/2.5/", "http://creativecommons.org/licenses/by-nc-nd/2.5/"),
        ("https://creativecommons.org/publicdomain/zero/1.0/legalcode", CC0),
        (
            "https://creativecommons.org/publicdomain/mark/1.0/deed.en",
            "http://creativecommons.org/publicdomain/mark/1.0/",
        ),
        ("http://rightsstatements.org/vocab/XYZ/1.0/", ""),
        ("http://rightsstatements.org/vocab/CNE/2.0/", ""),
        ("http://rightsstatements.org/", ""),
        ("http://creativecommons.org/licenses/by/9.9/", ""),
        ("http://creativecommons.org/licenses/xx/4.0/", ""),
        ("http://a.example.org/?u=http://rightsstatements.org/vocab/CNE/1.0/", ""),
        ("In Copyright", ""),
        ("CC BY 4.0", ""),
        ("", ""),
    ],
)
def test_canonical(written: str, expected: str) -> None:
    assert rights.canonical(written) == expected


@pytest.mark.parametrize("code", rights.STATEMENTS)
def test_every_statement_is_canonical_and_labelled(code: str) -> None:
    uri = f"http://rightsstatements.org/vocab/{code}/1.0/"
    assert rights.canonical(uri) == uri
    assert rights.label(uri) == rights.STATEMENTS[code]
    assert uri.startswith(rights.authority(uri))


@given(st.sampled_from(sorted(rights.LICENCES)), st.sampled_from(rights.VERSIONS), st.sampled_from(["", "us", "de"]))
def test_every_licence_is_canonical_and_labelled(kind: str, version: str, port: str) -> None:
    uri = f"http://creativecommons.org/licenses/{kind}/{version}/{port + '/' if port else ''}"
    assert rights.canonical(uri) == uri
    assert version in rights.label(uri)
    assert f"(CC {kind.upper()} {version}" in rights.label(uri)


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        (BY, "Attribution 4.0 International (CC BY 4.0)"),
        ("http://creativecommons.org/licenses/by-sa/3.0/", "Attribution-ShareAlike 3.0 Unported (CC BY-SA 3.0)"),
        ("http://creativecommons.org/licenses/by/2.0/uk/", "Attribution 2.0 UK (CC BY 2.0 UK)"),
        (CC0, "CC0 1.0 Universal"),
        ("https://a.example.org/", ""),
    ],
)
def test_label(uri: str, expected: str) -> None:
    assert rights.label(uri) == expected


@given(st.text(max_size=60) | st.from_regex(r"https?://(rightsstatements|creativecommons)\.org/\S*", fullmatch=True))
def test_canonical_is_idempotent(written: str) -> None:
    once = rights.canonical(written)
    assert rights.canonical(once) == once


def test_authority_of_anything_else_is_unknown() -> None:
    assert rights.authority("https://a.example.org/terms") == ""
