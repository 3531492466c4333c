"""Natives in MARCXML: a verdict on validity that equals the official schema's, on real records and on mutations.

The official schema is reference data (tests.schemas); the grammar of the package never sees it.
"""

import random
from functools import cache
from itertools import islice

import pytest
from lxml import etree

from crosswalks import native, registry, xml
from tests.crosswalks.sources.reading import LEADER, marc
from tests.crosswalks.test_native import disagreements, official, records

MARC = registry.FORMATS["marc21"]
RECORD = f"{{{xml.MARC}}}record"
FIELD = '<datafield tag="500" ind1=" " ind2=" "><subfield code="a">N</subfield></datafield>'


def element(inner: str, leader: str = LEADER) -> etree._Element:
    return xml.parse(f'<record xmlns="{xml.MARC}">\n<leader>{leader}</leader>{inner}</record>'.encode())


FAULTY = {
    FIELD.replace('ind1=" "', 'ind1="?"'):
        "line 2, record/datafield: its attributes are not right (tag='500', ind1='?', ind2=' ')",
    FIELD.replace(' ind2=" "', ""): "record/datafield: its attributes are not right (tag='500', ind1=' ')",
    FIELD.replace('code="a"', ""): "record/datafield/subfield: its attributes are not right (none)",
    FIELD.replace("N<", "N<b/><"): "record/datafield/subfield: elements are not allowed here, only text",
    '<datafield tag="500" ind1=" " ind2=" "/>': "record/datafield: an element is missing in it",
    '<controlfield tag="010"/>': "record/controlfield: its attributes are not right (tag='010')",
    f'{FIELD}<controlfield tag="001"/>': "record/controlfield: element controlfield is not allowed here",
    "<bogus/>": "record/bogus: element bogus is not allowed here",
    "text": "record: text is not allowed here, only elements",
    FIELD.replace(" ind1", ' id="a" ind1') * 2: "the ID 'a' stands on two elements",
    FIELD.replace("<subfield", '<subfield xsi:type="subfieldatafieldType"')
    .replace("<datafield", '<datafield xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'):
        "attribute type='subfieldatafieldType' is not allowed here",
}  # fmt: skip


@pytest.mark.parametrize("inner", FAULTY)
def test_fault_names_line_path_and_what_is_wrong(inner: str) -> None:
    (fault,) = native.faults(element(inner), MARC)
    assert fault.startswith("line 1, record: text" if inner == "text" else "line 2")
    assert FAULTY[inner] in fault
    node = element(inner)
    assert native.faults(node, MARC, written=xml.serialise(node)) == (fault,)


def test_a_leader_that_is_none_is_named() -> None:
    assert native.faults(element("", "short"), MARC) == (
        "line 2, record/leader: its value 'short' is not one of those allowed",
    )


def test_a_sound_record_has_no_fault() -> None:
    assert native.faults(xml.parse(marc("001 1", "245 00 $aT").encode()), MARC) == ()


@pytest.mark.parametrize("archive", ["marcxml.tar.gz", "pairs.tar.gz", "nasty.tar.gz"])
def test_verdict_on_real_records_is_the_official_one(archive: str) -> None:
    judged, valid, different = disagreements(records(archive, tag=RECORD), MARC)
    assert different == []
    assert judged > 80
    assert valid > 0


def agree(node: etree._Element) -> bool:
    """Return whether both verdicts are the same."""
    return official(MARC).validate(node) is not bool(native.faults(node, MARC))


SIGNS = [chr(number) for number in range(32, 0x180)] + ["٣", "０", "\t", "\n", ""]
TAGS = (
    "",
    "00",
    "001",
    "00A",
    "00a",
    "000",
    "010",
    "0A0",
    "0a0",
    "0aA",
    "100",
    "A00",
    "a00",
    "aAA",
    "ZZZ",
    "zz9",
    "1000",
)


def test_verdict_on_every_sign_of_codes_indicators_tags_and_leaders_is_the_official_one() -> None:
    root = element(f'<controlfield tag="001"/>{FIELD}')
    leader, control, field = root
    judged = 0
    for node, name in ((field, "ind1"), (field, "ind2"), (field[0], "code"), (field, "tag"), (control, "tag")):
        before = node.get(name)
        values = TAGS if name == "tag" else SIGNS
        for value in [*values, *(f"{sign}x" for sign in SIGNS), *(f"00{sign}" for sign in SIGNS)]:
            if value not in ("\t", "\n"):  # which an attribute cannot hold as they are
                node.set(name, value)
                assert agree(root), (name, value)
                judged += 1
        node.set(name, before)
    for place in range(25):
        for sign in SIGNS:
            leader.text = LEADER[:place] + sign + LEADER[place + 1 :]
            assert agree(root), leader.text
            judged += 1
    assert judged > 10_000


NAMES = ("record", "collection", "leader", "controlfield", "datafield", "subfield", "bogus")
ATTRIBUTES = ("type", "id", "tag", "ind1", "ind2", "code", "bogus", xml.SCHEMA_LOCATION, xml.XML_LANG)
VALUES = (
    "", " ", "a", "1", "a b", "1a", "001", "245", "0a1", "Bibliographic", " Authority ", "authority", "Holdings",
    "A", "é", "ab", LEADER, LEADER.replace("4500", "    "), "x y",
)  # fmt: skip


def mutate(root: etree._Element, chance: random.Random) -> None:
    """Return nothing; change one thing about one element: remove, repeat, move, rename it, or touch its attributes."""
    nodes = list(root.iter(etree.Element))
    node, other = chance.choice(nodes), chance.choice(nodes)
    match chance.randrange(7):
        case 0 if node is not root:
            node.getparent().remove(node)
        case 1 if node is not root:
            node.addnext(etree.fromstring(etree.tostring(node, with_tail=False)))
        case 2:
            other.append(etree.fromstring(etree.tostring(node, with_tail=False)))
        case 3 if node is not root:
            node.tag = f"{{{xml.MARC}}}{chance.choice(NAMES)}"
        case 4:
            node.attrib.pop(chance.choice(ATTRIBUTES), None)
        case 5:
            node.text = chance.choice(VALUES)
        case _:
            node.set(chance.choice(ATTRIBUTES), chance.choice(VALUES))


@cache
def samples() -> list[bytes]:
    """Return real records of many shapes."""
    found = [etree.tostring(node) for node in islice(records("marcxml.tar.gz", tag=RECORD), 0, None, 8)]
    return [sample for sample in found if len(sample) < 8000]


@pytest.mark.parametrize("seed", range(6))
def test_verdict_on_mutated_real_records_is_the_official_one(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable walk, no secret
    verdicts = set()
    for _ in range(600):
        root = etree.fromstring(chance.choice(samples()))
        for _ in range(chance.randint(1, 3)):
            mutate(root, chance)
        verdicts.add(official(MARC).validate(root))
        assert agree(root), etree.tostring(root).decode()
    assert verdicts == {True, False}
