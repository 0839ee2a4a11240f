"""Deals: won, lost and open. Renewals are left out unless the pack counts them."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books, once
from reportgen.measure.cells import EXACT, SOURCE
from reportgen.measure.shape import Facts, Formula, Total, no_facts

ONE = pl.lit(1).cast(EXACT)
AMOUNT = pl.col("amount")


def closed(books: Books, *statuses: str) -> Facts:
    """Deals closed with one of these statuses, by closing month: each counts 1.

    Further columns to be taken as value: amount (a year's), cycle_days.
    """
    frame = books.deals
    if frame is None:
        none = pl.DataFrame(
            schema={"month": pl.Int32, "value": EXACT, "amount": EXACT, "cycle_days": pl.Int64}
        )
        return Facts(none, (), None, ("deals",))
    # The status is looked at before the dates: open deals often carry a closing date too.
    rows = frame.filter(
        pl.col("status").is_in(list(statuses)) & pl.col("close_month").is_not_null()
    )
    splits = books.deal_splits
    rows = rows.select("amount", "cycle_days", *splits, SOURCE, month="close_month", value=ONE)
    # A segment in which nothing was won has won 0: that is a figure, and often the one to look at.
    return Facts(rows, splits, books.covered("deals"), tables(books), known=groups(books))


@once
def groups(books: Books) -> pl.DataFrame:
    """Groups of all deals, whatever has become of them: split_by, split."""
    frame = books.deals
    rows = pl.DataFrame() if frame is None else frame
    return Facts(rows, books.deal_splits, books.covered("deals"), ("deals",)).groups


def tables(books: Books) -> tuple[str, ...]:
    """The tables behind figures of deals."""
    frame = books.dataset.tables.get("deals")
    names = frame.columns if frame is not None else []
    needed = {"customers": "customer_id", "exchange_rates": "currency"}
    more = [t for t, column in needed.items() if column in names and books.dataset.has(t)]
    return ("deals", *more)


@once
def won(books: Books) -> Facts:
    """Deals won."""
    return closed(books, "won")


@once
def lost(books: Books) -> Facts:
    """Deals lost."""
    return closed(books, "lost")


@once
def decided(books: Books) -> Facts:
    """Deals won or lost."""
    return closed(books, "won", "lost")


def amounts(facts: Facts) -> Facts:
    """The amounts of closed deals, of those that have one."""
    return facts.where(AMOUNT.is_not_null()).valued(AMOUNT)


def cycles(books: Books) -> Facts:
    """Days from creation to close of won deals; a deal closed before it was created has none."""
    days = pl.col("cycle_days")
    return won(books).where(days >= 0).valued(days)


@once
def open_spans(books: Books) -> pl.DataFrame | None:
    """Deals with the months over whose ends they are open: `begin`, and `end`, the first that is not.

    In the last month a deal without a date of creation counts too when its status is open.
    """
    frame = books.deals
    if frame is None:
        return None
    last = books.period.last
    still = pl.col("status") == "open"
    begin = pl.when(still).then(pl.col("created_month").fill_null(last)).otherwise("created_month")
    closing = pl.when(pl.col("close_month") > last).then(last + 1).otherwise("close_month")
    end = pl.when(still).then(last + 1).otherwise(closing)
    spans = frame.with_columns(begin=begin.cast(pl.Int32), end=end.cast(pl.Int32))
    return spans.filter(pl.col("begin") < pl.col("end"))


@once
def open_at_month_end(books: Books) -> Facts:
    """Deals open at the end of each month: created by then and not closed yet."""
    spans = open_spans(books)
    if spans is None:
        return no_facts("deals")
    splits = books.deal_splits
    rows = spans.select(
        *splits, SOURCE, month=pl.int_ranges("begin", "end", dtype=pl.Int32), value=ONE
    ).explode("month")
    return Facts(rows, splits, books.covered("deals"), tables(books), known=groups(books))


def win_rate_by_value(books: Books, back: int = 0, which: pl.Expr | None = None) -> Formula:
    """Won over decided amounts; not meaningful where lost deals were left without an amount.

    back   not 0: of so many months that end with the window
    which  a condition on the rows of closed deals: only these count
    """
    won_value, lost_value = pl.col("won"), pl.col("lost")
    worth = won_value + lost_value
    gained, missed = won(books), lost(books)
    if which is not None:
        gained, missed = gained.where(which), missed.where(which)
    return Formula(
        {
            "won": Total(amounts(gained), back=back),
            "lost": Total(amounts(missed), back=back),
            "lost_deals": Total(missed, back=back),
        },
        value=won_value / worth,
        numerator=won_value,
        denominator=worth,
        n=pl.col("won.n") + pl.col("lost.n"),
        reasons=(
            # Some systems empty the amount of a lost deal: 100 % would then be a wrong figure.
            ((pl.col("lost_deals") > 0) & (lost_value == 0), "not_meaningful"),
            (worth == 0, "div_zero"),
            (worth < 0, "not_meaningful"),
        ),
    )


def renewals_in_words(books: Books) -> str:
    """Whether renewals count, as it is printed beside the figures."""
    return "with renewals" if books.pack.definitions.renewals_in_sales else "without renewals"
