"""Small numbers told honestly: counts instead of shares of few, and how far a share may be off.

Why: "75 %" of four deals claims what four deals cannot know. "3 of 4" claims nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reportgen.unit import Unit

if TYPE_CHECKING:
    from reportgen.measure.reading import Reading

# The two-sided 95 % point of the normal distribution.
NORMAL_95 = 1.959963984540054
# From here on the range of a share is narrower than what a board would act upon.
MANY = 100


def counts(reading: Reading, unit: Unit) -> tuple[int, int] | None:
    """So many of so many, when a share is one of things counted; None when it is one of amounts.

    A share of counts has whole halves, of which the larger is its n: shares of money have an n of
    customers or deals, which is not what they are divided by.
    """
    part, whole = reading.numerator, reading.denominator
    if unit is not Unit.SHARE or reading.value is None or part is None or whole is None:
        return None
    if part != int(part) or whole != reading.n or not 0 <= part <= whole or whole == 0:
        return None
    return int(part), int(whole)


def is_small(reading: Reading, unit: Unit, least: int) -> bool:
    """Whether fewer than `least` stand behind a ratio or a middle; a plain sum is exact."""
    judged = reading.exact is None and unit not in (Unit.FLAG, Unit.LABEL)
    few = reading.n is not None and reading.n < least
    return judged and few and reading.value is not None


def may_be_equal(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two shares, so many of so many each, differ by no more than chance, at 95 %.

    Newcombe's interval of the difference (1998, method 10), from the score ranges of both: it holds
    for small counts and near 0 and 1, where the textbook's does not. The two are taken as
    independent; where some of the same things are counted in both that errs on the careful side.
    """
    (high_part, high_whole), (low_part, low_whole) = sorted(
        (one, other), key=lambda counted: counted[0] / counted[1], reverse=True
    )
    high, low = high_part / high_whole, low_part / low_whole
    below = high - likely_range(high_part, high_whole)[0]
    above = likely_range(low_part, low_whole)[1] - low
    return high - low <= math.hypot(below, above)


def likely_range(part: int, whole: int) -> tuple[float, float]:
    """Between which shares the true one lies with 95 % confidence (Wilson): 3 of 4 is 30 to 95 %.

    Unlike the textbook's share plus or minus two standard errors it never leaves 0 to 1, and it has
    a width at 0 and at 1 too.
    """
    share, square = part / whole, NORMAL_95**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = (
        NORMAL_95
        * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
        / (1 + square / whole)
    )
    return max(0.0, middle - half), min(1.0, middle + half)
