"""Every rule of the quality report: a record that breaks it, and one that does not."""

import pytest
from hypothesis import given

from crosswalks.quality import findings
from crosswalks.quality.profiles import PROFILES
from crosswalks.record import (
    Abstract,
    Agent,
    Date,
    DigitalObject,
    Genre,
    LanguageUse,
    Named,
    Record,
    Rights,
    Statement,
    Subject,
    Title,
)
from tests.crosswalks.records import case, records

INC = "http://rightsstatements.org/vocab/InC/1.0/"
SOUND = Record(
    local_id="7",
    landing_url="https://archive.example.org/7",
    data_provider=Named(name="Archive of Example Town"),
    titles=(Title(value="A letter"),),
    agents=(Agent(name="Shtykov, Terentii Fomich", relation="creator"),),
    dates=(Date(start="1950-01-19"),),
    languages=(LanguageUse(code="rus"),),
    dcmi_type="Text",
    abstracts=(Abstract(value="On a luncheon."),),
    subjects=(Subject(label="Diplomacy"),),
    objects=(DigitalObject(url="https://archive.example.org/7.jpg", role="preview"),),
    rights=Rights(uri=INC),
)

# rule -> what of the sound record breaks it, and what the finding says
BROKEN: dict[str, tuple[dict[str, object], list[str]]] = {
    "title": ({"titles": (Title(value=" "),)}, [""]),
    "landing-page": ({"landing_url": ""}, [""]),
    "bare-address": ({"landing_url": "http://192.0.2.7/x"}, ["http://192.0.2.7/x"]),
    "rights": ({"rights": Rights()}, [""]),
    "rights-uri": ({"rights": Rights(statements=(Statement(text="Ask first."),))}, ["Ask first."]),
    "rights-unknown": ({"rights": Rights(uri="https://a.example.org/t")}, ["https://a.example.org/t"]),
    "date": ({"dates": ()}, [""]),
    "date-words": ({"dates": (Date(display="before the flood"), Date(start="1950"))}, ["before the flood"]),
    "date-impossible": ({"dates": (Date(start="1950-02-31"),)}, ["1950-02-31"]),
    "type": ({"dcmi_type": "", "genres": (Genre(label="telegrams"),)}, ["telegrams"]),
    "language": ({"languages": ()}, [""]),
    "language-words": ({"languages": (LanguageUse(text="Gibberish"),)}, ["Gibberish"]),
    "several-in-one": ({"subjects": (Subject(label="War; Peace"),)}, ["subjects[0].label: War; Peace"]),
    "dpla-provider": ({"data_provider": None}, [""]),
    "dpla-preview": ({"objects": ()}, [""]),
    "base-creator": ({"agents": ()}, [""]),
    "base-description": ({"abstracts": ()}, [""]),
    "europeana": ({"data_provider": None}, ["edm:dataProvider: the record names no data provider."]),
    "openaire": ({"titles": ()}, ["datacite:title"]),
}
EVERY = [rules({}) for rules in PROFILES.values()]
"""The rules of each service, for records that are rendered by the codecs' own defaults."""

RULES = {rule.name: rule for rules in EVERY for rule in rules}


def test_the_sound_record_breaks_no_rule() -> None:
    for rules in EVERY:
        assert list(findings(SOUND, rules)) == []


def test_every_rule_has_a_record_that_breaks_it() -> None:
    assert set(BROKEN) == set(RULES)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_says_by_what(name: str) -> None:
    changes, said = BROKEN[name]
    fields = {field: getattr(SOUND, field) for field in SOUND.__struct_fields__}
    record = Record(**{**fields, **changes})  # type: ignore[arg-type]
    found = [finding.value for finding in findings(record, (RULES[name],))]
    assert len(found) == len(said)
    assert all(words in value for words, value in zip(said, found, strict=True)), found


def test_a_record_that_says_nothing_of_rights_is_not_told_that_it_says_it_in_words() -> None:
    silent = Record(local_id="7", rights=Rights())
    found = {finding.rule.name for finding in findings(silent, PROFILES["everyone"]({}))}
    assert {name for name in found if name.startswith("rights")} == {"rights"}


def test_rules_have_names_of_their_own_and_speak_in_sentences() -> None:
    for rules in EVERY:
        assert len({rule.name for rule in rules}) == len(rules)
        assert all(rule.advice.endswith(".") and not rule.summary.endswith(".") for rule in rules)


def test_the_telegram_is_good_enough_for_everyone() -> None:
    for rules in EVERY:
        assert [each for each in findings(case("telegram"), rules) if each.rule.severity == "refused"] == []


@given(records())
def test_no_record_makes_a_rule_stumble(record: Record) -> None:
    for rules in EVERY:
        assert all(isinstance(finding.value, str) for finding in findings(record, rules))
