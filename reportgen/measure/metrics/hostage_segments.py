"""Hostage segments."""

import polars as pl

from reportgen.measure import answers, retention
from reportgen.measure.books import Books
from reportgen.measure.cells import BLANK, COMPANY, cells_from
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Given, Ratio
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit

YEARLY = (PeriodKind.TRAILING,)
BY = "segment"


@metric(
    title="Segments that stay but are unhappy",
    abbreviation="Unhappy but staying",
    topic="voice",
    unit=Unit.COUNT,
    better=Direction.DOWN,
    definition=(
        "Segments whose revenue stays as well as in the middle one or better, but that would not "
        "recommend us."
    ),
    why="They use the product because they must: the first good alternative takes them.",
    formula="segments with gross revenue retention >= the segments' median and net promoter score < 0",
    source="New Breed (segments that look healthy by revenue but are unhappy)",
    example="retention 100%, 90% and 80%, scores -20, +10 and -40: 1, the first",
    kinds=YEARLY,
    variant=answers.words,
)
def hostage_segments(books: Books) -> Given:
    """How many segments of those that can be judged (`n`); each segment is 1 if it is one, else 0."""
    kept = Ratio(
        of=retention.kept_without_expansion(books), per=retention.opening_revenue(books)
    ).cells(books.calendar, YEARLY)
    ends = books.calendar.of_kinds(YEARLY).select("period", "last")
    months = books.calendar.of_kinds(MONTHS).select("last", month="period")
    scores = answers.promoter_score(books).cells(books.calendar, MONTHS)
    sides = kept.select("period", "split_by", "split", kept="value", why="missing").join(
        ends.join(months, on="last"), on="period"
    )
    theirs = scores.select("split_by", "split", month="period", score="value", unsaid="missing")
    both = sides.join(theirs, on=["month", "split_by", "split"], how="left")
    both = both.with_columns(
        missing=pl.coalesce(
            "why", "unsaid", pl.when(pl.col("score").is_null()).then(pl.lit("no_data"))
        )
    )
    segments = both.filter((pl.col("split_by") == BY) & (pl.col("split") != BLANK))
    middle = pl.col("kept").median().over("period")
    segments = segments.with_columns(
        flag=((pl.col("kept") >= middle) & (pl.col("score") < 0)).cast(pl.Int64)
    )
    known = pl.col("missing").is_null()
    counted = segments.group_by("period").agg(
        flags=pl.col("flag").filter(known).sum(),
        judged=known.sum().cast(pl.Int64),
        # Segments that could be judged but for too few answers say so; else there are none.
        unsaid=pl.col("missing").filter(pl.col("missing") == "suppressed_small_n").first(),
    )
    company = both.filter(pl.col("split_by") == "").select("period", "why")
    company = company.join(counted, on="period", how="left").with_columns(
        **COMPANY,
        flag=pl.col("flags"),
        n=pl.col("judged").fill_null(0),
        missing=pl.coalesce(
            "why",
            pl.when(pl.col("judged").fill_null(0) == 0).then(
                pl.coalesce("unsaid", pl.lit("no_data"))
            ),
        ),
    )
    columns = ["period", "split_by", "split", "flag", "n", "missing"]
    each = segments.with_columns(n=pl.lit(1, pl.Int64))
    table = pl.concat([company.select(columns), each.select(columns)])
    flag = pl.col("flag")
    cells = cells_from(table, flag, pl.col("missing"), n=pl.col("n"), exact=flag)
    return Given(
        cells.with_columns(exact=pl.when(pl.col("value").is_not_null()).then("exact")),
        tuple(dict.fromkeys([*answers.tables(books), *books.revenue_tables])),
    )
