"""oai_openaire: access right, terms of use, and files."""

from typing import Any

import msgspec
import pytest

from crosswalks.record import (
    Access,
    DigitalObject,
    Record,
    Rights,
    SecurityMarking,
    Statement,
    TextVersion,
)
from tests.crosswalks.formats.finding import openaire as find

COAR = "http://purl.org/coar/"
OPEN, RESTRICTED = f"{COAR}access_right/c_abf2", f"{COAR}access_right/c_16ec"


@pytest.mark.parametrize(
    ("level", "status", "uri", "label"),
    [
        ("open", "lifted", [OPEN], ["open access"]),
        ("open", "in_force", [RESTRICTED], ["restricted access"]),
        ("embargoed", "in_force", [f"{COAR}access_right/c_f1cf"], ["embargoed access"]),
        ("metadata_only", "lifted", [f"{COAR}access_right/c_14cb"], ["metadata only access"]),
        ("", "lifted", [], []),
        ("", "in_force", [RESTRICTED], ["restricted access"]),
    ],
)
def test_the_access_right_and_nothing_else_is_rights(level: Any, status: Any, uri: list[str], label: list[str]) -> None:
    record = Record(
        local_id="7",
        rights=Rights(access=Access(level=level, note="Ask."), statements=(Statement(text="Credit the archive."),)),
        security_markings=(SecurityMarking(level="Secret", status=status),),
    )
    assert find(record, "d:rights") == label
    assert find(record, "d:rights/@rightsURI") == uri
    assert not any("Ask." in text or "Credit" in text for text in find(record, "//*"))


def test_access_that_no_record_states_may_be_stated_for_all() -> None:
    record = Record(local_id="7", rights=Rights(access=Access(level="")))
    assert find(record, "d:rights/@rightsURI", unknown_access="open") == [OPEN]
    marked = msgspec.structs.replace(record, security_markings=(SecurityMarking(level="Secret", status="in_force"),))
    assert find(marked, "d:rights/@rightsURI", unknown_access="open") == [RESTRICTED]


@pytest.mark.parametrize(
    ("rights", "uri", "text"),
    [
        (Rights(uri="https://rightsstatements.org/page/CNE/1.0/"), "http://rightsstatements.org/vocab/CNE/1.0/",
         "Copyright Not Evaluated"),
        (Rights(uri="http://rightsstatements.org/vocab/CNE/1.0/", label="Not known"),
         "http://rightsstatements.org/vocab/CNE/1.0/", "Not known"),
        (Rights(uri="http://rightsstatements.org/vocab/CNE/1.0/",
                licence_uri="https://creativecommons.org/publicdomain/zero/1.0/deed.de"),
         "http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0 Universal"),
        (Rights(uri="https://a.example.org/terms", label="Terms"), "https://a.example.org/terms",
         "https://a.example.org/terms"),
    ],
)  # fmt: skip
def test_the_terms_of_use_have_an_address(rights: Rights, uri: str, text: str) -> None:
    record = Record(local_id="7", rights=rights)
    assert find(record, "o:licenseCondition/@uri") == [uri]
    assert find(record, "o:licenseCondition") == [text]


def test_files_and_texts_are_listed_unless_they_may_not_be() -> None:
    record = Record(
        local_id="7",
        dcmi_type="Text",
        objects=(
            DigitalObject(url="https://a.example.org/7.pdf", media_type="application/pdf"),
            DigitalObject(url="https://a.example.org/7.jpg", role="preview"),
            DigitalObject(url="https://a.example.org/7.txt", role="transcript"),
        ),
        texts=(
            TextVersion(kind="translation", url="https://a.example.org/7.en"),
            TextVersion(kind="ocr", url="https://a.example.org/7.txt"), TextVersion(kind="ocr", body="x"),
        ),
    )  # fmt: skip
    assert find(record, "o:file") == [f"https://a.example.org/7.{end}" for end in ("pdf", "jpg", "txt", "en")]
    assert find(record, "o:file/@objectType") == ["fulltext", "other", "fulltext", "fulltext"]
    assert find(record, "o:file/@accessRightsURI") == [OPEN] * 4
    assert find(record, "o:file/@mimeType") == ["application/pdf"]
    assert find(record, "o:file", files=False) == []
