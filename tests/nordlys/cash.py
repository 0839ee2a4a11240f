"""The bank account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.nordlys.chance import Dice
from tests.nordlys.customers import TKR
from tests.nordlys.ledger import OTHER_REVENUE, OUTSIDE, RECURRING, Entry
from tests.nordlys.money import Money
from tests.nordlys.months import MONTHS, SHARE_ISSUE, month_end, month_of
from tests.nordlys.table import Table, kronor


@dataclass(frozen=True)
class Purse:
    """Cash of a month, in öre."""

    t: int
    end: int
    operating: int
    investing: int
    financing: int


OPENING_CASH = 48_000_000 * 100
# Months of recurring revenue that customers have paid in advance, net, by month of the year.
PREPAID = (1.70, 1.75, 1.79, 1.79, 1.78, 1.77, 1.765, 1.755, 1.75, 1.73, 1.71, 1.69)


def ebitda(entries: Iterable[Entry], t: int) -> int:
    """Revenue less every cost but depreciation, interest and tax."""
    return sum(
        entry.amount if entry.category in (RECURRING, OTHER_REVENUE) else -entry.amount
        for entry in entries
        if entry.t == t and entry.category != OUTSIDE
    )


def paid_interest(entries: Iterable[Entry], t: int) -> int:
    return sum(
        entry.amount for entry in entries if entry.t == t and entry.account == "Räntekostnader"
    )


def make_cash(entries: list[Entry], money: Money) -> list[Purse]:
    dice = Dice("cash")
    purses, end = [], OPENING_CASH
    prepaid = round(money.total(0) * 0.985 * PREPAID[8])
    for t in range(MONTHS):
        advance = round(money.total(t) * PREPAID[month_of(t)[1] - 1] * dice.between(0.985, 1.015))
        interest = paid_interest(entries, t)
        operating = ebitda(entries, t) - interest + advance - prepaid
        investing = -round((110 + 2.5 * t) * dice.between(0.7, 1.4) * TKR)
        financing = -600 * TKR if month_of(t)[1] % 3 == 0 else 0
        if t == SHARE_ISSUE:
            financing += 45_000 * TKR
        end += operating + investing + financing
        prepaid = advance
        purses.append(Purse(t, end, operating, investing, financing))
    return purses


def cash_table(purses: list[Purse]) -> Table:
    header = "Månad;Likvida medel;Löpande verksamhet;Investeringar;Finansiering"
    rows = [
        (
            month_end(purse.t).isoformat(),
            kronor(purse.end, " "),
            kronor(purse.operating, " "),
            kronor(purse.investing, " "),
            kronor(purse.financing, " "),
        )
        for purse in purses
    ]
    return Table(header, rows, "utf-8-sig")
