"""Languages: codes, names and locales as catalogues write them."""

import iso639
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswalks import languages


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ru", "rus"), ("rus", "rus"), ("RUS", "rus"), ("Russian", "rus"), ("russian.", "rus"), (" Russian ", "rus"),
        ("ger", "deu"), ("deu", "deu"), ("chi", "zho"), ("zho", "zho"), ("alb", "sqi"),
        ("en_US", "eng"), ("en-GB", "eng"), ("zh-Hans-CN", "zho"), ("sr-Latn", "srp"),
        ("http://id.loc.gov/vocabulary/iso639-2/eng", "eng"), ("http://lexvo.org/id/iso639-3/kor", "kor"),
        ("Greek", "ell"), ("Greek, Modern (1453-)", "ell"), ("Farsi", "fas"), ("Slovene", "slv"), ("Mandarin", "cmn"),
        ("scr", "hrv"), ("mol", ""), ("iw", "heb"), ("Serbo-Croatian", "hbs"),
        ("zxx", "zxx"), ("und", "und"), ("mul", "mul"),
        ("", ""), ("xx", ""), ("qqq", ""), ("Mo", "ron"), ("sit", ""), ("Ere", ""), ("English; German", ""),
        ("e" * 1000, ""),
    ],
)  # fmt: skip
def test_code(written: str, expected: str) -> None:
    assert languages.code(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("English; German", ["English", "German"]),
        ("eng|rus", ["eng", "rus"]),
        ("English, Russian and Korean", ["English", "Russian", "Korean"]),
        ("eng/fre", ["eng", "fre"]),
        ("Greek, Modern (1453-)", ["Greek, Modern (1453-)"]),
        ("English, with notes", ["English, with notes"]),
        ("English;;", ["English"]),
        ("", []),
    ],
)
def test_split(written: str, expected: list[str]) -> None:
    assert languages.split(written) == expected


@given(st.sampled_from([entry.part3 for entry in iso639.ALL_LANGUAGES if entry.status == "A"]))
def test_every_living_code_is_found_by_each_of_its_codes(code: str) -> None:
    entry = iso639.Language.from_part3(code)
    assert languages.code(code) == code
    assert languages.name(code) == entry.name
    for other in (entry.part1, entry.part2b, entry.part2t):
        assert other is None or languages.code(other) == code


@pytest.mark.parametrize(
    ("code", "marc", "tag", "name"),
    [
        ("rus", "rus", "ru", "Russian"),
        ("deu", "ger", "de", "German"),
        ("cmn", "chi", "cmn", "Mandarin Chinese"),  # by its macrolanguage
        ("grc", "grc", "grc", "Ancient Greek (to 1453)"),
        ("hbs", "", "sh", "Serbo-Croatian"),
        ("qqq", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_what_formats_write(code: str, marc: str, tag: str, name: str) -> None:
    assert (languages.iso639_2b(code), languages.bcp47(code), languages.name(code)) == (marc, tag, name)
