"""A deal is not closed before it is opened."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import MOST, by_place, found, table_with
from reportgen.intake.dataset import Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

# A date that lies before the creation of the deal, and how bad that is.
LATER = {"close_date": Severity.ERROR, "sql_date": Severity.WARNING}
VERBS = {"close_date": "closed", "sql_date": "qualified"}


@check(
    what="No deal is closed or qualified before it was created.",
    why="A negative duration pulls the sales cycle down, and payback with it.",
    looks_at=(("deals",),),
)
def deals_dates_are_possible(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Deals closed before they were created (an error) or qualified before it (a warning)."""
    problems = []
    for column, severity in LATER.items():
        frame = table_with(dataset, "deals", "deal_id", "created_date", column)
        if frame is None:
            continue
        for row in frame.filter(pl.col(column) < pl.col("created_date")).head(MOST).to_dicts():
            days = (row["created_date"] - row[column]).days
            problems.append(
                found(
                    deals_dates_are_possible,
                    row,
                    f"deal {row['deal_id']} is {VERBS[column]} on {row[column]}, {days} days "
                    f"before it was created on {row['created_date']}",
                    "Correct it; if day and month are swapped, set date_format in [inputs.deals].",
                    column=column,
                    value=row[column],
                    severity=severity,
                )
            )
    yield from by_place(problems)
