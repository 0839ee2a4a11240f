"""Customer lifetime value against acquisition cost."""

import pytest

from reportgen.measure.metrics.lifetime_value_to_cac import lifetime_value_to_cac
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "lifetime_value_to_cac"


def test_three_times_what_a_customer_costs() -> None:
    """41,625 / 13,500 = 3.0833."""
    reading = house(lifetime_value_to_cac).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(3.0833, abs=5e-5)
    assert reading.numerator == pytest.approx(41_625)
    assert (reading.denominator, reading.n) == (13_500, 2)


def test_without_acquisition_cost_there_is_no_ratio() -> None:
    """Nobody was won in the third quarter; no year is covered by the ledger."""
    figures = house(lifetime_value_to_cac)
    assert figures.get(NAME, "2025Q3").missing in ("div_zero", "insufficient_history")
    assert figures.get(NAME, "TTM2025-12").missing == "insufficient_history"


def test_it_warns_below_three() -> None:
    """The rule that lenders and investors use."""
    assert lifetime_value_to_cac.warn_below == 3


def test_without_a_ledger_it_is_the_ledger_that_is_missing() -> None:
    """Also in a quarter in which nobody was won, where a price would be a division by zero."""
    tables = {
        "recurring_revenue": months("""
            customer_id  from     to       mrr
            A            2024-10  2025-12  100
            B            2024-10  2025-12  100
            C            2024-10  2025-08  100
        """)
    }
    figures = readings(lifetime_value_to_cac, tables=tables)
    assert figures.get(NAME, "2025Q4").missing == "no_data"
