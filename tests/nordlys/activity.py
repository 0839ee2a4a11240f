"""What the sellers of new business did, day by day, as the dialler and the CRM sum it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tests.nordlys.chance import Dice
from tests.nordlys.customers import LARGE, MEDIUM, SMALL
from tests.nordlys.deals import INBOUND, NURTURE, OUTBOUND, OWNERS
from tests.nordlys.months import LAST, day_in, month_end
from tests.nordlys.table import Table

FIRST_DAY = day_in(LAST - 23, 1)
DIALLED, ANSWERED, MAILS = "Uppringda", "Besvarade samtal", "Mejl"
BOOKED, HELD = "Bokade möten", "Genomförda möten"
FOLLOWED, CLICKED = "Uppföljning", "Klick"
HOLIDAYS = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}


@dataclass(frozen=True)
class Job:
    """How a seller's days look: calls and the share answered, and chances of the rarer things.

    calls        dialled on a day on which there are calls at all
    calling      the chance of such a day
    answered     the share of calls that somebody answers
    mails        written on a day
    following    the chance of a day with follow-ups of nurtured leads, and how many at most
    booked, held the chance of a meeting on a day
    """

    title: str
    flow: str
    calls: tuple[int, int]
    calling: float
    answered: float
    mails: tuple[int, int]
    following: tuple[float, int]
    booked: float
    held: float


HUNTER = Job("Nykundsjägare", OUTBOUND, (42, 66), 1.0, 0.29, (6, 14), (0.5, 12), 0.62, 0.5)
SELLER = Job("Säljare", OUTBOUND, (5, 14), 0.4, 0.4, (8, 18), (0.3, 5), 0.2, 0.26)
INSIDE = Job("Innesäljare", INBOUND, (14, 26), 0.9, 0.42, (10, 22), (0.4, 8), 0.7, 0.58)
JOBS = {
    **dict.fromkeys(OWNERS[LARGE], SELLER),
    **dict(zip(OWNERS[MEDIUM], (HUNTER, HUNTER, SELLER, SELLER), strict=True)),
    **dict.fromkeys(OWNERS[SMALL], INSIDE),
}


@dataclass(frozen=True)
class Done:
    """How often a seller did something on a day."""

    day: date
    owner: str
    job: Job
    kind: str
    flow: str
    count: int


def make_activity() -> list[Done]:
    done: list[Done] = []
    for owner, job in JOBS.items():
        dice = Dice(f"activity {owner}")
        away = {week for year in (2024, 2025, 2026) for week in weeks_away(year, dice)}
        day = FIRST_DAY
        while day <= month_end(LAST):
            if is_working_day(day) and day.isocalendar()[:2] not in away:
                done += day_of(owner, job, day, dice)
            day += timedelta(days=1)
    return sorted(done, key=lambda one: (one.day, list(JOBS).index(one.owner)))


def weeks_away(year: int, dice: Dice) -> list[tuple[int, int]]:
    """Four weeks of summer and one in winter."""
    summer = dice.whole(27, 29)
    return [*((year, week) for week in range(summer, summer + 4)), (year, dice.whole(7, 10))]


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def day_of(owner: str, job: Job, day: date, dice: Dice) -> list[Done]:
    counts = {}
    if dice.chance(job.calling):
        counts[DIALLED] = dice.whole(*job.calls)
        counts[ANSWERED] = round(counts[DIALLED] * job.answered * dice.between(0.75, 1.25))
    counts[MAILS] = dice.whole(*job.mails)
    chance, most = job.following
    if dice.chance(chance):
        counts[FOLLOWED] = dice.whole(2, most)
        # Whoever clicks in a follow-up is called.
        counts[CLICKED] = round(counts[FOLLOWED] * dice.between(0.04, 0.3))
    for kind, chance in ((BOOKED, job.booked), (HELD, job.held)):
        if dice.chance(chance):
            counts[kind] = 2 if dice.chance(0.2) else 1
    return [
        Done(day, owner, job, kind, NURTURE if kind in (FOLLOWED, CLICKED) else job.flow, count)
        for kind, count in counts.items()
        if count
    ]


def activity_table(done: list[Done]) -> Table:
    rows = [
        (one.day.isoformat(), one.owner, one.kind, str(one.count), one.flow, one.job.title)
        for one in done
    ]
    return Table("Datum;Säljare;Aktivitet;Antal;Flöde;Roll", rows, "cp1252")
