"""Growth band."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Formula
from reportgen.unit import Direction, Unit

BANDS = ("below 10%", "10 to 20%", "20 to 40%", "above 40%")


@metric(
    title="Growth band",
    topic="growth",
    unit=Unit.LABEL,
    better=Direction.UP,
    definition="The class of companies to which the growth of the last twelve months belongs.",
    why="What is normal for spending, payback and staffing differs between these classes.",
    formula="ARR growth in twelve months: 0 below 10%, 1 from 10%, 2 from 20%, 3 above 40%",
    numerator="annual recurring revenue now",
    denominator="annual recurring revenue a year earlier",
    source="Nordic B2B Software Growth Benchmark 2022 (the line at 40%)",
    example="465,600 / 384,000 - 1 = 21.25%: band 2, from 20 to 40%",
    kinds=MONTHS,
    variant=retention.growth_words,
)
def growth_band(books: Books) -> Formula:
    """The band's number; compared in decimals, so that 20.0 % is never 19.999 %."""
    now, before = pl.col("now.exact") * 10, pl.col("before.exact")
    band = (
        pl.when(now > before * 14).then(3).when(now >= before * 12).then(2).when(now >= before * 11)
    )
    return retention.against(books, 12, band.then(1).otherwise(0))
