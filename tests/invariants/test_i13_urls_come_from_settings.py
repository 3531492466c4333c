"""I13: URLs come from settings, never from the Host header or from what a proxy claims."""

import pytest
from flask.testing import FlaskClient

HOSTILE = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": "/evil.example",
    "Forwarded": "host=evil.example;proto=gopher",
    "X-Original-URL": "http://evil.example/",
}
REQUESTS = [
    "/oai?verb=Identify",
    "/oai/?verb=Identify",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=ListSets",
    "/oai?verb=nothing",
    "/oai",
    "/oai/schemas/sheaf.xsd",
    "/",
    "/evil",
]


@pytest.mark.parametrize("path", REQUESTS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_no_header_changes_a_response(client: FlaskClient, path: str, method: str) -> None:
    honest = client.open(path, method=method)
    asked = client.open(path, method=method, headers=HOSTILE)
    assert asked.status_code == honest.status_code
    assert asked.data == honest.data
    assert list(asked.headers) == list(honest.headers)
    assert b"evil.example" not in asked.data
