"""Needed per month to meet the year's plan."""

import pytest

from reportgen.measure.metrics.run_rate_gap import run_rate_gap
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import tables
from tests.measure.readings import readings

NAME = "run_rate_gap"
LEDGER = "month category amount\n" + "\n".join(
    f"2025-{n:02} revenue_recurring 100\n2025-{n:02} sm 50" for n in range(1, 9)
)
PLAN = "month key value\n" + "\n".join(
    f"2025-{n:02} revenue_recurring {value}\n2025-{n:02} sm 40"
    for n, value in zip(range(1, 13), [100] * 12, strict=True)
)


def run_rate(plan: str = PLAN, period: str = "2025-08", fiscal_year_start: int = 1) -> Readings:
    """The metric of a ledger and a plan."""
    exports = {"ledger": frame(LEDGER), "plan": frame(plan)}
    return readings(
        run_rate_gap, tables=exports, period=period, fiscal_year_start=fiscal_year_start
    )


def test_what_is_left_over_the_months_that_are_left() -> None:
    """1,200 planned - 800 reached = 400 over four months; 480 of costs - 400 spent: 20 a month."""
    figures = run_rate()
    for period in ("2025-08", "YTD2025-08"):
        reading = figures.get(NAME, period, "key", "revenue_recurring")
        assert (reading.value, reading.numerator, reading.denominator) == (100, 400, 4)
        assert figures.get(NAME, period, "key", "sm").value == 20
        assert figures.get(NAME, period).missing == "not_meaningful"


def test_as_it_stood_at_each_month_and_quarter() -> None:
    """After June 600 of 1,200 were left for six months, and 180 of 480."""
    figures = run_rate()
    assert figures.get(NAME, "2025Q2", "key", "revenue_recurring").value == 100
    assert figures.get(NAME, "2025Q2", "key", "sm").value == 30
    assert figures.get(NAME, "2025-01", "key", "sm").value == pytest.approx(430 / 11)


def test_a_fiscal_year_that_starts_in_may() -> None:
    """May to August are four months; the plan ends in December, four short of the year."""
    figures = run_rate(fiscal_year_start=5)
    assert figures.get(NAME, "2025-08", "key", "sm").missing == "partial_period"
    whole = PLAN + "".join(f"\n2026-{n:02} sm 40" for n in range(1, 5))
    reading = run_rate(whole, fiscal_year_start=5).get(NAME, "2025-08", "key", "sm")
    assert (reading.numerator, reading.denominator) == (480 - 200, 8)


def test_a_target_that_is_passed_is_below_zero() -> None:
    """600 planned, 800 reached: 50 a month may be lost."""
    figures = run_rate(PLAN.replace("revenue_recurring 100", "revenue_recurring 50"))
    assert figures.get(NAME, "2025-08", "key", "revenue_recurring").value == -50


def test_at_the_years_end_nothing_is_left_to_do() -> None:
    """No month is left to divide by; of a state, what it must rise by a month until then."""
    plan = frame("""
        month    key  value
        2025-10  mrr  40000
        2025-11  mrr  40000
        2025-12  mrr  44000
    """)
    figures = readings(run_rate_gap, tables={**tables(), "plan": plan}, period="2025-12")
    assert figures.get(NAME, "2025-12", "key", "mrr").missing == "div_zero"
    october = figures.get(NAME, "2025-10", "key", "mrr")
    assert october.value == (44_000 - 34_200) / 2


def test_rates_have_no_run_rate() -> None:
    """A margin cannot be added up over the months of a year."""
    figures = run_rate(PLAN + "\n2025-08 gross_margin 0.7")
    assert "gross_margin" not in {r.split for r in figures.groups(NAME, "key")}
