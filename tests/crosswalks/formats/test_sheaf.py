"""The Record in XML: nothing is lost, and the schema says what the Record says."""

import io
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from lxml import etree

from crosswalks import registry, shape, xml
from crosswalks.formats.sheaf import Options, render, schema
from crosswalks.record import Access, Agent, Copyright, DigitalObject, Place, Record, Rights, Title
from crosswalks.sources.entry import Entry, ReadOptions
from tests.crosswalks.formats.test_any_record import any_record
from tests.crosswalks.formats.test_full import structs
from tests.crosswalks.records import CASES, case, records

XS = "{http://www.w3.org/2001/XMLSchema}"


def parsed(content: bytes) -> Record | None:
    """Return the Record that the source reads."""
    (found,) = registry.SOURCES["sheaf"].read(io.BytesIO(content), "file.xml", ReadOptions())
    assert isinstance(found, Entry), found
    return found.record


@any_record
@given(record=records())
def test_nothing_is_lost(record: Record) -> None:
    assert parsed(render(record, Options())) == record


@any_record
@given(record=records())
def test_nothing_is_lost_when_somebody_indents_it(record: Record) -> None:
    root = etree.fromstring(render(record, Options()))
    etree.indent(root)
    assert parsed(etree.tostring(root)) == record


@pytest.mark.parametrize("name", CASES)
def test_nothing_of_a_case_is_lost(name: str) -> None:
    assert parsed(render(case(name), Options())) == case(name)


EXACT = {
    "white space": Record(local_id=" a ", titles=(Title(value="\r\n \tA\u00a0\u2028\x85\n"), Title(value=" "))),
    "forbidden": Record(local_id="\x00", titles=(Title(value="\\u0041\x03\ufffe\uffff"), Title(value="\\u0041"))),
    "numbers": Record(
        local_id="1",
        places=(Place(lat=0.1 + 0.2, lon=-5e-324), Place(lat=-90.0, lon=1e-7), Place(lat=0.0, lon=180.0)),
        objects=(DigitalObject(url="http://a", size=0), DigitalObject(url="http://a", size=10**400)),
    ),
    "empty is not the default": Record(local_id="1", rights=Rights(access=Access(level=""))),
    "empty is not absent": Record(local_id="1", rights=Rights(copyright=Copyright()), places=(Place(), Place())),
    "order": Record(local_id="1", sets=("b", "a", "b"), agents=(Agent(name="b"), Agent(name="a"), Agent(name="b"))),
    "beyond the first plane": Record(local_id="𝄞", titles=(Title(value="🗄\U0001fffe"),)),
}


@pytest.mark.parametrize("name", EXACT)
def test_values_are_exact(name: str) -> None:
    assert parsed(render(EXACT[name], Options())) == EXACT[name]


def test_a_value_is_escaped_only_where_it_must_be() -> None:
    content = render(Record(local_id="C:\\u0041", titles=(Title(value="a\\\x03b"),)), Options()).decode()
    assert "<local_id>C:\\u0041</local_id>" in content
    assert '<value escaped="true">a\\u005c\\u0003b</value>' in content


def test_the_codec_of_a_repository_names_the_address_of_its_schema() -> None:
    codec = registry.FORMATS["sheaf"]
    for base_url in ("https://archive.example.org/oai", "https://archive.example.org/oai/"):
        own = codec.at(base_url)
        assert own.schema == "https://archive.example.org/oai/schemas/sheaf.xsd"
        root = etree.fromstring(own.render(case("missing"), own.options()))
        assert root.get(xml.SCHEMA_LOCATION) == f"{xml.SHEAF} {own.schema}"
    assert registry.FORMATS["mods"].at("https://archive.example.org/oai") is registry.FORMATS["mods"]


def test_the_schema_has_every_field_of_every_part() -> None:
    root = etree.fromstring(schema.document())
    declared = {
        (kind.get("name"), element.get("name"))
        for kind in root.iterchildren(f"{XS}complexType")
        for element in kind.iter(f"{XS}element")
    }
    every = {(part.__name__, field.name) for part in structs(Record) for field in shape.fields(part)}
    assert declared == every


def test_the_schema_describes_every_part() -> None:
    root = etree.fromstring(schema.document())
    described = {node.getparent().getparent().get("name") for node in root.iter(f"{XS}documentation")}
    assert {part.__name__ for part in structs(Record)} <= described


def minimal(inner: str = "", root: str = "") -> str:
    """Return a small Record with the elements within."""
    return f'<sheaf xmlns="{xml.SHEAF}"{root}><local_id>1</local_id>{inner}</sheaf>'


# What the schema refuses is refused by the source, too: a harvester may trust either.
WRONG = {
    "nothing": f'<sheaf xmlns="{xml.SHEAF}"/>',
    "an empty text": minimal("<titles><value/></titles>"),
    "an unknown element": minimal("<colour>red</colour>"),
    "an unknown element of a part": minimal("<titles><value>a</value><colour>red</colour></titles>"),
    "an element of another namespace": minimal('<titles xmlns="urn:x"><value>a</value></titles>'),
    "a missing element": minimal("<pids><scheme>doi</scheme></pids>"),
    "a value twice": minimal("<local_id>2</local_id>"),
    "a value that is not in the list": minimal("<pids><scheme>isbn</scheme><value>a</value></pids>"),
    "a blank in a value of a list": minimal("<dcmi_type> Text</dcmi_type>"),
    "no address": minimal("<landing_url>ftp://a</landing_url>"),
    "a line break behind an address": minimal("<landing_url>http://a\n</landing_url>"),
    "no URI": minimal("<coar_type>a b</coar_type>"),
    "no language": minimal("<record_language>ko</record_language>"),
    "no set": minimal("<sets>a b</sets>"),
    "no number": minimal("<places><lat>north</lat></places>"),
    "an empty number": minimal("<places><lat/></places>"),
    "too great a number": minimal("<places><lat>91</lat></places>"),
    "infinity": minimal("<places><lat>INF</lat></places>"),
    "not a number": minimal("<places><lat>NaN</lat></places>"),
    "a number beyond all": minimal("<places><lat>1e999</lat></places>"),
    "a negative size": minimal("<objects><url>http://a</url><size>-1</size></objects>"),
    "a broken size": minimal("<objects><url>http://a</url><size>1.5</size></objects>"),
    "a size of more than numbers": minimal("<objects><url>http://a</url><size>1_000</size></objects>"),
    "no truth value": minimal("<dates><key>yes</key></dates>"),
    "text between": minimal("stray"),
    "text behind an element of a part": minimal("<titles><value>a</value>stray</titles>"),
    "an element within text": minimal("<titles><value>a<b/>c</value></titles>"),
    "an attribute": minimal('<titles lang="eng"><value>a</value></titles>'),
    "an attribute of a text": minimal('<titles><value lang="eng">a</value></titles>'),
    "an attribute of the root": minimal("", ' lang="eng"'),
}
RIGHT = {
    "blanks between": minimal("\n  <titles>\n <value>a</value>\n</titles>\n"),
    "comments": minimal("<!-- a --><titles><value>a<!-- b -->c<![CDATA[<d>]]></value></titles>"),
    "numbers of all kinds": minimal(
        "<places><lat> +1.50 </lat><lon>-1e2</lon></places><objects><url>http://a</url><size> 007 </size></objects>"
    ),
    "truth values": minimal("<dates><key>1</key></dates><dates><key>0</key></dates><dates><key>true</key></dates>"),
    "an escape": minimal(r'<titles><value escaped="1">\u0000</value></titles>'),
    "a default": minimal("<state>public</state><titles><value>a</value><type>main</type></titles>"),
}


def faults(content: str) -> Iterator[str]:
    """Yield what the source has against a document."""
    for found in registry.SOURCES["sheaf"].read(io.BytesIO(content.encode()), "file.xml", ReadOptions()):
        if not isinstance(found, Entry):
            yield found.reason


def test_a_number_of_thousands_of_digits_harms_nobody() -> None:
    (reason,) = faults(minimal(f"<objects><url>http://a</url><size>{'9' * 5000}</size></objects>"))
    assert "in objects[0].size, there should be a whole number" in reason


@pytest.mark.parametrize("name", [*WRONG, *RIGHT])
def test_schema_and_source_agree(name: str) -> None:
    content = WRONG.get(name) or RIGHT[name]
    grammar = etree.XMLSchema(etree.fromstring(schema.document()))
    assert grammar.validate(etree.fromstring(content)) == (name in RIGHT)
    assert (list(faults(content)) == []) == (name in RIGHT)


def test_what_is_right_is_understood() -> None:
    read = {name: parsed(content.encode()) for name, content in RIGHT.items()}
    assert read["comments"] == Record(local_id="1", titles=(Title(value="ac<d>"),))
    assert read["numbers of all kinds"] == Record(
        local_id="1", places=(Place(lat=1.5, lon=-100.0),), objects=(DigitalObject(url="http://a", size=7),)
    )
    assert [date.key for date in read["truth values"].dates] == [True, False, True]
    assert read["an escape"] == Record(local_id="1", titles=(Title(value="\x00"),))
    assert read["a default"] == Record(local_id="1", titles=(Title(value="a"),))


def test_the_full_record_has_no_field_at_its_default_in_xml() -> None:
    """A field at its default is absent: an empty element would be another value, or none."""
    root = etree.fromstring(render(Record(local_id="1", rights=Rights(label="a")), Options()))
    assert [etree.QName(node).localname for node in root.iter()] == ["sheaf", "local_id", "rights", "label"]
    assert msgspec.structs.asdict(Record(local_id="1"))["rights"] == Rights()
