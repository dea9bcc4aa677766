"""Partial dates are data: each form is kept, and a day that never was is refused."""

from __future__ import annotations

import calendar
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citygraph.records import PartialDate, degrees


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2019", "gYear"),
        ("2019-10", "gYearMonth"),
        ("2019-10-10", "date"),
        ("--11-03", "gMonthDay"),
    ],
)
def test_the_datatype_follows_the_form(text: str, datatype: str) -> None:
    assert PartialDate(text).datatype == datatype


@pytest.mark.parametrize(
    "text",
    [
        "2019-13",
        "2019-02-30",
        "2023-02-29",
        "0000",
        "19",
        "2019-1",
        "--02-30",
        "2019-10-10T00",
        "²019",
        "",
    ],
)
def test_a_day_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        PartialDate(text)


def test_a_day_without_its_year_may_be_the_29th_of_february() -> None:
    assert PartialDate("--02-29").first_day() is None


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: object) -> None:
    date = PartialDate(str(day))
    assert (date.datatype, date.first_day()) == ("date", day)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(29, 31))
def test_the_last_days_of_a_month_follow_the_calendar(year: int, month: int, day: int) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    if day <= calendar.monthrange(year, month)[1]:
        assert PartialDate(text).datatype == "date"
    else:
        with pytest.raises(ValueError, match="is no date"):
            PartialDate(text)


@pytest.mark.parametrize("text", ["90", "-90", "0.5", "60.16952", "-33.869844"])
def test_degrees_are_kept_as_they_are_written(text: str) -> None:
    assert degrees(text, 90) == Decimal(text)


@pytest.mark.parametrize(
    "text", ["90.1", "-90.000001", "60,17", "6e1", "nan", "", " 60", "60.", ".5", "٦٠", "1" * 99]
)
def test_what_is_no_number_of_degrees_is_refused(text: str) -> None:
    with pytest.raises(
        ValueError, match=r"is no number of degrees: write 60\.16952, from -90 to 90"
    ):
        degrees(text, 90)
