"""The voucher that closes a year moves the result to equity; it is no revenue and no cost."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from reportgen.intake.account_mapping import Categories
from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.problem import Problem

EQUITY = "20"


def without_closing(
    rows: pl.DataFrame, mapping: Categories, cells: Cells
) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows without what closing vouchers book on revenue and costs.

    Most programs book the result of the year in one sum, against equity: that account is none of
    the ledger's, and nothing else is closed. Some empty every account of revenue and cost, which
    would leave a year of nothing: those lines go. A voucher that is neither is a problem.
    """
    closing = {
        account
        for account in rows["account"].unique()
        if (told := mapping.told_by_number(account)) and told.closing
    }
    dated = rows.filter(pl.col("account").is_in(closing) & pl.col("voucher").is_not_null())
    gone, problems = [], []
    for name in dated["voucher"].unique(maintain_order=True):
        own = rows.filter(pl.col("voucher") == name)
        closes = _total(own.filter(pl.col("account").is_in(closing)))
        results = own.filter(~pl.col("account").is_in(closing) & ~_on_sheet(own, mapping))
        if results.is_empty() or closes == 0:
            continue
        if closes + _total(results) == 0:
            gone.append((name, results[LINE_COLUMN].to_list()))
        elif closes + _total(own.filter(pl.col("account").str.starts_with(EQUITY))) != 0:
            problems.append(_mixed(name, own, cells))
    lines = [line for _, own in gone for line in own]
    return rows.filter(~pl.col(LINE_COLUMN).is_in(lines)), problems


def _on_sheet(rows: pl.DataFrame, mapping: Categories) -> pl.Series:
    """Which rows are on accounts of the balance sheet."""
    known = {a: mapping.told_by_number(a) for a in rows["account"].unique()}
    sheet = [a for a, told in known.items() if told and told.category == "" and not told.closing]
    return rows["account"].is_in(sheet)


def _total(rows: pl.DataFrame) -> Decimal:
    return sum(rows["amount"].to_list(), Decimal(0))


def _mixed(name: str, rows: pl.DataFrame, cells: Cells) -> Problem:
    return cells.raw.problem(
        f"voucher {name} closes the year and books other costs too, so that what it closes "
        "cannot be told",
        "Book the closing as a voucher of its own and export again.",
        line=rows[LINE_COLUMN].min(),  # type: ignore[arg-type]
        column="voucher",
        value=name,
    )
