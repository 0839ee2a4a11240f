"""What stays, what leaves, and how much of the revenue is old: halves that many metrics share."""

from __future__ import annotations

import polars as pl

from reportgen.measure import customer_facts
from reportgen.measure.books import Books, once
from reportgen.measure.composed import Growth
from reportgen.measure.shape import Formula, Ratio, Take, Total
from reportgen.period import PeriodKind

QUARTERS_AND_YEARS = (PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.TRAILING)
YEARS = (PeriodKind.YEAR, PeriodKind.TRAILING)
MOVEMENT = pl.col("movement")
VALUE = pl.col("value")


def opening_revenue(books: Books) -> Total:
    """What the customers of the window's opening paid then, at the closing month's rates."""
    return Total(customer_facts.retained(books))


def kept_revenue(books: Books) -> Total:
    """What the customers of the window's opening pay at its end."""
    return Total(customer_facts.retained(books).valued(pl.col("closing")))


def kept_without_expansion(books: Books) -> Total:
    """The same, no customer counted with more than it paid at the opening."""
    return Total(customer_facts.retained(books).valued(pl.col("least")))


def opening_customers(books: Books) -> Total:
    """Customers of the window's opening."""
    return Total(customer_facts.retained(books).valued(pl.col("n")))


def lost_customers(books: Books) -> Total:
    """Customers of the window's opening that pay nothing at its end."""
    return Total(customer_facts.retained(books).valued(pl.col("lost")))


def moved_revenue(books: Books, *movements: str) -> Total:
    """Sum of some movements of the window; losses are negative."""
    return Total(books.moved.where(MOVEMENT.is_in(list(movements))))


def lost_revenue(books: Books) -> Total:
    """Churn and contraction of the window, as a positive amount."""
    return Total(books.moved.where(MOVEMENT.is_in(["churn", "contraction"])).valued(-VALUE))


def monthly_churn(books: Books) -> Ratio:
    """Churn events of the twelve months to the window's end / sum of their opening customers."""
    return Ratio(
        of=Total(customer_facts.churned_customers(books), back=12),
        per=Total(customer_facts.opening_customers(books), back=12),
    )


@once
def lifetime(books: Books) -> Formula:
    """1 / monthly churn of twelve months, no longer than the pack's cap; the cap without churn."""
    opening, churned = pl.col("opening"), pl.col("churned")
    cap = float(books.pack.definitions.lifetime_cap_months)
    return Formula(
        {
            "churned": Total(customer_facts.churned_customers(books), back=12),
            "opening": Total(customer_facts.opening_customers(books), back=12),
        },
        value=pl.when(churned == 0).then(cap).otherwise(pl.min_horizontal(opening / churned, cap)),
        numerator=opening,
        denominator=churned,
        n=pl.col("opening.n"),
        reasons=((opening == 0, "div_zero"),),
    )


def cap_words(books: Books) -> str:
    """The longest lifetime that is given."""
    return f"capped at {books.pack.definitions.lifetime_cap_months} months, also without any churn"


def all_revenue(books: Books) -> Total:
    """Recurring revenue of all months of the window, at booked rates."""
    return Total(books.recurring_revenue)


def revenue_of_new(books: Books) -> Formula:
    """The part of it from customers whose first payment lies in the window; n counts them."""
    new = pl.col("new")
    return Formula(
        {
            "new": Total(customer_facts.revenue_of_new(books)),
            "customers": Total(books.new_customers),
        },
        value=new,
        exact=pl.col("new.exact"),
        # A product line that a new customer added later has revenue, but no new customer of its own.
        n=pl.when(pl.col("customers.n") > 0).then(pl.col("customers.n")),
    )


def share_of_existing(books: Books) -> Formula:
    """Revenue of existing customers over all revenue of the window."""
    existing, total = pl.col("existing"), pl.col("all")
    return Formula(
        {"existing": revenue_of_existing(books), "all": all_revenue(books)},
        value=existing / total,
        numerator=existing,
        denominator=total,
        reasons=((total == 0, "div_zero"),),
    )


def revenue_of_existing(books: Books) -> Formula:
    """The part of it from customers that had paid before the window began."""
    exact = pl.col("all.exact") - pl.col("new.exact")
    return Formula(
        {"all": all_revenue(books), "new": Total(customer_facts.revenue_of_new(books))},
        value=exact.cast(pl.Float64),
        exact=exact,
    )


def annual_revenue(books: Books) -> Total:
    """Annual recurring revenue at the window's end."""
    return Total(books.recurring_revenue.valued(VALUE * 12), Take.LAST)


def against(books: Books, months: int, value: pl.Expr) -> Formula:
    """A figure of annual recurring revenue (`now`) and that of so many months before (`before`)."""
    arr = books.recurring_revenue.valued(VALUE * 12)
    lag = dict.fromkeys(PeriodKind, months)
    now, before = pl.col("now"), pl.col("before")
    floor = books.pack.definitions.growth_floor
    return Formula(
        {"now": Total(arr, Take.LAST), "before": Total(arr, Take.LAST, lag)},
        value=value,
        numerator=now,
        denominator=before,
        n=pl.col("now.n"),
        reasons=((before == 0, "div_zero"), (before < floor, "not_meaningful")),
    )


def growth(books: Books, months: int) -> Growth:
    """Annual recurring revenue against that of so many months earlier."""
    floor = books.pack.definitions.growth_floor
    return Growth(books.recurring_revenue.valued(VALUE * 12), months, floor)


def monthly_growth(books: Books, months: int) -> Formula:
    """The steady monthly rate over so many months."""
    return against(books, months, (pl.col("now") / pl.col("before")) ** (1 / months) - 1)


def growth_words(books: Books) -> str:
    """The base below which growth is not given, if the pack sets one."""
    floor = books.pack.definitions.growth_floor
    return f"not given on a base below {floor:,.0f}" if floor else ""


def rate_words(books: Books) -> str:
    """Which rates compare two months, if there is more than one currency."""
    foreign = books.dataset.has("exchange_rates")
    return "both ends at the exchange rates of the closing month" if foreign else ""
