"""CAC payback as it happened, cohort by cohort."""

import pytest

from reportgen.measure.metrics.cac_payback_by_cohort import cac_payback_by_cohort
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "cac_payback_by_cohort"
# An old customer, two won in the first quarter (January, March), one in the second, none after.
REVENUE = """
    customer_id  from     to       mrr
    OLD          2024-12  2025-12  1000
    A            2025-01  2025-12   100
    B            2025-03  2025-04   100
    B            2025-05  2025-12   300
    C            2025-06  2025-07   200
"""


def company(spend: int, revenue: str = REVENUE, lag: str = "none") -> Readings:
    """The same spend in every month, at a margin of a half."""
    entries = [
        f"2025-{month:02} {category} {amount}"
        for month in range(1, 13)
        for category, amount in (("sm", spend), ("revenue_recurring", 1000), ("cogs", 500))
    ]
    ledger = frame("\n".join(["month category amount", *entries]))
    tables = {"recurring_revenue": months(revenue), "ledger": ledger}
    return readings(cac_payback_by_cohort, tables=tables, cac_lag=lag)


def test_the_first_month_of_life_by_whose_end_the_spend_is_back() -> None:
    """Of 300: 100 and 100 in the first two months of life, 50 + 150 in the third: month 3."""
    reading = company(100).get(NAME, "2025Q1")
    assert reading.value == 3
    assert (reading.denominator, reading.n) == (300, 2)


def test_expansion_is_earned_when_it_comes() -> None:
    """Of 900: 100 + 100 and then 200 a month: 800 in month 5, 1,000 in month 6."""
    assert company(300).get(NAME, "2025Q1").value == 6


def test_a_sum_that_is_just_reached_counts() -> None:
    """Of 1,200: 100 + 100 + 5 x 200 = 1,200 in month 7."""
    assert company(400).get(NAME, "2025Q1").value == 7


def test_what_has_been_earned_so_far_stands_beside_it() -> None:
    """Of 6,000: A has paid 1,200, B 2 x 100 + 8 x 300 = 2,600; at a half 1,900."""
    figures = company(2000)
    reading = figures.get(NAME, "2025Q1")
    assert (reading.value, reading.missing) == (None, "partial_period")
    assert (reading.numerator, reading.denominator) == (1900, 6000)
    part = figures.get(NAME, "2025Q1", "part", "earned_back")
    assert part.value == pytest.approx(1900 / 6000)


def test_only_ages_that_the_youngest_has_reached_count() -> None:
    """C pays 10,000 in its first month, A is two months older: at age 0 both are known."""
    revenue = """
        customer_id  from     to       mrr
        OLD          2024-12  2025-12  1000
        A            2025-10  2025-12   100
        C            2025-12  2025-12   100
    """
    figures = company(50, revenue)
    assert figures.get(NAME, "2025Q4").missing == "partial_period"
    assert figures.get(NAME, "2025Q4", "part", "earned_back").value == pytest.approx(200 / 150)


def test_a_cohort_that_has_left_will_never_pay_back() -> None:
    """C paid 400 in two months, 200 of margin, for a spend of 300, and is gone."""
    reading = company(100).get(NAME, "2025Q2")
    assert (reading.value, reading.missing) == (None, "infinite")
    assert (reading.numerator, reading.denominator) == (200, 300)


def test_a_quarter_without_new_customers_has_no_payback() -> None:
    """Its spend won nobody."""
    assert company(100).get(NAME, "2025Q3").missing == "div_zero"


def test_the_lag_says_which_spend_is_the_cohorts() -> None:
    """With a quarter's lag that of the first quarter lies before the ledger."""
    figures = company(100, lag="1q")
    assert figures.get(NAME, "2025Q1").missing == "insufficient_history"
    assert figures.get(NAME, "2025Q2").denominator == 300


def test_house_example_is_on_its_way() -> None:
    """27,000 spent; 7,800 of revenue to date at 75 %: 21.7 %."""
    figures = house(cac_payback_by_cohort)
    assert figures.get(NAME, "2025Q4").missing == "partial_period"
    assert figures.get(NAME, "2025Q4", "part", "earned_back").value == pytest.approx(0.65 / 3)


def test_nothing_spent_is_back_at_once() -> None:
    """A cost of 0 is no missing cost."""
    assert company(0).get(NAME, "2025Q1").value == 0
