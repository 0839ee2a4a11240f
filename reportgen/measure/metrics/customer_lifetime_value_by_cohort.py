"""Customer lifetime value, from cohorts."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.acquisition import gross_margin
from reportgen.measure.books import Books
from reportgen.measure.cohort_economics import revenue_of_a_life
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


def words(books: Books) -> str:
    """How far the sum goes."""
    cap = books.pack.definitions.lifetime_cap_months
    return f"over the ages that three customers have reached, at most {cap} months"


@metric(
    title="Customer lifetime value, from cohorts",
    abbreviation="Cohort CLV",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "The gross margin that a customer has left behind at each age so far, added up over the ages "
        "that have been seen."
    ),
    why="It takes survival and expansion as they were, and goes no further than the exports do.",
    formula=(
        "sum over the ages of (revenue at that age of all cohorts that have reached it / customers "
        "that began in them) × gross margin"
    ),
    source="Own convention (survival × revenue per customer, summed over the cohort triangle)",
    example="(1,000 + 900 + 800) × 75% = 2,025 over three months",
    kinds=retention.QUARTERS_AND_YEARS,
    variant=words,
)
def customer_lifetime_value_by_cohort(books: Books) -> Formula:
    """Mean revenue of each age, those who have left included, at the company's margin."""
    life, margin = pl.col("life"), pl.col("margin")
    return Formula(
        {"life": revenue_of_a_life(books), "margin": gross_margin(books)},
        value=life * margin,
        n=pl.col("life.n"),
        reasons=((margin <= 0, "not_meaningful"),),
        everywhere=frozenset({"margin"}),
    )
