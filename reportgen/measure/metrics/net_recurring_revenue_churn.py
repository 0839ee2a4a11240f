"""Net recurring-revenue churn."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Net recurring-revenue churn",
    abbreviation="Net MRR churn",
    topic="retention",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition=(
        "Recurring revenue lost over the period less what existing and returning customers added, "
        "as a share of what there was at its start."
    ),
    why="Below zero, customers who are already there make up for all that is lost.",
    formula=(
        "(churn + contraction - expansion - reactivation of the period) / "
        "recurring revenue at its start"
    ),
    numerator="losses less expansion and reactivation",
    denominator="recurring revenue at the start",
    source="ChartMogul help centre (net MRR churn rate)",
    example="(10 churn + 10 contraction - 10 expansion) / 100 = 10%",
    variant=retention.rate_words,
)
def net_recurring_revenue_churn(books: Books) -> Ratio:
    """Losses less expansion and reactivation of the window, over the opening balance."""
    kept = ["churn", "contraction", "expansion", "reactivation"]
    moved = books.moved.where(pl.col("movement").is_in(kept)).valued(-pl.col("value"))
    return Ratio(of=Total(moved), per=retention.opening_revenue(books))
