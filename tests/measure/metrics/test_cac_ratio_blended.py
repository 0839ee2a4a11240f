"""Blended CAC ratio."""

import pytest

from reportgen.measure.metrics.cac_ratio_blended import cac_ratio_blended
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings


def test_new_and_expansion_revenue_share_the_spend() -> None:
    """27,000 / ((3,000 + 2,800) x 12) = 0.38793; those who came back do not count."""
    reading = house(cac_ratio_blended).get("cac_ratio_blended", "2025Q4")
    assert reading.value == pytest.approx(0.38793, abs=5e-6)
    assert (reading.numerator, reading.denominator) == (27_000, 69_600)


def test_all_spend_counts_whatever_it_was_for() -> None:
    """The motion of an entry plays no part here."""
    revenue = months("customer_id from to mrr\nOLD 2025-01 2025-12 9\nNEW 2025-12 2025-12 100")
    ledger = frame("month category motion amount\n2025-12 sm new 300\n2025-12 sm expansion 900")
    tables = {"recurring_revenue": revenue, "ledger": ledger}
    figures = readings(cac_ratio_blended, tables=tables, period="2025-12", cac_lag="none")
    assert figures.get("cac_ratio_blended", "2025-12").value == 1


def test_nothing_won_is_no_ratio() -> None:
    """January 2025 saw no new customer and no expansion."""
    assert house(cac_ratio_blended).get("cac_ratio_blended", "2025-09").missing == "div_zero"
