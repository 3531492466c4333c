"""Security markings, and notes by their types."""

from typing import Any

import pytest

from crosswalks.record import (
    Abstract,
    Access,
    Date,
    Funding,
    Note,
    Rights,
    SecurityMarking,
    Title,
)
from tests import marc21 as format_rules
from tests.crosswalks.formats.marc21.lines import lines, of

MARKING = SecurityMarking(
    level="Secret", original_text="Секретно", system="USSR", declassified_on="1992-04-05", authority="Archive",
    event="transfer",
)  # fmt: skip


def test_a_lifted_marking_is_355_and_what_stands_on_the_paper_a_note() -> None:
    assert lines(of(security_markings=(MARKING,)), "355", "500", "506", "540") == [
        "355 0_ $a Secret $d transfer $e USSR $h 19920405 $j Archive",
        '500 __ $a Original classification: marked "Секретно"',
        "506 0_ $a Open access",
    ]


def test_a_marking_may_be_a_note_too() -> None:
    words = 'Secret; marked "Секретно"; system: USSR; declassified 1992-04-05; authority: Archive; event: transfer'
    found = lines(of(security_markings=(MARKING,)), "355", "500", marking_note=True)
    assert found[1:] == [f"500 __ $a Original classification: {words}"]


@pytest.mark.parametrize(
    ("applies_to", "ind1"), [("document", "0"), ("title", "1"), ("abstract", "2"), ("record", "5")]
)
def test_what_a_marking_stood_on(applies_to: Any, ind1: str) -> None:
    marking = SecurityMarking(level="Secret", applies_to=applies_to)
    assert lines(of(security_markings=(marking,)), "355") == [f"355 {ind1}_ $a Secret"]


def test_a_day_of_declassification_among_the_dates_goes_with_the_marking() -> None:
    record = of(security_markings=(SecurityMarking(level="Secret"),), dates=(Date(type="declassified", start="1992"),))
    assert lines(record, "355", "518") == ["355 0_ $a Secret $h 1992"]


def test_a_marking_in_force_limits_access_and_nothing_is_called_open() -> None:
    record = of(security_markings=(SecurityMarking(level="Secret", status="in_force"),))
    assert lines(record, "355", "506") == [
        "355 0_ $a Secret",
        "506 1_ $a Security classification: Secret",
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("", "500 __ $a N"),
        ("content", "500 __ $a N"),
        ("acquisition", "541 __ $a N"),
        ("action", "583 __ $a N"),
        ("additional physical form", "530 __ $a N"),
        ("bibliography", "504 __ $a N"),
        ("biographical/historical", "545 __ $a N"),
        ("citation/reference", "510 0_ $a N"),
        ("creation/production credits", "508 __ $a N"),
        ("date", "518 __ $a N"),
        ("date/sequential designation", "362 1_ $a N"),
        ("exhibitions", "585 __ $a N"),
        ("funding", "536 __ $a N"),
        ("handwritten", "562 __ $a N"),
        ("Language", "546 __ $a N"),
        ("medium", "340 __ $a N"),
        ("numbering", "515 __ $a N"),
        ("organization", "351 __ $a N"),
        ("original location", "535 1_ $a N"),
        ("original version", "534 __ $n N"),
        ("ownership", "561 __ $a N"),
        ("performers", "511 0_ $a N"),
        ("preferred citation", "524 __ $a N"),
        ("publications", "581 __ $a N"),
        ("reproduction", "533 __ $a N"),
        ("restriction", "506 1_ $a N"),
        ("source identifier", "786 0_ $o N"),
        ("source note", "786 0_ $n N"),
        ("statement of responsibility", "245 00 $a T $c N"),
        ("system details", "538 __ $a N"),
        ("table of contents", "505 0_ $a N"),
        ("thesis", "502 __ $a N"),
        ("venue", "518 __ $a N"),
        ("version identification", "562 __ $c N"),
        ("original classification", "500 __ $a Original classification: N"),
    ],
)
def test_notes_by_type(kind: str, expected: str) -> None:
    record = of(titles=(Title(value="T"),), notes=(Note(value="N", type=kind),), rights=Rights(access=Access(level="")))
    assert set(lines(record, *format_rules.FIELDS)) - {"245 00 $a T"} == {expected}


def test_a_note_has_its_label_before_it() -> None:
    assert lines(of(notes=(Note(value="N", label="Provenance"),)), "500") == ["500 __ $a Provenance: N"]


def test_a_second_statement_of_responsibility_is_a_note() -> None:
    kind = "statement of responsibility"
    notes = (Note(value="A", type=kind), Note(value="B", type=kind), Note(value="A", type=kind))
    assert lines(of(notes=notes), "245", "500") == ["245 00 $a [Untitled] $c A", "500 __ $a B"]


def test_summaries_and_funding() -> None:
    record = of(
        abstracts=(Abstract(value="S"),),
        funding=(Funding(funder="Levy", award="G-7"), Funding(note_text="Thanks.")),
    )
    assert lines(record, "520", "536") == [
        "520 3_ $a S",
        "536 __ $a Funded by Levy (award G-7) $c G-7",
        "536 __ $a Thanks.",
    ]
