"""Ratios of movements: retention read off a bridge, and gains over losses."""

from __future__ import annotations

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.shape import Formula, Ratio


def kept_by_flow(books: Books, *movements: str) -> Ratio:
    """(Opening revenue + some movements of the window) / opening revenue.

    Movements of customers won inside the window are among them: that is what sets these forms
    apart from the cohort's own figure, and why one may fall below zero, where it says nothing.
    """
    opening, moved = pl.col("opening"), pl.col("moved")
    left = Formula(
        {
            "opening": retention.opening_revenue(books),
            "moved": retention.moved_revenue(books, *movements),
        },
        value=opening + moved,
        n=pl.col("opening.n"),
    )
    return Ratio(of=left, per=retention.opening_revenue(books), when_of_negative="not_meaningful")


def gains_over_losses(books: Books, *gains: str) -> Ratio:
    """Some gains of the window over its churn and contraction; `infinite` without losses."""
    return Ratio(
        of=retention.moved_revenue(books, *gains),
        per=retention.lost_revenue(books),
        when_zero="infinite",
        when_of_negative="not_meaningful",
    )
