"""Largest customers."""

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.cells import COMPANY, cells_from, coverage
from reportgen.measure.customer_columns import named
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Given, Take, Total
from reportgen.unit import Direction, Unit

MOST = 10


@metric(
    title="The ten largest customers",
    abbreviation="Ten largest",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition="The share of monthly recurring revenue of the ten largest customers, each by name.",
    why="Whoever is on this list should be known to the board, with the day of its next renewal.",
    formula="recurring revenue of the customer / monthly recurring revenue",
    numerator="recurring revenue of the customer",
    denominator="monthly recurring revenue",
    source="No published standard; merged customers count as one",
    example="C01 13,200 / 38,800 = 34.0%, C02 8,000 / 38,800 = 20.6%",
    kinds=MONTHS,
    of_few=True,
)
def largest_customers(books: Books) -> Given:
    """The ten together for the company, each as a row of the split `customer`; n counts them."""
    revenue = books.recurring_revenue
    windows = books.calendar.of_kinds(MONTHS)
    months = windows.select("period", month="last").join(
        coverage(windows, revenue.covered), on="period"
    )
    total = pl.col("value").sum().alias("all")
    if revenue.covered is None:
        none = {"all": pl.lit(None, pl.Float64), "paid": pl.lit(None, pl.Float64), "n": pl.lit(0)}
        table = months.with_columns(**none, **COMPANY)
    else:
        ranked = (
            revenue.rows.select("customer", "month", "value")
            .sort(["month", "value", "customer"], descending=[False, True, False])
            .with_columns(total.over("month"), rank=pl.int_range(pl.len()).over("month"))
            .filter(pl.col("rank") < MOST)
        )
        every = ranked.group_by("month").agg(
            pl.col("all").first(), paid=pl.col("value").sum(), n=pl.len().cast(pl.Int64)
        )
        company = months.join(every, on="month", how="left").with_columns(**COMPANY)
        each = (
            named(books, ranked)
            .join(months.filter(pl.col("missing").is_null()), on="month")
            .with_columns(
                split_by=pl.lit("customer"),
                split=pl.col("label"),
                paid=pl.col("value"),
                n=pl.lit(1, pl.Int64),
            )
        )
        table = pl.concat([company, each.select(company.columns)])
    paid, whole = pl.col("paid").cast(pl.Float64), pl.col("all").cast(pl.Float64)
    nothing = pl.when(whole.fill_null(0) == 0).then(pl.lit("div_zero"))
    cells = cells_from(
        table,
        paid / whole,
        pl.col("missing").fill_null(nothing),
        numerator=paid,
        denominator=whole,
        n=pl.col("n"),
    )
    return Given(cells, revenue.tables, {"all": Total(revenue, Take.LAST)})
