"""I1: a page is stored bytes, joined; no XML is parsed or built from a tree on the request path."""

import subprocess
import sys
from pathlib import Path

import pytest

from oai.protocol import envelope
from tests import collection

PROJECT = Path(__file__).resolve().parents[2]
BODY = b"<metadata>\xff& not even XML <</metadata>"


def test_the_serving_modules_load_no_xml_tree_and_no_crosswalk() -> None:
    script = (
        "import sys, oai.views, oai.verbs;"
        "print([name for name in sys.modules if name.split('.')[0] in {'lxml', 'crosswalks', 'xml'}])"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "query",
    [
        "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:archive.example.org:odd",
        "verb=ListRecords&metadataPrefix=oai_dc",
    ],
)
def test_what_is_stored_is_served_byte_for_byte(empty_archive: collection.Archive, query: str) -> None:
    archive = empty_archive
    archive.publish("2024-03-01", collection.draft("odd", "a")._replace(bodies={"oai_dc": BODY}))
    response = archive.client().get(f"/oai?{query}")
    header = envelope.header("oai:archive.example.org:odd", 1_709_251_200, ["a"], deleted=False)
    assert b"<record>%b%b</record>" % (header, BODY) in response.data
