"""No two rows of an export may speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from reportgen.intake import tables
from reportgen.intake.check import check
from reportgen.intake.checks._blocks import repeated_blocks
from reportgen.intake.checks._shared import MOST, found, month_of, plain
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.intake.series import grain_differs
from reportgen.intake.table import ColumnType, Table
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem

# One customer can pay for two plans, in two currencies, and for services besides.
FURTHER_GRAIN = {"recurring_revenue": ("plan", "currency", "kind")}
ADVICE = (
    "Keep one of the two rows. When both are right, name the column that tells them apart "
    "under [inputs.{table}.columns], or add them up."
)
ORDER = "Delete nothing before date_format stands under [inputs.{table}]. "


@check(
    what="No two rows have the same key: customer and month, deal, account, function and month.",
    why="A row that stands twice is counted twice, and everything built on it is too high.",
)
def rows_are_unique(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Rows whose grain an earlier row has. The ledger is left out: it may repeat a voucher."""
    for name, kind in load_members(tables, Table).items():
        if not dataset.has(name) or name == "ledger":
            continue
        frame = dataset.kept(name)
        # A customer may have several subscriptions at a time.
        named = "subscription_id" in frame.columns or dataset.history_starts is not None
        who = ("subscription_id",) if name == "recurring_revenue" and named else ()
        wanted = dict.fromkeys((*who, *kind.grain, *FURTHER_GRAIN.get(name, ())))
        grain = [column for column in wanted if column in frame.columns]
        explained = "repeated_block" not in pack.checks
        if grain and set(who) <= set(grain):
            for row in _twice(frame, grain, _amount(kind, frame), explained):
                what, advice = _sentence(row, grain), ADVICE.format(table=name)
                if by := dataset.read_by.get(str(row[FILE_COLUMN])):
                    what = f"the dates of this file are read {by}; read so, {what}"
                    advice = ORDER.format(table=name) + advice
                yield found(
                    rows_are_unique,
                    row,
                    what,
                    advice,
                    column=grain[0],
                    value=row[grain[0]],
                )


def _amount(kind: Table, frame: pl.DataFrame) -> str | None:
    """The number that a row of this table is about."""
    numbers = (ColumnType.MONEY, ColumnType.NUMBER)
    names = [n for n, c in kind.columns.items() if c.required and c.type in numbers]
    return next((name for name in names if name in frame.columns), None)


def _twice(
    frame: pl.DataFrame, grain: list[str], amount: str | None, blocks_explained: bool
) -> list[dict[str, object]]:
    # On a clean file, which most are, this is all that is done.
    if grain_differs(frame, grain):
        return []
    key = frame.select(grain).hash_rows()
    if key.n_unique() == frame.height:
        return []
    twice = frame.filter(key.is_duplicated())
    number = pl.col(amount) if amount else pl.lit(None, pl.Decimal(38, 12))
    twice = (
        twice.select(*grain, FILE_COLUMN, LINE_COLUMN, amount=number)
        .sort(FILE_COLUMN, LINE_COLUMN)
        .with_columns(
            pl.first(FILE_COLUMN, LINE_COLUMN, "amount").over(grain).name.prefix("first_")
        )
        .filter(pl.struct(grain).is_first_distinct().not_())
        # A line of a wide file holds many months; it is one mistake.
        .unique([FILE_COLUMN, LINE_COLUMN], keep="first", maintain_order=True)
    )
    for block in repeated_blocks(frame) if blocks_explained else []:
        inside = pl.col(LINE_COLUMN).is_between(block.first, block.last)
        twice = twice.filter(~((pl.col(FILE_COLUMN) == block.file) & inside))
    return twice.head(MOST).to_dicts()


def _sentence(row: dict[str, object], grain: list[str]) -> str:
    key = ", ".join(
        f"{column} {_shown(column, row[column])}" for column in grain if row[column] is not None
    )
    place = f"line {row['first_' + LINE_COLUMN]}"
    if row["first_" + FILE_COLUMN] != row[FILE_COLUMN]:
        place += f" of {row['first_' + FILE_COLUMN]}"
    amounts = ""
    if row["amount"] != row["first_amount"]:
        amounts = f" with {plain(row['first_amount'])}, here with {plain(row['amount'])}"
    elif row["amount"] is not None:
        amounts = f", both with {plain(row['amount'])}"
    return f"the row repeats {key}, which stands on {place} already{amounts}"


def _shown(column: str, value: object) -> str:
    return month_of(value) if column == "month" and isinstance(value, date) else str(value)
