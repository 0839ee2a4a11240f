"""Customer lifetime against CAC payback."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.acquisition import payback as cac_payback
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Shape
from reportgen.unit import Direction, Unit


def words(books: Books) -> str:
    """Lag and cap, as they are printed beside the figures."""
    return f"{Books.lag_words(books)}; {retention.cap_words(books)}"


@metric(
    title="Customer lifetime against CAC payback",
    abbreviation="Lifetime / payback",
    topic="acquisition",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="How many times over a customer pays back, before it leaves, what it cost to win.",
    why="At one or below, customers leave before they have paid for themselves.",
    formula="customer lifetime in months / CAC payback in months",
    numerator="customer lifetime in months",
    denominator="CAC payback in months",
    source="New Breed (payback against customer lifetime)",
    example="37.0 / 12.0 = 3.08; 25.0 months of profit",
    threshold="payback_against_lifetime_warn",
    warn_below=1,
    kinds=retention.QUARTERS_AND_YEARS,
    on_lifetime=True,
    variant=words,
    part_units={"months_of_profit": Unit.MONTHS},
)
def payback_against_lifetime(books: Books) -> Beside:
    """The ratio; beside it the months of profit that are left after payback."""
    lifetime, payback = pl.col("lifetime"), pl.col("payback")
    parts: dict[str, Shape] = {
        "lifetime": retention.lifetime(books),
        "payback": cac_payback(books),
    }
    ratio = Formula(
        parts,
        value=lifetime / payback,
        numerator=lifetime,
        denominator=payback,
        n=pl.col("payback.n"),
        reasons=((payback == 0, "div_zero"),),
    )
    return Beside(ratio, {"months_of_profit": Formula(parts, value=lifetime - payback)})
