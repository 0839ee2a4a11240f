"""CAC payback, new customers and expansion together."""

import pytest

from reportgen.measure.metrics.cac_payback_blended import cac_payback_blended
from reportgen.measure.metrics.cac_ratio_blended import cac_ratio_blended
from tests.measure.house import house

NAME = "cac_payback_blended"


def test_all_spend_over_what_new_and_old_customers_added() -> None:
    """27,000 / ((3,000 + 2,800) x 75 %) = 6.207 months; customers won back are not in it."""
    reading = house(cac_payback_blended).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(27_000 / 4_350)
    assert (reading.numerator, reading.denominator, reading.n) == (27_000, 4_350, 7)


def test_it_is_twelve_times_the_blended_ratio_over_the_margin() -> None:
    """Kellblog's identity, here for the blended forms: 12 x 0.38793 / 75 %."""
    figures = house(cac_payback_blended, cac_ratio_blended)
    ratio = figures.get("cac_ratio_blended", "2025Q4").value
    assert ratio is not None
    assert figures.get(NAME, "2025Q4").value == pytest.approx(12 * ratio / 0.75)


def test_a_quarter_that_added_nothing_pays_nothing_back() -> None:
    """May: C01 expanded in April to May alone; in September nobody moved up."""
    reading = house(cac_payback_blended, cac_lag="none").get(NAME, "2025-09")
    assert (reading.value, reading.missing) == (None, "div_zero")
