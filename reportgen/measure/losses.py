"""Lost deals by the reason that was given for each, alone and within a few groups."""

from __future__ import annotations

import polars as pl

from reportgen.measure import deals
from reportgen.measure.books import LARGEST_SPLIT, Books, once
from reportgen.measure.cells import BLANK, SOURCE
from reportgen.measure.composed import Split, Together
from reportgen.measure.shape import Facts, Total, no_facts

REASON = "loss_reason"
# Of two splits at once these are read; crossed with everything most rows would stand for one deal.
CROSSED = ("segment", "source_flow")


@once
def lost_with_reason(books: Books) -> Facts:
    """Deals lost, each counts 1, with the columns loss_reason and amount; no facts without reasons."""
    frame = books.deals
    if frame is None or REASON not in frame.columns:
        return no_facts("deals", columns=(REASON,))
    lost = frame.filter((pl.col("status") == "lost") & pl.col("close_month").is_not_null())
    if lost.height and lost[REASON].null_count() == lost.height:
        return no_facts("deals", columns=(REASON,))
    splits = tuple(name for name in CROSSED if name in books.deal_splits)
    rows = lost.select(
        *splits,
        "amount",
        SOURCE,
        pl.col(REASON).fill_null(BLANK),
        month="close_month",
        value=deals.ONE,
    )
    return Facts(rows, splits, books.covered("deals"), deals.tables(books))


def by_reason(lost: Facts) -> Together:
    """A sum over lost deals: of all, by reason, and by reason within segment and source.

    Beyond sixty different reasons they are free text, which nobody can read as a table.
    """
    words = tuple(lost.rows[REASON].unique().sort())
    whole = Total(lost.of_company)
    if not words or len(words) > LARGEST_SPLIT:
        return Together((whole,))
    return Together((whole, Split(lost, words, REASON)))
