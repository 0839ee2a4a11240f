"""Deals as metrics ask for them: dated, in reporting currency, with their customers' columns."""

from __future__ import annotations

import polars as pl

from reportgen.intake.dataset import Dataset
from reportgen.measure.calendar import month_column
from reportgen.measure.cells import EXACT
from reportgen.measure.customer_months import Rates
from reportgen.pack import Pack

SPLITS = ("segment", "type", "source_flow", "owner", "country")


def deal_rows(
    dataset: Dataset, pack: Pack, parents: pl.DataFrame, rates: Rates, last: int
) -> pl.DataFrame | None:
    """Deals without renewals, with close_month, created_month, cycle_days and amount.

    `amount` is a year's, in reporting currency at the rate of the closing month (of the last month
    while open). Segment and country come from the customer where the deal has none.
    """
    frame = dataset.tables.get("deals")
    if frame is None:
        return None
    if "type" in frame.columns and not pack.definitions.renewals_in_sales:
        frame = frame.filter(pl.col("type").fill_null("") != "renewal")
    for name in ("close_date", "created_date"):
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.Date).alias(name))
    dated = _with_customers(frame, dataset, parents).with_columns(
        close_month=month_column("close_date"),
        created_month=month_column("created_date"),
        cycle_days=(pl.col("close_date") - pl.col("created_date")).dt.total_days(),
    )
    if "amount_arr" not in dated.columns:
        return dated.with_columns(amount=pl.lit(None, EXACT))
    own = pack.company.currency
    currency = pl.col("currency").fill_null(own) if "currency" in dated.columns else pl.lit(own)
    month = pl.min_horizontal(pl.col("close_month").fill_null(last), last).cast(pl.Int32)
    rated = rates.join(dated.with_columns(currency=currency, month=month))
    amount = pl.col("amount_arr") * pl.col("rate")
    return rated.with_columns(amount=amount).drop("rate", "month")


def deal_splits(dataset: Dataset, deals: pl.DataFrame, largest: int) -> tuple[str, ...]:
    """Columns by which deals may be grouped: those that are filled and have few enough words."""
    further = (*dataset.further.get("deals", ()), *dataset.further.get("customers", ()))
    return tuple(
        name
        for name in dict.fromkeys((*SPLITS, *further))
        if name in deals.columns
        and name != "customer_id"
        and deals[name].null_count() < deals.height
        and deals[name].n_unique() <= largest
    )


def _with_customers(deals: pl.DataFrame, dataset: Dataset, parents: pl.DataFrame) -> pl.DataFrame:
    """Deals with the columns of their customers, where those are known."""
    customers = dataset.tables.get("customers")
    if customers is None or "customer_id" not in deals.columns:
        return deals
    wanted = ("segment", "country", *dataset.further.get("customers", ()))
    names = [name for name in dict.fromkeys(wanted) if name in customers.columns]
    theirs = customers.unique("customer_id", keep="first").select(
        pl.col("customer_id").alias("parent"),
        *[pl.col(name).alias(f"{name} of customer") for name in names],
    )
    joined = (
        deals.join(
            parents.rename({"parent": "into"}),
            left_on="customer_id",
            right_on="customer",
            how="left",
        )
        .with_columns(parent=pl.coalesce("into", "customer_id"))
        .join(theirs, on="parent", how="left")
    )
    # What the deal says of itself goes before what is known of the customer.
    filled = [
        pl.coalesce(*[n for n in (name, f"{name} of customer") if n in joined.columns]).alias(name)
        for name in names
    ]
    return joined.with_columns(filled).drop(
        "into", "parent", *[f"{name} of customer" for name in names]
    )
