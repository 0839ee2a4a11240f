"""Change in active users per customer."""

from reportgen.measure.metrics.usage_change import usage_change
from tests.measure.readings import readings
from tests.measure.use import paying, usage

NAME = "usage_change"
USE = usage("""
    customer_id  product_line  month    active_users
    A            Core          2025-09  12
    B            Core          2025-09  20
    B            Core          2025-10  20
    A            Core          2025-12  16
    B            Core          2025-12  26
    C            Core          2025-12  12
    C            Plus          2025-12  9
""")


def test_against_three_months_before() -> None:
    """(16 + 26 + 21) / 3 = 21 after (12 + 20) / 2 = 16."""
    tables = {"product_usage": USE, "recurring_revenue": paying("A", "B", "C")}
    figures = readings(usage_change, tables=tables)
    reading = figures.get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (0.3125, 21, 16)
    assert figures.get(NAME, "2025-12", "product_line", "Core").value == 0.125
    assert figures.get(NAME, "2025-12", "product_line", "Plus").missing == "div_zero"


def test_no_earlier_quarter() -> None:
    """The export begins in September; November has no row."""
    figures = readings(usage_change, tables={"product_usage": USE})
    assert figures.get(NAME, "2025-10").missing == "insufficient_history"
    assert figures.get(NAME, "2025-11").missing == "insufficient_history"
    assert readings(usage_change, tables={}).get(NAME, "2025-12").missing == "no_data"


def test_from_nothing_is_no_growth() -> None:
    """Nobody used it three months ago."""
    use = usage("customer_id month active_users\nA 2025-09 0\nA 2025-12 4")
    figures = readings(usage_change, tables={"product_usage": use})
    assert figures.get(NAME, "2025-12").missing == "div_zero"
