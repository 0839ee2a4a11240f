"""The product database: who uses what, and how use falls before a customer leaves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tests.nordlys.chance import Dice
from tests.nordlys.customers import ANALYSIS, CORE, INTEGRATION, LARGE, MEDIUM, MOBILE, Customer
from tests.nordlys.life import Row, World, leave_chance
from tests.nordlys.months import LAST, month, month_of
from tests.nordlys.table import Table

FIRST_MEASURED = LAST - 23
FALLING = 6  # months in which use falls before a customer leaves

# Events a month of an active user, functions that there are, share of the month's users a day.
HABITS = {
    CORE: (62, 22, 0.52),
    ANALYSIS: (11, 8, 0.2),
    MOBILE: (30, 5, 0.36),
}


@dataclass(frozen=True)
class Use:
    """What the product counted of a customer, product line and month."""

    customer: Customer
    t: int
    line: str
    active: int
    licensed: int
    events: int
    features: int
    integrations: int | None
    daily: int
    monthly: int


def last_months(world: World) -> dict[Customer, set[int]]:
    """The last month before each time that a customer left or will, but for those who just go."""
    paid: dict[Customer, set[int]] = defaultdict(set)
    for row in world.rows:
        paid[row.customer].add(row.t)
    ends = {}
    for customer, months in paid.items():
        ends[customer] = {
            t for t in months if t + 1 not in months and t < LAST and t + 1 != customer.merged
        }
        if LAST in months:
            ends[customer] |= coming_end(customer)
        if Dice(f"without a word {customer.number}").chance(0.25):
            ends[customer] = set()
    return ends


def coming_end(customer: Customer) -> set[int]:
    """The last month of a customer who will not renew within half a year, as nobody knows yet."""
    dice = Dice(f"coming end {customer.number}")
    until = (LAST - customer.renewed) // customer.term * customer.term + customer.term
    renewal = customer.renewed + until
    if customer.protected or renewal - LAST > FALLING or customer.term == 1:
        return set()
    return {renewal - 1} if dice.chance(leave_chance(customer, LAST)) else set()


def make_usage(world: World) -> list[Use]:
    """All lines but Integration, whose connections are counted beside the core's users."""
    ends = last_months(world)
    dice = {customer: Dice(f"usage {customer.number}") for customer in world.customers}
    bases = {customer: base_share(customer, dice[customer]) for customer in world.customers}
    connected = {(row.customer, row.t): row.seats for row in world.rows if row.line == INTEGRATION}
    return [
        use_of(
            row,
            bases[row.customer] * course(row.customer, row.t, ends[row.customer]),
            connected.get((row.customer, row.t), 0),
            dice[row.customer],
        )
        for row in world.rows
        if row.line != INTEGRATION and row.t >= FIRST_MEASURED
    ]


def base_share(customer: Customer, dice: Dice) -> float:
    """The share of its seats that a customer uses when nothing is the matter."""
    if customer.segment == LARGE:
        return dice.between(0.68, 0.84)
    if customer.segment == MEDIUM:
        return dice.between(0.66, 0.88)
    # Some never took it into use, and pay all the same.
    if dice.chance(0.12):
        return dice.between(0.34, 0.5)
    return dice.between(0.5, 0.74) if customer.pushed else dice.between(0.58, 0.84)


def course(customer: Customer, t: int, ends: set[int]) -> float:
    """Use rises in the first months, pauses in July, and falls before the end."""
    coming = [end - t for end in ends if 0 <= end - t < FALLING]
    if coming:
        depth = 0.3 if customer.segment == MEDIUM else 0.55
        return 1 - depth * (FALLING - min(coming)) / FALLING
    began = customer.renewed if t >= customer.renewed > customer.first + 12 else customer.first
    start = min(1.0, 0.55 + 0.15 * (t - began)) if began == customer.first else 1.0
    return start * {7: 0.8, 12: 0.94}.get(month_of(t)[1], 1.0)


def use_of(row: Row, share: float, connections: int, dice: Dice) -> Use:
    events, features, daily = HABITS[row.line]
    # Fewer people of a customer open a report or a telephone than the core itself.
    share *= {CORE: 1.0, ANALYSIS: 0.82, MOBILE: 0.9}[row.line] * dice.between(0.975, 1.025)
    active = min(row.seats, max(1, round(row.seats * min(share, 0.97))))
    monthly = min(row.seats, active + dice.whole(0, max(1, active // 14)))
    return Use(
        customer=row.customer,
        t=row.t,
        line=row.line,
        active=active,
        licensed=row.seats,
        events=round(active * events * dice.between(0.85, 1.15)),
        features=max(1, round(features * (0.25 + 0.5 * share) * dice.between(0.95, 1.05))),
        integrations=connections if row.line == CORE else None,
        daily=max(1, round(monthly * daily * dice.between(0.94, 1.06))),
        monthly=monthly,
    )


def usage_table(uses: list[Use]) -> Table:
    header = (
        "Kundnr;Månad;Produktlinje;Aktiva användare;Licenser;Nyckelhändelser;"
        "Använda funktioner;Aktiva integrationer;Dagliga användare;Månadsanvändare"
    )
    rows = [
        (
            use.customer.id,
            month(use.t),
            use.line,
            str(use.active),
            str(use.licensed),
            str(use.events),
            str(use.features),
            "" if use.integrations is None else str(use.integrations),
            str(use.daily),
            str(use.monthly),
        )
        for use in uses
    ]
    return Table(header, rows, "utf-8-sig")
