"""Cohorts side by side."""

from __future__ import annotations

import pytest

from reportgen.period import month_label
from reportgen.story.draw import Drawing
from tests.story.charts.show import Row, inspect, nothing, picture, row, story

START, LAST = 2024 * 12, 2026 * 12 + 8


def rows(first: int = START, size: int = 10) -> list[Row]:
    """Every month a cohort that loses two per cent of what it began with in each month."""
    found = []
    for start in range(first, LAST + 1):
        for month in range(start, LAST + 1):
            left = 100.0 - 2 * (month - start)
            found.append(
                row(
                    "cohorts_by_revenue",
                    month_label(month),
                    left / 100,
                    split_by="cohort",
                    split=month_label(start),
                    numerator=left,
                    denominator=100.0,
                    n=size,
                )
            )
    return found


@pytest.mark.parametrize("size", ["full", "half"])
def test_quarters_add_both_halves_of_their_months(drawing: Drawing, size: str) -> None:
    shown = picture("cohort_grid", story(rows()), "cohorts_by_revenue", size=size)
    assert "stand at 76.0% after 12 months" in shown.title
    oldest, newest = shown.rows[0], shown.rows[-1]
    # Where every sixth month is told, the youngest quarter has nothing to tell.
    assert newest[0] == ("Q2 2026" if size == "full" else "Q1 2026")
    assert newest[1] == "30"
    if size == "full":
        assert oldest[0] == "Q1 2024"
        assert oldest[2:4] == ("94.0%", "88.0%")
        # A cohort is told at an age only when all its months have reached it.
        assert newest[2:4] == ("94.0%", "")
    inspect(drawing, shown)


def test_short_history_is_shown_by_month(drawing: Drawing) -> None:
    shown = picture("cohort_grid", story(rows(LAST - 4)), "cohorts_by_revenue")
    assert [line[0] for line in shown.rows] == ["May 2026", "Jun 2026", "Jul 2026", "Aug 2026"]
    assert shown.rows[0][2:] == ("98.0%", "96.0%", "94.0%", "92.0%")
    inspect(drawing, shown)


def test_too_few_customers_are_left_blank() -> None:
    assert nothing("cohort_grid", story(rows(size=1)), "cohorts_by_revenue")


def test_the_report_periods_end_hides_what_came_later() -> None:
    shown = picture("cohort_grid", story(rows(), period="2025Q4"), "cohorts_by_revenue")
    assert shown.rows[-1][0] == "Q3 2025"


def test_nothing_without_cohorts() -> None:
    assert nothing("cohort_grid", story([]), "cohorts_by_revenue")
