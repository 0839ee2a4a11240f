"""Places: the lines of the exports that facts were made of, row by row."""

from __future__ import annotations

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN
from reportgen.measure.books import Books
from reportgen.measure.calendar import month_column
from reportgen.measure.customer_columns import with_parents

# Tables with a row a customer and month; whatever is summed from them is found again by those.
MONTHLY = ("recurring_revenue", "product_usage")
ENDS = ("opening", "closing")
SCHEMA = {
    "row": pl.UInt32,
    "table": pl.String,
    FILE_COLUMN: pl.String,
    LINE_COLUMN: pl.UInt32,
    "at": pl.Int32,
}


def places(
    rows: pl.DataFrame, tables: tuple[str, ...], books: Books, first: int, last: int
) -> pl.DataFrame:
    """Where each row of some facts stands, one line of an export a row of the answer.

    tables       of the facts, the one that they count first
    first, last  the months of the facts' window
    Columns: row (its number among `rows`), table, source_file, source_line, at (month number, null
    where the line says so itself). Rows of which nothing is known have no place.
    """
    numbered = rows.with_row_index("row")
    if LINE_COLUMN in rows.columns:
        of_file = {f.path: f.table for f in reversed(books.dataset.files) if f.table in tables}
        table = pl.col(FILE_COLUMN).replace_strict(of_file, default=tables[0])
        return numbered.select(
            "row", table.alias("table"), FILE_COLUMN, LINE_COLUMN, at=pl.lit(None, pl.Int32)
        ).drop_nulls(LINE_COLUMN)
    if "customer" not in rows.columns:
        return pl.DataFrame(schema=SCHEMA)
    found = [
        _in_table(numbered, name, books, _months(numbered, first, last))
        for name in MONTHLY
        if name in tables and books.dataset.has(name)
    ]
    if not found:
        return pl.DataFrame(schema=SCHEMA)
    return pl.concat(found).sort("row", "table", "at", FILE_COLUMN, LINE_COLUMN)


def _months(rows: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    """Which months of a customer a row was made of: row, at."""
    names = set(rows.columns)
    month = pl.col("month") if "month" in names else None
    at: pl.Expr
    if "paid_in" in names:
        at = pl.concat_list("paid_in")
    elif month is not None and names & {"movement", "axis"}:
        at = pl.concat_list(month - 1, month)
    elif month is not None:
        at = pl.concat_list(month)
    elif names & {*ENDS, "movement", "did"}:
        at = pl.concat_list(pl.lit(first - 1), pl.lit(last))
    else:
        at = pl.int_ranges(pl.lit(first), pl.lit(last + 1))
    return rows.select("row", at=at).explode("at").with_columns(pl.col("at").cast(pl.Int32))


def _in_table(rows: pl.DataFrame, table: str, books: Books, months: pl.DataFrame) -> pl.DataFrame:
    frame = books.dataset.tables[table]
    if "kind" in frame.columns:
        frame = frame.filter(pl.col("kind").fill_null("recurring") == "recurring")
    lines = with_parents(books, frame.with_columns(at=month_column())).with_columns(
        table=pl.lit(table)
    )
    keys = [
        name
        for name in ("customer", "product_line", "currency")
        if name in rows.columns and name in lines.columns
    ]
    if "currency" in keys:
        lines = lines.with_columns(pl.col("currency").fill_null(books.pack.company.currency))
    wanted = rows.select("row", *keys).join(months, on="row")
    joined = wanted.join(
        lines.select(*keys, "at", "table", FILE_COLUMN, LINE_COLUMN),
        on=[*keys, "at"],
        nulls_equal=True,
    )
    return joined.select(list(SCHEMA))
