"""What it costs to win new customers: the halves that CAC and the paybacks share."""

from __future__ import annotations

import polars as pl

from reportgen.measure.beside import Else
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Lag
from reportgen.measure.cells import SOURCE
from reportgen.measure.shape import Facts, Formula, Middle, Ratio, Shape, Take, Total

REVENUE = ("revenue_recurring", "revenue_other")
MARKETING_PARTS = (
    *("personnel_marketing", "ads_awareness", "ads_consideration", "ads_conversion"),
    *("content", "agency", "events"),
)
PART, OTHER_PART = "sm_part", "other"
VALUE = pl.col("value")
YEARLY = VALUE * 12


def amount(total: Total) -> Formula:
    """A sum of money whose rows are entries of a ledger: how many there are says nothing."""
    it = pl.col("it")
    return Formula({"it": total}, value=it, exact=pl.col("it.exact"))


@once
def revenue(books: Books) -> Total:
    """Revenue of the window: the ledger's where it has any, else the sum of recurring revenue."""
    ledger = books.ledger(*REVENUE)
    return Total(books.recurring_revenue if ledger.covered is None else ledger)


@once
def subscription_revenue(books: Books) -> Total:
    """Recurring part of the revenue: the ledger's where it has any, else recurring revenue."""
    ledger = books.ledger("revenue_recurring")
    return Total(books.recurring_revenue if ledger.covered is None else ledger)


def sales_and_marketing(books: Books) -> Facts:
    """All sales and marketing spend of the ledger."""
    return books.ledger("sm")


@once
def new_business_spend(books: Books) -> Shape:
    """Spend of the lagged months on new business."""
    return spend_on_new_business(books, books.lag())


def spend_on_new_business(books: Books, lag: Lag) -> Shape:
    """Spend on new business of the window, moved back by a lag.

    Rows with a motion say which share is for new business; `shared` and blank rows follow in
    proportion. Without any motion all spend counts as spent on new business.
    """
    spend = sales_and_marketing(books)
    if "motion" not in spend.splits:
        return Total(spend, lag=lag)
    motion = pl.col("motion")
    new, expansion = pl.col("new"), pl.col("expansion")
    return Formula(
        {
            "all": Total(spend.without("motion"), lag=lag),
            "new": Total(spend.where(motion == "new").without("motion"), lag=lag),
            "expansion": Total(spend.where(motion == "expansion").without("motion"), lag=lag),
        },
        value=pl.when(new + expansion == 0)
        .then(pl.col("all"))
        .otherwise(pl.col("all") * new / (new + expansion)),
        n=pl.col("all.n"),
    )


@once
def gross_margin(books: Books) -> Shape:
    """(All revenue - cost of goods sold) / all revenue of the window; no data without cost rows."""
    income, cost = pl.col("revenue"), pl.col("cost")
    return Formula(
        {"revenue": revenue(books), "cost": Total(books.ledger("cogs"))},
        value=(income - cost) / income,
        numerator=(pl.col("revenue.exact") - pl.col("cost.exact")).cast(pl.Float64),
        denominator=income,
        reasons=((income == 0, "div_zero"), (income < 0, "not_meaningful")),
    )


@once
def new_revenue(books: Books) -> Total:
    """Monthly recurring revenue of the window's new customers; n counts them."""
    return Total(books.moved.where(pl.col("movement") == "new"))


def yearly_revenue_of(books: Books, *movements: str) -> Total:
    """Annual recurring revenue that came with some movements of the window; with all if none."""
    moved = books.moved
    if movements:
        moved = moved.where(pl.col("movement").is_in(list(movements)))
    return Total(moved.valued(YEARLY))


@once
def new_customers(books: Books) -> Total:
    """The window's new customers, each counted once."""
    return Total(books.new_customers)


def margin_on(books: Books, *movements: str) -> Formula:
    """Monthly gross margin that some movements of the window added; of all when none is named."""
    moved = books.moved
    if movements:
        moved = moved.where(pl.col("movement").is_in(list(movements)))
    return margin_of(books, Total(moved))


def margin_of(books: Books, revenue_added: Total) -> Formula:
    """Monthly gross margin of added recurring revenue, at the company's margin of the window."""
    added, margin = pl.col("added"), pl.col("margin")
    return Formula(
        {"added": revenue_added, "margin": gross_margin(books)},
        value=added * margin,
        n=pl.col("added.n"),
        reasons=((margin <= 0, "not_meaningful"),),
        everywhere=frozenset({"margin"}),
    )


@once
def new_business_margin(books: Books) -> Shape:
    """Monthly gross margin of the window's new customers, at the company's margin."""
    return margin_of(books, new_revenue(books))


@once
def average_selling_price(books: Books) -> Ratio:
    """Monthly recurring revenue per new customer of the window."""
    # Not by year of joining: the churn of a cohort in its first months says little of its lifetime.
    return Ratio(
        of=Total(new_revenue(books).of.without("cohort")),
        per=Total(new_customers(books).of.without("cohort")),
    )


@once
def active_customers(books: Books) -> Total:
    """Active customers at the window's end."""
    return Total(books.customers, Take.LAST)


@once
def revenue_per_active_customer(books: Books) -> Ratio:
    """Monthly recurring revenue per active customer at the window's end."""
    return Ratio(
        of=Total(books.recurring_revenue.without("cohort"), Take.LAST), per=active_customers(books)
    )


@once
def acquisition_cost(books: Books) -> Ratio:
    """Spend on new business (lagged) per new customer of the window."""
    return Ratio(of=new_business_spend(books), per=new_customers(books))


@once
def payback(books: Books) -> Ratio:
    """Months of new customers' gross margin that the spend on them (lagged) comes to."""
    return Ratio(of=new_business_spend(books), per=new_business_margin(books))


@once
def contract_term(books: Books) -> Formula:
    """Median term in months of the new customers of the window that have one, else the default."""
    term = Else(Middle(_terms(books)), books.pack.definitions.contract_term_months)
    return Formula(
        {"term": term, "new": new_customers(books)},
        value=pl.col("term"),
        n=pl.col("term.n"),
    )


def _terms(books: Books) -> Facts:
    new = books.new_customers
    customers = books.dataset.tables.get("customers")
    named = customers is not None and "contract_term_months" in customers.columns
    if customers is None or not named or "customer" not in new.rows.columns:
        rows = new.rows.head(0)
    else:
        terms = customers.select(
            SOURCE, customer="customer_id", term="contract_term_months"
        ).drop_nulls("term")
        rows = new.rows.join(terms, on="customer").with_columns(value=pl.col("term"))
    rows = rows.select("month", "value", SOURCE)
    return Facts(rows, (), new.covered, new.tables)
