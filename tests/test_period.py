"""Months, fiscal quarters and years, trailing windows."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.period import (
    Period,
    PeriodKind,
    last_closed_quarter,
    parse_period,
    periods_within,
)


@pytest.mark.parametrize("start", range(1, 13))
@pytest.mark.parametrize(
    "label", ["2026-02", "2026Q1", "2026Q4", "FY2026", "TTM2026-10", "YTD2026-10"]
)
def test_a_label_reads_back_to_itself(label: str, start: int) -> None:
    """In every fiscal calendar."""
    assert parse_period(label, start).label == label


def test_a_fiscal_year_is_named_after_the_year_in_which_it_ends() -> None:
    """With a year that starts in May, August to October 2026 is the second quarter of 2027."""
    quarter = parse_period("2027Q2", 5)
    assert quarter.months == ["2026-08", "2026-09", "2026-10"]
    assert quarter.fiscal_year().label == "FY2027"
    assert quarter.year_to_date().months[0] == "2026-05"
    assert quarter.previous().label == "2027Q1"
    assert quarter.same_last_year().label == "2026Q2"
    assert quarter.trailing().label == "TTM2026-10"
    assert quarter.last_month().label == "2026-10"


def test_the_days_of_a_leap_february() -> None:
    """First and last day."""
    month = parse_period("2028-02")
    assert (month.first_day, month.last_day) == (date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("day", "start", "label"),
    [
        (date(2026, 10, 1), 1, "2026Q3"),
        (date(2026, 9, 30), 1, "2026Q2"),
        (date(2026, 10, 31), 5, "2027Q1"),
        (date(2026, 11, 1), 5, "2027Q2"),
        (date(2027, 1, 5), 1, "2026Q4"),
    ],
)
def test_the_last_closed_quarter_had_ended_before_the_day(
    day: date, start: int, label: str
) -> None:
    """On the last day of a quarter it is not closed yet."""
    assert last_closed_quarter(day, start).label == label


@pytest.mark.parametrize("text", ["2026-13", "2026Q5", "26Q1", "Q3 2026", "", "FY", "next year"])
def test_what_is_no_period_is_refused_with_the_forms(text: str) -> None:
    """The message shows what can be written."""
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(text)


def test_every_window_that_touches_the_history() -> None:
    """Fourteen months: 14 months, the quarters and years they touch, 14 trailing windows."""
    first, last = parse_period("2025-08").first, parse_period("2026-09").last
    labels = [period.label for period in periods_within(first, last)]
    assert labels[:2] == ["2025-08", "2025-09"]
    assert [label for label in labels if "Q" in label] == [
        "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3",
    ]  # fmt: skip
    assert [label for label in labels if label.startswith("FY")] == ["FY2025", "FY2026"]
    assert sum(label.startswith("TTM") for label in labels) == 14


def test_the_length_of_each_kind() -> None:
    """Twelve months trailing, three in a quarter."""
    period = Period(24320, 24320, PeriodKind.MONTH)
    assert period.trailing().length == PeriodKind.TRAILING.months == 12
