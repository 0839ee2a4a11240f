"""Who pays must be in the list of customers, and who was merged must lead somewhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import MOST, by_place, found, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem

# Looking for something alike in a long list takes time; after these, one has seen the pattern.
ALIKE_LOOKED_FOR = 20
ADVICE = "Write the id as the list of customers has it, or add the customer there."


@check(
    what="Each customer with revenue is in the list of customers; merged ones lead to another.",
    why="An unknown customer has no segment and no country: the splits do not add up to the whole.",
)
def customers_are_known(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Ids of recurring revenue that the customers table lacks, and broken merges in it."""
    customers = table_with(dataset, "customers", "customer_id")
    if customers is None:
        return
    revenue = table_with(dataset, "recurring_revenue", "customer_id")
    if revenue is not None:
        yield from _unknown(revenue, customers)
    if "merged_into" in customers.columns:
        yield from by_place(_broken_merges(customers))


def _unknown(revenue: pl.DataFrame, customers: pl.DataFrame) -> Iterator[Problem]:
    ids = customers["customer_id"].drop_nulls().unique().sort().to_list()
    unknown = (
        revenue.filter(pl.col("customer_id").is_in(ids).not_())
        .group_by("customer_id")
        .agg(pl.first(FILE_COLUMN), pl.col(LINE_COLUMN).min(), rows=pl.len())
        .sort(FILE_COLUMN, LINE_COLUMN)
    )
    for place, row in enumerate(unknown.head(MOST).to_dicts()):
        alike = (
            difflib.get_close_matches(row["customer_id"], ids, n=1)
            if place < ALIKE_LOOKED_FOR
            else []
        )
        rows = "1 row" if row["rows"] == 1 else f"{row['rows']} rows"
        nearest = f"; the nearest id there is {alike[0]!r}" if alike else ""
        yield found(
            customers_are_known,
            row,
            f"customer {row['customer_id']!r} has revenue ({rows}) but is not in "
            f"{customers[FILE_COLUMN][0]}{nearest}",
            ADVICE,
            column="customer_id",
            value=row["customer_id"],
        )


def _broken_merges(customers: pl.DataFrame) -> Iterator[Problem]:
    known = set(customers["customer_id"])
    columns = ["customer_id", "merged_into", FILE_COLUMN, LINE_COLUMN]
    month = "merged_from_month"
    since = pl.col(month) if month in customers.columns else pl.lit(None).alias(month)
    merged = customers.select(*columns, since).filter(
        pl.col("merged_into").is_not_null() | pl.col(month).is_not_null()
    )
    into = {row["customer_id"]: row["merged_into"] for row in merged.to_dicts()}
    for row in merged.to_dicts():
        child, parent = row["customer_id"], row["merged_into"]
        column, advice = "merged_into", "Write the customer_id that it became part of."
        if parent is None:
            what = f"customer {child!r} has a {month} but no merged_into"
        elif parent not in known:
            what = f"customer {child!r} is merged into {parent!r}, which is not a customer here"
        elif _returns(child, into):
            what = f"customer {child!r} is merged into {parent!r}, which leads back to {child!r}"
        elif row[month] is None:
            what = f"customer {child!r} is merged into {parent!r}, but it is not said since when"
            column, advice = month, "Write the first month in which both were one."
        else:
            continue
        yield found(customers_are_known, row, what, advice, column=column, value=row[column])


def _returns(child: str, into: dict[str, str | None]) -> bool:
    """Whether following the merges from `child` comes back to it."""
    step = into.get(child)
    for _ in into:
        if step is None or step == child:
            break
        step = into.get(step)
    return step == child
