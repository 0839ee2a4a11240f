"""Sales and marketing as a share of revenue."""

import polars as pl

from reportgen.measure.acquisition import revenue, sales_and_marketing
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Sales and marketing share of revenue",
    abbreviation="S&M % of revenue",
    topic="acquisition",
    unit=Unit.SHARE,
    better=Direction.BAND,
    definition="How much of the period's revenue was spent on sales and marketing.",
    why="It says how hard the company presses for growth, whatever its size.",
    formula="sales and marketing spend / revenue of the same period",
    numerator="sales and marketing spend",
    denominator="revenue",
    source="Benchmarkit 2025 B2B SaaS benchmarks (share of revenue, same year)",
    example="30,000 / 110,700 = 27.10%",
)
def sales_and_marketing_share_of_revenue(books: Books) -> Formula:
    """Spend over revenue, no lag: the ledger's revenue where it has any, else recurring revenue."""
    spend, income = pl.col("spend"), pl.col("revenue")
    return Formula(
        {"spend": Total(sales_and_marketing(books)), "revenue": revenue(books)},
        value=spend / income,
        numerator=spend,
        denominator=income,
        reasons=((income == 0, "div_zero"), (income < 0, "not_meaningful")),
    )
