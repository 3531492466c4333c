"""accessCondition -> rights, in all their spellings."""

import itertools

import pytest

from crosswalks.record import (
    Access,
    Agent,
    SecurityMarking,
    Statement,
)
from tests.crosswalks.sources.reading import mods, mods_record, one, within_a_minute

IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    "condition",
    [
        f'<accessCondition type="use and reproduction" xlink:href="{IN_COPYRIGHT}">In Copyright</accessCondition>',
        f'<accessCondition type="useAndReproduction" xlink:href="{IN_COPYRIGHT} ">In Copyright</accessCondition>',
        '<accessCondition valueURI="https://rightsstatements.org/page/InC/1.0/?a=b">In Copyright</accessCondition>',
    ],
)
def test_rights_uri_is_canonical_and_keeps_its_label(condition):
    found = mods_record(condition).rights
    assert (found.uri, found.label, found.statements) == (IN_COPYRIGHT, "In Copyright", ())


def test_what_the_archive_says_beside_a_rights_uri_is_a_statement():
    condition = (
        f'<accessCondition type="use and reproduction" xlink:href="{IN_COPYRIGHT}" xml:lang="en">{{}}</accessCondition>'
    )
    found = mods_record(condition.format("in copyright.")).rights
    assert (found.label, found.statements) == ("in copyright.", ())
    found = mods_record(condition.format("Copyright of the heirs; ask us.")).rights
    assert (found.uri, found.label) == (IN_COPYRIGHT, "")
    assert found.statements == (Statement(text="Copyright of the heirs; ask us.", lang="eng"),)


def test_a_rights_uri_counts_whatever_the_type():
    condition = f'<accessCondition type="restriction on access" xlink:href="{IN_COPYRIGHT}">{{}}</accessCondition>'
    found = mods_record(condition.format("Reading room only")).rights
    assert (found.uri, found.statements) == (IN_COPYRIGHT, ())
    assert found.access == Access(level="restricted", note="Reading room only")
    assert mods_record(condition.format(IN_COPYRIGHT)).rights.access == Access()


def test_several_limits_are_as_strict_as_the_strictest():
    kinds = ("Open access", "Staff only", "Embargoed until 2030", "Ask us")
    for texts in itertools.permutations(kinds, 2):
        inner = "".join(f'<accessCondition type="restriction on access">{text}</accessCondition>' for text in texts)
        access = mods_record(inner).rights.access
        levels = {"Open access": "open", "Staff only": "restricted", "Embargoed until 2030": "embargoed", "Ask us": ""}
        order = ["open", "", "embargoed", "restricted"]
        assert access.level == max((levels[text] for text in texts), key=order.index)
        assert access.note == "; ".join(texts)
        assert access.until == ("2030" if "Embargoed until 2030" in texts else "")


def test_an_untyped_note_on_access_is_no_condition_of_use():
    found = mods_record('<accessCondition displayLabel="Access">Open for research</accessCondition>').rights
    assert (found.access, found.statements) == (Access(level="open", note="Open for research"), ())


@pytest.mark.parametrize("text", ["<a href=", "<a " + "href = ", "<a href='x'>", "<a "])
def test_a_megabyte_of_anchors_is_read(text):
    many = (text * (1_000_000 // len(text))).replace("<", "&lt;")
    assert within_a_minute(mods(f"<accessCondition>{many}</accessCondition>")).startswith("Entry")


def test_rights_uri_in_an_html_anchor():
    anchor = f'&lt;a class="x" href="{IN_COPYRIGHT}" target="_blank"&gt;In Copyright&lt;/a&gt;'
    found = mods_record(f"<accessCondition>{anchor}</accessCondition>").rights
    assert (found.uri, found.label) == (IN_COPYRIGHT, "In Copyright")


@pytest.mark.parametrize("text", [BY, "https://creativecommons.org/licenses/by/4.0/rdf"])
def test_rights_uri_as_text(text):
    found = mods_record(f"<accessCondition>{text}</accessCondition>").rights
    assert (found.uri, found.label, found.statements) == (BY, "", ())


def test_rights_uri_is_never_guessed_from_words():
    found = mods_record("<accessCondition>In Copyright</accessCondition>").rights
    assert (found.uri, found.statements) == ("", (Statement(text="In Copyright"),))


def test_unknown_uri_is_kept_as_text():
    found = mods_record('<accessCondition xlink:href="https://doi.org/10.1/x">Ask us</accessCondition>').rights
    assert (found.uri, [each.text for each in found.statements]) == ("", ["Ask us", "https://doi.org/10.1/x"])


def test_licence_beside_a_statement_and_a_second_statement():
    entry = one(
        "mods",
        mods(
            f'<accessCondition xlink:href="{IN_COPYRIGHT}"/><accessCondition xlink:href="{BY}"/>'
            '<accessCondition xlink:href="http://rightsstatements.org/vocab/NKC/1.0/"/>'
        ),
    )
    assert (entry.record.rights.uri, entry.record.rights.licence_uri) == (IN_COPYRIGHT, BY)
    assert [each.text for each in entry.record.rights.statements] == ["http://rightsstatements.org/vocab/NKC/1.0/"]
    assert any("more than one rights URI" in note for note in entry.notes)


@pytest.mark.parametrize("kind", ["restriction on access", "restrictionOnAccess", "Restriction on Access"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Staff only", Access(level="restricted", note="Staff only")),
        ("Ask the archivist.", Access(level="", note="Ask the archivist.")),
        ("No restrictions.", Access(level="open", note="No restrictions.")),
        (
            "Embargoed until 2030-01-01",
            Access(level="embargoed", note="Embargoed until 2030-01-01", until="2030-01-01"),
        ),
    ],
)
def test_restriction_on_access(kind, text, expected):
    found = mods_record(f'<accessCondition type="{kind}">{text}</accessCondition>').rights
    assert found.access == expected
    assert found.statements == ()


def test_kinds_of_statement_and_holders():
    found = mods_record(
        '<accessCondition displayLabel="Contact" xml:lang="en">a@x.org</accessCondition>'
        '<accessCondition type="local rights statement">Local</accessCondition>'
        '<accessCondition displayLabel="Rights holder">Heirs</accessCondition>'
    ).rights
    assert found.statements == (Statement(text="a@x.org", kind="contact", lang="eng"), Statement(text="Local"))
    assert found.holders == (Agent(name="Heirs", relation="rights_holder"),)


def test_copyright_metadata():
    found = mods_record(
        '<accessCondition><copyright xmlns="http://www.cdlib.org/inside/diglib/copyrightMD"'
        ' copyright.status="copyrighted"><rights.holder><name>Heirs</name></rights.holder>'
        "<year.copyright>1950</year.copyright></copyright></accessCondition>"
    ).rights
    assert (found.copyright.status, found.copyright.year) == ("copyrighted", "1950")
    assert [holder.name for holder in found.holders] == ["Heirs"]


@pytest.mark.parametrize(
    "inner",
    [
        "<accessCondition type='restriction on access' displayLabel='Original classification'>Secret</accessCondition>",
        "<accessCondition>Original classification: Secret</accessCondition>",
        "<classification>Original classification: Secret</classification>",
        "<subject><topic>Original classification: Secret</topic></subject>",
    ],
)
def test_original_classification_is_a_lifted_marking_wherever_it_stands(inner):
    found = mods_record(inner)
    assert found.security_markings == (SecurityMarking(level="Secret", status="lifted"),)
    assert (found.rights.access, found.rights.statements) == (Access(), ())
    assert (found.subjects, found.classifications) == ((), ())


def test_untyped_condition_that_surely_limits_access_is_about_access():
    found = mods_record("<accessCondition>Closed until 2050</accessCondition>").rights
    assert (found.access, found.statements) == (Access(level="embargoed", note="Closed until 2050", until="2050"), ())
