"""CAC ratio of expansion."""

import pytest

from reportgen.measure.metrics.cac_ratio_expansion import cac_ratio_expansion
from reportgen.measure.metrics.cac_ratio_new import cac_ratio_new
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "cac_ratio_expansion"
REVENUE = months("""
    customer_id  segment  from     to       mrr
    A            ENT      2025-01  2025-11  100
    A            ENT      2025-12  2025-12  200
    B            SMB      2025-12  2025-12   50
""")
LEDGER = """
    month    category           amount  motion
    2025-12  sm                   2000  new
    2025-12  sm                   1000  expansion
    2025-12  sm                    600  shared
    2025-12  revenue_recurring    1000  -
"""


def test_shared_spend_follows_in_proportion() -> None:
    """(1,000 + a third of 600) / (100 x 12) = 1.0; new customers (2,000 + 400) / 600 = 4.0."""
    tables = {"recurring_revenue": REVENUE.drop("segment"), "ledger": frame(LEDGER)}
    figures = readings(cac_ratio_expansion, cac_ratio_new, tables=tables, cac_lag="none")
    reading = figures.get(NAME, "2025-12")
    assert reading.value == pytest.approx(1.0)
    assert reading.numerator == pytest.approx(1200)
    assert (reading.denominator, reading.n) == (1200, 1)
    assert figures.get("cac_ratio_new", "2025-12").value == pytest.approx(4.0)


def test_without_a_purpose_nobody_knows() -> None:
    """The house example's ledger has none: all or nothing would both be a guess."""
    reading = house(cac_ratio_expansion).get(NAME, "2025Q4")
    assert (reading.value, reading.missing) == (None, "no_data")


def test_a_month_whose_rows_are_all_shared_is_no_data() -> None:
    """There is no proportion to follow."""
    ledger = frame(LEDGER.replace("  new", "  shared").replace("expansion", "shared"))
    tables = {"recurring_revenue": REVENUE.drop("segment"), "ledger": ledger}
    figures = readings(cac_ratio_expansion, tables=tables, cac_lag="none")
    assert figures.get(NAME, "2025-12").missing == "no_data"
