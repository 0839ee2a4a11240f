"""Pipeline coverage of the next quarter."""

import polars as pl

from reportgen.measure import pipeline_ahead
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Pipeline coverage of the next quarter",
    abbreviation="Pipeline coverage",
    topic="pipeline",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition=(
        "How many times the open deals expected to close in the three months after the period cover "
        "what the plan still asks of new customers in those months. Where deals tell their type, only "
        "those with new customers count: open, won and in the win rate."
    ),
    why=(
        "A deal takes its time to win: what is open today tells how much of the next quarter is in "
        "sight, and what is both created and won in it comes on top. What is needed, 1 / win rate, "
        "is a guide and no law: part of the pipeline closes later."
    ),
    formula=(
        "yearly amounts of open deals with new customers expected to close in the next three months "
        "/ (planned annual recurring revenue of new customers - already won in them)"
    ),
    numerator="open pipeline of the next three months",
    denominator="target not yet won",
    source="Kellblog on target coverage; win rate by value of the three months before",
    example="3,000,000 / (1,200,000 - 200,000) = 3.0; at a win rate of 40% 2.5 are needed",
    kinds=(PeriodKind.MONTH, PeriodKind.QUARTER),
    variant=pipeline_ahead.counted_in_words,
    part_units={
        "expected": Unit.MONEY,
        "short": Unit.MONEY,
        "pipeline": Unit.MONEY,
        "remaining_target": Unit.MONEY,
        "met": Unit.FLAG,
        "new_customers_only": Unit.FLAG,
    },
)
def pipeline_coverage(books: Books) -> Beside:
    """Coverage at the end of the report period; beside it what is needed and what is expected."""
    pipeline, left, rate = pl.col("pipeline"), pl.col("left"), pl.col("rate")
    ahead, remaining = pipeline_ahead.pipeline_ahead(books), pipeline_ahead.remaining_target(books)
    won = pipeline_ahead.win_rate_of_quarter(books)
    coverage = Formula(
        {"pipeline": ahead, "left": remaining},
        value=pipeline / left,
        numerator=pipeline,
        denominator=left,
        n=pl.col("pipeline.n"),
        # The target is met: there is nothing left to be covered.
        reasons=((left <= 0, "infinite"),),
    )
    required = Formula(
        {"rate": won},
        value=1 / rate,
        n=pl.col("rate.n"),
        reasons=((rate == 0, "div_zero"),),
    )
    expected = Formula(
        {"pipeline": ahead, "rate": won}, value=pipeline * rate, n=pl.col("pipeline.n")
    )
    short = Formula(
        {"pipeline": ahead, "left": remaining, "rate": won},
        value=left - pipeline * rate,
        n=pl.col("pipeline.n"),
    )
    met = Formula({"left": remaining}, value=(left <= 0).cast(pl.Float64))
    return Beside(
        coverage,
        {
            "required": required,
            "expected": expected,
            "short": short,
            "pipeline": ahead,
            "remaining_target": remaining,
            "met": met,
            "new_customers_only": Formula(
                {"pipeline": ahead}, value=pl.lit(float(pipeline_ahead.tells_type(books)))
            ),
        },
    )
