"""Upsell ratio."""

from reportgen.measure.metrics.upsell_ratio import upsell_ratio
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "upsell_ratio"


def test_customers_of_the_start_that_expand() -> None:
    """Five customers in September; C01, C03, C07 and C10 expand, C08 is new and does not count."""
    reading = house(upsell_ratio).get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator, reading.n) == (0.8, 4, 5, 5)


def test_per_segment_and_line() -> None:
    """ENT 2 of 3, MM 2 of 2, nobody of SMB was there; the Core line of C07 did not grow."""
    figures = house(upsell_ratio)
    assert figures.get(NAME, "2025Q4", "segment", "ENT").value == 2 / 3
    assert figures.get(NAME, "2025Q4", "segment", "MM").value == 1
    assert figures.get(NAME, "2025Q4", "segment", "SMB").missing == "div_zero"
    core = figures.get(NAME, "2025Q4", "product_line", "Core")
    assert (core.numerator, core.denominator) == (3, 5)
    assert figures.get(NAME, "2025Q4", "product_line", "Addon").missing == "div_zero"


def test_two_expansions_are_one_customer() -> None:
    """And one that expands and shrinks again within the window has expanded."""
    rows = months("""
        customer_id  from     to       mrr
        A            2025-08  2025-10  10
        A            2025-11  2025-11  20
        A            2025-12  2025-12  30
        B            2025-08  2025-10  10
        B            2025-11  2025-11  20
        B            2025-12  2025-12  10
    """)
    figures = readings(upsell_ratio, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025Q4").value == 1
    assert figures.get(NAME, "2025-12").value == 0.5


def test_a_line_that_shrinks_in_an_expanding_customer_was_not_upsold() -> None:
    """Core for less, Plus for more: the customer expands, and Plus does."""
    rows = months("""
        customer_id  product_line  from     to       mrr
        A            Core          2025-08  2025-10  10
        A            Core          2025-11  2025-12   5
        A            Plus          2025-08  2025-10  10
        A            Plus          2025-11  2025-12  30
    """)
    figures = readings(upsell_ratio, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025Q4").value == 1
    assert figures.get(NAME, "2025Q4", "product_line", "Core").value == 0
    assert figures.get(NAME, "2025Q4", "product_line", "Plus").value == 1


def test_exchange_rates_are_no_upsell() -> None:
    """10 EUR stay 10 EUR whatever they are worth."""
    rates = frame("currency month rate\nSEK 2025-08 0.09\nSEK 2025-10 0.12")
    rows = months("customer_id currency from to mrr\nA SEK 2025-08 2025-12 10")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    assert readings(upsell_ratio, tables=tables).get(NAME, "2025Q4").value == 0


def test_a_merger_is_the_parents_expansion() -> None:
    """The child's first payment is more from the parent, that was a customer at the start."""
    rows = months("customer_id from to mrr\nA 2025-08 2025-12 10\nB 2025-11 2025-12 5")
    customers = frame("customer_id merged_into merged_from_month\nA - -\nB A 2025-12")
    tables = {"recurring_revenue": rows, "customers": customers}
    reading = readings(upsell_ratio, tables=tables).get(NAME, "2025Q4")
    assert (reading.value, reading.denominator) == (1, 1)


def test_missing_reasons() -> None:
    """No table; a first month without a start."""
    assert readings(upsell_ratio, tables={}).get(NAME, "2025Q4").missing == "no_data"
    assert house(upsell_ratio).get(NAME, "2024-01").missing == "insufficient_history"
