"""Cash balance."""

from decimal import Decimal

from reportgen.measure.metrics.cash_balance import cash_balance
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings


def test_the_balance_of_the_months_end() -> None:
    """264,000 at the end of December, also for the quarter that ends there."""
    figures = house(cash_balance)
    assert figures.get("cash_balance", "2025-12").exact == Decimal(264_000)
    assert figures.at("cash_balance").value == 264_000
    assert figures.get("cash_balance", "2025-09").value == 300_000


def test_a_month_without_a_balance_has_none() -> None:
    """Not 0, which would be bankrupt."""
    cash = frame("month cash_end\n2025-10 50\n2025-11 -\n2025-12 -30")
    figures = readings(cash_balance, tables={"cash": cash})
    assert figures.get("cash_balance", "2025-11").missing == "no_data"
    assert figures.get("cash_balance", "2025-12").value == -30
    gap = cash.filter(cash["cash_end"].is_not_null())
    figures = readings(cash_balance, tables={"cash": gap})
    assert figures.get("cash_balance", "2025-11").missing == "no_data"


def test_months_outside_the_export_are_missing() -> None:
    """Before it begins, and after it ends."""
    assert house(cash_balance).get("cash_balance", "2025-08").missing == "insufficient_history"
    later = readings(cash_balance, tables={"cash": frame("month cash_end\n2025-10 50")})
    assert later.get("cash_balance", "2025-12").missing == "partial_period"
