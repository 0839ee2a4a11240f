"""What the loyalty case asks of each segment, and what the same profit costs by acquisition."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books, once
from reportgen.measure.cells import COMPANY, cells_from
from reportgen.measure.loyalty import (
    CROSS_SELL,
    LIFETIME,
    MARGIN,
    SIZE,
    base,
    gaps,
    given,
    in_all,
    more,
    raised,
)
from reportgen.measure.metrics.lifetime_value_to_cac import lifetime_value_to_cac
from reportgen.measure.retention import YEARS
from reportgen.measure.shape import Given


def customer_value(books: Books) -> Given:
    """Value of an average customer of each chosen segment, and of all of them together."""
    customers, value = pl.col("customers"), pl.col("after")
    segments = raised(books).join(gaps(books), on="period", how="anti")
    segments = segments.with_columns(after="before").unique(["period", "split"])
    whole = in_all(books, segments).with_columns(**COMPANY)
    own = segments.with_columns(split_by=pl.lit("segment"))
    columns = ["period", "split_by", "split", "customers", "after", "missing"]
    empty = pl.when(customers == 0).then(pl.lit("div_zero"))
    cells = cells_from(
        pl.concat([whole.select(columns), own.select(columns)]),
        value / customers,
        pl.col("missing").fill_null(empty),
        numerator=value,
        denominator=customers,
        n=customers,
    )
    return given(books, cells)


def churn_needed(books: Books) -> Given:
    """Monthly churn with the part of the level that longer lifetimes take."""
    none = pl.when(pl.col("churn").is_null()).then(pl.lit("infinite"))
    return _needed(books, pl.col("churn"), 1 / (1 + pl.col(more(LIFETIME))), none)


def price_needed(books: Books) -> Given:
    """Monthly revenue per customer with the parts of larger purchases and cross-sell."""
    none = pl.when(pl.col("customers") == 0).then(pl.lit("div_zero"))
    rise = (1 + pl.col(more(SIZE))) * (1 + pl.col(more(CROSS_SELL)))
    return _needed(books, pl.col("revenue") / pl.col("customers"), rise, none)


def margin_needed(books: Books) -> Given:
    """Gross margin with the part of the level that margin takes; none above 100 %."""
    rise = 1 + pl.col(more(MARGIN))
    none = pl.when(pl.col("margin") * rise > 1).then(pl.lit("not_meaningful"))
    return _needed(books, pl.col("margin"), rise, none)


def _needed(books: Books, today: pl.Expr, rise: pl.Expr, none: pl.Expr) -> Given:
    """Cells by segment and level; a rate of several segments has no goal in common."""
    covered = raised(books).join(gaps(books), on="period", how="anti")
    name = pl.concat_str("split", "level", separator="+")
    cells = cells_from(
        covered.with_columns(split_by=pl.lit("segment+level"), split=name),
        today * rise,
        pl.col("missing").fill_null(none),
        numerator=today,
        n=pl.col("customers"),
    )
    whole = base(books).filter(pl.col("split") == "").select("period")
    whole = whole.join(gaps(books), on="period", how="anti")
    company = cells_from(
        whole.with_columns(**COMPANY), pl.lit(None, pl.Float64), pl.lit("not_meaningful")
    )
    return given(books, company, cells)


@once
def acquisition_equivalent(books: Books) -> pl.DataFrame:
    """Cells by level: the value of the case over what a new customer brings for each unit spent."""
    new = lifetime_value_to_cac.measure(books).cells(books.calendar, YEARS)
    new = new.filter(pl.col("split_by") == "").select("period", per="value", lacks="missing")
    gain, per = pl.col("after") - pl.col("before"), pl.col("per")
    lacks = pl.coalesce("missing", "lacks").fill_null(
        pl.when(per.is_null()).then(pl.lit("no_data")).when(per <= 0).then(pl.lit("not_meaningful"))
    )
    table = in_all(books, raised(books), "level").join(new, on="period", how="left")
    named = table.with_columns(split_by=pl.lit("level"), split="level")
    return cells_from(named, gain / per, lacks, numerator=gain, denominator=per)
