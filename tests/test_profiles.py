"""Formats of the settings, bound to their codecs."""

import json

from oai import profiles
from oai.settings import load
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
