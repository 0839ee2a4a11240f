"""Cash and profit: balances, what is burnt, and what is left of the revenue."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reportgen.measure.acquisition import revenue
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar, month_column
from reportgen.measure.cells import EXACT, KEYS, SCHEMA, SOURCE
from reportgen.measure.shape import Facts, Formula, Shape, Take, Total, no_facts
from reportgen.period import PeriodKind

BURN_MONTHS = 3
FLOWS = ("operating", "investing", "financing")


@dataclass(frozen=True)
class Unbroken:
    """A sum that stands only where its rows cover every month of the window.

    of    facts whose `n` says how many months, up to its own, a row covers
    back  as in Total
    """

    of: Facts
    back: int = 0

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of the sums; a window with a hole in it is missing."""
        long = pl.lit(self.back) if self.back else pl.col("last") - pl.col("first") + 1
        months = calendar.of_kinds(kinds).select("period", months=long)
        ends = Total(self.of, Take.LAST).cells(calendar, kinds).select(*KEYS, ends="n")
        whole = (pl.col("n") == pl.col("months")) & (pl.col("ends") > 0)
        hole = pl.col("missing").is_null() & ~whole.fill_null(False)
        return (
            Total(self.of, back=self.back)
            .cells(calendar, kinds)
            .join(months, on="period")
            .join(ends, on=KEYS, how="left")
            .with_columns(missing=pl.when(hole).then(pl.lit("partial_period")).otherwise("missing"))
            .with_columns(
                value=pl.when(pl.col("missing").is_null()).then("value"),
                exact=pl.when(pl.col("missing").is_null()).then("exact"),
                n=pl.lit(None, pl.Int64),
            )
            .select(list(SCHEMA))
        )


@once
def cash_in_hand(books: Books) -> Formula:
    """Cash at the window's end; a month without a balance has none, never 0."""
    frame = books.dataset.tables.get("cash")
    facts = no_facts("cash")
    if frame is not None:
        rows = frame.filter(pl.col("cash_end").is_not_null())
        rows = rows.select(SOURCE, month=month_column(), value=pl.col("cash_end"))
        facts = Facts(rows, (), books.covered("cash"), ("cash",))
    cash = pl.col("cash")
    return Formula(
        {"cash": Total(facts, Take.LAST)},
        value=cash,
        exact=pl.col("cash.exact"),
        reasons=((pl.col("cash.n") == 0, "no_data"),),
    )


@once
def burnt(books: Books) -> Facts:
    """Cash burnt by month: -(operating + investing) where given, else the fall of the balance.

    The fall leaves financing out and covers all months since the balance before.
    """
    frame = books.dataset.tables.get("cash")
    if frame is None:
        return no_facts("cash")
    flows = [
        (pl.col(name) if name in frame.columns else pl.lit(None, EXACT)).alias(name)
        for name in ("operating_cf", "investing_cf", "financing_cf")
    ]
    rows = (
        frame.select("cash_end", *flows, SOURCE, month=month_column())
        .filter(pl.col("month") <= books.period.last)
        .sort("month")
        .with_columns(since=pl.col("month").diff(), before=pl.col("cash_end").shift())
    )
    given = pl.col("operating_cf").is_not_null()
    fall = pl.col("before") - pl.col("cash_end") + pl.col("financing_cf").fill_null(0)
    flow = -(pl.col("operating_cf") + pl.col("investing_cf").fill_null(0))
    rows = rows.select(
        "month",
        SOURCE,
        value=pl.when(given).then(flow).otherwise(fall),
        n=pl.when(given).then(1).otherwise("since").cast(pl.Int64),
    )
    return _by_month(rows)


@once
def fallen(books: Books) -> Facts:
    """Fall of the cash balance by month, whatever it went to; over all months since the one before."""
    frame = books.dataset.tables.get("cash")
    if frame is None:
        return no_facts("cash")
    rows = (
        frame.select("cash_end", SOURCE, month=month_column())
        .filter((pl.col("month") <= books.period.last) & pl.col("cash_end").is_not_null())
        .sort("month")
    )
    rows = rows.select(
        "month",
        SOURCE,
        value=pl.col("cash_end").shift() - pl.col("cash_end"),
        n=pl.col("month").diff().cast(pl.Int64),
    )
    return _by_month(rows)


def flow_of(books: Books, kind: str) -> Unbroken:
    """Operating, investing or financing cash flow; missing where a month of the window has none.

    A month with an operating flow that names no investment or loan had none.
    """
    return Unbroken(_flows(books)[kind])


@once
def _flows(books: Books) -> dict[str, Facts]:
    frame = books.dataset.tables.get("cash")
    if frame is None or "operating_cf" not in frame.columns:
        return dict.fromkeys(FLOWS, no_facts("cash"))
    given = frame.filter(
        (month_column() <= books.period.last) & pl.col("operating_cf").is_not_null()
    )
    found = {}
    for kind in FLOWS:
        name = f"{kind}_cf"
        amount = pl.col(name).fill_null(0) if name in frame.columns else pl.lit(0)
        rows = given.select(SOURCE, month=month_column(), value=amount.cast(EXACT))
        found[kind] = _by_month(rows.with_columns(n=pl.lit(1, pl.Int64)).sort("month"))
    return found


@once
def cash_flow(books: Books) -> Formula:
    """The three flows of the window together."""
    # Added up one by one: a sum over columns would take a flow that is missing for 0.
    operating, investing, financing = (pl.col(f"{kind}.exact") for kind in FLOWS)
    exact = operating + investing + financing
    return Formula(
        {kind: flow_of(books, kind) for kind in FLOWS}, value=exact.cast(pl.Float64), exact=exact
    )


def _by_month(rows: pl.DataFrame) -> Facts:
    """Facts of rows whose `n` says how many months, up to its own, a row covers."""
    rows = rows.drop_nulls()
    if rows.is_empty():
        return no_facts("cash")
    first = rows.select((pl.col("month") - pl.col("n") + 1).min()).item()
    return Facts(rows, (), (int(first), int(rows["month"][-1])), ("cash",))


@once
def monthly_fall(books: Books) -> Formula:
    """Mean fall of the cash balance a month over the three months that end with the window."""
    fall = pl.col("fall")
    return Formula(
        {"fall": Unbroken(fallen(books), back=BURN_MONTHS)},
        value=fall / BURN_MONTHS,
        numerator=fall,
        denominator=pl.lit(float(BURN_MONTHS)),
    )


@once
def monthly_burn(books: Books) -> Formula:
    """Mean cash burnt a month over the three months that end with the window."""
    burn = pl.col("burn")
    return Formula(
        {"burn": Unbroken(burnt(books), back=BURN_MONTHS)},
        value=burn / BURN_MONTHS,
        numerator=burn,
        denominator=pl.lit(float(BURN_MONTHS)),
    )


@once
def operating_profit(books: Books) -> Formula:
    """EBITDA: revenue less cost of goods sold, sales and marketing, development, administration.

    Depreciation, interest and tax (category other) stay outside. A ledger that lacks goods sold,
    sales and marketing, or both of the others has no such figure: it would be too good.
    """
    income = revenue(books)
    parts: dict[str, Shape] = {
        "revenue": income,
        "cost": Total(books.ledger("cogs")),
        "sales": Total(books.ledger("sm")),
        "rest": Total(books.ledger("rd", "ga")),
    }
    exact = [pl.col(f"{name}.exact") for name in parts]
    profit = exact[0] - exact[1] - exact[2] - exact[3]
    return Formula(parts, value=profit.cast(pl.Float64), exact=profit)
