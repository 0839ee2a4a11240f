"""CAC payback on net new revenue."""

import pytest

from reportgen.measure.metrics.cac_payback_on_net_new import cac_payback_on_net_new
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "cac_payback_on_net_new"
LEDGER = frame("""
    month    category           amount  motion
    2025-12  sm                   6000  new
    2025-12  sm                   3000  expansion
    2025-12  revenue_recurring    1000  -
    2025-12  cogs                  250  -
""")


def test_reactivation_and_expansion_flatter_it() -> None:
    """27,000 / (7,800 x 75 %) = 4.615 months, where new customers alone take 12."""
    reading = house(cac_payback_on_net_new).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(4.615385, abs=1e-6)
    assert (reading.numerator, reading.denominator, reading.n) == (27_000, 5_850, 9)


def test_all_spend_counts_whatever_its_purpose() -> None:
    """9,000 / (400 x 75 %) = 30 months."""
    revenue = months("customer_id from to mrr\nA 2025-01 2025-12 600\nB 2025-12 2025-12 400")
    tables = {"recurring_revenue": revenue, "ledger": LEDGER}
    figures = readings(cac_payback_on_net_new, tables=tables, cac_lag="none")
    assert figures.get(NAME, "2025-12").value == 30


@pytest.mark.parametrize(("left", "missing"), [(100, "not_meaningful"), (600, "div_zero")])
def test_without_growth_nothing_is_paid_back(left: int, missing: str) -> None:
    """Revenue that fell or stood still."""
    revenue = months(f"customer_id from to mrr\nA 2025-01 2025-11 600\nA 2025-12 2025-12 {left}")
    tables = {"recurring_revenue": revenue, "ledger": LEDGER}
    figures = readings(cac_payback_on_net_new, tables=tables, cac_lag="none")
    reading = figures.get(NAME, "2025-12")
    assert (reading.value, reading.missing) == (None, missing)
