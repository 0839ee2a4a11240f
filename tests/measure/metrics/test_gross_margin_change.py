"""Change in gross margin."""

import math

import pytest

from reportgen.measure.metrics.gross_margin_change import gross_margin_change
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "gross_margin_change"


def quarters(*rows: tuple[str, int, int]) -> Readings:
    """Months with revenue and cost."""
    text = "\n".join(
        f"{month} Subs revenue_recurring {revenue}\n{month} Host cogs {cost}"
        for month, revenue, cost in rows
    )
    # The export covers the third quarter from its first month.
    ledger = frame(f"month line category amount\n2025-07 Rent ga 1\n{text}")
    return readings(gross_margin_change, tables={"ledger": ledger})


def test_revenue_alone() -> None:
    """75 % to 80 % with the same cost: five points from revenue."""
    figures = quarters(("2025-09", 100, 25), ("2025-12", 125, 25))
    assert figures.get(NAME, "2025Q4").value == pytest.approx(0.05)
    found = {r.split: r.value for r in figures.groups(NAME, "factor")}
    assert found == {"revenue": pytest.approx(0.05), "cost_of_revenue": pytest.approx(0)}


def test_cost_and_revenue_by_hand() -> None:
    """75 % to 70 %: cost from 25 to 36, revenue from 100 to 120."""
    figures = quarters(("2025-09", 100, 25), ("2025-12", 120, 36))
    mean = (0.30 - 0.25) / math.log(0.30 / 0.25)
    found = {r.split: r.value for r in figures.groups(NAME, "factor")}
    assert figures.get(NAME, "2025Q4").value == pytest.approx(-0.05)
    assert found["cost_of_revenue"] == pytest.approx(-mean * math.log(36 / 25))
    assert found["revenue"] == pytest.approx(mean * math.log(120 / 100))


def test_cost_that_stops_is_the_whole_change() -> None:
    figures = quarters(("2025-09", 100, 25), ("2025-12", 120, 0))
    found = {r.split: r.value for r in figures.groups(NAME, "factor")}
    assert found == {"revenue": 0, "cost_of_revenue": pytest.approx(0.25)}


def test_missing_ends() -> None:
    """No revenue before: nothing to compare with; no ledger: no data."""
    figures = quarters(("2025-09", 0, 25), ("2025-12", 120, 20))
    assert figures.get(NAME, "2025Q4").missing == "div_zero"
    assert quarters(("2025-07", 120, 20)).get(NAME, "2025-07").missing == "insufficient_history"
    assert readings(gross_margin_change, tables={}).get(NAME, "2025Q4").missing == "no_data"
