"""Abstracts, notes, classifications and security markings, which are two things."""

import pytest

from crosswalks.record import (
    Abstract,
    Classification,
    Date,
    Funding,
    Note,
    SecurityMarking,
)
from tests.crosswalks.sources.reading import mods, mods_record, one, within_a_minute


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
    assert found.notes == (Note(value="Cite so.", type="preferred citation"),)
    assert found.funding == (Funding(note_text="Paid by L.", funder_uri="https://ror.org/1"),)
    assert found.rights.statements == ()
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


DETAILED = SecurityMarking(
    level="Secret; of two kinds",
    original_text="Секретно; экз. 1",
    system="KGB",
    declassified_on="1995; in part",
    authority="FSB",
    event="Order 7",
)


def test_marking_with_all_that_is_known_of_it():
    found = mods_record(
        '<note type="original classification">Secret; of two kinds; marked "Секретно; экз. 1"; system: KGB; '
        "declassified 1995; in part; authority: FSB; event: Order 7</note>"
    )
    assert found.security_markings == (DETAILED,)


@pytest.mark.parametrize("text", ['Secret; marked "never closed', "Secret; see below", "; system: KGB"])
def test_what_is_no_detail_of_a_marking_is_its_level(text):
    found = mods_record(f'<note type="original classification">{text}</note>').security_markings
    assert found == (SecurityMarking(level=text, system="KGB" if text.startswith(";") else ""),)


@pytest.mark.parametrize("text", ['Secret; marked "', "Secret; system: ", '; marked "x', "; "])
def test_a_megabyte_of_unfinished_details_is_read(text):
    """By a pattern with two ends that are not known, these would take many minutes."""
    many = text * (1_000_000 // len(text))
    found = within_a_minute(mods(f'<note type="original classification">{many}</note>'))
    assert found.startswith("Entry")


@pytest.mark.parametrize(("label", "kept"), [("sdnb", ""), ("SDNB", ""), ("Philosophy", "Philosophy")])
def test_label_of_a_classification_is_not_its_scheme(label, kept):
    inner = f'<classification authority="sdnb" displayLabel="{label}">100</classification>'
    assert mods_record(inner).classifications[0].label == kept
