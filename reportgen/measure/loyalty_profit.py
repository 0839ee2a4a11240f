"""Profit of the loyalty case month by month, and when what it adds has paid for what it costs."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books, once
from reportgen.measure.cells import cells_from
from reportgen.measure.loyalty import (
    BY_SEGMENT,
    CROSS_SELL,
    LIFETIME,
    MARGIN,
    SIZE,
    in_all,
    more,
    raised,
)

RUN = [*BY_SEGMENT, "level"]


@once
def by_month(books: Books) -> pl.DataFrame:
    """A row for each window, chosen segment, level and month ahead: `before` and `after`, a month's
    gross profit of the segment as it is and with the case; missing where a part is.

    With m months to the full effect, k/m of it is there in month k. Longer lifetimes come as lower
    churn, and so as a base that grows from month to month until it stands higher by the whole
    rise: to book that at once would be to book profit years too early.
    """
    case = books.pack.loyalty
    ahead = pl.DataFrame({"ahead": range(1, case.years * 12 + 1)}, schema={"ahead": pl.Int64})
    ramp = pl.min_horizontal(pl.col("ahead") / max(case.ramp_months, 1), 1.0)
    churn, lowered = pl.col("churn").fill_null(0.0), pl.col("lowered")
    longer = pl.col(more(LIFETIME))
    kept = (1 - lowered).cum_prod().over(RUN)
    # grown(k) = grown(k - 1) (1 - lowered) + (churn - lowered), solved for all months at once.
    grown = pl.when(longer > 0).then(kept * ((churn - lowered) / kept).cum_sum().over(RUN))
    profit = pl.col("revenue") * pl.col("margin")
    rises = [1 + pl.col(more(lever)) * pl.col("ramp") for lever in (SIZE, MARGIN, CROSS_SELL)]
    impossible = (
        # No margin is above 100 %, and nobody stays longer where nobody leaves.
        (pl.col("margin") * (1 + pl.col(more(MARGIN))) > 1)
        | (pl.col("churn").is_null() & (longer > 0))
    )
    return (
        raised(books)
        .join(ahead, how="cross")
        .sort(*RUN, "ahead")
        .with_columns(ramp=ramp)
        .with_columns(lowered=churn / (1 + longer * pl.col("ramp")))
        .with_columns(
            before=profit,
            after=profit * (1 + grown.fill_null(0.0)) * rises[0] * rises[1] * rises[2],
            missing=pl.col("missing").fill_null(pl.when(impossible).then(pl.lit("not_meaningful"))),
            year=((pl.col("ahead") - 1) // 12 + 1).cast(pl.String),
        )
        .select(*RUN, "ahead", "year", "customers", "before", "after", "missing")
    )


@once
def by_year(books: Books) -> pl.DataFrame:
    """The same summed by year ahead, each segment for itself."""
    sums = [pl.col("before", "after").sum(), pl.col("customers", "missing").first()]
    return by_month(books).group_by(*RUN, "year", maintain_order=True).agg(sums)


@once
def in_sum(books: Books) -> pl.DataFrame:
    """The same over all years, each segment for itself."""
    sums = [pl.col("before", "after").sum(), pl.col("customers", "missing").first()]
    return by_month(books).group_by(*RUN, maintain_order=True).agg(sums)


def _half(books: Books, cost: float) -> pl.Expr:
    return pl.lit(cost if investments(books) else None, pl.Float64)


def investments(books: Books) -> tuple[float, ...]:
    """What the case costs at the start of each year; nothing stated: nothing."""
    stated = books.pack.loyalty.investment
    if stated is None:
        return ()
    return stated if isinstance(stated, tuple) else (stated,)


def _lacks(books: Books) -> pl.Expr:
    unknown = pl.lit(None if investments(books) else "no_data", pl.String)
    return pl.col("missing").fill_null(unknown)


@once
def payback(books: Books) -> pl.DataFrame:
    """Cells by level: months until the gross profit that the case adds has come to its whole cost."""
    cost = sum(investments(books))
    months = in_all(books, by_month(books), "level", "ahead").sort("period", "level", "ahead")
    gain, total = pl.col("gain"), pl.col("total")
    months = months.with_columns(gain=pl.col("after") - pl.col("before")).with_columns(
        total=gain.cum_sum().over("period", "level")
    )
    # Within the month in which it is reached, as much of it as is still needed.
    reached = pl.col("ahead") - (total - cost) / gain
    table = months.group_by("period", "level", maintain_order=True).agg(
        months=reached.filter(total >= cost).first(),
        gain=total.last(),
        missing=pl.col("missing").first(),
    )
    missing = _lacks(books).fill_null(pl.when(pl.col("months").is_null()).then(pl.lit("infinite")))
    return _by_level(
        table, pl.col("months").clip(0.0), missing, numerator=_half(books, cost), denominator=gain
    )


@once
def net_present_value(books: Books) -> pl.DataFrame:
    """Cells by level: yearly profit at each year's end, cost at its start, both as of today."""
    rate = 1 + books.pack.loyalty.discount_rate
    cost = sum(amount / rate**year for year, amount in enumerate(investments(books)))
    gain = (pl.col("after") - pl.col("before")) / rate ** pl.col("year").cast(pl.Int64)
    years = in_all(books, by_year(books), "level", "year").with_columns(gain=gain)
    table = years.group_by("period", "level", maintain_order=True).agg(
        pl.col("gain").sum(), pl.col("missing").first()
    )
    halves = {"numerator": pl.col("gain"), "denominator": _half(books, cost)}
    return _by_level(table, pl.col("gain") - cost, _lacks(books), **halves)


@once
def return_on_investment(books: Books) -> pl.DataFrame:
    """Cells by level: profit of all years less cost, over cost."""
    cost = sum(investments(books))
    gain = pl.col("after") - pl.col("before")
    free = pl.when(pl.lit(cost) == 0).then(pl.lit("div_zero"))
    table = in_all(books, in_sum(books), "level")
    halves = {"numerator": gain - _half(books, cost), "denominator": _half(books, cost)}
    return _by_level(table, (gain - cost) / cost, _lacks(books).fill_null(free), **halves)


def _by_level(
    table: pl.DataFrame, value: pl.Expr, missing: pl.Expr, **halves: pl.Expr
) -> pl.DataFrame:
    named = table.with_columns(split_by=pl.lit("level"), split="level")
    return cells_from(named, value, missing, **halves)
