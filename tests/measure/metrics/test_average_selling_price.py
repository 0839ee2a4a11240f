"""Average selling price."""

from reportgen.measure.metrics.average_selling_price import average_selling_price
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "average_selling_price"


def test_first_months_price_of_the_periods_new_customers() -> None:
    """C08 and C09 at 1,500 each; C08's later expansion is not in it."""
    reading = house(average_selling_price).get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (1_500, 3_000, 2)
    assert house(average_selling_price).get(NAME, "FY2025").value == 5_000 / 3


def test_nobody_new_has_no_price() -> None:
    """December, and the large customers of any month."""
    figures = house(average_selling_price)
    assert figures.get(NAME, "2025-12").missing == "div_zero"
    assert figures.get(NAME, "2025Q4", "segment", "ENT").missing == "div_zero"


def test_a_line_is_sold_to_the_new_customers_that_bought_it() -> None:
    """Core 100 to one and 200 to another, Plus 50 to one of them."""
    rows = frame("""
        customer_id  product_line  month    mrr
        OLD          Core          2025-11    1
        A            Core          2025-12  100
        A            Plus          2025-12   50
        B            Core          2025-12  200
    """)
    figures = readings(average_selling_price, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12").value == 175
    assert figures.get(NAME, "2025-12", "product_line", "Core").value == 150
    assert figures.get(NAME, "2025-12", "product_line", "Plus").value == 50


def test_no_price_where_nobody_is_known_to_be_new() -> None:
    """The first loaded month, and a pack without the table."""
    assert house(average_selling_price).get(NAME, "2024-01").missing == "insufficient_history"
    assert readings(average_selling_price, tables={}).get(NAME, "2025Q4").missing == "no_data"
