"""Change in active users per customer."""

import polars as pl

from reportgen.measure import usage
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Formula, Ratio, Take, Total
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Change in active users per customer",
    abbreviation="Change in use",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "By how much the active users of an average paying customer rose or fell in three months."
    ),
    why="Falling use tells of a churn some months before the customer does.",
    formula="active users per customer / active users per customer three months before - 1",
    numerator="active users per customer",
    denominator="the same three months before",
    source="New Breed (usage data and churn)",
    example="18 users per customer after 16: +12.5%",
    kinds=MONTHS,
)
def usage_change(books: Books) -> Formula:
    """Users per customer against three months before; n is how many customers there are now."""
    active, known = usage.number(books, "active"), usage.customers_with(books, "active")
    lag = {PeriodKind.MONTH: 3}
    per_customer = Ratio(of=Total(active, Take.LAST), per=Total(known, Take.LAST))
    earlier = Ratio(of=Total(active, Take.LAST, lag), per=Total(known, Take.LAST, lag))
    now, before = pl.col("now"), pl.col("before")
    return Formula(
        {"now": per_customer, "before": earlier},
        value=now / before - 1,
        numerator=now,
        denominator=before,
        n=pl.col("now.n"),
        reasons=((before == 0, "div_zero"),),
    )
