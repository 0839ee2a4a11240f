"""Opening balances and movements of bank accounts: what stood on them at the end of each month."""

from __future__ import annotations

import polars as pl

from reportgen.intake.account_chart import chart_called, load_charts
from reportgen.intake.account_mapping import Told
from reportgen.intake.amount import AMOUNT
from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.shape import Finished, Shape
from reportgen.intake.shapes._books_currency import other_currency
from reportgen.pack_input import Input
from reportgen.period import Period
from reportgen.problem import Problem

OPENING, CASH = "IB", "cash"


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """Cash of every month from the first of the fiscal year to the last in which anything is booked."""
    if {"month", "account", "amount", "sie_record"} - set(frame.columns):
        return frame, []
    # What pack.toml says of an account is not to stand in its place.
    rows = frame.with_columns(cells.frame["account"])
    told, problems = Told(options.values.get("account", {})), []
    chart = chart_called(_first(cells, "chart"), load_charts())
    ours = []
    for account in rows["account"].unique().sort():
        said = told.says(account, "")
        number = chart.tells(account) if chart else None
        if said == CASH or (
            said is None and not options.values.get("account") and number and number.cash
        ):
            ours.append(account)
    advice = 'Write accounts like "1910-1989" = "cash" under {values.account}.'
    for key, what in told.problems.items():
        problems.append(cells.raw.problem(what, advice, value=key))
    for key, meant in options.values.get("account", {}).items():
        if meant not in (CASH, ""):
            what = f"account {key!r} is to be {meant!r}, which is not cash"
            problems.append(cells.raw.problem(what, advice, value=key))
    problems += other_currency(rows, cells)
    own = rows.filter(pl.col("account").is_in(ours))
    problems += _no_start(own, cells, ours)
    if problems:
        return frame, problems
    spans = rows.select(
        first=pl.col("month").filter(pl.col("sie_record") == OPENING).min(),
        last=pl.col("month").max(),
    )
    months = spans.select(month=pl.date_ranges("first", "last", "1mo").explode())
    moved = own.group_by("month").agg(pl.col("amount").sum(), pl.col(LINE_COLUMN).max())
    lines = months.join(moved, on="month", how="left", maintain_order="left")
    return (
        lines.select(
            "month",
            cash_end=pl.col("amount").fill_null(0).cum_sum().cast(AMOUNT),
            **{LINE_COLUMN: pl.col(LINE_COLUMN).forward_fill()},
        ),
        [],
    )


def _first(cells: Cells, name: str) -> str:
    if name not in cells.frame.columns:
        return ""
    filled = cells.frame[name].drop_nulls()
    return str(filled[0]) if len(filled) else ""


def _no_start(own: pl.DataFrame, cells: Cells, ours: list[str]) -> list[Problem]:
    """A balance needs a beginning; movements alone say nothing about what is in the bank."""
    if own.is_empty():
        what = "no account of the books is known to be cash"
        advice = 'Say which: "1930" = "cash" under {values.account}.'
        return [cells.raw.problem(what, advice)]
    if own.filter(pl.col("sie_record") == OPENING).is_empty():
        what = f"the file states no opening balance (#IB) of {', '.join(ours)}"
        advice = "Export SIE with balances, or give cash by month as CSV."
        return [cells.raw.problem(what, advice)]
    return []


bank_accounts = Shape(
    "bank_accounts",
    fits=lambda cells, table: table.becomes == "cash",
    columns="bank_accounts",
    finish=_finish,
)
