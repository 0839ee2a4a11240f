"""Customer lifetime value of five years."""

from datetime import date

import polars as pl
import pytest

from reportgen.measure.metrics.customer_lifetime_value_of_five_years import (
    customer_lifetime_value_of_five_years,
)
from tests.measure.house import house, tables
from tests.measure.readings import readings

NAME = "customer_lifetime_value_of_five_years"


def test_house_example() -> None:
    """13,500 a year at a net retention of 32,200 / 32,000."""
    kept = 32_200 / 32_000
    reading = house(customer_lifetime_value_of_five_years).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(13_500 * sum(kept**year for year in range(5)))
    assert reading.n == 2


def test_a_segment_with_its_own_retention() -> None:
    """SMB: 1,500 a month, 120 % a year: 13,500 x (1 + 1.2 + 1.44 + 1.728 + 2.0736)."""
    figures = house(customer_lifetime_value_of_five_years)
    assert figures.get(NAME, "2025Q4", "segment", "SMB").value == pytest.approx(13_500 * 7.4416)


def test_a_first_year_has_no_retention_of_twelve_months() -> None:
    """An export that begins in June 2025 does not say what was kept since December 2024."""
    revenue = tables()["recurring_revenue"].filter(pl.col("month") >= date(2025, 6, 1))
    exports = {**tables(), "recurring_revenue": revenue}
    reading = readings(customer_lifetime_value_of_five_years, tables=exports).get(NAME, "2025Q4")
    assert (reading.value, reading.missing) == (None, "insufficient_history")
