"""Marketing automation: how strangers become leads in three flows, and some of them customers.

The sales leads are those of the CRM's deals and as many again as sales turned down. From them the
earlier stages are made backwards, with those who went no further added to each month: what share
goes on, and that advertising brings more leads of less worth from January 2025, stands below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.nordlys.chance import Dice
from tests.nordlys.customers import LARGE, MEDIUM, NORDIC, PROFILES, SMALL, Customer
from tests.nordlys.deals import INBOUND, NEW_SALE, NURTURE, OUTBOUND, WON, Deal
from tests.nordlys.months import LAST, PUSH, day_in, month_end, month_of, path
from tests.nordlys.people import numbers
from tests.nordlys.table import Table

FIRST_SEEN = 9  # 2024-07: the month in which the system was taken into use
FIRST_DAY, LAST_DAY = day_in(FIRST_SEEN, 1), month_end(LAST)
AHEAD = 4  # months in which today's leads will still move on
VISITOR, MARKETING, SALES = "Besökare", "Marknadslead", "Säljlead"
PROSPECT, NURTURED, CUSTOMER = "Prospekt", "Bearbetat lead", "Kund"

# Sales leads a month that there are at least, at quarter ends from September 2023.
SALES_LEADS = {
    INBOUND: numbers("11 12 13 15 18 23 32 32 31 29 28 26 27"),
    OUTBOUND: numbers("6 6 6 6 6 6 6 6 7 7 7 7 7"),
    NURTURE: numbers("3 3 3 4 5 6 6 6 7 6 7 8 9"),
}


@dataclass(frozen=True)
class Step:
    """A stage before another: days until the next, and the share that goes on, quarter by quarter."""

    stage: str
    days: tuple[int, int]
    share: tuple[float, ...]


# From the sales lead backwards.
STEPS: Mapping[str, tuple[Step, ...]] = {
    INBOUND: (
        Step(MARKETING, (2, 48), numbers(".28 .28 .28 .28 .285 .27 .22 .21 .22 .23 .24 .25 .255")),
        Step(VISITOR, (0, 30), numbers(".44 .44 .44 .44 .43 .42 .38 .37 .38 .39 .4 .41 .41")),
    ),
    OUTBOUND: (
        Step(PROSPECT, (5, 62), numbers(".17 .17 .17 .165 .16 .16 .155 .15 .15 .15 .145 .15 .15")),
    ),
    NURTURE: (
        Step(MARKETING, (3, 42), numbers(".27 .27 .27 .27 .27 .27 .28 .28 .28 .28 .29 .29 .29")),
        Step(NURTURED, (9, 80), numbers(".18 .18 .18 .18 .185 .19 .19 .2 .2 .2 .21 .21 .21")),
    ),
}
PAID, ORGANIC, FAIR, CALLED = "Annonser", "Organiskt", "Mässa", "Uppringning"
LETTER, RECOMMENDED = "Nyhetsbrev", "Rekommendation"
SOURCES = {
    INBOUND: {PAID: 0.45, ORGANIC: 0.45, FAIR: 0.1},
    OUTBOUND: {CALLED: 0.8, FAIR: 0.2},
    NURTURE: {LETTER: 0.4, FAIR: 0.15, RECOMMENDED: 0.45},
}
SINCE_PUSH = {PAID: 0.66, ORGANIC: 0.28, FAIR: 0.06}
CAMPAIGNS = {
    PAID: ("Sök", "Jämförelse", "Varumärke"),
    ORGANIC: ("", "", "Guide", "Webbinarium"),
    FAIR: ("Vårmässan", "Kunddagen"),
    CALLED: ("Ringlista handel", "Ringlista industri", "Ringlista ekonomi"),
    LETTER: ("Tre mejl", "Nyhetsbrevet"),
    RECOMMENDED: ("",),
}
SEGMENTS = {
    INBOUND: {SMALL: 0.72, MEDIUM: 0.28},
    OUTBOUND: {LARGE: 0.34, MEDIUM: 0.66},
    NURTURE: {LARGE: 0.14, MEDIUM: 0.42, SMALL: 0.44},
}
# How likely 1 to 5 are: of those who went no further, of sales leads, of customers.
SCORES = (
    {1: 0.22, 2: 0.32, 3: 0.28, 4: 0.14, 5: 0.04},
    {1: 0.03, 2: 0.12, 3: 0.32, 4: 0.36, 5: 0.17},
    {2: 0.04, 3: 0.22, 4: 0.44, 5: 0.3},
)
SCORED = (MARKETING, SALES, CUSTOMER)


@dataclass(eq=False)
class Lead:
    """Somebody who may buy, and the stages entered: day, stage and flow."""

    source: str
    campaign: str
    segment: str
    country: str
    scores: Sequence[int] = ()
    customer: Customer | None = None
    path: list[tuple[date, str, str]] = field(default_factory=list)

    def enter(self, day: date, stage: str, flow: str) -> None:
        self.path.append((day, stage, flow))

    @property
    def last(self) -> date:
        return max(self.path)[0]


def make_leads(deals: list[Deal]) -> list[Lead]:
    leads: list[Lead] = []
    for flow in (INBOUND, OUTBOUND):
        leads += flow_leads(flow, deals, Dice(f"leads {flow}"), [])
    return leads + flow_leads(NURTURE, deals, Dice("leads nurture"), leads)


def flow_leads(flow: str, deals: list[Deal], dice: Dice, others: list[Lead]) -> list[Lead]:
    """The leads of a flow, stage by stage backwards; nurtured ones are often `others` of before."""
    pool = Pool(others, dice)
    arrived = list(sales_leads(flow, deals, dice))
    for step in STEPS[flow]:
        earlier = [(lead, before(lead.path[-1][0], step, dice)) for lead in arrived]
        for lead, day in earlier:
            lead.enter(day, step.stage, flow)
        going_on = Counter((day.year, day.month) for _, day in earlier)
        for t in range(FIRST_SEEN, LAST + 1 + AHEAD):
            for _ in range(stopping(going_on, t, step, dice)):
                day = day_in(t, dice.whole(1, month_end(t).day))
                known = pool.lead(day) if step is STEPS[flow][-1] else None
                lead = known or stranger(flow, min(t, LAST), dice)
                lead.enter(day, step.stage, flow)
                arrived += [] if known else [lead]
    return [lead for lead in arrived if not pool.recognised(lead)]


def stopping(going_on: Counter[tuple[int, int]], t: int, step: Step, dice: Dice) -> int:
    """How many enter a stage in a month and go no further; they come more evenly than the others."""
    near = [going_on[month_of(other)] for other in (t - 1, t, t + 1)]
    share = path(step.share, min(t, LAST))
    summer = 0.75 if month_of(t)[1] == 7 else 1.0
    return round(sum(near) / 3 * (1 / share - 1) * summer * dice.between(0.95, 1.05))


class Pool:
    """Leads that went no further in another flow, from which nurtured ones are taken."""

    def __init__(self, leads: list[Lead], dice: Dice) -> None:
        stages = (MARKETING, PROSPECT, SALES)
        stopped = [lead for lead in leads if lead.customer is None and max(lead.path)[1] in stages]
        self._waiting = dice.shuffled(stopped)
        self._dice = dice

    def lead(self, day: date, segment: str = "") -> Lead | None:
        """One whose last stage lies some weeks back; now and then somebody new to everybody."""
        if self._dice.chance(0.25):
            return None
        for place, lead in enumerate(self._waiting):
            fits = segment in ("", lead.segment)
            if fits and timedelta(days=14) < day - lead.last < timedelta(days=120):
                return self._waiting.pop(place)
        return None

    def recognised(self, lead: Lead) -> bool:
        """Whether a lead that was nurtured with success is one that had stopped elsewhere."""
        stages = [stage for _, stage, _ in lead.path]
        if lead.customer or NURTURED not in stages or len(stages) == 1:
            return False
        known = self.lead(min(lead.path)[0], lead.segment)
        if known:
            known.path += lead.path
            known.scores = lead.scores or known.scores
        return known is not None


def sales_leads(flow: str, deals: list[Deal], dice: Dice) -> Iterator[Lead]:
    """One for each qualified deal of the flow, and those of which no deal was made."""
    counts: Counter[tuple[int, int]] = Counter()
    for deal in deals:
        if deal.qualified and (deal.kind, deal.flow) == (NEW_SALE, flow):
            counts[deal.qualified.year, deal.qualified.month] += 1
            yield lead_of(deal, deal.qualified, dice)
    for t in range(FIRST_SEEN, LAST + 1 + AHEAD):
        wanted = path(SALES_LEADS[flow], min(t, LAST)) * {7: 0.6}.get(month_of(t)[1], 1.0)
        sold = counts[month_of(t)]
        for _ in range(round(max(sold * 0.12, (wanted - sold) * 0.85))):
            lead = stranger(flow, min(t, LAST), dice)
            lead.scores = scores(1, dice)
            lead.enter(day_in(t, dice.whole(1, 28)), SALES, flow)
            yield lead


def lead_of(deal: Deal, qualified: date, dice: Dice) -> Lead:
    won = deal.customer if deal.status == WON else None
    lead = stranger(deal.flow, PUSH - 1, dice)
    lead.segment, lead.customer = deal.segment, won
    lead.country = dice.weighted(PROFILES[deal.segment].countries)
    if won:
        lead.country = won.country
    if won and won.channel in CAMPAIGNS:
        lead.source, lead.campaign = won.channel, dice.pick(CAMPAIGNS[won.channel])
    lead.scores = scores(2 if won else 1, dice)
    if won and deal.closed and deal.flow == OUTBOUND:
        lead.enter(deal.closed, CUSTOMER, OUTBOUND)
    lead.enter(qualified, SALES, deal.flow)
    return lead


def stranger(flow: str, t: int, dice: Dice) -> Lead:
    source = dice.weighted(SINCE_PUSH if flow == INBOUND and t >= PUSH else SOURCES[flow])
    segment = dice.weighted(SEGMENTS[flow])
    country = dice.weighted(NORDIC if segment != LARGE else PROFILES[LARGE].countries)
    scored = dice.chance(0.85)
    return Lead(
        source, dice.pick(CAMPAIGNS[source]), segment, country, scores(0, dice) if scored else ()
    )


def scores(kind: int, dice: Dice) -> tuple[int, ...]:
    return tuple(dice.weighted(SCORES[kind]) for _ in range(3))


def before(day: date, step: Step, dice: Dice) -> date:
    """Most go on soon, some late."""
    fewest, most = step.days
    return day - timedelta(days=fewest + int(dice.between(0, 1) ** 2 * (most - fewest)))


def leads_table(leads: list[Lead]) -> Table:
    """A row for each stage entered since the system was taken into use."""
    header = "Leadnr;Steg;Datum;Flöde;Källa;Kampanj;Annons;Segment;Land;Beslutskraft;Behov;Passform;Kundnr"
    ordered = sorted(leads, key=lambda lead: min(lead.path))
    rows = [
        (
            f"L{number}",
            stage,
            day.isoformat(),
            flow,
            lead.source,
            lead.campaign,
            "ja" if lead.source == PAID else "nej",
            lead.segment,
            lead.country,
            *(map(str, lead.scores) if lead.scores and stage in SCORED else ("", "", "")),
            lead.customer.id if lead.customer else "",
        )
        for number, lead in enumerate(ordered, start=10_001)
        for day, stage, flow in sorted(lead.path)
        if FIRST_DAY <= day <= LAST_DAY
    ]
    return Table(header, sorted(rows, key=lambda row: (row[2], row[0])), "cp1252")
