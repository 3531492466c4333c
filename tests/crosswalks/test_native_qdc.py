"""Natives in qualified Dublin Core: the verdict of the grammar is that of DCMI's schemas of 2006, no more, no less.

Which version OCLC's schema builds on is not known; what is valid by that of 2006 is valid by that of 2008 too.
"""

import random
from collections.abc import Iterator

import pytest
from lxml import etree

from crosswalks import native, registry, xml
from tests import corpora, schemas
from tests.crosswalks.sources.reading import DC, DCTERMS, OAI_QDC, qdc

CODEC = registry.FORMATS["oai_qdc"]
OF_2006, OF_2008 = "2006/01/06", "2008/02/11"
DCMI = "schemas/store/dublincore.org/schemas/xmls/qdc"
XS = "{http://www.w3.org/2001/XMLSchema}"
VALUES = (
    "", " ", "1950", " 1950 ", "1950-01", "1950-13", "1950-01-19", "1950-02-30", "1950-01-19T10:00:00Z",
    "1950-01-19T10:00Z", "0000", "-0500", "19500", "1950Z", "January 1950", "Text", " Text ", "text", "StillImage",
    "Still Image", "http://x.org/\u00fc", "http://[x", "%zz", "a b", "a#b#c", "en", "en_US", "eng", "e n", "x" * 9,
    "name=A; start=1950", "\u0424",
)  # fmt: skip


def element(inner: str, namespace: str = OAI_QDC) -> etree._Element:
    return xml.parse(qdc(inner, namespace).encode())


def names(path: str, kind: str) -> list[str]:
    """Return the names of what one of DCMI's schemas declares."""
    root = etree.parse(corpora.require(f"{DCMI}/{path}")).getroot()
    return [node.get("name", "") for node in root.iterchildren(f"{XS}{kind}")]


def tags() -> list[str]:
    """Return the names of all elements of both versions, and of some that no version has."""
    found = [f"{{{DC}}}{name}" for name in names(f"{OF_2008}/dc.xsd", "element")]
    found += [f"{{{DCTERMS}}}{name}" for name in names(f"{OF_2008}/dcterms.xsd", "element")]
    return [
        *found,
        f"{{{DC}}}bogus",
        f"{{{DCTERMS}}}Title",
        f"{{{OAI_QDC}}}title",
        "title",
        f"{{{OAI_QDC}}}qualifieddc",
    ]


def types() -> list[str]:
    """Return the names of all encoding schemes of both versions, and of what is none."""
    declared = names(f"{OF_2008}/dcterms.xsd", "complexType")
    return [
        *(f"dcterms:{name}" for name in declared),
        "dc:SimpleLiteral",
        "dc:elementContainer",
        "dcterms:bogus",
        "URI",
    ]


def agree(root: etree._Element) -> bool:
    """Return whether the verdicts are the same, and whether 2008 does not refuse what 2006 accepts."""
    valid = schemas.qualified_dc(OF_2006).validate(root)
    served = not native.faults(root, CODEC)
    return valid is served and (not served or schemas.qualified_dc(OF_2008).validate(root))


def real() -> Iterator[etree._Element]:
    """Yield each record of the corpora whose root is OCLC's, as a document of its own."""
    for _, content in corpora.members("oai-pages.tar.gz", ".xml"):
        if b"qualifieddc" in content:
            for node in xml.parse(content).iter(f"{{{OAI_QDC}}}qualifieddc"):
                yield xml.parse(xml.serialise(node))


def test_verdict_on_real_records_is_the_official_one() -> None:
    found = list(real())
    assert len(found) == 11
    assert [etree.tostring(root) for root in found if not agree(root) or native.faults(root, CODEC)] == []


@pytest.mark.parametrize("value", VALUES)
def test_verdict_on_every_scheme_with_every_value_is_the_official_one(value: str) -> None:
    """In one place: the schemas allow each scheme on each element alike."""
    for kind in (None, *types()):
        for lang in (None, "en", "", "e n"):
            root = element("<dc:date/>")
            root[0].text = value
            for name, given in ((xml.XSI_TYPE, kind), (xml.XML_LANG, lang)):
                if given is not None:
                    root[0].set(name, given)
            assert agree(root), etree.tostring(root)


def test_verdict_on_every_element_with_every_scheme_is_the_official_one() -> None:
    different = []
    for tag in tags():
        for kind in (None, *types()):
            root = element("<dc:date>1950</dc:date>")
            root[0].tag = tag
            if kind is not None:
                root[0].set(xml.XSI_TYPE, kind)
            if not agree(root):
                different.append(etree.tostring(root))
    assert len(tags()) > 70
    assert different == []


ODD = (
    "words", "<!-- c --><?p i?>", "<dc:title><dc:title/></dc:title>", "<dc:title>a<!-- c -->b</dc:title>",
    '<dc:title id="1"/>', '<dc:title xml:id="a"/>', '<dc:title xml:space="preserve"/>', '<dc:title scheme="DDC"/>',
    '<dc:title xsi:schemaLocation="urn:a urn:b"/>', '<dc:title xsi:noNamespaceSchemaLocation="urn:a"/>',
    '<dc:title xsi:nil="true"/>', '<dc:title xsi:nil="false"/>', '<dc:title type="dcterms:URI"/>',
    '<dc:date xmlns:b="http://purl.org/dc/terms/" xsi:type="b:W3CDTF">1950</dc:date>',
    '<dc:date xmlns="http://purl.org/dc/terms/" xsi:type="W3CDTF">1950</dc:date>',
    '<dc:date xmlns="http://purl.org/dc/terms/" xsi:type="W3CDTF">May</dc:date>',
    '<dc:date xmlns:dcterms="urn:other" xsi:type="dcterms:W3CDTF">1950</dc:date>',
    '<dc:date xsi:type="nobody:W3CDTF">1950</dc:date>',
    '<dc:date xsi:type="">1950</dc:date>', '<dc:date xsi:type="dcterms:W3CDTF">19<!-- c -->50</dc:date>',
    '<dc:type xsi:type="dcterms:DCMIType"/>', '<dc:identifier xsi:type="dcterms:URI"/>',
)  # fmt: skip


@pytest.mark.parametrize("inner", ODD)
def test_verdict_on_odd_content_is_the_official_one(inner: str) -> None:
    assert agree(element(inner))


@pytest.mark.parametrize(
    "attributes",
    ["", 'xsi:type="dcterms:elementOrRefinementContainer"', 'xsi:type="dcterms:URI"', 'xml:lang="en"', 'a=""'],
)
def test_verdict_on_the_container_is_the_official_one(attributes: str) -> None:
    assert agree(xml.parse(qdc("").replace("<q:qualifieddc", f"<q:qualifieddc {attributes}", 1).encode()))


def mutate(root: etree._Element, chance: random.Random) -> None:
    """Return nothing; change one thing about one element: its name, text, language, scheme, or place."""
    node = chance.choice(list(root.iter(etree.Element)))
    match chance.randrange(6):
        case 0:
            node.tag = chance.choice(tags())
        case 1:
            node.text = chance.choice(VALUES)
        case 2:
            node.set(xml.XML_LANG, chance.choice(VALUES))
        case 3:
            node.set(xml.XSI_TYPE, chance.choice(types()))
        case 4:
            node.append(etree.Element(chance.choice(tags())))
        case _ if node is not root:
            node.tail = chance.choice(VALUES)


@pytest.mark.parametrize("seed", range(4))
def test_verdict_on_mutated_real_records_is_the_official_one(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable walk, no secret
    samples = [etree.tostring(root) for root in real()]
    verdicts = set()
    for _ in range(300):
        root = xml.parse(chance.choice(samples))
        for _ in range(chance.randint(1, 3)):
            mutate(root, chance)
        verdicts.add(not native.faults(root, CODEC))
        assert agree(root), etree.tostring(root).decode()
    assert verdicts == {True, False}


def test_blanks_around_a_scheme_are_allowed_as_xml_schema_says_though_libxml2_takes_them_for_a_prefix() -> None:
    """White space around a QName is none of its value: https://www.w3.org/TR/xmlschema-2/#QName."""
    root = element('<dc:date xsi:type=" dcterms:W3CDTF ">1950</dc:date>')
    assert not schemas.qualified_dc(OF_2006).validate(root)
    assert native.faults(root, CODEC) == ()


FAULTY = {
    "<dc:title>T</dc:title>\n<dc:bogus/>": "line 2, qualifieddc/bogus: element bogus is not allowed here",
    "<dc:title>T</dc:title>words": "line 1, qualifieddc: text is not allowed here, only elements",
    "<dc:title>T</dc:title>\n<dcterms:title/>": "line 2, qualifieddc/title: element title is not allowed here",
    '<dc:title scheme="a">T</dc:title>': "qualifieddc/title: attribute scheme='a' is not allowed here",
    '<dc:date xsi:type="dcterms:W3CDTF">May</dc:date>': "'May', or an attribute, is not as the encoding scheme "
    "dcterms:W3CDTF has it",
}


@pytest.mark.parametrize("inner", FAULTY)
def test_fault_names_the_element_that_is_wrong(inner: str) -> None:
    (fault,) = native.faults(element(inner), CODEC)
    assert FAULTY[inner] in fault


@pytest.mark.parametrize(
    ("namespace", "said"),
    [("http://www.bl.uk/namespaces/oai_dcq/", "in the namespace http://www.bl.uk/"), ("urn:x", "urn:x")],
)
def test_fault_of_a_container_in_another_namespace(namespace: str, said: str) -> None:
    (fault,) = native.faults(element("<dc:title>T</dc:title>", namespace), CODEC)
    assert said in fault
    assert OAI_QDC in fault


def test_fault_of_a_container_without_a_namespace() -> None:
    (fault,) = native.faults(xml.parse(b"<qualifieddc/>"), CODEC)
    assert fault == f"line 1: qualifieddc is without a namespace, not in {OAI_QDC}"


def test_served_form_keeps_the_prefixes_of_schemes() -> None:
    """A scheme is a name in an attribute's value: its prefix must stay declared wherever the record is put."""
    inner = qdc('<dc:date xsi:type="z:W3CDTF">1950</dc:date>')
    record = xml.parse(f'<p xmlns:z="{DCTERMS}">{inner}</p>'.encode())[0]
    served = native.disseminate(record, CODEC)
    assert native.faults(xml.parse(served), CODEC) == ()
    assert schemas.validate(served) == []
