"""Laws of the way there and back: Record -> MODS -> Record, Dublin Core -> MODS -> Dublin Core, and natives.

Those of oai_qdc are in sources/test_oai_qdc_round_trip.py, those of `sheaf` in formats/test_sheaf.py.
"""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crosswalks import native, registry, xml
from crosswalks.formats import oai_dc
from crosswalks.record import Record, dump, parse
from tests.crosswalks.formats.test_any_record import any_record
from tests.crosswalks.records import CASES, case, records
from tests.crosswalks.representable import representable
from tests.crosswalks.sources.reading import dc, harvested, one, response

SOURCES = {"oai_dc": "oai_dc", "mods": "mods", "marc21": "marcxml"}
DC = registry.FORMATS["oai_dc"]


def rendered(record: Record, name: str) -> bytes:
    """Return a Record in a format."""
    codec = registry.FORMATS[name]
    return codec.render(record, codec.options())


def read(content: bytes, name: str) -> Record:
    """Return the Record of what was rendered in a format."""
    found = one(SOURCES[name], content, max_record_bytes=10_000_000).record
    assert found is not None
    return found


# Record -> MODS -> Record


@any_record
@given(record=representable())
def test_what_mods_can_say_comes_back(record: Record) -> None:
    assert read(rendered(record, "mods"), "mods") == record


# Dublin Core -> MODS -> Dublin Core


def through_mods(content: bytes) -> bytes:
    """Return a record in Dublin Core after it has been MODS."""
    return rendered(read(rendered(read(content, "oai_dc"), "mods"), "mods"), "oai_dc")


@any_record
@given(record=records())
def test_dublin_core_that_has_been_mods_stays_as_it_is(record: Record) -> None:
    once = through_mods(rendered(record, "oai_dc"))
    assert through_mods(once) == once


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_has_been_mods_stays_as_it_is(name: str) -> None:
    once = through_mods(rendered(case(name), "oai_dc"))
    assert through_mods(once) == once


def without_separators(record: Record) -> Record:
    """Return a Record without `;`, at which the source of Dublin Core parts values of most elements."""
    return parse(dump(record).replace(b";", "·".encode()))


def counted(content: bytes) -> Counter[tuple[Any, ...]]:
    """Return how often a record in Dublin Core says a value, in which element and language.

    A description has no language here: all but the first are notes, and a Note of a Record has none.
    """
    described = f"{{{xml.DC}}}description"
    return Counter((tag, lang if tag != described else None, text) for tag, lang, text in said(xml.parse(content)))


@any_record
@given(record=representable().map(without_separators))
def test_dublin_core_says_each_value_as_often_and_in_its_language_once_it_has_been_mods(record: Record) -> None:
    before = rendered(record, "oai_dc")
    assert counted(through_mods(before)) == counted(before)


# Left out are elements that several fields of a Record share, of which a reader of Dublin Core cannot know the first:
# classes and terms, extents and forms, notes of each type, persistent identifiers, rights and who holds them
ORDERED = [
    f"{{{xml.DC}}}{name}"
    for name in ("title", "creator", "contributor", "publisher", "date", "type", "language", "relation", "source")
]


@any_record
@given(record=representable().map(without_separators))
def test_dublin_core_keeps_the_order_of_names_and_titles_once_it_has_been_mods(record: Record) -> None:
    before = rendered(record, "oai_dc")
    orders = [
        {name: [text for tag, _, text in said(xml.parse(each)) if tag == name] for name in ORDERED}
        for each in (before, through_mods(before))
    ]
    assert orders[0] == orders[1]


# Natives


@any_record
@given(record=records(), name=st.sampled_from(sorted(SOURCES)))
def test_any_record_rendered_is_a_native_that_is_served_as_it_is(record: Record, name: str) -> None:
    content = rendered(record, name)
    entry = one(SOURCES[name], content, max_record_bytes=10_000_000)
    assert entry.native is not None
    assert (entry.native.faults, entry.native.dissemination) == ((), content)


XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff", exclude_categories=("Cc", "Cs")), max_size=12
)
FOREIGN = ("<f:f xmlns:f='urn:f' f:a='b'/>", "<plain xmlns=''>a<!-- c --></plain>", "<n xmlns='urn:n'><m/></n>")


@st.composite
def natives_in_mods(draw: st.DrawFn) -> etree._Element:
    """Draw a valid MODS record with white space, comments, processing instructions and extensions of other schemas."""
    root = xml.parse(rendered(case(draw(st.sampled_from(CASES))), "mods"))
    root.set("version", draw(st.sampled_from(["3.4", "3.8"])))
    for node in list(root):
        node.tail = draw(st.sampled_from(["", "\n  ", "\t"]))
        if draw(st.booleans()):
            node.addprevious(draw(st.sampled_from([etree.Comment(" c "), etree.ProcessingInstruction("p", "i")])))
    for foreign in draw(st.lists(st.sampled_from(FOREIGN), max_size=2)):
        extension = etree.SubElement(root, f"{{{xml.MODS}}}extension")
        extension.append(etree.fromstring(foreign))
        extension.text = draw(XML_TEXT)
    return root


def canonical(node: etree._Element) -> bytes:
    """Return the canonical form of an element on its own, but for its schemaLocation."""
    copy = xml.parse(xml.serialise(node))
    copy.attrib.pop(xml.SCHEMA_LOCATION, None)
    return etree.tostring(copy, method="c14n", exclusive=True)


@any_record
@given(root=natives_in_mods(), is_harvested=st.booleans())
def test_native_mods_is_canonically_the_same(root: etree._Element, is_harvested: bool) -> None:
    record = xml.serialise(root)
    entry = one("mods", response(harvested(record.decode())) if is_harvested else record)
    assert entry.native is not None
    assert entry.native.dissemination is not None, entry.native.faults
    assert canonical(xml.parse(entry.native.dissemination)) == canonical(root)
    assert native.faults(xml.parse(entry.native.dissemination), registry.FORMATS["mods"]) == ()


@st.composite
def natives_in_dublin_core(draw: st.DrawFn) -> etree._Element:
    """Draw a valid oai_dc record with elements in any order, of any text, some with a language."""
    root = xml.parse(dc("").encode())
    for tag in draw(st.lists(st.sampled_from([tag for tag, _ in oai_dc.ELEMENTS]), max_size=8)):
        node = etree.SubElement(root, tag)
        node.text = draw(XML_TEXT)
        if lang := draw(st.sampled_from(["", "en", "de-AT"])):
            node.set(xml.XML_LANG, lang)
    return root


def said(root: etree._Element) -> list[tuple[Any, ...]]:
    """Return what a record in Dublin Core says: element, language and text, in their order."""
    return [(node.tag, node.get(xml.XML_LANG), node.text or "") for node in root]


@any_record
@given(root=natives_in_dublin_core(), is_harvested=st.booleans())
def test_native_dublin_core_is_the_same_list_of_element_language_and_text(
    root: etree._Element, is_harvested: bool
) -> None:
    record = xml.serialise(root)
    entry = one("oai_dc", response(harvested(record.decode())) if is_harvested else record)
    assert entry.native is not None
    assert entry.native.dissemination is not None, entry.native.faults
    assert said(xml.parse(entry.native.dissemination)) == said(root)
    assert native.faults(xml.parse(entry.native.dissemination), DC) == ()


@any_record
@given(root=natives_in_dublin_core())
def test_native_dublin_core_that_is_made_anew_is_stable_after_one_pass(root: etree._Element) -> None:
    once = rendered(read(xml.serialise(root), "oai_dc"), "oai_dc")
    twice = rendered(read(once, "oai_dc"), "oai_dc")
    assert rendered(read(twice, "oai_dc"), "oai_dc") == twice
