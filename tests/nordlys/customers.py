"""Who the customers are, what they buy and when they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.nordlys.chance import Dice
from tests.nordlys.months import ANALYS_LAUNCH, MERGER, PUSH, day_in, month
from tests.nordlys.names import company_names
from tests.nordlys.table import Table

PRICE_LIST_RATE = 11.2  # SEK per EUR in the price list
TKR = 100_000  # a thousand kronor in öre
LARGE, MEDIUM, SMALL = "Storföretag", "Medelstora", "Små"
MRR = "Återkommande intäkt (MRR)"
CORE, ANALYSIS, INTEGRATION, MOBILE = "Kärna", "Analys", "Integration", "Mobil"


@dataclass(frozen=True)
class Profile:
    """How customers of a segment buy: seats, prices in öre, and chances a month."""

    seats: tuple[int, int]
    seat_price: int
    analysis_price: int
    connections: tuple[int, int]
    starts_with: Mapping[str, float]
    adopts: Mapping[str, float]
    grows: tuple[float, float, float]
    shrinks: tuple[float, float, float]
    terms: Mapping[int, float]
    countries: Mapping[str, float]


NORDIC = {"Sverige": 0.58, "Norge": 0.16, "Danmark": 0.14, "Finland": 0.12}
PROFILES = {
    LARGE: Profile(
        seats=(250, 500),
        seat_price=28_500,
        analysis_price=11_500,
        connections=(3, 8),
        starts_with={INTEGRATION: 0.6, MOBILE: 0.3, ANALYSIS: 0.3},
        adopts={INTEGRATION: 0.008, MOBILE: 0.008, ANALYSIS: 0.034},
        grows=(0.042, 0.03, 0.1),
        shrinks=(0.008, 0.04, 0.1),
        terms={24: 0.4, 36: 0.6},
        countries={"Sverige": 0.65, "Norge": 0.15, "Finland": 0.2},
    ),
    MEDIUM: Profile(
        seats=(48, 132),
        seat_price=36_000,
        analysis_price=17_000,
        connections=(1, 4),
        starts_with={INTEGRATION: 0.35, MOBILE: 0.25, ANALYSIS: 0.2},
        adopts={INTEGRATION: 0.008, MOBILE: 0.006, ANALYSIS: 0.045},
        grows=(0.052, 0.05, 0.2),
        shrinks=(0.009, 0.06, 0.22),
        terms={12: 0.7, 24: 0.3},
        countries=NORDIC,
    ),
    SMALL: Profile(
        seats=(13, 36),
        seat_price=42_000,
        analysis_price=13_500,
        connections=(1, 1),
        starts_with={INTEGRATION: 0.1, MOBILE: 0.2, ANALYSIS: 0.02},
        adopts={INTEGRATION: 0.003, MOBILE: 0.004, ANALYSIS: 0.003},
        grows=(0.02, 0.08, 0.25),
        shrinks=(0.014, 0.08, 0.28),
        terms={12: 0.85, 1: 0.15},
        countries=NORDIC,
    ),
}
CONNECTION_PRICE, MOBILE_PRICE = 190_000, 4_500
PRICE_RISE = {2023: 1.03, 2024: 1.04, 2025: 1.05, 2026: 1.04}
BASIC, PLUS, COMPANY = "Bas", "Plus", "Företag"
# New customers a quarter, October 2023 onward.
INTAKE = {
    LARGE: (1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1),
    MEDIUM: (7, 6, 7, 8, 6, 5, 6, 5, 6, 6, 6, 7),
    SMALL: (8, 8, 9, 8, 8, 24, 25, 22, 15, 13, 12, 13),
}
OPENING = {LARGE: 12, MEDIUM: 62, SMALL: 80}


@dataclass
class Subscription:
    """Seats and price per seat of one product line, in hundredths of the customer's currency."""

    seats: int
    price: int

    @property
    def amount(self) -> int:
        return self.seats * self.price


@dataclass(eq=False)
class Customer:
    """One customer; months (first, renewed, left, back, merged) count from October 2023."""

    segment: str
    first: int
    country: str
    currency: str
    channel: str
    plan: str
    term: int
    day: int
    factor: float
    dice: Dice
    number: int = 0
    name: str = ""
    lines: dict[str, Subscription] = field(default_factory=dict)
    renewed: int = 0
    left: int | None = None
    back: int | None = None
    parent: Customer | None = None
    merged: int | None = None
    protected: bool = False
    script: Mapping[int, tuple[str, int]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"K{1000 + self.number}"

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines.values())

    @property
    def pushed(self) -> bool:
        return self.segment == SMALL and self.first >= PUSH

    def price(self, list_price: int) -> int:
        """A list price in öre as this customer's own price, in whole tenths of a krona or cents."""
        if self.currency == "EUR":
            return round(list_price * self.factor / PRICE_LIST_RATE)
        return round(list_price * self.factor / 10) * 10


def new_customer(segment: str, first: int, ordinal: int) -> Customer:
    profile, dice = PROFILES[segment], Dice(f"{segment} {ordinal}")
    country = dice.weighted(profile.countries)
    euro = country == "Finland" or (country == "Danmark" and dice.chance(0.2))
    pushed = segment == SMALL and first >= PUSH
    customer = Customer(
        segment=segment,
        first=first,
        country=country,
        currency="EUR" if euro else "SEK",
        channel=dice.weighted(channel_weights(segment, pushed)),
        plan=COMPANY if segment == LARGE else BASIC,
        term=dice.weighted({12: 0.6, 1: 0.4} if pushed else profile.terms),
        day=dice.whole(1, 26),
        factor=dice.between(0.88, 1.08),
        dice=dice,
        renewed=first,
    )
    start_lines(customer)
    return customer


def channel_weights(segment: str, pushed: bool) -> dict[str, float]:
    if pushed:
        return {"Annonser": 0.5, "Organiskt": 0.28, "Partner": 0.12, "Rekommendation": 0.1}
    if segment == SMALL:
        return {"Organiskt": 0.45, "Annonser": 0.2, "Rekommendation": 0.2, "Partner": 0.15}
    if segment == MEDIUM:
        return {"Organiskt": 0.35, "Utgående": 0.3, "Partner": 0.2, "Rekommendation": 0.15}
    return {"Utgående": 0.65, "Partner": 0.2, "Rekommendation": 0.15}


def start_lines(customer: Customer) -> None:
    dice, profile = customer.dice, PROFILES[customer.segment]
    seats = dice.whole(*profile.seats)
    if customer.pushed:
        seats = round(seats * 0.72)
    customer.lines[CORE] = Subscription(seats, customer.price(profile.seat_price))
    for line, share in profile.starts_with.items():
        if dice.chance(share) and (line != ANALYSIS or customer.first >= ANALYS_LAUNCH):
            add_line(customer, line)


def add_line(customer: Customer, line: str) -> None:
    dice, profile = customer.dice, PROFILES[customer.segment]
    core = customer.lines[CORE].seats
    if line == INTEGRATION:
        bought = Subscription(dice.whole(*profile.connections), customer.price(CONNECTION_PRICE))
    elif line == MOBILE:
        seats = max(2, round(core * dice.between(0.3, 0.8)))
        bought = Subscription(seats, customer.price(MOBILE_PRICE))
    else:
        seats = max(3, round(core * dice.between(0.5, 1.0)))
        bought = Subscription(seats, customer.price(profile.analysis_price))
    customer.lines[line] = bought


def intake_months() -> list[tuple[int, str]]:
    """Month and segment of every new customer: late in the quarter, and hardly any in July."""
    arrivals = []
    for segment, quarters in INTAKE.items():
        for quarter, count in enumerate(quarters):
            shares = (0.14, 0.45, 1.0) if quarter % 4 == 3 else (0.3, 0.6, 1.0)
            done = 0
            for step, share in enumerate(shares):
                until = int(count * share + 0.5)
                arrivals += [(quarter * 3 + step, segment)] * (until - done)
                done = until
    return sorted(arrivals)


def make_customers() -> list[Customer]:
    dice = Dice("opening")
    starts = [
        (-1 - int(dice.between(0, 1) ** 2 * 70), segment)
        for segment, count in OPENING.items()
        for _ in range(count)
    ]
    ordinals: Counter[str] = Counter()
    everybody = []
    for first, segment in starts + intake_months():
        ordinals[segment] += 1
        everybody.append(new_customer(segment, first, ordinals[segment]))
    opening = everybody[: len(starts)]
    script_giant(opening[0])
    script_merger(opening)
    script_old_friend(opening[-1])
    customers = sorted(everybody, key=lambda customer: customer.first)
    names = company_names()
    for number, customer in enumerate(customers, start=1):
        customer.number, customer.name = number, next(names[customer.country])
    return customers


GIANT_ADDS = {
    5: (CORE, 120),
    13: (CORE, 160),
    19: (ANALYSIS, 840),
    23: (CORE, 180),
    27: (MOBILE, 400),
    31: (ANALYSIS, 520),
    34: (CORE, 110),
}


def script_giant(giant: Customer) -> None:
    """The customer on whom everybody has an opinion: five to six per cent of all."""
    giant.first, giant.renewed, giant.term = -58, -58, 36
    giant.country, giant.currency, giant.factor = "Sverige", "SEK", 0.96
    giant.protected, giant.script = True, GIANT_ADDS
    giant.lines = {
        CORE: Subscription(880, giant.price(28_500)),
        INTEGRATION: Subscription(9, giant.price(CONNECTION_PRICE)),
    }


def script_merger(opening: list[Customer]) -> None:
    """Two medium-sized Swedish customers, of which the older buys the younger."""
    swedes = [
        customer
        for customer in opening
        if customer.segment == MEDIUM and customer.country == "Sverige"
    ]
    child, parent = max(swedes[1:], key=lambda customer: customer.first), swedes[0]
    parent.first = parent.renewed = -49
    child.parent, child.merged = parent, MERGER
    child.protected = parent.protected = True


def script_old_friend(friend: Customer) -> None:
    """Paid until the year before the file begins and comes back inside it."""
    friend.first, friend.renewed, friend.term = -31, -31, 12
    friend.left, friend.back = -7, 9


def customers_table(customers: list[Customer]) -> Table:
    header = (
        "Kundnr;Kundnamn;Segment;Land;Första betalning;Avtalsstart;Avtalstid (mån);Kanal;"
        "Sammanslagen med;Sammanslagen från"
    )
    rows = [
        (
            customer.id,
            customer.name,
            customer.segment,
            customer.country,
            month(customer.first),
            day_in(customer.first, customer.day).isoformat(),
            str(customer.term),
            customer.channel,
            customer.parent.id if customer.parent else "",
            month(customer.merged) if customer.merged is not None else "",
        )
        for customer in customers
    ]
    return Table(header, rows, "cp1252")
