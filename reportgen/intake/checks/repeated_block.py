"""An export pasted twice: a whole block of lines that stands there again."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake import tables
from reportgen.intake.check import check
from reportgen.intake.checks._blocks import (
    SHORTEST,
    SHORTEST_WITHOUT_GRAIN,
    Block,
    repeated_blocks,
)
from reportgen.intake.checks._shared import (
    by_place,
    found,
    month_number_of,
    month_of,
    months_in_words,
    plain,
)
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.intake.series import grain_differs
from reportgen.intake.table import Table
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem

# Only what may be added up over rows: a sum of exchange rates says nothing.
SUMMED = {
    "recurring_revenue": "mrr",
    "ledger": "amount",
    "deals": "amount_arr",
    "headcount": "fte",
    "sales_activity": "count",
}
ADVICE = (
    "Delete what stands there again. If it is real, keep a column in the file that tells the rows "
    "apart, such as a voucher number."
)


@check(
    what="No block of rows stands in an export twice, and no month of the ledger does.",
    why="A month that was pasted twice doubles its revenue and its costs, and nothing looks odd.",
)
def repeated_block(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Three or more lines in a row that repeat earlier ones; months with every row repeated."""
    kinds = load_members(tables, Table)
    for name in sorted(filter(dataset.has, dataset.tables)):
        frame, amount = dataset.kept(name), SUMMED.get(name, "")
        named = name in kinds and bool(kinds[name].grain)
        # Where no two rows speak of the same thing, no two lines can be the same.
        differ = named and grain_differs(frame, kinds[name].grain)
        blocks = (
            [] if differ else repeated_blocks(frame, SHORTEST if named else SHORTEST_WITHOUT_GRAIN)
        )
        yield from by_place(_of_block(frame, block, amount) for block in blocks)
        if name == "ledger":
            yield from by_place(_whole_months(frame, blocks))


def _of_block(frame: pl.DataFrame, block: Block, amount: str) -> Problem:
    where = f"lines {block.original_first} to {block.original_last}"
    where += f" of {block.original_file}" if block.original_file != block.file else ""
    times = f" {block.times} times over" if block.times > 1 else ""
    effect = ""
    if {"month", amount} <= set(frame.columns):
        again = frame.select(inside(block))[FILE_COLUMN]
        months = frame.filter(again)["month"].unique()
        touched = pl.col("month").is_in(months.implode())
        before = frame.filter(touched)[amount].sum()
        after = frame.filter(touched & ~again)[amount].sum()
        numbers = months.to_frame().select(month_number_of())["month"]
        effect = f"; with them the sum of {amount} in {months_in_words(numbers)} is "
        effect += f"{plain(before)}, without them {plain(after)}"
    return found(
        repeated_block,
        {FILE_COLUMN: block.file, LINE_COLUMN: block.first},
        f"lines {block.first} to {block.last} repeat {where} word for word{times}{effect}",
        ADVICE,
        value=f"{block.lines} lines",
    )


def inside(block: Block) -> pl.Expr:
    """Rows that stand on the repeated lines of a block."""
    lines = pl.col(LINE_COLUMN).is_between(block.first, block.last)
    return (pl.col(FILE_COLUMN) == block.file) & lines


def _whole_months(frame: pl.DataFrame, known: list[Block]) -> Iterator[Problem]:
    """Months of the ledger whose every row stands there more than once, in whatever order."""
    for block in known:
        frame = frame.filter(~inside(block))
    content = frame.drop(FILE_COLUMN, LINE_COLUMN).hash_rows()
    months = (
        frame.with_columns(again=~content.is_first_distinct(), alone=content.is_unique())
        .sort(FILE_COLUMN, LINE_COLUMN)
        .group_by("month", maintain_order=True)
        .agg(
            pl.first(FILE_COLUMN),
            pl.col(LINE_COLUMN).filter("again").first(),
            pl.col("alone").any(),
            rows=pl.len(),
            before=pl.col("amount").sum(),
            after=pl.col("amount").filter(pl.col("again").not_()).sum(),
        )
        .filter(pl.col("alone").not_())
    )
    for row in months.to_dicts():
        yield found(
            repeated_block,
            row,
            f"every row of {month_of(row['month'])} stands in the ledger more than once; with all "
            f"of them the sum of amount is {plain(row['before'])}, with one of each "
            f"{plain(row['after'])}",
            ADVICE,
            column="month",
            value=month_of(row["month"]),
        )
