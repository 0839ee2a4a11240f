"""A central bank's rates by day: the rate of each month, from any currency to the reporting currency.

The European Central Bank says how much of a currency one euro buys, the Riksbank what a currency
costs in kronor. Both are brought to a price in the bank's own currency, and the rate is the price of
the one divided by the price of the other: one division, rounded to twelve decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

import polars as pl

from reportgen.intake.amount import AMOUNT
from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.shape import Arranged, Finished, Shape
from reportgen.intake.table import Table
from reportgen.pack_input import Input
from reportgen.period import Period, month_number
from reportgen.problem import Problem

NEEDED = {"day", "currency", "quote", "base", "quoted_as"}
NO_RATE = ("N/A", "NaN", "-")
DIGITS, PRECISION = Decimal("1e-12"), Context(prec=60, rounding=ROUND_HALF_EVEN)
_CODE = re.compile(r"(?:(1|10|100|1000)\s+)?([A-Z]{3})")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


def _arrange(cells: Cells, table: Table, options: Input) -> Arranged:
    """A column for each currency becomes a row for each day and currency; a day without a rate none."""
    if "currency" in cells.frame.columns:
        gone = pl.col("quote").is_in(NO_RATE) if "quote" in cells.frame.columns else pl.lit(False)
        return cells.holding(cells.frame.filter(~gone.fill_null(False))), []
    codes = {n: cells.headers[n].strip().upper() for n in cells.further}
    codes = {name: code for name, code in codes.items() if re.fullmatch("[A-Z]{3}", code)}
    stays = [name for name in cells.frame.columns if name not in codes]
    if not codes or "quote" in stays:
        return cells, []
    tall = (
        cells.frame.unpivot(
            on=list(codes), index=stays, variable_name="currency", value_name="quote"
        )
        .filter(pl.col("quote").is_not_null() & ~pl.col("quote").is_in(NO_RATE))
        .with_columns(pl.col("currency").replace_strict(codes))
        .sort(LINE_COLUMN, maintain_order=True)
    )
    further = tuple(name for name in cells.further if name not in codes)
    return replace(cells, frame=tall, further=further), []


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """One rate for each currency and month up to the report's last: its last day's, or the mean."""
    if NEEDED - set(frame.columns):
        return frame, []
    rows = frame.drop_nulls("quote")
    if rows.is_empty():
        return frame, [cells.raw.problem("the file holds no rate", "Export it again.")]
    days = {text: _day(text) for text in rows["day"].unique()}
    names = {text: _CODE.fullmatch(text) for text in rows["currency"].unique()}
    problems = [
        *_unreadable(rows, "day", {t for t, d in days.items() if d is None}, cells),
        *_unreadable(rows, "currency", {t for t, c in names.items() if c is None}, cells),
    ]
    if problems:
        return frame, problems
    codes = {text: found[2] for text, found in names.items() if found}
    units = {text: int(found[1] or 1) for text, found in names.items() if found}
    rows = rows.with_columns(
        when=pl.col("day").replace_strict(days, return_dtype=pl.Date),
        units=pl.col("currency").replace_strict(units, return_dtype=pl.Int64),
        code=pl.col("currency").replace_strict(codes, return_dtype=pl.String),
    ).with_columns(month=pl.col("when").dt.month_start())
    problems += [*_one_base(rows, cells), *_twice(rows, cells)]
    if problems:
        return frame, problems
    base, own = rows["base"][0], cells.currency
    prices = _prices(rows, options.rate_of_month == "average")
    last = period.last
    prices = {key: told for key, told in prices.items() if month_number(key[1]) <= last}
    if own not in (base, *(code for code, _ in prices)):
        what = f"the file has no rate of {own}, the reporting currency, against {base}"
        return frame, [cells.raw.problem(what, f"Export it with {own} among its currencies.")]
    return _crossed(prices, base, own), []


Prices = Mapping[tuple[str, date], tuple[Fraction, int]]


def _prices(rows: pl.DataFrame, mean: bool) -> Prices:
    """What one unit of a currency costs in the bank's own, by currency and month, and on which line."""
    months = (
        rows.sort("when", maintain_order=True)
        .group_by("code", "month", "quoted_as", "units", maintain_order=True)
        .agg(
            pl.col("quote").last(),
            pl.col(LINE_COLUMN).last(),
            total=pl.col("quote").sum(),
            days=pl.len(),
        )
    )
    prices = {}
    for row in months.iter_rows(named=True):
        # The mean is that of the rates as they are published, which is how banks publish it too.
        quote = Fraction(row["total"]) / row["days"] if mean else Fraction(row["quote"])
        price = 1 / quote if row["quoted_as"] == "currency_per_base" else quote
        prices[row["code"], row["month"]] = (price / row["units"], row[LINE_COLUMN])
    return prices


def _crossed(prices: Prices, base: str, own: str) -> pl.DataFrame:
    """Rates to the reporting currency; the bank's own currency has one too."""
    months = sorted({month for _, month in prices})
    rows = []
    for month in months:
        here = {code: told for (code, when), told in prices.items() if when == month}
        here[base] = (Fraction(1), here.get(own, next(iter(here.values())))[1])
        if own in here:
            price = here[own][0]
            rows += [
                (code, month, _rounded(told / price), line)
                for code, (told, line) in sorted(here.items())
                if code != own
            ]
    return pl.DataFrame(
        rows,
        schema={"currency": pl.String, "month": pl.Date, "rate": AMOUNT, LINE_COLUMN: pl.UInt32},
        orient="row",
    )


def _rounded(rate: Fraction) -> Decimal:
    whole = PRECISION.divide(Decimal(rate.numerator), Decimal(rate.denominator))
    return whole.quantize(DIGITS, context=PRECISION)


def _day(text: str) -> date | None:
    """A day, or the first of a month that is stated whole."""
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def _unreadable(rows: pl.DataFrame, name: str, wrong: set[str], cells: Cells) -> Iterator[Problem]:
    meant = "a day such as 2026-09-30" if name == "day" else "a currency such as USD or 100 JPY"
    advice = "Take out series that are no exchange rates, and export the days as year-month-day."
    for row in rows.filter(pl.col(name).is_in(list(wrong))).head(1000).iter_rows(named=True):
        yield cells.raw.problem(
            f"{row[name]!r} is not {meant}",
            advice,
            line=row[LINE_COLUMN],
            column=cells.headers.get(name, name),
            value=row[name],
        )


def _one_base(rows: pl.DataFrame, cells: Cells) -> Iterator[Problem]:
    bases = rows["base"].unique(maintain_order=True).to_list()
    if len(bases) > 1:
        what = f"the rates are against {' and '.join(bases)}"
        yield cells.raw.problem(what, "Export the rates against one of them.")


def _twice(rows: pl.DataFrame, cells: Cells) -> Iterator[Problem]:
    """A day that has two rates, or a month that stands whole and by its days."""
    whole = rows["day"].str.len_chars() < len("2026-09-30")
    again = rows.filter(pl.struct("code", "when").is_duplicated())
    mixed = rows.with_columns(whole=whole).filter(
        pl.col("whole").n_unique().over("code", "month") > 1
    )
    for row in pl.concat([again, mixed], how="diagonal").head(1).iter_rows(named=True):
        yield cells.raw.problem(
            f"{row['code']} has more than one rate for {row['day']}",
            "Export one series a currency: by day, or one of month's end and month's mean.",
            line=row[LINE_COLUMN],
            value=row["day"],
        )


quoted_rates = Shape(
    "quoted_rates",
    fits=lambda cells, table: table.becomes == "exchange_rates",
    columns="quoted_rates",
    arrange=_arrange,
    finish=_finish,
)
