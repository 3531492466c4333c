"""Free description containers: what Identify may say, and the sentence for what the protocol refuses."""

from pathlib import Path

import pytest

from oai import descriptions
from oai.settings import load
from tests.test_settings import GATEWAY, TOML, refused, write


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def described(content: bytes) -> list[bytes]:
    Path("container.xml").write_bytes(content)
    loaded = load(write(TOML + "descriptions = [{ file = 'container.xml' }]\n"), {})
    return descriptions.containers(loaded.settings, loaded.origins)


def test_a_description_is_served_as_it_was_written() -> None:
    declared = b'<?xml version="1.0"?>\n<!-- a comment --><?target pi?>' + GATEWAY.encode() + b"\n"
    assert described(declared) == [GATEWAY.encode()]


def test_a_description_may_stand_in_the_settings() -> None:
    loaded = load(write(TOML + f"descriptions = [{{ xml = '''{GATEWAY}''' }}]\n"), {})
    assert descriptions.containers(loaded.settings) == [GATEWAY.encode()]


def test_a_description_in_another_encoding_becomes_utf_8() -> None:
    content = f'<?xml version="1.0" encoding="ISO-8859-1"?>{GATEWAY.replace("source>", "source>é", 1)}'
    assert described(content.encode("latin-1"))[0].count("é".encode()) == 1


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("<a", "Couldn't find end of Start Tag"),
        (GATEWAY * 2, "Extra content"),
        ("", "empty"),
        ("<a/>", "no namespace"),
        (GATEWAY.replace("OAI/2.0/gateway/", "OAI/2.0/"), "OAI-PMH itself"),
        (GATEWAY.replace("xsi:schemaLocation", "schemaLocation"), "xsi:schemaLocation"),
        (GATEWAY.replace("OAI/2.0/gateway/ http", "OAI/2.0/another/ http"), "xsi:schemaLocation"),
        (GATEWAY.replace("OAI/2.0/gateway/", "OAI/2.0/oai-identifier"), "only one"),
        (
            f'<!DOCTYPE gateway [<!ENTITY e SYSTEM "file:///etc/passwd">]>{GATEWAY.replace("http://a.", "&e;")}',
            "entities",
        ),
    ],
)
def test_a_description_the_protocol_refuses_is_refused(content: str, word: str) -> None:
    Path("container.xml").write_text(content, encoding="utf-8")
    sentence = refused(write(TOML + "descriptions = [{ file = 'container.xml' }]\n"))
    assert word in sentence
    assert "descriptions[0]" in sentence
    assert "container.xml" in sentence
