"""The CRM: what was sold, lost and is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tests.nordlys.chance import Dice
from tests.nordlys.customers import LARGE, MEDIUM, SMALL, TKR, Customer
from tests.nordlys.life import Event, World
from tests.nordlys.money import Money
from tests.nordlys.months import LAST, PUSH, day_in, month_end
from tests.nordlys.table import Table, kronor

OPEN, WON, LOST = "Öppen", "Vunnen", "Förlorad"
NEW_SALE, UPSALE, RENEWAL = "Nyförsäljning", "Merförsäljning", "Förlängning"
INBOUND, OUTBOUND, NURTURE = "Inkommande", "Utgående", "Bearbetning"
OWNERS = {
    LARGE: ("Åsa L.", "Björn K."),
    MEDIUM: ("Elin S.", "Mårten D.", "Kjersti V.", "Sølvi A."),
    SMALL: ("Jörgen T.", "Pia H.", "Väinö R."),
    RENEWAL: ("Märta F.", "Håkan B.", "Dorte Ø."),
}
FLOW_OF_CHANNEL = {
    "Organiskt": INBOUND,
    "Annonser": INBOUND,
    "Utgående": OUTBOUND,
    "Partner": "Partner",
    "Rekommendation": NURTURE,
}
FLOWS = {
    LARGE: {OUTBOUND: 0.65, "Partner": 0.15, NURTURE: 0.2},
    MEDIUM: {OUTBOUND: 0.4, INBOUND: 0.3, "Partner": 0.12, NURTURE: 0.18},
    SMALL: {INBOUND: 0.75, "Partner": 0.1, NURTURE: 0.15},
}
REASONS = {
    LARGE: {"Inget beslut": 0.35, "Konkurrent": 0.3, "Saknad funktion": 0.2, "Pris": 0.15},
    MEDIUM: {"Inget beslut": 0.3, "Konkurrent": 0.25, "Pris": 0.25, "Saknad funktion": 0.2},
    SMALL: {"Pris": 0.4, "Inget beslut": 0.35, "Fel tidpunkt": 0.15, "Konkurrent": 0.1},
}
CYCLE = {LARGE: (110, 240), MEDIUM: (45, 120), SMALL: (12, 50)}
DEAL_SIZE = {LARGE: (650, 1_900), MEDIUM: (150, 520), SMALL: (45, 150)}  # tkr a year


@dataclass
class Deal:
    """An opportunity in the CRM; amount in öre a year."""

    created: date
    status: str
    amount: int
    closed: date | None
    expected: date
    segment: str
    kind: str
    flow: str
    owner: str
    reason: str = ""
    qualified: date | None = None
    customer: Customer | None = None


def make_deals(world: World, money: Money) -> list[Deal]:
    dice = Dice("deals")
    deals = [sale(event, money, dice) for event in world.events]
    deals += lost_deals(world, dice)
    deals += open_deals(dice)
    return sorted(deals, key=lambda deal: (deal.created, deal.amount))


def sale(event: Event, money: Money, dice: Dice) -> Deal:
    """What the CRM says about an event: a deal won, or a renewal lost."""
    customer, amount = event.customer, money.in_sek(event.customer, event.t, event.amount) * 12
    kind = {"new": NEW_SALE, "expansion": UPSALE, "return": UPSALE}.get(event.kind, RENEWAL)
    closed = day_in(event.t, customer.day if event.kind == "new" else dice.whole(2, 27))
    deal = closed_deal(closed, customer.segment, kind, amount, dice)
    deal.flow = FLOW_OF_CHANNEL[customer.channel] if kind == NEW_SALE else NURTURE
    deal.customer = customer
    if event.kind == "lost renewal":
        deal.status, deal.reason = LOST, dice.weighted(REASONS[customer.segment])
    return deal


def closed_deal(closed: date, segment: str, kind: str, amount: int, dice: Dice) -> Deal:
    """A won deal, with the time that deals of its segment and kind take."""
    low, high = CYCLE[segment] if kind == NEW_SALE else (20, 75)
    created = closed - timedelta(days=dice.whole(low, high))
    return Deal(
        created=created,
        status=WON,
        amount=amount,
        closed=closed,
        expected=closed + timedelta(days=dice.whole(-20, 12)),
        segment=segment,
        kind=kind,
        flow=dice.weighted(FLOWS[segment]) if kind == NEW_SALE else NURTURE,
        owner=dice.pick(OWNERS[segment if kind == NEW_SALE else RENEWAL]),
        qualified=created + timedelta(days=dice.whole(1, max(2, low // 3))),
    )


def lost_deals(world: World, dice: Dice) -> list[Deal]:
    """For every deal won some are lost; among small companies more so since the push."""
    deals = []
    for event in world.events:
        if event.kind not in ("new", "expansion"):
            continue
        segment = event.customer.segment
        odds = {LARGE: 5.0, MEDIUM: 3.4, SMALL: 3.5 if event.t >= PUSH else 2.4}[segment]
        if event.kind == "expansion":
            odds = 0.6
        for _ in range(int(odds + dice.between(0, 1))):
            deals.append(lost_deal(event, segment, dice))
    return deals


def lost_deal(event: Event, segment: str, dice: Dice) -> Deal:
    kind = NEW_SALE if event.kind == "new" else UPSALE
    scale = 1.0 if kind == NEW_SALE else 0.3
    amount = round(dice.whole(*DEAL_SIZE[segment]) * scale) * TKR
    deal = closed_deal(day_in(event.t, dice.whole(2, 27)), segment, kind, amount, dice)
    deal.status, deal.reason = LOST, dice.weighted(REASONS[segment])
    if dice.chance(0.2):
        deal.qualified = None
    return deal


def open_deals(dice: Dice) -> list[Deal]:
    """The pipeline at the end of September 2026; a few deals are past their expected day."""
    deals = []
    plan = ((LARGE, NEW_SALE, 9), (MEDIUM, NEW_SALE, 46), (SMALL, NEW_SALE, 38))
    more = ((LARGE, UPSALE, 6), (MEDIUM, UPSALE, 24), (MEDIUM, RENEWAL, 18), (SMALL, RENEWAL, 9))
    for segment, kind, count in plan + more:
        for _ in range(count):
            deals.append(open_deal(segment, kind, dice))
    return deals


def open_deal(segment: str, kind: str, dice: Dice) -> Deal:
    scale = {NEW_SALE: 1.0, UPSALE: 0.3, RENEWAL: 1.1}[kind]
    amount = round(dice.whole(*DEAL_SIZE[segment]) * scale) * TKR
    today = month_end(LAST)
    age = dice.whole(2, CYCLE[segment][1])
    deal = closed_deal(today, segment, kind, amount, dice)
    deal.created = today - timedelta(days=age)
    deal.status, deal.closed = OPEN, None
    deal.expected = today + timedelta(days=dice.whole(-18, 165))
    young = age < CYCLE[segment][0] / 3
    qualified = deal.created + timedelta(days=dice.whole(1, max(1, age - 1)))
    deal.qualified = None if young or dice.chance(0.12) else qualified
    return deal


def deals_table(deals: list[Deal]) -> Table:
    header = (
        "Affärsnr;Skapad;Status;Belopp (ARR);Stängd;Förväntat avslut;Segment;Typ;Källa;Ansvarig;"
        "Förlustorsak;Kvalificerad (SQL)"
    )
    rows = [
        (
            f"A{number:05}",
            deal.created.isoformat(),
            deal.status,
            kronor(deal.amount),
            deal.closed.isoformat() if deal.closed else "",
            deal.expected.isoformat(),
            deal.segment,
            deal.kind,
            deal.flow,
            deal.owner,
            deal.reason,
            deal.qualified.isoformat() if deal.qualified else "",
        )
        for number, deal in enumerate(deals, start=1)
    ]
    return Table(header, rows, "cp1252")
