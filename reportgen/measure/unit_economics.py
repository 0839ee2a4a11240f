"""Unit economics: further halves of paybacks and of customer lifetime values."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reportgen.measure import deals, retention
from reportgen.measure.acquisition import (
    average_selling_price,
    gross_margin,
    sales_and_marketing,
)
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import COMPANY, SCHEMA
from reportgen.measure.customer_facts import retained
from reportgen.measure.shape import Facts, Formula, Middle, Ratio, Shape, Total, no_facts
from reportgen.period import PeriodKind

ADVERTISING = ("ads_awareness", "ads_consideration", "ads_conversion")
PAID = "paid"
DAYS_OF_A_MONTH = 30.4
MOVEMENT, VALUE = pl.col("movement"), pl.col("value")


@dataclass(frozen=True)
class OverTwelveMonths:
    """A shape's figure of the twelve months that end with a window, under the window's label."""

    of: Shape

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; insufficient_history where the loaded history has no such twelve months."""
        ends = calendar.of_kinds((PeriodKind.TRAILING,)).select("last", year="period")
        windows = (
            calendar.of_kinds(kinds).select("period", "last").join(ends, on="last", how="left")
        )
        cells = self.of.cells(calendar, (PeriodKind.TRAILING,)).rename({"period": "year"})
        found = windows.join(cells, on="year").select(list(SCHEMA))
        unknown = windows.filter(pl.col("year").is_null()).select(
            "period", **COMPANY, missing=pl.lit("insufficient_history")
        )
        return pl.concat([found, unknown], how="diagonal")


# --- spend


def advertising(books: Books) -> Facts:
    """All three advertising parts of the spend on sales and marketing."""
    return part_of_spend(books, *ADVERTISING)


def part_of_spend(books: Books, *parts: str) -> Facts:
    """Rows of the ledger with one of these parts; no facts when it names none of them."""
    spend = sales_and_marketing(books)
    if "sm_part" not in spend.splits:
        return no_facts("ledger")
    chosen = spend.where(pl.col("sm_part").is_in(list(parts)))
    return no_facts("ledger") if chosen.rows.is_empty() else chosen


@once
def expansion_spend(books: Books) -> Shape:
    """Spend of the lagged months on existing customers; `shared` rows follow in proportion.

    Without a motion nobody knows, and the figure is missing.
    """
    spend, lag = sales_and_marketing(books), books.lag()
    if "motion" not in spend.splits:
        return Total(no_facts("ledger"))
    motion = pl.col("motion")
    new, expansion = pl.col("new"), pl.col("expansion")
    return Formula(
        {
            "all": Total(spend.without("motion"), lag=lag),
            "new": Total(spend.where(motion == "new").without("motion"), lag=lag),
            "expansion": Total(spend.where(motion == "expansion").without("motion"), lag=lag),
        },
        value=pl.col("all") * expansion / (new + expansion),
        n=pl.col("all.n"),
        reasons=((new + expansion == 0, "no_data"),),
    )


def all_spend(books: Books) -> Total:
    """Spend of the lagged months on sales and marketing, for whatever purpose."""
    return Total(sales_and_marketing(books), lag=books.lag())


@once
def paid_customers(books: Books) -> Facts:
    """New customers whose channel is `paid`; no facts when no customer has that channel."""
    new = books.new_customers
    if "channel" not in new.splits:
        return no_facts("customers")
    known = books.customer_splits["channel"].eq(PAID).any()
    return (
        new.where(pl.col("channel") == PAID).without("channel") if known else no_facts("customers")
    )


# --- margins that pay spend back


@once
def cycle_months(books: Books) -> Formula:
    """Median days from creation to close of the deals won in the window, in months of 30.4 days."""
    return Formula(
        {"cycle": Middle(deals.cycles(books))},
        value=pl.col("cycle") / DAYS_OF_A_MONTH,
        n=pl.col("cycle.n"),
    )


# --- what a customer is worth


@once
def value_parts(books: Books) -> dict[str, Shape]:
    """Price of new customers, the company's margin, lifetime: what all forms of the value share."""
    return {
        "price": average_selling_price(books),
        "margin": gross_margin(books),
        "lifetime": retention.lifetime(books),
    }


@once
def monthly_net_expansion(books: Books) -> Formula:
    """Expansion less contraction of twelve months over the sum of their opening revenues."""
    changed = books.moved.where(MOVEMENT.is_in(["expansion", "contraction"]))
    revenue = books.recurring_revenue
    opening = revenue
    if revenue.covered is not None:
        later = pl.col("month") + 1
        finer = revenue.finer
        if finer is not None:
            rows = finer.rows.with_columns(later, paid_in=pl.col("month"))
            finer = Facts(rows, finer.splits, books.bridge_covered, finer.tables)
        rows = revenue.rows.with_columns(later, paid_in=pl.col("month"))
        opening = Facts(
            rows, revenue.splits, books.bridge_covered, revenue.tables, finer, revenue.groups
        )
    now, before = pl.col("changed"), pl.col("opening")
    return Formula(
        {"changed": Total(changed, back=12), "opening": Total(opening, back=12)},
        value=now / before,
        numerator=now,
        denominator=before,
        n=pl.col("opening.n"),
        reasons=((before == 0, "div_zero"),),
    )


@once
def retention_of_a_year(books: Books) -> OverTwelveMonths:
    """Net revenue retention of the twelve months that end with the window."""
    kept = retained(books)
    return OverTwelveMonths(Ratio(of=Total(kept.valued(pl.col("closing"))), per=Total(kept)))


# --- revenue of two years


@once
def revenue_of_two_years(books: Books) -> Facts:
    """The ledger's revenue where it covers 24 months, else the sum of recurring revenue."""
    booked = books.ledger("revenue_recurring", "revenue_other")
    return booked if ledger_is_long(books) else books.recurring_revenue


def ledger_is_long(books: Books) -> bool:
    """Whether the ledger's revenue covers the 24 months that end with the report period."""
    covered = books.ledger("revenue_recurring", "revenue_other").covered
    last = books.period.last
    return covered is not None and covered[0] <= last - 23 and covered[1] >= last


def revenue_words(books: Books) -> str:
    """Which revenue is taken."""
    return "revenue of the ledger" if ledger_is_long(books) else "sum of recurring revenue"
