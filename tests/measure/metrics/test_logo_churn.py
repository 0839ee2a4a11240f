"""Logo churn."""

from reportgen.measure.metrics.logo_churn import logo_churn
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "logo_churn"


def test_customers_of_the_start_that_are_gone_at_the_end() -> None:
    """One of six: C04 is gone, C05 left but came back."""
    reading = house(logo_churn).get(NAME, "TTM2025-12")
    assert reading.value == 1 / 6
    assert (reading.numerator, reading.denominator, reading.n) == (1, 6, 6)


def test_who_comes_and_goes_within_the_period_is_not_counted() -> None:
    """B began and left after the start: neither half knows of it."""
    rows = months("customer_id from to mrr\nA 2024-12 2025-12 10\nB 2025-02 2025-05 10")
    reading = readings(logo_churn, tables={"recurring_revenue": rows}).get(NAME, "FY2025")
    assert (reading.value, reading.denominator) == (0, 1)


def test_all_gone_is_one() -> None:
    """The only small customer of December 2024 was gone in March."""
    assert house(logo_churn).get(NAME, "2025-03", "segment", "SMB").value == 1


def test_nobody_there_is_missing() -> None:
    """And so is a window without opening, and a pack without the table."""
    figures = house(logo_churn)
    assert figures.get(NAME, "2025Q4", "segment", "SMB").missing == "div_zero"
    assert figures.get(NAME, "2024-01").missing == "insufficient_history"
    assert readings(logo_churn, tables={}).get(NAME, "2025Q4").missing == "no_data"
