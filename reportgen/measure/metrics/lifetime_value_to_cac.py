"""Customer lifetime value against acquisition cost."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.acquisition import acquisition_cost
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.metrics.customer_lifetime_value import customer_lifetime_value
from reportgen.measure.metrics.payback_against_lifetime import words
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Customer lifetime value against acquisition cost",
    abbreviation="CLV:CAC",
    topic="customers",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="How much gross margin a new customer brings for each unit spent on winning it.",
    why="Below one, every new customer loses money; three or more is held to be sound.",
    formula="customer lifetime value / customer acquisition cost of the same period",
    numerator="customer lifetime value",
    denominator="customer acquisition cost",
    source="ChartMogul help centre (three or more); New Breed (alignment sign)",
    example="41,625 / 13,500 = 3.08",
    threshold="lifetime_value_to_cac_warn",
    warn_below=3,
    kinds=retention.QUARTERS_AND_YEARS,
    on_lifetime=True,
    variant=words,
)
def lifetime_value_to_cac(books: Books) -> Formula:
    """CLV of new customers over CAC: the same as customer lifetime over CAC payback."""
    value, cost = pl.col("value"), pl.col("cost")
    return Formula(
        {"value": customer_lifetime_value.measure(books), "cost": acquisition_cost(books)},
        value=value / cost,
        numerator=value,
        denominator=cost,
        n=pl.col("cost.n"),
        reasons=((cost == 0, "div_zero"),),
    )
