"""Laws of the way there and back: Record -> oai_qdc -> Record, and natives in oai_qdc."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from crosswalks import native, registry, xml
from crosswalks.formats import oai_qdc
from crosswalks.record import (
    Abstract,
    Agent,
    Classification,
    Collection,
    Date,
    LanguageUse,
    Physical,
    Place,
    Record,
    Related,
    Rights,
    Subject,
    Title,
)
from tests.crosswalks.formats.test_any_record import any_record
from tests.crosswalks.records import CASES, case, records
from tests.crosswalks.sources.reading import DC, DCTERMS, harvested, one, qdc, response

CODEC = registry.FORMATS["oai_qdc"]


def rendered(record: Record) -> bytes:
    return CODEC.render(record, CODEC.options())


def read(content: bytes, local_id: str) -> Record:
    """Return the Record of what was rendered, under the identifier that it had."""
    found = one("oai_qdc", content, max_record_bytes=10_000_000).record
    assert found is not None
    return replace(found, local_id=local_id, identifiers=tuple(i for i in found.identifiers if i.value != local_id))


@pytest.mark.parametrize("name", CASES)
def test_a_case_rendered_and_read_again_renders_the_same(name: str) -> None:
    record = case(name)
    entry = one("oai_qdc", rendered(record))
    assert entry.native is not None
    assert entry.native.faults == ()
    once = rendered(read(rendered(record), record.local_id))
    assert rendered(read(once, record.local_id)) == once


@any_record
@given(record=records())
def test_any_record_rendered_is_a_native_that_is_served_as_it_is(record: Record) -> None:
    content = rendered(record)
    entry = one("oai_qdc", content, max_record_bytes=10_000_000)
    assert entry.native is not None
    assert (entry.native.faults, entry.native.dissemination) == ((), content)


WORDS = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=2, max_size=8).map(lambda word: f"x{word}")
LANGUAGES = st.sampled_from(["", "eng", "rus", "kor"])
YEARS = st.integers(1000, 2020).map(str)


def some(strategy: st.SearchStrategy[Any], key: Any = None) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a strategy of a few different values; different in what `key` gives of them."""
    return st.lists(strategy, max_size=3, unique_by=key or (lambda value: value)).map(tuple)


def representable() -> st.SearchStrategy[Record]:
    """Return a strategy of Records that oai_qdc can say in full."""
    return st.builds(
        Record,
        local_id=st.just("7"),
        titles=some(st.builds(Title, value=WORDS, lang=LANGUAGES)),
        agents=some(st.builds(Agent, name=WORDS, relation=st.just("creator"))),
        abstracts=some(st.builds(Abstract, value=WORDS, lang=LANGUAGES)),
        subjects=some(
            st.builds(Subject, label=WORDS, authority=st.sampled_from(["", "lcsh", "mesh"])), lambda each: each.label
        ),
        classifications=some(
            st.builds(Classification, value=YEARS, scheme=st.sampled_from(["lcc", "ddc", "udc", "nlm"]))
        ),
        dates=some(st.builds(Date, start=YEARS)),
        uploaded=YEARS | st.just(""),
        languages=some(st.builds(LanguageUse, code=st.sampled_from(["eng", "rus", "kor"]))),
        physical=st.builds(Physical, extents=some(YEARS), forms=some(WORDS)),
        places=some(st.builds(Place, label=WORDS, authority=st.sampled_from(["", "tgn"])), lambda each: each.label),
        collections=some(st.builds(Collection, title=WORDS)),
        related=st.lists(
            st.builds(Related, label=WORDS, type=st.sampled_from(["preceding", "original", "references"])),
            max_size=1,
        ).map(tuple),
        rights=st.builds(
            Rights,
            uri=st.sampled_from(["", "http://rightsstatements.org/vocab/InC/1.0/"]),
            holders=some(st.builds(Agent, name=WORDS, relation=st.just("rights_holder"))),
        ),
    )


@any_record
@given(record=representable())
def test_what_qualified_dublin_core_can_say_comes_back(record: Record) -> None:
    assert read(rendered(record), "7") == record


TAGS = [tag for tag, _ in oai_qdc.ELEMENTS]
XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff", exclude_categories=("Cc", "Cs")), max_size=12
)


@st.composite
def natives(draw: st.DrawFn) -> etree._Element:
    """Draw a valid record with elements in any order, of any text, some with a language or a scheme."""
    root = xml.parse(qdc("").encode())
    for tag in draw(st.lists(st.sampled_from(TAGS), max_size=6)):
        node = etree.SubElement(root, tag)
        node.text = draw(XML_TEXT)
        kind = draw(st.sampled_from(["", "dcterms:LCSH", "dcterms:Box", "dc:SimpleLiteral"]))
        lang = draw(st.sampled_from(["", "en", "de-AT"]))
        if kind:
            node.set(xml.XSI_TYPE, kind)
        if lang and not kind.startswith("dcterms:"):
            node.set(xml.XML_LANG, lang)
    return root


@any_record
@given(root=natives())
def test_a_native_comes_back_as_the_same_list_of_element_language_scheme_and_text(root: etree._Element) -> None:
    record = xml.serialise(root).decode()
    entry = one("oai_qdc", response(harvested(record)))
    assert entry.native is not None
    assert entry.native.dissemination is not None
    assert said(xml.parse(entry.native.dissemination)) == said(root)
    assert native.faults(xml.parse(entry.native.dissemination), CODEC) == ()


def said(root: etree._Element) -> list[tuple[Any, ...]]:
    """Return what a record says, element by element."""
    return [(node.tag, node.get(xml.XML_LANG), node.get(xml.XSI_TYPE), node.text or "") for node in root]


@any_record
@given(root=natives())
def test_a_native_read_and_rendered_is_stable_after_one_pass(root: etree._Element) -> None:
    once = rendered(read(xml.serialise(root), "7"))
    twice = rendered(read(once, "7"))
    assert rendered(read(twice, "7")) == twice


def test_the_namespaces_of_the_terms_are_those_of_dcmi() -> None:
    assert {etree.QName(tag).namespace for tag in TAGS} == {DC, DCTERMS}
