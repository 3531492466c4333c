"""Options applied to native MODS: only what an option speaks of changes, and what comes out is valid."""

from typing import Any

import msgspec
import pytest
from lxml import etree

from crosswalks import native, xml
from crosswalks.formats import mods
from tests import corpora, schemas

FORM = native.Form(xml.MODS, mods.SCHEMA)
INC = "http://rightsstatements.org/vocab/InC/1.0/"
NATIVE = f"""<m:mods xmlns:m="{xml.MODS}" xmlns:xlink="{xml.XLINK}" xmlns:xsi="{xml.XSI}"
 xsi:schemaLocation="{xml.MODS} {mods.SCHEMA}" version="3.6">
  <!-- a comment --><m:titleInfo displayLabel="Title"><m:title>Letter</m:title></m:titleInfo>
  <m:name><m:namePart>Shtykov</m:namePart><m:affiliation>Embassy</m:affiliation></m:name>
  <m:note type="handwritten">By hand.</m:note>
  <m:location><m:physicalLocation authority="marcorg">TKN</m:physicalLocation>
    <m:url usage="primary" access="object in context">https://a.example.org/7</m:url>
    <m:url access="preview">https://a.example.org/7.jpg</m:url>
  </m:location>
  <m:accessCondition type="useAndReproduction"
    xlink:href="https://rightsstatements.org/page/InC/1.0/">In Copyright</m:accessCondition>
  <m:accessCondition type="useAndReproduction">Ask first.</m:accessCondition>
  <m:accessCondition displayLabel="Rights holder">The estate</m:accessCondition>
  <m:accessCondition displayLabel="Security classification">Secret</m:accessCondition>
  <m:accessCondition type="restrictionOnAccess">Reading room only</m:accessCondition>
  <m:extension><own xmlns="urn:own:words">kept</own></m:extension>
  <m:recordInfo>
    <m:recordContentSource authority="marcorg">TKN</m:recordContentSource>
    <m:recordContentSource>Example Archive</m:recordContentSource></m:recordInfo>
</m:mods>""".encode()


def lines(data: bytes) -> set[str]:
    """Return the record as a set: one line for each element's path, attributes and text, and for each comment."""
    root = etree.fromstring(data)
    return {
        f"{root.getroottree().getpath(node)} {sorted(node.attrib.items())} {(node.text or '').strip()}"
        for node in root.iter()
    }


def test_the_example_is_valid() -> None:
    assert schemas.validate(NATIVE) == []


def test_by_default_not_a_byte_changes() -> None:
    assert mods.adapt(NATIVE, mods.Options()) == NATIVE


@pytest.mark.parametrize(
    ("options", "gone", "come"),
    [
        ({"rights_text": "uri"}, [("accessCondition[1]", "In Copyright")], [("accessCondition[1]", INC)]),
        ({"url_usage": "primary display"}, [("url[1]", "'primary')")], [("url[1]", "'primary display')")]),
        (
            {"statement_type": "local rights statement"},
            [("accessCondition[2]", "'useAndReproduction')] Ask first.")],
            [("accessCondition[2]", "'local rights statement')] Ask first.")],
        ),
        (
            {"marking_type": "restriction on access"},
            [("accessCondition[4]", "'Security classification')] Secret")],
            [("accessCondition[4]", "('type', 'restriction on access')] Secret")],
        ),
        (
            {"statement_type": "freetext"},
            [("accessCondition[2]", "Ask first."), *(("accessCondition", text) for text in ("The estate", "Secret")),
             ("accessCondition", "Reading room only"), ("m:note ", "By hand.")],
            [("m:note[2]", "[('type', 'freetext')] Ask first."),
             *(("accessCondition", text) for text in ("The estate", "Secret", "Reading room only")),
             ("m:note[1]", "By hand.")],
        ),
        ({"title_usage": "primary"}, [("titleInfo", "[('displayLabel', 'Title')]")],
         [("titleInfo", "('usage', 'primary')")]),
        ({"ownership_note": True}, [("m:note ", "By hand.")],
         [("m:note[1]", "By hand."), ("m:note[2]", "('type', 'ownership')] Example Archive")]),
    ],
)  # fmt: skip
def test_an_option_changes_what_it_speaks_of(
    options: dict[str, Any], gone: list[tuple[str, str]], come: list[tuple[str, str]]
) -> None:
    adapted = mods.adapt(NATIVE, mods.Options(**options))
    before, after = lines(NATIVE), lines(adapted)
    for changes, wanted in ((before - after, gone), (after - before, come)):
        assert len(changes) == len(wanted)
        for path, text in wanted:
            assert any(path in line and text in line for line in changes), changes
    assert schemas.validate(adapted) == []


def test_a_rights_holder_becomes_a_name_in_its_place() -> None:
    root = etree.fromstring(mods.adapt(NATIVE, mods.Options(rights_holder="name")))
    assert [node.text for node in root.findall(f"{{{xml.MODS}}}name/{{{xml.MODS}}}namePart")] == [
        "Shtykov",
        "The estate",
    ]
    assert root.findall(f".//{{{xml.MODS}}}roleTerm")[0].text == "cph"
    assert not any("estate" in (node.text or "") for node in root.iter(f"{{{xml.MODS}}}accessCondition"))
    assert schemas.validate(etree.tostring(root)) == []


def test_a_native_that_says_nothing_of_an_option_stays_as_it_is() -> None:
    root = f'<mods xmlns="{xml.MODS}" xmlns:xsi="{xml.XSI}" xsi:schemaLocation="{xml.MODS} {mods.SCHEMA}">'
    bare = f"{root}<titleInfo><title>A</title></titleInfo></mods>".encode()
    assert mods.adapt(bare, msgspec.structs.replace(EVERY, title_usage="")) == bare


def test_a_title_that_is_marked_already_stays_the_only_one() -> None:
    root = f'<mods xmlns="{xml.MODS}" xmlns:xsi="{xml.XSI}" xsi:schemaLocation="{xml.MODS} {mods.SCHEMA}">'
    titles = '<titleInfo type="alternative"><title>B</title></titleInfo><titleInfo{}><title>A</title></titleInfo>'
    plain, wanted = (f"{root}{titles.format(usage)}</mods>".encode() for usage in ("", ' usage="primary"'))
    marked = mods.adapt(plain, mods.Options(title_usage="primary"))
    assert marked == wanted
    assert mods.adapt(marked, mods.Options(title_usage="primary")) == marked


EVERY = mods.Options(
    rights_text="uri",
    url_usage="primary display",
    statement_type="local rights statements",
    marking_type="restriction on access",
    rights_holder="name",
    ownership_note=True,
    title_usage="primary",
)
FREETEXT = msgspec.structs.replace(EVERY, statement_type="freetext")


def test_real_natives_stay_valid_and_keep_all_else() -> None:
    seen = 0
    for _, content in corpora.members("mods-utk.tar.gz", ".xml"):
        root = etree.fromstring(content, xml.parser())
        if root.tag != f"{{{xml.MODS}}}mods" or native.faults(root, FORM):
            continue
        served = native.disseminate(root, FORM)
        assert schemas.validate(mods.adapt(served, FREETEXT)) == []
        adapted = mods.adapt(served, EVERY)
        assert schemas.validate(adapted) == []
        touched = ("accessCondition", "note", "url", "name", "role", "roleTerm", "namePart", "titleInfo")
        untouched = _untouched(served, touched)
        assert untouched == _untouched(adapted, touched)
        seen += 1
        if seen == 40:
            break
    assert seen == 40


def _untouched(data: bytes, touched: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """Return name, attributes and text of the elements that no option speaks of."""
    return {
        (etree.QName(node).localname, str(sorted(node.attrib.items())), node.text or "")
        for node in etree.fromstring(data).iter(etree.Element)
        if etree.QName(node).localname not in touched
    }
