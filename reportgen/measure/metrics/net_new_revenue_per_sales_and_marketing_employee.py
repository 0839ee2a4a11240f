"""Net new recurring revenue per sales and marketing employee."""

import polars as pl

from reportgen.measure.acquisition import yearly_revenue_of
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.people import full_time, selling_people_in_words, selling_staff
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Net new recurring revenue per sales and marketing employee",
    abbreviation="Net new ARR per S&M FTE",
    topic="people",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="How much annual recurring revenue the period added for each person who sells.",
    why="It tells whether more sellers bring more growth or only share the same.",
    formula=(
        "net new annual recurring revenue / full-time equivalents in sales, marketing and "
        "revenue operations at the period's end"
    ),
    numerator="net new annual recurring revenue",
    denominator="full-time equivalents in sales and marketing",
    source="ICONIQ Growth, go-to-market scorecard",
    example="93,600 / 6 = 15,600",
    variant=selling_people_in_words,
)
def net_new_revenue_per_sales_and_marketing_employee(books: Books) -> Formula:
    """What the window added over the people at its end."""
    added, people = pl.col("added"), pl.col("people")
    return Formula(
        {
            "added": yearly_revenue_of(books),
            "people": full_time(books, selling_staff(books)),
        },
        value=added / people,
        numerator=added,
        denominator=people,
        reasons=((people == 0, "div_zero"), (people < 0, "not_meaningful")),
    )
