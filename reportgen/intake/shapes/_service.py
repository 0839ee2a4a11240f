"""A time that was paid for, in months: which they are, and what each of them is worth."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from reportgen.period import first_day, last_day, month_number

# Wide enough for 24 + 12 digits and the quotient's; exact before it is rounded once.
_CONTEXT = Context(prec=80)
_LAST_PLACE = Decimal("1e-12")
CENTS = 2


@dataclass(frozen=True)
class Service:
    """A time of service: from `start` up to the day before `after`."""

    start: date
    after: date

    @property
    def whole_months(self) -> int | None:
        """How many whole months it is; None when there are days left over.

        15 January to 15 February is one; so is 31 January to 28 February, and 28 February to
        31 March: whoever is billed on the 31st is billed on a shorter month's last day.
        """
        months = month_number(self.after) - month_number(self.start)
        same = self.start.day == self.after.day
        short_start = _is_last(self.start) and self.after.day > self.start.day
        short_end = _is_last(self.after) and self.start.day > self.after.day
        return months if months > 0 and (same or short_start or short_end) else None

    @property
    def months(self) -> range:
        """The months on whose last day it runs; of a time within one month that month."""
        first, after = month_number(self.start), month_number(self.after)
        return range(first, max(after, first + 1))

    def days(self) -> dict[int, int]:
        """How many of its days lie in each month."""
        last = month_number(self.after - timedelta(days=1))
        return {
            month: (
                min(self.after, last_day(month) + timedelta(days=1))
                - max(self.start, first_day(month))
            ).days
            for month in range(month_number(self.start), last + 1)
        }


def _is_last(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


@lru_cache(maxsize=4096)
def per_month(amount: Decimal, weights: tuple[int, ...]) -> tuple[Decimal, ...]:
    """An amount by weights, each share to twelve places, half up: equal weights, equal shares.

    Why not in cents: a cent more in one month than in the next would be printed as an expansion
    and a contraction of the customer.
    """
    total = sum(weights)
    shares = {
        weight: _CONTEXT.divide(
            _CONTEXT.multiply(amount, Decimal(weight)), Decimal(total)
        ).quantize(_LAST_PLACE, ROUND_HALF_UP, _CONTEXT)
        for weight in set(weights)
    }
    return tuple(shares[weight] for weight in weights)


@lru_cache(maxsize=4096)
def in_cents(amount: Decimal, weights: tuple[int, ...]) -> tuple[Decimal, ...]:
    """An amount by weights in whole cents that add up to it, by the largest remainder.

    Each share is rounded down; the cents that are left go to the months with the largest
    remainders, of equal ones to the first. An amount with more decimals is divided in its own last place.
    """
    exponent = amount.normalize(_CONTEXT).as_tuple().exponent
    places = max(CENTS, -exponent if isinstance(exponent, int) else CENTS)
    units = int(amount.copy_abs().scaleb(places, _CONTEXT))
    total = sum(weights)
    floors = [units * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: (-(units * weights[at] % total), at))
    for at in by_remainder[: units - sum(floors)]:
        floors[at] += 1
    sign = -1 if amount < 0 else 1
    return tuple(Decimal(sign * share).scaleb(-places, _CONTEXT) for share in floors)


def weights_of(service: Service, proration: str | None) -> tuple[Sequence[int], tuple[int, ...]]:
    """The months of a service and their weights: whole months alike, others as declared.

    proration  `days`: each month by its days of service; anything else: each month of it alike
    """
    if service.whole_months is None and proration == "days":
        days = service.days()
        return tuple(days), tuple(days.values())
    months = service.months
    return months, (1,) * len(months)
