"""A subscription that is called ended has the day on which it ended."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import MOST, by_place, found, table_with
from reportgen.intake.dataset import END_COLUMN, FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.intake.header import normalised
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem

# Further columns that say what became of a subscription, and the words for: it is over.
STATUS = (
    "status",
    "state",
    "subscription_status",
    "abonnemangsstatus",
    "abonnementsstatus",
    "tila",
)
FLAGS = ("deleted", "is_deleted", "canceled", "cancelled", "raderad", "slettet", "geloscht")
OVER = (
    *("canceled", "cancelled", "deleted", "expired", "ended", "terminated", "inactive"),
    *("churned", "closed", "incomplete_expired", "avslutad", "avslutat", "uppsagd", "uppsagt"),
    *("upphord", "inaktiv", "opsagt", "afsluttet", "ophort", "avsluttet", "oppsagt"),
    *("gekundigt", "beendet", "abgelaufen", "inaktiv", "paattynyt", "irtisanottu"),
)
YES = ("true", "yes", "1", "y", "t", "ja", "kylla")


@check(
    what="Each subscription whose status says that it is over has an end date.",
    why="Without an end it runs on for ever: nobody churns, and revenue is too high.",
    looks_at=((f"recurring_revenue.{END_COLUMN}",),),
)
def ended_subscriptions_have_an_end(
    dataset: Dataset, pack: Pack, period: Period
) -> Iterator[Problem]:
    """Rows of subscriptions that are canceled, deleted or expired and whose end is blank."""
    frame = table_with(dataset, "recurring_revenue", "customer_id", "month", END_COLUMN)
    if frame is None:
        return
    running = frame.filter(pl.col(END_COLUMN).is_null()).unique(
        [FILE_COLUMN, LINE_COLUMN], keep="last", maintain_order=True
    )
    problems = []
    for columns, words in ((STATUS, OVER), (FLAGS, YES)):
        for column in [name for name in columns if name in frame.columns]:
            texts = [text for text in running[column].unique() if text is not None]
            over = [text for text in texts if normalised(text) in words]
            rows = running.filter(pl.col(column).is_in(over))
            problems += [
                found(
                    ended_subscriptions_have_an_end,
                    row,
                    f"the subscription of {row['customer_id']} has {column} {row[column]!r} and no "
                    "end date, so it is counted as paid to this day",
                    "Fill the end in, or export the column that says when it ended; map it under "
                    "[inputs.recurring_revenue.columns] as end.",
                    column=column,
                    value=row[column],
                )
                for row in rows.head(MOST).to_dicts()
            ]
    yield from by_place(problems)
