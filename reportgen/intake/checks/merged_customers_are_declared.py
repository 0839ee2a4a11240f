"""One customer's revenue is gone in the month in which another gains just as much: perhaps a merger."""

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
    recurring,
    table_with,
)
from reportgen.intake.dataset import Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem, Severity

# Smaller sums move no figure that a board looks at; the same to the cent is rare.
LEAST_SHARE, EXACTLY = 0.01, 1e-7
# Prices are rounded when contracts are joined, which in large ones is told from chance.
LARGE_SHARE, ABOUT = 0.05, 0.005
ADVICE = (
    "If the two became one customer, write merged_into and merged_from_month in the list of "
    "customers. If not, all is well."
)


@check(
    what="No customer leaves in the month in which another gains the same unusual amount.",
    why="A customer bought by another counts as churn here and as expansion or a new customer there.",
    severity=Severity.WARNING,
    looks_at=(("recurring_revenue",),),
)
def merged_customers_are_declared(
    dataset: Dataset, pack: Pack, period: Period
) -> Iterator[Problem]:
    """Pairs of one who left and one who gained the same in that month.

    To the cent from one per cent of the month's revenue on, within half a per cent from five on;
    and only amounts that nobody gained, first paid or lost in any other month of the file: prices of
    a list are gained and lost all the time. Left out: customers who have a merged_into.
    """
    frame = table_with(dataset, "recurring_revenue", "customer_id", "month", "mrr")
    if frame is None:
        return
    moves = _moves(dataset, frame)
    if moves.is_empty():
        return
    merged = _merged(dataset)
    left = moves.filter((pl.col("now") == 0) & (-pl.col("step") >= LEAST_SHARE * pl.col("total")))
    gained = moves.filter(pl.col("step") > 0)
    problems = []
    for one in left.sort("number", "row").to_dicts():
        amount = -one["step"]
        within = ABOUT if amount >= LARGE_SHARE * one["total"] else EXACTLY
        alike = gained.filter((pl.col("step") / amount - 1).abs() <= within)
        lost = moves.filter((pl.col("step") / amount + 1).abs() <= within)
        if alike.height != 1 or lost.height != 1 or alike["number"][0] != one["number"]:
            continue
        other = alike.row(0, named=True)
        place = frame.row(other["row"], named=True)
        gone = frame["customer_id"][one["row"]]
        if gone in merged or place["customer_id"] in merged:
            continue
        became = "comes as a new customer with" if other["before"] == 0 else "gains"
        problems.append(
            found(
                merged_customers_are_declared,
                place,
                f"customer {gone} leaves in {month_label(one['number'])} with "
                f"{plain(round(one['exact_before'], 2))} a month, and customer "
                f"{place['customer_id']} {became} {plain(round(other['exact_step'], 2))} in the "
                "same month: was one of the two merged into the other?",
                ADVICE,
                column="customer_id",
                value=f"{gone}, {place['customer_id']}",
            )
        )
    yield from by_place(problems[:MOST])


def _moves(dataset: Dataset, frame: pl.DataFrame) -> pl.DataFrame:
    """Customers whose amount is another than the month before: before, now, step, and the total.

    Only steps that are large enough to be one of those looked for.
    """
    apart = ["currency"] if "currency" in frame.columns else []
    proper = recurring(frame.select("month", "mrr", pl.col("^kind$")))
    whole = proper.group_by("month").agg(total=pl.col("mrr").sum().cast(pl.Float64))
    whole = whole.select(month_number_of().alias("number"), "total").drop_nulls()
    if whole.is_empty():
        return pl.DataFrame()
    first, last = whole["number"].min(), whole["number"].max()
    least = LEAST_SHARE * (1 - 2 * ABOUT) * float(whole["total"].min())  # type: ignore[arg-type]
    found = [_steps(months, first, last, least) for months in customer_months(dataset, *apart)]
    return pl.concat(found).sort("series", "number").join(whole, on="number", how="left")


def _steps(months: pl.DataFrame, first: object, last: object, least: float) -> pl.DataFrame:
    at, value = pl.col("at"), pl.col("value")
    zero = pl.lit(0, months["value"].dtype)
    steps = months.select(
        "series",
        "number",
        "row",
        exact=value,
        exact_before=pl.when(at == at.shift() + 1).then(value.shift()).otherwise(zero),
        ends=(pl.col("series") != pl.col("series").shift(-1)).fill_null(True),
    )
    # After its last month a customer has nothing, and before its first.
    ends = steps.filter(pl.col("ends") & (pl.col("number") < last)).select(
        "series", pl.col("number") + 1, "row", exact=zero, exact_before="exact"
    )
    steps = pl.concat([steps.drop("ends").filter(pl.col("number") != first), ends])
    steps = steps.filter(pl.col("exact") != pl.col("exact_before")).with_columns(
        exact_step=pl.col("exact") - pl.col("exact_before")
    )
    return steps.with_columns(
        before=pl.col("exact_before").cast(pl.Float64),
        now=pl.col("exact").cast(pl.Float64),
        step=pl.col("exact_step").cast(pl.Float64),
    ).filter(pl.col("step").abs() >= least)


def _merged(dataset: Dataset) -> set[str]:
    customers = table_with(dataset, "customers", "customer_id", "merged_into")
    if customers is None:
        return set()
    return set(customers.filter(pl.col("merged_into").is_not_null())["customer_id"])
