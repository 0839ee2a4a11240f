"""In the ledger revenue is positive and so are costs."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import by_place, found, month_number_of, plain, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, fiscal_year_of
from reportgen.problem import Problem

COSTS = ("cogs", "sm", "rd", "ga")
REVENUE = ("revenue_recurring", "revenue_other")


@check(
    what="Over a fiscal year the total of each cost category, and of revenue, is above zero.",
    why="With the sign turned, costs would be added to the margin and a payback become negative.",
    looks_at=(("ledger",),),
)
def costs_are_positive(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Categories whose total of a fiscal year is negative: bookkeeping's sign was kept."""
    frame = table_with(dataset, "ledger", "category", "month", "amount")
    if frame is None:
        return
    start = pack.company.fiscal_year_start
    rows = frame.with_columns(
        # More other revenue taken back than booked is no mistake: all revenue is one total.
        what=pl.col("category").replace(dict.fromkeys(REVENUE, "revenue")),
        number=month_number_of(),
    ).filter(pl.col("what").is_in([*COSTS, "revenue"]))
    monthly = rows.group_by("what", "number").agg(pl.col("amount").sum())
    years = (
        monthly.with_columns(
            year=pl.col("number").map_elements(
                lambda number: fiscal_year_of(number, start), return_dtype=pl.Int32
            )
        )
        .group_by("what", "year")
        .agg(pl.col("amount").sum())
        .filter(pl.col("amount") < 0)
        .sort("year")
        .unique("what", keep="first", maintain_order=True)
    )
    problems = []
    for what, year, total in years.iter_rows():
        own = rows.filter((pl.col("what") == what) & (pl.col("amount") < 0))
        place = own.sort(FILE_COLUMN, LINE_COLUMN).row(0, named=True)
        problems.append(
            found(
                costs_are_positive,
                place,
                f"the total of {what} in FY{year} is {plain(total)}; costs and revenue are both "
                f"written as amounts above zero, and only what is taken back is negative",
                "Multiply the amounts of this category by -1 in the export, or choose the preset "
                "of your bookkeeping program under [inputs.ledger], which turns the sign.",
                column="amount",
                value=place["amount"],
            )
        )
    yield from by_place(problems)
