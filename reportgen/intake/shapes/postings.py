"""Debit and credit in two columns: one signed amount, revenue and costs both positive."""

from __future__ import annotations

import polars as pl

from reportgen.intake.amount import AMOUNT
from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.shape import Finished, Shape
from reportgen.pack_input import Input
from reportgen.period import Period

REVENUE = ("revenue_recurring", "revenue_other")


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """Credit less debit for revenue, debit less credit for everything else."""
    if {"debit", "credit", "category"} - set(frame.columns):
        return frame, []
    blank = frame.filter(pl.col("debit").is_null() & pl.col("credit").is_null())
    problems = [
        cells.raw.problem(
            "the posting has neither debit nor credit",
            "Fill one in; when this row is a total or a heading, name it under drop_rows or "
            "leave_out of {section}.",
            line=line,
            column=cells.headers.get("debit", "debit"),
        )
        for line in blank[LINE_COLUMN]
    ]
    net = pl.col("debit").fill_null(0) - pl.col("credit").fill_null(0)
    signed = pl.when(pl.col("category").is_in(REVENUE)).then(-net).otherwise(net)
    rows = frame.with_columns(amount=signed.cast(AMOUNT)).drop("debit", "credit")
    leading = ["month", "line", "amount"]
    return rows.select(*leading, pl.exclude(*leading)), problems


postings = Shape(
    "postings",
    fits=lambda cells, table: table.becomes == "ledger" and "debit" in table.columns,
    columns="postings",
    finish=_finish,
)
