"""Settings: what is in force, where it came from, and the sentence for everything that is wrong."""

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai import descriptions, profiles, settings_checks
from oai.cli import example
from oai.settings import CC0, Profile, Settings, SettingsError, load
from tests import golden, pages

TOML = """
repository_name = "Archive of Testing"
base_url = "https://archive.example.org/oai"
admin_emails = ["archivist@example.org"]
namespace = "archive.example.org"
"""
ENVIRONMENT = {
    "SHEAF_REPOSITORY_NAME": "Archive of Testing",
    "SHEAF_BASE_URL": "https://archive.example.org/oai",
    "SHEAF_ADMIN_EMAILS": "archivist@example.org",
    "SHEAF_NAMESPACE": "archive.example.org",
}


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str, name: str = "sheaf.toml") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def wholly_checked(config: Path | None, environ: Mapping[str, str]) -> Settings:
    """Return settings that the file, the environment, the codecs and the descriptions all let pass."""
    loaded = load(config, environ)
    profiles.bind(loaded.settings, loaded.origins)
    descriptions.containers(loaded.settings, loaded.origins)
    return loaded.settings


def refused(config: Path | None = None, environ: Mapping[str, str] | None = None) -> str:
    """Return the sentence with which settings are refused, by file, environment, codecs or descriptions."""
    with pytest.raises(SettingsError) as caught:
        wholly_checked(config, environ or {})
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_the_file_in_the_current_folder_is_read() -> None:
    write(TOML)
    loaded = load(environ={})
    assert loaded.settings.repository_name == "Archive of Testing"
    assert loaded.origins["repository_name"] == "file sheaf.toml"
    assert loaded.origins["page_size"] == "default"
    assert loaded.path == Path("sheaf.toml")


def test_defaults() -> None:
    settings = load(environ=ENVIRONMENT).settings
    assert settings.page_size == 100
    assert settings.metadata_rights == CC0
    assert settings.formats == {"oai_dc": Profile(), "mods": Profile()}
    assert settings.database_url == "sqlite:///sheaf.db"


def test_the_environment_wins_over_the_file_and_says_so() -> None:
    write(TOML + "page_size = 10\n")
    loaded = load(environ={"SHEAF_PAGE_SIZE": "20"})
    assert loaded.settings.page_size == 20
    assert loaded.origins["page_size"] == "environment variable SHEAF_PAGE_SIZE"
    assert loaded.settings.namespace == "archive.example.org"


def test_a_named_file_wins_over_the_variable_and_that_over_the_folder() -> None:
    write(TOML + "page_size = 1\n")
    second, third = write(TOML + "page_size = 2\n", "second.toml"), write(TOML + "page_size = 3\n", "third.toml")
    assert load(environ={"SHEAF_CONFIG": str(second)}).settings.page_size == 2
    assert load(third, {"SHEAF_CONFIG": str(second)}).settings.page_size == 3


@pytest.mark.parametrize(
    ("variable", "text", "name", "expected"),
    [
        (
            "SHEAF_ADMIN_EMAILS",
            "one@example.org, two@example.org",
            "admin_emails",
            ("one@example.org", "two@example.org"),
        ),
        (
            "SHEAF_ADMIN_EMAILS",
            "one@example.org two@example.org",
            "admin_emails",
            ("one@example.org", "two@example.org"),
        ),
        ("SHEAF_OAI_IDENTIFIER", "false", "oai_identifier", False),
        ("SHEAF_REPOSITORY_NAME", "A, B and C", "repository_name", "A, B and C"),
        ("SHEAF_PAGE_SIZES", '{"ListIdentifiers": 500}', "page_sizes", {"ListIdentifiers": 500}),
        ("SHEAF_FORMATS", '{"oai_dc": {}}', "formats", {"oai_dc": Profile()}),
    ],
)
def test_values_of_the_environment(variable: str, text: str, name: str, expected: object) -> None:
    assert getattr(load(environ=ENVIRONMENT | {variable: text}).settings, name) == expected


def test_an_empty_variable_is_not_set() -> None:
    assert load(environ=ENVIRONMENT | {"SHEAF_PAGE_SIZE": ""}).settings.page_size == 100


def test_variables_that_kubernetes_sets_are_left_alone() -> None:
    environ = ENVIRONMENT | {"SHEAF_SERVICE_HOST": "10.0.0.1", "SHEAF_PORT_8000_TCP": "tcp://10.0.0.1:8000"}
    assert load(environ=environ).settings.page_size == 100


@pytest.mark.parametrize("variable", ["SHEAF_SHARED", "SHEAF_TEST_STRICT", "SHEAF_GOLDEN", "SHEAF_BENCH_KEEP"])
def test_variables_of_tests_and_measurements_are_left_alone(variable: str) -> None:
    assert load(environ=ENVIRONMENT | {variable: "1"}).settings.page_size == 100


def test_without_anything_the_sentence_says_how_to_begin() -> None:
    sentence = refused()
    for word in ("repository_name", "base_url", "admin_emails", "namespace", "sheaf demo", "sheaf settings --example"):
        assert word in sentence


def test_one_missing_setting_is_named_with_the_file() -> None:
    write(TOML.replace('namespace = "archive.example.org"', ""))
    assert refused() == "namespace is missing: add it to sheaf.toml."


# One wrong value a row: the line of TOML, then what the sentence must contain besides the setting's name and the file.
WRONG = [
    ("page_size = 0", ["page_size", "0", "no less than 1"]),
    ("page_size = 1001", ["page_size", "1001", "no more than 1000"]),
    ("page_size = '100'", ["page_size", "'100'", "a whole number"]),
    ("page_size = true", ["page_size", "a whole number"]),
    ("pagesize = 10", ["pagesize", "did you mean page_size?"]),
    ("page_sizes = { ListSet = 10 }", ["page_sizes", "ListSet", "ListSets"]),
    ("page_sizes = { ListSets = 0 }", ["page_sizes.ListSets", "no less than 1"]),
    ("max_record_bytes = 1", ["max_record_bytes", "no less than 1024"]),
    ("database_url = 'sheaf.db'", ["database_url", "sqlite:///sheaf.db"]),
    ("database_url = 'oracle://h/x'", ["database_url", "oracle", "postgresql"]),
    ("database_url = 'sqlite://'", ["database_url", "memory"]),
    ("database_url = 'sqlite://sheaf.db'", ["database_url", "a slash is missing", "sqlite:///sheaf.db"]),
    ("database_url = 'sqlite:///sheaf.db?mode=ro'", ["database_url", "no option 'mode'"]),
    ("database_url = 'postgresql://h/x?prepare_threshold=no'", ["database_url", "prepare_threshold", "or none"]),
    ("read_database_url = 'replica'", ["read_database_url", "must be a URL"]),
    ("read_database_url = 'sqlite:///copy.db'", ["read_database_url", "SQLite has no replicas"]),
    ("read_database_url = 'postgresql://h/x'", ["read_database_url", "postgresql", "sqlite", "same kind"]),
    ("database_url = 'mariadb://h/x'\nread_database_url = 'postgresql://h/x'", ["read_database_url", "same kind"]),
    ("database_url = 'postgresql://h/x'\nread_database_url = 'mysql://h/x'", ["read_database_url", "same kind"]),
    ("formats = { mods = {} }", ["formats", "oai_dc is missing"]),
    ("formats = { oai_dc = { codec = 'mods' } }", ["formats", "reserved"]),
    ("formats = { oai_dc = {}, 'a b' = {} }", ["formats", "'a b'"]),
    ("formats = { oai_dc = {}, all = { codec = 'mods' } }", ["formats", "all"]),
    ("formats = { oai_dc = {}, mds = {} }", ["formats.mds", "did you mean mods?"]),
    ("formats = { oai_dc = {}, mods = { codek = 'mods' } }", ["formats.mods.codek", "did you mean codec?"]),
    ('on_invalid_native = "ignore"', ["on_invalid_native", "'ignore'", "one of derive, serve, quarantine"]),
    ("formats = { oai_dc = {}, mods = { codec = 1 } }", ["formats.mods.codec", "text"]),
    ("formats = { oai_dc = { options = { nothing = 1 } } }", ["formats.oai_dc.options", "nothing"]),
    ("sets = [{ spec = 'a b', name = 'x' }]", ["sets", "'a b'"]),
    ("sets = [{ spec = 'a:', name = 'x' }]", ["sets", "'a:'"]),
    ("sets = [{ spec = 'a', name = ' ' }]", ["sets", "empty"]),
    ("sets = [{ spec = 'a', name = 'x' }, { spec = 'a', name = 'y' }]", ["sets", "twice"]),
    ("sets = [{ spec = 'a' }]", ["sets[0]", "name"]),
    ("sets = [{ spec = 'a', name = 'x', descripton = '' }]", ["sets[0].descripton", "did you mean description?"]),
    ("metadata_rights = 'CC0'", ["metadata_rights", "'CC0'"]),
    ("metadata_rights = 'https://example.org/mine'", ["metadata_rights", "Creative Commons"]),
    ("default_rights = 'https://rightsstatements.org/page/CNE/1.0/'", ["default_rights", "http://rightsstatements.org/vocab/CNE/1.0/"]),
    ("data_provider = { name = '' }", ["data_provider", "empty"]),
    ("data_provider = { name = 'A', uri = 'no uri' }", ["data_provider", "no uri"]),
    ("friends = ['partner']", ["friends", "'partner'"]),
    ("branding = { icon = { url = 'icon.png' } }", ["branding", "'icon.png'"]),
    ("branding = { icon = { title = 'x' } }", ["branding.icon", "url"]),
    ("branding = { renderings = [{ namespace = 'x:y', mime_type = 'x', url = 'http://a.org/' }] }", ["text/xsl"]),
    ("eprints = { metadata_policy = {}, data_policy = { text = 'x' } }", ["eprints", "text, a url"]),
    ("rights_manifest = ['mine']", ["rights_manifest", "'mine'"]),
    ("token_keys = ['short-secret']", ["token_keys", "32"]),
    ("descriptions = [{}]", ["descriptions", "either xml or file"]),
    ("descriptions = [{ file = 'nowhere.xml' }]", ["descriptions[0]", "nowhere.xml", "no such file"]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words"), WRONG, ids=[line for line, _ in WRONG])
def test_a_wrong_setting_is_refused_with_its_name_and_place(line: str, words: list[str]) -> None:
    sentence = refused(write(TOML + line + "\n"))
    assert [word for word in [*words, "file sheaf.toml"] if word not in sentence] == []


REQUIRED_WRONG = [
    ("SHEAF_BASE_URL", "archive.example.org/oai"),
    ("SHEAF_BASE_URL", "ftp://archive.example.org/oai"),
    ("SHEAF_BASE_URL", "https:///oai"),
    ("SHEAF_BASE_URL", "https://archive.example.org/oai?verb=Identify"),
    ("SHEAF_BASE_URL", "https://archive.example.org/oai#top"),
    ("SHEAF_BASE_URL", "https://archive.example.org/o ai"),
    ("SHEAF_BASE_URL", "https://archive.example.org:port/oai"),
    ("SHEAF_BASE_URL", "https://me:hunter2@archive.example.org/oai"),
    ("SHEAF_BASE_URL", "https://архив.example.org/oai"),
    ("SHEAF_ADMIN_EMAILS", "archivist"),
    ("SHEAF_ADMIN_EMAILS", "archivist@localhost"),
    ("SHEAF_ADMIN_EMAILS", "a@example.org"),
    ("SHEAF_ADMIN_EMAILS", "archive+oai@example.org"),
    ("SHEAF_ADMIN_EMAILS", "archivist@example.ORG"),
    ("SHEAF_ADMIN_EMAILS", ",,"),
    ("SHEAF_NAMESPACE", "localhost"),
    ("SHEAF_NAMESPACE", "archive.3d.org"),
    ("SHEAF_NAMESPACE", "https://archive.example.org"),
    ("SHEAF_REPOSITORY_NAME", "bell\a"),
]


@pytest.mark.parametrize(("variable", "text"), REQUIRED_WRONG)
def test_a_wrong_variable_is_refused_with_its_name(variable: str, text: str) -> None:
    sentence = refused(environ=ENVIRONMENT | {variable: text})
    assert f"environment variable {variable}" in sentence
    assert variable.removeprefix("SHEAF_").lower() in sentence
    assert "hunter2" not in sentence


def test_an_unknown_variable_is_refused() -> None:
    sentence = refused(environ=ENVIRONMENT | {"SHEAF_PAGESIZE": "10"})
    assert sentence == "The environment variable SHEAF_PAGESIZE is not a setting (did you mean SHEAF_PAGE_SIZE?)."


def test_a_table_in_the_environment_must_be_json() -> None:
    assert "must be JSON" in refused(environ=ENVIRONMENT | {"SHEAF_SETS": "letters"})


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"page_size = ", "not TOML"), (b"repository_name = '\xff'", "not UTF-8"), (b"a = 1\na = 2", "not TOML")],
)
def test_a_file_that_is_not_toml_is_refused(content: bytes, word: str) -> None:
    Path("sheaf.toml").write_bytes(content)
    assert word in refused()


def test_a_named_file_that_is_not_there_is_refused() -> None:
    assert "--config" in refused(Path("nowhere.toml"))
    assert "SHEAF_CONFIG" in refused(environ={"SHEAF_CONFIG": "nowhere.toml"})


@pytest.mark.parametrize("url", ["postgresql://sheaf:hunter2@host:port/x", "oracle://sheaf:hunter2@h/x", "hunter2"])
def test_no_sentence_repeats_a_database_url(url: str) -> None:
    assert "hunter2" not in refused(environ=ENVIRONMENT | {"SHEAF_DATABASE_URL": url})
    assert "hunter2" not in refused(environ=ENVIRONMENT | {"SHEAF_READ_DATABASE_URL": url})


@pytest.mark.parametrize(
    ("primary", "replica"),
    [
        ("postgres", "postgresql"),
        ("postgresql+psycopg", "postgresql"),
        ("mysql", "mariadb"),
        ("mariadb+pymysql", "mysql"),
    ],
)
def test_a_replica_is_of_the_same_kind_whatever_its_driver(primary: str, replica: str) -> None:
    urls = {"SHEAF_DATABASE_URL": f"{primary}://h/x", "SHEAF_READ_DATABASE_URL": f"{replica}://me:hunter2@r/x"}
    assert load(environ=ENVIRONMENT | urls).settings.read_database_url == urls["SHEAF_READ_DATABASE_URL"]


def test_no_sentence_repeats_a_token_key() -> None:
    assert "hunter2" not in refused(environ=ENVIRONMENT | {"SHEAF_TOKEN_KEYS": "hunter2"})
    assert "hunter2" not in refused(write(TOML + "token_keys = 'hunter2'\n"))
    assert "hunter2" not in refused(write(TOML + "token_keys = ['a', 2, 'hunter2']\n"))


def test_parents_of_sets_are_sets() -> None:
    settings = load(write(TOML + "sets = [{ spec = 'a:b:c', name = 'C' }, { spec = 'a', name = 'A' }]\n"), {}).settings
    named = settings.named_sets().items()
    assert [(spec, info.spec, info.name) for spec, info in named] == [
        ("a", "a", "A"), ("a:b", "a:b", "b"), ("a:b:c", "a:b:c", "C"),
    ]  # fmt: skip


def test_paths_in_the_file_are_taken_from_its_folder() -> None:
    Path("etc").mkdir()
    path = write(
        TOML + "descriptions = [{ file = 'gateway.xml' }]\ndatabase_url = 'sqlite:///data/x.db'\n", "etc/s.toml"
    )
    settings = load(path, {}).settings
    folder = (Path.cwd() / "etc").resolve()
    assert settings.database_url == f"sqlite:///{folder / 'data/x.db'}"
    assert settings.descriptions[0].file == str(folder / "gateway.xml")


def test_a_path_in_the_environment_is_taken_from_the_current_folder() -> None:
    Path("etc").mkdir()
    loaded = load(write(TOML, "etc/s.toml"), {"SHEAF_DATABASE_URL": "sqlite:///x.db"})
    assert loaded.settings.database_url == "sqlite:///x.db"


def test_page_size_of_a_verb() -> None:
    settings = load(environ=ENVIRONMENT | {"SHEAF_PAGE_SIZES": '{"ListIdentifiers": 500}'}).settings
    assert (settings.page_size_of("ListIdentifiers"), settings.page_size_of("ListRecords")) == (500, 100)


GATEWAY = (
    '<gateway xmlns="http://www.openarchives.org/OAI/2.0/gateway/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/gateway/ http://www.openarchives.org/OAI/2.0/gateway.xsd">'
    "<source>http://a.example.org/</source></gateway>"
)


def test_the_example_is_a_file_that_loads() -> None:
    loaded = load(write(example.text()), {})
    assert loaded.settings.repository_name == "Archive of Example Town"


def test_every_commented_line_of_the_example_loads_when_it_is_uncommented() -> None:
    Path("gateway.xml").write_text(GATEWAY, encoding="utf-8")
    names = {field.name for field in msgspec.structs.fields(Settings)}
    lines = [line.removeprefix("# ") for line in example.text().splitlines()]
    settings = [line for line in lines if line.partition(" = ")[0] in names]
    assert {line.partition(" = ")[0] for line in settings} == names
    given_a_value = [line for line in settings if not line.endswith('= ""')]
    given_a_value.append('database_url = "postgresql://host/name"')  # the default has no replicas
    given_a_value.remove('database_url = "sqlite:///sheaf.db"')
    loaded = load(write("\n".join(given_a_value)), {})
    profiles.bind(loaded.settings, loaded.origins)
    assert descriptions.containers(loaded.settings) == [GATEWAY.encode()]


def test_every_setting_is_described() -> None:
    for field in msgspec.structs.fields(Settings):
        assert len(example.described(field)[0]) > 20, field.name


def test_the_page_of_settings_is_up_to_date() -> None:
    golden.check(pages.DOCS / "settings.md", pages.settings().encode())


@given(st.text())
def test_any_namespace_that_is_accepted_obeys_the_schema(value: str) -> None:
    try:
        settings_checks.check("namespace", value, "default")
    except SettingsError:
        return
    assert value.isascii()
    assert "." in value


TOML_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from([field.name for field in msgspec.structs.fields(Settings)]), TOML_VALUES)
def test_no_value_whatever_ends_in_another_error(name: str, value: Any) -> None:
    environ = ENVIRONMENT | {f"SHEAF_{name.upper()}": json.dumps(value)}
    try:
        settings = wholly_checked(None, environ)
    except SettingsError:
        return
    assert profiles.bind(settings)


def test_load_reads_the_real_environment_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in [name for name in os.environ if name.startswith("SHEAF_")]:
        monkeypatch.delenv(variable)
    for variable, text in ENVIRONMENT.items():
        monkeypatch.setenv(variable, text)
    assert load().settings.namespace == "archive.example.org"


def test_the_example_is_toml() -> None:
    assert set(tomllib.loads(example.text())) == {"repository_name", "base_url", "admin_emails", "namespace"}
