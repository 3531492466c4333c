"""Access and rights."""

import pytest

from crosswalks.record import (
    Access,
    Agent,
    Copyright,
    Rights,
    Statement,
)
from tests.crosswalks.formats.marc21.lines import lines, of
from tests.crosswalks.records import case

CNE = "http://rightsstatements.org/vocab/CNE/1.0/"


LICENCE = "http://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("access", "expected"),
    [
        (Access(), ["506 0_ $a Open access"]),
        (Access(note="Open for research"), ["506 0_ $a Open for research"]),
        (Access(level=""), []),
        (Access(level="", note="Ask at the desk"), ["506 __ $a Ask at the desk"]),
        (Access(level="restricted"), ["506 1_ $a Restricted access"]),
        (Access(level="embargoed", until="2030-12-31"), ["506 1_ $a Embargoed until 2030-12-31 $g 20301231"]),
        (Access(level="metadata_only"), ["506 1_ $a Metadata only: the document is not accessible"]),
    ],
)
def test_access(access: Access, expected: list[str]) -> None:
    assert lines(of(rights=Rights(access=access)), "506") == expected


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        (Rights(uri=CNE), [f"540 __ $a Copyright Not Evaluated $u {CNE}"]),
        (Rights(uri=CNE.replace("http:", "https:"), label="Ask."), [f"540 __ $a Ask. $u {CNE}"]),
        (Rights(uri="https://e.org/rights", label="Ours"), ["540 __ $a Ours $u https://e.org/rights"]),
        (Rights(licence_uri=LICENCE), [f"540 __ $a Attribution 4.0 International (CC BY 4.0) $u {LICENCE}"]),
        (Rights(uri=LICENCE, licence_uri=LICENCE),
         [f"540 __ $a Attribution 4.0 International (CC BY 4.0) $u {LICENCE}"]),
        (Rights(label="Ask us."), ["540 __ $a Ask us."]),
        (Rights(statements=(Statement(text="A"), Statement(text="B", kind="credit"),
         Statement(text="C", kind="contact"))), ["524 __ $a B", "540 __ $a A", "540 __ $a C"]),
        (Rights(holders=(Agent(name="Estate"), Agent(name="Press"))), ["542 __ $d Estate $d Press"]),
        (Rights(copyright=Copyright(status="unknown", year="1951", jurisdiction="USSR", note="N")),
         ["542 __ $g 1951 $l unknown $n N $r USSR"]),
        (Rights(), []),
    ],
)  # fmt: skip
def test_rights(rights: Rights, expected: list[str]) -> None:
    assert lines(of(rights=rights), "524", "540", "542") == expected


def test_a_rights_term_has_no_source_code() -> None:
    assert not [line for line in lines(case("full"), "506", "540") if "$2" in line or "$f" in line]
