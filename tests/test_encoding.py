"""Content coding: zstd or gzip for those who like it at least as much as plain bytes."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai import encoding


@pytest.mark.parametrize(
    "header",
    ["gzip", "GZip", "x-gzip", "*", "gzip;q=1", "gzip; q=0.001", "deflate, gzip;q=1.0, *;q=0.5", "br,gzip,identity",
     "gzip;q=0.5, identity;q=0.5", "identity;q=0, gzip;q=0.1", "identity;q=0, *;q=0.1", "gzip;Q=0.8", ", gzip ,",
     "zstd;q=0.5, gzip", "zstd;q=0, gzip"],
)  # fmt: skip
def test_gzip_is_used_when_it_is_wanted(header: str) -> None:
    assert encoding.choose(header) == "gzip"


@pytest.mark.parametrize(
    "header",
    ["zstd", "gzip, deflate, br, zstd", "ZSTD;q=0.5", "gzip;q=0.4, zstd;q=0.5", "zstd, identity", "zstd, gzip;q=0"],
)
def test_zstd_is_used_by_name_when_it_is_liked_as_much(header: str) -> None:
    assert encoding.choose(header) == "zstd"


@pytest.mark.parametrize(
    "header",
    ["", "identity", "deflate, br", "gzip;q=0", "gzip;q=0.000", "*;q=0", "gzip;q=0, *", "gzip;q=0.5, identity",
     "identity;q=0, gzip;q=0", "gzip;q=2", "gzip;q=-1", "gzip;q=nan", "gzip;level=9", "notgzip", "gzip;q=",
     "zstd;q=0", "zstd;q=0.3, identity;q=0.4"],
)  # fmt: skip
def test_and_not_otherwise(header: str) -> None:
    assert encoding.choose(header) == ""


@given(st.text(st.characters(max_codepoint=255), max_size=40))
def test_no_header_breaks_the_negotiation(header: str) -> None:
    assert encoding.choose(header) in ("", "gzip", "zstd")


@given(st.binary())
def test_what_is_compressed_is_a_gzip_file_without_a_time(data: bytes) -> None:
    compressed = encoding.compress(data, "gzip")
    assert gzip.decompress(compressed) == data
    assert compressed[4:8] == b"\0\0\0\0"


@given(st.binary())
def test_what_is_compressed_is_one_zstd_frame(data: bytes) -> None:
    compressed = encoding.compress(data, "zstd")
    assert encoding.zstd.decompress(compressed) == data
    assert compressed[:4] == b"\x28\xb5\x2f\xfd"
    assert compressed == encoding.compress(data, "zstd")
