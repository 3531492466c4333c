"""The demonstration collection shows what its README promises: every kind of value a Record can hold, and no error."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest

from crosswalks import native, record, rights, xml
from crosswalks.record import Record
from crosswalks.registry import FORMATS
from oai import settings
from oai.protocol import identifiers
from tests import schemas
from tests.corpora import PROJECT

DEMO = PROJECT / "oai" / "demo"
NATIVE = DEMO / "mods" / "geneva-final-declaration.xml"
MODS = f"{{{xml.MODS}}}"

PARTS = tuple(
    kind
    for kind in vars(record).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind.__module__ == record.__name__
    if not kind.__name__.startswith("_")
)
UNUSED = {("SecurityMarking", "applies_to")}
"""Fields at their default throughout: every marking here is a marking of the document."""

SCRIPTS = ("LATIN", "CYRILLIC", "CJK", "HANGUL", "HIRAGANA", "ARABIC", "HEBREW", "DEVANAGARI", "GREEK", "ETHIOPIC")


@cache
def lines() -> list[bytes]:
    return (DEMO / "records.jsonl").read_bytes().splitlines()


@cache
def records() -> list[Record]:
    return [record.parse(line) for line in lines()]


def declared() -> set[str]:
    """Return the specs of the sets that stand in the file itself (loading adds parents that nobody named)."""
    return {each["spec"] for each in tomllib.loads((DEMO / "sheaf.toml").read_text(encoding="utf-8"))["sets"]}


def specs_with_parents(spec: str) -> Iterator[str]:
    parts = spec.split(":")
    return (":".join(parts[: end + 1]) for end in range(len(parts)))


def used(value: Any) -> Iterator[tuple[str, str]]:
    """Yield (type, field) for every field below `value` that says something."""
    if isinstance(value, tuple):
        for each in value:
            yield from used(each)
    elif isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            content = getattr(value, field.name)
            if content != field.default:
                yield type(value).__name__, field.name
            yield from used(content)


def words(value: Record) -> str:
    titles, abstracts = [each.value for each in value.titles], [each.value for each in value.abstracts]
    return " ".join([*titles, *abstracts, *(each.body for each in value.texts)])


def test_there_are_enough_records_each_in_its_normal_form() -> None:
    assert len(records()) >= 60
    assert [record.dump(each) for each in records()] == lines()


def test_identifiers_are_unique_and_valid() -> None:
    namespace = settings.load(DEMO / "sheaf.toml", {}).settings.namespace
    made = [each.oai_identifier or identifiers.mint(namespace, each.local_id) for each in records()]
    assert len(set(made)) == len(made)
    assert len({each.local_id for each in records()}) == len(made)
    for identifier in made:
        identifiers.check(identifier)


def test_the_telegram_of_1950_comes_first_and_is_whole() -> None:
    first = records()[0]
    assert first.local_id == "112135"
    assert first.titles[0].value.startswith("Telegram Shtykov to Vyshinsky")
    assert [(each.start, each.key) for each in first.dates] == [("1950-01-19", True)]
    by_relation = {each.relation: (each.name, each.role) for each in first.agents if each.role}
    assert by_relation["creator"] == ("Shtykov, Terentii Fomich", "aut")
    assert by_relation["contributor"] == ("Vyshinsky, Andrey Yanuaryevich", "rcp")
    assert {"Kim, Il Sung", "Stalin, Joseph", "Mao, Zedong"} <= {each.name for each in first.agents}
    assert {"Korea (North)", "China", "Soviet Union"} <= {each.label for each in first.places}
    marking = first.security_markings[0]
    assert (marking.level, marking.original_text, marking.status) == ("Secret", "Строго секретно", "lifted")
    assert first.rights.uri == "http://rightsstatements.org/vocab/CNE/1.0/"
    assert {each.kind for each in first.rights.statements} >= {"use", "contact"}
    assert first.funding[0].funder == "Leon Levy Foundation"
    assert first.sources[0].archive is not None
    assert first.sources[0].archive.name.startswith("AVPRF")
    assert {each.scheme for each in first.classifications} == {"lcc", "ddc"}
    assert first.landing_url.startswith("https://digitalarchive.wilsoncenter.org/document/")
    assert {(each.code, each.part) for each in first.languages} >= {("rus", "original"), ("eng", "translation")}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_of_the_type_is_used(part: type[msgspec.Struct]) -> None:
    seen = {pair for each in records() for pair in used(each)}
    assert {field.name for field in msgspec.structs.fields(part) if (part.__name__, field.name) not in seen} == {
        name for kind, name in UNUSED if kind == part.__name__
    }


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_of_the_world(script: str) -> None:
    assert any(unicodedata.name(letter, "").startswith(script) for each in records() for letter in words(each))


def test_languages_of_titles_and_of_documents() -> None:
    assert len({title.lang for each in records() for title in each.titles if title.lang}) >= 20
    assert (
        len({language.code for each in records() for language in each.languages if language.part == "original"}) >= 15
    )
    assert len({abstract.lang for each in records() for abstract in each.abstracts}) >= 12


@pytest.mark.parametrize(
    ("kind", "pattern", "ranged", "qualifier"),
    [
        ("exact", r"\d{4}-\d\d-\d\d", False, ""),
        ("month", r"\d{4}-\d\d", False, ""),
        ("circa", r"\d{4}-\d\d-\d\d", False, "approximate"),
        ("inferred", r"\d{4}-\d\d-\d\d", False, "inferred"),
        ("questionable", r"\d{4}-\d\d-\d\d", False, "questionable"),
        ("range", r"\d{4}-\d\d-\d\d", True, ""),
    ],
)
def test_dates_of_every_kind(kind: str, pattern: str, ranged: bool, qualifier: str) -> None:
    del kind
    keys = [date for each in records() for date in each.dates if date.key and date.qualifier == qualifier]
    assert any(re.fullmatch(pattern, date.start) and bool(date.end) == ranged for date in keys)


def test_each_record_has_one_key_date_between_1946_and_1972() -> None:
    for each in records():
        keys = [date.start for date in each.dates if date.key]
        assert len(keys) == 1, each.local_id
        assert "1946" <= keys[0][:4] <= "1972", each.local_id


def test_three_situations_of_rights() -> None:
    found = {each.rights.uri for each in records()}
    assert {"http://rightsstatements.org/vocab/CNE/1.0/", "http://rightsstatements.org/vocab/NoC-US/1.0/"} <= found
    assert "http://creativecommons.org/publicdomain/mark/1.0/" in found
    assert all(rights.canonical(uri) == uri for uri in found if uri)
    wordy = [each.rights for each in records() if not each.rights.uri and not each.rights.licence_uri]
    assert wordy
    assert all(each.holders and each.statements for each in wordy)


def test_access_of_every_kind_but_restricted() -> None:
    levels = {each.rights.access.level for each in records()}
    assert levels == {"open", "embargoed", "metadata_only"}
    assert all(each.rights.access.until for each in records() if each.rights.access.level == "embargoed")


def test_library_classifications_and_security_markings_are_both_there_and_apart() -> None:
    schemes = {each.scheme for one in records() for each in one.classifications}
    assert schemes == {"lcc", "ddc", "udc"}
    markings = [each for one in records() for each in one.security_markings]
    assert {each.status for each in markings} == {"lifted", "in_force"}
    assert any(each.original_text and each.original_text.casefold() != each.level.casefold() for each in markings)
    assert any(each.declassified_on and each.authority and each.event for each in markings)


def test_one_record_is_withdrawn() -> None:
    assert [each.state for each in records()].count("withdrawn") == 1
    assert {each.state for each in records()} == {"public", "withdrawn"}


def test_sets_are_declared_with_their_parents_and_all_of_them_are_used() -> None:
    in_use = {spec for each in records() for given in each.sets for spec in specs_with_parents(given)}
    assert in_use == declared()
    assert max(len(spec.split(":")) for spec in in_use) == 3
    assert all(each.sets for each in records())


def test_the_settings_are_sound_and_identify_is_rich() -> None:
    loaded = settings.load(DEMO / "sheaf.toml", {}).settings
    assert loaded.base_url == "http://127.0.0.1:8000/oai"
    assert loaded.branding
    assert loaded.eprints
    assert loaded.friends
    assert loaded.rights_manifest == (loaded.metadata_rights,)


def test_one_record_is_natively_mods_with_an_identifier_of_its_own() -> None:
    root = xml.parse(NATIVE.read_bytes())
    assert root.get("version") == "3.8"
    found = root.findtext(f"{MODS}recordInfo/{MODS}recordIdentifier")
    assert found == "cw-m001"
    assert found not in {each.local_id for each in records()}
    assert native.faults(root, FORMATS["mods"]) == ()
    assert list((DEMO / "mods").glob("*.xml")) == [NATIVE]


def test_the_native_record_is_valid_by_the_official_schema() -> None:
    assert schemas.validate(NATIVE.read_bytes()) == []


@pytest.mark.parametrize("prefix", sorted(FORMATS))
def test_every_record_renders_validly(prefix: str) -> None:
    codec = FORMATS[prefix]
    assert {each.local_id: schemas.validate(codec.render(each, codec.options())) for each in records()} == {
        each.local_id: [] for each in records()
    }
