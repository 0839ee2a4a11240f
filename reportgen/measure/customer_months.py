"""The customer x month ledger on which all recurring-revenue metrics stand, computed once.

Columns of a line: customer, product_line, currency, month (number), local, rate, mrr (= local x rate, in
reporting currency), seats (null where unknown), and the splits of customer and line.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reportgen.intake.codes import is_coded
from reportgen.intake.series import all_differ, key_of
from reportgen.measure.cells import EXACT

MOVEMENTS = ("new", "reactivation", "expansion", "contraction", "churn", "fx")
LINE = ["customer", "product_line", "currency"]
CUSTOMER_MONTH = ["customer", "month"]
AMOUNTS = ("local", "seats", "mrr")
LONGEST_WINDOW = 12
ONE = pl.lit(1).cast(EXACT)
ZERO = pl.lit(0).cast(EXACT)


@dataclass(frozen=True)
class Rates:
    """Exchange rates: `frame` has currency, month, rate; the reporting currency needs none."""

    frame: pl.DataFrame
    currency: str

    def join(self, rows: pl.DataFrame, name: str = "rate") -> pl.DataFrame:
        """Add the rate of each row's month; a month without one has the last known before it."""
        if self.frame.is_empty():
            return rows.with_columns(ONE.alias(name))
        rates = self.frame.select("currency", "month", pl.col("rate").alias(name)).sort("month")
        wanted = (
            rows.select("currency", "month")
            .unique()
            .sort("month")
            .join_asof(rates, on="month", by="currency", check_sortedness=False)
            .with_columns(
                pl.when(pl.col("currency") == self.currency)
                .then(ONE)
                .otherwise(pl.col(name))
                .alias(name)
            )
        )
        return rows.join(wanted, on=["currency", "month"], how="left", nulls_equal=True)


def _numbered(lines: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The lines with a number in `line`, and what each number stands for: numbers join faster."""
    # A pack without product lines has a blank one, which must meet itself.
    keys = lines.select(LINE).unique().with_row_index("line")
    return lines.join(keys, on=LINE, nulls_equal=True), keys


def movements(
    lines: pl.DataFrame,
    rates: Rates,
    first_paid: pl.DataFrame,
    months: tuple[int, int] | None = None,
) -> pl.DataFrame:
    """Month-to-month movement of each line, at the later month's rate, with FX in rows of its own.

    The class is the customer's (netted over its lines and currencies), the amounts are the line's, so
    that a bridge closes for the company, for each group of customers and for each product line.

    lines, first_paid  the customer of both as text, or of both in the same codes
    months             numbers of the first and the last month wanted; all when None
    Columns: customer, product_line, currency, month, movement, value, opening and closing local
    amounts, seats at both ends, leads (True on one row per customer, month and movement). In order of
    customers (of codes, where they have them), months and movements.
    """
    both = rates.join(_neighbours(lines, months))
    # Where nothing is converted, decimals need not be multiplied row by row.
    rated = pl.col("local_before") * (1 if rates.frame.is_empty() else pl.col("rate"))
    both = both.with_columns(opening=rated)
    both = both.with_columns(
        delta=pl.col("mrr_after") - pl.col("opening"), fx=pl.col("opening") - pl.col("mrr_before")
    )
    delta, fx = pl.col("delta"), pl.col("fx")
    key = key_of(both, CUSTOMER_MONTH)
    both = both.with_columns(key=_ranks(both) if key is None else key)
    moving = both.select(moves=(delta != 0) | (fx != 0)).to_series()
    if not moving.all():
        both = both.filter(pl.col("key").is_in(both["key"].filter(moving).unique().implode()))
    # Mostly a customer has one line, and what is said of the line is said of the customer.
    one_line_each = all_differ(both["key"])
    customers = both.select(
        "key", *CUSTOMER_MONTH, "opening", "mrr_after", "mrr_before", swaps=delta != 0
    )
    if not one_line_each:
        customers = customers.group_by("key", *CUSTOMER_MONTH).agg(
            pl.col("opening", "mrr_after", "mrr_before").sum(), pl.col("swaps").any()
        )
    customers = customers.with_columns(begins=_begins(customers, first_paid)).select(
        "key", movement=_movement(), nets=pl.col("opening") != pl.col("mrr_after")
    )
    classed = (
        both.hstack(customers.drop("key")) if one_line_each else both.join(customers, on="key")
    )
    # A line that costs the same for more seats has moved on both axes of its customer's expansion;
    # of a line in two currencies both belong to it, also where only one has moved.
    changed = (delta != 0) | pl.col("seats_before").ne_missing(pl.col("seats_after"))
    changed = changed if one_line_each else changed.any().over("key", "product_line")
    moved = where(classed, pl.col("movement").is_not_null() & changed)
    converted = classed.filter(fx != 0).with_columns(value=fx, movement=pl.lit("fx"))
    together = [*CUSTOMER_MONTH, "movement"]
    result = _arranged(pl.concat([moved.with_columns(value=delta), converted]), together)
    begins = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in together)
    counts = pl.col("nets") | (pl.col("movement") == "fx")
    return result.with_columns(leads=begins & counts).drop("delta", "fx", "rate", "nets", "key")


def where(rows: pl.DataFrame, condition: pl.Expr) -> pl.DataFrame:
    """The rows that meet a condition; not copied when all do."""
    kept = rows.select(kept=condition.fill_null(False)).to_series()
    return rows if kept.all() else rows.filter(kept)


def _ranks(rows: pl.DataFrame) -> pl.Series:
    return rows.select(pl.struct(CUSTOMER_MONTH).rank("dense")).to_series()


def _begins(customers: pl.DataFrame, first_paid: pl.DataFrame) -> pl.Series:
    """Whether a customer pays for the first time; only of those who did not pay is it asked."""
    asked = customers.with_row_index("row").filter(pl.col("opening") == 0)
    on = first_paid.select("customer", month="first_paid")
    begun = asked.join(on, on=CUSTOMER_MONTH, how="semi")["row"]
    return pl.repeat(False, customers.height, dtype=pl.Boolean, eager=True).scatter(begun, True)


def _arranged(moved: pl.DataFrame, together: list[str]) -> pl.DataFrame:
    """Movements by customer, month, movement and line; by a number where there are many."""
    if not is_coded(moved["customer"]):
        return moved.sort(*together, "product_line", "currency")
    if all_differ(moved["key"]):
        return moved if moved["key"].is_sorted() else moved.sort("key")
    return moved.sort("key", "movement", "product_line", "currency")


def _neighbours(lines: pl.DataFrame, months: tuple[int, int] | None) -> pl.DataFrame:
    """Each line beside its own month before, wherever its customer may have moved.

    A line that stands as it stood is left out, unless another line of its customer does not. Sorted,
    a line's month before is the row above: comparing rows is many times cheaper than joining them.
    Columns: those of a line, month, local, mrr and seats `_before` and `_after`.
    """
    lines, series, at = _in_order(lines)
    month, local, mrr = lines["month"], lines["local"], lines["mrr"]
    above = (at == at.shift() + 1).fill_null(False)
    if "stands" in lines.columns:
        above |= lines["stands"]
    moves = ~(above & (local == local.shift()) & (mrr == mrr.shift())).fill_null(False)
    leaves = ~above.shift(-1, fill_value=False)
    if months is not None:
        moves &= month.is_between(*months)
        leaves &= (month + 1).is_between(*months)
    rows, last_rows = moves.arg_true(), leaves.arg_true()
    if lines["customer"].n_unique() < (series != series.shift()).fill_null(True).sum():
        places = lines.select("customer", "month").with_row_index("row")
        left = places[last_rows].select("customer", pl.col("month") + 1)
        moving = pl.concat([places[rows].drop("row"), left])
        rows = places.join(moving, on=["customer", "month"], how="semi")["row"]
    gone = pl.concat(
        [pl.repeat(value, len(of), eager=True) for value, of in ((False, rows), (True, last_rows))]
    )
    rows = pl.concat([rows, last_rows])
    order = (at.gather(rows) + gone.cast(pl.UInt64)).arg_sort()
    rows, gone = rows.gather(order), gone.gather(order)
    now = lines[rows]
    earlier = lines.select(AMOUNTS)[(rows.cast(pl.Int64) - ~gone).clip(0)]
    paid = gone | above.gather(rows)
    return now.select(
        *LINE,
        pl.col("month") + gone,
        *[
            pl.when(there).then(amounts[name]).otherwise(_nothing(lines, name)).alias(name + when)
            for there, amounts, when in ((paid, earlier, "_before"), (~gone, now, "_after"))
            for name in AMOUNTS
        ],
    )


def _in_order(lines: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series, pl.Series]:
    """Lines by series and month; the number of each one's series, and its place.

    The place of a line's next month is one more, that of another line's months is far away.
    """
    series = key_of(lines, LINE)
    if series is None:
        lines, _ = _numbered(lines)
        series = lines["line"]
    if series.dtype != pl.UInt32:
        # Room for the months beside it.
        series = series.rank("dense")
    first, last = lines.select(first=pl.col("month").min(), last=pl.col("month").max()).row(0)
    span = (last or 0) - (first or 0) + 2
    at = pl.lit(series.cast(pl.UInt64)) * span + (pl.lit(lines["month"]) - first).cast(pl.UInt64)
    places = pl.select(at).to_series()
    if places.is_sorted():
        return lines, series, places
    order = places.arg_sort()
    return lines[order], series.gather(order), places.gather(order)


def _nothing(lines: pl.DataFrame, name: str) -> pl.Expr:
    """What stands for a month without the line: no money, and seats that nobody knows."""
    return pl.lit(None if name == "seats" else 0, lines.schema[name])


def _movement() -> pl.Expr:
    opening, closing = pl.col("opening"), pl.col("mrr_after")
    return (
        pl.when((opening == 0) & (closing > 0) & pl.col("begins"))
        .then(pl.lit("new"))
        .when((opening == 0) & (closing > 0))
        .then(pl.lit("reactivation"))
        .when((opening > 0) & (closing == 0))
        .then(pl.lit("churn"))
        .when(closing > opening)
        .then(pl.lit("expansion"))
        .when(closing < opening)
        .then(pl.lit("contraction"))
        # Another product line at the same price: nothing for the company, something for each line.
        .when(pl.col("swaps"))
        .then(pl.lit("expansion"))
    )


PARTS = {
    "seats": "users",
    "price": "functionality",
    "cross_sell": "functionality",
    "product_drop": "functionality",
    "unallocated": "unallocated",
}
AXES = ("users", "functionality", "unallocated")


def change_by_part(moved: pl.DataFrame) -> pl.DataFrame:
    """Movements of lines by what they consist of: more users at the old price, and the rest.

    seats is the change of seats at the old price of a seat, price what is left; cross_sell is a line
    that starts at a customer, product_drop one that stops; a line whose seats are unknown or 0 at
    either end is unallocated.

    Columns: customer, product_line, month, axis, part, value. Parts of nothing are left out.
    """
    opening, closing = pl.col("opening"), pl.col("mrr_after")
    before, after = pl.col("seats_before"), pl.col("seats_after")
    # A line that pays in two currencies is one line: its price of a seat is that of both together.
    lines = moved.group_by("customer", "product_line", "month").agg(
        opening.sum(),
        closing.sum(),
        pl.col("value").sum(),
        *[
            pl.when((seats.is_null() & (amount > 0)).any())
            .then(None)
            .otherwise(seats.sum())
            .alias(name)
            for seats, amount, name in (
                (before, opening, "seats_before"),
                (after, closing, "seats_after"),
            )
        ],
    )
    value = pl.col("value")
    both = (opening > 0) & (closing > 0)
    known = both & (before > 0).fill_null(False) & (after > 0).fill_null(False)
    by_seats = pl.when(known).then(opening * (after - before) / before).otherwise(0)
    parts = lines.with_columns(seats=by_seats).with_columns(
        price=pl.when(known).then(value - pl.col("seats")),
        cross_sell=pl.when(opening == 0).then(value),
        product_drop=pl.when(closing == 0).then(value),
        unallocated=pl.when(both & ~known).then(value),
    )
    long = (
        parts.drop("value")
        .unpivot(list(PARTS), index=["customer", "product_line", "month"], variable_name="part")
        .filter((pl.col("value") != 0).fill_null(False))
    )
    return long.with_columns(axis=pl.col("part").replace_strict(PARTS, return_dtype=pl.String))


def rows_of_new(
    revenue: pl.DataFrame, first_paid: pl.DataFrame, windows: pl.DataFrame
) -> pl.DataFrame:
    """Rows of revenue once for each window that holds both their month and the first payment.

    windows  period, first, last
    """
    young = revenue.join(first_paid.select("customer", "first_paid"), on="customer").filter(
        pl.col("month") - pl.col("first_paid") < LONGEST_WINDOW
    )
    months = windows.select(
        "period", "first", month=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32)
    ).explode("month")
    joined = young.join(months, on="month").filter(pl.col("first_paid") >= pl.col("first"))
    return joined.drop("month", "first", "first_paid")


def pairs(lines: pl.DataFrame, rates: Rates, windows: pl.DataFrame) -> pl.DataFrame:
    """Each line at the opening and the closing of each window, both at the closing month's rate.

    windows  period, opening_month, closing_month
    Columns: customer, product_line, currency, period, opening, closing (reporting currency).
    """
    numbered, keys = _numbered(lines)
    places = windows.with_row_index("window")
    opening = numbered.join(places, left_on="month", right_on="opening_month").select(
        "line", "window", local_before="local"
    )
    closing = numbered.join(places, left_on="month", right_on="closing_month").select(
        "line", "window", local_after="local"
    )
    both = (
        opening.join(closing, on=["line", "window"], how="full", coalesce=True)
        .with_columns(pl.col("local_before", "local_after").fill_null(0))
        .join(places.select("window", "period", month="closing_month"), on="window")
        .join(keys, on="line")
    )
    return rates.join(both).select(
        *LINE,
        "period",
        opening=pl.col("local_before") * pl.col("rate"),
        closing=pl.col("local_after") * pl.col("rate"),
    )
