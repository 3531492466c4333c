"""The registry of formats keeps its promises."""

import msgspec
import pytest
from lxml import etree

from crosswalks import registry
from tests.crosswalks.records import case

PROFILED = pytest.mark.parametrize(
    "codec", [*registry.FORMATS.values(), *registry.PAGES.values()], ids=lambda codec: codec.name
)
CODECS = pytest.mark.parametrize("codec", registry.FORMATS.values(), ids=lambda codec: codec.name)


@CODECS
def test_the_root_names_the_namespace_and_schema_that_are_advertised(codec: registry.Codec) -> None:
    root = etree.fromstring(codec.render(case("full"), codec.options()))
    namespace = codec.root or codec.namespace
    assert etree.QName(root).namespace == namespace
    assert codec.namespace in root.nsmap.values()
    location = root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
    assert location == f"{namespace} {codec.schema}"


@PROFILED
def test_every_option_has_a_default_and_a_description(codec: registry.Codec | registry.Page) -> None:
    codec.options()
    fields = msgspec.json.schema(codec.options)["$defs"]["Options"]["properties"]
    assert all("default" in field and field.get("description", "").endswith(".") for field in fields.values())


@PROFILED
def test_a_misspelt_option_is_an_error(codec: registry.Codec | registry.Page) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"no_such_option": 1}, codec.options)


def test_names_are_keys() -> None:
    assert all(name == codec.name for name, codec in registry.FORMATS.items())
    assert all(name == page.name for name, page in registry.PAGES.items())
    assert all(name == source.name for name, source in registry.SOURCES.items())
