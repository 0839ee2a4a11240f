"""Who pays must be in the list of customers, and who was merged must lead somewhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import MOST, by_place, found, table_with
from reportgen.intake.codes import distinct, plain_frame
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

# Looking for something alike in a long list takes time; after these, one has seen the pattern.
ALIKE_LOOKED_FOR = 20
# Tables in which an unknown customer is only a warning, and what its rows are called.
OTHERS = {"product_usage": "product usage", "feedback": "feedback"}
ADVICE = "Write the id as the list of customers has it, or add the customer there."


@check(
    what="Each customer with revenue, use or feedback is in the list of customers; merged ones lead "
    "to another.",
    why="An unknown customer has no segment and no country: the splits do not add up to the whole.",
    looks_at=(
        (
            "customers",
            "recurring_revenue",
        ),
        (
            "customers",
            "product_usage",
        ),
        (
            "customers",
            "feedback",
        ),
        (
            "recurring_revenue",
            "product_usage",
        ),
        (
            "recurring_revenue",
            "feedback",
        ),
        ("customers.merged_into",),
    ),
)
def customers_are_known(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Ids that the customers table lacks, and broken merges in it.

    Of use and feedback that is a warning, since their sums do not depend on it; where there is no
    list of customers, those with revenue are known.
    """
    customers = table_with(dataset, "customers", "customer_id")
    revenue = table_with(dataset, "recurring_revenue", "customer_id")
    if customers is not None and revenue is not None:
        yield from _unknown(revenue, customers, "revenue", Severity.ERROR)
    known = revenue if customers is None else customers
    for table, words in OTHERS.items():
        frame = table_with(dataset, table, "customer_id")
        if frame is not None and known is not None:
            yield from _unknown(frame, known, words, Severity.WARNING)
    if customers is not None and "merged_into" in customers.columns:
        yield from by_place(_broken_merges(customers))


def _unknown(
    rows: pl.DataFrame, known: pl.DataFrame, words: str, severity: Severity
) -> Iterator[Problem]:
    known_ids = distinct(known["customer_id"])
    others = distinct(rows["customer_id"])
    others = others.filter(~others.is_in(known_ids.implode()))
    if others.is_empty():
        return
    ids = known_ids.sort().to_list()
    unknown = (
        plain_frame(rows.filter(pl.col("customer_id").is_in(others.implode())))
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
        count = "1 row" if row["rows"] == 1 else f"{row['rows']} rows"
        nearest = f"; the nearest id there is {alike[0]!r}" if alike else ""
        yield found(
            customers_are_known,
            row,
            f"customer {row['customer_id']!r} has {words} ({count}) but is not in "
            f"{known[FILE_COLUMN][0]}{nearest}",
            ADVICE,
            column="customer_id",
            value=row["customer_id"],
            severity=severity,
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
