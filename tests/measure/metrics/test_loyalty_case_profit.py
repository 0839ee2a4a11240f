"""Gross profit from the loyalty case."""

import pytest

from reportgen.measure.metrics.loyalty_case_profit import loyalty_case_profit
from reportgen.measure.reading import Readings
from tests.measure.loyalty import END, TWO_PER_CENT, case

NAME = "loyalty_case_profit"
BY_PRICE = {"A": ["size"]}


def year(figures: Readings, number: int, level: str = "10") -> float:
    """What a year ahead adds."""
    value = figures.get(NAME, END, "level+year", f"{level}+{number}").value
    assert value is not None
    return value


def by_hand(rise: float, ramp: int, churn: float, profit: float, count: int) -> list[float]:
    """Months of profit added by longer lifetimes, one after the other."""
    customers, added = 1.0, []
    for month in range(1, count + 1):
        now = churn / (1 + rise * min(month / ramp, 1))
        customers = customers * (1 - now) + churn
        added.append(profit * (customers - 1))
    return added


def test_a_price_that_rises_in_twelve_steps() -> None:
    """48,000 x 75 % = 36,000 a month; 3,600 more in full: 6.5 twelfths in year one, then all."""
    figures = case(loyalty_case_profit, levers=BY_PRICE)
    assert year(figures, 1) == pytest.approx(3_600 * 6.5)
    assert [year(figures, n) for n in range(2, 6)] == pytest.approx([43_200] * 4)
    assert year(figures, 2, "20") == pytest.approx(86_400)
    row = figures.get(NAME, END, "level+year", "10+2")
    assert (row.numerator, row.denominator) == pytest.approx((475_200, 432_000))
    assert figures.get(NAME, END, "level", "10").value == pytest.approx(23_400 + 4 * 43_200)
    assert figures.get(NAME, END).value == pytest.approx(23_400 + 4 * 43_200)


def test_longer_lifetimes_earn_late() -> None:
    """Lower churn lets the base grow month by month; after five years it has most of the rise."""
    figures = case(loyalty_case_profit, levels=[0.10])
    added = by_hand(0.10, 12, 0.02, 36_000, 60)
    for number in range(1, 6):
        months = added[number * 12 - 12 : number * 12]
        assert year(figures, number) == pytest.approx(sum(months))
    assert year(figures, 1) < 0.15 * 23_400
    assert 0.5 * 43_200 < year(figures, 5) < 43_200


def test_in_the_long_run_the_profit_rises_by_the_level() -> None:
    """With half of the customers leaving a month, ten years are for ever."""
    lives = "S 10 100 2024-11 2024-12\n" + "\n".join(
        f"S 10 100 2025-{month:02d} 2025-{min(month + 1, 12):02d}" for month in range(1, 13)
    )
    figures = case(loyalty_case_profit, lives=lives, years=10, levels=[0.10])
    row = figures.get(NAME, END, "level+year", "10+10")
    assert row.denominator is not None
    assert row.value == pytest.approx(0.10 * row.denominator, rel=1e-6)


def test_levers_multiply() -> None:
    """All four at once and at once in full: the price-like three rise by 1.2^(1/4) each."""
    levers = {"A": ["size", "margin", "cross_sell"]}
    figures = case(loyalty_case_profit, levers=levers, ramp_months=0, levels=[0.2])
    assert year(figures, 1, "20") == pytest.approx(432_000 * 0.2)


def test_one_step_or_two() -> None:
    """A ramp of no months and one of a month are both in full at once."""
    for ramp in (0, 1):
        assert year(
            case(loyalty_case_profit, levers=BY_PRICE, ramp_months=ramp), 1
        ) == pytest.approx(43_200)
    two = case(loyalty_case_profit, levers=BY_PRICE, ramp_months=2)
    assert year(two, 1) == pytest.approx(3_600 * 11.5)


def test_segments_add_up() -> None:
    """The years of a level, and its segments over all years, are the same money."""
    lives = (
        TWO_PER_CENT
        + "B 10 900 2024-11 2025-12\n C 1 500 2024-11 2025-11\n C 9 500 2024-11 2025-12"
    )
    figures = case(loyalty_case_profit, lives=lives)
    segments = [figures.get(NAME, END, "segment+level", f"{s}+15").value for s in "ABC"]
    assert None not in segments
    whole = figures.get(NAME, END, "level", "15").value
    assert sum(value or 0 for value in segments) == pytest.approx(whole)
    assert sum(year(figures, n, "15") for n in range(1, 6)) == pytest.approx(whole)


def test_everybody_leaves_each_month() -> None:
    """Churn of 100 % is a number like others, by whatever lever."""
    spans = ["2024-11", "2024-12", *(f"2025-{month:02d}" for month in range(1, 13))]
    lives = "\n".join(f"X 3 100 {month} {month}" for month in spans)
    figures = case(loyalty_case_profit, lives=lives, levers={"X": ["size"]}, levels=[0.10])
    assert year(figures, 2) == pytest.approx(0.10 * 300 * 0.75 * 12)
    assert year(case(loyalty_case_profit, lives=lives, levels=[0.10]), 2) > 0


def test_what_cannot_be_is_not_printed() -> None:
    """A margin above 100 %, and longer lives of those who all stay."""
    figures = case(loyalty_case_profit, levers={"A": ["margin"]}, margin="0.9")
    assert year(figures, 2) == pytest.approx(48_000 * 0.9 * 0.1 * 12)
    assert figures.get(NAME, END, "level", "15").missing == "not_meaningful"
    lives = "B 10 900 2024-11 2025-12"
    stay = case(loyalty_case_profit, lives=lives, levers={"B": ["lifetime"]})
    assert stay.get(NAME, END).missing == "not_meaningful"
    # Unless the pack insists, prices rise where nobody leaves.
    assert year(case(loyalty_case_profit, lives=lives), 2) == pytest.approx(9_000 * 0.75 * 0.1 * 12)


def test_without_revenue_there_is_none() -> None:
    """No data, no case."""
    assert case(loyalty_case_profit, leave_out=("recurring_revenue",)).get(NAME, END).missing == (
        "no_data"
    )
