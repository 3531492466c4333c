"""Security markings are told from library classifications."""

import pytest

from crosswalks import markings
from crosswalks.record import Classification


@pytest.mark.parametrize("value", ["Secret", " [TOP  SECRET] ", "top-secret", "Секретно", "Confidential."])
def test_a_bare_marking(value: str) -> None:
    assert markings.is_marking(value)
    with pytest.raises(ValueError, match="belongs in security_markings"):
        Classification(value=value, scheme="lcc")


@pytest.mark.parametrize("value", ["DS935", "Secret societies", "", "951.93", "secret" * 1000])
def test_no_marking(value: str) -> None:
    assert not markings.is_marking(value)


@pytest.mark.parametrize("scheme", ["security", "Security Classification", "security-classification"])
def test_a_scheme_of_markings(scheme: str) -> None:
    assert markings.is_scheme(scheme)
    with pytest.raises(ValueError, match="belongs in security_markings"):
        Classification(value="Eyes only", scheme=scheme)


def test_a_library_s_scheme() -> None:
    assert not markings.is_scheme("lcc")
    assert Classification(value="UB246", scheme="lcc").value == "UB246"  # LCC has a number for security classification


def test_labels() -> None:
    assert markings.is_label("Security classification (title)")
    assert not markings.is_label("Classification")
