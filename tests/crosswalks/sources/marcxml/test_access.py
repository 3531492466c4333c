"""Security markings, access, rights: https://www.loc.gov/marc/bibliographic/bd355.html, …/bd506.html, …/bd540.html."""

import pytest

from crosswalks.record import Access, Agent, Copyright, Note, SecurityMarking, Statement
from tests.crosswalks.sources.reading import marc, marc_record, one

CNE = "http://rightsstatements.org/vocab/CNE/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("355 0_ $aSecret", SecurityMarking(level="Secret")),
        ("355 1_ $aSecret.", SecurityMarking(level="Secret", applies_to="title")),
        ("355 2_ $aSecret", SecurityMarking(level="Secret", applies_to="abstract")),
        ("355 5_ $aSecret", SecurityMarking(level="Secret", applies_to="record")),
        ("355 8_ $aSecret", SecurityMarking(level="Secret")),
        ("355 0_ $aSecret$dReview$eNATO$fKorea$h19950102$jChief",
         SecurityMarking(level="Secret", event="Review", system="NATO, Korea", declassified_on="1995-01-02",
                         authority="Chief")),
        ("355 0_ $aSecret$h1995", SecurityMarking(level="Secret", declassified_on="1995")),
        ("355 0_ $aSecret$hOADR", SecurityMarking(level="Secret")),
    ],
)  # fmt: skip
def test_a_marking_is_taken_as_lifted(field: str, expected: SecurityMarking) -> None:
    assert marc_record(field).security_markings == (expected,)


@pytest.mark.parametrize(
    ("marking", "access", "status"),
    [
        ("355 0_ $aSecret", "506 0_ $aOpen", "lifted"),
        ("355 0_ $aSecret", "506 1_ $aStaff only", "in_force"),
        ("355 0_ $aSecret", "506 __ $aOpen to all", "lifted"),
        ("355 0_ $aSecret", "506 __ $aRestricted", "in_force"),
        ("355 0_ $aSecret$h1995", "506 1_ $aStaff only", "lifted"),
        ("355 0_ $aSecret", "506 1_ $aSecurity classification: Secret; system: NATO", "in_force"),
        ("355 0_ $aSecret", "506 1_ $aSecurity classification (title): Secret", "lifted"),
    ],
)
def test_a_marking_is_in_force_only_where_506_speaks_for_it(marking: str, access: str, status: str) -> None:
    entry = one("marcxml", marc(marking, access))
    assert entry.record.security_markings[0].status == status
    guessed = any("was taken as in force" in note for note in entry.notes)
    assert guessed is (status == "in_force" and "classification" not in access)


def test_a_marking_that_only_506_states_is_one() -> None:
    found = marc_record("506 1_ $aSecurity classification: Secret; system: NATO")
    assert found.security_markings == (SecurityMarking(level="Secret", system="NATO", status="in_force"),)
    assert found.rights.access == Access()


def test_what_else_355_says_is_a_note() -> None:
    found = marc_record("355 0_ $aSecret$bNo copies$cNOFORN$g19900101").notes
    assert found == (
        Note(value="No copies", label="Handling instructions"),
        Note(value="NOFORN", label="Handling instructions"),
        Note(value="19900101", label="Downgraded"),
    )


@pytest.mark.parametrize(
    ("field", "level", "note", "until"),
    [
        ("506 0_ $aOpen access", "open", "", ""),
        ("506 0_ $aOpen to the public.", "open", "Open to the public.", ""),
        ("506 1_ $aBy appointment;$dstaff$eTitle 50", "restricted", "By appointment; staff Title 50", ""),
        ("506 1_ $aRestricted access", "restricted", "", ""),
        ("506 1_ $aClosed until 2030-12-31$g20301231", "embargoed", "Closed", "2030-12-31"),
        ("506 __ $aClosed until 2030", "embargoed", "Closed", "2030"),
        (
            "506 1_ $aEmbargoed until 2030-12-31: By wish of the donor$g20301231",
            "embargoed",
            "By wish of the donor",
            "2030-12-31",
        ),
        ("506 __ $aAsk the curator", "", "Ask the curator", ""),
        ("506 __ $fUnrestricted online access$2star", "open", "Unrestricted online access", ""),
        ("506 __ $fOnline access with authorization$2star", "restricted", "Online access with authorization", ""),
        ("506 __ $uhttp://purl.org/coar/access_right/c_16ec", "restricted", "", ""),
        ("506 __ $3Box 1:$aClosed", "restricted", "Box 1: Closed", ""),
        ("506 0_ $aSee$uhttp://x.org", "open", "See http://x.org", ""),
    ],
)
def test_access(field: str, level: str, note: str, until: str) -> None:
    assert marc_record(field).rights.access == Access(level=level, note=note, until=until)


def test_the_strictest_statement_on_access_counts() -> None:
    found = marc_record("506 0_ $aOpen to all", "506 1_ $aBox 2 closed").rights.access
    assert found == Access(level="restricted", note="Open to all; Box 2 closed")


@pytest.mark.parametrize(
    "subfield",
    [
        f"$u{CNE}",
        f"$u{CNE.replace('http:', 'https:').replace('vocab', 'page')}",
        f"$f{CNE}",
        f"$2{CNE}",
        f"$0(uri){CNE}",
        f"$1{CNE}",
        f"$a{CNE} ",
    ],
)
def test_rights_uri(subfield: str) -> None:
    found = marc_record(f"540 __ {subfield}").rights
    assert (found.uri, found.statements) == (CNE, ())


def test_the_standard_name_is_a_label_and_other_words_are_a_statement() -> None:
    found = marc_record(f"540 __ $aCopyright Not Evaluated.$u{CNE}").rights
    assert (found.label, found.statements) == ("Copyright Not Evaluated.", ())
    found = marc_record(f"540 __ $aAsk us$u{CNE}", "540 __ $aSee$uhttp://x.org/terms$dThe office").rights
    assert (found.uri, found.label) == (CNE, "")
    assert found.statements == (
        Statement(text="Ask us"),
        Statement(text="See http://x.org/terms"),
        Statement(text="The office", kind="contact"),
    )


def test_a_licence_stands_beside_the_statement_and_a_third_address_is_text() -> None:
    entry = one("marcxml", marc(f"540 __ $u{CNE}", f"540 __ $u{BY}", f"540 __ $u{CNE.replace('CNE', 'InC')}"))
    assert (entry.record.rights.uri, entry.record.rights.licence_uri) == (CNE, BY)
    assert entry.record.rights.statements == (Statement(text=CNE.replace("CNE", "InC")),)
    assert any("more than one rights URI" in note for note in entry.notes)


def test_copyright() -> None:
    found = marc_record(
        "542 __ $dEstate of A$eWrite to A$f© A 1950$g1950$lunder copyright$nA note$rUnited Kingdom"
    ).rights
    assert found.copyright == Copyright(
        status="under copyright", year="1950", jurisdiction="United Kingdom", note="A note"
    )
    assert found.holders == (Agent(name="Estate of A", relation="rights_holder"),)
    assert found.statements == (
        Statement(text="© A 1950", kind="copyright"), Statement(text="Write to A", kind="contact"),
    )  # fmt: skip
    assert marc_record("542 0_ $dA$l1950").rights.holders == ()


LIFTED = SecurityMarking(level="Secret", status="lifted", declassified_on="1981")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("506 1_ $aOriginal classification: Secret. Declassified 1981.",), LIFTED),
        (("540 __ $aOriginal classification: Secret; declassified 1981",), LIFTED),
        (
            ("355 0_ $aSecret$h1981", "506 1_ $aOriginal classification: Secret. Declassified 1981."),
            LIFTED,
        ),
        (("355 0_ $aSecret", "506 1_ $aOriginal classification: Secret. Declassified 1981."), LIFTED),
        (
            ("355 0_ $aSecret$dDeclassified 1981", "506 1_ $aSee the archivist."),
            SecurityMarking(level="Secret", status="lifted", event="Declassified 1981"),
        ),
    ],
)
def test_original_classification_is_lifted_whatever_field_says_it(fields, expected) -> None:
    found = marc_record(*fields)
    assert found.security_markings == (expected,)
    assert found.rights.statements == ()


def test_marking_that_another_one_was_lifted_beside_stays_in_force() -> None:
    found = marc_record("355 0_ $aSecret", "506 1_ $aOriginal classification: Restricted", "506 1_ $aStaff only")
    assert [(each.level, each.status) for each in found.security_markings] == [
        ("Secret", "in_force"),
        ("Restricted", "lifted"),
    ]
