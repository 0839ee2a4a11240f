"""Sales and marketing share of headcount."""

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.people import full_time, selling_people_in_words, selling_staff
from reportgen.measure.shape import MONTHS, Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Sales and marketing share of headcount",
    abbreviation="S&M headcount share",
    topic="people",
    unit=Unit.SHARE,
    better=Direction.BAND,
    definition="Which part of all people works in sales, marketing and revenue operations.",
    why="Nordic software companies that grow by more than 40% a year have 24% of them there.",
    formula="full-time equivalents in sales, marketing and revenue operations / all of them",
    numerator="full-time equivalents in sales and marketing",
    denominator="all full-time equivalents",
    source="Business Reflex podcast 201, after Nordic B2B Software Growth Benchmark 2022",
    example="(4 sales + 2 marketing) / 25 = 24%",
    kinds=MONTHS,
    variant=selling_people_in_words,
)
def sales_and_marketing_headcount_share(books: Books) -> Formula:
    """People who sell over all people, at the month's end."""
    selling, everybody = pl.col("selling"), pl.col("all")
    return Formula(
        {"selling": full_time(books, selling_staff(books)), "all": full_time(books)},
        value=selling / everybody,
        numerator=selling,
        denominator=everybody,
        reasons=((everybody == 0, "div_zero"), (everybody < 0, "not_meaningful")),
    )
