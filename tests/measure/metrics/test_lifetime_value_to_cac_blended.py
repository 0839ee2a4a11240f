"""Customer lifetime value of all customers against acquisition cost."""

import pytest

from reportgen.measure.metrics.lifetime_value_to_cac import lifetime_value_to_cac
from reportgen.measure.metrics.lifetime_value_to_cac_blended import lifetime_value_to_cac_blended
from tests.measure.house import house

NAME = "lifetime_value_to_cac_blended"


def test_large_old_customers_flatter_it() -> None:
    """119,633.33 / 13,500 = 8.8617, where a new customer brings 3.0833."""
    figures = house(lifetime_value_to_cac, lifetime_value_to_cac_blended)
    reading = figures.get(NAME, "2025Q4")
    assert reading.value == pytest.approx(8.8617, abs=5e-5)
    assert (reading.denominator, reading.n) == (13_500, 2)
    assert figures.get("lifetime_value_to_cac", "2025Q4").value == pytest.approx(37 / 12)


def test_a_quarter_without_new_customers_has_no_cost_to_hold_it_against() -> None:
    """Q3 won nobody."""
    assert house(lifetime_value_to_cac_blended).get(NAME, "2025Q3").value is None
