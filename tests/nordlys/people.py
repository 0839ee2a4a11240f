"""Who works there and what they cost."""

from __future__ import annotations

from dataclasses import dataclass

from tests.nordlys.customers import TKR
from tests.nordlys.months import MONTHS, month_of, path, spoken_month
from tests.nordlys.table import Table, decimal


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


def headcount_table() -> Table:
    rows = [
        (spoken_month(t), team, decimal(people(team, t)), decimal(contractors(team, t)))
        for t in range(MONTHS)
        for team in TEAMS
    ]
    return Table("Månad;Funktion;Heltidstjänster;Konsulter", rows, "cp1252")
