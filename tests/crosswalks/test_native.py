"""Natives: the form that is served, and a verdict on validity that equals the official schema's.

The official schemas are reference data (tests.schemas); the grammars of the package never see them.
"""

import random
import tarfile
from collections.abc import Iterator
from functools import cache
from itertools import islice
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crosswalks import native, registry, xml
from tests import corpora, schemas
from tests.crosswalks.sources.reading import mods

MODS = registry.FORMATS["mods"]
OAI_DC = registry.FORMATS["oai_dc"]
PAIR = f"{MODS.namespace} {MODS.schema}"


def element(inner: str, attributes: str = "") -> etree._Element:
    return xml.parse(mods(inner, attributes).encode())


def c14n(node: etree._Element) -> bytes:
    """Return the canonical form of an element on its own, but for its schemaLocation."""
    copy = xml.parse(xml.serialise(node))
    copy.attrib.pop(xml.SCHEMA_LOCATION, None)
    return etree.tostring(copy, method="c14n", exclusive=True)


# The form that is served


def test_schema_location_is_added():
    assert xml.parse(native.disseminate(element("<note/>"), MODS)).get(xml.SCHEMA_LOCATION) == PAIR


def test_schema_location_is_set_right_and_other_pairs_are_kept():
    old = f'xsi:schemaLocation="{MODS.namespace} http://www.loc.gov/mods/v3/mods-3-4.xsd urn:x http://x.org/x.xsd"'
    served = xml.parse(native.disseminate(element("<note/>", old), MODS))
    assert served.get(xml.SCHEMA_LOCATION) == f"{PAIR} urn:x http://x.org/x.xsd"


def test_right_schema_location_is_left_as_it_is_written():
    right = f"{MODS.namespace}\t{MODS.schema}"
    assert native.schema_location(element("<note/>", f'xsi:schemaLocation="{right}"'), MODS) == right.replace("\t", " ")


def test_everything_outside_the_root_is_left_behind():
    document = b'<?xml version="1.0"?><!DOCTYPE mods><?a b?><!-- c -->' + mods("<note/>").encode() + b"<?d e?>"
    served = native.disseminate(xml.parse(document), MODS)
    assert served.startswith(b"<mods ")
    assert served.endswith(b"</mods>")


def test_version_white_space_and_comments_inside_stay():
    inner = "\n  <note> a\t b</note><!-- c --><?p i?>\n"
    served = native.disseminate(element(inner, 'version="3.4"'), MODS).decode()
    assert inner in served
    assert 'version="3.4"' in served


def test_element_is_the_same_afterwards():
    node = element("<note/>")
    before = etree.tostring(node, method="c14n", exclusive=True)
    native.disseminate(node, MODS)
    assert etree.tostring(node, method="c14n", exclusive=True) == before


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8).map(escape)
FOREIGN = (
    "<plain xmlns=''>{}</plain>",
    "<q:q>{}</q:q>",
    "<z:z xmlns:z='urn:z' z:a='q:b'>{}</z:z>",
    "<n xmlns='urn:n'>{}</n>",
)


@st.composite
def wrapped(draw: st.DrawFn) -> etree._Element:
    """Draw a MODS element in a document around it that declares namespaces of its own."""
    outer = draw(st.sampled_from(["", ' xmlns="urn:outer"', ' xmlns="http://www.openarchives.org/OAI/2.0/"']))
    prefix = draw(st.sampled_from(["", "m:", "mods:"]))
    default = draw(st.sampled_from(["", ' xmlns=""'])) if prefix else ""
    declared = f'xmlns:{prefix.rstrip(":")}="{xml.MODS}"' if prefix else f'xmlns="{xml.MODS}"'
    kinds = draw(st.lists(st.sampled_from(FOREIGN), max_size=3))
    foreign = "".join(kind.format(draw(WORDS)) for kind in kinds)
    record = (
        f"<{prefix}mods {declared}{default}><{prefix}note>{draw(WORDS)}</{prefix}note>"
        f"<{prefix}extension>{foreign}</{prefix}extension></{prefix}mods>"
    )
    return xml.parse(f'<outer{outer} xmlns:q="urn:q">{record}{draw(WORDS)}</outer>'.encode())[0]


@given(wrapped(), st.sampled_from(["", ' xmlns="urn:other"', ' xmlns="urn:other" xmlns:q="urn:not-q"']))
def test_served_form_is_the_record_wherever_it_is_put(record, declarations):
    served = native.disseminate(record, MODS)
    alone = etree.fromstring(served)
    inside = etree.fromstring(f"<metadata{declarations}>".encode() + served + b"</metadata>")[0]
    names = [node.tag for node in record.iter()]
    assert [node.tag for node in alone.iter()] == names
    assert [node.tag for node in inside.iter()] == names
    assert c14n(alone) == c14n(inside) == c14n(record)
    assert native.disseminate(xml.parse(xml.serialise(record)), MODS) == served  # what is kept gives it again


def test_a_prefix_that_means_something_else_is_not_taken():
    odd = f'<mods xmlns="{xml.MODS}" xmlns:xsi="urn:other" xsi:a="b"/>'
    served = native.disseminate(xml.parse(odd.encode()), MODS)
    assert xml.parse(served).get(xml.SCHEMA_LOCATION) == PAIR
    assert xml.parse(served).get("{urn:other}a") == "b"


def test_names_without_a_namespace_stay_so_under_another_default_namespace():
    record = f'<m:mods xmlns:m="{xml.MODS}"><m:extension><bare>a</bare></m:extension></m:mods>'
    served = native.disseminate(xml.parse(f"<outer>{record}</outer>".encode())[0], MODS)
    inside = etree.fromstring(b'<metadata xmlns="urn:other">' + served + b"</metadata>")
    assert inside[0][0][0].tag == "bare"


@pytest.mark.parametrize(("archive", "suffix"), [("mods-utk.tar.gz", ".xml"), ("oai-pages.tar.gz", ".mods.xml")])
def test_served_form_of_real_records_is_canonically_the_record(archive, suffix):
    for record in islice(records(archive, suffix), 0, None, 10):
        served = native.disseminate(record, MODS)
        assert c14n(xml.parse(served)) == c14n(record)
        assert native.disseminate(xml.parse(xml.serialise(record)), MODS) == served


# Validity


FAULTY = {
    "<location><shelfLocator/><physicalLocation/></location>": "physicalLocation stands in the wrong place",
    "<physicalDescription/>": "mods/physicalDescription: an element is missing in it, such as form",
    '<name usage=""/>': "mods/name: attribute usage='' is not allowed here",
    "<bogus/>": "mods/bogus: element bogus is not allowed here",
    "<titleInfo>words</titleInfo>": "mods/titleInfo: text is not allowed here, only elements",
    "<location><url>http://[x</url></location>": "mods/location/url: 'http://[x' is not a valid anyURI",
    "<originInfo><issuance>x</issuance></originInfo>": "its value 'x' is not one of those allowed",
    '<note ID="a"/><note ID="a"/>': "the ID 'a' stands on two elements",
    '<extension><note bad="1"/></extension>': "mods/extension/note: element note is not allowed here",
}


@pytest.mark.parametrize("inner", FAULTY)
def test_fault_names_line_path_and_what_is_wrong(inner):
    (fault,) = native.faults(element("\n" + inner), MODS)
    assert fault.startswith("line 2")
    assert FAULTY[inner] in fault


def test_fault_in_a_larger_document_has_its_line_there():
    wrapper = xml.parse(f"<c>\n\n{mods('<bogus/>')}</c>".encode())
    assert native.faults(wrapper[0], MODS) == ("line 3, mods/bogus: element bogus is not allowed here",)


def test_another_format_has_no_faults():
    assert native.faults(element("<bogus/>"), native.Form("urn:x", "http://x.org/x.xsd")) == ()


@cache
def official(codec: registry.Codec) -> etree.XMLSchema:
    """Return the official schema of a format."""
    return schemas._schema(((codec.namespace, codec.schema),))


def records(archive: str, suffix: str = "", tag: str = f"{{{xml.MODS}}}mods") -> Iterator[etree._Element]:
    """Yield each record of a format in a corpus as a document of its own."""
    for _, content in corpora.members(archive, suffix):
        try:
            root = xml.parse(content)
        except (etree.XMLSyntaxError, xml.UnsafeXml):
            continue
        for node in root.iter(tag):
            yield xml.parse(xml.serialise(node))


def disagreements(nodes: Iterator[etree._Element], codec: registry.Codec) -> tuple[int, int, list[bytes]]:
    """Return how many records were judged, how many are valid, and those on which the verdicts differ."""
    judged, valid, different = 0, 0, []
    for node in nodes:
        verdict = official(codec).validate(node)
        judged, valid = judged + 1, valid + verdict
        if verdict is bool(native.faults(node, codec)):
            different.append(etree.tostring(node))
    return judged, valid, different


def test_verdict_on_the_tennessee_records_is_the_official_one():
    assert disagreements(records("mods-utk.tar.gz", ".xml"), MODS) == (6260, 6260, [])


def test_verdict_on_harvested_mods_is_the_official_one():
    judged, valid, different = disagreements(records("oai-pages.tar.gz"), MODS)
    assert different == []
    assert 0 < valid < judged


def test_verdict_on_paired_mods_is_the_official_one():
    judged, _, different = disagreements(records("pairs.tar.gz"), MODS)
    assert different == []
    assert judged > 100


def test_verdict_on_harvested_dublin_core_is_the_official_one():
    judged, valid, different = disagreements(records("oai-pages.tar.gz", ".xml", f"{{{xml.OAI_DC}}}dc"), OAI_DC)
    assert different == []
    assert judged > 1000
    assert valid > 0


# Systematic mutations, made of what the official schema itself declares

XS = "{http://www.w3.org/2001/XMLSchema}"
VALUES = (
    "", " ", "yes", "no", "primary", "simple", "3.8", "text", "code", "start", "w3cdtf", "personal", "uniform", "host",
    "1", " 1 ", "0", "-1", "x y", "a b", "en", "en_US", "http://x.org/ü", "http://[x", "%zz", "a#b#c", "monographic",
    "born digital", "access", "preview", "raw object", "1a", "a:b", "preserve", "embed", "onLoad", "approximate",
)  # fmt: skip


@cache
def vocabulary() -> tuple[list[str], list[str]]:
    """Return the names of all elements and of all attributes of the official schema."""
    root = etree.parse(corpora.require("schemas/store/www.loc.gov/standards/mods/v3/mods-3-8.xsd")).getroot()
    elements = sorted({node.get("name") for node in root.iter(f"{XS}element") if node.get("name")})
    attributes = sorted({node.get("name") for node in root.iter(f"{XS}attribute") if node.get("name")})
    xlink = [
        f"{{{xml.XLINK}}}{name}" for name in ("href", "type", "role", "arcrole", "title", "show", "actuate", "label")
    ]
    return elements, [*attributes, *xlink, xml.XML_LANG, f"{{{xml.XML}}}space", "bogus"]


def agree(node: etree._Element) -> bool:
    """Return whether both verdicts are the same."""
    return official(MODS).validate(node) is not bool(native.faults(node, MODS))


def skeletons() -> Iterator[etree._Element]:
    """Yield a record for each element within each element, as deep as these may stand."""
    elements, _ = vocabulary()
    chains = {"mods": []}
    queue = ["mods"]
    while queue:
        parent = queue.pop(0)
        for name in elements:
            root = built([*chains[parent], name])
            complete = official(MODS).validate(root) or "Missing child" in str(official(MODS).error_log)
            if complete and name not in chains:
                chains[name] = [*chains[parent], name]
                queue.append(name)
            yield root


def built(chain: list[str]) -> etree._Element:
    """Return a record with one element within the other."""
    root = node = etree.Element(f"{{{xml.MODS}}}mods", nsmap={None: xml.MODS, "xlink": xml.XLINK})
    for name in chain:
        node = etree.SubElement(node, f"{{{xml.MODS}}}{name}")
    return root


def test_verdict_on_every_element_in_every_element_is_the_official_one():
    roots = list(skeletons())
    assert len(roots) > 10_000  # 109 names in each of the elements that may hold any
    assert [etree.tostring(root) for root in roots if not agree(root)] == []


def placed() -> dict[str, list[str]]:
    """Return one way down to each element that the official schema knows."""
    elements, _ = vocabulary()
    chains: dict[str, list[str]] = {"mods": []}
    for name in elements:
        for chain in ([name], ["subject", name], ["originInfo", name], ["extension", name], ["part", "extent", name]):
            chains.setdefault("/".join(chain), chain)
    return chains


def test_verdict_on_every_attribute_of_every_element_is_the_official_one():
    _, attributes = vocabulary()
    judged, different = 0, []
    for chain in placed().values():
        root = built(chain)
        target = list(root.iter())[-1]
        for name in attributes:
            for value in ("", "yes", "1", "http://[x"):
                target.set(name, value)
                judged += 1
                if not agree(root):
                    different.append(etree.tostring(root))
                del target.attrib[name]
    assert judged > 50_000
    assert different == []


TELLING = (
    "note", "identifier", "relatedItem", "titleInfo", "part", "part detail", "genre", "originInfo dateOther", "name",
    "location url", "name namePart", "abstract", "subject temporal", "accessCondition", "typeOfResource",
    "titleInfo nonSort",
)  # fmt: skip


def test_verdict_on_every_value_where_it_matters_is_the_official_one():
    _, attributes = vocabulary()
    different = []
    for chain in map(str.split, TELLING):
        root = built(chain)
        target = list(root.iter())[-1]
        for name in attributes:
            for value in VALUES:
                target.set(name, value)
                if not agree(root):
                    different.append(etree.tostring(root))
                del target.attrib[name]
    assert different == []


@pytest.mark.parametrize("value", VALUES)
def test_verdict_on_every_value_as_text_is_the_official_one(value):
    for chain in placed().values():
        root = built(chain)
        list(root.iter())[-1].text = value
        assert agree(root), etree.tostring(root)


@cache
def samples() -> list[bytes]:
    """Return real records of many shapes."""
    found = [etree.tostring(node) for node in records("pairs.tar.gz")]
    with tarfile.open(corpora.require("corpora/mods-utk.tar.gz")):
        found += [etree.tostring(node) for node in islice(records("mods-utk.tar.gz", ".xml"), 0, None, 60)]
    return found


def mutate(root: etree._Element, chance: random.Random) -> None:
    """Return nothing; change one thing about one element: remove, repeat, move, rename it, or touch its attributes."""
    elements, attributes = vocabulary()
    nodes = [node for node in root.iter(etree.Element) if node is not root]
    if not nodes:
        return
    node, other = chance.choice(nodes), chance.choice([root, *nodes])
    match chance.randrange(7):
        case 0:
            node.getparent().remove(node)
        case 1:
            node.addnext(etree.fromstring(etree.tostring(node, with_tail=False)))
        case 2:
            other.append(etree.fromstring(etree.tostring(node, with_tail=False)))
        case 3:
            node.tag = f"{{{xml.MODS}}}{chance.choice(elements)}"
        case 4:
            node.set(chance.choice(attributes), chance.choice(VALUES))
        case 5:
            node.text = chance.choice(VALUES)
        case _:
            etree.SubElement(other, f"{{{xml.MODS}}}{chance.choice(elements)}").text = chance.choice(VALUES)


@pytest.mark.parametrize("seed", range(8))
def test_verdict_on_mutated_real_records_is_the_official_one(seed):
    chance = random.Random(seed)  # noqa: S311 - a repeatable walk, no secret
    verdicts = set()
    for _ in range(600):
        root = etree.fromstring(chance.choice(samples()))
        for _ in range(chance.randint(1, 3)):
            mutate(root, chance)
        verdicts.add(official(MODS).validate(root))
        assert agree(root), etree.tostring(root).decode()
    assert verdicts == {True, False}


def test_xsi_type_is_refused_though_the_official_schema_may_take_it():
    node = element('<note xsi:type="noteDefinition">a</note>')
    assert native.faults(node, MODS) == ("line 1, mods/note: attribute type='noteDefinition' is not allowed here",)
