"""The board's budget."""

from __future__ import annotations

from tests.nordlys.customers import TKR
from tests.nordlys.table import Table, kronor

# Key, January 2026 and growth a month; thousands of SEK, or customers.
BUDGET = {
    "annual_recurring_revenue": (115_800, 2_520),
    "recurring_revenue": (9_650, 210),
    "new_arr": (1_750, 25),
    "new_customers": (7, 0.1),
    "revenue_recurring": (9_650, 210),
    "cogs": (2_120, 38),
    "sm": (3_200, 30),
    "rd": (4_250, 45),
    "ga": (1_950, 22),
    "cash_balance": (40_000, -1_150),
}


def budget(key: str, step: int) -> str:
    """The board's budget for 2026: straight lines, in whole thousands."""
    start, growth = BUDGET[key]
    if key == "new_customers":
        return str(int(start + growth * step))
    return kronor(round(start + growth * step) * TKR, " ")


def plan_table() -> Table:
    """One column per month, as budget sheets have it."""
    months = [f"2026-{number:02}" for number in range(1, 13)]
    rows = [(key, "budget", *(budget(key, step) for step in range(12))) for key in BUDGET]
    return Table(";".join(["Nyckel", "Version", *months]), rows, "utf-8-sig")
