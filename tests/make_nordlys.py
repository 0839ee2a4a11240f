"""Write the exports of Nordlys Software AB, the made-up company of inputs/nordlys.

The story that the files tell, October 2023 to September 2026:

- A Nordic B2B software company grows from 53 to 135 MSEK of recurring revenue a year; growth slows
  from 43 % to 30 %.
- In January 2025 it turns to small companies ("Små"), with advertising and month-to-month
  contracts. New customers double and payback passes twelve months; a year later those customers
  leave at their first renewal.
- The rescue comes from what is already there: medium-sized customers ("Medelstora") buy the product
  line Analys, launched in September 2024, and net revenue retention goes from 101 % to 115 %. By
  September 2026 the small ones that left and slower growth at the large ones have brought it back
  to 108 %. Large customers ("Storföretag") do not leave; one is five to six per cent of everything.
- One customer buys another (2025-11), some come back, Finland and a few Danes pay in EUR, new
  shares are sold in November 2024, and what is burnt falls from 1.8 to 1.1 MSEK a month.

Every name, person, price and exchange rate is invented. The files look like what Swedish
spreadsheets export: semicolons, decimal commas, spaces in thousands, two encodings, three ways to
write a month, and one sheet with months as columns. The same rows come out on every machine: money
is whole öre, and chance is only `random.Random(seed).random()`, whose sequence Python keeps between
versions.

    python tests/make_nordlys.py            writes inputs/nordlys/*.csv
    python tests/make_nordlys.py --check    says whether the files there are these
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Record = dict[str, str]

FOLDER = Path(__file__).resolve().parent.parent / "inputs" / "nordlys"
SEED = "nordlys 80"
FIRST_MONTH = 2023 * 12 + 9  # October 2023, counted as year * 12 + month - 1
MONTHS = 36
LAST = MONTHS - 1
PUSH = 15  # 2025-01: small companies become the target
ANALYS_LAUNCH = 11  # 2024-09
ANALYS_DRIVE = 17  # 2025-03: sellers get a target for Analys
SHARE_ISSUE = 13  # 2024-11
MERGER = 25  # 2025-11
PRICE_LIST_RATE = 11.2  # SEK per EUR in the price list

TKR = 100_000  # a thousand kronor in öre

LARGE, MEDIUM, SMALL = "Storföretag", "Medelstora", "Små"
MRR = "Återkommande intäkt (MRR)"
CORE, ANALYSIS, INTEGRATION, MOBILE = "Kärna", "Analys", "Integration", "Mobil"


# ------------------------------------------------------------------------------- chance and time


class Dice:
    """Chance that depends on a word alone, so that one table's draws do not move another's."""

    def __init__(self, word: str) -> None:
        self._next = random.Random(f"{SEED} {word}").random

    def chance(self, probability: float) -> bool:
        return self._next() < probability

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self._next()

    def whole(self, low: int, high: int) -> int:
        return low + int(self._next() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.whole(0, len(items) - 1)]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        point = self.between(0, sum(weights.values()))
        for item, weight in weights.items():
            point -= weight
            if point < 0:
                return item
        return list(weights)[-1]

    def shuffled(self, items: Iterable[Item]) -> list[Item]:
        return sorted(items, key=lambda _: self._next())


def month_of(t: int) -> tuple[int, int]:
    """Month t of the file (0 = October 2023, negative = before it) as year and month."""
    return (FIRST_MONTH + t) // 12, (FIRST_MONTH + t) % 12 + 1


def month(t: int) -> str:
    year, number = month_of(t)
    return f"{year}-{number:02}"


def month_end(t: int) -> date:
    year, number = month_of(t)
    return date(year, number, monthrange(year, number)[1])


def spoken_month(t: int) -> str:
    year, number = month_of(t)
    short = "janfebmaraprmajjunjulaugsepoktnovdec"[number * 3 - 3 : number * 3]
    return f"{short} {year}"


def day_in(t: int, day: int) -> date:
    return date(*month_of(t), day)


def path(points: Sequence[float], t: int) -> float:
    """A value on the way from quarter end to quarter end; points[0] is September 2023."""
    quarter, step = divmod(t + 1, 3)
    if step == 0:
        return points[quarter]
    return points[quarter] + (points[quarter + 1] - points[quarter]) * step / 3


# ------------------------------------------------------------------------------------- customers


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


# ------------------------------------------------------------------------------------------ names

COMPANY_WORDS = {
    "Sverige": (
        "Dimälvens Sagobjörkens Midnattsåsens Fjädermossens Kvastskogens Lyktgrändens Snöugglans"
        " Tussmötets Gråstensträdets Pepparkaksbyns Månskenskärets Drömfårets Åskmolnets Ekorröns"
        " Vaniljbergets Käpphästens Regnbågsnäsets Blåbärsrikets Tordyvelns Sömnflodens"
        " Kottebackens Silkesfjärdens Lingonmånens Tomteluvans",
        "Kugghjul Pappersverk Byggvaror Redovisning Logistik Kafferosteri Pumpteknik Fönster"
        " Tvätteri Kartonnage Måleri Kylteknik",
        "AB",
    ),
    "Norge": (
        "Tåkefløyten Nisseåsen Ugleskjær Drømmefjell Månestråle Trollbærdal Skyggelund Eventyrvåg"
        " Lyngsang Pepperkakevik Blåbærhei Snøugleås",
        "Fiskeutstyr Rørteknikk Regnskap Bakeri Trelast Skipsmøbler Emballasje",
        "AS",
    ),
    "Danmark": (
        "Pandekageåens Eventyrøens Drømmebækkens Mågesangens Tågelundens Lygtemandens Nissehøjens"
        " Regnbuekærets Æblekrogens Månestræde",
        "Kaffemølle Tømmer Værktøj Bogføring Køleteknik Møbelværk Grafisk",
        "ApS",
    ),
    "Finland": (
        "Pöllönpesän Hämärämetsän Käpytikan Taikajärven Sumusaaren Kuunsillan Satumäen Lumikellon"
        " Untuvaniityn Piparkylän",
        "Konepaja Leipomo Kirjanpito Pakkaus Rakennus Lämpö Sähkötyö",
        "Oy",
    ),
}


def company_names() -> dict[str, Iterator[str]]:
    """Names from fairy tales, so that nobody takes them for companies that exist."""
    dice = Dice("names")
    names: dict[str, Iterator[str]] = {}
    for country, (places, trades, form) in COMPANY_WORDS.items():
        pairs = [f"{place} {trade} {form}" for place in places.split() for trade in trades.split()]
        names[country] = iter(dice.shuffled(pairs))
    return names


# ------------------------------------------------------------------------------------------- life


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


# ------------------------------------------------------------------------------- money and people

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


@dataclass(frozen=True)
class Team:
    """What a person costs a month in öre, contractors, and people at quarter ends."""

    cost: int
    contractors: float
    people: tuple[float, ...]


# Team, thousands of SEK a person and month, contractors, people from September 2023.
TEAM_LINES = """
Försäljning | 72 | 0 | 8 8.5 9 9.5 10.5 11.5 13.5 15 16 16.5 17 17.5 18.5
Marknad | 66 | 1 | 4 4 4.5 5 5 6 7.5 8.5 9 9.5 9.5 9.5 10
RevOps | 68 | 0 | 1 1 1 1.5 2 2 2.5 3 3 3 3 3 3.5
Kundframgång | 61 | 0 | 4 4 4.5 5 5 5.5 6 6.5 7 7.5 8 8 8.5
Support | 51 | 0.5 | 4 4 4.5 4.5 5 5 6 6.5 7 7 7.5 8 8
Utveckling | 79 | 4.5 | 26 27 28.5 30.5 32 33.5 35 36.5 38 40 41.5 43 44.5
Administration | 77 | 0 | 6.5 7 7 7.5 8 8.5 9.5 10 10.5 11.5 12 12.5 13.5
"""


def read_teams() -> dict[str, Team]:
    teams = {}
    for line in TEAM_LINES.strip().splitlines():
        name, cost, contractors, people = line.split(" | ")
        teams[name] = Team(int(cost) * TKR, float(contractors), numbers(people))
    return teams


def numbers(text: str) -> tuple[float, ...]:
    return tuple(float(word) for word in text.split())


TEAMS = read_teams()
CONTRACTOR_COST = 13_500_000


def people(team: str, t: int) -> float:
    return int(path(TEAMS[team].people, t) * 2 + 0.5) / 2


def contractors(team: str, t: int) -> float:
    """The same all year, halved in July, when nobody can be reached."""
    return TEAMS[team].contractors / (2 if month_of(t)[1] == 7 else 1)


def pay(team: str, t: int) -> float:
    """Salaries and fees of a team in öre; salaries are revised every April."""
    aprils = (t + 6) // 12  # April 2024 is t = 6
    salaries = people(team, t) * TEAMS[team].cost * 1.033**aprils
    return salaries + contractors(team, t) * CONTRACTOR_COST


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


# ----------------------------------------------------------------------------------------- deals

OPEN, WON, LOST = "Öppen", "Vunnen", "Förlorad"
NEW_SALE, UPSALE, RENEWAL = "Nyförsäljning", "Merförsäljning", "Förlängning"
OWNERS = {
    LARGE: ("Åsa L.", "Björn K."),
    MEDIUM: ("Elin S.", "Mårten D.", "Kjersti V.", "Sølvi A."),
    SMALL: ("Jörgen T.", "Pia H.", "Väinö R."),
    RENEWAL: ("Märta F.", "Håkan B.", "Dorte Ø."),
}
FLOW_OF_CHANNEL = {
    "Organiskt": "Inkommande",
    "Annonser": "Inkommande",
    "Utgående": "Utgående",
    "Partner": "Partner",
    "Rekommendation": "Bearbetning",
}
FLOWS = {
    LARGE: {"Utgående": 0.65, "Partner": 0.15, "Bearbetning": 0.2},
    MEDIUM: {"Utgående": 0.4, "Inkommande": 0.3, "Partner": 0.12, "Bearbetning": 0.18},
    SMALL: {"Inkommande": 0.75, "Partner": 0.1, "Bearbetning": 0.15},
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
    deal.flow = FLOW_OF_CHANNEL[customer.channel] if kind == NEW_SALE else "Bearbetning"
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
        flow=dice.weighted(FLOWS[segment]) if kind == NEW_SALE else "Bearbetning",
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


# ------------------------------------------------------------------------------------ the budget

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


# -------------------------------------------------------------------------------------- the files


@dataclass(frozen=True)
class Table:
    """An export: header, rows and the encoding that its system writes."""

    header: str
    rows: Sequence[tuple[str, ...]]
    encoding: str

    def content(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(self.header.split(";"))
        writer.writerows(self.rows)
        return text.getvalue().encode(self.encoding)


def kronor(money: int, thousands: str = "") -> str:
    """123456789 -> 1 234 567,89 with the given character between thousands."""
    whole, rest = divmod(abs(money), 100)
    sign = "-" if money < 0 else ""
    return f"{sign}{whole:,}".replace(",", thousands) + f",{rest:02}"


def decimal(value: float) -> str:
    """22.5 -> 22,5 and 22 -> 22."""
    return f"{value:g}".replace(".", ",")


def customers_table(world: World) -> Table:
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
        for customer in world.customers
    ]
    return Table(header, rows, "cp1252")


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


def headcount_table() -> Table:
    rows = [
        (spoken_month(t), team, decimal(people(team, t)), decimal(contractors(team, t)))
        for t in range(MONTHS)
        for team in TEAMS
    ]
    return Table("Månad;Funktion;Heltidstjänster;Konsulter", rows, "cp1252")


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


def plan_table() -> Table:
    """One column per month, as budget sheets have it."""
    months = [f"2026-{number:02}" for number in range(1, 13)]
    rows = [(key, "budget", *(budget(key, step) for step in range(12))) for key in BUDGET]
    return Table(";".join(["Nyckel", "Version", *months]), rows, "utf-8-sig")


def rates_table(money: Money) -> Table:
    rows = [
        ("EUR", month(t), f"{rate // 10_000},{rate % 10_000:04}")
        for t, rate in enumerate(money.rates)
    ]
    return Table("Valuta;Månad;Kurs", rows, "utf-8-sig")


def make_files() -> dict[str, bytes]:
    """All exports by file name, checked."""
    world = live()
    money = count_money(world)
    entries = make_ledger(world, money)
    tables = {
        "customers.csv": customers_table(world),
        "recurring_revenue.csv": revenue_table(world),
        "ledger.csv": ledger_table(entries),
        "headcount.csv": headcount_table(),
        "cash.csv": cash_table(make_cash(entries, money)),
        "deals.csv": deals_table(make_deals(world, money)),
        "plan.csv": plan_table(),
        "exchange_rates.csv": rates_table(money),
    }
    check(tables)
    return {name: table.content() for name, table in tables.items()}


# -------------------------------------------------------------------------------------- the check


def check(tables: Mapping[str, Table]) -> None:
    """Refuse to write files that contradict themselves; works on the text that is written."""
    records = {name: read(table) for name, table in tables.items()}
    check_revenue(records["recurring_revenue.csv"], records["customers.csv"])
    check_merger(records["recurring_revenue.csv"], records["customers.csv"])
    check_ledger(records)
    check_cash(records)
    check_deals(records["deals.csv"], records["customers.csv"])


def read(table: Table) -> list[Record]:
    text = table.content().decode(table.encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def hundredths(text: str) -> int:
    """1 234,50 as 123450: the digits without marks and blanks."""
    return int(text.replace("\u00a0", "").replace(" ", "").replace(",", ""))


def demand(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


def check_revenue(rows: list[Record], customers: list[Record]) -> None:
    keys = Counter((row["Kundnr"], row["Produktlinje"], row["Månad"]) for row in rows)
    demand(max(keys.values()) == 1, "a customer has two rows for a line in a month")
    known = {customer["Kundnr"]: customer["Första betalning"] for customer in customers}
    demand(len(known) == len(customers), "a customer number stands twice")
    demand({row["Kundnr"] for row in rows} == set(known), "customers and revenue do not match")
    demand({row["Månad"] for row in rows} == {month(t) for t in range(MONTHS)}, "months missing")
    demand(all(hundredths(row[MRR]) > 0 for row in rows), "revenue of nothing or less")
    demand(all(row["Månad"] >= known[row["Kundnr"]] for row in rows), "paid before first payment")


def check_merger(rows: list[Record], customers: list[Record]) -> None:
    merged = [customer for customer in customers if customer["Sammanslagen med"]]
    demand(len(merged) == 1, "there should be one merger")
    for child in merged:
        start, parent = child["Sammanslagen från"], child["Sammanslagen med"]
        months = {row["Månad"] for row in rows if row["Kundnr"] == child["Kundnr"]}
        demand(max(months) == month(MERGER - 1), "the child does not end where the parent begins")
        amounts = Counter[str]()
        for row in rows:
            if row["Kundnr"] in (parent, child["Kundnr"]):
                amounts[row["Månad"]] += hundredths(row[MRR])
        change = amounts[start] / amounts[month(MERGER - 1)] - 1
        demand(abs(change) < 0.15, f"the merger changes revenue by {change:.1%}")


def check_ledger(records: Mapping[str, list[Record]]) -> None:
    rates = {
        row["Månad"]: hundredths(row["Kurs"]) / 10_000 for row in records["exchange_rates.csv"]
    }
    recurring, booked = Counter[str](), Counter[str]()
    for row in records["recurring_revenue.csv"]:
        rate = rates[row["Månad"]] if row["Valuta"] == "EUR" else 1
        recurring[row["Månad"]] += round(hundredths(row[MRR]) * rate)
    for row in records["ledger.csv"]:
        demand(hundredths(row["Belopp"]) >= 0, "amounts of the ledger are positive")
        if row["Kategori"] == RECURRING:
            booked[row["Period"][:7]] += hundredths(row["Belopp"])
    demand(set(booked) == set(recurring) == set(rates), "months missing in ledger or rates")
    for when, amount in booked.items():
        gap = amount / recurring[when] - 1
        demand(abs(gap) < 0.01, f"{when}: ledger and recurring revenue differ by {gap:.2%}")


def check_cash(records: Mapping[str, list[Record]]) -> None:
    rows = records["cash.csv"]
    demand(
        [row["Månad"] for row in rows] == [month_end(t).isoformat() for t in range(MONTHS)], "cash"
    )
    for before, row in pairwise(rows):
        flow = sum(
            hundredths(row[part])
            for part in ("Löpande verksamhet", "Investeringar", "Finansiering")
        )
        gap = hundredths(row["Likvida medel"]) - hundredths(before["Likvida medel"]) - flow
        demand(gap == 0, f"{row['Månad']}: cash does not move with its flows")
        demand(hundredths(row["Likvida medel"]) > 0, f"{row['Månad']}: the money is gone")
    people_rows = Counter(row["Månad"] for row in records["headcount.csv"])
    demand(set(people_rows.values()) == {len(TEAMS)} and len(people_rows) == MONTHS, "headcount")


def check_deals(deals: list[Record], customers: list[Record]) -> None:
    """One won new deal per new customer, in the month of the first payment."""
    won = Counter(
        deal["Stängd"][:7] for deal in deals if (deal["Status"], deal["Typ"]) == (WON, NEW_SALE)
    )
    firsts = Counter(customer["Första betalning"] for customer in customers)
    expected = {when: count for when, count in firsts.items() if when >= month(0)}
    demand(won == expected, "won new deals and new customers do not match")
    for deal in deals:
        demand(deal["Skapad"] <= (deal["Stängd"] or "9"), "a deal closed before it was created")
        demand((deal["Status"] == OPEN) == (not deal["Stängd"]), "only open deals have no close")


def main() -> int:
    """Write the files, or compare them with those that are there."""
    parser = argparse.ArgumentParser(description="Write the exports of inputs/nordlys.")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 on a difference")
    options = parser.parse_args()
    files = make_files()
    if options.check:
        stale = [name for name, content in files.items() if differs(options.out / name, content)]
        for name in stale:
            sys.stderr.write(f"{options.out / name} is not what this script writes\n")
        return 1 if stale else 0
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (options.out / name).write_bytes(content)
    return 0


def differs(file: Path, content: bytes) -> bool:
    return not file.is_file() or file.read_bytes() != content


if __name__ == "__main__":
    sys.exit(main())
