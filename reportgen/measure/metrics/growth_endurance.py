"""Growth endurance."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Formula, Take, Total
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Growth endurance",
    topic="growth",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="How much of last year's growth rate is left this year.",
    why="Growth slows as companies grow; about seventy per cent is what cloud companies keep.",
    formula="growth year on year / growth year on year twelve months earlier",
    numerator="growth year on year",
    denominator="growth year on year twelve months earlier",
    source="Bessemer, cloud benchmarks (average of about 70%)",
    example="21% this year after 30% last year: 70%",
    kinds=MONTHS,
    variant=retention.growth_words,
)
def growth_endurance(books: Books) -> Formula:
    """Annual recurring revenue now, a year and two years ago; none where last year did not grow."""
    arr = books.recurring_revenue.valued(pl.col("value") * 12)
    floor = books.pack.definitions.growth_floor
    now, year, two = pl.col("now"), pl.col("year"), pl.col("two")
    growth, before = now / year - 1, year / two - 1
    return Formula(
        {
            "now": Total(arr, Take.LAST),
            "year": Total(arr, Take.LAST, dict.fromkeys(PeriodKind, 12)),
            "two": Total(arr, Take.LAST, dict.fromkeys(PeriodKind, 24)),
        },
        value=growth / before,
        numerator=growth,
        denominator=before,
        n=pl.col("now.n"),
        reasons=(
            ((year == 0) | (two == 0), "div_zero"),
            ((year < max(floor, 0)) | (two < max(floor, 0)), "not_meaningful"),
            (year <= two, "not_meaningful"),
        ),
    )
