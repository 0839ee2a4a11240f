"""What sellers cost for each deal that they win."""

import polars as pl

from reportgen.measure import deals
from reportgen.measure.acquisition import gross_margin
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Middle, Ratio, Shape, Total
from reportgen.measure.unit_economics import part_of_spend
from reportgen.unit import Direction, Unit


@metric(
    title="Sales staff cost per won deal",
    abbreviation="Sales staff cost per deal",
    topic="acquisition",
    unit=Unit.MONEY,
    better=Direction.DOWN,
    definition="What the sellers cost in the period for each deal that they won in it.",
    why="Salaried sellers, small deals and a long process do not add up; here it shows first.",
    formula=(
        "personnel cost of sales / won deals; too costly (1) when that is more than mean yearly "
        "amount of a won deal × gross margin"
    ),
    numerator="personnel cost of sales",
    denominator="won deals",
    source="Business Reflex podcast 201 (salaried sellers, deal size and length of the process)",
    example="180,000 / 3 deals = 60,000; a deal brings 45,000 in its first year: too costly",
    variant=deals.renewals_in_words,
    part_units={"too_costly": Unit.FLAG},
)
def sales_effort(books: Books) -> Beside:
    """Beside it: a deal's value per day of its cycle, its first year's margin, and a flag."""
    won = deals.won(books)
    effort = Ratio(of=Total(part_of_spend(books, "personnel_sales")), per=Total(won))
    size, cycle = pl.col("size"), pl.col("cycle")
    amount: Shape = Middle(deals.amounts(won), mean=True, empty="div_zero")
    per_day = Formula(
        {"size": amount, "cycle": Middle(deals.cycles(books))},
        value=size / cycle,
        numerator=size,
        denominator=cycle,
        n=pl.col("size.n"),
        reasons=((cycle == 0, "div_zero"),),
    )
    first_year = Formula(
        {"size": amount, "margin": gross_margin(books)},
        value=size * pl.col("margin"),
        n=pl.col("size.n"),
    )
    flag = Formula(
        {"effort": effort, "first_year": first_year},
        value=(pl.col("effort") > pl.col("first_year")).cast(pl.Float64),
        n=pl.col("effort.n"),
    )
    return Beside(
        effort,
        {"value_per_cycle_day": per_day, "first_year_gross_profit": first_year, "too_costly": flag},
    )
