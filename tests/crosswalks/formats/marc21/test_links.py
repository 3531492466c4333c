"""Originals, related resources, and what is on the web."""

from typing import Any

import pytest

from crosswalks.record import (
    Collection,
    DigitalObject,
    Named,
    Related,
    Source,
    TextVersion,
)
from tests.crosswalks.formats.marc21.lines import lines, of


def test_originals() -> None:
    source = Source(
        citation="AVPRF, fond 059a", archive=Named(name="AVPRF"), reference=("Fond 059a", "Delo 3"),
        url="https://e.org/059a",
    )  # fmt: skip
    assert lines(of(sources=(source, Source(archive=Named(name="GARF")))), "534", "535", "856") == [
        "534 __ $p Original: $l AVPRF, fond 059a $n Fond 059a, Delo 3",
        "534 __ $p Original: $l GARF",
        "535 1_ $a AVPRF",
        "535 1_ $a GARF",
        "856 42 $3 Original $u https://e.org/059a",
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("", "787 0_ $t L $o https://e.org/1"),
        ("preceding", "780 00 $t L $o https://e.org/1"),
        ("succeeding", "785 00 $t L $o https://e.org/1"),
        ("original", "534 __ $p Original: $t L $o https://e.org/1"),
        ("host", "773 0_ $t L $o https://e.org/1"),
        ("constituent", "774 0_ $t L $o https://e.org/1"),
        ("series", "830 _0 $a L $0 https://e.org/1"),
        ("otherVersion", "775 0_ $t L $o https://e.org/1"),
        ("otherFormat", "776 0_ $t L $o https://e.org/1"),
        ("isReferencedBy", "510 0_ $a L $u https://e.org/1"),
        ("references", "787 08 $i References $t L $o https://e.org/1"),
        ("reviewOf", "787 08 $i Review of $t L $o https://e.org/1"),
    ],
)
def test_related_resources_by_relation(kind: Any, expected: str) -> None:
    tags = ("510", "534", "773", "774", "775", "776", "780", "785", "787", "830", "856")
    assert lines(of(related=(Related(type=kind, label="L", uri="https://e.org/1"),)), *tags) == [expected]


def test_a_related_resource_without_a_name_has_its_address_for_one() -> None:
    related = (Related(type="series", uri="https://e.org/1"), Related(type="references", uri="urn:x:1"), Related())
    assert lines(of(related=related), "787", "830") == [
        "787 08 $i References $o urn:x:1",
        "830 _0 $a https://e.org/1 $0 https://e.org/1",
    ]


def test_collections() -> None:
    found = (Collection(title="Origins", id="134", url="https://e.org/c"), Collection(title="Cold War"))
    assert lines(of(collections=found), "773") == [
        "773 0_ $t Origins $o 134 $o https://e.org/c",
        "773 0_ $t Cold War",
    ]


def test_the_page_comes_first_and_what_belongs_to_the_document_is_said() -> None:
    record = of(
        landing_url="https://e.org/7",
        sources=(Source(url="https://e.org/o"),),
        objects=(
            DigitalObject(url="https://e.org/p", role="preview"),
            DigitalObject(url="https://e.org/m", role="master"),
            DigitalObject(url="https://e.org/i", role="iiif_manifest"),
        ),
        texts=(
            TextVersion(kind="translation", lang="eng", url="https://e.org/t", translator="W., K."),
            TextVersion(kind="ocr", url="https://e.org/ocr"),
            TextVersion(kind="transcript", body="all of it"),
        ),
    )
    assert lines(record, "856") == [
        "856 40 $u https://e.org/7",
        "856 42 $3 Preview $u https://e.org/p",
        "856 41 $3 Master file $u https://e.org/m",
        "856 42 $3 IIIF manifest $u https://e.org/i",
        "856 42 $3 Translation (English) $u https://e.org/t $z Translated by W., K.",
        "856 42 $3 OCR text $u https://e.org/ocr",
        "856 42 $3 Original $u https://e.org/o",
    ]
