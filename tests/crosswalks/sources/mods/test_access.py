"""accessCondition -> rights, in all their spellings."""

import pytest

from crosswalks.record import (
    Access,
    Agent,
    Statement,
)
from tests.crosswalks.sources.reading import mods, mods_record, one

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
