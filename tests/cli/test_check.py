"""`sheaf check`: a report over the collection as text, JSON and a page, true to the records."""

import json

import pytest
from lxml import html
from sqlalchemy import update

from models.engine import open_engine
from models.tables import item
from tests.cli.conftest import Sheaf, record

INC = {"uri": "http://rightsstatements.org/vocab/InC/1.0/"}
SOUND = {
    "landing_url": "https://archive.example.org/x",
    "rights": INC,
    "dates": [{"start": "1950"}],
    "dcmi_type": "StillImage",
}


@pytest.fixture
def collection(sheaf: Sheaf) -> Sheaf:
    """Return the command over four live records, one of them sound, and a deleted one."""
    path = sheaf.write(
        "records.jsonl",
        record("1", "Sound", **SOUND),
        record("2", "No page", **{**SOUND, "landing_url": ""}),
        record("3", "<b>Words</b>", **{**SOUND, "rights": {"statements": [{"text": "<script>alert(1)</script>"}]}}),
        record("4", "No date", **{**SOUND, "dates": []}),
        record("5", "Deleted"),
    )
    sheaf.done("load", str(path))
    sheaf.done("delete", "oai:archive.example.org:5")
    return sheaf


def test_the_report_counts_each_rule_and_what_is_mandatory_first(collection: Sheaf) -> None:
    result = collection.run("check")
    assert result.exit_code == 1
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [(row[0], row[1]) for row in rows] == [("1", "landing-page"), ("1", "rights-uri"), ("1", "date")]
    assert rows[0][4] == "oai:archive.example.org:2"
    assert "4 records checked for everyone: 1 with nothing to mend, 2 poorer" in result.stderr
    assert "1 lack what is mandatory" in result.stderr


def test_a_collection_that_lacks_nothing_mandatory_ends_with_0(sheaf: Sheaf) -> None:
    sheaf.done("load", str(sheaf.write("x.jsonl", record("1", **SOUND))))
    assert sheaf.done("check") == ""


def test_json_has_it_all(collection: Sheaf) -> None:
    report = json.loads(collection.run("check", "--json", "--profile", "dpla").stdout)
    assert (report["records"], report["profile"]) == (4, "dpla")
    found = {rule["name"]: rule["records"] for rule in report["rules"]}
    assert found == {"landing-page": 1, "dpla-provider": 4, "dpla-preview": 4, "rights-uri": 1, "date": 1}
    assert report["coverage"]["title"] == 4
    assert report["coverage"]["date"] == 3


def test_defaults_of_the_settings_count(collection: Sheaf) -> None:
    environ = {"SHEAF_DATA_PROVIDER": '{"name": "Archive"}', "SHEAF_DEFAULT_RIGHTS": INC["uri"]}
    report = json.loads(collection.run("check", "--json", "--profile", "dpla", environ=environ).stdout)
    assert {"rights-uri", "dpla-provider"} & {rule["name"] for rule in report["rules"]} == set()


def test_the_page_shows_the_same_and_runs_no_words_of_records(collection: Sheaf) -> None:
    result = collection.run("check", "--html", "quality.html")
    assert "Written: quality.html" in result.stderr
    text = (collection.folder / "quality.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    page = html.fromstring(text)
    assert {node.get("class") for node in page.xpath("//div[@class='bar']/span")} == {"refused", "poorer", "good"}
    figures = [node.text for node in page.xpath("//div[@class='figures']/div/b")]
    assert figures == ["4", "1", "2", "1"]
    assert not page.xpath("//*[@src or self::link]")  # it needs nothing else


def test_the_page_may_not_cover_the_settings(collection: Sheaf) -> None:
    result = collection.run("check", "--html", "sheaf.toml")
    assert result.exit_code == 2


def test_an_empty_repository_is_reported(sheaf: Sheaf) -> None:
    assert "0 records checked" in sheaf.run("check", "--html", "q.html").stderr


def test_a_stored_record_that_cannot_be_read_is_a_finding(collection: Sheaf) -> None:
    engine = open_engine(collection.database_url)
    with engine.begin() as connection:
        spoilt = update(item).where(item.c.identifier == "oai:archive.example.org:1").values(record=b'{"local_id": ""}')
        connection.execute(spoilt)
    engine.dispose()
    report = json.loads(collection.run("check", "--json").stdout)
    assert report["records"] == 4
    assert report["rules"][0]["name"] in {"landing-page", "unreadable"}
    assert {rule["name"] for rule in report["rules"]} >= {"unreadable", "landing-page"}


def test_records_are_held_to_what_is_rendered_with_the_options_of_the_settings(collection: Sheaf) -> None:
    before = json.loads(collection.run("check", "--json", "--profile", "europeana").stdout)
    settings = collection.folder / "sheaf.toml"
    formats = 'formats = { oai_dc = {}, europeana = { codec = "edm", options = { data_provider = "An Archive" } } }'
    settings.write_text(settings.read_text().replace("formats = { oai_dc = {} }", formats))
    after = json.loads(collection.run("check", "--json", "--profile", "europeana").stdout)
    named, unnamed = ([rule["detail"] for rule in report["rules"]] for report in (after, before))
    assert set(unnamed) - set(named) == {"edm:dataProvider: the record names no data provider."}
