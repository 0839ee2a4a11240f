"""CAC payback on the spend of the same months."""

from reportgen.measure.acquisition import new_business_margin, spend_on_new_business
from reportgen.measure.books import Books
from reportgen.measure.calendar import NO_LAG
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="CAC payback without lag",
    abbreviation="CAC payback without lag",
    topic="acquisition",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition="The payback when spend is set against the customers of the same months.",
    why="While spend rises or falls, the lag alone may decide on which side of the line it lies.",
    formula=(
        "sales and marketing spend of the same months for new business / "
        "(new recurring revenue × gross margin)"
    ),
    numerator="sales and marketing spend for new business, same months",
    denominator="monthly gross margin of new customers",
    source="Benchmarkit 2025 and KBCM 2019 (yearly ratios without a lag)",
    example="30,000 / (3,000 × 75%) = 13.3 months; with a quarter's lag 12.0",
)
def cac_payback_without_lag(books: Books) -> Ratio:
    """CAC payback with no lag, whatever the pack has chosen."""
    return Ratio(of=spend_on_new_business(books, NO_LAG), per=new_business_margin(books))
