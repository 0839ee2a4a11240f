"""The steps of a bridge: balances before and after, and the movements that lead from one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.period import Period, PeriodKind, parse_period
from reportgen.story.order import ordered, own_words
from reportgen.unit import Direction

if TYPE_CHECKING:
    from reportgen.measure.reading import Reading
    from reportgen.story.story import Story

# Movements that are told only when there were any; of the others, none is news as well.
SILENT_WHEN_ZERO = ("fx", "reactivation")
# Of groups that the company names itself so many stand alone, the rest together.
MOST_GROUPS = 6


@dataclass(frozen=True)
class Step:
    """A bar: a balance from zero, or a movement from where the one before ended.

    own  whether its name is one of our own words, which are written small inside a sentence
    """

    key: str
    name: str
    kind: str
    start: float
    end: float
    own: bool = False

    @property
    def amount(self) -> float:
        """What it adds; a balance is its own amount."""
        return self.end - self.start


def steps_of(story: Story, metric: str, balance: str, period: Period, by: str) -> list[Step]:
    """The balance before, the groups of a split, the balance after; empty when one is missing."""
    readings, locale = story.readings, story.locale
    found = {r.split: r for r in readings.groups(metric, by, period)}
    if not found or any(reading.missing for reading in found.values()):
        return []
    opening, closing = _balances(story, metric, balance, period)
    at = opening.amount if opening else Decimal(0)
    steps = []
    if opening is not None:
        steps.append(Step("opening", opening.name, "balance", 0, float(at)))
    words = own_words(story, by)
    favourable = -1 if readings.metrics[metric].better is Direction.DOWN else 1
    for key, name, amount in _moves(story, by, found):
        kind = "loss" if amount * favourable < 0 else "gain" if amount else "none"
        steps.append(Step(key, name, kind, float(at), float(at + amount), key in words))
        at += amount
    if closing is not None:
        # Said and not hidden: a bridge that does not close must not look as if it did.
        if abs(closing.amount - at) > closing.noise:
            name = locale.text("movements.unexplained")
            steps.append(Step("unexplained", name, "gap", float(at), float(closing.amount)))
        steps.append(Step("closing", closing.name, "balance", 0, float(closing.amount)))
    return steps


@dataclass(frozen=True)
class Balance:
    """A balance before or after; `noise` is what its movements may miss it by."""

    name: str
    amount: Decimal
    noise: Decimal


def _balances(
    story: Story, metric: str, balance: str, period: Period
) -> tuple[Balance | None, Balance | None]:
    """Of a state those of the months before and at the end; else the halves of the change."""
    readings, locale = story.readings, story.locale
    if balance not in readings.metrics:
        return None, None
    sides = []
    if readings.metrics[balance].is_state:
        months = {"opening": period.first - 1, "closing": period.last}
        for word, month in months.items():
            at = Period(month, month, PeriodKind.MONTH, period.fiscal_year_start)
            amount = _exact(readings.get(balance, at.label))
            name = f"{locale.text(f'movements.{word}')}\n{locale.month(month)}"
            sides.append(None if amount is None else Balance(name, amount, Decimal("0.01")))
        return sides[0], sides[1]
    change = readings.at(metric, period)
    now = parse_period(change.period, period.fiscal_year_start)
    halves = ((now.measured_from(), change.denominator), (now, change.numerator))
    for window, value in halves:
        name = locale.period(window, short=True)
        noise = Decimal("1e-6")
        sides.append(None if value is None else Balance(name, Decimal(str(value)), noise))
    return sides[0], sides[1]


def _moves(story: Story, by: str, found: Mapping[str, Reading]) -> list[tuple[str, str, Decimal]]:
    """Key, name and amount of each step: our own words in their order, groups from gain to loss."""
    amounts = {
        key: amount
        for key, reading in found.items()
        if (amount := _exact(reading)) is not None and (amount or key not in SILENT_WHEN_ZERO)
    }
    rest: list[str] = []
    if len(amounts) > MOST_GROUPS + 1 and not set(amounts) & set(own_words(story, by)):
        by_size = sorted(amounts, key=lambda key: (-abs(amounts[key]), key))
        rest = by_size[MOST_GROUPS:]
    kept = {key: amount for key, amount in amounts.items() if key not in rest}
    moves = [
        (key, story.locale.split_value(by, key), kept[key]) for key in ordered(story, by, kept)
    ]
    if rest:
        name = story.locale.text("splits.rest", count=len(rest))
        moves.append(("", name, sum((amounts[key] for key in rest), Decimal(0))))
    return moves


def _exact(reading: Reading) -> Decimal | None:
    if reading.missing or reading.value is None:
        return None
    return reading.exact if reading.exact is not None else Decimal(str(reading.value))
