"""Abstracts, notes, classifications and security markings, which are two things."""

import pytest

from crosswalks.record import (
    Abstract,
    Classification,
    Date,
    Funding,
    Note,
    SecurityMarking,
    Statement,
)
from tests.crosswalks.sources.reading import mods, mods_record, one


def test_abstract_contents_audience_and_notes():
    found = mods_record(
        '<abstract xml:lang="eng">A &lt;p&gt;summary&lt;/p&gt;</abstract><tableOfContents>I -- II</tableOfContents>'
        '<note type="biographical/historical" displayLabel="Bio">B</note><targetAudience>adult</targetAudience>'
        '<part><detail type="volume"><number>3</number></detail><date>1950</date></part>'
    )
    assert found.abstracts == (Abstract(value="A summary", lang="eng"),)
    assert found.notes == (
        Note(value="B", type="biographical/historical", label="Bio"),
        Note(value="I -- II", type="table of contents"),
        Note(value="adult", label="Audience"),
        Note(value="volume 3, 1950", label="Part"),
    )


def test_notes_that_the_record_has_a_place_for():
    found = mods_record(
        '<note type="funding" xlink:href="https://ror.org/1">Paid by L.</note>'
        '<note type="preferred citation">Cite so.</note><note displayLabel="Declassified">1995-06-01</note>'
    )
    assert found.notes == ()
    assert found.funding == (Funding(note_text="Paid by L.", funder_uri="https://ror.org/1"),)
    assert found.rights.statements == (Statement(text="Cite so.", kind="credit"),)
    assert found.dates == (Date(type="declassified", start="1995-06-01"),)


# Library classification and security marking are two things


def test_library_classification():
    found = mods_record('<classification authority="ddc" edition="23" displayLabel="Class">951.9</classification>')
    assert found.classifications == (Classification(value="951.9", scheme="ddc", edition="23", label="Class"),)
    assert found.security_markings == ()


@pytest.mark.parametrize("level", ["Secret", "TOP SECRET", "confidential.", "[Restricted]", "Совершенно секретно"])
def test_bare_marking_in_classification_is_routed_and_noted(level):
    entry = one(
        "mods",
        mods(
            f"<classification>{level}</classification><recordInfo><recordIdentifier>1</recordIdentifier></recordInfo>"
        ),
    )
    assert entry.record.classifications == ()
    assert entry.record.security_markings == (SecurityMarking(level=level),)
    assert len(entry.notes) == 1
    assert level in entry.notes[0]


def test_a_class_that_contains_the_word_stays_a_class():
    found = mods_record('<classification authority="lcc">Secret societies HS</classification>')
    assert found.security_markings == ()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<note type="original classification">Secret</note>', SecurityMarking(level="Secret")),
        (
            '<note type="Original Classification" displayLabel="Original classification (title)">Secret</note>',
            SecurityMarking(level="Secret", applies_to="title"),
        ),
        (
            '<note type="original classification">Secret; marked "Секретно"; declassified 1995; event: E</note>',
            SecurityMarking(level="Secret", original_text="Секретно", declassified_on="1995", event="E"),
        ),
        (
            (
                '<note type="original classification">Secret</note>'
                '<note displayLabel="Original classification, details">'
                'marked "Секретно"; system: USSR; authority: A</note>'
            ),
            SecurityMarking(level="Secret", original_text="Секретно", system="USSR", authority="A"),
        ),
        (
            '<accessCondition displayLabel="Security classification">Secret</accessCondition>',
            SecurityMarking(level="Secret", status="in_force"),
        ),
    ],
)
def test_security_marking(inner, expected):
    found = mods_record(inner)
    assert found.security_markings == (expected,)
    assert found.notes == ()
    assert found.rights.statements == ()
