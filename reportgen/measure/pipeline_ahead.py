"""What the open deals promise: the next quarter's coverage, qualified pipeline, deals grown old."""

from __future__ import annotations

import polars as pl

from reportgen.measure import deals
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import month_column
from reportgen.measure.cells import SOURCE
from reportgen.measure.plan import NEW_REVENUE, VERSION, plan_within, planned_in
from reportgen.measure.shape import Facts, Formula, Shape, Take, Total, no_facts

AHEAD = 3
NO_MONTH = pl.lit(None, pl.Int32)
TYPE = "type"
NEW = "new"


def at_the_end(books: Books, rows: pl.DataFrame, *tables: str) -> Facts:
    """Rows that are known as of the last month of the report period, and of no other."""
    last = books.period.last
    return Facts(rows.with_columns(month=pl.lit(last, pl.Int32)), (), (last, last), tables)


def _amounts_ahead(books: Books, status: str, column: str, qualified: bool) -> Facts:
    """Amounts of deals of a status whose date lies in the three months after the report period."""
    frame = books.deals
    if frame is None or column not in frame.columns:
        return no_facts("deals")
    last = books.period.last
    rows = frame.filter(
        (pl.col("status") == status)
        & month_column(column).is_between(last + 1, last + AHEAD)
        & deals.AMOUNT.is_not_null()
        & counted(books)
    )
    if qualified and qualifies(books):
        rows = rows.filter(pl.col("sql_date").is_not_null())
    return at_the_end(books, rows.select(SOURCE, value=deals.AMOUNT), *deals.tables(books))


def qualifies(books: Books) -> bool:
    """Whether the export says when deals were qualified."""
    frame = books.deals
    return (
        frame is not None
        and "sql_date" in frame.columns
        and frame["sql_date"].null_count() < frame.height
    )


def tells_type(books: Books) -> bool:
    """Whether the export says which deals are with new customers."""
    return TYPE in books.deal_splits


def counted(books: Books) -> pl.Expr:
    """Deals with new customers, of whom alone the plan's new revenue speaks; all if no type is told.

    Why: a deal with an old customer covers nothing of a plan for new ones. A deal without a type
    is not taken for one with a new customer, when others have one.
    """
    return pl.col(TYPE) == NEW if tells_type(books) else pl.lit(True)


def counted_in_words(books: Books) -> str:
    """Which deals coverage counts, as it is printed beside the figure."""
    if tells_type(books):
        which = "qualified deals" if qualifies(books) else "deals of any stage"
        return f"deals with new customers, as in the plan; {which}"
    which = "qualified deals" if qualifies(books) else "all open deals"
    told = deals.renewals_in_words(books)
    return f"{told}; deals with existing customers too, since no type is told; {which}"


@once
def pipeline_ahead(books: Books) -> Total:
    """Open, qualified deals expected to close in the three months after the report period."""
    return Total(_amounts_ahead(books, "open", "expected_close", True), Take.LAST)


@once
def won_ahead(books: Books) -> Total:
    """What is won in those three months already, when the export is younger than the period."""
    return Total(_amounts_ahead(books, "won", "close_date", False), Take.LAST)


@once
def target_ahead(books: Books) -> Total:
    """New annual recurring revenue that the budget wants of those three months."""
    last = books.period.last
    window = pl.DataFrame(
        {"period": ["ahead"], "first": [last + 1], "last": [last + AHEAD]},
        schema={"period": pl.String, "first": pl.Int32, "last": pl.Int32},
    )
    named = pl.col("key").str.strip_chars().str.to_lowercase().str.replace_all(" ", "_")
    rows = plan_within(books, window).filter(
        (pl.col("version") == VERSION) & named.is_in(list(NEW_REVENUE))
    )
    # A plan that has both spellings means the same by them.
    planned = planned_in(rows.sort("key").head(1), "sum").drop_nulls("planned_exact")
    if planned.is_empty():
        return Total(no_facts("plan"), Take.LAST)
    return Total(at_the_end(books, planned.select(value="planned_exact"), "plan"), Take.LAST)


@once
def remaining_target(books: Books) -> Formula:
    """The target of those three months less what is won in them already."""
    left = pl.col("target.exact") - pl.col("won.exact")
    return Formula(
        {"target": target_ahead(books), "won": won_ahead(books)},
        value=left.cast(pl.Float64),
        exact=left,
    )


@once
def win_rate_of_quarter(books: Books) -> Shape:
    """Win rate by value, of the deals that coverage counts, of the three months to the window's end."""
    return deals.win_rate_by_value(books, back=AHEAD, which=counted(books))


@once
def pipeline_created(books: Books) -> Facts:
    """Amounts of deals by the month in which they were qualified, or created where that is unknown."""
    frame = books.deals
    if frame is None:
        return no_facts("deals")
    month = month_column("sql_date") if qualifies(books) else pl.col("created_month")
    splits = books.deal_splits
    rows = frame.select(*splits, SOURCE, month=month, value=deals.AMOUNT).drop_nulls(
        ["month", "value"]
    )
    rows = rows.filter(pl.col("month") <= books.period.last)
    return Facts(rows, splits, books.covered("deals"), deals.tables(books))


def begin_in_words(books: Books) -> str:
    """Which date makes a deal pipeline, as it is printed beside the figures."""
    date = "qualification" if qualifies(books) else "creation"
    return f"{deals.renewals_in_words(books)}; by date of {date}"


@once
def open_with_age(books: Books) -> Facts:
    """Open deals at each month's end with `old`: whether older than the usual cycle by then.

    The usual cycle is the median of deals won in the twelve months to that month, or since the
    export begins: in a group its own, from the pack's small_n deals on, else the company's. Deals of
    unknown age, and months with nothing to compare with, are left out.
    """
    spans = deals.open_spans(books)
    if spans is None:
        none = no_facts("deals")
        return Facts(none.rows.with_columns(old=pl.lit(False)), (), None, none.tables)
    splits = books.deal_splits
    won = deals.cycles(books).rows.select(
        *splits, "cycle_days", month=pl.int_ranges("month", pl.col("month") + 12, dtype=pl.Int32)
    )
    won = won.explode("month")
    of_company = won.group_by("month").agg(company=pl.col("cycle_days").median())
    month = pl.col("month")
    end = pl.date(month // 12, month % 12 + 1, 1).dt.month_end()
    open_ = (
        spans.filter(pl.col("created_date").is_not_null())
        .select(
            *splits, SOURCE, "created_date", month=pl.int_ranges("begin", "end", dtype=pl.Int32)
        )
        .explode("month")
        .join(of_company, on="month")
        .with_columns(value=deals.ONE, age=(end - pl.col("created_date")).dt.total_days())
        .drop("created_date")
    )
    covered, tables = books.covered("deals"), deals.tables(books)
    finer: Facts | None = None
    for split in splits:
        rows = open_.join(_own_cycle(books, won, split), on=["month", split], how="left")
        usual = pl.coalesce("own", "company")
        rows = rows.with_columns(old=pl.col("age") > usual).drop("own")
        finer = Facts(rows, (split,), covered, tables, finer)
    return Facts(
        open_.with_columns(old=pl.col("age") > pl.col("company")), (), covered, tables, finer
    )


def _own_cycle(books: Books, won: pl.DataFrame, split: str) -> pl.DataFrame:
    """By month and group the median cycle of its own deals won, where there are enough of them."""
    enough = pl.len() >= books.pack.definitions.small_n
    own = won.drop_nulls(split).group_by("month", split)
    return own.agg(own=pl.when(enough).then(pl.col("cycle_days").median()))


def cycle_words(books: Books) -> str:
    """Whose cycle a group is held against, as it is printed beside the figures."""
    least = books.pack.definitions.small_n
    return f"{deals.renewals_in_words(books)}; a group's own cycle from {least} deals won on"
