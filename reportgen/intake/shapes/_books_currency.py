"""Books in another currency than the report's are not added up as if they were in ours."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.cells import Cells
from reportgen.problem import Problem


def other_currency(rows: pl.DataFrame, cells: Cells) -> Iterator[Problem]:
    """A problem for each currency in which these amounts are kept and the report is not."""
    if "currency" not in rows.columns or not cells.currency:
        return
    for currency in rows["currency"].drop_nulls().unique().sort():
        if currency != cells.currency:
            yield cells.raw.problem(
                f"the books are kept in {currency}, and the report is in {cells.currency}",
                "Report in the currency of the books, or convert them and give them as CSV.",
                value=currency,
            )
