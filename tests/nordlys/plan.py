"""The board's budget, and what management forecast at the start of each quarter."""

from __future__ import annotations

from tests.nordlys.cash import Purse
from tests.nordlys.chance import Dice
from tests.nordlys.customers import TKR
from tests.nordlys.ledger import SALES, Entry, sales_by_month
from tests.nordlys.life import World
from tests.nordlys.money import Money
from tests.nordlys.months import LAST, month
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
FIRST_BUDGET = LAST - 8  # 2026-01
FIRST_FORECAST = LAST - 11  # 2025-10
NEXT = (LAST + 1, LAST + 2, LAST + 3)

# How far the forecast lies from what came: on the whole, and from quarter to quarter.
HOPE = {
    "annual_recurring_revenue": (1.004, 0.012),
    "new_arr": (1.09, 0.1),
    "new_customers": (1.06, 0.1),
    "sm": (0.985, 0.03),
    "cash_balance": (1.02, 0.05),
}


def budget(key: str, step: int) -> str:
    """The board's budget for 2026: straight lines, in whole thousands."""
    start, growth = BUDGET[key]
    if key == "new_customers":
        return str(int(start + growth * step))
    return kronor(round(start + growth * step) * TKR, " ")


def outcome(world: World, money: Money, entries: list[Entry], purses: list[Purse]) -> Actual:
    """What came of the keys that are forecast, month by month: thousands of SEK, or customers."""
    sold = sales_by_month(world, money)
    spent = [0] * (LAST + 1)
    for entry in entries:
        spent[entry.t] += entry.amount if entry.category == SALES else 0
    won = [0.0] * (LAST + 1)
    for event in world.events:
        won[event.t] += event.kind == "new"
    months = range(LAST + 1)
    return {
        "annual_recurring_revenue": [money.total(t) * 12 / TKR for t in months],
        "new_arr": [sold[t, "new"] * 12 / TKR for t in months],
        "new_customers": won,
        "sm": [amount / TKR for amount in spent],
        "cash_balance": [purse.end / TKR for purse in purses],
    }


Actual = dict[str, list[float]]


def forecast(key: str, actual: Actual) -> list[str]:
    """The quarters that are over, near what came; the next one as the last went on."""
    dice = Dice(f"forecast {key}")
    hope, doubt = HOPE[key]
    values = list(actual[key])
    drift = (values[LAST] - values[LAST - 6]) / 6
    if key in ("new_arr", "new_customers"):
        values += [sum(values[LAST - 5 :]) / 6] * 3
    else:
        values += [values[LAST] + drift * step for step in (1, 2, 3)]
    cells = []
    for t in range(FIRST_FORECAST, NEXT[-1] + 1):
        if t % 3 == 0:
            wrong = hope + dice.between(-doubt, doubt)
        # Within a quarter nobody forecasts which month a deal falls in.
        quarter = values[t - t % 3 : t - t % 3 + 3]
        value = sum(quarter) / 3 if key.startswith("new") else values[t]
        cells.append(
            str(round(value * wrong))
            if key == "new_customers"
            else kronor(round(value * wrong) * TKR, " ")
        )
    return cells


def plan_table(actual: Actual) -> Table:
    """One column per month, as budget sheets have it; the budget has none before its year."""
    blank = [""] * (FIRST_BUDGET - FIRST_FORECAST)
    rows = [(key, "budget", *blank, *(budget(key, step) for step in range(12))) for key in BUDGET]
    rows += [(key, "prognos", *forecast(key, actual)) for key in HOPE]
    months = [month(t) for t in range(FIRST_FORECAST, NEXT[-1] + 1)]
    return Table(";".join(["Nyckel", "Version", *months]), rows, "utf-8-sig")
