"""The endpoint over HTTP: methods, paths, codings, limits, and what is said when there is no answer."""

import gzip
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError, InterfaceError, ProgrammingError

from models import query
from models.engine import open_engine
from models.tables import publication
from oai.app import create_app
from oai.encoding import zstd
from oai.settings import Description, Profile
from tests import collection, schemas
from tests.collection import codes, found
from tests.corpora import PROJECT

FORM = "application/x-www-form-urlencoded"
IDENTIFY = {"verb": "Identify"}


def test_get_and_post_give_the_same_bytes(client: FlaskClient) -> None:
    arguments = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "letters:soviet", "from": "2024-03-01"}
    asked = client.get("/oai", query_string=arguments)
    posted = client.post("/oai", data=arguments)
    assert asked.data == posted.data
    assert asked.status_code == posted.status_code == 200
    assert not codes(asked)


def test_a_post_may_bring_arguments_in_its_query_too_and_repetition_is_seen_across_both(client: FlaskClient) -> None:
    assert not codes(client.post("/oai?verb=Identify"))
    assert codes(client.post("/oai?verb=Identify", data={"verb": "Identify"})) == ["badVerb"]
    assert codes(client.post("/oai?verb=ListSets", data={"x": "1"})) == ["badArgument"]


def test_a_post_in_another_form_is_told_so(client: FlaskClient) -> None:
    response = client.post("/oai", json={"verb": "Identify"})
    assert codes(response) == ["badVerb"]
    assert "application/json" in found(response, "//oai:error")[0]
    assert codes(client.post("/oai", data=b"verb=Identify", content_type="")) == ["badVerb"]
    assert not codes(client.post("/oai", data=b"verb=Identify", content_type=f"{FORM}; charset=UTF-8"))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/oai", "/oai/"])
def test_the_base_url_answers_with_and_without_slash_and_never_redirects(
    client: FlaskClient, method: str, path: str
) -> None:
    bare = client.open(path, method=method)
    assert bare.status_code == 200
    assert codes(bare) == ["badVerb"]
    response = client.open(path, method=method, query_string=IDENTIFY)
    assert response.status_code == 200
    assert found(response, "//oai:request") == [collection.BASE_URL]


@pytest.mark.parametrize(
    ("base_url", "paths"),
    [
        ("http://archive.example.org", ["/"]),
        ("http://archive.example.org/", ["/"]),
        ("https://archive.example.org/a/b/oai.pl", ["/a/b/oai.pl", "/a/b/oai.pl/"]),
        ("https://archive.example.org/oai/", ["/oai", "/oai/"]),
        ("https://archive.example.org/o%20ai", ["/o%20ai"]),
    ],
)
def test_the_endpoint_lies_where_the_base_url_says(
    reading_room: collection.Archive, base_url: str, paths: list[str]
) -> None:
    client = reading_room.client(base_url=base_url)
    for path in paths:
        response = client.get(path, query_string=IDENTIFY)
        assert response.status_code == 200
        assert found(response, "//oai:baseURL") == [base_url]


@pytest.mark.parametrize(
    ("base_url", "path"),
    [
        ("http://archive.example.org", "/schemas/sheaf.xsd"),
        ("https://archive.example.org/a/oai/", "/a/oai/schemas/sheaf.xsd"),
        ("https://archive.example.org/o%20ai", "/o%20ai/schemas/sheaf.xsd"),
    ],
)
def test_the_schema_of_our_own_format_lies_where_the_repository_says(
    reading_room: collection.Archive, base_url: str, path: str
) -> None:
    client = reading_room.client(base_url=base_url, formats={"oai_dc": Profile(), "own": Profile(codec="sheaf")})
    listed = client.get(path.removesuffix("/schemas/sheaf.xsd") or "/", query_string={"verb": "ListMetadataFormats"})
    (address,) = found(listed, "//oai:metadataFormat[oai:metadataPrefix='own']/oai:schema")
    assert address == base_url.rstrip("/") + "/schemas/sheaf.xsd"
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/xml; charset=UTF-8"
    assert response.data == (PROJECT / "docs" / "sheaf.xsd").read_bytes()
    assert gzip.decompress(client.get(path, headers={"Accept-Encoding": "gzip"}).data) == response.data
    assert client.post(path).status_code == 405


def test_the_schema_is_there_also_when_the_format_is_not_offered(client: FlaskClient) -> None:
    assert client.get("/oai/schemas/sheaf.xsd").status_code == 200
    assert client.get("/oai/schemas/mods.xsd").status_code == 404


def test_every_response_is_xml_in_utf8(client: FlaskClient) -> None:
    for arguments in (IDENTIFY, {}, {"verb": "ListSets", "x": "é"}):
        response = client.get("/oai", query_string=arguments)
        assert response.headers["Content-Type"] == "text/xml; charset=UTF-8"
        assert response.data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH ')
        assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(("coding", "unpack"), [("gzip", gzip.decompress), ("zstd", zstd.decompress)])
def test_compression_is_for_those_who_ask(client: FlaskClient, coding: str, unpack: Callable[[bytes], bytes]) -> None:
    plain = client.get("/oai", query_string=IDENTIFY)
    packed = client.get("/oai", query_string=IDENTIFY, headers={"Accept-Encoding": coding})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == coding
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert unpack(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)


def test_arguments_are_decoded_once(client: FlaskClient) -> None:
    response = client.get("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:archive.example.org:a%253Cb%2B")
    assert found(response, "//oai:request/@identifier") == ["oai:archive.example.org:a%3Cb+"]


def test_special_characters_in_an_identifier_go_round(client: FlaskClient) -> None:
    arguments = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": collection.identifier("notes/7&8")}
    response = client.get("/oai", query_string=arguments)
    assert collection.identifiers(response) == ["notes/7&8"]
    assert found(response, "//oai:request/@identifier") == [arguments["identifier"]]


def test_other_methods_and_addresses_get_short_plain_text(client: FlaskClient) -> None:
    for response, status in ((client.put("/oai"), 405), (client.options("/oai"), 405), (client.get("/x"), 404)):
        assert response.status_code == status
        assert response.mimetype == "text/plain"
        assert collection.BASE_URL in response.text
        assert len(response.data) < 200
    assert set(client.put("/oai").headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert collection.BASE_URL in client.get("/").text


def test_a_body_that_is_too_large_is_413(client: FlaskClient) -> None:
    response = client.post("/oai", data=b"verb=" + b"a" * 65_536, content_type=FORM)
    assert response.status_code == 413
    assert response.mimetype == "text/plain"


def test_everything_that_identify_can_describe_is_valid(reading_room: collection.Archive) -> None:
    from oai.settings_tables import Branding, CollectionIcon, Eprints, MetadataRendering, Policy

    gateway = (
        '<gateway xmlns="http://www.openarchives.org/OAI/2.0/gateway/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-'
        'instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/gateway/ http://www.openarchives.org/OAI/2.0/'
        'gateway.xsd"><source>http://elsewhere.example/oai</source>'
        "<gatewayDescription>http://archive.example.org/about</gatewayDescription>"
        "<gatewayAdmin>archivist@archive.example.org</gatewayAdmin></gateway>"
    )
    client = reading_room.client(
        friends=("http://friend.example/oai?a=1&b=2",),
        branding=Branding(
            icon=CollectionIcon(url="http://a.example/i.png", title="A & B", width=88, height=31),
            renderings=(
                MetadataRendering(namespace="http://a.example/ns", mime_type="text/xsl", url="http://a.example/"),
            ),
        ),
        eprints=Eprints(
            metadata_policy=Policy(text="Free"), data_policy=Policy(url="http://a.example/"), comments=("one", "two")
        ),
        rights_manifest=("http://creativecommons.org/publicdomain/zero/1.0/",),
        descriptions=(Description(xml=gateway),),
    )
    response = client.get("/oai", query_string=IDENTIFY)
    assert schemas.validate(response.data) == []
    roots = [node.tag.rpartition("}")[2] for node in collection.tree(response).findall("{*}Identify/{*}description/*")]
    assert roots == ["oai-identifier", "eprints", "friends", "branding", "rightsManifest", "gateway"]


def away(client: FlaskClient) -> None:
    """Assert that a client is told to come again later, in whole seconds, without a half page."""
    response = client.get("/oai", query_string=IDENTIFY)
    assert response.status_code == 503
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert response.mimetype == "text/plain"
    assert b"<" not in response.data


def test_a_database_that_cannot_be_opened_is_503(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'absent' / 'sheaf.db'}")
    away(create_app(collection.SETTINGS, engine=engine).test_client())
    assert "unable to open database file" in caplog.text


def test_a_database_without_tables_or_without_a_repository_is_503(
    tmp_path: Path, empty_archive: collection.Archive
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'sheaf.db'}")
    away(create_app(collection.SETTINGS, engine=engine).test_client())
    (tmp_path / "other").mkdir()
    archive = empty_archive
    with archive.engine.begin() as connection:
        connection.execute(delete(publication))
    away(archive.client())


@pytest.mark.parametrize(
    "error",
    [
        InterfaceError("select", {}, Exception("gone")),
        DBAPIError("select", {}, Exception("gone"), connection_invalidated=True),
    ],
)
def test_a_database_that_goes_away_in_the_middle_is_503(
    archive: collection.Archive, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    client = archive.client()

    def fail(*_arguments: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(query, "earliest", fail)
    away(client)


@pytest.mark.parametrize("error", [ProgrammingError("select", {}, Exception("syntax")), ZeroDivisionError("division")])
def test_a_fault_of_ours_is_500_and_logged_but_not_shown(
    archive: collection.Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    client = archive.client()

    def fail(*_arguments: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(query, "earliest", fail)
    with caplog.at_level(logging.ERROR):
        response = client.get("/oai", query_string=IDENTIFY)
    assert response.status_code == 500
    assert response.mimetype == "text/plain"
    assert str(error).encode() not in response.data
    assert "Traceback" in caplog.text
    assert collection.KEY not in caplog.text


def test_the_application_for_wsgi_servers(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SHEAF_")},
        "SHEAF_REPOSITORY_NAME": "A",
        "SHEAF_BASE_URL": "http://a.example.org/oai",
        "SHEAF_ADMIN_EMAILS": "archivist@a.example.org",
        "SHEAF_NAMESPACE": "a.example.org",
        "SHEAF_DATABASE_URL": f"sqlite:///{tmp_path / 'sheaf.db'}",
        "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }
    script = "import wsgi; print(sorted(str(rule) for rule in wsgi.application.url_map.iter_rules()))"
    run = [sys.executable, "-c", script]
    good = subprocess.run(run, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "'/oai'" in good.stdout, good.stderr
    wrong = subprocess.run(
        run, env={**environ, "SHEAF_BASE_URL": "nowhere"}, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("sheaf: base_url")
    assert "Traceback" not in wrong.stderr
