"""Datestamps: both granularities, both bounds inclusive, nothing but the two legal forms."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai.protocol import datestamp

LAST = 253_402_300_799  # 9999-12-31T23:59:59Z
seconds = st.integers(min_value=-62_135_596_800, max_value=LAST)


@given(seconds)
def test_a_second_reads_back_as_written(second: int) -> None:
    text = datestamp.text(second)
    assert datestamp.lower(text) == datestamp.upper(text) == second


@given(seconds)
def test_text_agrees_with_the_calendar(second: int) -> None:
    moment = datetime.fromisoformat(datestamp.text(second))
    assert moment.tzinfo == UTC
    assert moment.timestamp() == second


def test_a_day_ends_with_its_last_second() -> None:
    assert datestamp.text(datestamp.lower("2024-02-29")) == "2024-02-29T00:00:00Z"
    assert datestamp.text(datestamp.upper("2024-02-29")) == "2024-02-29T23:59:59Z"


@given(seconds, st.integers(min_value=0, max_value=(1 << 20) - 1))
def test_the_stamps_of_a_second_lie_between_its_bounds(second: int, counter: int) -> None:
    stamp = (second << 20) | counter
    assert datestamp.before_second(second) < stamp < datestamp.after_second(second)
    assert datestamp.second(stamp) == second
    assert datestamp.after_second(second) - datestamp.before_second(second) == (1 << 20) + 1


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "2024", "2024-03", "2024-13-40", "2024-02-30", "2023-02-29", "0000-01-01", "24-01-01", "+2024-01-01",
        "2024-01-01T25:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z",
        "2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00+02:00", "2024-01-01T00:00:00z", "2024-01-01t00:00:00Z",
        "2024-01-01 00:00:00Z", "2024-01-01T00:00Z", "2024-01-01T00:00:00", "2024-1-1", "20240101", "2024-W01-1",
        "2024-01-01\n", " 2024-01-01", "٢٠٢٤-01-01", "2024-01-01T00:00:00Z ",
    ],
)  # fmt: skip
def test_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        datestamp.lower(text)


@given(st.text(max_size=24))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        second = datestamp.lower(text)
    except ValueError:
        return
    assert datestamp.text(second).startswith(text.removesuffix("Z"))
