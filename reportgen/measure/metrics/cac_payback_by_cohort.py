"""CAC payback as it happened, cohort by cohort."""

import polars as pl

from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.cells import SCHEMA
from reportgen.measure.cohort_economics import QUARTERS, payback_of_cohorts
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="CAC payback by cohort",
    abbreviation="CAC payback by cohort",
    topic="acquisition",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition=(
        "In which month of their life the new customers of a quarter had together earned back what "
        "was spent on winning them, with all churn and expansion since."
    ),
    why="A payback computed on the day of the sale is a forecast; this is what came of it.",
    formula=(
        "first month k in which the gross margin of the quarter's new customers, added up from "
        "their first month, reaches the sales and marketing spend for new business of the quarter"
    ),
    numerator="gross margin earned to date",
    denominator="sales and marketing spend for new business",
    source="Own convention; gross margin of the company, month by month",
    example="27,000 spent, 2,250 a month and an expansion of 250 from month 3: month 11",
    kinds=QUARTERS,
    variant=Books.lag_words,
    part_units={"earned_back": Unit.SHARE},
)
def cac_payback_by_cohort(books: Books) -> Beside:
    """Under the quarter of first payment; beside it which share has been earned back to date."""
    cohorts = payback_of_cohorts(books)
    earned, spent = pl.col("numerator"), pl.col("denominator")
    known = earned.is_not_null() & (spent > 0).fill_null(False)
    share = cohorts.frame.with_columns(
        value=pl.when(known).then(earned / spent),
        missing=pl.when(known).then(None).otherwise(pl.col("missing").fill_null("div_zero")),
    ).select(list(SCHEMA))
    return Beside(cohorts, {"earned_back": Given(share, cohorts.tables)})
