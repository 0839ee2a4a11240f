"""What stays, what leaves, and how much of the revenue is old: halves that many metrics share."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.shape import Formula, Growth, Ratio, Take, Total
from reportgen.period import PeriodKind

QUARTERS_AND_YEARS = (PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.TRAILING)
YEARS = (PeriodKind.YEAR, PeriodKind.TRAILING)
MOVEMENT = pl.col("movement")
VALUE = pl.col("value")


def opening_revenue(books: Books) -> Total:
    """What the customers of the window's opening paid then, at the closing month's rates."""
    return Total(books.retained)


def kept_revenue(books: Books) -> Total:
    """What the customers of the window's opening pay at its end."""
    return Total(books.retained.valued(pl.col("closing")))


def kept_without_expansion(books: Books) -> Total:
    """The same, no customer counted with more than it paid at the opening."""
    return Total(books.retained.valued(pl.col("least")))


def opening_customers(books: Books) -> Total:
    """Customers of the window's opening."""
    return Total(books.retained.valued(pl.col("n")))


def lost_customers(books: Books) -> Total:
    """Customers of the window's opening that pay nothing at its end."""
    return Total(books.retained.valued(pl.col("lost")))


def moved_revenue(books: Books, *movements: str) -> Total:
    """Sum of some movements of the window; losses are negative."""
    return Total(books.moved.where(MOVEMENT.is_in(list(movements))))


def lost_revenue(books: Books) -> Total:
    """Churn and contraction of the window, as a positive amount."""
    return Total(books.moved.where(MOVEMENT.is_in(["churn", "contraction"])).valued(-VALUE))


def monthly_churn(books: Books) -> Ratio:
    """Churn events of the twelve months that end with the window / sum of their monthly openings."""
    return Ratio(
        of=Total(books.churned_customers, Take.TRAILING),
        per=Total(books.opening_customers, Take.TRAILING),
    )


def lifetime(books: Books) -> Formula:
    """1 / monthly churn of twelve months, no longer than the pack's cap; the cap without churn."""
    opening, churned = pl.col("opening"), pl.col("churned")
    cap = float(books.pack.definitions.lifetime_cap_months)
    return Formula(
        {
            "churned": Total(books.churned_customers, Take.TRAILING),
            "opening": Total(books.opening_customers, Take.TRAILING),
        },
        value=pl.when(churned == 0).then(cap).otherwise(pl.min_horizontal(opening / churned, cap)),
        numerator=opening,
        denominator=churned,
        n=pl.col("opening.n"),
        reasons=((opening == 0, "div_zero"),),
    )


def all_revenue(books: Books) -> Total:
    """Recurring revenue of all months of the window, at booked rates."""
    return Total(books.recurring_revenue)


def revenue_of_new(books: Books) -> Total:
    """The part of it from customers whose first payment lies in the window."""
    return Total(books.revenue_of_new)


def revenue_of_existing(books: Books) -> Formula:
    """The part of it from customers that had paid before the window began."""
    exact = pl.col("all.exact") - pl.col("new.exact")
    return Formula(
        {"all": all_revenue(books), "new": revenue_of_new(books)},
        value=exact.cast(pl.Float64),
        exact=exact,
    )


def annual_revenue(books: Books) -> Total:
    """Annual recurring revenue at the window's end."""
    return Total(books.recurring_revenue.valued(VALUE * 12), Take.LAST)


def growth(books: Books, months: int) -> Growth:
    """Annual recurring revenue against that of so many months earlier."""
    floor = books.pack.definitions.growth_floor
    return Growth(books.recurring_revenue.valued(VALUE * 12), months, floor)


