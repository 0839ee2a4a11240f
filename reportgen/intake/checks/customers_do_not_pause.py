"""A customer without a row for one month between two paid ones: blank is not zero."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._customer_months import customer_months
from reportgen.intake.checks._shared import (
    MOST,
    by_place,
    found,
    month_number_of,
    plain,
    table_with,
)
from reportgen.intake.dataset import Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem, Severity

ADVICE = "Fill the month in; if the customer really paid nothing in it, write 0, which says so."


@check(
    what="No customer lacks one month between two paid ones: who pauses has a zero in that month.",
    why="A blank month counts as one customer who left and, a month later, one who was won back.",
    severity=Severity.WARNING,
    looks_at=(("recurring_revenue",),),
)
def customers_do_not_pause(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Customers with nothing written for a single month between two paid ones.

    A cell left blank in a wide file, or a row that a long file lacks. A written 0 is an answer, and
    so is a hole in subscriptions, whose starts and ends were written down. Pauses of two months and
    more are left alone: those are decisions, a single month is most often a slip of whoever made
    the file. Months that nobody has are missing months, which another check reports.
    """
    frame = table_with(dataset, "recurring_revenue", "customer_id", "month", "mrr")
    if frame is None or dataset.history_starts is not None:
        return
    months = frame.select(pl.col("month").unique()).select(month_number_of())["month"].to_list()
    paid = pl.col("value") > 0
    alone = (pl.col("at").diff() == 2) & paid & paid.shift() & (pl.col("number") - 1).is_in(months)
    holes = pl.concat(
        known.with_columns(amount="value", earlier=pl.col("value").shift()).filter(alone)
        for known in customer_months(dataset)
    )
    problems = []
    for hole in holes.sort("row").head(MOST).to_dicts():
        row = frame.row(hole["row"], named=True)
        gone = month_label(hole["number"] - 1)
        problems.append(
            found(
                customers_do_not_pause,
                row,
                f"customer {row['customer_id']} has {plain(hole['earlier'])} in "
                f"{month_label(hole['number'] - 2)}, nothing at all in {gone}, and "
                f"{plain(hole['amount'])} in {month_label(hole['number'])}",
                ADVICE,
                column="mrr",
                value=gone,
            )
        )
    yield from by_place(problems)
