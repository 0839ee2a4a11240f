"""Exchange rates, and recurring revenue in kronor."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tests.nordlys.chance import Dice
from tests.nordlys.customers import Customer
from tests.nordlys.life import World
from tests.nordlys.months import MONTHS, month, path
from tests.nordlys.table import Table

# SEK for a euro at quarter ends from September 2023; invented, like everything else here.
EURO = (11.58, 11.31, 11.42, 11.36, 11.33, 11.46, 11.05, 11.12, 11.02, 10.94, 10.88, 10.96, 11.03)


def euro_rates() -> list[int]:
    """SEK for a euro month by month, in ten-thousandths."""
    dice = Dice("rates")
    return [round((path(EURO, t) + dice.between(-0.05, 0.05)) * 10_000) for t in range(MONTHS)]


@dataclass(frozen=True)
class Money:
    """The euro's rates, and recurring revenue in öre by month and product line."""

    rates: list[int]
    revenue: list[dict[str, int]]

    def in_sek(self, customer: Customer, t: int, amount: int) -> int:
        return round(amount * self.rates[t] / 10_000) if customer.currency == "EUR" else amount

    def total(self, t: int) -> int:
        return sum(self.revenue[t].values())


def count_money(world: World) -> Money:
    money = Money(euro_rates(), [defaultdict(int) for _ in range(MONTHS)])
    for row in world.rows:
        money.revenue[row.t][row.line] += money.in_sek(row.customer, row.t, row.amount)
    return money


def rates_table(money: Money) -> Table:
    rows = [
        ("EUR", month(t), f"{rate // 10_000},{rate % 10_000:04}")
        for t, rate in enumerate(money.rates)
    ]
    return Table("Valuta;Månad;Kurs", rows, "utf-8-sig")
