"""What customers answered: the survey of spring and autumn, and a question after each ticket.

The large ones pay and stay, and wait ever longer for support: a segment held by its contracts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.nordlys.chance import Dice
from tests.nordlys.customers import LARGE, MEDIUM, SMALL, Customer
from tests.nordlys.life import World
from tests.nordlys.months import LAST, day_in
from tests.nordlys.table import Table
from tests.nordlys.usage import FALLING, last_months

SURVEYS = (5, 11, 17, 23, 29, 35)  # March and September
FIRST_TICKETS = LAST - 23
NPS, CSAT = "Rekommendation", "Nöjdhet efter ärende"
ANSWERS = {LARGE: 0.82, MEDIUM: 0.52, SMALL: 0.4}
TICKETS = {LARGE: 0.36, MEDIUM: 0.1, SMALL: 0.05}

# Share of promoters and detractors, survey by survey.
PROMOTERS = {
    LARGE: (0.36, 0.33, 0.26, 0.2, 0.14, 0.1),
    MEDIUM: (0.4, 0.42, 0.43, 0.46, 0.47, 0.48),
    SMALL: (0.38, 0.38, 0.36, 0.33, 0.32, 0.33),
}
DETRACTORS = {
    LARGE: (0.2, 0.22, 0.28, 0.34, 0.4, 0.44),
    MEDIUM: (0.14, 0.13, 0.13, 0.12, 0.12, 0.11),
    SMALL: (0.2, 0.2, 0.22, 0.26, 0.25, 0.24),
}
SCORES = {
    "high": {9: 0.6, 10: 0.4},
    "middle": {8: 0.6, 7: 0.4},
    "low": {6: 0.42, 5: 0.28, 4: 0.14, 3: 0.09, 2: 0.05, 1: 0.02},
}
SATISFIED = {LARGE: (0.66, 0.44), MEDIUM: (0.83, 0.87), SMALL: (0.8, 0.81)}

PRICE, MISSING, WAIT, EASE = "Pris", "Saknad funktion", "Svarstid i support", "Användbarhet"
START, MEETING, REPORTS, LINKS = "Införande", "Bemötande", "Rapporter", "Integrationer"
THEMES: Mapping[tuple[str, str], Mapping[str, float]] = {
    (LARGE, "low"): {WAIT: 0.62, MISSING: 0.16, LINKS: 0.14, PRICE: 0.08},
    (MEDIUM, "low"): {MISSING: 0.35, WAIT: 0.25, PRICE: 0.25, EASE: 0.15},
    (SMALL, "low"): {PRICE: 0.42, START: 0.26, EASE: 0.2, WAIT: 0.12},
    (LARGE, "middle"): {WAIT: 0.4, LINKS: 0.3, REPORTS: 0.3},
    (MEDIUM, "middle"): {REPORTS: 0.35, MISSING: 0.35, PRICE: 0.3},
    (SMALL, "middle"): {PRICE: 0.4, EASE: 0.4, START: 0.2},
    (LARGE, "high"): {LINKS: 0.4, REPORTS: 0.35, EASE: 0.25},
    (MEDIUM, "high"): {REPORTS: 0.5, MEETING: 0.3, EASE: 0.2},
    (SMALL, "high"): {EASE: 0.5, MEETING: 0.4, REPORTS: 0.1},
}


@dataclass(frozen=True)
class Answer:
    """What somebody at a customer answered; some do not say where they work."""

    day: date
    kind: str
    score: int
    customer: Customer
    theme: str
    named: bool


def make_feedback(world: World) -> list[Answer]:
    dice = Dice("feedback")
    here: dict[int, list[Customer]] = defaultdict(list)
    for row in world.rows:
        if row.customer not in here[row.t][-1:]:
            here[row.t].append(row.customer)
    ends = last_months(world)
    answers = []
    for t in sorted(here):
        for customer in here[t]:
            leaving = any(0 <= end - t < FALLING for end in ends[customer])
            known = t - customer.first >= 2
            if t in SURVEYS and known and dice.chance(ANSWERS[customer.segment]):
                answers.append(recommendation(customer, SURVEYS.index(t), leaving, dice))
            if t >= FIRST_TICKETS and dice.chance(TICKETS[customer.segment]):
                answers.append(satisfaction(customer, t, dice))
    return sorted(answers, key=lambda answer: (answer.day, answer.customer.number, answer.kind))


def recommendation(customer: Customer, survey: int, leaving: bool, dice: Dice) -> Answer:
    high, low = PROMOTERS[customer.segment][survey], DETRACTORS[customer.segment][survey]
    if leaving:
        high, low = high / 2, 0.42
    mood = dice.weighted({"high": high, "low": low, "middle": 1 - high - low})
    day = day_in(SURVEYS[survey], dice.whole(8, 26))
    return answer(customer, day, NPS, dice.weighted(SCORES[mood]), mood, dice)


def satisfaction(customer: Customer, t: int, dice: Dice) -> Answer:
    first, last = SATISFIED[customer.segment]
    happy = first + (last - first) * (t - FIRST_TICKETS) / (LAST - FIRST_TICKETS)
    mood = dice.weighted({"high": happy, "middle": (1 - happy) * 0.5, "low": (1 - happy) * 0.5})
    score = {"high": dice.whole(4, 5), "middle": 3, "low": dice.whole(1, 2)}[mood]
    return answer(customer, day_in(t, dice.whole(1, 28)), CSAT, score, mood, dice)


def answer(customer: Customer, day: date, kind: str, score: int, mood: str, dice: Dice) -> Answer:
    theme = dice.weighted(THEMES[customer.segment, mood]) if dice.chance(0.7) else ""
    return Answer(day, kind, score, customer, theme, dice.chance(0.95))


def feedback_table(answers: list[Answer]) -> Table:
    rows = [
        (
            one.day.isoformat(),
            one.kind,
            str(one.score),
            one.customer.id if one.named else "",
            one.customer.segment,
            one.theme,
        )
        for one in answers
    ]
    return Table("Svarsdatum;Undersökning;Betyg;Kundnr;Segment;Tema", rows, "cp1252")
