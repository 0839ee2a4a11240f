"""Profit and loss, account by account."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tests.nordlys.chance import Dice
from tests.nordlys.customers import TKR
from tests.nordlys.life import World
from tests.nordlys.money import Money
from tests.nordlys.months import LAST, MONTHS, SHARE_ISSUE, month_end, month_of, path
from tests.nordlys.people import TEAMS, numbers, pay, people
from tests.nordlys.table import Table, kronor


@dataclass(frozen=True)
class Entry:
    """A line of the ledger: account, category, part of sales and marketing, motion, öre."""

    t: int
    account: str
    category: str
    part: str
    motion: str
    amount: int


RECURRING, OTHER_REVENUE, COGS = "Återkommande intäkter", "Övriga intäkter", "Direkta kostnader"
SALES, PRODUCT, ADMIN = "Försäljning och marknad", "Produktutveckling", "Administration"
OUTSIDE = "Avskrivningar och finans"
NEW, EXISTING, BOTH = "Ny affär", "Befintliga kunder", "Gemensamt"
# Account, part, motion and thousands of SEK a month at quarter ends from September 2023.
SPEND = """
Annonser varumärke | Kännedom | Gemensamt | 35 35 38 40 42 45 70 85 90 80 70 70 70
Annonser jämförelser | Övervägande | Ny affär | 45 45 48 50 52 56 110 145 150 130 115 110 105
Annonser sök | Konvertering | Ny affär | 65 65 68 70 75 85 210 270 280 240 210 195 190
Innehåll och film | Innehåll | Gemensamt | 40 40 42 45 50 55 65 72 80 82 85 88 90
CRM och marknadssystem | System | Gemensamt | 55 56 58 60 64 70 82 90 98 102 106 110 114
Byråarvoden | Byrå | Gemensamt | 30 30 32 35 38 42 70 85 88 75 65 60 60
Resor och representation | Övrigt | Gemensamt | 20 20 22 24 26 28 34 38 40 42 44 46 48
"""


def make_ledger(world: World, money: Money) -> list[Entry]:
    dice = Dice("ledger")
    sold = sales_by_month(world, money)
    entries = []
    for t in range(MONTHS):
        parts = (
            income(t, money, dice),
            direct_costs(t, money, dice),
            sales_people(t, sold),
            sales_spend(t, dice),
            product_and_admin(t, dice),
        )
        entries += [entry for part in parts for entry in part]
    return entries


def sales_by_month(world: World, money: Money) -> Counter[tuple[int, str]]:
    """Recurring revenue a month, in öre, that sales closed: by month and kind."""
    sold: Counter[tuple[int, str]] = Counter()
    for event in world.events:
        sold[event.t, event.kind] += money.in_sek(event.customer, event.t, event.amount)
    return sold


def income(t: int, money: Money, dice: Dice) -> list[Entry]:
    """Invoiced subscriptions: the month's recurring revenue but for some days of timing."""
    entries = [
        Entry(
            t, f"Abonnemang {line}", RECURRING, "", "", round(amount * dice.between(0.995, 1.004))
        )
        for line, amount in sorted(money.revenue[t].items())
    ]
    projects = round(money.total(t) * dice.between(0.03, 0.05))
    return [*entries, Entry(t, "Införandeprojekt", OTHER_REVENUE, "", "", projects)]


def direct_costs(t: int, money: Money, dice: Dice) -> list[Entry]:
    hosting = money.total(t) * (0.086 - 0.0002 * t) * dice.between(0.97, 1.03)
    licences = money.total(t) * dice.between(0.022, 0.026)
    costs = {
        "Drift och molntjänster": hosting,
        "Licenser från andra": licences,
        "Införandekonsulter": money.total(t) * dice.between(0.015, 0.022),
        "Löner support": pay("Support", t),
        "Löner kundframgång": pay("Kundframgång", t),
    }
    return [Entry(t, account, COGS, "", "", round(cost)) for account, cost in costs.items()]


def sales_people(t: int, sold: Counter[tuple[int, str]]) -> list[Entry]:
    """Sellers of new business and those who look after customers are paid apart."""
    hunters = 0.60 - 0.2 * t / LAST
    sellers = pay("Försäljning", t)
    commission = round(sold[t, "new"] * 12 * 0.05)
    upsell_commission = round((sold[t, "expansion"] + sold[t, "return"]) * 12 * 0.05)
    rows = (
        ("Löner nykundssälj", "Personal sälj", NEW, sellers * hunters),
        ("Provision ny affär", "Personal sälj", NEW, commission),
        ("Löner kundansvariga", "Personal sälj", EXISTING, sellers * (1 - hunters)),
        ("Provision merförsäljning", "Personal sälj", EXISTING, upsell_commission),
        ("Löner RevOps", "Personal sälj", BOTH, pay("RevOps", t)),
        ("Löner marknad", "Personal marknad", BOTH, pay("Marknad", t)),
    )
    return [
        Entry(t, account, SALES, part, motion, round(cost)) for account, part, motion, cost in rows
    ]


def sales_spend(t: int, dice: Dice) -> list[Entry]:
    entries = []
    for row in SPEND.strip().splitlines():
        account, part, motion, points = row.split(" | ")
        cost = path(numbers(points), t) * dice.between(0.9, 1.1)
        entries.append(Entry(t, account, SALES, part, motion, round(cost * TKR)))
    fair = {3: 260, 10: 340}.get(month_of(t)[1], 50) * dice.between(0.9, 1.15)
    return [*entries, Entry(t, "Mässor och kunddagar", SALES, "Event", BOTH, round(fair * TKR))]


def product_and_admin(t: int, dice: Dice) -> list[Entry]:
    everybody = sum(people(team, t) for team in TEAMS)
    lawyers = (340 if month_of(t)[1] == 2 else 70) + (450 if t == SHARE_ISSUE else 0)
    rows = (
        ("Löner utveckling", PRODUCT, pay("Utveckling", t)),
        ("Utvecklingsverktyg", PRODUCT, people("Utveckling", t) * 4.2 * TKR),
        ("Löner administration", ADMIN, pay("Administration", t)),
        ("Lokaler", ADMIN, everybody * 6.4 * TKR),
        ("Revision och juridik", ADMIN, lawyers * dice.between(0.9, 1.1) * TKR),
        ("IT och försäkringar", ADMIN, everybody * 2.6 * dice.between(0.95, 1.05) * TKR),
        ("Avskrivningar", OUTSIDE, (85 + 2 * t) * TKR),
        ("Räntekostnader", OUTSIDE, (70 - t) * TKR),
    )
    return [Entry(t, account, category, "", "", round(cost)) for account, category, cost in rows]


def ledger_table(entries: list[Entry]) -> Table:
    rows = [
        (
            month_end(entry.t).isoformat(),
            entry.account,
            kronor(entry.amount, "\u00a0"),
            entry.category,
            entry.part,
            entry.motion,
        )
        for entry in entries
    ]
    return Table("Period;Konto;Belopp;Kategori;Del av S&M;Inriktning", rows, "cp1252")
