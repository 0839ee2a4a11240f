"""In the ledger revenue is positive and so are costs."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import by_place, found, month_number_of, plain, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, fiscal_year_of
from reportgen.problem import Problem, Severity

COSTS = ("cogs", "sm", "rd", "ga")
REVENUE = ("revenue_recurring", "revenue_other")
# An account that is always below zero may be one of costs taken back: capitalised development.
FEWEST_MONTHS, LEAST_SHARE = 3, 0.1


@check(
    what="Over a fiscal year the total of each cost category, and of revenue, is above zero, and no "
    "large account is below zero throughout.",
    why="With the sign turned, costs would be added to the margin and a payback become negative.",
    looks_at=(("ledger",),),
)
def costs_are_positive(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Categories whose total of a fiscal year is negative: bookkeeping's sign was kept.

    A warning: an account with three months or more, all below zero, of a tenth or more of what the
    rest of its category comes to, when the category as a whole is above zero.
    """
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
    turned = {what for what, _, _ in years.iter_rows()}
    if "line" in frame.columns:
        problems += _turned_accounts(rows.filter(pl.col("what").is_in(list(turned)).not_()))
    yield from by_place(problems)


def _turned_accounts(rows: pl.DataFrame) -> Iterator[Problem]:
    amount = pl.col("amount")
    rest = amount.filter(amount > 0).sum().over("what")
    accounts = (
        rows.with_columns(rest=rest.cast(pl.Float64))
        .sort(FILE_COLUMN, LINE_COLUMN)
        .group_by("what", "line", maintain_order=True)
        .agg(
            pl.first(FILE_COLUMN, LINE_COLUMN, "rest"),
            amount.first(),
            total=amount.sum(),
            highest=amount.max(),
            months=pl.col("number").n_unique(),
        )
        .filter(
            (pl.col("highest") < 0)
            & (pl.col("months") >= FEWEST_MONTHS)
            & (-pl.col("total").cast(pl.Float64) >= LEAST_SHARE * pl.col("rest"))
        )
    )
    for row in accounts.to_dicts():
        yield found(
            costs_are_positive,
            row,
            f"the account {row['line']} ({row['what']}) is below zero in all of its "
            f"{row['months']} months, {plain(row['total'])} in all, and lowers the {row['what']} "
            "of the other accounts",
            "If it is a cost like the others, multiply its amounts by -1 in the export. If costs are "
            "taken back here, all is well.",
            column="amount",
            value=row["amount"],
            severity=Severity.WARNING,
        )
