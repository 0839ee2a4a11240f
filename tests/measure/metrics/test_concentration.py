"""Concentration of customers."""

import pytest

from reportgen.measure.metrics.concentration import concentration
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "concentration"


def test_the_largest_customers() -> None:
    """Top 1 34.02 %, top 3 70.88 %; the company's figure is the largest."""
    figures = house(concentration)
    one, three = (figures.get(NAME, "2025-12", "top", top) for top in ("1", "3"))
    assert one.value == pytest.approx(0.3402, abs=5e-5)
    assert (one.numerator, one.denominator) == (13_200, 38_800)
    assert three.value == pytest.approx(0.7088, abs=5e-5)
    assert figures.get(NAME, "2025-12").value == one.value


def test_with_fewer_than_ten_customers_all_of_them_are_shown() -> None:
    """Nine customers are 100 %, and n says that they are nine."""
    reading = house(concentration).get(NAME, "2025-12", "top", "10")
    assert (reading.value, reading.n) == (1, 9)


def test_a_customer_is_all_its_lines() -> None:
    """60 in two lines are more than 50 in one."""
    rows = frame("""
        customer_id  product_line  month    mrr
        A            Core          2025-12  30
        A            Plus          2025-12  30
        B            Core          2025-12  40
    """)
    reading = readings(concentration, tables={"recurring_revenue": rows}).get(NAME, "2025-12")
    assert reading.value == 0.6


def test_equal_customers_count_one_each() -> None:
    """Four of the same size: a quarter each."""
    rows = "\n".join(["customer_id month mrr", *[f"C{i} 2025-12 10" for i in range(4)]])
    figures = readings(concentration, tables={"recurring_revenue": frame(rows)})
    assert figures.get(NAME, "2025-12").value == 0.25
    assert figures.get(NAME, "2025-12", "top", "3").value == 0.75


def test_missing_reasons() -> None:
    """Nobody pays, outside the file, no table."""
    rows = months("customer_id from to mrr\nA 2025-08 2025-08 10\nA 2025-11 2025-11 10")
    figures = readings(concentration, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-09").missing == "div_zero"
    assert figures.get(NAME, "2025-12").missing == "partial_period"
    assert readings(concentration, tables={}).get(NAME, "2025-12").missing == "no_data"
