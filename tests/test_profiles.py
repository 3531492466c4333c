"""Formats of the settings, bound to their codecs."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine

from crosswalks.profiles import PROFILES
from oai import profiles, rendering
from oai.app import create_app
from oai.settings import Profile, SettingsError, load
from tests import loading
from tests.test_settings import ENVIRONMENT


def test_the_options_of_a_profile_reach_its_codec() -> None:
    bound = profiles.bind(load(environ=ENVIRONMENT).settings)
    assert [(name, each.prefix, each.codec.name) for name, each in bound.items()] == [
        ("oai_dc", "oai_dc", "oai_dc"),
        ("mods", "mods", "mods"),
    ]
    assert all(isinstance(each.options, each.codec.options) for each in bound.values())


def test_several_prefixes_share_a_codec() -> None:
    formats = json.dumps({"oai_dc": {}, "mods_hub": {"codec": "mods"}})
    bound = profiles.bind(load(environ=ENVIRONMENT | {"SHEAF_FORMATS": formats}).settings)
    assert bound["mods_hub"].codec.name == "mods"


@pytest.mark.parametrize("name", PROFILES)
def test_every_ready_made_profile_suits_its_codec(name: str) -> None:
    codec = PROFILES[name].codec
    bound = bind({"oai_dc": {}, "hub": {"profile": name}})["hub"]
    assert bound.codec.name == codec
    assert {option: getattr(bound.options, option) for option in PROFILES[name].options} == PROFILES[name].options
    assert bound.options != bound.codec.options() or not PROFILES[name].options


def test_options_beside_a_ready_made_profile_win() -> None:
    options = bind({"oai_dc": {}, "hub": {"profile": "dpla-plains", "options": {"rights_text": "label"}}})[
        "hub"
    ].options
    assert (options.rights_text, options.ownership_note) == ("label", True)


def test_a_word_that_an_option_does_not_know_is_refused_with_those_it_does() -> None:
    with pytest.raises(SettingsError, match=r"codec mods: url_usage must be one of: primary, primary display;"):
        bind({"oai_dc": {}, "mods": {"options": {"url_usage": "x"}}})


SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><own xmlns="urn:own"><xsl:value-of select="//*[local-name()='title']"/></own></xsl:template>
</xsl:stylesheet>"""
OWN = {"codec": "mods", "namespace": "urn:own", "schema": "https://archive.example.org/own.xsd"}


def test_a_style_sheet_turns_a_codec_into_a_format_of_its_own(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "own.xsl"
    path.write_text(SHEET)
    formats = {"oai_dc": Profile(), "own": Profile(**OWN, stylesheet=str(path))}
    content = b'{"local_id": "1", "titles": [{"value": "A letter"}]}\n'
    (outcome,) = loading.load(engine, content, name="x.jsonl", formats=formats)
    body = loading.served(engine, outcome.identifier, "own") or b""
    assert b'<own xmlns="urn:own"' in body
    assert b"urn:own https://archive.example.org/own.xsd" in body
    assert b">A letter</own>" in body
    settings = replace(loading.SETTINGS, formats=formats)
    listed = create_app(settings, engine=engine).test_client().get("/oai?verb=ListMetadataFormats").text
    assert "<metadataNamespace>urn:own</metadataNamespace>" in listed
    path.write_text(SHEET.replace("<own ", "<own a='b' "))  # the recipe knows the style sheet's content
    assert [done.moved for done in rendering.render(engine, settings)] == [("own",)]


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ({"profile": "dpla-tenessee"}, ["formats.own", "dpla-tenessee", "did you mean dpla-tennessee"]),
        ({"profile": "dpla-plains", "codec": "oai_dc"}, ["one of mods", "leave codec out"]),
        ({**OWN, "stylesheet": "/nowhere/own.xsl"}, ["formats.own.stylesheet", "/nowhere/own.xsl", "no such file"]),
        (OWN, ["without a stylesheet"]),
    ],
)
def test_a_profile_that_cannot_be_is_told(profile: dict[str, str], words: list[str]) -> None:
    with pytest.raises(SettingsError) as told:
        bind({"oai_dc": {}, "own": profile})
    assert all(word in str(told.value) for word in words), told.value


def test_a_style_sheet_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.xsl"
    path.write_text("<a>")
    with pytest.raises(SettingsError, match="cannot be used: it is no XSLT"):
        bind({"oai_dc": {}, "own": {**OWN, "stylesheet": str(path)}})


def test_oai_dc_stays_what_it_is() -> None:
    with pytest.raises(SettingsError, match="reserved for the codec oai_dc"):
        bind({"oai_dc": {"profile": "dpla-plains"}})


def bind(formats: dict[str, Any]) -> dict[str, profiles.Bound]:
    return profiles.bind(load(environ=ENVIRONMENT | {"SHEAF_FORMATS": json.dumps(formats)}).settings)
