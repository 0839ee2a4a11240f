"""Revenue from existing customers."""

from reportgen.measure.metrics.revenue_from_existing_customers import (
    revenue_from_existing_customers,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "revenue_from_existing_customers"


def test_customers_first_paid_before_the_period() -> None:
    """373,400 of the year's 401,700; who was won back counts as existing."""
    figures = house(revenue_from_existing_customers)
    assert figures.get(NAME, "FY2025").exact == 373_400
    assert figures.get(NAME, "TTM2025-12").exact == 373_400
    assert figures.get(NAME, "2025Q4").exact == 102_900


def test_a_first_payment_before_the_file_counts() -> None:
    """B's first month in the file is not its first month."""
    rows = months("customer_id from to mrr\nA 2024-01 2025-12 100\nB 2025-06 2025-12 10")
    customers = frame("customer_id cohort_month\nA 2020-01\nB 2023-05")
    tables = {"recurring_revenue": rows, "customers": customers}
    figures = readings(revenue_from_existing_customers, tables=tables)
    assert figures.get(NAME, "FY2025").exact == 1_200 + 70


def test_a_year_that_begins_with_the_file_is_missing() -> None:
    """Nobody knows who of them was new."""
    figures = house(revenue_from_existing_customers)
    assert figures.get(NAME, "FY2024").missing == "insufficient_history"
    assert figures.get(NAME, "TTM2024-12").missing == "insufficient_history"
    assert figures.get(NAME, "TTM2025-01").value is not None


def test_it_has_no_months() -> None:
    """Within a month hardly anybody is new, and the share says nothing."""
    assert house(revenue_from_existing_customers).get(NAME, "2025-12").missing == "no_data"


def test_segments_add_up() -> None:
    """306,700 + 59,500 + 7,200."""
    figures = house(revenue_from_existing_customers)
    groups = {
        r.split: r.exact
        for (p, by, _), r in figures.of(NAME).items()
        if (p, by) == ("FY2025", "segment")
    }
    assert groups == {"ENT": 306_700, "MM": 59_500, "SMB": 7_200}


def test_without_the_table_there_is_no_data() -> None:
    """Never a zero."""
    figures = readings(revenue_from_existing_customers, tables={})
    assert figures.get(NAME, "FY2025").missing == "no_data"
