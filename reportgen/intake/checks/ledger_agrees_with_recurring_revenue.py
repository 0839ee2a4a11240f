"""Recurring revenue in the ledger and in the customer list should tell the same story."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import (
    found,
    month_number_of,
    months_in_words,
    plain,
    recurring,
    table_with,
)
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem, Severity

LARGEST_DIFFERENCE = Decimal("0.2")
ADVICE = (
    "See whether one of the two files lacks customers or months, has another currency, or holds "
    "invoices. A difference that stays is explained in the commentary."
)


@check(
    what="Recurring revenue in the ledger lies within 20% of the sum of all customers' MRR.",
    why="From files that disagree, payback and margin describe two different companies.",
    severity=Severity.WARNING,
    looks_at=(
        (
            "ledger",
            "recurring_revenue",
        ),
    ),
)
def ledger_agrees_with_recurring_revenue(
    dataset: Dataset, pack: Pack, period: Period
) -> Iterator[Problem]:
    """Months in both files whose sums are more than a fifth apart, in one finding."""
    ledger = table_with(dataset, "ledger", "category", "month", "amount")
    revenue = table_with(dataset, "recurring_revenue", "month", "mrr")
    if ledger is None or revenue is None:
        return
    booked = (
        ledger.filter(pl.col("category") == "revenue_recurring")
        .group_by(number=month_number_of())
        .agg(pl.first(FILE_COLUMN), pl.col(LINE_COLUMN).min(), pl.col("amount").sum())
        .sort("number")
    )
    sums = _by_month(recurring(revenue), dataset, pack.company.currency)
    apart = [
        row
        for row in booked.to_dicts()
        if (mrr := sums.get(row["number"])) is not None
        # Nothing at all beside a filled ledger is the largest difference there is.
        and abs(row["amount"] - mrr) > LARGEST_DIFFERENCE * mrr
    ]
    if apart:
        row = apart[0]
        yield found(
            ledger_agrees_with_recurring_revenue,
            row,
            f"in {months_in_words(r['number'] for r in apart)} recurring revenue in the ledger is "
            f"more than 20% away from the customers' sum; in {month_label(row['number'])} it is "
            f"{plain(row['amount'])} and the sum {plain(round(sums[row['number']], 2))}",
            ADVICE,
            column="amount",
            value=row["amount"],
        )


def _by_month(revenue: pl.DataFrame, dataset: Dataset, own: str) -> dict[int, Decimal]:
    """Recurring revenue in reporting currency, for months in which all of it can be converted."""
    currency = pl.col("currency").fill_null(own) if "currency" in revenue.columns else pl.lit(own)
    amounts = revenue.group_by(number=month_number_of(), currency=currency).agg(pl.col("mrr").sum())
    rates: dict[tuple[str, int], Decimal] = {}
    table = table_with(dataset, "exchange_rates", "currency", "month", "rate")
    if table is not None:
        rows = table.select("currency", month_number_of(), "rate").iter_rows()
        rates = {(name, number): rate for name, number, rate in rows}
    sums: dict[int, Decimal] = {}
    unknown = set()
    for number, name, amount in amounts.iter_rows():
        rate = Decimal(1) if name == own else rates.get((name, number))
        if rate is None:
            unknown.add(number)
        else:
            sums[number] = sums.get(number, Decimal(0)) + amount * rate
    return {number: amount for number, amount in sums.items() if number not in unknown}
