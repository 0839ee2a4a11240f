"""Bridge of the cash balance."""

import polars as pl

from reportgen.measure.metrics.cash_balance import cash_balance
from reportgen.measure.metrics.cash_balance_bridge import cash_balance_bridge
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.metrics.test_runway_with_financing import REPAID
from tests.measure.readings import readings

NAME = "cash_balance_bridge"


def kinds(figures: Readings, period: str) -> dict[str, float | None]:
    """The flow of each kind in a period."""
    parts = figures.by(NAME, "cash_flow").items()
    return {kind: r.value for (at, kind), r in parts if at == period}


def test_what_flowed_leads_from_one_balance_to_the_other() -> None:
    """140 - 30 operating + 0 investing - 30 financing = 80."""
    figures = readings(cash_balance, cash_balance_bridge, tables={"cash": REPAID})
    assert kinds(figures, "2025Q4") == {"operating": -30, "investing": 0, "financing": -30}
    before, after = (figures.get("cash_balance", at).value for at in ("2025-09", "2025-12"))
    assert (before, figures.get(NAME, "2025Q4").value, after) == (140, -60, 80)
    assert figures.get(NAME, "2025-12").value == -20


def test_a_month_without_flows_leaves_a_hole_and_no_smaller_sum() -> None:
    """Two months of three would look like a quarter."""
    holed = REPAID.with_columns(
        operating_cf=pl.when(pl.col("month").dt.month() != 11).then("operating_cf")
    )
    figures = readings(cash_balance_bridge, tables={"cash": holed})
    quarter = figures.get(NAME, "2025Q4")
    assert (quarter.value, quarter.exact, quarter.missing) == (None, None, "partial_period")
    assert kinds(figures, "2025Q4") == dict.fromkeys(("operating", "investing", "financing"))
    assert figures.get(NAME, "2025-12").value == -20


def test_balances_alone_have_no_flows() -> None:
    """Nobody knows then what the fall went to."""
    cash = frame("month cash_end\n2025-09 120\n2025-12 60")
    assert readings(cash_balance_bridge, tables={"cash": cash}).at(NAME).missing == "no_data"
    assert readings(cash_balance_bridge, tables={}).at(NAME).missing == "no_data"
