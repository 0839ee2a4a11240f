"""CAC payback counted from the day of spending."""

import pytest

from reportgen.measure.metrics.cac_payback_from_spend import cac_payback_from_spend
from tests.ascii_table import frame
from tests.measure.house import house, tables
from tests.measure.readings import readings

NAME = "cac_payback_from_spend"
# 70, 91 and 121 days, and a renewal of one.
DEALS = frame("""
    deal_id  status  created_date  close_date  amount_arr  type
    D1       won     2025-08-01    2025-10-10        1000  new
    D2       won     2025-08-01    2025-10-31        1000  new
    D3       won     2025-08-11    2025-12-10        1000  new
    D4       won     2025-12-09    2025-12-10        1000  renewal
    D5       lost    2025-01-01    2025-12-10        1000  new
""")


def test_payback_and_the_median_cycle_together() -> None:
    """12.0 months and 91 days of 30.4 a month: 14.99."""
    figures = readings(cac_payback_from_spend, tables={**tables(), "deals": DEALS})
    reading = figures.get(NAME, "2025Q4")
    assert reading.value == pytest.approx(12 + 91 / 30.4)
    assert reading.n == 2


def test_renewals_count_where_the_pack_says_so() -> None:
    """The median of 1, 70, 91 and 121 days is 80.5."""
    exports = {**tables(), "deals": DEALS}
    figures = readings(cac_payback_from_spend, tables=exports, renewals_in_sales=True)
    assert figures.get(NAME, "2025Q4").value == pytest.approx(12 + 80.5 / 30.4)
    assert "with renewals" in figures.definitions[NAME]


def test_without_deals_nobody_knows_the_cycle() -> None:
    """The payback alone would be too short."""
    reading = house(cac_payback_from_spend).get(NAME, "2025Q4")
    assert (reading.value, reading.missing) == (None, "no_data")
