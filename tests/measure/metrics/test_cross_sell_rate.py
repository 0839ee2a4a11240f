"""Customers with several products."""

from reportgen.measure.metrics.cross_sell_rate import cross_sell_rate
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "cross_sell_rate"


def test_one_of_nine() -> None:
    """Only C07 has two lines."""
    reading = house(cross_sell_rate).get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (1 / 9, 1, 9)


def test_of_a_lines_customers() -> None:
    """Everybody who has Addon has Core too."""
    figures = house(cross_sell_rate)
    assert figures.get(NAME, "2025-12", "product_line", "Addon").value == 1
    assert figures.get(NAME, "2025-12", "product_line", "Core").value == 1 / 9
    assert figures.get(NAME, "2025-12", "segment", "MM").value == 0.5


def test_a_blank_line_is_no_second_product() -> None:
    """Nor are two currencies or two plans of one line."""
    rows = frame("""
        customer_id  product_line  currency  month    mrr
        A            Core          EUR       2025-12  10
        A            Core          SEK       2025-12  10
        A            -             EUR       2025-12  10
        B            -             EUR       2025-12  10
    """)
    rates = frame("currency month rate\nSEK 2025-12 0.1")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    reading = readings(cross_sell_rate, tables=tables).get(NAME, "2025-12")
    assert (reading.value, reading.denominator) == (0, 2)


def test_without_product_lines_there_is_no_rate() -> None:
    """Never 0 %."""
    for text in (
        "customer_id month mrr\nA 2025-12 1",
        "customer_id product_line month mrr\nA - 2025-12 1",
    ):
        tables = {"recurring_revenue": frame(text)}
        assert readings(cross_sell_rate, tables=tables).get(NAME, "2025-12").missing == "no_data"
    assert readings(cross_sell_rate, tables={}).get(NAME, "2025-12").missing == "no_data"
