"""Cross-sell ratio."""

from reportgen.measure.metrics.cross_sell_adds import cross_sell_adds
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "cross_sell_adds"


def test_one_of_the_five_that_lacked_it() -> None:
    """C07 adds Addon, which all five of September lack; nobody lacks Core."""
    figures = house(cross_sell_adds)
    reading = figures.get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (0.2, 1, 5)
    assert figures.get(NAME, "2025Q4", "product_line", "Addon").value == 0.2
    assert figures.get(NAME, "2025Q4", "product_line", "Core").missing == "div_zero"


ROWS = """
    customer_id  product_line  from     to       mrr
    A            Core          2025-06  2025-12  10
    A            Plus          2025-10  2025-10   5
    B            Core          2025-06  2025-12  10
    B            Plus          2025-06  2025-08   5
    B            Plus          2025-11  2025-12   5
    C            Core          2025-06  2025-12  10
    C            Plus          2025-06  2025-12   5
    D            Core          2025-10  2025-12  10
    D            Plus          2025-12  2025-12   5
"""


def test_who_had_all_lines_or_was_no_customer_does_not_count() -> None:
    """A tried Plus for a month, B came back to it, C had it, D was not there in September."""
    figures = readings(cross_sell_adds, tables={"recurring_revenue": months(ROWS)})
    reading = figures.get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (1, 2, 2)
    plus = figures.get(NAME, "2025Q4", "product_line", "Plus")
    assert (plus.numerator, plus.denominator) == (2, 2)
    # In December B has it, A lacks it again and D adds it.
    assert figures.get(NAME, "2025-12").value == 0.5


def test_a_line_that_is_not_sold_yet_is_not_lacked() -> None:
    """Before anybody had Addon nobody could be sold it."""
    assert house(cross_sell_adds).get(NAME, "2025Q3").missing == "div_zero"


def test_no_lines_no_ratio() -> None:
    """A table without product lines, no table."""
    rows = months("customer_id from to mrr\nA 2025-06 2025-12 10")
    figures = readings(cross_sell_adds, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025Q4").missing == "no_data"
    assert readings(cross_sell_adds, tables={}).get(NAME, "2025Q4").missing == "no_data"
