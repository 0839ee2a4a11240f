"""Concentration of customers."""

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.cells import COMPANY, cells_from, coverage
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Given, Take, Total
from reportgen.unit import Direction, Unit

TOPS = (1, 3, 5, 10)


@metric(
    title="Concentration of customers",
    abbreviation="Concentration",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition=(
        "The share of monthly recurring revenue that the largest customer pays; also that of the "
        "three, five and ten largest."
    ),
    why="It is what leaves with one signature.",
    formula="recurring revenue of the largest customers / monthly recurring revenue",
    numerator="recurring revenue of the largest customers",
    denominator="monthly recurring revenue",
    source="No published standard; merged customers count as one",
    example="13,200 / 38,800 = 34.0%; the largest three 27,500 / 38,800 = 70.9%",
    kinds=MONTHS,
    of_few=True,
)
def concentration(books: Books) -> Given:
    """The largest customer for the company, the largest 1, 3, 5, 10 as groups; n is how many."""
    revenue = books.recurring_revenue
    value = pl.col("value")
    by_month = revenue.rows.group_by("month").agg(
        pl.len().alias("count"),
        value.sum().alias("all"),
        *[value.top_k(top).sum().alias(str(top)) for top in TOPS],
    )
    windows = books.calendar.of_kinds(MONTHS)
    months = windows.select("period", month="last").join(
        coverage(windows, revenue.covered), on="period"
    )
    table = months.join(by_month, on="month", how="left").with_columns(pl.col("all").fill_null(0))
    tops = table.unpivot(
        [str(top) for top in TOPS],
        index=["period", "missing", "all", "count"],
        variable_name="split",
        value_name="largest",
    ).with_columns(split_by=pl.lit("top"))
    company = table.with_columns(largest=pl.col("1"), **COMPANY)
    both = pl.concat([company.select(tops.columns), tops.filter(pl.col("missing").is_null())])
    counted = (
        pl.when(pl.col("split") == "")
        .then(1)
        .otherwise(pl.col("split").cast(pl.Int64, strict=False))
    )
    largest, total = pl.col("largest").cast(pl.Float64), pl.col("all").cast(pl.Float64)
    cells = cells_from(
        both,
        largest / total,
        pl.col("missing").fill_null(pl.when(total == 0).then(pl.lit("div_zero"))),
        numerator=largest,
        denominator=total,
        n=pl.min_horizontal(counted, "count"),
    )
    return Given(cells, revenue.tables, {"all": Total(revenue, Take.LAST)})
