"""Monthly logo churn."""

import pytest

from reportgen.measure.metrics.monthly_logo_churn import monthly_logo_churn
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "monthly_logo_churn"


def test_events_of_twelve_months_over_customer_months() -> None:
    """C04 and C05 left: 2 / 74 = 2.7027 %; that C05 came back does not undo the event."""
    reading = house(monthly_logo_churn).get(NAME, "TTM2025-12")
    assert reading.value == pytest.approx(0.027027, abs=5e-7)
    assert (reading.numerator, reading.denominator) == (2, 74)


def test_a_fiscal_year_is_its_twelve_months() -> None:
    """December ends both."""
    figures = house(monthly_logo_churn)
    assert figures.get(NAME, "FY2025").value == figures.get(NAME, "TTM2025-12").value


def test_who_leaves_twice_has_left_twice() -> None:
    """B left in March and in July."""
    rows = months("""
        customer_id  from     to       mrr
        A            2024-12  2025-12  10
        B            2024-12  2025-02  10
        B            2025-05  2025-06  10
    """)
    reading = readings(monthly_logo_churn, tables={"recurring_revenue": rows})
    assert reading.get(NAME, "FY2025").numerator == 2
    # A in twelve months; B at the start of January to March, June and July.
    assert reading.get(NAME, "FY2025").denominator == 12 + 3 + 2


def test_it_has_no_months_and_no_product_lines() -> None:
    """A customer leaves as a whole; a month alone has too few who do."""
    figures = house(monthly_logo_churn)
    assert figures.get(NAME, "2025-12").missing == "no_data"
    assert figures.splits(NAME) == ["cohort", "segment"]


def test_a_known_start_of_history_has_an_opening_of_nobody() -> None:
    """The first month's opening is 0 then, and the year is whole."""
    figures = house(monthly_logo_churn, history_starts="2024-01")
    reading = figures.get(NAME, "FY2024")
    assert reading.numerator == 1
    assert reading.denominator == 0 + 3 + 4 + 5 + 5 + 6 + 7 + 7 + 7 + 6 + 6 + 6


def test_missing_reasons() -> None:
    """Twelve months and the opening of the first; nobody at all; no table."""
    figures = house(monthly_logo_churn)
    assert figures.get(NAME, "FY2024").missing == "insufficient_history"
    assert figures.get(NAME, "TTM2025-01").value is not None
    assert readings(monthly_logo_churn, tables={}).get(NAME, "FY2025").missing == "no_data"
    rows = months("customer_id from to mrr\nA 2024-01 2024-01 10\nA 2025-12 2025-12 10")
    gap = readings(monthly_logo_churn, tables={"recurring_revenue": rows})
    assert gap.get(NAME, "TTM2025-12").missing == "div_zero"
