"""Subscriptions that all end on the last day of the export have not ended: the export has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import found, month_number_of, table_with
from reportgen.intake.dataset import END_COLUMN, FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem

# Fewer may end together by chance: a customer with three contracts who leaves.
FEWEST = 5
LARGEST_SHARE = 0.5


@check(
    what="Fewer than half of the running subscriptions end on the latest end date of the file.",
    why="The whole customer base would be printed as churn of the last month.",
    looks_at=((f"recurring_revenue.{END_COLUMN}",),),
)
def subscriptions_outlive_their_file(
    dataset: Dataset, pack: Pack, period: Period
) -> Iterator[Problem]:
    """Five or more subscriptions, half of all that still ran, with one end date after which none is.

    Only where that makes them leave within the report period; ends that lie ahead (contracts that
    are renewed at new year) move no figure yet.
    """
    frame = table_with(dataset, "recurring_revenue", "month", END_COLUMN)
    if frame is None:
        return
    lines = frame.group_by(FILE_COLUMN, LINE_COLUMN).agg(
        pl.first(END_COLUMN), last=month_number_of().max()
    )
    latest = lines[END_COLUMN].max()
    if not isinstance(latest, date):
        return
    ending = lines.filter(pl.col(END_COLUMN) == latest).sort(FILE_COLUMN, LINE_COLUMN)
    running = ending.height + lines[END_COLUMN].null_count()
    gone = ending.filter(pl.col("last") < period.last)
    if len(gone) < FEWEST or len(gone) < LARGEST_SHARE * running:
        return
    after = max(gone["last"].to_list()) + 1
    yield found(
        subscriptions_outlive_their_file,
        gone.row(0, named=True),
        f"{len(gone)} of the {running} subscriptions that were running end on one day, {latest}, "
        f"the latest in the file; all of them would leave in {month_label(after)}",
        "If that is the day of the export, or of the next invoice, leave the end of running "
        "subscriptions blank.",
        column="end",
        value=latest,
    )
