"""Contraction by users and functionality."""

from reportgen.measure.metrics.contraction_by_users_and_functionality import (
    contraction_by_users_and_functionality,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "contraction_by_users_and_functionality"


def test_fewer_users_at_the_old_price() -> None:
    """C03 in February: 40 to 30 seats at 100 a seat, -1,000."""
    figures = house(contraction_by_users_and_functionality)
    assert figures.get(NAME, "FY2025").exact == -1_000
    assert figures.get(NAME, "FY2025", "axis", "users").exact == -1_000
    assert figures.get(NAME, "FY2025", "axis", "functionality").exact == 0
    assert figures.get(NAME, "2025Q4").exact == 0


def test_a_dropped_line_is_less_functionality() -> None:
    """Plus is gone, Core stays as it was."""
    rows = frame("""
        customer_id  product_line  month    mrr  seats
        A            Core          2025-11  100  10
        A            Plus          2025-11   50  10
        A            Core          2025-12  100  10
    """)
    figures = readings(contraction_by_users_and_functionality, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12", "part", "product_drop").exact == -50
    assert figures.get(NAME, "2025-12", "axis", "functionality").exact == -50
    assert figures.get(NAME, "2025-12").exact == -50


def test_who_leaves_has_not_contracted() -> None:
    """Churn has its own line in the bridge."""
    rows = frame("customer_id month mrr seats\nA 2025-11 100 10\nB 2025-11 9 1\nB 2025-12 9 1")
    figures = readings(contraction_by_users_and_functionality, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12").exact == 0


def test_without_the_table_there_is_no_data() -> None:
    """Never a zero."""
    figures = readings(contraction_by_users_and_functionality, tables={})
    assert figures.get(NAME, "2025Q4").missing == "no_data"
