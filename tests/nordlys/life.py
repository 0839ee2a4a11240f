"""What happens to the customers, month by month."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.nordlys.customers import (
    ANALYSIS,
    BASIC,
    CORE,
    INTEGRATION,
    LARGE,
    MEDIUM,
    MOBILE,
    MOBILE_PRICE,
    PLUS,
    PRICE_RISE,
    PROFILES,
    Customer,
    Subscription,
    add_line,
    make_customers,
)
from tests.nordlys.months import ANALYS_DRIVE, ANALYS_LAUNCH, MONTHS, month, month_of
from tests.nordlys.table import Table, kronor


@dataclass(frozen=True)
class Row:
    """What a customer paid for a product line in a month."""

    customer: Customer
    t: int
    line: str
    seats: int
    amount: int
    plan: str


@dataclass(frozen=True)
class Event:
    """What sales closed: new, expansion, return, renewal or lost renewal; amount a month."""

    t: int
    kind: str
    customer: Customer
    amount: int


@dataclass
class World:
    """Everything that happened."""

    customers: list[Customer]
    rows: list[Row] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def live() -> World:
    """Thirty-six months, customer by customer."""
    world = World(make_customers())
    for t in range(MONTHS):
        for child in world.customers:
            if child.parent and child.merged == t:
                hand_over(child, child.parent)
        for customer in world.customers:
            live_month(world, customer, t)
    return world


def live_month(world: World, customer: Customer, t: int) -> None:
    if not is_here(world, customer, t):
        return
    if customer.first == t:
        world.events.append(Event(t, "new", customer, customer.amount))
    elif t > 0:
        if is_renewal(customer, t) and not renew(world, customer, t):
            return
        develop(world, customer, t)
    for line, bought in customer.lines.items():
        world.rows.append(Row(customer, t, line, bought.seats, bought.amount, customer.plan))


def is_here(world: World, customer: Customer, t: int) -> bool:
    """Whether the customer pays this month; comebacks happen here."""
    if t < customer.first:
        return False
    if customer.merged is not None and t >= customer.merged:
        return False
    if customer.left is None:
        return True
    if t != customer.back:
        return False
    customer.left, customer.renewed, customer.term = None, t, 12
    world.events.append(Event(t, "return", customer, customer.amount))
    return True


def hand_over(child: Customer, parent: Customer) -> None:
    """The buyer takes over all seats of the customer that it bought, at its own prices."""
    for line, bought in child.lines.items():
        own = parent.lines.setdefault(line, Subscription(0, bought.price))
        own.seats += bought.seats


def is_renewal(customer: Customer, t: int) -> bool:
    return t > customer.renewed and (t - customer.renewed) % customer.term == 0


def renew(world: World, customer: Customer, t: int) -> bool:
    """Leave, or stay at the year's prices."""
    before = customer.amount
    if not customer.protected and customer.dice.chance(leave_chance(customer, t)):
        customer.left = t
        if customer.term > 1:
            world.events.append(Event(t, "lost renewal", customer, before))
        if customer.segment != LARGE and t - customer.first > 4 and customer.dice.chance(0.22):
            customer.back = t + customer.dice.whole(3, 8)
            customer.lines[CORE].seats = max(5, round(customer.lines[CORE].seats * 0.9))
        return False
    if customer.term > 1:
        world.events.append(Event(t, "renewal", customer, before))
    year, number = month_of(t)
    if customer.term > 1 or number == 1:
        raise_prices(customer, PRICE_RISE[year])
    upgrade_chance = 0.12 if customer.term > 1 and t > 3 else 0.004
    if customer.plan == BASIC and customer.dice.chance(upgrade_chance):
        upgrade(world, customer, t)
    return True


def leave_chance(customer: Customer, t: int) -> float:
    loyal = 0.45 if ANALYSIS in customer.lines else 1.0
    if customer.segment == LARGE:
        return 0.0
    if customer.segment == MEDIUM:
        return 0.1 * customer.term / 12 * loyal
    if customer.term == 1:
        return 0.0 if t - customer.first < 4 else 0.03 if customer.pushed else 0.016
    return 0.28 if customer.pushed else 0.13


def raise_prices(customer: Customer, factor: float) -> None:
    for bought in customer.lines.values():
        bought.price = round(bought.price * factor)


def upgrade(world: World, customer: Customer, t: int) -> None:
    before = customer.amount
    customer.plan = PLUS
    raise_prices(customer, 1.11)
    world.events.append(Event(t, "expansion", customer, customer.amount - before))


def develop(world: World, customer: Customer, t: int) -> None:
    """Seats come and go, product lines are added and dropped."""
    before = customer.amount
    if customer.script:
        follow_script(customer, t)
    else:
        change_lines(customer, t)
        change_seats(customer)
    gained = customer.amount - before
    if gained > before * 0.04:
        world.events.append(Event(t, "expansion", customer, gained))


def follow_script(customer: Customer, t: int) -> None:
    if t in customer.script:
        line, seats = customer.script[t]
        list_price = MOBILE_PRICE if line == MOBILE else PROFILES[LARGE].analysis_price
        bought = customer.lines.setdefault(line, Subscription(0, customer.price(list_price)))
        bought.seats += seats


def change_lines(customer: Customer, t: int) -> None:
    for line in (ANALYSIS, INTEGRATION, MOBILE):
        if line not in customer.lines and customer.dice.chance(adoption_chance(customer, line, t)):
            add_line(customer, line)
    if MOBILE in customer.lines and customer.dice.chance(0.004):
        del customer.lines[MOBILE]


def adoption_chance(customer: Customer, line: str, t: int) -> float:
    chance = PROFILES[customer.segment].adopts[line]
    if line != ANALYSIS:
        return chance
    if t < ANALYS_LAUNCH:
        return 0.0
    return chance * (0.35 if t < ANALYS_DRIVE else 1.0)


def change_seats(customer: Customer) -> None:
    profile = PROFILES[customer.segment]
    grow, shrink = profile.grows, profile.shrinks
    if customer.dice.chance(grow[0]):
        factor = 1 + customer.dice.between(grow[1], grow[2])
    elif customer.dice.chance(shrink[0]):
        factor = 1 - customer.dice.between(shrink[1], shrink[2])
    else:
        return
    for line in (CORE, ANALYSIS):
        if line in customer.lines:
            customer.lines[line].seats = max(3, round(customer.lines[line].seats * factor))


def revenue_table(world: World) -> Table:
    rows = [
        (
            row.customer.id,
            month(row.t),
            kronor(row.amount),
            row.line,
            str(row.seats),
            row.customer.currency,
            row.plan,
        )
        for row in world.rows
    ]
    header = "Kundnr;Månad;Återkommande intäkt (MRR);Produktlinje;Licenser;Valuta;Plan"
    return Table(header, rows, "utf-8-sig")
