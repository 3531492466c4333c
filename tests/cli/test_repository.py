"""`sheaf identify`, `formats`, `sets`, `settings`, `jobs` and `token`."""

import os

import pytest
from lxml import etree

from models.engine import open_engine
from oai.app import create_app
from oai.cli import example
from oai.settings import load
from tests.cli.conftest import Sheaf, record


def cells(lines: str) -> dict[str, list[str]]:
    """Return the columns of tab-separated lines by the first of them."""
    return {first: rest for first, *rest in (line.split("\t") for line in lines.splitlines())}


def test_identify(filled: Sheaf) -> None:
    shown = cells(filled.done("identify"))
    assert shown["Repository"] == ["Archive of Testing"]
    assert shown["Base URL"] == ["https://archive.example.org/oai"]
    assert shown["Items"] == ["4"]
    assert shown["of them deleted"] == ["1"]
    assert shown["Records in oai_dc"] == ["4"]
    assert shown["Earliest datestamp"][0].endswith("Z")


def test_identify_of_an_empty_repository(sheaf: Sheaf) -> None:
    assert cells(sheaf.done("identify"))["Items"] == ["0"]


def test_formats(filled: Sheaf) -> None:
    shown = cells(filled.done("formats"))
    assert list(shown) == ["oai_dc"]
    assert shown["oai_dc"][:2] == ["4", "oai_dc"]
    assert shown["oai_dc"][3] == "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"


def test_codecs_and_sources_are_listed_without_a_repository(bare: Sheaf) -> None:
    lines = [line.split("\t")[:2] for line in bare.done("formats", "--codecs").splitlines()]
    assert ["codec", "mods"] in lines
    assert ["source", "records"] in lines


def test_sets(filled: Sheaf) -> None:
    assert cells(filled.done("sets")) == {"letters": ["3", "Letters"], "letters:soviet": ["1", "soviet"]}


def test_no_sets(sheaf: Sheaf) -> None:
    path = sheaf.folder / "sheaf.toml"
    path.write_text(path.read_text(encoding="utf-8").rpartition("sets =")[0], encoding="utf-8")
    result = sheaf.run("sets")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no sets" in result.stderr


def test_no_jobs(sheaf: Sheaf) -> None:
    result = sheaf.run("jobs")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing has been loaded" in result.stderr


def test_settings_and_where_they_come_from(bare: Sheaf) -> None:
    shown = cells(bare.done("settings", environ={"SHEAF_PAGE_SIZE": "7"}))
    assert shown["repository_name"] == ["Archive of Testing", "file sheaf.toml"]
    assert shown["page_size"] == ["7", "environment variable SHEAF_PAGE_SIZE"]
    assert shown["max_record_bytes"] == ["1048576", "default"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://sheaf:hunter2@db.example.org/sheaf",
        "postgresql://db.example.org/sheaf?user=sheaf&password=hunter2",
        "mysql://db.example.org/sheaf?passwd=hunter2",
    ],
)
def test_settings_hide_secrets(bare: Sheaf, url: str) -> None:
    environ = {"SHEAF_DATABASE_URL": url, "SHEAF_TOKEN_KEYS": "hunter2" * 5}
    shown = bare.done("settings", environ=environ)
    assert "hunter2" not in shown
    assert "***" in cells(shown)["token_keys"][0]
    assert "db.example.org" in cells(shown)["database_url"][0]


def test_the_example_needs_no_settings(bare: Sheaf) -> None:
    (bare.folder / "sheaf.toml").unlink()
    assert bare.done("settings", "--example") == example.text()


def test_jobs(filled: Sheaf) -> None:
    newest, oldest = (line.split("\t") for line in filled.done("jobs").splitlines())
    assert (newest[1], oldest[1]) == ("delete", "load")
    assert oldest[4:] == ["4", "0", "0", "0", "0"]
    assert newest[4:] == ["0", "0", "0", "1", "0"]
    assert len(filled.done("jobs", "--limit", "1").splitlines()) == 1


def served_token(sheaf: Sheaf, query: str) -> str:
    """Return the resumption token that the repository really hands out."""
    settings = load(sheaf.folder / "sheaf.toml", {**os.environ, "SHEAF_PAGE_SIZE": "1"}).settings
    engine = open_engine(settings.database_url)
    try:
        response = create_app(settings, engine=engine).test_client().get(f"/oai?{query}")
    finally:
        engine.dispose()
    token = etree.fromstring(response.data).findtext(".//{*}resumptionToken")
    assert token
    return token


def test_a_token_is_explained(filled: Sheaf) -> None:
    query = "verb=ListRecords&metadataPrefix=oai_dc&set=letters&from=2020-01-01"
    shown = cells(filled.done("token", served_token(filled, query)))
    assert shown["verb"] == ["ListRecords"]
    assert shown["metadataPrefix"] == ["oai_dc"]
    assert shown["set"] == ["letters"]
    assert shown["from"] == ["2020-01-01"]
    assert shown["cursor"] == ["1"]
    assert shown["completeListSize"] == ["3"]
    assert "published at" in shown["after"][0]
    assert "until" not in shown


def test_a_token_of_list_sets_is_explained(filled: Sheaf) -> None:
    shown = cells(filled.done("token", served_token(filled, "verb=ListSets")))
    assert shown["verb"] == ["ListSets"]
    assert shown["after"] == ["the set letters"]


def test_a_token_sealed_with_a_key_of_the_settings_is_explained(filled: Sheaf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEAF_TOKEN_KEYS", "k" * 32)
    token = served_token(filled, "verb=ListRecords&metadataPrefix=oai_dc")
    assert cells(filled.done("token", token))["verb"] == ["ListRecords"]
    monkeypatch.delenv("SHEAF_TOKEN_KEYS")
    assert filled.run("token", token).exit_code == 1


def test_a_token_given_before_the_key_was_rotated_stays_valid(filled: Sheaf) -> None:
    query = "verb=ListRecords&metadataPrefix=oai_dc"
    before = served_token(filled, query)
    assert "stay valid" in filled.done("db", "rotate-key")
    after = served_token(filled, query)
    assert before.partition(".")[2] != after.partition(".")[2]
    for token in (before, after):
        assert cells(filled.done("token", token))["verb"] == ["ListRecords"]


def test_a_token_that_was_changed_is_refused(filled: Sheaf) -> None:
    token = served_token(filled, "verb=ListIdentifiers&metadataPrefix=oai_dc")
    for text in (token[:-1], f"{token}x", "junk", ""):
        result = filled.run("token", text)
        assert result.exit_code == 1
        assert "refused" in result.stderr


def test_a_token_of_another_base_url_is_refused(filled: Sheaf) -> None:
    token = served_token(filled, "verb=ListRecords&metadataPrefix=oai_dc")
    assert filled.run("token", token, environ={"SHEAF_BASE_URL": "https://other.example.org/oai"}).exit_code == 1


def test_an_expired_token_says_when_it_expired(filled: Sheaf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oai.protocol.resumption.LIFETIME", -60)
    result = filled.run("token", served_token(filled, "verb=ListRecords&metadataPrefix=oai_dc"))
    assert result.exit_code == 1
    assert "expired at" in result.stderr
    assert cells(result.stdout)["verb"] == ["ListRecords"]


def test_counts_of_an_item_in_no_set(sheaf: Sheaf) -> None:
    sheaf.done("load", str(sheaf.write("records.jsonl", record("1"))))
    assert cells(sheaf.done("sets")) == {"letters": ["0", "Letters"]}
