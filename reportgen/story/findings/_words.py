"""What the kinds of findings share: periods in sentences, distances, the small-number clause."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.measure.reading import Reading
from reportgen.period import Period, parse_period
from reportgen.story.number import Number, exact
from reportgen.unit import Direction, Unit

if TYPE_CHECKING:
    from reportgen.measure.metric import Metric
    from reportgen.story.story import Story

# Units of which neither a distance nor a change can be told.
WORDS = (Unit.FLAG, Unit.LABEL)


def period_of(story: Story, reading: Reading) -> Period:
    """The period that a reading is of: a state's month, not the quarter that asked for it."""
    return parse_period(reading.period, story.pack.company.fiscal_year_start)


def within(story: Story, reading: Reading) -> str:
    """`in Q3 2026`."""
    return story.locale.within(period_of(story, reading))


def amount(story: Story, unit: Unit, value: Number, *, signed: bool = False) -> str:
    """A difference: percentage points between shares, the unit itself elsewhere."""
    return story.locale.difference(value, unit, story.pack.company.currency, signed=signed)


def apart(later: Number, earlier: Number) -> Decimal:
    """Later minus earlier, to be rounded once where it is printed, as on cards and in tables.

    The difference of two printed figures may be off by one in its last digit: then the same change
    would stand on one page as 5.7 and as 5.8.
    """
    return exact(later) - exact(earlier)


def small_number(story: Story, *readings: Reading) -> str:
    """` (n = 3, a small number)` when a ratio or a middle stands on few, else nothing.

    A plain sum is exact however few it is of, and `3 of 4` says it already.
    """
    few = [r.n for r in readings if r.n is not None and story.small(r) and not story.counted(r)]
    return story.locale.text("findings.small_number", count=min(few)) if few else ""


def is_good(metric: Metric, rose: bool) -> bool | None:
    """Whether a rise is good news, by the metric's polarity."""
    if metric.better in (Direction.UP, Direction.DOWN):
        return rose is (metric.better is Direction.UP)
    return None
