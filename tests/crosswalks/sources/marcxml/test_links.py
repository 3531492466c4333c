"""Identifiers, addresses, originals and related resources."""

import pytest

from crosswalks.record import (
    Collection,
    DigitalObject,
    Identifier,
    Named,
    Pid,
    Related,
    Source,
    TextVersion,
)
from tests.crosswalks.sources.reading import marc_record


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("010 __ $a   2004436018 $z12", [("2004436018", "lccn"), ("12", "lccn (invalid)")]),
        ("015 __ $a06,A29$2dnb", [("06,A29", "dnb")]),
        ("016 7_ $a0111$2DE-101", [("(DE-101)0111", "nbn")]),
        ("020 __ $a0877790086 (pbk) :$c$10", [("0877790086", "isbn")]),
        ("020 __ $a0877790086$z0877780116 : ", [("0877790086", "isbn"), ("0877780116", "isbn (invalid)")]),
        ("022 __ $a1234-1231$l1234-1231$y0046-2254",
         [("1234-1231", "issn"), ("1234-1231", "issn-l"), ("0046-2254", "issn (invalid)")]),
        ("024 0_ $aUS1", [("US1", "isrc")]), ("024 1_ $a7", [("7", "upc")]), ("024 2_ $aM57", [("M57", "ismn")]),
        ("024 3_ $a97", [("97", "ean")]), ("024 7_ $a0A$2istc", [("0A", "istc")]), ("024 8_ $ax", [("x", "")]),
        ("024 7_ $zbad$2doi", [("bad", "doi (invalid)")]),
        ("028 02 $a440$bDGG", [("DGG 440", "issue number")]),
        ("030 __ $aAB", [("AB", "coden")]),
        ("035 __ $a(OCoLC)ocm0081", [("0081", "oclc")]), ("035 __ $z(OCoLC)81", [("81", "oclc (invalid)")]),
        ("035 __ $a(X)81", [("(X)81", "local")]), ("035 __ $aL", []),
        ("037 __ $aN 5$bNTIS", [("NTIS N 5", "stock number")]),
        ("088 __ $aR-1", [("R-1", "report number")]),
        ("020 __ $an/a", []),
    ],
)  # fmt: skip
def test_identifiers(field: str, expected: list[tuple[str, str]]) -> None:
    found = marc_record("001 L", field).identifiers
    assert [(each.value, each.type) for each in found] == expected
    assert all(isinstance(each, Identifier) for each in found)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("024 7_ $ahttps://doi.org/10.1/a$2doi", Pid(scheme="doi", value="10.1/a")),
        ("024 7_ $a1/a$2hdl", Pid(scheme="handle", value="1/a")),
        ("024 7_ $aark:/1/a$2ark", Pid(scheme="ark", value="ark:/1/a")),
        ("024 7_ $aurn:nbn:a$2URN", Pid(scheme="urn", value="urn:nbn:a")),
    ],
)
def test_persistent_identifier(field: str, expected: Pid) -> None:
    found = marc_record(field)
    assert (found.pids, found.identifiers) == ((expected,), ())


@pytest.mark.parametrize(
    ("fields", "landing"),
    [
        (["856 41 $uhttp://x.org/v", "856 40 $uhttp://x.org/r"], "http://x.org/r"),
        (["856 4_ $uhttp://x.org/n", "856 41 $uhttp://x.org/v"], "http://x.org/v"),
        (["856 4_ $uHTTP://x.org/n"], "http://x.org/n"),
        (["856 42 $uhttp://x.org/o"], ""),
        (["856 41 $3Table of contents$uhttp://x.org/t"], ""),
        (["856 40 $3Thumbnail$uhttp://x.org/t", "856 40 $uhttp://x.org/r"], "http://x.org/r"),
        (["856 40 $uftp://x.org/t"], ""),
        (["024 7_ $ahttp://x.org/u$2uri"], "http://x.org/u"),
        (["024 7_ $ahttp://x.org/u$2uri", "856 40 $uhttp://x.org/r"], "http://x.org/r"),
        (["856 40 $uhttp://x.org/a b"], "http://x.org/a%20b"),
    ],
)
def test_landing_page(fields: list[str], landing: str) -> None:
    assert marc_record(*fields).landing_url == landing


def test_other_addresses_are_files_texts_and_what_is_related() -> None:
    found = marc_record(
        "856 40 $uhttp://x.org/r", "856 40 $uhttp://x.org/f$qapplication/pdf$s1234 bytes$rhttp://x.org/rights",
        "856 40 $3Preview$uhttp://x.org/p", "856 42 $3IIIF manifest$uhttp://x.org/i", "856 41 $3Master$uhttp://x.org/m",
        "856 42 $3Translation (English)$zTranslated by Kim$uhttp://x.org/t", "856 42 $3Biography$uhttp://x.org/b",
        "856 41 $3Table of contents only$uhttp://x.org/c", "856 40 $uftp://x.org/f", "856 40 $uhttp://x.org/s$s5 MB",
    )  # fmt: skip
    assert found.objects == (
        DigitalObject(url="http://x.org/f", media_type="application/pdf", size=1234, rights_uri="http://x.org/rights"),
        DigitalObject(url="http://x.org/p", role="preview"),
        DigitalObject(url="http://x.org/i", role="iiif_manifest"),
        DigitalObject(url="http://x.org/m", role="master"),
        DigitalObject(url="http://x.org/s"),
    )
    assert found.texts == (TextVersion(kind="translation", lang="eng", url="http://x.org/t", translator="Kim"),)
    assert found.related == (
        Related(label="Biography", uri="http://x.org/b"), Related(label="Table of contents only", uri="http://x.org/c"),
    )  # fmt: skip
    assert found.identifiers == (Identifier(value="ftp://x.org/f", type="uri"),)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (["040 __ $aDLC"], None), (["040 __ $aCStRLIN"], None), (["040 __ $aYale University"], "Yale University"),
        (["040 __ $aYale University", "852 __ $aMuseum"], "Museum"), (["852 __ $aDLC", "040 __ $aA B"], "A B"),
        (["850 __ $aDLC$aA B"], "A B"),
    ],
)  # fmt: skip
def test_provider(fields: list[str], name: str | None) -> None:
    assert marc_record(*fields).data_provider == (Named(name=name) if name else None)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["534 __ $pOriginal:$lAVPRF, Fond 059a"], [Source(citation="AVPRF, Fond 059a")]),
        (["534 __ $pOriginal:$lAVPRF, Fond 3$nDelo 3"], [Source(citation="AVPRF, Fond 3", reference=("Delo 3",))]),
        (["534 __ $pOriginal:$lF", "535 1_ $aAVPRF$0http://x.org/1"],
         [Source(citation="F", archive=Named(name="AVPRF", uri="http://x.org/1"))]),
        (["534 __ $pRepr.$aKim,$tBook.$cSeoul, 1950$lLC$x1234-5678"],
         [Source(citation="Kim. Book. Seoul, 1950. ISSN 1234-5678", reference=("LC",))]),
        (["534 __ $pOriginal$ohttp://x.org/1$lF"], [Source(citation="F", url="http://x.org/1")]),
        (["535 1_ $aNARA"], [Source(archive=Named(name="NARA"))]),
        (["535 2_ $aNARA"], []),
        (["852 __ $aDLC$bMss$hDS1$i.K5"], [Source(archive=Named(name="DLC"), reference=("Mss", "DS1 .K5"))]),
        (["852 __ $aMuseum"], []),
    ],
)  # fmt: skip
def test_originals(fields: list[str], expected: list[Source]) -> None:
    assert list(marc_record(*fields).sources) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("760 0_ $tT", Related(type="series", label="T")),
        ("770 0_ $tT$x1234-5678", Related(type="constituent", label="T. ISSN 1234-5678")),
        ("772 0_ $tT", Related(type="host", label="T")),
        ("774 0_ $w(DLC)5", Related(type="constituent", label="(DLC)5")),
        ("775 08 $iTranslation:$aA.$tT$z978", Related(type="otherVersion", label="Translation: A. T. ISBN 978")),
        ("776 08 $iOnline:$tT$uhttp://x.org", Related(type="otherFormat", label="Online: T", uri="http://x.org")),
        ("780 00 $tT$g1950", Related(type="preceding", label="T. 1950")),
        ("785 00 $tT$4http://x.org/relation", Related(type="succeeding", label="T")),
        ("787 08 $iReview of$tT", Related(type="reviewOf", label="T")),
        ("787 08 $iSee:$tT", Related(label="See: T")),
        ("787 0_ $ohttp://x.org/1", Related(uri="http://x.org/1")),
        ("510 0_ $aBulletin$uhttp://x.org/1", Related(type="isReferencedBy", label="Bulletin", uri="http://x.org/1")),
        ("700 12 $aA,$d1900-$tT.$lEnglish$0http://x.org/1",
         Related(type="constituent", label="A, 1900-. T. English", uri="http://x.org/1")),
        ("710 2_ $iBased on:$aA$tT", Related(label="Based on: A. T")),
        ("730 0_ $aT", Related(label="T")),
        ("740 02 $aT", Related(type="constituent", label="T")),
        ("758 __ $1http://x.org/1", Related(uri="http://x.org/1")),
        ("440 _0 $aS ;$v5", Related(type="series", label="S ; 5")),
        ("490 0_ $aS ;$vv. 5", Related(type="series", label="S ; v. 5")),
        ("490 1_ $aS", Related(type="series", label="S")),
        ("800 1_ $aA.$tS ;$v5", Related(type="series", label="A. S ; 5")),
        ("830 _0 $aS ;$vno. 5", Related(type="series", label="S ; no. 5")),
    ],
)  # fmt: skip
def test_related(field: str, expected: Related) -> None:
    found = marc_record(field)
    assert (found.related, found.collections) == ((expected,), ())


def test_a_series_that_is_traced_is_there_once() -> None:
    assert marc_record("490 1_ $aS. no. 5", "830 _0 $aSeries ;$v5").related == (
        Related(type="series", label="Series ; 5"),
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("773 0_ $tT$gVol. 3, p. 5$w(X)7", Collection(title="T. Vol. 3, p. 5", id="(X)7")),
        ("773 0_ $aA.$tT$x1234-5678", Collection(title="A. T", id="1234-5678")),
        ("773 0_ $tT$oK 7$ohttp://x.org/1", Collection(title="T", id="K 7", url="http://x.org/1")),
    ],
)
def test_host(field: str, expected: Collection) -> None:
    found = marc_record(field)
    assert (found.collections, found.related) == ((expected,), ())


def test_a_host_without_a_title_is_related() -> None:
    assert marc_record("773 0_ $w(X)7").related == (Related(type="host", label="(X)7"),)
