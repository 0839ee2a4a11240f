"""Numbers on their way to paper: exact, rounded once and half-up, in a shared scale."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from reportgen.unit import Unit

if TYPE_CHECKING:
    from reportgen.measure.reading import Reading

Number = Decimal | float | int

DECIMALS = {
    Unit.SHARE: 1,
    Unit.MONTHS: 1,
    Unit.DAYS: 0,
    Unit.COUNT: 0,
    Unit.MEAN: 1,
    Unit.RATIO: 2,
    Unit.POINTS: 1,
    Unit.SCORE: 1,
    Unit.FULL_TIME_EQUIVALENTS: 1,
}


@dataclass(frozen=True)
class Scale:
    """How the money of one table or chart is written: divided by `factor`, in `unit`."""

    factor: Decimal
    unit: str
    decimals: int


def exact(value: Number) -> Decimal:
    """The number as people would write it: a float's shortest decimal form, never its binary one.

    Raises ValueError when it is infinite or not a number: that must never reach paper.
    """
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} cannot be printed; a missing figure needs a reason")
    return value if isinstance(value, Decimal) else Decimal(str(value))


def amount_of(figure: Reading | Number | None) -> Decimal | None:
    """A reading's value, exact where it is known so; a number as it is; None where it is missing."""
    if figure is None or isinstance(figure, Decimal | float | int):
        return None if figure is None else exact(figure)
    if figure.missing or figure.value is None:
        return None
    return exact(figure.value if figure.exact is None else figure.exact)


def rounded(value: Number, decimals: int) -> Decimal:
    """Half-up, as spreadsheets and readers round; never minus zero."""
    result = exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return result if result else abs(result)
