"""Series that step to another size and stay there: a lost decimal mark, or hundredths read as whole."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

FACTOR = 10
# Ten times 1.10 in binary is a little more than 11.
TOLERANCE = 1e-9
# So long a series has been steady, within so much, before it says anything of the month after.
STEADY_MONTHS, STEADY_WITHIN = 3, 2
# What a lost decimal mark, hundredths or thousands make of an amount.
SLIPS = (10, 100, 1000)
# A step is one of them, but for rounding, where the amounts are within this share of it; levels that
# move from month to month are taken for one of them within this factor.
EXACTLY, ABOUT = 0.005, 1.25


def far(now: pl.Expr, before: pl.Expr) -> pl.Expr:
    """Whether two amounts are a factor of ten or more apart."""
    ratio = now / before
    return (ratio >= FACTOR * (1 - TOLERANCE)) | (ratio * FACTOR <= 1 + TOLERANCE)


def steady(now: pl.Expr, at: pl.Expr) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Whether the months before one follow each other and are steady; the highest and the lowest."""
    earlier = [now.shift(step) for step in range(1, STEADY_MONTHS + 1)]
    highest, lowest = pl.max_horizontal(earlier), pl.min_horizontal(earlier)
    in_a_row = pl.all_horizontal(
        at == at.shift(step) + step for step in range(1, STEADY_MONTHS + 1)
    )
    return in_a_row & (highest <= STEADY_WITHIN * lowest), highest, lowest


def lasting_steps(series: pl.DataFrame, slips: Sequence[int] = ()) -> pl.DataFrame:
    """The first month of another size, of each series that stays at it for two months or more.

    series  as `reportgen.intake.series.in_order` has it, amounts above zero, with `now` (Float64)
    slips   the size must be about so many times the one before, or that part of it; none: any from ten

    Columns: series, row, number, value, before (exact), ratio (above 1), is_higher, slip (the factor
    that it is but for rounding, or null), until (the last month number at this size, null: to the end).
    """
    now, at = pl.col("now"), pl.col("at")
    is_steady, _, _ = steady(now, at)
    higher = now > now.shift()
    following = now.shift(-1)
    stays = pl.when(higher).then(following * STEADY_WITHIN >= now)
    lasts = stays.otherwise(following <= STEADY_WITHIN * now) & (at + 1 == at.shift(-1))
    before = pl.mean_horizontal(now.shift(step) for step in range(1, STEADY_MONTHS + 1))
    after = (now + following) / 2
    steps = (
        series.with_columns(
            before=pl.col("value").shift(),
            is_higher=higher,
            ratio=_above_one(now / now.shift()),
            level=_above_one(after / before),
            is_step=is_steady & far(now, now.shift()) & lasts,
        )
        .filter(pl.col("is_step").fill_null(False))
        .filter(
            pl.any_horizontal(_about(pl.col("level"), slip) for slip in slips) if slips else True
        )
        .unique("series", keep="first", maintain_order=True)
        .with_columns(slip=pl.coalesce(_exactly(pl.col("ratio"), slip) for slip in SLIPS))
    )
    later = steps.select("series", "is_higher", first="number", size="now").join(
        series, on="series"
    )
    back = pl.when("is_higher").then(now * STEADY_WITHIN < pl.col("size"))
    ended = back.otherwise(now > STEADY_WITHIN * pl.col("size"))
    left = later.filter(ended & (pl.col("number") > pl.col("first")))
    until = left.group_by("series").agg(until=pl.col("number").min() - 1)
    return steps.join(until, on="series", how="left", maintain_order="left").select(
        *("series", "row", "number", "value", "before", "ratio", "is_higher", "slip", "until")
    )


def _above_one(ratio: pl.Expr) -> pl.Expr:
    return pl.max_horizontal(ratio, 1 / ratio)


def _about(ratio: pl.Expr, slip: int) -> pl.Expr:
    return ratio.is_between(slip / ABOUT, slip * ABOUT)


def _exactly(ratio: pl.Expr, slip: int) -> pl.Expr:
    return pl.when((ratio / slip - 1).abs() <= EXACTLY).then(pl.lit(slip))
